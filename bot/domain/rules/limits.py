"""Rules about our limits: the walk-away, what matters most, the planned order, and a talk narrowed down to price.

Those that read the plan find nothing where there is none, so nobody who may not see it learns of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.cautions import Caution, Severity
from bot.domain.ids import MoveNo, OfferNo
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.planned import measure_room_used, track_planned_gives
from bot.domain.plans import Plan
from bot.domain.rules.rule import OFFERS, OUR_GIVES, Rule
from bot.domain.rules.shifts import before, effects, on_issue, on_price
from bot.domain.situation import Occasion, Situation
from bot.domain.trades import ONE, ZERO
from bot.domain.walkaway import PAID_BY_US, PRICE_NAMES, find_deal_amount


def find_near_walk_away(situation: Situation) -> Iterable[Caution]:
    """Little room is left up to the walk-away, or none.

    By the sums: what was given less what was got back, as a share of the way from the first figure (the deal's size
    where the plan names none) to the walk-away. By our offers: the same on each issue with a walk-away of its own.
    `share` is the room used, 0.., and past 1 the walk-away is passed; `what` is the issue, "" for the deal as a whole.
    """
    plan = situation.plan
    if plan is None:
        return
    if situation.offer is None:
        yield from _near_by_sums(situation, plan)
    if situation.move is None and situation.offers:
        yield from _near_by_offers(situation, plan)


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


def _near_by_sums(situation: Situation, plan: Plan) -> Iterable[Caution]:
    room, give = _room(situation, plan), situation.move
    cost = (
        situation.cost_of(give)
        if give is not None and give.state in (State.FIRM, State.DRAFT)
        else ZERO
    )
    if not room or (give is not None and not cost):
        return
    now = situation.totals
    used = (now.given + (cost or ZERO) - now.got) / room
    if used < situation.deal.policy.walk_away_share:
        return
    last = give or next(iter(reversed(situation.recent_gives())), None)
    yield _near(
        used, moves=(last.no,) if last is not None else (), thing="" if last is not None else "sums"
    )


def _room(situation: Situation, plan: Plan) -> Decimal | None:
    """The way from the first figure to the walk-away, in the deal's unit; None where there is none, or nobody said."""
    deal, day = situation.deal, situation.deal.opened_at.date()
    limit = deal.yardstick.amount(plan.walk_away, day)
    first = deal.yardstick.amount(plan.anchor.opening or deal.size, day)
    if limit is None or first is None:
        return None
    room = limit - first if deal.side in PAID_BY_US else first - limit
    return room if room > 0 else None


def _near_by_offers(situation: Situation, plan: Plan) -> Iterable[Caution]:
    ours = situation.offers_by(ours=True)
    if not ours or (situation.offer is not None and not situation.offer.ours):
        return
    used = [(room.issue, room.share) for room in measure_room_used(plan, ours)]
    used += _price_room(situation, plan, ours)
    for issue, share in used:
        if share >= situation.deal.policy.walk_away_share:
            yield _near(share, what=issue, offer=ours[-1].no, thing=f"offer {ours[-1].no} {issue}")


def _price_room(
    situation: Situation, plan: Plan, ours: Sequence[Offer]
) -> list[tuple[str, Decimal]]:
    """The room used on the deal's own figure, where the plan has a walk-away for the deal but none for that issue."""
    limit = situation.deal.yardstick.amount(plan.walk_away, ours[-1].on)
    figures = [
        amount
        for offer in ours
        if (amount := find_deal_amount(offer.values, situation.deal)) is not None
    ]
    own = any(i.walk_away for i in plan.issues if i.issue.casefold() in PRICE_NAMES)
    if limit is None or own or not figures or figures[0] == limit:
        return []
    return [("", (figures[0] - figures[-1]) / (figures[0] - limit))]


def _near(
    used: Decimal,
    *,
    moves: tuple[MoveNo, ...] = (),
    what: str = "",
    offer: OfferNo | None = None,
    thing: str = "",
) -> Caution:
    return Caution(
        rule="near_walk_away",
        severity=Severity.STRONG if used >= ONE else Severity.CAUTION,
        moves=moves,
        offer=offer,
        what=what,
        share=used,
        thing=thing,
        weight=used,
    )


