"""Who moves when, and by how much: gives in a row, replies, the size of steps, the midpoint."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median

from bot.domain.calendar import USUAL_DAYS_OFF, DaysOff, count_working_days
from bot.domain.ledger import Ledger, by_day, find_runs
from bot.domain.matching import issue_of
from bot.domain.measures.fairness import LEAST_GIVES, FigureOf, amount_of
from bot.domain.moves import Move, State
from bot.domain.trades import ONE, ZERO
from bot.domain.worth import sum_known

LEAST_PAIRS = 3
"""Pairs of a move and its reply below which nothing is said about replies."""
LEAST_RANKED = 5
"""Pairs below which nothing is said about how sizes go together."""
# The start of the policy's `step_tolerance`. Judgement, like NEARLY_ALL: no study gives them.
STEP_TOLERANCE = Decimal("0.10")
NEARLY_ALL = Decimal("0.90")
"""A first or last step of this share of the sum is nearly all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BidSum:
    """Own gives since the other side's last move, beyond the first of each run; `cost` in the deal's unit."""

    count: int
    cost: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Bids(BidSum):
    """The same, with their share of own gives as `rate`, 0..1, from 2 gives, and `unfigured` of them without a cost;
    `longest` is the longest run."""

    longest: int
    rate: Decimal | None
    unfigured: int


