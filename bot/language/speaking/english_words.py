"""The small words of English that reading what was typed needs."""

import re
from dataclasses import dataclass
from functools import cache

from bot.language.speaking.english_verbs import ENGLISH
from bot.language.speaking.lexicon import (
    compile_pattern,
    list_alternatives,
    load_words,
    speech_table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallEnglishWords:
    """The small words of English that a reading needs, in lower case."""

    determiners: frozenset[str]
    numbers: frozenset[str]
    prepositions: frozenset[str]
    behind: frozenset[str]
    never: frozenset[str]
    relative: frozenset[str]
    abbreviations: frozenset[str]
    capitalised: frozenset[str]
    months: frozenset[str]
    no_article: frozenset[str]
    only_one: frozenset[str]
    done_to: frozenset[str]
    lasting: frozenset[str]
    """Of these one says `a 24-month term`, of anything else that it is there `for 24 months`."""
    within_time: frozenset[str]
    """What happens within a time rather than lasts for it."""
    not_alone: frozenset[str]
    measured: frozenset[str]
    """Of these a number behind tells how much: `MOQ 300`."""
    people: frozenset[str]
    other_language: frozenset[str]
    foreign_ending: tuple[str, ...]
    pairs: tuple[str, ...]
    subject: re.Pattern[str]


@cache
def load_small_words() -> SmallEnglishWords:
    table = speech_table(ENGLISH, "words")
    subjects = list_alternatives(table.phrases("subjects"))
    helpers = list_alternatives(table.phrases("helpers"))
    return SmallEnglishWords(
        determiners=load_words(ENGLISH, "words", "determiners"),
        numbers=load_words(ENGLISH, "words", "numbers"),
        prepositions=load_words(ENGLISH, "words", "prepositions"),
        behind=load_words(ENGLISH, "words", "behind"),
        never=load_words(ENGLISH, "words", "never"),
        relative=load_words(ENGLISH, "words", "relative"),
        abbreviations=load_words(ENGLISH, "words", "abbreviations"),
        capitalised=load_words(ENGLISH, "words", "capitalised"),
        months=load_words(ENGLISH, "words", "months_beside_a_day"),
        no_article=load_words(ENGLISH, "words", "no_article_behind"),
        within_time=load_words(ENGLISH, "words", "within_time"),
        done_to=load_words(ENGLISH, "words", "done_to"),
        only_one=load_words(ENGLISH, "words", "only_one"),
        lasting=load_words(ENGLISH, "words", "lasting"),
        measured=load_words(ENGLISH, "words", "measured"),
        not_alone=load_words(ENGLISH, "words", "not_alone"),
        people=load_words(ENGLISH, "words", "people"),
        foreign_ending=table.phrases("foreign_ending"),
        other_language=load_words(ENGLISH, "words", "other_language"),
        pairs=table.phrases("pairs"),
        subject=compile_pattern(rf"(?:{subjects})(?:(?:'|’)\w+)?(?: (?:{helpers}))*\s+"),
    )
