"""What moves are called that nobody typed: those that follow from an offer, the rest of an ask that
was granted in part, and a give that comes on top of an earlier one. The ledger keeps them without a
language; here they get their reader's figures and words."""

import re
from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from bot.coach.answers import Sentence
from bot.domain.cautions import Caution
from bot.domain.debriefs import DebriefFact
from bot.domain.fillings import SentencePart
from bot.domain.moves import REST, STEP, Move
from bot.slack.words import LocaleWords

Said = TypeVar("Said")

NAME_FIELDS: Mapping[type, tuple[str, ...]] = {
    Move: ("what",),
    Sentence: ("give", "get", "already", "need"),
    Caution: ("what",),
    SentencePart: ("what",),
    DebriefFact: ("what", "other"),
}
"""What says how a move is called, and in which of its fields."""

INCREASED_FIELDS: Mapping[type, str] = {Move: "what", Sentence: "give"}
"""Which of these fields may be of a give that comes on top of an earlier one."""

TOGETHER = " + "
"""Between the gives of one trade."""

_FIGURE = r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?[km]?"
_STEP = re.compile(rf"(?P<issue>.+) (?P<start>{_FIGURE}){STEP}(?P<end>{_FIGURE})(?: (?P<unit>.+))?")


def name_moves(said: Said, words: LocaleWords) -> Said:
    """An answer, or a part of one, in which every move is called as its reader would write it.

    What needs no other name is returned as it is: most answers have nothing to change, and are not
    copied.
    """
    if said is None or (isinstance(said, Move) and _is_typed(said)):
        return said
    if isinstance(said, tuple):
        return cast(Said, _name_all(said, words))
    kind: type = type(said)
    changed: dict[str, object] = {}
    is_named = kind in NAME_FIELDS
    for field in _fields_to_name(kind):
        before = getattr(said, field)
        after = _name_in_words(before, words) if is_named else name_moves(before, words)
        if after is not before:
            changed[field] = after
    if isinstance(said, Move | Sentence) and said.increase is not None:
        field = INCREASED_FIELDS[kind]
        changed[field] = words.name_increase(getattr(said, field), said.increase)
    return cast(Said, replace(cast(Any, said), **changed)) if changed else said


def _name_all(parts: tuple[object, ...], words: LocaleWords) -> tuple[object, ...]:
    """Each of the parts; the same tuple where none of them changes."""
    named = tuple(name_moves(part, words) for part in parts)
    is_same = all(after is before for after, before in zip(named, parts, strict=True))
    return parts if is_same else named


def _is_typed(move: Move) -> bool:
    """Whether a move is called as somebody typed it."""
    return move.offer is None and move.increase is None and not move.what.startswith(REST)


def _name_in_words(what: str, words: LocaleWords) -> str:
    """What a move is called, from how the ledger has it: `price 98k → 104k`, `… term`."""
    if what.startswith(REST):
        return words.name_rest(_name_in_words(what.removeprefix(REST), words))
    # Most names have no step; looking for its sign is cheaper than trying the pattern.
    if STEP not in what:
        return what
    if TOGETHER in what:  # the gives of one trade, as a debrief names them
        return TOGETHER.join(_name_in_words(each, words) for each in what.split(TOGETHER))
    found = _STEP.fullmatch(what)
    if found is None:
        return what
    return words.format_step(found["issue"], found["start"], found["end"], found["unit"] or "")


@cache
def _fields_to_name(kind: type) -> tuple[str, ...]:
    """In which fields of a value moves are called by something."""
    if kind in NAME_FIELDS or not is_dataclass(kind):
        return NAME_FIELDS.get(kind, ())
    return tuple(name for name, hint in get_type_hints(kind).items() if _may_name_moves(hint))


def _may_name_moves(hint: object) -> bool:
    """Whether a value of that type may say what a move is called."""
    parts = get_args(hint)
    if parts:
        return any(map(_may_name_moves, parts))
    return isinstance(hint, type) and bool(_fields_to_name(hint))
