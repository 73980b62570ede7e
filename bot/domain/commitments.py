"""Commitments: what either side has to do after the yes, by whom and by which day, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import CommitmentNo, MoveNo, PersonId


class CommitmentSide(StrEnum):
    """Who has to do it."""

    OURS = "ours"
    THEIRS = "theirs"


class CommitmentState(StrEnum):
    """What became of a commitment, as it is stored. Being late follows from the day, see `standing_on`."""

    OPEN = "open"
    DELIVERED = "delivered"
    WAIVED = "waived"
    """Whoever was to receive it does without."""
    VOID = "void"
    """It was never one: the entry that brought it was undone, or the promise was taken back."""


class CommitmentStanding(StrEnum):
    """How a commitment stands on a day."""

    OPEN = "open"
    LATE = "late"
    """Open, and its day has passed."""
    DELIVERED = "delivered"
    DELIVERED_LATE = "delivered_late"
    WAIVED = "waived"
    VOID = "void"


class CommitmentOrigin(StrEnum):
    """Where a commitment comes from."""

    TYPED = "typed"
    GET = "get"
    """A get that was promised."""
    TERM = "term"
    """A term of the accepted offer."""
    CLOSE = "close"
    """Something that was left unresolved at the close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One thing that a side has to do, as it stands after `version` changes.

    `owner` is a person of ours, `role` whoever it is by role or name on the other side; either may be missing.
    `where` says where in the contract it stands, `proof` how it is known to be delivered, or why it was waived.
    `source` is the promised get that it comes from. `settled` is the day it was delivered or waived on.
    It holds no cost and no worth, so both sides may see all of it.
    """

    no: CommitmentNo
    side: CommitmentSide
    what: str
    at: datetime
    person: PersonId
    owner: PersonId | None = None
    role: str = ""
    due: date | None = None
    where: str = ""
    state: CommitmentState = CommitmentState.OPEN
    proof: str = ""
    origin: CommitmentOrigin = CommitmentOrigin.TYPED
    source: MoveNo | None = None
    settled: date | None = None
    typed: str = ""
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is CommitmentState.OPEN

    @property
    def is_ours(self) -> bool:
        """Whether our side has to do it."""
        return self.side is CommitmentSide.OURS

    def standing_on(self, today: date) -> CommitmentStanding:
        """How it stands on that day."""
        match self.state:
            case CommitmentState.OPEN:
                is_late = self.due is not None and self.due < today
                return CommitmentStanding.LATE if is_late else CommitmentStanding.OPEN
            case CommitmentState.DELIVERED:
                return (
                    CommitmentStanding.DELIVERED_LATE
                    if self.was_delivered_late
                    else CommitmentStanding.DELIVERED
                )
        return CommitmentStanding(self.state.value)

    @property
    def was_delivered_late(self) -> bool:
        """Whether it was delivered after its day."""
        is_delivered = self.state is CommitmentState.DELIVERED
        return is_delivered and self.due is not None and (self.settled or self.due) > self.due


def next_commitment_version(commitment: Commitment, **what: object) -> Commitment:
    """The next version of a commitment."""
    return replace(commitment, version=commitment.version + 1, **what)  # type: ignore[arg-type] # by name


def next_commitment_number(commitments: Iterable[Commitment]) -> CommitmentNo:
    """The number that the next commitment of the deal gets: those of voided ones are not given again."""
    return CommitmentNo(max((each.no for each in commitments), default=0) + 1)


def sort_by_urgency(commitments: Iterable[Commitment]) -> list[Commitment]:
    """Those with a day first, the earliest at the top; those without one after them, by number."""
    return sorted(commitments, key=_urgency)


def _urgency(commitment: Commitment) -> tuple[bool, date, int]:
    return commitment.due is None, commitment.due or date.max, commitment.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How far one side kept what it was to do: of what was `due` by a day, how much was `delivered`, and of that how
    much `late`; `open` counts what is still to come."""

    side: CommitmentSide
    due: int
    delivered: int
    late: int
    open: int

    @property
    def share(self) -> Decimal | None:
        """Delivered of what was due, 0..1; None where nothing was due yet."""
        return Decimal(self.delivered) / self.due if self.due else None


def measure_delivery(
    commitments: Sequence[Commitment], side: CommitmentSide, today: date
) -> Delivery:
    """The measure "delivery" of one side: delivered ÷ due.

    Due is what was delivered, on time or not, and what is open past its day. What was waived or voided was never to
    come, and what has no day is due only once it is delivered.
    """
    mine = [each for each in commitments if each.side is side]
    delivered = [each for each in mine if each.state is CommitmentState.DELIVERED]
    overdue = [each for each in mine if each.standing_on(today) is CommitmentStanding.LATE]
    still_open = [each for each in mine if each.is_open]
    return Delivery(
        side=side,
        due=len(delivered) + len(overdue),
        delivered=len(delivered),
        late=sum(each.was_delivered_late for each in delivered),
        open=len(still_open),
    )
