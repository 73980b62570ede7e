"""Rules about our own pace: gives in a row, many small ones, much too early, growing steps, no reason."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from bot.domain.cautions import Caution, Severity
from bot.domain.ledger import first_give_of_each_offer, takes_turn
from bot.domain.matching import issue_of
from bot.domain.moves import Kind, Move, State
from bot.domain.rules.rule import OUR_GIVES, Rule
from bot.domain.situation import Situation
from bot.domain.trades import ONE, ZERO

GIVE = Kind.GIVE


def find_second_in_a_row(situation: Situation) -> Iterable[Caution]:
    """A bare give follows another one of ours with no move of theirs in between: bidding against ourselves.

    `count` says which in a row it is, `amount` its cost; in a review the cost of all after the first of the present
    run. Conditional gives and goodwill never count, and any get or answer of theirs starts afresh.
    """
    if situation.move is None:
        return _present_run(situation)
    give = situation.bare_give()
    nth = situation.place_in_run(give) if give is not None else 1
    if give is None or nth < 2:
        return ()
    return [_in_a_row(situation, [*_run(situation), give], nth, situation.cost_of(give))]


SECOND_IN_A_ROW = Rule(
    id="second_in_a_row",
    label="Second in a row",
    about="gives in a row",
    check=find_second_in_a_row,
    rank=40,
    severity=Severity.STRONG,
    evidence=("E3", "E4"),
    occasions=OUR_GIVES,
)


def _present_run(situation: Situation) -> Iterable[Caution]:
    run = _run(situation)
    if len(run) < 2:
        return ()
    costs = [situation.cost_of(g) for g in run[1:]]
    return [_in_a_row(situation, run, situation.totals.run, sum((c or ZERO for c in costs), ZERO))]


def _in_a_row(situation: Situation, run: list[Move], nth: int, amount: Decimal | None) -> Caution:
    return Caution(
        rule="second_in_a_row",
        severity=Severity.STRONG if nth > 2 else Severity.CAUTION,
        moves=tuple(g.no for g in reversed(run)),
        what=run[-1].what,
        amount=amount,
        share=None if amount is None else situation.deal.share(amount),
        count=nth,
        weight=Decimal(nth),
    )


def _run(situation: Situation) -> list[Move]:
    """Our gives since their last move, oldest first, as far back as the situation reaches."""
    last = situation.move.no if situation.move else None
    ours = [
        m
        for m in situation.recent
        if m.kind is Kind.GIVE and m.no != last and takes_turn(m, situation.today)
    ]
    first = {m.no for m in first_give_of_each_offer(ours)}
    run = islice((g for g in reversed(ours) if g.no in first), situation.totals.run)
    return list(run)[::-1]


def find_drip(situation: Situation) -> Iterable[Caution]:
    """Two small gives or more within two weeks, with nothing matched to them.

    Each looks like nothing; together they add up. `amount` and `share` are their sum, `count` how many.
    """
    now = situation.bare_give()
    if situation.move is not None and now is None:
        return
    gives = [*situation.open_gives, now] if now is not None else situation.open_gives
    small = [(g, cost) for g in gives if (cost := _small(situation, g))]
    if not small or (now is not None and small[-1][0] is not now):
        return
    from_day = max(g.since for g, _ in small) - timedelta(days=situation.deal.policy.drip_days)
    near = [(g, cost) for g, cost in small if g.since > from_day]
    if len(near) < situation.deal.policy.drip_gives:
        return
    amount = sum((cost for _, cost in near), ZERO)
    yield Caution(
        rule="drip",
        severity=Severity.CAUTION,
        moves=tuple(g.no for g, _ in reversed(near)),
        what=near[-1][0].what,
        amount=amount,
        share=situation.deal.share(amount),
        count=len(near),
        weight=amount,
    )


DRIP = Rule(
    id="drip",
    label="Drip",
    about="many small gives",
    check=find_drip,
    rank=70,
    severity=Severity.CAUTION,
    evidence=("E4", "E5"),
    thresholds=("drip_share", "drip_days", "drip_gives"),
    occasions=OUR_GIVES,
)


def _small(situation: Situation, give: Move) -> Decimal | None:
    """The cost of an unmatched give that is small but not nil, else None."""
    cost = situation.cost_of(give)
    if not cost or give.no in situation.left:
        return None
    share = situation.deal.share(cost)
    return cost if share is not None and share <= situation.deal.policy.drip_share else None


def find_too_much_too_soon(situation: Situation) -> Iterable[Caution]:
    """More than a tenth of the deal was given in its first two weeks, before the first get.

    `amount` and `share` are what was given by then.
    """
    move, now, policy = situation.move, situation.totals, situation.deal.policy
    if now.gets or (move is not None and situation.bare_give() is None):
        return
    until = situation.deal.opened_at.date() + timedelta(days=policy.early_days)
    if move is not None and move.since > until:
        return
    amount = (
        _early(situation, until) if move is None else now.given + (situation.cost_of(move) or ZERO)
    )
    share = situation.deal.share(amount)
    if share is not None and share > policy.early_share:
        yield Caution(
            rule="too_much_too_soon",
            severity=Severity.CAUTION,
            moves=() if move is None else (move.no,),
            amount=amount,
            share=share,
            count=now.gives + (move is not None),
            weight=amount,
        )


TOO_MUCH_TOO_SOON = Rule(
    id="too_much_too_soon",
    label="Too much too soon",
    about="much given early",
    check=find_too_much_too_soon,
    rank=60,
    severity=Severity.CAUTION,
    evidence=("E8",),
    thresholds=("early_days", "early_share"),
    occasions=OUR_GIVES,
)


def _early(situation: Situation, until: date) -> Decimal:
    costs = (situation.cost_of(g) for g in situation.recent_gives() if g.since <= until)
    return sum((c for c in costs if c is not None), ZERO)


def find_growing_steps(situation: Situation) -> Iterable[Caution]:
    """Our steps on one issue grow: the last was larger than the one before.

    Each larger step tells them that waiting pays. `amount` is the last step, `share` how much larger it is than the one
    before (0.5 is half as much again), `moves` the last and the one before.
    """
    for taken in _series(situation):
        (before, step), (give, cost) = taken[-2:]
        if cost > step * (ONE + situation.deal.policy.step_tolerance):
            yield Caution(
                rule="growing_steps",
                severity=Severity.NOTE if len(taken) == 2 else Severity.CAUTION,
                moves=(give.no, before.no),
                what=give.issue or give.what,
                amount=cost,
                share=cost / step - ONE,
                count=len(taken),
                weight=cost,
            )


GROWING_STEPS = Rule(
    id="growing_steps",
    label="Growing steps",
    about="growing steps",
    check=find_growing_steps,
    rank=150,
    severity=Severity.CAUTION,
    evidence=("E7",),
    thresholds=("step_tolerance",),
    occasions=OUR_GIVES,
)


def _series(situation: Situation) -> Iterable[list[tuple[Move, Decimal]]]:
    """Our figured steps, two or more on one issue, oldest first: on the issue of the move about to count, in a review
    on every issue."""
    now = situation.move
    if now is not None:
        before = _before(situation, now) if _steps(now) else []
        return [before] if len(before) > 1 else []
    by_issue: dict[str, list[tuple[Move, Decimal]]] = defaultdict(list)
    for give in situation.recent_gives():
        if cost := situation.cost_of(give):
            by_issue[issue_of(give)].append((give, cost))
    return [series for series in by_issue.values() if len(series) > 1]


def _before(situation: Situation, now: Move) -> list[tuple[Move, Decimal]]:
    """The last two figured steps on the issue of the move about to count, and that move."""
    cost = situation.cost_of(now)
    if not cost:
        return []
    issue, turn, today = issue_of(now), now.turn, situation.today
    gives = (
        m
        for m in reversed(situation.recent)
        if m.kind is GIVE and m.counts_on(today) and m.no != now.no
    )
    figured = (
        (g, c)
        for g in gives
        if issue_of(g) == issue and g.turn < turn and (c := situation.cost_of(g))
    )
    return [*reversed(list(islice(figured, 2))), (now, cost)]


def _steps(move: Move) -> bool:
    return move.kind is Kind.GIVE and move.state in (State.FIRM, State.DRAFT, State.CONDITIONAL)


def find_no_reason(situation: Situation) -> Iterable[Caution]:
    """A bare give without a reason.

    A give with one reason is easier to answer in kind than one that just arrives. `count` is how many.
    """
    give = situation.bare_give()
    now = [give] if give is not None else [] if situation.move is not None else situation.open_gives
    bare = [g for g in now if not g.reason and not g.has_if]
    if bare:
        yield Caution(
            rule="no_reason",
            severity=Severity.NOTE,
            moves=tuple(g.no for g in bare),
            what=bare[-1].what,
            count=len(bare),
            weight=Decimal(len(bare)),
        )


NO_REASON = Rule(
    id="no_reason",
    label="No reason",
    about="gives without a reason",
    check=find_no_reason,
    rank=320,
    severity=Severity.NOTE,
    evidence=("E21",),
    occasions=OUR_GIVES,
)


RULES = (
    SECOND_IN_A_ROW,
    DRIP,
    TOO_MUCH_TOO_SOON,
    GROWING_STEPS,
    NO_REASON,
)
