"""Issues: what is being negotiated, which values each may take, and what a value is worth to each
side.

What is here is open to everyone in the deal. Importance, targets and walk-aways belong to the plan
and are private.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.domain.ids import PartyId

ZERO, ONE = Decimal(0), Decimal(1)
MILLIONTH = Decimal("0.000001")

Value = Decimal | str
"""What an offer says on one issue: a number, or one of the issue's options."""

Bundle = Mapping[str, Value]
"""Values by the issue's name; an issue that is not in it is left open."""


def format_value(value: Value) -> str:
    """A value as people write it and as options are named: 24, 5.5, gold."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


_THOUSAND, _MILLION = Decimal(1_000), Decimal(1_000_000)


def format_short(value: Value) -> str:
    """An amount as people shorten it: 96k, 99.5k, 1.25m; one that is not round stays in full."""
    if not isinstance(value, Decimal):
        return value
    # At most two digits after the point, so that nothing of the amount is lost.
    if abs(value) >= _MILLION and value % 10_000 == 0:
        return f"{format_value(value / _MILLION)}m"
    if abs(value) >= _THOUSAND and value % 100 == 0:
        return f"{format_value(value / _THOUSAND)}k"
    return format_value(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearScale:
    """Worth of a number: `slope` × the number + `start`."""

    slope: Decimal
    start: Decimal = ZERO

    def find_worth(self, name: str, bundle: Bundle) -> Decimal | None:
        """The worth of the issue's value in the bundle; None where that is no number."""
        value = bundle.get(name)
        return self.slope * value + self.start if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Worth of each option, by its name."""

    of: Mapping[str, Decimal]

    def find_worth(self, name: str, bundle: Bundle) -> Decimal | None:
        """The worth of the issue's value in the bundle; None where that is none of the options."""
        return self.of.get(_name_option(bundle.get(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """Worth of an option that depends on the value of another issue: by (value there, value here)."""

    other: str
    of: Mapping[tuple[str, str], Decimal]

    def find_worth(self, name: str, bundle: Bundle) -> Decimal | None:
        """The worth of the two values in the bundle; None where they are no such pair."""
        there, here = bundle.get(self.other), bundle.get(name)
        return self.of.get((_name_option(there), _name_option(here)))


def _name_option(value: Value | None) -> str:
    """A value as options are named. A number may be one of them; a missing value is "", which none
    is called."""
    return "" if value is None else format_value(value)


Shape = LinearScale | Points | Joint


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What an issue is worth to one side: `weight` × the worth of its value. Of the other side it
    is an estimate."""

    weight: Decimal
    shape: Shape
    estimate: bool = False

    def find_worth(self, name: str, bundle: Bundle) -> Decimal | None:
        """What the value of that issue in the bundle is worth; None where the scale does not know
        that value."""
        worth = self.shape.find_worth(name, bundle)
        return None if worth is None else self.weight * worth

    def measure_span(self, low: Decimal, high: Decimal) -> Decimal:
        """What lies between the worst and the best, 0..; of a number from one end to the other."""
        if isinstance(self.shape, LinearScale):
            return abs(self.weight * self.shape.slope) * (high - low)
        worths = self.shape.of.values()
        best, worst = max(worths, default=ZERO), min(worths, default=ZERO)
        return abs(self.weight) * (best - worst)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something being negotiated: a number within `low` and `high` in `unit`, or one of `options`.

    `scales` say what its values are worth to each party; a party without one is not known to care.
    `more_is_ours` tells whether a higher number (or a later option) is better for us; None where
    nobody said.
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
    """What lies between the worst and the best of an issue for one side, 0..; None for a number
    without a range."""
    has_range = issue.low is not None and issue.high is not None
    if isinstance(scale.shape, LinearScale) and not has_range:
        return None
    return _drop_division_rest(scale.measure_span(issue.low or ZERO, issue.high or ZERO))


def _drop_division_rest(amount: Decimal) -> Decimal:
    """An amount without the last digits that a division left: 9.999…9 is 10 again when people read
    it."""
    near = amount.quantize(MILLIONTH)
    return near.quantize(ONE) if near == near.to_integral_value() else near


def build_even_scale(
    issue: Issue,
    worth: Decimal,
    *,
    more_is_better: bool,
    estimate: bool,
) -> Scale | None:
    """A scale on which the issue's worst is worth nothing and its best `worth`, evenly in between.

    None for a number without a range.
    """
    if issue.options:
        points = _place_options(issue.options, more_is_better=more_is_better)
        return Scale(weight=worth, shape=Points(of=points), estimate=estimate)
    if issue.low is None or issue.high is None:
        return None
    width = issue.high - issue.low
    if more_is_better:
        shape = LinearScale(slope=ONE / width, start=-issue.low / width)
    else:
        shape = LinearScale(slope=-ONE / width, start=issue.high / width)
    return Scale(weight=worth, shape=shape, estimate=estimate)


def _place_options(options: tuple[str, ...], *, more_is_better: bool) -> dict[str, Decimal]:
    """Each option's place on the way from the worst to the best, 0..1."""
    last = max(len(options) - 1, 1)
    places = {}
    for number, option in enumerate(options):
        place = Decimal(number) / last
        places[option] = place if more_is_better else ONE - place
    return places
