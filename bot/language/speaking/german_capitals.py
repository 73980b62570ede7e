"""Nouns that people typed small in German, by where they stand: *binnen 10 tagen*, *die kosten fürs Porto*.

A word that is known to be a noun gets its capital letter in every part of what is said. Where one stands in a noun's
place that nobody knows, nothing is said, since it might be written wrongly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from bot.language.speaking.german_small_words import load_small_words
from bot.language.speaking.german_words import GERMAN, find_noun, is_listed, load_verbs
from bot.language.speaking.lexicon import load_words

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_SHORTEST_DOUBTFUL = 4
"""Unknown words with fewer letters are small ones that nobody listed."""


class _Lead(IntEnum):
    """How surely a noun follows."""

    NONE = 0
    PREPOSITION = 1
    ARTICLE = 2
    SHARE = 3
    """*5 %*"""
    COUNT = 4


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """Words with the capitals of their nouns; `is_doubtful` where one stands small that may be a noun."""

    words: tuple[str, ...]
    is_doubtful: bool


def write_nouns_large(words: Sequence[str], *, ends_with_verb: bool) -> WrittenWords:
    """The words with the capitals of the nouns among them. In a clause that `ends_with_verb` the last word is its
    verb."""
    written: list[str] = []
    is_doubtful, lead = False, _Lead.NONE
    for place, typed in enumerate(words):
        word = typed
        following = words[place + 1] if place + 1 < len(words) else ""
        is_at_end = ends_with_verb and not following
        bare = word.rstrip(",.")
        if _stays(bare):
            if lead >= _Lead.ARTICLE and following and _is_verb_and_noun(bare):
                is_doubtful = True
            lead = _lead_of(word)
        elif is_at_end and (lead is not _Lead.COUNT or find_noun(bare) is None):
            # the verb; behind a number nobody knows whether it is one: *500 dazuliefern*, *500 kanister*
            is_doubtful = is_doubtful or lead is _Lead.COUNT
        elif _is_adjective(bare, following, lead):
            # the noun may follow yet
            pass
        elif _is_noun(bare, lead):
            word = _write_large(bare) + word[len(bare) :]
            lead = _Lead.NONE
        else:
            is_doubtful = is_doubtful or (
                lead is not _Lead.NONE and len(bare) >= _SHORTEST_DOUBTFUL
            )
            lead = _Lead.NONE
        written.append(word)
    return WrittenWords(tuple(written), is_doubtful)


def _write_large(bare: str) -> str:
    noun = find_noun(bare)
    return noun.written if noun is not None else bare.capitalize()


def ends_with_known_verb(words: Sequence[str]) -> bool:
    """Whether the last word is a verb, so that what comes before it says what is done."""
    return bool(words) and _is_verb(words[-1].rstrip(",."))


def names_thing_small(text: str) -> bool:
    """Whether a noun in a clause may be written small, so that nobody can send it as it stands."""
    return write_nouns_large(text.split(), ends_with_verb=True).is_doubtful


def _stays(bare: str) -> bool:
    """Whether the word is no noun that was typed small."""
    return not bare.isalpha() or not bare.islower() or bare in _load_small() or _is_verb(bare)


@cache
def _load_small() -> frozenset[str]:
    kept = load_small_words()
    known = kept.prepositions | kept.articles | kept.behind | kept.never | kept.free | kept.numbers
    return known | kept.unchanged | kept.genitives | load_words(GERMAN, "words", "small_anyway")


def _is_verb(bare: str) -> bool:
    verbs = load_verbs()
    return bare in verbs.participles or bare in verbs.by_participle or bare in verbs.by_third


def _is_verb_and_noun(bare: str) -> bool:
    """*zahlen* of *die zahlen liefern*: nobody knows which."""
    return bare.islower() and _is_verb(bare) and find_noun(bare) is not None


def _lead_of(word: str) -> _Lead:
    low = word.lower()
    kept = load_small_words()
    if low in ("%", "prozent") or low.endswith("%"):
        return _Lead.SHARE
    if word[:1].isdigit() or low in kept.numbers:
        return _Lead.COUNT
    if low in kept.articles:
        return _Lead.ARTICLE
    return _Lead.PREPOSITION if low in kept.prepositions else _Lead.NONE


def _is_adjective(bare: str, following: str, lead: _Lead) -> bool:
    """*alten* of *den alten stoff*: its ending, and a word behind it that may be what it is said of."""
    if not bare.endswith(_ADJECTIVE_ENDINGS):
        return False
    is_known = is_known_adjective(bare)
    if find_noun(bare) is not None and not is_known:
        return False
    if lead is _Lead.NONE and not is_known and not following[:1].isupper():
        return False
    low = following.rstrip(",.").lower()
    if not low or not low.isalpha():
        return False
    return following[:1].isupper() or (low not in _load_small() and not _is_verb(low))


def is_known_adjective(low: str) -> bool:
    """*feste*, *automatischen*: a form of an adjective though a noun may be written like it."""
    stems = load_words(GERMAN, "words", "adjectives")
    return any(low.removesuffix(ending) in stems for ending in _ADJECTIVE_ENDINGS)


def _is_noun(bare: str, lead: _Lead) -> bool:
    """Whether the word is surely a noun where it stands."""
    if _is_day_or_month(bare):
        return True
    if find_noun(bare) is None:
        # *5000 flaschen* is what is counted, *um 5 % runtergeht* is not
        return lead is _Lead.COUNT and len(bare) >= _SHORTEST_DOUBTFUL and not bare.endswith("t")
    return lead is not _Lead.NONE or is_listed(bare)


def _is_day_or_month(bare: str) -> bool:
    kept = load_small_words()
    return len(bare) > 2 and bare in kept.months | kept.weekdays
