"""How they feel, told to the coach and nothing else with it: `they seem really happy`, `sie sind genervt`."""

import re
from enum import StrEnum
from typing import NamedTuple

from bot.language.clean import clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("told_moods")
_LONGEST = 120
"""In characters; who types more tells more than a mood."""


class ToldMood(StrEnum):
    """What kind of mood it is, by what helps."""

    PLEASED = "pleased"
    UPSET = "upset"
    IMPATIENT = "impatient"
    UNSURE = "unsure"
    COOL = "cool"


class MoodTold(NamedTuple):
    """A mood; `has_cause` where the sentence says what it is about."""

    mood: ToldMood
    has_cause: bool


_MOODS = "|".join(rf"(?P<{mood.value}>{_WORDS.alternatives(mood.value)})" for mood in ToldMood)
_VERBS = {
    ToldMood.PLEASED: "pleased_verbs",
    ToldMood.UPSET: "upset_verbs",
    ToldMood.IMPATIENT: "impatient_verbs",
    ToldMood.UNSURE: "unsure_verbs",
    ToldMood.COOL: "cool_verbs",
}
_REACTIONS = "|".join(
    rf"(?P<{mood.value}>{_WORDS.alternatives(key)})" for mood, key in _VERBS.items()
)
_BEFORE = rf"(?:(?:{_WORDS.alternatives('first')})[,\s]+)*"
_DEGREES = rf"(?:(?:{_WORDS.alternatives('degrees')})\s+)*"
_NOT_BEHIND = rf"(?P<denied_behind>(?:{_WORDS.alternatives('not')})\s+)?"
_NOT = rf"(?P<denied>(?:{_WORDS.alternatives('not')})\s+)?"
_SUBJECT = (
    rf"(?!(?:{_WORDS.alternatives('nobody_of_theirs')})(?!\w))"
    rf"(?:(?:{_WORDS.alternatives('articles')})\s+)?[^\W\d][\w-]*"
)
_TAIL = (
    rf"(?:,?\s+(?:{_WORDS.alternatives('passing')}))*"
    rf"(?P<cause>,?\s+(?:{_WORDS.alternatives('about')})\s+.+)?[\s.!]*"
)
_FEELS = compile_late(
    rf"{_BEFORE}{_SUBJECT}(?:{_WORDS.alternatives('feels')})\s+{_NOT}{_DEGREES}{_NOT_BEHIND}"
    rf"{_DEGREES}(?:{_MOODS}){_TAIL}",
    re.IGNORECASE,
)
_REACTS = compile_late(rf"{_BEFORE}{_SUBJECT}\s+(?:{_REACTIONS}){_TAIL}", re.IGNORECASE)
_AIR = compile_late(
    rf"{_BEFORE}(?:{_WORDS.alternatives('air')})(?:{_WORDS.alternatives('feels')})?\s+{_DEGREES}"
    rf"(?:(?P<pleased>{_WORDS.alternatives('pleased')}|{_WORDS.alternatives('good')})"
    rf"|(?P<upset>{_WORDS.alternatives('upset')}|{_WORDS.alternatives('bad')})"
    rf"|(?P<cool>{_WORDS.alternatives('cool')})){_TAIL}",
    re.IGNORECASE,
)


def find_mood_told(text: str) -> MoodTold | None:
    """The mood that a sentence tells; None where it tells something else, or a figure with it."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or typed.endswith("?") or any(map(str.isdigit, typed)):
        return None
    for pattern in (_FEELS, _REACTS, _AIR):
        found = pattern.fullmatch(typed)
        if found is None:
            continue
        groups = found.groupdict()
        mood = next(mood for mood in ToldMood if groups.get(mood.value))
        if groups.get("denied") or groups.get("denied_behind"):
            if mood is not ToldMood.PLEASED:
                return None
            mood = ToldMood.UPSET
        has_cause = bool(groups.get("cause"))
        if has_cause and mood is ToldMood.PLEASED:
            # `happy with the terms` says yes to something.
            return None
        return MoodTold(mood, has_cause)
    return None
