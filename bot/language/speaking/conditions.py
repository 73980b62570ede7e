"""Conditions and reasons that were typed: which of them may be told to the other side as they are."""

import re
from functools import cache

from bot.language.speaking.english_nouns import NounNumber, load_nouns
from bot.language.speaking.english_verbs import ENGLISH, load_verbs
from bot.language.speaking.german_capitals import names_thing_small
from bot.language.speaking.german_tidying import find_bare_object
from bot.language.speaking.german_words import GERMAN
from bot.language.speaking.german_words import load_verbs as load_german_verbs
from bot.language.speaking.lexicon import Remarks, compile_pattern, load_remarks, speech_table

LONGEST = 14
"""More words than that are no condition but a story."""
_MARKS = re.compile(r"[!?;:\"“”„()\[\]{}<>#*_=]|(?<!\d)\.\s")


def is_sayable_condition(condition: str, language: str) -> bool:
    """Whether it says of somebody or something what must come true."""
    text = condition.strip()
    if not _is_plain(text, language):
        return False
    low = text.lower()
    words = low.split()
    if words[0] in _phrases(language, "conditions_open"):
        return True
    if language == ENGLISH and _lacks_agreement(words):
        return False
    return (
        _has_verb(low.split(), language)
        and _pattern(language, "told_condition").match(text) is not None
    )


def _lacks_agreement(words: list[str]) -> bool:
    """`delivery split to 3 depots`: one thing, and a verb that is not said of one thing; a word is left out."""
    if len(words) < 2 or load_nouns().find_number(words[:1]) in (None, NounNumber.MANY):
        return False
    verbs, following = load_verbs(), words[1]
    if following in verbs.by_third or following in _phrases(ENGLISH, "finite"):
        return False
    return following in verbs.by_base or following in verbs.by_participle


def is_sayable_reason(reason: str, language: str) -> bool:
    """Whether it is a clause or begins with a word such as *of*, and says nothing of ours that is private."""
    text = reason.strip()
    if not _is_plain(text, language):
        return False
    if text.lower().split()[0] in _phrases(language, "reasons_open"):
        return True
    return (
        _has_verb(text.lower().split(), language)
        and _pattern(language, "told_reason").match(text) is not None
    )


def _is_plain(text: str, language: str) -> bool:
    if not text or len(text.split()) > LONGEST or _MARKS.search(text):
        return False
    if language == GERMAN and (names_thing_small(text) or find_bare_object(text.split())):
        return False
    return _remarks(language).cut(text) == text and not _pattern(language, "never").search(text)


def _has_verb(words: list[str], language: str) -> bool:
    """Whether a verb that agrees with somebody is among them."""
    helping = _phrases(language, "finite")
    if any(word in helping for word in words):
        return True
    if language == "de":
        verbs = load_german_verbs()
        return words[-1] in verbs.by_third or words[-1] in verbs.participles
    english = load_verbs()
    return any(english.find_finite(word) is not None for word in words[1:])


@cache
def _phrases(language: str, key: str) -> frozenset[str]:
    return frozenset(speech_table(language, "clauses").phrases(key))


@cache
def _pattern(language: str, key: str) -> re.Pattern[str]:
    return compile_pattern(speech_table(language, "clauses").pattern(key))


@cache
def _remarks(language: str) -> Remarks:
    return load_remarks(language)
