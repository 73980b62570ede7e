"""What happened to issues and offers, as facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.coach.answers import Exposure, GiveChecked, Sentence
from bot.coach.answers.base import DealAnswer
from bot.coach.answers.savings import SavingShown
from bot.domain.cautions import Caution
from bot.domain.deals import Deal, Side
from bot.domain.ids import US, PartyId
from bot.domain.issues import Bundle, Issue, Value, measure_worth_span
from bot.domain.meso import BundleRow
from bot.domain.moves import Move, State
from bot.domain.offers import Offer, list_bundles
from bot.domain.savings import SavingRow
from bot.domain.steps import OfferResponse, OfferStep
from bot.domain.trades import Tie
from bot.language.directions import is_price
from bot.language.issue_names import PRICE
from bot.language.price_parts import leaves_out_part
from bot.language.spoken_terms import (
    SpokenMenu,
    SpokenOffer,
    build_spoken_menu,
    build_spoken_offer,
)
from bot.language.unclear_offers import UnclearPart


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One issue with what its whole range is worth to us and to the other parties, as far as anybody said."""

    issue: Issue
    ours: Decimal | None
    theirs: tuple[tuple[PartyId, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesSet(DealAnswer):
    """What the deal negotiates about, as it stands."""

    @property
    def rows(self) -> tuple[IssueRow, ...]:
        """The issues with what they are worth."""
        return tuple(map(self._row, self.deal.issues))

    def _row(self, issue: Issue) -> IssueRow:
        spans = {party: measure_worth_span(issue, scale) for party, scale in issue.scales.items()}
        others = ((party.id, spans.get(party.id)) for party in self.deal.parties)
        return IssueRow(
            issue=issue,
            ours=spans.get(PartyId(US)),
            theirs=tuple((party, span) for party, span in others if span is not None),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionSet(DealAnswer):
    """Somebody said which way of an issue is better for us."""

    issue: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """What an offer says on one issue: its value, those of the bundles beside it, and what its side's offer before
    said. `stated`: whether this offer itself spoke of the issue."""

    issue: Issue
    values: tuple[Value | None, ...]
    before: Value | None
    stated: bool


def rows_of(deal: Deal, offer: Offer, before: Offer | None = None) -> tuple[TermRow, ...]:
    """An offer issue by issue, in the order of the deal's issues."""
    bundles = (offer.values, *offer.alternatives)
    return tuple(
        TermRow(
            issue=issue,
            values=tuple(bundle.get(issue.name) for bundle in bundles),
            before=before.values.get(issue.name) if before else None,
            stated=any(
                bundle.get(issue.name) != offer.values.get(issue.name)
                for bundle in offer.alternatives
            )
            or issue.name in offer.stated,
        )
        for issue in issues_in(deal, [offer, *([before] if before else [])])
        if any(issue.name in bundle for bundle in bundles)
    )


def issues_in(deal: Deal, offers: Sequence[Offer]) -> list[Issue]:
    """The issues that offers speak of, in the deal's order; one that the deal no longer knows comes last."""
    spoken = dict.fromkeys(
        name for o in offers for bundle in (o.values, *o.alternatives) for name in bundle
    )
    known = [issue for issue in deal.issues if issue.name in spoken]
    names = {issue.name for issue in known}
    return [*known, *(Issue(name=name) for name in spoken if name not in names)]


def build_menu(deal: Deal, offer: Offer) -> SpokenMenu | None:
    """The packages of an offer to be said; None where it is only one."""
    if not offer.is_menu:
        return None
    return build_spoken_menu(issues_in(deal, [offer]), list_bundles(offer))


def build_words(deal: Deal, offer: Offer, step: OfferStep | None) -> SpokenOffer | None:
    """One package of an offer to be said. None where an amount beside a salary has no name: of `68k base and 75 after
    6 months` nobody can tell what the second one is."""
    paid = [name for name in offer.values if is_price(name)]
    if deal.side is Side.HIRING and len(paid) > 1 and PRICE in paid:
        return None
    gives = [part.issue for part in step.gives] if step else []
    takes = [part.issue for part in step.takes] if step else []
    return build_spoken_offer(issues_in(deal, [offer]), offer.values, gives, takes)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRecorded(DealAnswer):
    """An offer is on the table. `step` is what changed against the same side's offer before (None for its first);
    `derived` are the moves that the ledger took from it: gives and asks of ours, or gets and asks of theirs; `lapsed`
    earlier ones that no longer stand; `answered` are asks of ours that it answers, `matched` the ties it made between
    gives and gets. `opened` are issues nobody had named before, `to_direct` the one of which to ask which way is better
    for us. `check` is about what it gives with nothing in return, kept as drafts. `not_read` are
    words of the line that nothing was made of; among them `guessed` may be issues that nobody has named yet, and wait
    under `key`. `resumed`: it ended a hold."""

    offer: Offer
    seq: int
    today: date
    exposure: Exposure
    before: Offer | None = None
    step: OfferStep | None = None
    derived: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    answered: tuple[Move, ...] = ()
    matched: tuple[Tie, ...] = ()
    opened: tuple[Issue, ...] = ()
    to_direct: Issue | None = None
    check: GiveChecked | None = None
    not_read: str = ""
    guessed: tuple[str, ...] = ()
    key: str = ""
    resumed: bool = False
    sentence: Sentence | None = None
    caution: Caution | None = None

    @property
    def rows(self) -> tuple[TermRow, ...]:
        """The offer issue by issue."""
        return rows_of(self.deal, self.offer, self.before)

    @property
    def menu(self) -> SpokenMenu | None:
        """Its packages to be said; None for an offer that is only one."""
        return build_menu(self.deal, self.offer)

    @property
    def words(self) -> SpokenOffer | None:
        """Its one package to be said; None where it cannot be."""
        return build_words(self.deal, self.offer, self.step)

    @property
    def is_whole(self) -> bool:
        """Whether everything was read that the price is with or without, so that the offer can be said as it is."""
        return not self.guessed and not leaves_out_part(self.not_read)

    @property
    def drafts(self) -> tuple[Move, ...]:
        """What it gives with nothing in return, not counted yet."""
        return tuple(move for move in self.derived if move.state is State.DRAFT)

    @property
    def assumed(self) -> tuple[Issue, ...]:
        """The new issues of which it was assumed which way is better for us."""
        return tuple(issue for issue in self.opened if issue.more_is_ours is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSaid(DealAnswer):
    """An offer of ours in words, for the other side: what we move on first, then what it takes."""

    offer: Offer
    step: OfferStep | None = None

    @property
    def rows(self) -> tuple[TermRow, ...]:
        """The offer issue by issue."""
        return rows_of(self.deal, self.offer)

    @property
    def menu(self) -> SpokenMenu | None:
        """Its packages to be said; None for an offer that is only one."""
        return build_menu(self.deal, self.offer)

    @property
    def words(self) -> SpokenOffer | None:
        """Its one package to be said; None where it cannot be."""
        return build_words(self.deal, self.offer, self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChoice:
    """One of the answers that may be meant: by whom, to which offer."""

    offer: Offer
    by: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswered(DealAnswer):
    """An offer was accepted or declined, but by whom, or which one? Nothing is recorded until one is chosen."""

    accepted: bool
    choices: tuple[AnswerChoice, ...]
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichPackage(DealAnswer):
    """An offer of the other side with several equal bundles is to be accepted, but which one? Nothing is recorded until
    one is chosen."""

    offer: Offer
    by: PartyId
    rows: tuple[BundleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferUnread(DealAnswer):
    """A line that is no offer that can be recorded: why, and what was typed."""

    doubt: UnclearPart
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfitValue:
    """A value that an issue does not take: outside its range, a word for a number, or none of its options."""

    issue: Issue
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferUnfit(DealAnswer):
    """An offer was not recorded, because it says what its issues do not take."""

    unfit: tuple[UnfitValue, ...]
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered(DealAnswer):
    """An offer was accepted or declined. `firm` are the moves that count by it, `lapsed` those that never will,
    `derived` new ones: what was asked for and is now promised, and the rest of the way that who accepted came."""

    offer: Offer
    by: PartyId
    accepted: bool
    seq: int
    today: date
    exposure: Exposure
    firm: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    derived: tuple[Move, ...] = ()
    granted: tuple[Move, ...] = ()
    """Asks of either side that it grants, whole or in part."""
    caution: Caution | None = None

    @property
    def rows(self) -> tuple[TermRow, ...]:
        """The offer issue by issue."""
        return rows_of(self.deal, self.offer)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHeld(DealAnswer):
    """An offer of ours would give something while the deal is on hold; nothing is recorded. `key` finds it again."""

    gives: tuple[Move, ...]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoseOffer(DealAnswer):
    """An offer whose maker may sit on either side; nothing is recorded. `who` are the words for them, "" where the line
    names nobody; `key` finds the offer again. `accepted` is the figure of an acceptance that no open offer holds, with
    the `choices` of open offers that may be meant all the same."""

    who: str
    key: str
    typed: str
    accepted: str = ""
    choices: tuple[AnswerChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCorrectionAsked(DealAnswer):
    """A line puts the person's last offer right, and nothing is changed yet. `values` are the right ones by issue, as
    they would stand instead of those of `offer`; `key` finds the right offer, `seq` is the entry that it replaces."""

    offer: Offer
    values: Bundle
    seq: int
    key: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssuesAsked(DealAnswer):
    """An offer with words that nobody knows as issues; nothing is recorded. `key` finds the offer again."""

    names: tuple[str, ...]
    key: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThousandsAsked(DealAnswer):
    """An offer with a bare price that is about a thousandth or a millionth of what is talked about, such as 21.5 after
    21,000; nothing is recorded. `key` finds the offer again."""

    issue: Issue
    value: Decimal
    in_thousands: Decimal
    key: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptHeld(DealAnswer):
    """Our yes to an offer of theirs would give something while the deal is on hold; nothing is recorded. `gives` are
    new ones, and conditional ones that would count."""

    offer: Offer
    gives: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn(DealAnswer):
    """An offer of ours is off the table; `lapsed` are the moves that went with it."""

    offer: Offer
    seq: int
    lapsed: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """One offer in the history: what it changed, how the change is classed, and how it was answered."""

    offer: Offer
    step: OfferStep | None
    response: OfferResponse | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersListed(DealAnswer):
    """All offers of a deal, oldest first, with what each changed, and the latest of each side beside one another."""

    today: date
    rows: tuple[OfferRow, ...]
    latest: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueComparison:
    """One issue in the latest offers of all sides; `gap` is what lies between two numbers, `same` whether all who spoke
    of it say the same."""

    issue: Issue
    values: tuple[Value | None, ...]
    gap: Decimal | None
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersCompared(DealAnswer):
    """The latest offers of all sides beside one another, ours first. `saving` is what they come to against the baseline
    of a purchase, for who may see it."""

    today: date
    latest: tuple[Offer, ...]
    saving: SavingShown | None = None

    def saving_of(self, offer: Offer) -> SavingRow | None:
        """What an offer of a supplier comes to against the baseline; None where nobody knows."""
        rows = self.saving.rows if self.saving is not None else ()
        return next((row for row in rows if row.offer == offer.no), None)

    @property
    def rows(self) -> tuple[IssueComparison, ...]:
        """The offers issue by issue."""
        return tuple(
            _compared(issue, tuple(offer.values.get(issue.name) for offer in self.latest))
            for issue in issues_in(self.deal, self.latest)
        )


def _compared(issue: Issue, values: tuple[Value | None, ...]) -> IssueComparison:
    said = [value for value in values if value is not None]
    numbers = [value for value in said if isinstance(value, Decimal)]
    gap = abs(numbers[0] - numbers[1]) if len(values) == len(numbers) == 2 else None
    return IssueComparison(
        issue=issue,
        values=values,
        gap=gap,
        same=len(said) == len(values) > 1 and len(set(said)) == 1,
    )
