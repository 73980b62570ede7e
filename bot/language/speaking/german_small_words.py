"""The small words of German that reading what was typed needs."""

import re
from dataclasses import dataclass
from functools import cache

from bot.language.speaking.german_words import GERMAN
from bot.language.speaking.lexicon import load_words, speech_table


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallGermanWords:
    """The small words of German that a reading needs, in lower case."""

    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    at_once: frozenset[str]
    """When a share of the price may be paid."""
    times: tuple[str, ...]
    lasting: tuple[str, ...]
    """What things end with that last for a time, rather than are there for it."""
    unchanged: frozenset[str]
    articles: frozenset[str]
    not_alone: frozenset[str]
    prepositions: frozenset[str]
    free: frozenset[str]
    known_on_a_day: tuple[str, ...]
    behind: frozenset[str]
    never: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    often: frozenset[str]
    counted_alike: frozenset[str]
    no_article: frozenset[str]
    """What takes no article behind *für*."""
    there_alone: tuple[str, ...]
    """What ends the words that take their article behind *mit*: of these there is one."""
    small_nouns: tuple[str, ...]
    """What nouns end with that people write small."""
    genitives: frozenset[str]
    english: frozenset[str]
    abbreviations: frozenset[str]
    subjects: tuple[str, ...]
    tail: re.Pattern[str]


@cache
def load_small_words() -> SmallGermanWords:
    def words(key: str) -> frozenset[str]:
        return load_words(GERMAN, "words", key)

    table = speech_table(GERMAN, "words")
    return SmallGermanWords(
        numbers=words("numbers"),
        lead_numbers=words("lead_numbers"),
        at_once=words("at_once"),
        times=table.phrases("times"),
        lasting=table.phrases("lasting"),
        unchanged=words("unchanged"),
        articles=words("articles"),
        not_alone=words("not_alone"),
        prepositions=words("prepositions"),
        free=words("free"),
        known_on_a_day=tuple(words("known_on_a_day")),
        behind=words("behind"),
        never=words("never"),
        months=words("months"),
        weekdays=words("weekdays"),
        often=words("often"),
        counted_alike=words("counted_alike"),
        no_article=words("no_article_behind"),
        there_alone=table.phrases("there_alone"),
        small_nouns=table.phrases("small_nouns"),
        genitives=words("genitives"),
        english=words("english"),
        abbreviations=words("abbreviations"),
        subjects=tuple(f"{subject} " for subject in table.phrases("subjects")),
        tail=re.compile(table.pattern("tails")),
    )
