"""A move: anything done at the table. The ledger's only kind of entry; what changes later is a new
version of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import US, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.worth import Worth


class Kind(StrEnum):
    """What a move is, seen from our side of the table."""

    GIVE = "give"
    GET = "get"
    ASK = "ask"


class State(StrEnum):
    """How a move stands.

    Gives: draft, conditional, firm, goodwill, lapsed, void. Gets: conditional, promised, firm,
    taken back, lapsed, void. Asks: open, partly, granted, declined, withdrawn, void.
    """

    DRAFT = "draft"
    CONDITIONAL = "conditional"
    FIRM = "firm"
    GOODWILL = "goodwill"
    PROMISED = "promised"
    TAKEN_BACK = "taken_back"
    OPEN = "open"
    PARTLY = "partly"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    VOID = "void"


COUNTED = frozenset({State.FIRM, State.PROMISED})
"""States in which a give or a get enters the sums; goodwill enters them from its review day."""

# Asked of every move of a ledger, several times, and quicker found than in their class.
_FIRM, _PROMISED, _GOODWILL = State.FIRM, State.PROMISED, State.GOODWILL

ANSWERED = frozenset({State.GRANTED, State.PARTLY, State.DECLINED})
"""States of an ask that the other side has answered."""

UNANSWERED = frozenset({State.OPEN, State.PARTLY})
"""States of an ask that is still wanted."""

MUTUAL_STATES = frozenset(
    {State.FIRM, State.PROMISED, State.GRANTED, State.OPEN, State.CONDITIONAL}
)
"""States that both sides know of. Drafts and declined asks stay ours, and goodwill as long as nothing came back."""

EXCHANGED_STATES = frozenset({State.FIRM, State.PROMISED, State.GOODWILL})
"""States of a give or a get that was handed over or promised."""

TELLING_STATES = frozenset(
    {
        State.FIRM,
        State.PROMISED,
        State.GRANTED,
        State.PARTLY,
        State.DECLINED,
        State.TAKEN_BACK,
    }
)
"""States of moves that changed something between the two sides."""

STEP = " → "
"""Between two values of an issue, in what a move that follows from an offer is called: `price
100k → 95k`."""

LATE = timedelta(days=3)
"""How long after its day a move counts as entered late: a weekend in between is none."""

REST = "… "
"""Before what was asked for, in what a get is called that is the rest of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Increase:
    """That a give comes on top of an earlier one of its kind, such as 12 % off after 10 % off.

    `step` and `unit` are the difference where `what` of the give is the level in all (2 % more, 12
    % in all). Without a `step`, `what` itself is what comes on top (12 % more). How it reads is
    said in each reader's language.
    """

    step: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One give, get or ask, as it stands after `version` changes.

    `ref` is the move it refers to: for a give the ask it waits for, for an ask the give it wants a
    return for, for a get the ask it answers; `also` are further moves of that kind. `due` is the
    day an ask wants its reply by, or the day a condition lapses. `settled` is the day an ask was
    answered or a condition was met, `settled_after` the deal's last move by then, which places the
    answer among the moves of that day. `offer` is the offer it follows from. `increase` says that a
    give comes on top of an earlier one. `typed` is the line as the person typed it.
    """

    no: MoveNo
    kind: Kind
    what: str
    state: State
    on: date
    at: datetime
    person: PersonId
    frm: PartyId
    to: PartyId
    issue: str = ""
    cost: Worth | None = None
    worth: Worth | None = None
    for_what: str = ""
    ref: MoveNo | None = None
    condition: str = ""
    due: date | None = None
    reason: str = ""
    review: date | None = None
    settled: date | None = None
    settled_after: MoveNo | None = None
    offer: OfferNo | None = None
    increase: Increase | None = None
    typed: str = ""
    version: int = 1
    also: tuple[MoveNo, ...] = ()

    @property
    def refs(self) -> tuple[MoveNo, ...]:
        """All moves that it refers to."""
        return (self.ref, *self.also) if self.ref is not None else self.also

    @property
    def ours(self) -> bool:
        """Whether our side made it: gives and our asks."""
        return self.frm == US

    @property
    def has_if(self) -> bool:
        """Whether it was made to depend on something: a condition, an ask it waits for, a bundle to
        be picked."""
        if self.condition:
            return True
        if self.kind is not Kind.GIVE:
            return False
        waited = self.ref is not None or self.settled is not None
        return waited or self.state is State.CONDITIONAL

    @property
    def test(self) -> bool:
        """Whether it is an early give as a test: goodwill, with the reply hoped for and the day to
        judge it."""
        if self.state is not State.GOODWILL or self.ref is not None:
            return False
        return self.for_what != "" and self.review is not None

    @property
    def since(self) -> date:
        """The day its age runs from: its own day, or the day its condition was met."""
        if self.settled is not None and self.has_if:
            return self.settled
        return self.on

    @property
    def was_entered_late(self) -> bool:
        """Whether it was written down well after it happened."""
        return self.at.date() - self.on >= LATE

    @property
    def turn(self) -> tuple[date, MoveNo]:
        """Its place in the order of the table: the day it was made, met or answered, and the last
        number by then."""
        day = self.since
        if self.kind is Kind.ASK and self.settled is not None:
            day = self.settled
        # An answer stands after the last move there was by then, whatever the number of the ask.
        if day == self.settled and self.settled_after is not None:
            return day, self.settled_after
        return day, self.no

    def counts_on(self, today: date) -> bool:
        """Whether it enters the sums of that day."""
        state = self.state
        if state is _FIRM or state is _PROMISED:
            return True
        return state is _GOODWILL and self.review is not None and self.review <= today

    def is_waiting(self) -> bool:
        """Whether somebody still has to do something about it: an unanswered ask, a draft, an unmet
        condition."""
        if self.state in (State.DRAFT, State.CONDITIONAL):
            return True
        return self.kind is Kind.ASK and self.state in UNANSWERED
