"""Several things to do in one line: `we deliver the training by 14 Jan and they name two trainees by 7 Jan`."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.language.clean import LONGEST
from bot.language.commitments import CommitmentRead, names_side, read_commitment
from bot.language.patterns import compile_late, pattern_table
from bot.language.speaking.english_verbs import load_verbs

_WORDS = pattern_table("commitments")
_AND = rf"(?:{_WORDS.alternatives('between')})"
_BETWEEN = rf"(?:\s*[,;\n]\s*(?:{_AND}\s+)?|\s+{_AND}\s+)"
_BEFORE_NEXT_SIDE = compile_late(
    rf"{_BETWEEN}(?=(?:{_WORDS.alternatives('next_side')})\s+\w)", re.IGNORECASE
)
_BEFORE_NEXT_THING = compile_late(_BETWEEN, re.IGNORECASE)
_Reader = Callable[[str], CommitmentRead]
_SIDE_AND_VERB = re.compile(r"(?P<who>\S+\s+)(?P<verb>[^\W\d]+)\s")
_VERB = re.compile(r"(?P<who>)(?P<verb>[^\W\d]+)\s")


def read_commitments(
    text: str, *, locale: str, today: date, names: Iterable[str] = ()
) -> Sequence[CommitmentRead]:
    """What was typed after `/deal commit`, as one thing to do or as several.

    A line is several where each part says anew who does it, or where each part has a day of its own; what does not say
    who is done by whoever does the part before it. `training and documents by 20 Jan` is one.
    """
    known = tuple(names)

    def read(part: str) -> CommitmentRead:
        return read_commitment(part, locale=locale, today=today, names=known)

    text = text[:LONGEST]
    parts = [part for part in _BEFORE_NEXT_SIDE.split(text) if part.strip()]
    if len(parts) > 1 and not names_side(parts[0], known):
        parts = [text]
    found: list[CommitmentRead] = []
    for part in parts:
        found += _read_things(part, read)
    if len(found) > 1 and all(each.what for each in found):
        return found
    return [read(text)]


def _read_things(part: str, read: _Reader) -> list[CommitmentRead]:
    """What one side does: several things where each has its own day."""
    things = [thing for thing in _BEFORE_NEXT_THING.split(part) if thing.strip()]
    if len(things) < 2:
        return [read(part)]
    first, *rest = [read(things[0]), *(read(_with_verb(things[0], thing)) for thing in things[1:])]
    if first.due is None or any(each.due is None for each in rest):
        return [read(part)]
    return [first, *(each if each.side else replace(each, side=first.side) for each in rest)]


def _with_verb(first: str, thing: str) -> str:
    """`docs by 20 Jan` after `we deliver the training by 14 Jan`, with who does what."""
    has_side = names_side(first)
    opening = (_SIDE_AND_VERB if has_side else _VERB).match(f"{first.strip()} ")
    if opening is None or not (has_side or _is_verb(opening["verb"])):
        return thing
    if _is_verb(thing.split(maxsplit=1)[0]):
        return f"{opening['who']}{thing}"
    return f"{opening['who']}{opening['verb']} {thing}"


def _is_verb(word: str) -> bool:
    return load_verbs().find_finite(word.lower()) is not None
