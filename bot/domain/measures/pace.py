"""Who moves when, and by how much: gives in a row, replies, the size of steps, the midpoint."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median

from bot.domain.calendar import count_working_days
from bot.domain.ledger import Ledger, by_day, find_runs
from bot.domain.matching import issue_of
from bot.domain.measures.fairness import LEAST_GIVES
from bot.domain.moves import Move, State
from bot.domain.trades import ONE, ZERO

LEAST_PAIRS = 3
"""Pairs of a move and its reply below which nothing is said about replies."""
LEAST_RANKED = 5
"""Pairs below which nothing is said about how sizes go together."""
STEP_TOLERANCE = Decimal("0.10")
NEARLY_ALL = Decimal("0.90")
"""A first or last step of this share of the sum is nearly all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bids:
    """Own gives since the other side's last move, beyond the first of each run. `rate` is their share of own gives,
    0..1, from 2 gives; `cost` in the deal's unit, `unfigured` of them without a cost; `longest` is the longest run."""

    count: int
    longest: int
    rate: Decimal | None
    cost: Decimal
    unfigured: int


def find_bids_against_ourselves(ledger: Ledger, today: date) -> Bids:
    """How often we gave again before they moved. Gives with an *if* and goodwill neither count nor reset a run."""
    all_runs = list(find_runs(ledger, today))
    beyond = [g for run in all_runs for g in run[1:]]
    costs = [ledger.yardstick.amount(g.cost, g.on) for g in beyond]
    gives = len(ledger.gives(today))
    return Bids(
        count=len(beyond),
        longest=max((len(run) for run in all_runs), default=0),
        rate=Decimal(len(beyond)) / gives if gives >= LEAST_GIVES else None,
        cost=sum((c for c in costs if c is not None), ZERO),
        unfigured=costs.count(None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLag:
    """Median working days until the other side's next give; None below three pairs. `theirs` is how long they take
    after ours, `ours` the reverse."""

    theirs: Decimal | None
    ours: Decimal | None


def compute_reply_lag(
    ledger: Ledger, today: date, holidays: AbstractSet[date] = frozenset()
) -> ReplyLag:
    """How long each side takes from the other's firm give to its own next one."""
    gives, gets = _firm_gives(ledger, today), ledger.gets(today)
    return ReplyLag(
        theirs=_lag(_replies(gives, gets), holidays), ours=_lag(_replies(gets, gives), holidays)
    )


def _firm_gives(ledger: Ledger, today: date) -> list[Move]:
    return [g for g in ledger.gives(today) if g.state is not State.GOODWILL]


def _replies(moves: Sequence[Move], others: Sequence[Move]) -> list[tuple[Move, Move]]:
    """Each move with the other side's next one; both are given in the order of the table."""
    days = [by_day(other) for other in others]
    nexts = ((move, bisect_left(days, by_day(move))) for move in moves)
    return [(move, others[at]) for move, at in nexts if at < len(others)]


def _lag(pairs: Sequence[tuple[Move, Move]], holidays: AbstractSet[date]) -> Decimal | None:
    if len(pairs) < LEAST_PAIRS:
        return None
    return Decimal(
        median(Decimal(count_working_days(m.since, reply.since, holidays)) for m, reply in pairs)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirroring:
    """How the size of their replies follows ours: `ratio` the median of worth to us ÷ cost to us, from 3 pairs, `rho`
    Spearman's rank correlation −1..1, from 5; an estimate."""

    ratio: Decimal | None
    rho: Decimal | None


def compute_mirroring(ledger: Ledger, today: date) -> Mirroring:
    """Each of our moves paired with their next; pairs without figures, or with a give that cost nothing, are left
    out."""
    sizes = [
        (cost, worth)
        for give, get in _replies(_firm_gives(ledger, today), ledger.gets(today))
        if (cost := ledger.yardstick.amount(give.cost, give.on))
        and (worth := ledger.yardstick.amount(get.worth, get.on)) is not None
    ]
    ratio = (
        Decimal(median(worth / cost for cost, worth in sizes))
        if len(sizes) >= LEAST_PAIRS
        else None
    )
    return Mirroring(
        ratio=ratio, rho=_rank_correlation(sizes) if len(sizes) >= LEAST_RANKED else None
    )


def _rank_correlation(pairs: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    xs, ys = _ranks([x for x, _ in pairs]), _ranks([y for _, y in pairs])
    mean = Decimal(len(pairs) + 1) / 2
    spread = _dot(xs, xs, mean) * _dot(ys, ys, mean)
    return _dot(xs, ys, mean) / spread.sqrt() if spread else None


def _ranks(values: Sequence[Decimal]) -> list[Decimal]:
    """Ranks from 1; equal values share the mean of theirs."""
    in_order = sorted(values)
    return [Decimal(bisect_left(in_order, x) + bisect_right(in_order, x) + 1) / 2 for x in values]


def _dot(xs: Sequence[Decimal], ys: Sequence[Decimal], mean: Decimal) -> Decimal:
    return sum(((x - mean) * (y - mean) for x, y in zip(xs, ys, strict=True)), ZERO)


class Pattern(StrEnum):
    """How the steps on one issue follow one another."""

    EVEN = "even"
    ALL_FIRST = "all_first"
    ALL_LAST = "all_last"
    GROWING = "growing"
    SHRINKING = "shrinking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taper:
    """The steps of one side on one issue, in the deal's unit. `ratios` are r_k = Δ_k ÷ Δ_{k−1}, None after a step of
    nothing; `pattern` is None where they follow none."""

    steps: tuple[Decimal, ...]
    ratios: tuple[Decimal | None, ...]
    pattern: Pattern | None


def find_steps(ledger: Ledger, issue: str, today: date, *, ours: bool = True) -> list[Decimal]:
    """The steps of one side on an issue, oldest first, as we see them: cost to us of ours, worth to us of theirs.
    Moves without a figure are left out. `issue` is what `matching.about` says of a move."""
    moves = ledger.gives(today) if ours else ledger.gets(today)
    sizes = (
        ledger.yardstick.amount(m.cost if ours else m.worth, m.on)
        for m in moves
        if issue_of(m) == issue
    )
    return [size for size in sizes if size is not None]


def compute_taper(deltas: Sequence[Decimal], tolerance: Decimal = STEP_TOLERANCE) -> Taper | None:
    """How steps follow one another; from 2 steps. Steps that differ by no more than `tolerance` (a share of the one
    before) count as even."""
    if len(deltas) < 2:
        return None
    ratios = tuple(now / before if before else None for before, now in pairwise(deltas))
    return Taper(steps=tuple(deltas), ratios=ratios, pattern=_pattern(deltas, ratios, tolerance))


def _pattern(
    deltas: Sequence[Decimal], ratios: Sequence[Decimal | None], tolerance: Decimal
) -> Pattern | None:
    total = sum(deltas, ZERO)
    if not total:
        return None
    if deltas[0] >= total * NEARLY_ALL:
        return Pattern.ALL_FIRST
    if deltas[-1] >= total * NEARLY_ALL:
        return Pattern.ALL_LAST
    if all(r is not None and abs(r - ONE) <= tolerance for r in ratios):
        return Pattern.EVEN
    if all(now >= before for before, now in pairwise(deltas)):
        return Pattern.GROWING
    return Pattern.SHRINKING if all(now <= before for before, now in pairwise(deltas)) else None


def compute_midpoint(ours: Decimal, theirs: Decimal) -> Decimal:
    """(ours + theirs) ÷ 2: where a split of the difference would land."""
    return (ours + theirs) / 2


def offer_for_midpoint(target: Decimal, theirs: Decimal) -> Decimal:
    """2T − theirs: the offer of ours that puts the midpoint on the target."""
    return 2 * target - theirs
