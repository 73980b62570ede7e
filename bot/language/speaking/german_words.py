"""German names of things and what people do: genders, compounds, adjectives, infinitives and participles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from bot.language.speaking.english_nouns import SHORTEST_REPAIRED, is_slip
from bot.language.speaking.lexicon import load_texts, load_words, speech_table

GERMAN = "de"
SHORTEST_HEAD = 4
"""A compound ends with a word of at least so many letters, else *Beirat* would end with *Rat*."""
_PLURAL_ENDINGS = ("nen", "en", "er", "n", "e", "s", "")
_UMLAUTS = str.maketrans("äöü", "aou")


class Gender(StrEnum):
    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"
    PLURAL = "plural"


INDEFINITE = {Gender.MASCULINE: "einen", Gender.FEMININE: "eine", Gender.NEUTER: "ein"}
DEFINITE = {
    Gender.MASCULINE: "den",
    Gender.FEMININE: "die",
    Gender.NEUTER: "das",
    Gender.PLURAL: "die",
}
_STRONG = {Gender.MASCULINE: "en", Gender.FEMININE: "e", Gender.NEUTER: "es", Gender.PLURAL: "e"}
_WEAK = {Gender.MASCULINE: "en", Gender.FEMININE: "e", Gender.NEUTER: "e", Gender.PLURAL: "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GermanNoun:
    """A name of a thing as it is written, with its gender; `is_mass` where it takes no article at first."""

    written: str
    gender: Gender
    is_mass: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GermanNouns:
    """The nouns of the word file, in lower case."""

    genders: Mapping[str, Gender]
    written: Mapping[str, str]
    """*E-Bike*, *SLA*: those that are not only written with one capital letter."""
    mass: frozenset[str]
    endings: tuple[tuple[str, Gender], ...]
    plurals: frozenset[str]
    """Words that are one of these nouns without their ending and umlaut are looked for here."""


@cache
def load_nouns() -> GermanNouns:
    """The nouns of the word file."""
    genders: dict[str, Gender] = {}
    written: dict[str, str] = {}
    table = speech_table(GERMAN, "nouns")
    for gender in (Gender.PLURAL, Gender.NEUTER, Gender.MASCULINE, Gender.FEMININE):
        for word in table.phrases(gender.value):
            genders[word.lower()] = gender
            written[word.lower()] = word
    for gender_name, words in table.groups("odd").items():
        for word in words:
            genders.setdefault(word.lower(), Gender(gender_name))
    for word in table.phrases("mass"):
        written.setdefault(word.lower(), word)
    endings = [
        (ending, Gender(name))
        for name in ("f", "n", "m")
        for ending in speech_table(GERMAN, "endings").phrases(name)
    ]
    return GermanNouns(
        genders=genders,
        written=written,
        mass=load_words(GERMAN, "nouns", "mass"),
        endings=tuple(endings),
        plurals=frozenset(word.translate(_UMLAUTS) for word in genders),
    )


@lru_cache(maxsize=1024)
def find_noun(word: str) -> GermanNoun | None:
    """The noun that the word is, as typed or with its capital letter; None where nobody knows its gender."""
    low = word.lower()
    nouns = load_nouns()
    if low in nouns.genders:
        return GermanNoun(
            written=_capital(word), gender=nouns.genders[low], is_mass=low in nouns.mass
        )
    is_capital = word[:1].isupper()
    head = _find_head(low)
    if head is not None:
        return GermanNoun(
            written=_capital(word),
            gender=nouns.genders[head],
            is_mass=bool({low, head} & nouns.mass),
        )
    if is_plural(low):
        return GermanNoun(written=_capital(word), gender=Gender.PLURAL)
    if not is_capital or len(low) < SHORTEST_HEAD + 2:
        return None
    for ending, gender in nouns.endings:
        if low.endswith(ending):
            return GermanNoun(written=word, gender=gender, is_mass=low in nouns.mass)
    return None


def is_listed(low: str) -> bool:
    """Whether a noun in lower case, or what it ends with, is in the word file, rather than guessed by its ending."""
    return low in load_nouns().genders or _find_head(low) is not None


def _find_head(low: str) -> str | None:
    """The longest known noun that a compound ends with."""
    genders = load_nouns().genders
    for start in range(2, len(low) - SHORTEST_HEAD + 1):
        tail = low[start:].lstrip("-")
        if tail in genders and len(tail) >= SHORTEST_HEAD:
            return tail
    return None


def is_plural(low: str) -> bool:
    """Whether a noun in lower case can be several of a known one."""
    plurals = load_nouns().plurals
    plain = low.translate(_UMLAUTS)
    for ending in _PLURAL_ENDINGS:
        stem = plain.removesuffix(ending) if ending else plain
        if len(stem) < 3 or (not ending and plain == low):
            continue
        if stem in plurals or any(
            stem[start:] in plurals for start in range(2, len(stem) - SHORTEST_HEAD + 1)
        ):
            return True
        # *Firmen* of *Firma*, *Lizenzen* of *Lizenz* end as they must; *-ungen* needs no list
    return plain.endswith(("ungen", "heiten", "keiten", "schaften", "ionen", "taten"))


@lru_cache(maxsize=1024)
def repair_noun(word: str) -> str:
    """The noun that a misspelt one was meant to be; else the word as it is."""
    low = word.lower()
    if len(low) < SHORTEST_REPAIRED or not low.isalpha():
        return word
    known = [noun for noun in load_nouns().genders if noun[0] == low[0] and is_slip(low, noun)]
    return _capital(known[0]) if len(known) == 1 else word


def _capital(word: str) -> str:
    known = load_nouns().written.get(word.lower())
    return known or word[:1].upper() + word[1:]


def decline(adjective: str, gender: Gender, *, weak: bool) -> str | None:
    """An adjective in the accusative, with the ending that it has before a thing of that gender; None where what was
    typed is no form of it."""
    for ending in ("es", "er", "en", "em", "e"):
        stem = adjective.removesuffix(ending)
        if stem == adjective or len(stem) < 3:
            continue
        if not _fits(ending, gender):
            continue
        return stem + (_WEAK if weak else _STRONG)[gender]
    return None


def _fits(ending: str, gender: Gender) -> bool:
    """Whether the typed ending is one of that gender, as a subject or an object without an article."""
    allowed = {
        Gender.MASCULINE: ("er", "en"),
        Gender.FEMININE: ("e",),
        Gender.NEUTER: ("es",),
        Gender.PLURAL: ("e",),
    }
    return ending in allowed[gender]


@dataclass(frozen=True, slots=True, kw_only=True)
class GermanVerbs:
    """Infinitives by each of their forms."""

    participles: Mapping[str, str]
    """By infinitive."""
    by_participle: Mapping[str, str]
    by_third: Mapping[str, str]
    """*zahlt*, *verzichtet*, *übernimmt*."""
    there: frozenset[str]
    """Done to what is there already: *die Gebühr streichen*."""


@cache
def load_verbs() -> GermanVerbs:
    """The verbs of the word file."""
    table = speech_table(GERMAN, "verbs")
    participles = dict(entry.split() for entry in table.phrases("forms"))
    irregular = load_plain(table.subtable("irregular").tables)
    by_third = {irregular.get(verb, _third_person(verb)): verb for verb in participles}
    return GermanVerbs(
        participles=participles,
        by_participle={participle: verb for verb, participle in participles.items()},
        by_third=by_third,
        there=table.subtable("objects").words("there"),
    )


def load_plain(tables: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """Tables of texts as one."""
    return {key: str(text) for table in tables for key, text in table.items()}


def _third_person(infinitive: str) -> str:
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    return f"{stem}et" if stem.endswith(("t", "d", "fn")) else f"{stem}t"


@cache
def load_dative() -> dict[str, str]:
    """Units in the dative of the plural: *Monaten* of *Monate*."""
    return load_plain(speech_table(GERMAN, "words").subtable("dative").tables)


@cache
def load_repaired() -> dict[str, str]:
    """What people write for what they mean."""
    return load_texts(GERMAN, "repaired")


PERCENT = re.compile(r"(\d)\s*%")
