"""What moves are called that nobody typed: those that follow from an offer, the rest of an ask that
was granted in part, and a give that comes on top of an earlier one. The ledger keeps them without a
language; here they get their reader's figures and words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from bot.coach.answers import Sentence
from bot.domain.cautions import Caution
from bot.domain.fillings import SentencePart
from bot.domain.moves import REST, STEP, Move
from bot.slack.words import LocaleWords

Said = TypeVar("Said")

NAME_FIELDS: Mapping[type, tuple[str, ...]] = {
    Move: ("what",),
    Sentence: ("give", "get"),
    Caution: ("what",),
    SentencePart: ("what",),
}
"""What says how a move is called, and in which of its fields."""

INCREASED_FIELDS: Mapping[type, str] = {Move: "what", Sentence: "give"}
"""Which of these fields may be of a give that comes on top of an earlier one."""

_FIGURE = r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?"
_STEP = re.compile(rf"(?P<issue>.+) (?P<start>{_FIGURE}){STEP}(?P<end>{_FIGURE})(?: (?P<unit>.+))?")


def name_moves(said: Said, words: LocaleWords) -> Said:
    """An answer, or a part of one, in which every move is called as its reader would write it."""
    kind: type = type(said)
    value = cast(Any, said)
    if said is None:
        return said
    if kind is tuple:
        new = tuple(name_moves(part, words) for part in value)
        return (
            cast(Said, new)
            if any(now is not was for now, was in zip(new, value, strict=True))
            else said
        )
    if kind is Move and _is_typed(value):
        return said
    say: Callable[[Any, LocaleWords], object] = _wording if kind in NAME_FIELDS else name_moves
    changed: dict[str, object] = {}
    for name in _where(kind):
        was = getattr(said, name)
        if (now := say(was, words)) is not was:
            changed[name] = now
    if kind in INCREASED_FIELDS and value.increase is not None:
        field = INCREASED_FIELDS[kind]
        changed[field] = words.name_increase(getattr(said, field), value.increase)
    return cast(Said, replace(value, **changed)) if changed else said


def _is_typed(move: Move) -> bool:
    """Whether a move is called as somebody typed it."""
    return move.offer is None and move.increase is None and not move.what.startswith(REST)


def _wording(what: str, words: LocaleWords) -> str:
    if what.startswith(REST):
        return words.name_rest(_wording(what.removeprefix(REST), words))
    found = _STEP.fullmatch(what) if STEP in what else None
    return (
        words.format_step(found["issue"], found["start"], found["end"], found["unit"] or "")
        if found
        else what
    )


@cache
def _where(kind: type) -> tuple[str, ...]:
    """In which fields of a value moves are called by something."""
    if kind in NAME_FIELDS or not is_dataclass(kind):
        return NAME_FIELDS.get(kind, ())
    return tuple(name for name, hint in get_type_hints(kind).items() if _holds(hint))


def _holds(hint: object) -> bool:
    """Whether a value of that type may say what a move is called."""
    parts = get_args(hint)
    return any(map(_holds, parts)) if parts else isinstance(hint, type) and bool(_where(hint))
