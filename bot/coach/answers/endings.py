"""What happened to a deal as a whole, as facts: closed, reopened, renamed, deleted."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Deal, DealOutcome
from bot.domain.ids import ChannelId, PersonId
from bot.domain.issues import Issue, Value
from bot.domain.ledger import GiveBalance
from bot.domain.moves import Move
from bot.domain.offers import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """What falls silent when a deal is closed. `drafts` are those of the person who asks; promised gets are followed
    up where the deal is won. `held` counts the gives of anybody that wait for approval."""

    gives: tuple[GiveBalance, ...] = ()
    asks: tuple[Move, ...] = ()
    their_asks: tuple[Move, ...] = ()
    conditional: tuple[Move, ...] = ()
    promised: tuple[Move, ...] = ()
    drafts: tuple[Move, ...] = ()
    offers: tuple[Offer, ...] = ()
    held: int = 0

    def __bool__(self) -> bool:
        waiting = (self.gives, self.asks, self.their_asks, self.conditional)
        return any((*waiting, self.promised, self.drafts, self.offers, self.held))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedTerms:
    """What a deal that is agreed, or was won, came to: the offer that was accepted issue by issue, and what was given,
    got, promised or made conditional beside it."""

    offer: Offer | None = None
    terms: tuple[tuple[Issue, Value], ...] = ()
    gives: tuple[Move, ...] = ()
    gets: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DealEnded:
    """Who closed a deal, on which day and why."""

    person: PersonId
    on: date
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCard:
    """A closed deal in a list. `is_kept`: it was won, and its rhythm runs."""

    deal: Deal
    channel: ChannelId | None
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAsked(DealAnswer):
    """How did the deal end? `still_open` is what then falls silent; the reason that was typed waits as `line`."""

    today: date
    still_open: StillOpen
    why: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealClosed(DealAnswer):
    """A deal was closed. `before` is how it had ended already, where it was closed and ended another way."""

    seq: int
    outcome: DealOutcome
    today: date
    still_open: StillOpen
    why: str = ""
    before: DealOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEndAsked(DealAnswer):
    """Did a deal that is closed as `before` really end as `outcome`? `ended` says who closed it; `commitments` counts
    what is still to be done, which falls silent then. A reason that was typed waits as `line`."""

    outcome: DealOutcome
    before: DealOutcome
    ended: DealEnded | None
    has_rhythm: bool = False
    commitments: int = 0
    why: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealReopened(DealAnswer):
    """A closed deal is open again; `before` is how it had ended, `others` counts the deals open in the channel beside
    it. `again`: it was open already."""

    seq: int = 0
    before: DealOutcome | None = None
    why: str = ""
    others: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRenamed(DealAnswer):
    """A deal has another name; it was called `before`."""

    seq: int
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAsked(DealAnswer):
    """Is a deal with `moves` moves in it really to be deleted?"""

    moves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DealDeleted(DealAnswer):
    """A deal that was opened by mistake is in no list any more."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAsked(DealAnswer):
    """A line was typed for a deal that is closed. It waits as `line` until the person says whether to open it again."""

    typed: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichToReopen(Answer):
    """Which of several closed deals? `typed` names none of them; empty where nothing was typed."""

    deals: tuple[Deal, ...]
    typed: str = ""
