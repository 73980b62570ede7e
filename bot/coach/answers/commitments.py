"""What is said about commitments of both sides, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import DealAnswer
from bot.domain.commitments import Commitment, Delivery
from bot.domain.deals import Deal
from bot.domain.ledger import Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSaved(DealAnswer):
    """A commitment is kept, changed, delivered or waived: `verb` says which. `again`: it stood so already, and nothing
    was written. `comes_again`: its words name a day of every week or month, so that it has no single day."""

    today: date
    verb: Verb
    commitment: Commitment
    before: Commitment | None = None
    seq: int = 0
    again: bool = False
    comes_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsSettled(DealAnswer):
    """Several commitments were delivered, or waived, in one entry: `verb` says which. `unchanged` were so already."""

    today: date
    verb: Verb
    commitments: tuple[Commitment, ...] = ()
    unchanged: tuple[Commitment, ...] = ()
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsAdded(DealAnswer):
    """Several commitments of one line are kept, in one entry."""

    today: date
    commitments: tuple[Commitment, ...]
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentShown(DealAnswer):
    """One commitment; `mine` whether the person may change it."""

    today: date
    commitment: Commitment
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsListed(DealAnswer):
    """What both sides have to do, the earliest day first, what became of the rest, and how far each side kept it.
    `typed` names none of them, or more than one."""

    today: date
    open: tuple[Commitment, ...]
    settled: tuple[Commitment, ...]
    ours: Delivery
    theirs: Delivery
    mine: bool
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSideAsked(DealAnswer):
    """Who has to do it? The line waits as `line` until that is said."""

    what: str
    line: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDue:
    """A commitment whose day is near, or has passed."""

    deal: Deal
    commitment: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementCooled:
    """The other side of a deal that was won has not been heard of since that day, for longer than its rhythm."""

    deal: Deal
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentForm:
    """What a form about a commitment starts from; without one it is for a new one."""

    deal: Deal
    today: date
    commitment: Commitment | None = None