def find_bids_against_ourselves(ledger: Ledger, today: date) -> Bids:
    """How often we gave again before they moved. Gives with an *if* and goodwill neither count nor
    reset a run."""
    runs = list(find_runs(ledger, today))
    bids = [give for run in runs for give in run[1:]]
    costs = [ledger.yardstick.amount(give.cost, give.on) for give in bids]
    gives = len(ledger.gives(today))
    return Bids(
        count=len(bids),
        longest=max(map(len, runs), default=0),
        rate=Decimal(len(bids)) / gives if gives >= LEAST_GIVES else None,
        cost=sum_known(costs),
        unfigured=costs.count(None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLag:
    """Median working days until the other side's next give; None below three pairs. `theirs` is how
    long they take after ours, `ours` the reverse. `their_replies` counts their gives among the
    pairs: one of them may follow three of ours, and says nothing yet of what is usual."""

    theirs: Decimal | None
    ours: Decimal | None
    their_replies: int = 0


def compute_reply_lag(ledger: Ledger, today: date, days_off: DaysOff = USUAL_DAYS_OFF) -> ReplyLag:
    """How long each side takes from the other's firm give to its own next one."""
    gives, gets = _firm_gives(ledger, today), ledger.gets(today)
    answered = pair_with_replies(gives, gets)
    return ReplyLag(
        theirs=_median_lag(answered, days_off),
        ours=_median_lag(pair_with_replies(gets, gives), days_off),
        their_replies=len({pair.reply.no for pair in answered}),
    )


def _firm_gives(ledger: Ledger, today: date) -> list[Move]:
    return [give for give in ledger.gives(today) if give.state is not State.GOODWILL]


@dataclass(frozen=True, slots=True)
class AnsweredMove:
    """A move, and the other side's next one."""

    move: Move
    reply: Move


def pair_with_replies(moves: Sequence[Move], others: Sequence[Move]) -> list[AnsweredMove]:
    """Each move with the other side's next one, where there is one; both are given in the order of
    the table."""
    places = [by_day(other) for other in others]
    pairs = []
    for move in moves:
        at = bisect_left(places, by_day(move))
        if at < len(others):
            pairs.append(AnsweredMove(move, others[at]))
    return pairs


def _median_lag(pairs: Sequence[AnsweredMove], days_off: DaysOff) -> Decimal | None:
    if len(pairs) < LEAST_PAIRS:
        return None
    return median(_list_lags(pairs, days_off))


def _list_lags(pairs: Sequence[AnsweredMove], days_off: DaysOff) -> list[Decimal]:
    # Working days, since nobody is expected to answer at weekends.
    return [
        Decimal(count_working_days(pair.move.since, pair.reply.since, days_off)) for pair in pairs
    ]


def list_reply_lags(
    ledger: Ledger, today: date, days_off: DaysOff = USUAL_DAYS_OFF
) -> list[Decimal]:
    """Working days from each firm give of ours to their next give, as many as there are."""
    pairs = pair_with_replies(_firm_gives(ledger, today), ledger.gets(today))
    return _list_lags(pairs, days_off)


def list_mirror_ratios(ledger: Ledger, today: date) -> list[Decimal]:
    """Of each firm give of ours with their next: what theirs was worth to us ÷ what ours cost us."""
    return [worth / cost for cost, worth in _list_mirrored(ledger, today)]


def _list_mirrored(ledger: Ledger, today: date) -> list[tuple[Decimal, Decimal]]:
    """Cost and worth of each pair that has both; a give that cost nothing is left out."""
    found = []
    for pair in pair_with_replies(_firm_gives(ledger, today), ledger.gets(today)):
        cost = ledger.yardstick.amount(pair.move.cost, pair.move.on)
        worth = ledger.yardstick.amount(pair.reply.worth, pair.reply.on)
        if cost and worth is not None:
            found.append((cost, worth))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirroring:
    """How the size of their replies follows ours: `ratio` the median of worth to us ÷ cost to us,
    from 3 pairs, `rho` Spearman's rank correlation −1..1, from 5; an estimate."""

    ratio: Decimal | None
    rho: Decimal | None


def compute_mirroring(ledger: Ledger, today: date) -> Mirroring:
    """Each of our moves paired with their next; pairs without figures, or with a give that cost
    nothing, are left out."""
    mirrored = _list_mirrored(ledger, today)
    costs = [cost for cost, _ in mirrored]
    worths = [worth for _, worth in mirrored]
    ratio = rho = None
    if len(costs) >= LEAST_PAIRS:
        ratio = median(worth / cost for cost, worth in zip(costs, worths, strict=True))
    if len(costs) >= LEAST_RANKED:
        rho = _compute_rank_correlation(costs, worths)
    return Mirroring(ratio=ratio, rho=rho)


def _compute_rank_correlation(xs: Sequence[Decimal], ys: Sequence[Decimal]) -> Decimal | None:
    """Spearman's ρ; None where all values of one side are equal."""
    # Ranks from 1 to n have this mean, with ties too, since equal values share the mean of theirs.
    mean = Decimal(len(xs) + 1) / 2
    x_offsets = [rank - mean for rank in _rank(xs)]
    y_offsets = [rank - mean for rank in _rank(ys)]
    spread = _dot(x_offsets, x_offsets) * _dot(y_offsets, y_offsets)
    if not spread:
        return None
    return _dot(x_offsets, y_offsets) / spread.sqrt()


def _rank(values: Sequence[Decimal]) -> list[Decimal]:
    """Ranks from 1; equal values share the mean of theirs."""
    in_order = sorted(values)
    return [Decimal(bisect_left(in_order, x) + bisect_right(in_order, x) + 1) / 2 for x in values]


def _dot(xs: Sequence[Decimal], ys: Sequence[Decimal]) -> Decimal:
    return sum((x * y for x, y in zip(xs, ys, strict=True)), ZERO)


class Pattern(StrEnum):
    """How the steps on one issue follow one another."""

    EVEN = "even"
    ALL_FIRST = "all_first"
    ALL_LAST = "all_last"
    GROWING = "growing"
    SHRINKING = "shrinking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taper:
    """The steps of one side on one issue, in the deal's unit. `ratios` are r_k = Δ_k ÷ Δ_{k−1},
    None after a step of nothing; `pattern` is None where they follow none."""

    steps: tuple[Decimal, ...]
    ratios: tuple[Decimal | None, ...]
    pattern: Pattern | None


def find_steps(ledger: Ledger, issue: str, today: date, *, ours: bool = True) -> list[Decimal]:
    """The steps of one side on an issue, oldest first, as we see them: cost to us of ours, worth to
    us of theirs. Moves without a figure are left out. `issue` is what `matching.issue_of` says of a
    move."""
    moves = ledger.gives(today) if ours else ledger.gets(today)
    figure = FigureOf.COST if ours else FigureOf.WORTH
    sizes = [amount_of(move, figure, ledger.yardstick) for move in moves if issue_of(move) == issue]
    return [size for size in sizes if size is not None]


def compute_taper(deltas: Sequence[Decimal], tolerance: Decimal = STEP_TOLERANCE) -> Taper | None:
    """How steps follow one another; from 2 steps. Steps that differ by no more than `tolerance` (a
    share of the one before) count as even."""
    if len(deltas) < 2:
        return None
    ratios = tuple(now / before if before else None for before, now in pairwise(deltas))
    pattern = _find_pattern(deltas, ratios, tolerance)
    return Taper(steps=tuple(deltas), ratios=ratios, pattern=pattern)


def _find_pattern(
    deltas: Sequence[Decimal], ratios: Sequence[Decimal | None], tolerance: Decimal
) -> Pattern | None:
    total = sum(deltas, ZERO)
    if not total:
        return None
    if deltas[0] >= total * NEARLY_ALL:
        return Pattern.ALL_FIRST
    if deltas[-1] >= total * NEARLY_ALL:
        return Pattern.ALL_LAST
    if all(ratio is not None and abs(ratio - ONE) <= tolerance for ratio in ratios):
        return Pattern.EVEN
    ascending = sorted(deltas)
    if list(deltas) == ascending:
        return Pattern.GROWING
    if list(deltas) == ascending[::-1]:
        return Pattern.SHRINKING
    return None


def compute_midpoint(ours: Decimal, theirs: Decimal) -> Decimal:
    """(ours + theirs) ÷ 2: where a split of the difference would land."""
    return (ours + theirs) / 2


def offer_for_midpoint(target: Decimal, theirs: Decimal) -> Decimal:
    """2T − theirs: the offer of ours that puts the midpoint on the target."""
    return 2 * target - theirs
