"""Which of several parties a line is about: `5% off to Beta`, `reference call from Acme`, `Beta: 5% off`."""

import re
from collections.abc import Iterable
from datetime import date

from bot.language.days import date_context, parse_day
from bot.language.languages import language_of
from bot.language.patterns import compile_late
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

_WORDS = word_table("parties")
_TOWARDS = _WORDS.pattern("towards")
_NAME = r"[A-ZÄÖÜ][\w&.'-]*(?:\s+[A-ZÄÖÜ][\w&.'-]*)?"
_AND = rf"(?:\s*[,/&+]\s*|\s+{_WORDS.pattern('and')}\s+)"
_BETWEEN = compile_late(_AND)
_LISTED = compile_late(
    rf"(?:^|(?<=\s)){_WORDS.pattern('title_towards')}\s+(?P<names>{_NAME}(?:{_AND}{_NAME})+)(?!\w)"
)
_NEW_NAME = compile_late(rf"\S\s+(?:to|from)\s+(?P<name>{_NAME})$")


def find_party(what: str, names: Iterable[str]) -> str:
    """The name in a wording as the deal writes it; "" where none of them ends or begins the wording. The longest name
    wins, so that *Beta Labs* is not taken for *Beta*."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        named = re.escape(name)
        # Only the end or the beginning: `a Beta licence` is a thing.
        at_end = rf".*\S\s+{_TOWARDS}\s+(?:the\s+)?{named}"
        at_beginning = rf"{named}(?:\s*:\s*|\s+(?={_WORDS.pattern('gives')}\b|[$€£~]?\d))\S.*"
        if re.fullmatch(f"{at_end}|{at_beginning}", what, re.IGNORECASE | re.DOTALL):
            return name
    return ""


def without_party(what: str, names: Iterable[str]) -> str:
    """A wording as it is said to a party itself: *the lower fee from Acme* is *the lower fee* to them. It stays as is
    where it ends with none of the names."""
    name = find_party(what, names)
    if not name:
        return what
    named = re.escape(name)
    at_end = re.sub(rf"\s+{_TOWARDS}\s+(?:the\s+)?{named}$", "", what, count=1, flags=re.IGNORECASE)
    if at_end != what:
        # `Miller branding for Miller`
        return at_end
    return re.sub(rf"^{named}(?:\s*:\s*|\s+)", "", what, count=1, flags=re.IGNORECASE)


def find_names_in_title(title: str) -> tuple[str, ...]:
    """The parties that a deal's name lists: `pilot with Tavrin and Molsey`; none where it lists fewer than two."""
    for found in _LISTED.finditer(title):
        names = [name.strip() for name in _BETWEEN.split(found["names"])]
        if len(names) > 1 and len({name.casefold() for name in names}) == len(names):
            return tuple(names)
    return ()


def find_new_name(what: str, locale: str) -> str:
    """A name at the end of a wording that may be somebody's: `training to Corvid`; "" where there is none. In German
    every noun begins like a name, so that none can be told."""
    if language_of(locale) == "de":
        return ""
    found = _NEW_NAME.search(what)
    if found is None:
        return ""
    name = found["name"]
    words = split_words(name)
    is_day = parse_day(words, 0, date_context(date(2000, 1, 1), locale)) is not None
    return "" if is_day or (name.isupper() and len(name) < 5) else name.casefold()


def split_names(text: str) -> tuple[str, ...]:
    """The names in a field that takes several, separated by commas, each once whatever its case."""
    names: dict[str, str] = {}
    for part in re.split(r"[,;\n]", text):
        name = " ".join(part.split())
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())
