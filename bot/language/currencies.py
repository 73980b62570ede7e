"""Currencies as people type them: signs (`C$`), ISO codes and words, before, behind or glued to a number."""

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name

from bot.language.patterns import compile_late
from bot.language.vocabulary import load_languages, word_table
from bot.language.word_list import WordList

UNKNOWN = "XXX"
"""A currency of which nobody can tell which it is: `kr` where no country says whose crowns, `Q$`."""

_WORDS = word_table("amounts")


def _list_codes() -> frozenset[str]:
    """The codes of all currencies that some country pays with today."""
    codes: set[str] = set()
    for spans in get_global("territory_currencies").values():
        codes.update(code for code, _, ended, is_tender in spans if is_tender and ended is None)
    return frozenset(codes)


CODES = _list_codes()
"""The codes of ISO 4217 that are in use."""

_CODES_OF_MARKS = {
    **{code.lower(): code for code in CODES},
    **_WORDS.meanings("currencies"),
}
_SHARED = {
    mark: frozenset(code.upper() for code in codes.split())
    for mark, codes in _WORDS.meanings("shared_marks").items()
}
_BY_COUNTRY = _WORDS.meanings("country_marks")
_ALWAYS_DEFAULT = frozenset("$¥£")
"""Signs that name the best-known of their currencies in every country."""

_NICKNAMES = _WORDS.meanings("nicknames")
CURRENCY_NOUNS = frozenset(
    mark for mark in {*_CODES_OF_MARKS, *_SHARED} if len(mark) > 2 and mark.upper() not in CODES
)
"""Last words of long names: `dollars`, `francs`."""

_WORD_CODES = _WORDS.words("word_codes")
_NEVER_GLUED = _WORDS.words("never_glued")
CODES_AT_END = _WORDS.words("word_codes_at_end")
"""Codes that are words as well, and yet count in small letters where they end a large amount: `200k try`."""

CURRENCY_MARKS = _CODES_OF_MARKS.keys() | _SHARED.keys()
"""All ways of writing a currency as a word of its own."""

_GLUED_WORDS = sorted(
    (mark for mark in CURRENCY_MARKS - _NEVER_GLUED if mark.isalpha() and mark.isascii()),
    key=lambda mark: (-len(mark), mark),
)
"""Words that are also written without a space before or after the number."""

CURRENCY_WORDS = frozenset(_GLUED_WORDS) - _WORD_CODES
"""Words that name a currency and nothing else."""

_PLAIN_SIGNS = sorted(mark for mark in CURRENCY_MARKS if len(mark) == 1 and not mark.isalnum())
SIGNS = frozenset(_PLAIN_SIGNS)
"""Signs of currencies of one character."""

_WORDS_PATTERN = "|".join(_GLUED_WORDS)
SIGN = rf"[a-z]{{0,3}}\$|e£|cn¥|jp¥|kč|zł|{'|'.join(map(re.escape, _PLAIN_SIGNS))}"
GLUED = f"{SIGN}|{_WORDS_PATTERN}"
SCALED = _WORDS.numbers("scaled")
"""Letters that are a multiple only before a currency: `30 T€`; `30 t` are tons."""

MULTIPLE = "|".join(
    [
        *sorted(_WORDS.words("glued_multiples")),
        *(f"{letter}(?={GLUED})" for letter in sorted(SCALED)),
    ]
)
"""Patterns of what is glued to a number: a sign or code of a currency; `k`, `mio`, `t€`."""

_SCALES = _WORDS.words("scales")
SCALED_MARKS = {
    scale + mark: (scale, mark)
    for scale in _SCALES
    for mark in (
        *(code.lower() for code in CODES if code.lower() not in _WORD_CODES),
        *_PLAIN_SIGNS,
        "euro",
    )
}
"""Marks that begin with a multiple: `teur`, `k€`, `mio€`."""

_ANY_MARK = compile_late(rf"(?<![a-z])(?:{SIGN})|[a-z]+")
_GLUED_CODE = f"(?:{'|'.join(word for word in _GLUED_WORDS if word in CURRENCY_WORDS)})"
_BEFORE_NUMBER = rf"(?<![a-z])({SIGN}|{_GLUED_CODE}(?![a-z]))\s?[-−]?\d"
_AFTER_NUMBER = rf"\d(?:[\d.,]*\d)?\s?(?:{MULTIPLE})?\s?((?:{SIGN})(?!\d)|{_GLUED_CODE}\b)"
_BESIDE_NUMBER = compile_late(f"{_BEFORE_NUMBER}|{_AFTER_NUMBER}")


