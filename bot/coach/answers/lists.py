"""Lists of a person's deals, and what of them waits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.endings import ClosedCard
from bot.coach.deal_lists import DealFilter
from bot.domain.checkins import CheckIn
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId
from bot.domain.rhythms import ContractDate, Gate, RiskOccurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class DealCard:
    """One deal in a list, with what makes it need attention; `drafts` are those of the reader."""

    deal: Deal
    channel: ChannelId | None
    exposure: Decimal
    open_gives: int
    unfigured: int
    open_asks: int
    drafts: int
    oldest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDeals:
    """A page of a person's deals: open ones, or closed ones where those were asked for. Below the first page of all
    open ones are the last that were closed."""

    which: DealFilter
    page: int
    pages: int
    total: int
    cards: tuple[DealCard, ...] = ()
    closed: tuple[ClosedCard, ...] = ()
    has_closed: bool = False
    """Whether there are closed deals where none is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDeals(Answer):
    """A page of the person's deals, those that need them first."""

    listed: ListedDeals


@dataclass(frozen=True, slots=True, kw_only=True)
class DealsFound(Answer):
    """The person's deals whose names are like what was typed, the likest first; `more` counts those left out."""

    typed: str
    cards: tuple[DealCard, ...] = ()
    closed: tuple[ClosedCard, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCheckIn:
    """A check-in of one of the person's deals whose day has passed without a word."""

    deal: Deal
    checkin: CheckIn


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEnd:
    """A renewal or the last day for notice of one of the person's deals, near or passed without a word."""

    deal: Deal
    kind: ContractDate
    of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCommitment:
    """Something that a side has to do in one of the person's deals, due soon or late."""

    deal: Deal
    commitment: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingClose:
    """The close of one of the person's deals, begun on `since`; `settled` counts the items that have their place."""

    deal: Deal
    since: date
    settled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDue:
    """A gate that nobody decided, or what is due for something that happened, in one of the person's deals: one of the
    two. `place` is where it stands in its rhythm; `others` counts what else is due there."""

    deal: Deal
    place: int
    gate: Gate | None = None
    occurrence: RiskOccurrence | None = None
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDeletion:
    """A closed deal that is deleted for its age after its `last_day`."""

    deal: Deal
    last_day: date
