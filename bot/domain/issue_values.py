"""Which values of an issue are looked at: its options, or numbers that people would name, and that
differ by what a person sees."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.domain.issues import ONE, Issue, Value

MOST_VALUES = 10
"""Values of a numeric range that are looked at, beside those that were named in offers."""
LEAST_OF_RANGE = Decimal("0.05")
LEAST_OF_VALUE = Decimal("0.025")
"""Two numbers that differ by less, of the range or of the larger number, look the same to people:
235,000 and 240,000. At least so far apart are the values that are looked at."""
CALENDAR_STEPS = {
    "months": (Decimal(6), Decimal(3)),
    "days": (Decimal(15), Decimal(5)),
    "hours": (Decimal(4), Decimal(2)),
}
"""Steps that people count these units in, coarsest first: nobody offers 14 months. The first that
goes into a range at least twice is taken."""
ROUND = tuple(Decimal(step) for step in ("1", "2", "2.5", "3", "4", "5", "6"))
"""Steps that people count in, times a power of ten."""
_ROUNDEST = {(1,), (2,), (5,)}
"""Digits of the steps whose multiples are taken where no step divides a range evenly."""


def list_possible_values(issue: Issue, named: Iterable[Value] = ()) -> tuple[Value, ...]:
    """The values that an issue may take: its options, or round steps through its range, in order.

    A range includes both ends and every number that was named. A number without a range lies
    between those named; the result is empty where there are none.
    """
    if not issue.is_numeric:
        return issue.options
    numbers = [value for value in named if isinstance(value, Decimal)]
    ends = [end for end in (issue.low, issue.high) if end is not None]
    if not numbers and not ends:
        return ()
    low, high = min([*numbers, *ends]), max([*numbers, *ends])
    steps = _list_calendar_steps(low, high, issue.unit) or _list_round_steps(
        low, high, may_split_one=issue.unit == "%"
    )
    inner = [
        step for step in steps if all(differ_visibly(step, end, high - low) for end in (low, high))
    ]
    return tuple(sorted({*numbers, low, high, *inner}))


def keep_distinct(numbers: Sequence[Decimal]) -> list[Decimal]:
    """The numbers, first to last, that differ from all kept before by what a person sees; at least
    two, where there are two."""
    span = max(numbers) - min(numbers) if numbers else Decimal(0)
    kept: list[Decimal] = []
    for number in numbers:
        if all(differ_visibly(number, other, span) for other in kept):
            kept.append(number)
    if len(kept) == 1 and span:
        kept.append(max(numbers, key=lambda number: abs(number - kept[0])))
    return kept


def differ_visibly(one: Decimal, other: Decimal, span: Decimal) -> bool:
    """Whether a person sees the difference between two numbers of a range that is `span` wide."""
    least = max(span * LEAST_OF_RANGE, max(abs(one), abs(other)) * LEAST_OF_VALUE)
    return one != other and abs(one - other) >= least


def _list_calendar_steps(low: Decimal, high: Decimal, unit: str) -> list[Decimal]:
    """Values in between that people would name in that unit; none where it has no such steps."""
    for step in CALENDAR_STEPS.get(unit, ()):
        count = int((high - low) / step)
        if 2 <= count <= MOST_VALUES:
            first = (low // step + 1) * step
            points = [first + number * step for number in range(count)]
            return [point for point in points if point < high]
    return []


def _list_round_steps(low: Decimal, high: Decimal, *, may_split_one: bool) -> list[Decimal]:
    """Round numbers between two ends, as fine as `MOST_VALUES` with the ends and people's eyes allow.

    They are equal steps through the whole range where a round step divides it, else the multiples
    of a round step. Between whole ends they are whole numbers, unless `may_split_one`.
    """
    span = high - low
    if not span:
        return []
    only_whole = not may_split_one and _is_whole(low) and _is_whole(high)
    # One tenth of the span's leading power of ten: below it no step is coarse enough.
    power = Decimal(1).scaleb(span.adjusted() - 1)
    sizes = [step * power * times for times in (1, 10, 100) for step in ROUND]
    least = max(span / (MOST_VALUES - 1), max(abs(low), abs(high)) * LEAST_OF_VALUE)
    coarse_enough = [size for size in sizes if size >= least]
    usable = [size for size in coarse_enough if _is_whole(size) or not only_whole]
    start, step = _choose_step(low, span, usable, power)
    points = [start + number * step for number in range(MOST_VALUES + 1)]
    return [_normalize(point) for point in points if low < point < high]


def _choose_step(
    low: Decimal,
    span: Decimal,
    sizes: Sequence[Decimal],
    power: Decimal,
) -> tuple[Decimal, Decimal]:
    """Where steps start, and the step: the finest that divides the span, else the finest of the
    roundest."""
    for size in sizes:
        if span % size == 0:
            return low, size
    roundest = [s for s in sizes if (s / power).normalize().as_tuple().digits in _ROUNDEST]
    if not roundest:
        return low, span
    step = roundest[0]
    return (low // step) * step, step


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _normalize(number: Decimal) -> Decimal:
    """The number as people write it: 20000, 5.5."""
    return number.quantize(ONE) if _is_whole(number) else number.normalize()
