"""Issues: what is being negotiated, which values each may take, and what a value is worth to each side.

What is here is open to everyone in the deal; importance, targets and walk-aways are the plan's, and private.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.domain.ids import PartyId

Value = Decimal | str
"""What an offer says on one issue: a number, or one of the issue's options."""

Bundle = Mapping[str, Value]
"""Values by the issue's name; an issue that is not in it is left open."""

ZERO, ONE = Decimal(0), Decimal(1)
MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearScale:
    """Worth of a number: `slope` × the number + `start`."""

    slope: Decimal
    start: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Worth of each option, by its name."""

    of: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Worth of an option that depends on the value of another issue: by (value there, value here)."""

    other: str
    of: Mapping[tuple[str, str], Decimal]


Shape = LinearScale | Points | Joint


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What an issue is worth to one side: `weight` × the worth of its value. Of the other side it is an estimate."""

    weight: Decimal
    shape: Shape
    estimate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something being negotiated. A number within `low` and `high` in `unit`, or one of `options`.

    `scales` say what its values are worth to each side, by party; a side without one is not known to care.
    `more_is_ours` tells whether a higher number (a later option) is better for us, None where nobody said.
    """

    name: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    options: tuple[str, ...] = ()
    more_is_ours: bool | None = None
    scales: Mapping[PartyId, Scale] = field(default_factory=dict)

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return not self.options


def measure_worth_span(issue: Issue, scale: Scale) -> Decimal | None:
    """What lies between the worst and the best of an issue for one side, 0..; None for a number without a range."""
    if isinstance(scale.shape, LinearScale):
        if issue.low is None or issue.high is None:
            return None
        return _settled(abs(scale.weight * scale.shape.slope) * (issue.high - issue.low))
    worths = scale.shape.of.values()
    return _settled(abs(scale.weight) * (max(worths, default=ZERO) - min(worths, default=ZERO)))


def _settled(amount: Decimal) -> Decimal:
    """An amount without the last digits that a division left."""
    near = amount.quantize(MILLIONTH)
    return near.quantize(ONE) if near == near.to_integral_value() else near


def build_even_scale(
    issue: Issue, worth: Decimal, *, more_is_better: bool, estimate: bool
) -> Scale | None:
    """A scale on which the issue's worst is worth nothing and its best `worth`, evenly in between; None for a number
    without a range."""
    if issue.options:
        last = max(len(issue.options) - 1, 1)
        places = {option: Decimal(k) / last for k, option in enumerate(issue.options)}
        of = places if more_is_better else {option: ONE - place for option, place in places.items()}
        return Scale(weight=worth, shape=Points(of=of), estimate=estimate)
    if issue.low is None or issue.high is None:
        return None
    wide = issue.high - issue.low
    shape = (
        LinearScale(slope=ONE / wide, start=-issue.low / wide)
        if more_is_better
        else (LinearScale(slope=-ONE / wide, start=issue.high / wide))
    )
    return Scale(weight=worth, shape=shape, estimate=estimate)