def find_top_priority_issue(situation: Situation) -> Iterable[Caution]:
    """A give with nothing in return on the issue that matters most to us, or an offer of ours that moves on it alone.

    The plan says what matters; where two issues share the first place, none is on top. `what` is the issue.
    """
    issue = _top(situation.plan) if situation.plan is not None else None
    if issue is None:
        return
    if situation.offer is not None:
        yield from _offered_away(situation, situation.offer, issue)
        return
    give = situation.bare_give()
    gives = [give] if give is not None else situation.open_gives if situation.move is None else ()
    found = [g for g in gives if on_issue(g, issue)]
    if found:
        yield _top_given(issue, moves=tuple(g.no for g in reversed(found)), count=len(found))


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


def _top(plan: Plan) -> str | None:
    ranked = sorted(
        ((i.importance, i.issue) for i in plan.issues if i.importance is not None), reverse=True
    )
    if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return None
    return ranked[0][1]


def _offered_away(situation: Situation, offer: Offer, issue: str) -> Iterable[Caution]:
    earlier = before(offer, situation.offers) if offer.ours else None
    if earlier is None:
        return
    moved = effects(situation, earlier, offer)
    lost = [name for name, effect in moved.items() if effect < 0]
    if [name.casefold() for name in lost] == [issue.casefold()] and len(moved) == 1:
        yield _top_given(issue, offer=offer.no, count=1)


def _top_given(
    issue: str, *, count: int, moves: tuple[MoveNo, ...] = (), offer: OfferNo | None = None
) -> Caution:
    return Caution(
        rule="top_priority_issue",
        severity=Severity.CAUTION,
        moves=moves,
        offer=offer,
        what=issue,
        count=count,
        weight=Decimal(count),
    )


def find_planned_order_broken(situation: Situation) -> Iterable[Caution]:
    """A planned give comes before one that the plan has first, or before its day.

    `what` is the give, `other` the one that was to come first, `day` the day before which it was not meant to come.
    """
    move, plan = situation.move, situation.plan
    if plan is None or not plan.gives or (move is not None and move.kind is not Kind.GIVE):
        return
    made = [
        m for m in situation.recent if m.kind is Kind.GIVE and (move is None or m.no != move.no)
    ]
    made += [g for g in situation.open_gives if g.no not in {m.no for m in made}]
    if move is not None:
        made.append(replace(move, state=State.FIRM) if move.state is State.DRAFT else move)
    rows = track_planned_gives(plan.gives, made, situation.today).rows
    first = next((row.give.what for row in rows if row.made is None), "")
    for row in rows:
        if (
            row.made is not None
            and (move is None or row.made.no == move.no)
            and (row.early or row.out_of_order)
        ):
            yield Caution(
                rule="planned_order_broken",
                severity=Severity.NOTE,
                moves=(row.made.no,),
                what=row.made.what,
                other=first if row.out_of_order else "",
                day=row.give.not_before if row.early else None,
                count=1,
                weight=ONE,
            )


PLANNED_ORDER_BROKEN = Rule(
    id="planned_order_broken",
    label="Planned order broken",
    about="gives before their turn in the plan",
    check=find_planned_order_broken,
    rank=260,
    severity=Severity.NOTE,
    occasions=OUR_GIVES,
)


def find_price_only(situation: Situation) -> Iterable[Caution]:
    """Our last three gives were all on price, with none on anything else in between.

    What else there is to move may cost us less and be worth more to them. `count` is how many in a row.
    """
    move = situation.move
    if move is not None and not on_price(move):
        return
    least = situation.deal.policy.price_gives
    if situation.totals.gives + (move is not None) < least:
        return
    row = list(_in_a_row(situation, move))
    if len(row) >= least:
        yield Caution(
            rule="price_only",
            severity=Severity.CAUTION,
            moves=tuple(g.no for g in row),
            what=row[0].what,
            amount=sum((c for g in row if (c := situation.cost_of(g)) is not None), ZERO) or None,
            count=len(row),
            weight=Decimal(len(row)),
        )


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


def _in_a_row(situation: Situation, move: Move | None) -> Iterable[Move]:
    """The gives on price, newest first, back to the last one on something else."""
    if move is not None:
        yield move
    for give in reversed(situation.recent):
        if (
            give.kind is Kind.GIVE
            and (move is None or give.no != move.no)
            and give.counts_on(situation.today)
        ):
            if not on_price(give):
                return
            yield give


RULES = (
    NEAR_WALK_AWAY,
    TOP_PRIORITY_ISSUE,
    PLANNED_ORDER_BROKEN,
    PRICE_ONLY,
)