def is_mark(word: str, locale: str) -> bool:
    """Whether a word, in lower case, names a currency for people of that locale."""
    return word in CURRENCY_MARKS or code_of_currency(word, locale) != ""


def needs_capitals(word: str) -> bool:
    """Whether the code is a word as well (`all`, `top`), so that it counts in capitals alone."""
    return word in _WORD_CODES


@lru_cache(maxsize=2048)
def code_of_currency(mark: str, locale: str = "") -> str:
    """The code that a sign, a code or a word stands for: `UNKNOWN` where nobody can tell, "" for none."""
    if mark in _BY_COUNTRY:
        own = _BY_COUNTRY[mark]
        return own if currency_of_country(locale) == own else ""
    default = _CODES_OF_MARKS.get(mark, "")
    if mark in _SHARED:
        country = "" if mark in _ALWAYS_DEFAULT else currency_of_country(locale)
        return country if country in _SHARED[mark] else default or UNKNOWN
    if not default and mark.endswith("$"):
        # A dollar that is not known must not pass for that of the United States.
        return _CODES_OF_MARKS.get(mark[:-1], UNKNOWN)
    return default


def resolve_marks(marks: frozenset[str], locale: str) -> frozenset[str]:
    """The codes of all marks beside one number. A shared mark is that of the other one: in `AUD $5k` the dollar is
    Australian."""
    if not marks:
        return marks
    sure = {code_of_currency(mark, locale) for mark in marks if mark not in _SHARED}
    codes = set(sure)
    for mark in marks:
        if mark in _SHARED and _SHARED[mark].isdisjoint(sure):
            codes.add(code_of_currency(mark, locale))
    return frozenset(codes)


def find_long_name(words: WordList, i: int) -> tuple[str, int] | None:
    """The code of a currency whose name of two or three words begins at `i` (`Swiss francs`, `HK dollars`), and the
    word after it."""
    low = words.low
    for after in (i + 2, i + 3):
        if words.gaps[after - 1]:
            return None
        if low[after - 1] not in CURRENCY_NOUNS:
            continue
        code = _NICKNAMES.get(low[i]) if after == i + 2 else None
        code = code or _list_long_names().get(" ".join(low[i:after]))
        if code is not None:
            return code, after
    return None


@cache
def _list_long_names() -> dict[str, str]:
    """The names of all currencies in the languages of the reader, in small letters."""
    names: dict[str, str] = {"pounds sterling": "GBP", "pound sterling": "GBP"}
    for language in load_languages():
        for code in CODES:
            for count in (None, 1, 2):
                names[get_currency_name(code, count=count, locale=language).lower()] = code
    return names


@lru_cache(maxsize=256)
def currency_of_country(locale: str) -> str:
    """The currency of a locale's country; for a language alone that of the country where most speak it. "" where nobody
    knows."""
    territory = _territory_of(locale)
    spans = get_global("territory_currencies").get(territory, ()) if territory else ()
    current = [code for code, _, ended, is_tender in spans if is_tender and ended is None]
    return current[-1] if current else ""


def _territory_of(locale: str) -> str:
    if not locale:
        return ""
    name = locale.replace("-", "_")
    try:
        territory = Locale.parse(name).territory
    except (UnknownLocaleError, ValueError):
        territory = None
    if territory:
        return territory
    likely: str = get_global("likely_subtags").get(name.partition("_")[0], "")
    return likely.rpartition("_")[2]


def names_one_currency(pieces: list[str], unit: str) -> bool:
    """A cheap look: whether the text names one currency at most, `unit` where there is one already."""
    named = {unit} if unit else set()
    for piece in pieces:
        named |= _currencies_in_piece(piece)
    return len(named) < 2 and UNKNOWN not in named


@lru_cache(maxsize=1024)
def _currencies_in_piece(piece: str) -> frozenset[str]:
    codes = {code_of_currency(mark) for mark in _ANY_MARK.findall(piece.lower())}
    return frozenset(codes - {""})


def find_currencies(text: str, locale: str = "") -> set[str]:
    """The currencies named beside a number anywhere in the text."""
    found = _BESIDE_NUMBER.findall(text.lower())
    marks = frozenset(before or after for before, after in found)
    return set(resolve_marks(marks, locale))
