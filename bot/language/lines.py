"""What a typed line can turn out to be: a line with its clauses, an aside, or unreadable. Values, never exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.domain.deals import Side
from bot.domain.moves import Kind
from bot.domain.worth import Figure, Worth


class Command(StrEnum):
    """The commands whose lines record a move."""

    CONCEDE = "/concede"
    ASK = "/ask"
    GOT = "/got"


MOVE_KINDS: Mapping[Command, Kind] = {
    Command.CONCEDE: Kind.GIVE,
    Command.ASK: Kind.ASK,
    Command.GOT: Kind.GET,
}
"""What a line after each command records."""
MOVE_COMMANDS: Mapping[Kind, Command] = {kind: command for command, kind in MOVE_KINDS.items()}


class OtherReading(NamedTuple):
    """How a line may be read as well: with the end of its item as what comes back (`5% off for the hotel`)."""

    what: str
    for_what: str


class ParsedLine(NamedTuple):
    """One move as typed. Text fields are words of the line in their order, typos and case kept.

    `what` moves from its giver to its receiver; `cost` is the giver's, `worth` the receiver's. `for_what` is what
    is to come back and `for_worth` its worth to whoever gets it. `on` is the day it happened, `due` a deadline or the
    day an offer ends, `review` the day a goodwill give is looked at again. `promised`: said, not delivered.
    `refs` are the numbers of the moves that it names. `not_read` are the words that are in no other field. `other` is
    the reading that is about as good as this one. `per` is the time that an amount is counted by (`month`), where
    nothing says for how long.
    A named tuple, since one is made of every line, and a frozen dataclass takes three times as long to make.
    """

    what: str
    cost: Worth | None = None
    worth: Worth | None = None
    for_what: str | None = None
    for_worth: Worth | None = None
    condition: str | None = None
    due: date | None = None
    reason: str | None = None
    goodwill: bool = False
    to: str | None = None
    on: date | None = None
    review: date | None = None
    refs: tuple[int, ...] = ()
    promised: bool = False
    not_read: str = ""
    other: OtherReading | None = None
    per: str = ""

    @property
    def ref(self) -> int | None:
        """The first move that the line names by its number."""
        return self.refs[0] if self.refs else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirAsk:
    """The other side wants something (`they want 15% off`); nothing was given."""

    line: ParsedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitStated:
    """How far we would go (`up to 10% if we must`): a limit for the plan, not a give."""

    line: ParsedLine


class NotAMoveKind(StrEnum):
    """What a line says that moves nothing."""

    MOOD = "mood"
    """How somebody feels: `a lukewarm response`."""
    LIMIT = "limit"
    """How far we would go: `never below 90k`."""
    PLAN = "plan"
    """What we may give later: `thinking of offering net 60`."""
    MAYBE = "maybe"
    """What they may give: `might be willing to do 24 months`."""
    REFUSAL = "refusal"
    """`no way`, `they won't move`."""
    REMINDER = "reminder"
    """`remember to send the NDA`."""
    OFFER = "offer"
    """A price put on the table: `counteroffer 88k`."""
    TAKEN_BACK = "taken_back"
    """A give of ours that was taken back."""
    LEDGER = "ledger"
    """A verb of the ledger: `edit #1`, `undo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAMove:
    """A line that moves nothing, as typed, an offer from its figure on, and the move whose number it names."""

    kind: NotAMoveKind
    about: str
    no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAnswered:
    """`/got #3`, `/got they said yes`: all that is said is the number of the ask that was granted, or that there was a
    yes; the line's `what` is empty."""

    line: ParsedLine


class MessagePartKind(StrEnum):
    """What a part of a pasted message may be at the table."""

    THEIR_ASK = "their_ask"
    THEIR_OFFER = "their_offer"
    OUR_PROMISE = "our_promise"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePart:
    """Something found in a pasted message, in its own words."""

    kind: MessagePartKind
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePasted:
    """A mail or another running text: nothing of it is recorded before somebody says what counts."""

    parts: tuple[MessagePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked:
    """A question to the coach (`what have we given?`); nothing to record."""

    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """An open ask asked once more (`again about the reference`); `what` is "" where the line does not say which."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDeclined:
    """An ask that got a no (`a no on the case study`, `decline 24-month term`)."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partly:
    """Less, or something else, than was asked for (`18 months not 24`)."""

    line: ParsedLine
    got: str
    instead_of: str = ""
    limited: bool = False
    """A yes with a limit (`maintenance ok but only 6 months`): whatever it answers, it is a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """Perhaps a step back by them (`3% price rise`); whether it is one depends on our side of the table. `reversal`:
    it says plainly that they took something back (`they took back the reference`)."""

    line: ParsedLine
    reversal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableLine:
    """A line that says nothing that can be recorded: one sentence, one example, and what was typed."""

    hint: str
    example: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A deal as opened: its name, our side and its size, as far as they were typed. `rate` is what the size is counted
    by (`ARR`), `sizes` are the amounts of which each may be the size, `not_read` the words that are none of it.
    `unclear` where nobody can tell the size's currency."""

    name: str
    side: Side | None
    size: Figure | None
    rate: str = ""
    sizes: tuple[Figure, ...] = ()
    not_read: str = ""
    unclear: bool = False


Aside = (
    TheirAsk
    | LimitStated
    | NotAMove
    | NumberAnswered
    | MessagePasted
    | QuestionAsked
    | AskedAgain
    | AskDeclined
    | Partly
    | TakenBack
)
Reading = ParsedLine | Aside | UnreadableLine
