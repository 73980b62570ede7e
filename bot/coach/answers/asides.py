"""Answers to lines that record nothing, and what is said of words that were not used."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.moves import Move
from bot.language.lines import Command, MessagePart, NotAMoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRecorded(DealAnswer):
    """A line that moves nothing: what it is taken for, and what can be done with it.

    `line` is the id of the line, which waits for a button; "" where it cannot wait. So do `their_offer` and
    `our_offer`, the same as an offer. `moves` are those it may be about: gives that were taken back, asks that got
    a no. Of a limit, `limit_line` finds the line in this process; it may come from no `command`, and `is_target` tells
    that it is what we aim for.
    """

    kind: NotAMoveKind
    hint: str
    command: Command | None
    typed: str
    line: str = ""
    their_offer: str = ""
    our_offer: str = ""
    moves: tuple[Move, ...] = ()
    limit_line: str = ""
    is_target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPart:
    """Something found in a pasted message; `line` is the id under which it waits for its button."""

    part: MessagePart
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRead(DealAnswer):
    """A pasted message: nothing of it is recorded before somebody says what counts."""

    parts: tuple[FoundPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUsed(DealAnswer):
    """The words of a line that went into no field of what it recorded. `line` is the id under which they wait to be
    kept as a note; "" where they cannot wait. Where they tell what the other side `wants`, that waits as `wish`."""

    words: str
    line: str = ""
    wants: str = ""
    wish: str = ""
