"""Names of the other side in what people type about it: to them it is *you*, not their name."""

import re
from collections.abc import Iterable
from functools import cache

from bot.domain.tradeables import ReadyPhrase
from bot.language.languages import language_of
from bot.language.parties import find_new_name, without_party
from bot.language.speaking import german_words
from bot.language.speaking.english_nouns import load_nouns
from bot.language.speaking.english_verbs import ENGLISH, load_verbs
from bot.language.speaking.english_words import load_small_words
from bot.language.speaking.lexicon import load_texts

GERMAN = "de"
_ENGLISH_SOURCE = re.compile(r"\sfrom\s+[A-Z][\w&.'-]*\s+[A-Z]")
_DOER = re.compile(r"\sby\s+(?P<doer>[A-Z][a-z][\w&'-]*)")
"""`dubbing paid by Kanal Nord`"""
_GERMAN_NAME = re.compile(r"\S\s+(?:von|durch)\s+(?P<name>[A-ZÄÖÜ][\w&.'-]{2,})$")
_FIRST_NAME = re.compile(r"[A-Z][a-zäöüß][\w&'-]*")
_HELPERS = frozenset(
    ("will", "would", "can", "could", "has", "have", "had", "is", "agreed", "agrees")
)
_RECEIVES = frozenset(("gets", "get", "receives", "bekommt", "erhält", "kriegt"))
"""What somebody receives is what is given: `Alder gets 5% off`."""
SHORTEST_NAME = 3


def speak_to_party(what: str, names: Iterable[str]) -> str:
    """A wording as it is said to a party itself: *the lower fee from Acme* is *the lower fee* to them, and *Acme signs
    by Friday* is *they sign by Friday*."""
    if not what or isinstance(what, ReadyPhrase):
        return what
    names = tuple(names)
    said = without_party(what, names)
    for name in names:
        found = re.match(rf"{re.escape(name)}\s+(?P<verb>[a-zäöüß]+)", said, re.IGNORECASE)
        if found is None:
            continue
        verb = found["verb"].lower()
        if verb in _RECEIVES:
            return said[found.end() :].strip()
        if verb in german_words.load_verbs().by_third:
            return "sie " + said[found.start("verb") :]
        if verb in _HELPERS or load_verbs().find_finite(verb) is not None:
            return "they " + said[found.start("verb") :]
    return said


def names_somebody(text: str, locale: str, *, has_parties: bool) -> bool:
    """Whether a wording ends with what may be somebody's name: `storage from Alpha Cargo`, *Rabatt von Suedlog*.
    Without other parties in the deal only who it comes from counts, in two words, as `from Hamburg` is a place."""
    if language_of(locale) != GERMAN:
        doer = _DOER.search(text)
        if doer is not None and doer["doer"].lower() not in _list_days():
            return True
        is_source = _ENGLISH_SOURCE.search(text) is not None
        return bool(find_new_name(text, locale)) and (has_parties or is_source)
    found = _GERMAN_NAME.search(text)
    if found is None or german_words.find_noun(found["name"]) is not None:
        return False
    # *Büchern* may be a plural that nobody knows.
    return has_parties or not found["name"].endswith("n")


@cache
def _list_days() -> frozenset[str]:
    """Words after `by` that are written with a capital letter and name nobody: `by Friday`, `by March`."""
    kept = load_small_words()
    texts = (*load_texts(ENGLISH, "months"), *load_texts(ENGLISH, "months").values())
    return kept.capitalised | kept.months | frozenset(map(str.lower, texts))


def speak_to_candidate(condition: str) -> str:
    """A condition of a hiring deal as it is said to the candidate: `he takes the late shift` is `they take it`."""
    english = re.match(r"(?:he|she)(?:'ll| will)? (?P<verb>[a-z]+)(?P<rest>.*)", condition)
    if english is not None:
        verb = load_verbs().by_third.get(english["verb"])
        return f"they {verb.base if verb else english['verb']}{english['rest']}"
    german = re.match(r"(?:er|sie) (?P<rest>.* )?(?P<verb>[a-zäöüß]+)$", condition)
    infinitive = german_words.load_verbs().by_third.get(german["verb"]) if german else None
    if german is None or infinitive is None:
        return condition
    return f"sie {german['rest'] or ''}{infinitive}"


def find_name_in_title(title: str) -> str:
    """The name that a deal's name begins with: *Alder* of *Alder pumps*; "" where it begins with a word for a thing."""
    first = title.split(maxsplit=1)[0] if title.split() else ""
    if len(first) < SHORTEST_NAME or _FIRST_NAME.fullmatch(first) is None:
        return ""
    low = first.lower()
    is_thing = low in load_nouns().known or load_nouns().singular_of(low) in load_nouns().known
    return "" if is_thing or german_words.find_noun(first) is not None else first
