"""What happened to issues and offers, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Exposure, Sentence
from bot.domain.cautions import Caution
from bot.domain.deals import Deal
from bot.domain.ids import PartyId
from bot.domain.issues import Issue, Value
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.steps import Response, Step
from bot.domain.trades import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesSet:
    """The deal's issues were replaced."""

    deal: Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRecorded:
    """An offer is on the table. `step` is what changed against the same side's offer before (None for its first);
    `derived` are the moves that the ledger took from it: gives and asks of ours, or gets and asks of theirs; `lapsed`
    earlier ones that no longer stand; `answered` are asks of ours that it answers, `matched` the ties it made between
    gives and gets. `opened` are issues nobody had named before."""

    deal: Deal
    offer: Offer
    seq: int
    today: date
    exposure: Exposure
    before: Offer | None = None
    step: Step | None = None
    derived: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    answered: tuple[Move, ...] = ()
    matched: tuple[Tie, ...] = ()
    opened: tuple[Issue, ...] = ()
    sentence: Sentence | None = None
    caution: Caution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A value that an issue does not take: outside its range, a word for a number, or none of its options."""

    issue: Issue
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferUnfit:
    """An offer was not recorded, because it says what its issues do not take."""

    deal: Deal
    unfit: tuple[Unfit, ...]
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered:
    """An offer was accepted or declined. `firm` are the moves that count by it, `lapsed` those that never will,
    `derived` new ones: what was asked for and is now promised, and the rest of the way that who accepted came."""

    deal: Deal
    offer: Offer
    by: PartyId
    accepted: bool
    seq: int
    today: date
    exposure: Exposure
    firm: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    derived: tuple[Move, ...] = ()
    caution: Caution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn:
    """An offer of ours is off the table; `lapsed` are the moves that went with it."""

    deal: Deal
    offer: Offer
    seq: int
    lapsed: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """One offer in the history: what it changed, how the change is classed, and how it was answered."""

    offer: Offer
    step: Step | None
    response: Response | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersListed:
    """All offers of a deal, oldest first, with what each changed, and the latest of each side beside one another."""

    deal: Deal
    today: date
    rows: tuple[OfferRow, ...]
    latest: tuple[Offer, ...]
