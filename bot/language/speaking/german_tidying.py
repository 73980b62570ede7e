"""Typed German as it is written in a sentence: nouns with a capital letter, days with their full stop."""

import re
from collections.abc import Sequence
from functools import cache

from bot.language.speaking import english_nouns
from bot.language.speaking.german_capitals import ends_with_known_verb, write_nouns_large
from bot.language.speaking.german_days import spell_days
from bot.language.speaking.german_small_words import load_small_words
from bot.language.speaking.german_things import is_number, read_things
from bot.language.speaking.german_words import (
    GERMAN,
    PERCENT,
    Gender,
    find_noun,
    load_nouns,
    load_repaired,
    load_verbs,
    repair_noun,
)
from bot.language.speaking.lexicon import load_words, speech_table
from bot.language.speaking.phrase import PhraseKind

_DAY_WITHOUT_STOP = re.compile(r"(?<![\d.,])(\d{1,2}\.\d{1,2})(?![\d.,])")
"""*4.1* for *4.1.*, whose last full stop ended the line."""
SHORTEST_SMALL_NOUN = 7


@cache
def load_unsaid() -> list[re.Pattern[str]]:
    """What stands in a note and is not said as it stands."""
    return [re.compile(each) for each in speech_table(GERMAN, "rewrites").phrases("unsaid")]


# Words as they are written in a sentence


def tidy_text(text: str) -> str:
    """The text with its words as they are written: abbreviations in full, nouns with a capital letter."""
    text = PERCENT.sub(r"\1 %", text.strip(" ,;:!?-–—"))
    if text.endswith(".") and not text[-2:-1].isdigit():
        text = text[:-1]
    words = text.split()
    is_small = not any(word[:1].isupper() for word in words)
    tidied = [_tidy_word(word, is_small=is_small) for word in words]
    tidied = list(write_nouns_large(tidied, ends_with_verb=ends_with_known_verb(tidied)).words)
    return " ".join(_write_adjective(word, tidied[i + 1 : i + 2]) for i, word in enumerate(tidied))


def _write_adjective(word: str, following: Sequence[str]) -> str:
    """*Feste* of *2 Feste Termine*, written small: no noun itself, before one, with the ending of an adjective."""
    is_title = word[:1].isupper() and word[1:].islower() and word.endswith(("e", "en", "es"))
    if not is_title or not following or find_noun(word) is not None:
        return word
    return word.lower() if find_noun(following[0]) is not None else word


def _tidy_word(word: str, *, is_small: bool) -> str:
    """A word as it is written; nouns get their capital letter where everything was typed small."""
    bare = word.rstrip(",")
    tail = word[len(bare) :]
    low = bare.lower()
    if low in load_repaired():
        return load_repaired()[low] + tail
    if low in load_small_words().abbreviations:
        return bare.upper() + tail
    if bare[:1].isupper() and find_noun(bare) is None:
        return repair_noun(bare) + tail
    if _is_noun_written_small(bare):
        return bare.capitalize() + tail
    if not is_small or not bare.islower() or is_written_small(low):
        return word
    noun = find_noun(bare)
    return noun.written + tail if noun is not None else word


def is_written_small(low: str) -> bool:
    """Whether the word is none that takes a capital letter in whatever place."""
    kept, verbs = load_small_words(), load_verbs()
    small = kept.prepositions | kept.articles | kept.behind | kept.never | kept.free | kept.numbers
    is_verb = low in verbs.participles or low in verbs.by_participle or low in verbs.by_third
    # *kürzere*, *weitere*, *namentliche*: an ending of adjectives, with no noun that is written like it
    return (
        low in small
        or is_verb
        or low.endswith(("liche", "lichen", "licher", "ige", "igen", "ere", "eren"))
    )


def is_english(words: Sequence[str]) -> bool:
    """Whether the phrase is English, which a German sentence cannot hold."""
    known_pairs = load_nouns().genders
    english = english_nouns.load_nouns().known
    for place, word in enumerate(words):
        low = word.lower().strip(",")
        pairs = (" ".join(words[place : place + 2]), " ".join(words[max(0, place - 1) : place + 1]))
        if any(" " in pair and pair.lower() in known_pairs for pair in pairs):
            continue
        if low in load_small_words().english:
            return True
        is_foreign = low in english and len(low) > 3 and not is_written_small(low)
        if is_foreign and find_noun(word.strip(",")) is None:
            return True
    return False


