"""What one side changed from one of its offers to the next, and how the other side responded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import inf

from bot.domain.ids import OfferNo, PartyId
from bot.domain.issues import ZERO, Value
from bot.domain.measures.classes import MoveClass, classify_change
from bot.domain.offers import Offer, list_valid_offers
from bot.domain.scores import Scores, average_shares, round_share, round_sum

NEVER = inf
"""The number of an offer that does not come."""


class ResponseKind(StrEnum):
    """How the other side responded to an offer, up to the mover's next changed offer."""

    ACCEPTED = "accepted"
    RECIPROCATED = "reciprocated"
    """Their offers since then gained us something."""
    HELD = "held"
    """They made an offer that changed nothing for us."""
    RETALIATED = "retaliated"
    """Their offers since then are worse for us than those before."""
    OPP_OPENING = "opp_opening"
    """They made their first offer, which can be compared with nothing."""
    NO_OFFER = "no_offer"
    """We moved again before they did anything."""
    ENDED = "ended"
    """Nothing happened any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """What changed on one issue, and what that means to the mover and to the other side.

    Both are shares of the whole, −1..1; None where nobody said which way is better.
    """

    issue: str
    before: Value
    after: Value
    own: Decimal | None
    other: Decimal | None

    @property
    def balance(self) -> Decimal:
        """What it means to the mover. Where that is nothing or unknown: the opposite of what it
        means to the other side."""
        return self.own or -(self.other or ZERO)

    @property
    def is_give(self) -> bool:
        """Whether the mover lost by it, or lost nothing while the other side gained."""
        return self.own is not None and self.balance < 0

    @property
    def is_take(self) -> bool:
        """Whether the mover gained by it, or gained nothing while the other side lost."""
        return self.own is not None and self.balance > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferStep:
    """The difference between two offers of one side.

    `own` and `other` are what it means to the mover and to the other side in all, as shares of the
    whole; with more than two parties the other side is the mean of the others. `gives` and `takes`
    are issues where the mover lost or gained, `opens` issues named for the first time, `unclear`
    those of which nobody said which way is better.

    `kind` is the class of the whole; None where only issues were opened or all changes are unclear.
    `against_self` says that the mover lost by it while the other side put nothing on the table
    since the offer before.
    """

    offer: OfferNo
    before: OfferNo
    by: PartyId
    own: Decimal
    other: Decimal
    gives: tuple[TermChange, ...] = ()
    takes: tuple[TermChange, ...] = ()
    opens: tuple[str, ...] = ()
    unclear: tuple[TermChange, ...] = ()
    kind: MoveClass | None = None
    against_self: bool = False
    estimate: bool = False

    @property
    def is_package(self) -> bool:
        """Whether it gives and takes at once."""
        return bool(self.gives and self.takes)

    @property
    def is_concession(self) -> bool:
        """Whether the mover lost and the other side gained by it."""
        return self.own < 0 < self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferResponse:
    """How the other side responded to an offer.

    `by` is the first offer of theirs that shows it, `gain` what their offers changed for the mover
    in all, as a share of the whole.
    """

    status: ResponseKind
    by: OfferNo | None = None
    gain: Decimal | None = None


def compare_successive_offers(
    offers: Iterable[Offer], scores: Scores, *, tolerance: Decimal
) -> dict[OfferNo, OfferStep]:
    """What each offer changed against the same side's offer before it, by number; a side's first
    offer has no step.

    `tolerance` is the share of the whole below which a change counts as none when the step is
    classed.
    """
    valid = list_valid_offers(offers)
    steps: dict[OfferNo, OfferStep] = {}
    for party in dict.fromkeys(offer.by for offer in valid):
        own = [offer for offer in valid if offer.by == party]
        for before, after in pairwise(own):
            between = [offer for offer in valid if before.no < offer.no < after.no]
            answered = any(offer.by != party for offer in between)
            steps[after.no] = compare_offers(
                before, after, scores, tolerance=tolerance, answered=answered
            )
    return dict(sorted(steps.items()))


def compare_offers(
    before: Offer,
    after: Offer,
    scores: Scores,
    *,
    tolerance: Decimal,
    answered: bool,
) -> OfferStep:
    """What a side changed from one of its offers to its next. `answered` says that another party
    put an offer between them."""
    own_effects = scores.compute_effects(before.values, after.values, after.by)
    effects_on_others = [
        scores.compute_effects(before.values, after.values, party)
        for party in scores.list_other_parties(after.by)
    ]
    changes = []
    for issue, effect in own_effects.items():
        change = TermChange(
            issue=issue,
            before=before.values[issue],
            after=after.values[issue],
            own=round_share(effect.share),
            other=round_share(average_shares(effects_on_others, issue)),
        )
        changes.append(change)
    own = round_sum([change.own for change in changes])
    other = round_sum([change.other for change in changes])
    unclear = tuple(change for change in changes if change.own is None)
    opens = tuple(issue for issue in after.values if issue not in before.values)
    # A pure restatement is classed (as silent); an offer that only opens issues or is all unclear
    # is not.
    is_classed = len(unclear) < len(changes) if changes else not opens
    all_effects = (own_effects, *effects_on_others)
    return OfferStep(
        offer=after.no,
        before=before.no,
        by=after.by,
        own=own,
        other=other,
        gives=tuple(change for change in changes if change.is_give),
        takes=tuple(change for change in changes if change.is_take),
        opens=opens,
        unclear=unclear,
        kind=classify_change(own, other, tolerance) if is_classed else None,
        against_self=own < 0 and not answered,
        estimate=any(effect.estimate for of in all_effects for effect in of.values()),
    )


def find_responses(offers: Iterable[Offer], scores: Scores) -> dict[OfferNo, OfferResponse]:
    """How the other side responded to each offer, by number. With more than two parties any of the
    others may answer.

    The window for a response ends with the next offer by which the mover changes something; a
    restatement does not end it. An acceptance counts where it comes before their first offer in the
    window. Otherwise their offers decide, by the sum of what each changed for the mover against the
    same party's offer before it.
    """
    valid = list_valid_offers(offers)
    return {offer.no: _find_response(offer, valid, scores) for offer in valid}


def _find_response(offer: Offer, valid: Sequence[Offer], scores: Scores) -> OfferResponse:
    later = [other for other in valid if other.no > offer.no]
    own_later = [other for other in later if other.by == offer.by]
    changed = [other.no for other in own_later if other.values != offer.values]
    window_end = changed[0] if changed else NEVER
    their_later = [other for other in later if other.by != offer.by]
    window = [other for other in their_later if other.no < window_end]
    first_answer = window[0].no if window else window_end
    if _was_accepted(offer, valid, first_answer):
        return OfferResponse(status=ResponseKind.ACCEPTED)
    if not window:
        status = ResponseKind.NO_OFFER if changed else ResponseKind.ENDED
        return OfferResponse(status=status)
    gains = {other.no: _compute_gain(other, valid, offer.by, scores) for other in window}
    known = {no: gain for no, gain in gains.items() if gain is not None}
    if not known:
        return OfferResponse(status=ResponseKind.OPP_OPENING, by=window[0].no)
    return _judge_gains(known)


def _was_accepted(offer: Offer, valid: Sequence[Offer], until: float) -> bool:
    """Whether another party said yes after this offer and before offer number `until` was put on
    the table.

    What they said yes to may be an earlier offer that was still open.
    """
    replies = [reply for answered in valid for reply in answered.replies if reply.accepted]
    yes_of_others = [reply for reply in replies if reply.by != offer.by]
    return any(offer.no <= reply.after < until for reply in yes_of_others)


def _compute_gain(
    theirs: Offer,
    valid: Sequence[Offer],
    mover: PartyId,
    scores: Scores,
) -> Decimal | None:
    """What their offer changed for the mover against their own before it, as a share of the whole.

    None where there is none before it, or where it only opens issues.
    """
    earlier = [offer for offer in valid if offer.by == theirs.by and offer.no < theirs.no]
    if not earlier:
        return None
    before = earlier[-1].values
    effects = scores.compute_effects(before, theirs.values, mover)
    if not effects and any(issue not in before for issue in theirs.values):
        return None
    shares = [effect.share for effect in effects.values() if effect.share is not None]
    return sum(shares, ZERO)


def _judge_gains(gains: Mapping[OfferNo, Decimal]) -> OfferResponse:
    """The response that their offers add up to, and the first of them that goes that way."""
    total = round_sum(gains.values())
    if total == 0:
        first = next(iter(gains))
        return OfferResponse(status=ResponseKind.HELD, by=first, gain=total)
    first = next(no for no, gain in gains.items() if gain * total > 0)
    status = ResponseKind.RECIPROCATED if total > 0 else ResponseKind.RETALIATED
    return OfferResponse(status=status, by=first, gain=total)
