"""English names of things: which word is the thing, and whether it takes an article."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from bot.language.speaking.english_verbs import ENGLISH, load_verbs
from bot.language.speaking.lexicon import (
    compile_pattern,
    load_texts,
    load_words,
    speech_table,
)

SHORTEST_REPAIRED = 7
"""Shorter words are too near to others to be taken for a slip of the keyboard."""
_VOWELS = "aeiouy"
_NUMBER = re.compile(r"(?:[€$£]|eur |usd )?\d[\d.,]*(?:[-–]\d[\d.,]*)?(?:%|k|m|pc)?", re.IGNORECASE)
_SPELLED_WITH_AN = re.compile(r"[FHLMNRSX][BCDFGHJKLMNPQRSTVWXZ]{1,4}")
"""An abbreviation that can only be spelled, and whose first letter begins with a vowel when it is: `an NMC pin`."""
_HYPHENATED = re.compile(r"(\d+)-([a-z]+)", re.IGNORECASE)


class NounNumber(StrEnum):
    """How a name of a thing is counted."""

    ONE = "one"
    """`call`: it takes an article."""
    MASS = "mass"
    """`exclusivity`: it takes none."""
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishNouns:
    """The names of things, in lower case."""

    countable: frozenset[str]
    mass: frozenset[str]
    plural: frozenset[str]
    plural_of: dict[str, str]
    units: dict[str, str]
    """Units of time, singular and plural, with their singular."""
    mass_endings: tuple[str, ...]
    countable_endings: tuple[str, ...]
    known: frozenset[str]
    """Every single word of these, to see what a misspelt one was meant to be."""

    def find_number(self, words: list[str]) -> NounNumber | None:
        """How the thing is counted that these words end with; None where it is no known word."""
        for length in (3, 2, 1):
            if length <= len(words):
                number = self._number_of(" ".join(words[-length:]))
                if number is not None:
                    return number
        return self._guess_number(words[-1]) if words else None

    def _number_of(self, word: str) -> NounNumber | None:
        if word in self.mass:
            return NounNumber.MASS
        if word in self.plural:
            return NounNumber.MANY
        if word in self.countable:
            return NounNumber.ONE
        single = self.singular_of(word)
        return NounNumber.MANY if single in self.countable or single in self.mass else None

    def singular_of(self, word: str) -> str:
        """The word without its ending of a plural, whether there is such a word or not."""
        if word in self.plural_of:
            return self.plural_of[word]
        if word.endswith("ies"):
            return f"{word[:-3]}y"
        if word.endswith(("ches", "shes", "sses", "xes")):
            return word[:-2]
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else ""

    def _guess_number(self, word: str) -> NounNumber | None:
        """By the ending of a word that nobody listed."""
        if len(word) < SHORTEST_REPAIRED or not word.isalpha():
            return None
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return NounNumber.MANY if self._guess_number(word[:-1]) else None
        if word.endswith(self.mass_endings):
            return NounNumber.MASS
        return NounNumber.ONE if word.endswith(self.countable_endings) else None


@cache
def load_nouns() -> EnglishNouns:
    """The nouns of the word file."""
    countable = load_words(ENGLISH, "nouns", "countable")
    # `training our team` is no single thing either, but `a meeting` is
    mass = load_words(ENGLISH, "nouns", "mass") | (load_verbs().by_gerund.keys() - countable)
    plural = load_words(ENGLISH, "nouns", "plural")
    units = load_words(ENGLISH, "nouns", "units")
    forms = speech_table(ENGLISH, "nouns").subtable("plural_forms")
    plural_of = {plural: single for single, plural in load_plain(forms.tables[0]).items()}
    phrases = countable | mass | plural | units | load_verbs().by_base.keys()
    words = {word for phrase in phrases for word in phrase.split()}
    return EnglishNouns(
        countable=countable | units,
        mass=mass,
        plural=plural,
        plural_of=plural_of,
        units={unit: unit for unit in units} | {f"{unit}s": unit for unit in units},
        mass_endings=speech_table(ENGLISH, "endings").phrases("mass"),
        countable_endings=speech_table(ENGLISH, "endings").phrases("countable"),
        known=frozenset(words),
    )


def load_plain(table: object) -> dict[str, str]:
    """A table of texts."""
    return {str(key): str(text) for key, text in table.items()} if isinstance(table, dict) else {}


@cache
def _load_repaired() -> dict[str, str]:
    return load_texts(ENGLISH, "repaired")


@cache
def _known_by_letter() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for word in sorted(load_nouns().known):
        if len(word) >= SHORTEST_REPAIRED:
            known.setdefault(word[0], []).append(word)
    return known


@lru_cache(maxsize=1024)
def repair_word(word: str) -> str:
    """An abbreviation written out (`mths`), a slip of the keyboard mended (`warrenty`); else the word as it is."""
    low = word.lower()
    if low in _load_repaired():
        return _load_repaired()[low]
    if len(low) < SHORTEST_REPAIRED or not low.isalpha() or word != low:
        return word
    nouns = load_nouns()
    single = nouns.singular_of(low)
    if low in nouns.known or single in nouns.known or load_verbs().find_finite(low):
        return word
    if low.endswith(("ed", "er", "ly")):
        return word
    meant = [known for known in _known_by_letter().get(low[0], ()) if is_slip(low, known)]
    if len(meant) == 1:
        return meant[0]
    plural = [known for known in _known_by_letter().get(low[0], ()) if is_slip(single, known)]
    return f"{plural[0]}s" if single and len(plural) == 1 else word


def is_slip(typed: str, known: str) -> bool:
    """Whether one letter is missing, doubled or swapped with its neighbour, or one vowel stands for another: a slip is
    never taken for another word such as `printing` for `painting`."""
    if abs(len(typed) - len(known)) > 1 or OSA.distance(typed, known, score_cutoff=1) != 1:
        return False
    if len(typed) != len(known):
        return True
    odd = [(a, b) for a, b in zip(typed, known, strict=True) if a != b]
    return len(odd) == 2 or all(a in _VOWELS and b in _VOWELS for a, b in odd)


def is_number(word: str) -> bool:
    """Whether it is written in digits: `24`, `3%`, `5k`."""
    return _NUMBER.fullmatch(word) is not None


def split_hyphenated(word: str) -> tuple[str, str] | None:
    """The number and the unit of `24-month` or of `24-mth`; None where it is none."""
    found = _HYPHENATED.fullmatch(word)
    if found is None:
        return None
    unit = load_nouns().units.get(repair_word(found[2]).lower())
    return (found[1], unit) if unit else None


@cache
def _takes_an() -> re.Pattern[str]:
    return compile_pattern(str(speech_table(ENGLISH, "words").tables[0]["takes_an"]))


def with_article(text: str) -> str:
    """`a call`, `an SLA`."""
    first = text.split(maxsplit=1)[0]
    is_spelled = first.isupper() and _SPELLED_WITH_AN.fullmatch(first) is not None
    return f"{'an' if is_spelled or _takes_an().match(text) else 'a'} {text}"
