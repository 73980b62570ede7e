"""Rules about our limits: the walk-away, what matters most, the planned order, and a talk narrowed
down to price.

Those that read the plan find nothing where there is none, so nobody who may not see it learns of
it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.cautions import Caution, Severity, caution_about
from bot.domain.ids import OfferNo
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.planned import PlannedRow, measure_room_used, track_planned_gives
from bot.domain.plans import Plan
from bot.domain.rules.rule import OFFERS, OUR_GIVES, Rule
from bot.domain.rules.shifts import effects_for_us, is_on_issue, is_on_price, previous_offer
from bot.domain.situation import Occasion, Situation
from bot.domain.trades import ONE
from bot.domain.walkaway import PAID_BY_US, find_deal_amount


def find_near_walk_away(situation: Situation) -> Iterable[Caution]:
    """Little room is left up to the walk-away, or none.

    By the sums: what was given less what was got back, as a share of the way from the first figure
    (the deal's size where the plan names none) to the walk-away. By our offers: the same on each
    issue with a walk-away of its own. `share` is the room used, 0.., and past 1 the walk-away is
    passed; `what` is the issue, "" for the deal as a whole.
    """
    plan = situation.plan
    if plan is None:
        return
    if situation.offer is None:
        yield from _find_near_by_sums(situation, plan)
    if situation.move is None and situation.offers:
        yield from _find_near_by_offers(situation, plan)


NEAR_WALK_AWAY = Rule(
    id="near_walk_away",
    label="Near walk away",
    about="how near the walk-away is",
    check=find_near_walk_away,
    rank=30,
    severity=Severity.STRONG,
    evidence=("E24",),
    thresholds=("walk_away_share",),
    occasions=OFFERS | {Occasion.GIVE},
)


def _find_near_by_sums(situation: Situation, plan: Plan) -> Iterable[Caution]:
    room = _room_of_deal(situation, plan)
    if not room:
        return
    give = situation.move
    used = situation.totals.given - situation.totals.got
    if give is not None:
        # A draft is about to be given; a conditional give is not given yet.
        is_given = give.state in (State.FIRM, State.DRAFT)
        cost = situation.cost_of(give)
        if not is_given or not cost:
            return
        used += cost
    if used / room < situation.policy.walk_away_share:
        return
    caution = _near(used / room)
    gives = situation.recent_gives() if give is None else [give]
    # Without a give there is only the deal's own figure that it could be about.
    if gives:
        yield replace(caution, moves=(gives[-1].no,))
    else:
        yield replace(caution, thing="sums")


def _room_of_deal(situation: Situation, plan: Plan) -> Decimal | None:
    """The way from the first figure to the walk-away, in the deal's unit; None where there is none,
    or nobody said."""
    deal = situation.deal
    day = deal.opened_at.date()
    limit = deal.yardstick.amount(plan.walk_away, day)
    first = deal.yardstick.amount(plan.anchor.opening or deal.size, day)
    if limit is None or first is None:
        return None
    room = limit - first if deal.side in PAID_BY_US else first - limit
    return room if room > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _UsedRoom:
    """How much of the room on an issue ("" for the deal as a whole) our offers have used: 0.., past
    1 too much."""

    issue: str
    share: Decimal


def _find_near_by_offers(situation: Situation, plan: Plan) -> Iterable[Caution]:
    ours = situation.offers_by(ours=True)
    if not ours or (situation.offer is not None and not situation.offer.ours):
        return
    last = ours[-1]
    for used in _find_used_rooms(situation, plan, ours):
        if used.share >= situation.policy.walk_away_share:
            yield replace(
                _near(used.share),
                what=used.issue,
                offer=last.no,
                thing=f"offer {last.no} {used.issue}",
            )


def _find_used_rooms(
    situation: Situation, plan: Plan, ours: Sequence[Offer]
) -> Iterable[_UsedRoom]:
    for room in measure_room_used(plan, ours):
        yield _UsedRoom(issue=room.issue, share=room.share)
    if not _has_price_walk_away(situation, plan):
        yield from _find_used_price_room(situation, plan, ours)


def _has_price_walk_away(situation: Situation, plan: Plan) -> bool:
    is_figure = situation.wordings.names_deal_figure
    return any(issue.walk_away for issue in plan.issues if is_figure(issue.issue))


def _find_used_price_room(
    situation: Situation, plan: Plan, ours: Sequence[Offer]
) -> Iterable[_UsedRoom]:
    """The room used on the deal's own figure, up to the walk-away of the deal."""
    limit = situation.deal.yardstick.amount(plan.walk_away, ours[-1].on)
    amounts = [find_deal_amount(offer.values, situation.deal, situation.wordings) for offer in ours]
    figures = [amount for amount in amounts if amount is not None]
    if limit is None or not figures or figures[0] == limit:
        return
    first, now = figures[0], figures[-1]
    yield _UsedRoom(issue="", share=(first - now) / (first - limit))


def _near(used: Decimal) -> Caution:
    severity = Severity.STRONG if used >= ONE else Severity.CAUTION
    return Caution(
        rule="near_walk_away",
        severity=severity,
        share=used,
        weight=used,
    )


def find_top_priority_issue(situation: Situation) -> Iterable[Caution]:
    """A give with nothing in return on the issue that matters most to us, or an offer of ours that
    moves on it alone.

    The plan says what matters; where two issues share the first place, none is on top. `what` is
    the issue.
    """
    issue = _top_issue(situation.plan) if situation.plan is not None else None
    if issue is None:
        return
    if situation.offer is not None:
        if _gives_way_on_alone(situation, situation.offer, issue):
            yield _top_priority(issue, offer=situation.offer.no)
        return
    gives = [give for give in situation.bare_gives() if is_on_issue(situation, give, issue)]
    if gives:
        gives.reverse()
        caution = caution_about(gives, rule="top_priority_issue", severity=Severity.CAUTION)
        yield replace(caution, what=issue)


TOP_PRIORITY_ISSUE = Rule(
    id="top_priority_issue",
    label="Top priority issue",
    about="gives on what matters most",
    check=find_top_priority_issue,
    rank=120,
    severity=Severity.CAUTION,
    evidence=("E14",),
    occasions=OFFERS | {Occasion.GIVE},
)


def _top_issue(plan: Plan) -> str | None:
    ranked = [(i.importance, i.issue) for i in plan.issues if i.importance is not None]
    ranked.sort(reverse=True)
    # With a single issue, or two that matter alike, there is nothing to give way on instead.
    if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1]