def tidy_german_clause(clause: str) -> str:
    """A condition or a reason with the capitals of its days, months and known things: *Sie bis freitag bestellen*."""
    words = [tidy_name(word) for word in clause.split()]
    if is_not_german(clause):
        return " ".join(words)
    words = list(write_nouns_large(words, ends_with_verb=True).words)
    words = _add_article_to_object(words)
    words = _add_day_word(words)
    return spell_days(_DAY_WITHOUT_STOP.sub(r"\1.", " ".join(words)))


def _add_day_word(words: list[str]) -> list[str]:
    """*Sie Freitag liefern* is *Sie am Freitag liefern*."""
    is_day = len(words) > 1 and words[1].lower() in load_small_words().weekdays
    is_deed = is_day and words[0].lower() in ("sie", "wir") and words[1].lower().endswith("tag")
    return [words[0], "am", *words[1:]] if is_deed else words


def _add_article_to_object(words: list[str]) -> list[str]:
    """*Sie Rahmenvertrag unterschreiben* is *Sie den Rahmenvertrag unterschreiben*, *Sie Kran stellen* *Sie einen Kran
    stellen*."""
    found = find_bare_object(words) if words else []
    verb = words[-1] if words else ""
    if not found or verb in load_words(GERMAN, "words", "used"):
        # of *Sie Kühlhaus nutzen* nobody knows whose it is
        return words
    thing = read_things(" ".join(found))
    if thing.kind is not PhraseKind.NOUN or thing.is_topic:
        return words
    said = thing.definite if verb in load_verbs().there else thing.bare
    return [words[0], *said.split(), *words[1 + len(found) :]]


def find_bare_object(words: Sequence[str]) -> Sequence[str]:
    """What is done in *Sie …* or *wir …* and stands there without an article that it needs; nothing where there is no
    such thing."""
    is_deed = len(words) > 2 and words[0].lower() in ("sie", "wir")
    if not is_deed or words[-1] not in load_verbs().participles:
        return ()
    kept = load_small_words()
    thing = words[1:-1]
    while len(thing) > 1 and thing[-1] in kept.behind:
        # *Miete vorab zahlen*
        thing = thing[:-1]
    noun = find_noun(thing[-1]) if thing[-1][:1].isupper() else None
    # an adjective before it at most: what is longer tells more than a thing
    if noun is None or noun.is_mass or noun.gender is Gender.PLURAL or len(thing) > 2:
        return ()
    small = kept.prepositions | kept.articles | kept.behind | kept.free | kept.unchanged
    names = kept.weekdays | kept.months | load_words(GERMAN, "words", "idioms")
    is_led = thing[0].lower() in small | kept.never or is_number(thing[0])
    last = thing[-1].lower()
    if is_led or last in names or last.endswith(tuple(kept.weekdays)):
        return ()
    is_adjective = thing[0].islower() and thing[0].endswith(("e", "er", "es", "en"))
    return thing if len(thing) == 1 or is_adjective else ()


def tidy_name(word: str) -> str:
    bare = word.rstrip(",.")
    is_name = bare.islower() and bare in load_small_words().months | load_small_words().weekdays
    if is_name or _is_noun_written_small(bare):
        return bare.capitalize() + word[len(bare) :]
    return word


def _is_noun_written_small(word: str) -> bool:
    """*mindestlaufzeit*, *lieferung*: long enough to be no other word, and with an ending that only nouns have."""
    is_long = len(word) >= SHORTEST_SMALL_NOUN and word.islower() and word.isalpha()
    return (
        is_long
        and word.endswith(load_small_words().small_nouns)
        and (find_noun(word.capitalize()) is not None)
    )


def is_not_german(text: str) -> bool:
    """Whether a text is English."""
    low = [word.lower().strip(",.") for word in text.split()]
    return any(word in load_small_words().english for word in low)
