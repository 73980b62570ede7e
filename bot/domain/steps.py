"""What one side changed from one of its offers to the next, and how the other side responded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from bot.domain.ids import OfferNo, PartyId
from bot.domain.issues import ZERO, Value
from bot.domain.measures.classes import MoveClass, classify_change
from bot.domain.offers import Offer, OfferState
from bot.domain.scores import Effect, Scores, average_shares

NEGLIGIBLE_SHARE = Decimal("0.000001")
"""Changes up to this share of the whole come from rounding and count as none."""


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
    """What changed on one issue: from, to, and what that means to the mover and to the other side, as a share of the
    whole each (−1..1); None where nobody said which way is better."""

    issue: str
    before: Value
    after: Value
    own: Decimal | None
    other: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferStep:
    """The difference between two offers of one side. `gives` are issues where the mover lost (or lost nothing while the
    other gained), `takes` those where it gained (or gained nothing while the other lost); `opens` issues named for the
    first time. `kind` is the class of the whole, None where only issues were opened or nobody said which way is better;
    changes of the latter sort are `unclear`. `against_self`: the mover lost by it while the other side put nothing on
    the table since the offer before. With more than two parties the other side is the mean of the others."""

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
    """How the other side responded to an offer, and by which offer of theirs: the first that says so. `gain` is what
    their offers changed for the mover, in all."""

    status: ResponseKind
    by: OfferNo | None = None
    gain: Decimal | None = None


def list_valid_offers(offers: Iterable[Offer]) -> list[Offer]:
    """The offers that were really made, in their order."""
    return sorted((o for o in offers if o.state is not OfferState.VOID), key=lambda o: o.no)


def compare_successive_offers(
    offers: Iterable[Offer], scores: Scores, *, tolerance: Decimal
) -> dict[OfferNo, OfferStep]:
    """What each offer changed against the same side's offer before it; none for a side's first. `tolerance` is the
    share of the whole below which a change counts as none when the step is classed."""
    made = list_valid_offers(offers)
    found: dict[OfferNo, OfferStep] = {}
    for party in dict.fromkeys(o.by for o in made):
        for before, after in pairwise([o for o in made if o.by == party]):
            answered = any(o.by != party for o in made if before.no < o.no < after.no)
            found[after.no] = compare_offers(
                before, after, scores, tolerance=tolerance, answered=answered
            )
    return dict(sorted(found.items()))


def compare_offers(
    before: Offer, after: Offer, scores: Scores, *, tolerance: Decimal, answered: bool
) -> OfferStep:
    """What a side changed from one of its offers to its next. `answered`: another party put an offer between them."""
    own = scores.compute_effects(before.values, after.values, after.by)
    others = [
        scores.compute_effects(before.values, after.values, party)
        for party in scores.list_other_parties(after.by)
    ]
    changes = [_change(name, before, after, own, others) for name in own]
    total = _rounded(sum((c.own or ZERO for c in changes), ZERO))
    other = _rounded(sum((c.other or ZERO for c in changes), ZERO))
    gives = tuple(c for c in changes if _gives(c))
    takes = tuple(c for c in changes if _takes(c))
    unclear = tuple(c for c in changes if c.own is None)
    opens = tuple(name for name in after.values if name not in before.values)
    known = len(unclear) < len(changes) if changes else not opens
    return OfferStep(
        offer=after.no,
        before=before.no,
        by=after.by,
        own=total,
        other=other,
        gives=gives,
        takes=takes,
        opens=opens,
        unclear=unclear,
        kind=classify_change(total, other, tolerance) if known else None,
        against_self=total < 0 and not answered,
        estimate=any(e.estimate for effects in (own, *others) for e in effects.values()),
    )


def _change(
    name: str,
    before: Offer,
    after: Offer,
    own: Mapping[str, Effect],
    others: Sequence[Mapping[str, Effect]],
) -> TermChange:
    mine, theirs = own[name].share, average_shares(others, name)
    return TermChange(
        issue=name,
        before=before.values[name],
        after=after.values[name],
        own=None if mine is None else _rounded(mine),
        other=None if theirs is None else _rounded(theirs),
    )


def _gives(change: TermChange) -> bool:
    if change.own is None:
        return False
    return change.own < 0 or (change.own == 0 and change.other is not None and change.other > 0)


def _takes(change: TermChange) -> bool:
    if change.own is None:
        return False
    return change.own > 0 or (change.own == 0 and change.other is not None and change.other < 0)


def _rounded(share: Decimal) -> Decimal:
    return ZERO if abs(share) <= NEGLIGIBLE_SHARE else share


def find_responses(offers: Iterable[Offer], scores: Scores) -> dict[OfferNo, OfferResponse]:
    """How the other side responded to each offer, up to its side's next changed one: a restatement does not close that
    window. With more than two parties any of the others may answer.

    An acceptance counts where it comes before their first offer in the window; otherwise their offers decide, by the
    sum of what each changed for the mover against the same party's offer before it.
    """
    made = list_valid_offers(offers)
    return {offer.no: _response(offer, made, scores) for offer in made}


def _response(offer: Offer, made: Sequence[Offer], scores: Scores) -> OfferResponse:
    later = [o for o in made if o.no > offer.no]
    changed = next((o for o in later if o.by == offer.by and o.values != offer.values), None)
    window = [o for o in later if o.by != offer.by and (changed is None or o.no < changed.no)]
    until = min([o.no for o in (*window[:1], *([changed] if changed else ()))], default=None)
    if any(_accepts(offer, o, until) for o in made):
        return OfferResponse(status=ResponseKind.ACCEPTED)
    if not window:
        return OfferResponse(status=ResponseKind.NO_OFFER if changed else ResponseKind.ENDED)
    gains = [(o.no, gain) for o in window if (gain := _gain(o, made, offer.by, scores)) is not None]
    return (
        _by_gains(gains)
        if gains
        else OfferResponse(status=ResponseKind.OPP_OPENING, by=window[0].no)
    )


def _accepts(offer: Offer, answered: Offer, until: OfferNo | None) -> bool:
    """Whether somebody else accepted what was on the table after the offer and before `until`."""
    said = (r for r in answered.replies if r.accepted and r.by != offer.by)
    return any(offer.no <= r.after and (until is None or r.after < until) for r in said)


def _gain(theirs: Offer, made: Sequence[Offer], mover: PartyId, scores: Scores) -> Decimal | None:
    """What their offer changed for the mover against their own before it; None where it can be compared with none, or
    only opens issues."""
    before = next((o for o in reversed(made) if o.by == theirs.by and o.no < theirs.no), None)
    if before is None:
        return None
    effects = scores.compute_effects(before.values, theirs.values, mover)
    if not effects and any(name not in before.values for name in theirs.values):
        return None
    return sum((e.share for e in effects.values() if e.share is not None), ZERO)


def _by_gains(gains: Sequence[tuple[OfferNo, Decimal]]) -> OfferResponse:
    total = _rounded(sum((gain for _, gain in gains), ZERO))
    status = (
        ResponseKind.RECIPROCATED
        if total > 0
        else ResponseKind.RETALIATED
        if total < 0
        else ResponseKind.HELD
    )
    first = next((no for no, gain in gains if gain * total > 0), gains[0][0])
    return OfferResponse(status=status, by=first, gain=total)
