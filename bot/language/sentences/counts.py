"""What a speaker asked for before, and whether less is wanted now: in sharing out, that is a move toward the other."""

from collections.abc import Sequence

from bot.language.patterns import pattern_table
from bot.language.sentences.marks import Turn

_WORDS = pattern_table("sentences.counts")
_COUNTED = _WORDS.expression("counted")
_NUMBERS = _WORDS.numbers("numbers")
_NO_THING = _WORDS.words("no_thing")


def last_words_of_speaker(context: Sequence[Turn]) -> str:
    """The last words, in lower case, of whoever speaks now: not of whoever spoke last. Empty where there are none."""
    for turn in reversed(context):
        if turn.speaker != context[-1].speaker:
            return turn.words.lower()
    return ""


def wants_less(now: str, before: str) -> bool:
    """Whether less of the same things is counted than before, and more of none. Both in lower case."""
    wanted, wanted_before = _count_things(now), _count_things(before)
    if not wanted or not wanted_before:
        return False
    if set(wanted) == {""}:
        return wanted[""] < max(wanted_before.values())
    wanted.pop("", None)
    if any(wanted[thing] > wanted_before.get(thing, 0) for thing in wanted):
        return False
    return any(wanted[thing] < wanted_before.get(thing, 0) for thing in wanted)


def _count_things(text: str) -> dict[str, int]:
    """How many of each thing a text counts; a number without a thing counts "". The last count of a thing holds."""
    counts: dict[str, int] = {}
    for number, thing in _COUNTED.findall(text):
        name = "" if thing in _NO_THING else thing.removesuffix("s")
        counts[name] = _NUMBERS.get(number) or int(number)
    return counts