def _gives_way_on_alone(situation: Situation, offer: Offer, issue: str) -> bool:
    """Whether an offer of ours is worse for us than the one before on that issue, and moves on no
    other."""
    earlier = previous_offer(offer, situation.offers)
    if not offer.ours or earlier is None:
        return False
    effects = list(effects_for_us(situation, earlier, offer).items())
    if len(effects) != 1:
        return False
    name, effect = effects[0]
    return effect < 0 and name.casefold() == issue.casefold()


def _top_priority(issue: str, *, offer: OfferNo) -> Caution:
    return Caution(
        rule="top_priority_issue",
        severity=Severity.CAUTION,
        offer=offer,
        what=issue,
        count=1,
        weight=ONE,
    )


def find_planned_order_broken(situation: Situation) -> Iterable[Caution]:
    """A planned give comes before one that the plan has first, or before its day.

    `what` is the give, `other` the one that was to come first, `day` the day before which it was
    not meant to come.
    """
    plan = situation.plan
    if plan is None or not plan.gives:
        return
    rows = track_planned_gives(plan.gives, _gives_so_far(situation), situation.today).rows
    not_made = [row.give.what for row in rows if row.made is None]
    for row in rows:
        if row.made is not None and _is_looked_at(situation, row.made):
            yield from _out_of_order(row, row.made, not_made)


PLANNED_ORDER_BROKEN = Rule(
    id="planned_order_broken",
    label="Planned order broken",
    about="gives before their turn in the plan",
    check=find_planned_order_broken,
    rank=260,
    severity=Severity.NOTE,
    occasions=OUR_GIVES,
)


def _gives_so_far(situation: Situation) -> list[Move]:
    """Our gives, the one about to count among them as if it did."""
    gives = {give.no: give for give in (*situation.recent, *situation.open_gives)}
    move = situation.move
    if move is not None:
        gives.pop(move.no, None)
        gives[move.no] = replace(move, state=State.FIRM) if move.state is State.DRAFT else move
    return [give for give in gives.values() if give.kind is Kind.GIVE]


def _is_looked_at(situation: Situation, give: Move) -> bool:
    return situation.move is None or give.no == situation.move.no


def _out_of_order(row: PlannedRow, give: Move, not_made: Sequence[str]) -> Iterable[Caution]:
    if not row.early and not row.out_of_order:
        return
    yield replace(
        caution_about([give], rule="planned_order_broken", severity=Severity.NOTE),
        other=not_made[0] if row.out_of_order and not_made else "",
        day=row.give.not_before if row.early else None,
    )


def find_price_only(situation: Situation) -> Iterable[Caution]:
    """Our last three gives were all on price, with none on anything else in between.

    What else there is to move may cost us less and be worth more to them. `count` is how many in a
    row.
    """
    move = situation.move
    if move is not None and not is_on_price(situation, move):
        return
    gives = _price_gives_in_a_row(situation)
    if len(gives) < situation.policy.price_gives:
        return
    caution = caution_about(gives, rule="price_only", severity=Severity.CAUTION)
    yield replace(caution, amount=situation.sum_costs(gives) or None)


PRICE_ONLY = Rule(
    id="price_only",
    label="Price only",
    about="gives on price alone",
    check=find_price_only,
    rank=160,
    severity=Severity.CAUTION,
    evidence=("E14",),
    thresholds=("price_gives",),
    occasions=OUR_GIVES,
)


def _price_gives_in_a_row(situation: Situation) -> list[Move]:
    """The gives on price, newest first, back to the last one on something else."""
    gives = [] if situation.move is None else [situation.move]
    for give in reversed(situation.without_gaps(situation.recent_gives())):
        if not is_on_price(situation, give):
            break
        gives.append(give)
    return gives


RULES = (
    NEAR_WALK_AWAY,
    TOP_PRIORITY_ISSUE,
    PLANNED_ORDER_BROKEN,
    PRICE_ONLY,
)
