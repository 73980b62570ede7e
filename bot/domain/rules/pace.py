"""Rules about our own pace: gives in a row, many small ones, much too early, growing steps, no
reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from bot.domain.cautions import Caution, Severity, caution_about
from bot.domain.ledger import first_give_of_each_offer, takes_turn
from bot.domain.matching import issue_of
from bot.domain.moves import Kind, Move, State
from bot.domain.rules.rule import OUR_GIVES, Rule
from bot.domain.situation import Situation
from bot.domain.trades import ONE


def find_second_in_a_row(situation: Situation) -> Iterable[Caution]:
    """A bare give follows another one of ours with no move of theirs in between: bidding against
    ourselves.

    `count` says which in a row it is, `amount` its cost; in a review the cost of all after the
    first of the present run. Conditional gives and goodwill never count, and any get or answer of
    theirs starts afresh.
    """
    if situation.move is None:
        return _find_present_run(situation)
    give = situation.bare_give()
    if give is None:
        return []
    place = situation.place_in_run(give)
    if place < 2:
        return []
    run = [*_gives_in_run(situation), give]
    return [_in_a_row(situation, run, place, situation.cost_of(give))]


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


def _find_present_run(situation: Situation) -> Iterable[Caution]:
    run = _gives_in_run(situation)
    if len(run) < 2:
        return []
    amount = situation.sum_costs(run[1:])
    return [_in_a_row(situation, run, situation.totals.run, amount)]


def _in_a_row(situation: Situation, run: list[Move], place: int, amount: Decimal | None) -> Caution:
    severity = Severity.STRONG if place > 2 else Severity.CAUTION
    caution = caution_about(run[::-1], rule="second_in_a_row", severity=severity)
    share = None if amount is None else situation.deal.share(amount)
    return replace(
        caution,
        amount=amount,
        share=share,
        count=place,
        weight=Decimal(place),
    )


def _gives_in_run(situation: Situation) -> list[Move]:
    """Our gives since their last move, oldest first, as far back as the situation reaches."""
    length = situation.totals.run
    if not length:
        return []
    now = situation.move.no if situation.move is not None else None
    gives = [
        move
        for move in situation.recent
        if move.kind is Kind.GIVE and move.no != now and takes_turn(move, situation.today)
    ]
    # Gives that follow from one offer are one step towards them.
    first = {give.no for give in first_give_of_each_offer(gives)}
    return [give for give in gives if give.no in first][-length:]


def find_drip(situation: Situation) -> Iterable[Caution]:
    """Two small gives or more within two weeks, with nothing matched to them.

    Each looks like nothing; together they add up. `amount` and `share` are their sum, `count` how
    many.
    """
    policy = situation.policy
    now = situation.bare_give()
    if situation.move is not None and (now is None or not _is_small(situation, now)):
        return
    gives = situation.open_gives if now is None else (*situation.open_gives, now)
    small = [give for give in gives if _is_small(situation, give)]
    last_day = max((give.since for give in small), default=situation.today)
    # The window ends with the last small give, so that a review finds it long after.
    window_start = last_day - timedelta(days=policy.drip_days)
    near = [give for give in small if give.since > window_start]
    if len(near) < policy.drip_gives:
        return
    amount = situation.sum_costs(near)
    yield replace(
        caution_about(near[::-1], rule="drip", severity=Severity.CAUTION),
        amount=amount,
        share=situation.deal.share(amount),
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


def _is_small(situation: Situation, give: Move) -> bool:
    """Whether a give costs little but not nothing, and nothing is matched to it."""
    cost = situation.cost_of(give)
    if not cost or give.no in situation.left:
        return False
    share = situation.deal.share(cost)
    return share is not None and share <= situation.policy.drip_share


def find_too_much_too_soon(situation: Situation) -> Iterable[Caution]:
    """More than a tenth of the deal was given in its first two weeks, before the first get.

    `amount` and `share` are what was given by then.
    """
    move, totals, policy = situation.move, situation.totals, situation.policy
    if totals.gets or (move is not None and situation.bare_give() is None):
        return
    early_until = situation.deal.opened_at.date() + timedelta(days=policy.early_days)
    if move is None:
        gives = [give for give in situation.recent_gives() if give.since <= early_until]
        amount = situation.sum_costs(gives)
    elif move.since <= early_until:
        amount = totals.given + situation.sum_costs([move])
    else:
        return
    share = situation.deal.share(amount)
    if share is None or share <= policy.early_share:
        return
    yield Caution(
        rule="too_much_too_soon",
        severity=Severity.CAUTION,
        moves=() if move is None else (move.no,),
        amount=amount,
        share=share,
        count=totals.gives + (move is not None),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _CostedGive:
    """A give with its cost in the deal's unit, above 0."""

    give: Move
    cost: Decimal


def find_growing_steps(situation: Situation) -> Iterable[Caution]:
    """Our steps on one issue grow: the last was larger than the one before.

    Each larger step tells them that waiting pays. `amount` is the last step, `share` how much
    larger it is than the one before (0.5 is half as much again), `moves` the last and the one
    before.
    """
    tolerated = ONE + situation.policy.step_tolerance
    for steps in _find_series(situation):
        before, last = steps[-2:]
        if last.cost <= before.cost * tolerated:
            continue
        yield Caution(
            rule="growing_steps",
            # One larger step may be chance; with a third the series has a direction.
            severity=Severity.NOTE if len(steps) == 2 else Severity.CAUTION,
            moves=(last.give.no, before.give.no),
            what=last.give.issue or last.give.what,
            amount=last.cost,
            share=last.cost / before.cost - ONE,
            count=len(steps),
            weight=last.cost,
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


def _find_series(situation: Situation) -> Iterable[Sequence[_CostedGive]]:
    """Our steps with a cost, two or more on one issue, oldest first: on the issue of the move about
    to count, in a review on every issue."""
    if situation.move is not None:
        series = [_series_up_to(situation, situation.move)]
    else:
        by_issue: dict[str, list[_CostedGive]] = defaultdict(list)
        for step in _costed(situation, situation.without_gaps(situation.recent_gives())):
            by_issue[issue_of(step.give)].append(step)
        series = list(by_issue.values())
    return [steps for steps in series if len(steps) > 1]


def _series_up_to(situation: Situation, now: Move) -> list[_CostedGive]:
    """The last two steps with a cost on the issue of the move about to count, and that move; empty
    where it is no step."""
    is_step = now.kind is Kind.GIVE and now.state in (State.FIRM, State.DRAFT, State.CONDITIONAL)
    last = _costed(situation, [now])
    if not is_step or not last:
        return []
    issue = issue_of(now)
    earlier = [
        give
        for give in situation.recent_gives()
        if give.turn < now.turn and issue_of(give) == issue
    ]
    return [*_costed(situation, earlier)[-2:], *last]


def _costed(situation: Situation, gives: Iterable[Move]) -> list[_CostedGive]:
    """The gives that cost something, each with its cost."""
    found = []
    for give in gives:
        cost = situation.cost_of(give)
        if cost:
            found.append(_CostedGive(give=give, cost=cost))
    return found


def find_no_reason(situation: Situation) -> Iterable[Caution]:
    """A bare give without a reason.

    A give with one reason is easier to answer in kind than one that just arrives. `count` is how
    many.
    """
    gives = [give for give in situation.bare_gives() if not give.reason and not give.has_if]
    if gives:
        caution = caution_about(gives, rule="no_reason", severity=Severity.NOTE)
        yield replace(caution, what=gives[-1].what)


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
