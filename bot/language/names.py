"""Names of people of the other side: read as they are typed to be erased, found however they are written, replaced."""

import re
from dataclasses import dataclass

from bot.language.languages import language_of
from bot.language.patterns import compile_late

MOST_NAMES = 5
LONGEST_NAME = 80
SHORTEST_NAME = 3
LEAST_RUN = 2
"""Letters of ASCII that a row must hold before it is looked into; shorter runs are in nearly every row."""

MARKS = {"en": "[contact]", "de": "[Kontakt]"}
"""What stands in the place of a name, by the language of who erases it: a role, and nothing that a name looks like."""

_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*")
_QUOTES = " \"'“”„‚‘’"
_SPELLED_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_RUN = re.compile(r"[a-z0-9]+")


class UnclearName(Exception):
    """A name needs two words, or one with a capital letter as it is written: Jane Doe, or Doe."""


@dataclass(frozen=True, slots=True)
class NameReplacer:
    """Puts a role in the place of some names. `hints` are pieces of them, without capitals, one of which stands in
    every text that may hold a name."""

    pattern: re.Pattern[str]
    mark: str
    hints: tuple[str, ...]

    def replace(self, text: str) -> str:
        """The text with the role in the place of each name."""
        return self.pattern.sub(self.mark, text)

    def is_name_alone(self, text: str) -> bool:
        """Whether the text is a name, and nothing besides."""
        return self.pattern.fullmatch(text) is not None


def read_names(text: str) -> tuple[str, ...]:
    """The names in a line, between commas. Raises `UnclearName` where one of them could be an ordinary word, or there
    are none, or more than five."""
    found = [part.strip(_QUOTES) for part in _BETWEEN_NAMES.split(text)]
    names = tuple(dict.fromkeys(" ".join(name.split()) for name in found if name))
    if not 0 < len(names) <= MOST_NAMES or not all(map(_is_clear, names)):
        raise UnclearName
    return names


def _is_clear(name: str) -> bool:
    letters = [mark for mark in name if mark.isalpha()]
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or len(letters) < SHORTEST_NAME:
        return False
    if " " in name or "@" in name:
        return True
    # A word in small letters may be any word of the ledger, and one in capitals a currency.
    return name[0].isupper() and any(mark.islower() for mark in name)


def build_replacer(names: tuple[str, ...], locale: str) -> NameReplacer:
    """What replaces these names: whatever their capitals where they have several words, with the family name first too,
    and with a genitive's s."""
    written: list[str] = []
    for name in names:
        words = name.split()
        written.append(r"\s+".join(map(_spell, words)))
        if len(words) == 2:
            written.append(rf"{_spell(words[1])},\s*{_spell(words[0])}")
    choices = "|".join(
        rf"(?i:{one})" if r"\s" in one or "@" in one else one
        for one in sorted(written, key=len, reverse=True)
    )
    # `Does` is the German genitive of `Doe`, `Doe's` the English one.
    pattern = compile_late(rf"(?<!\w)(?:{choices})(?:['’]?s)?(?!\w)")
    return NameReplacer(pattern, choose_mark(locale), tuple(map(_find_hint, names)))


def choose_mark(locale: str) -> str:
    """What stands in the place of a name that somebody with this locale erases."""
    return MARKS.get(language_of(locale), MARKS["en"])


def _spell(word: str) -> str:
    """A word as a pattern: `ü` is found as `ue` too."""
    return "".join(
        f"(?:{re.escape(mark)}|{_SPELLED_OUT[mark.lower()]})"
        if mark.lower() in _SPELLED_OUT
        else re.escape(mark)
        for mark in word
    )


def _find_hint(name: str) -> str:
    # Without what is spelled in two ways: `ß` in small letters is `ss`.
    runs = _RUN.findall(name.replace("ß", " ").casefold())
    longest = max(runs, key=len, default="")
    return longest if len(longest) >= LEAST_RUN else ""


def is_erased_name(text: str) -> bool:
    """Whether the text stands for somebody whose name was erased."""
    return any(mark in text for mark in MARKS.values())
