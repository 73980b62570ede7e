"""Things: what is given, got or asked for, in a form in which two can be compared (`comparison`).

`bot.language.things` reads a thing out of what people type.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.domain.bounds import Bound
from bot.domain.deals import Side

RATE = "rate"
"""The kind of qualifier that says how often."""
PIECES = "pieces"
"""The unit of what is counted."""
TERM = "term"
"""The word for how long a contract runs."""
DISCOUNT, WAIVER = "discount", "waiv"
"""What a charge that is lower, and one that is gone, have among their words."""
TIME_UNITS = frozenset({"months", "quarters", "years", "days", "weeks", "hours", "minutes"})
CLOCK = "clock"
"""The unit of a time of day, of which an earlier one is neither more nor less."""


class Likeness(StrEnum):
    """What came, beside what was wanted."""

    SAME = "same"
    LESS = "less"
    MORE = "more"
    OTHER = "other"
    """Something else."""
    UNCLEAR = "unclear"
    """Perhaps the same: they have words in common, and nobody can tell which is more."""


class Direction(StrEnum):
    """Which of two numbers is more to whoever receives the thing."""

    LARGER = "larger"
    SMALLER = "smaller"
    """A minimum order of 200 is more than one of 300."""
    SMALLER_FOR_SELLER = "smaller_for_seller"
    """Days until payment."""
    LARGER_FOR_SELLER = "larger_for_seller"
    """A price."""
    BUYER_EITHER = "buyer_either"
    """A term: longer is more, but what a buyer wants, no word tells."""
    EITHER = "either"
    """No word tells which way round is more: a notice period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A number with its unit: `months`, `days`, `hours`, `%`, a currency, `pieces`, or "" for a bare number."""

    amount: Decimal
    unit: str = ""
    of_more: bool = False
    """Whether the words say that there are more of them: `2 of the 3 floors`."""
    is_threshold: bool = False
    """Whether the thing holds from that number on: `5% off above 500 pcs`. A lower one is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier:
    """What narrows a thing down: `with the CIO`, `at the Leeds plant`. Two of one kind that differ make two things."""

    kind: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is given, got or asked for.

    `words` say what it is, without fillers and under one name for all that mean the same; `generic` are those of them
    that name many things (`call`), `decisive` those that make it another (`training budget`). `labels` number it off
    from others of its kind (`line 2`). `is_one`: it is named as one of them (`a reference call`). `free`: it costs
    nothing. `share` is how much of a thing it is (`half of the prepay`), `rest` that it is what is left of one;
    `refers`: it names none (`half of it`). `parts` are the things that a list holds, where it holds several.
    """

    words: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    decisive: frozenset[str] = frozenset()
    extents: tuple[Extent, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    labels: frozenset[str] = frozenset()
    bounds: tuple[Bound, ...] = ()
    direction: Direction = Direction.LARGER
    share: Decimal | None = None
    free: bool = False
    is_one: bool = False
    rest: bool = False
    refers: bool = False
    parts: tuple["Thing", ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it names nothing at all."""
        named = self.words or self.extents or self.parts
        return not (named or self.refers)

    @property
    def is_bare(self) -> bool:
        """Whether it is only a quantity: `18 months`."""
        return not self.words and bool(self.extents)

    @property
    def detail(self) -> int:
        """How much it says beside what it is called."""
        own = len(self.extents) + len(self.qualifiers) + len(self.labels) + len(self.bounds)
        return own + sum(part.detail for part in self.parts)

    def amount_in(self, unit: str) -> Decimal | None:
        """How much of that unit it names; None where it names none."""
        named = next((each.amount for each in self.extents if each.unit == unit), None)
        if named is None and unit == PIECES and self.is_one:
            return Decimal(1)
        return named


def resolve_direction(thing: Thing, seller_receives: bool | None) -> Thing:  # noqa: FBT001
    """The thing with its direction as it is for whoever receives it; as it was where nobody knows who that is."""
    direction = _choose_direction(thing, seller_receives)
    if direction is thing.direction and not thing.parts:
        return thing
    parts = tuple(resolve_direction(part, seller_receives) for part in thing.parts)
    return replace(thing, direction=direction, parts=parts)


def _choose_direction(thing: Thing, seller_receives: bool | None) -> Direction:  # noqa: FBT001
    if thing.direction is Direction.BUYER_EITHER:
        return Direction.EITHER if seller_receives is False else Direction.LARGER
    if seller_receives is None:
        return thing.direction
    match thing.direction:
        case Direction.SMALLER_FOR_SELLER:
            return Direction.SMALLER if seller_receives else Direction.LARGER
        case Direction.LARGER_FOR_SELLER:
            return Direction.LARGER if seller_receives else Direction.SMALLER
        case _:
            return thing.direction


def is_seller(side: Side, *, ours: bool) -> bool | None:
    """Whether we, or they, are the seller; None in deals without one."""
    if side not in (Side.SELLING, Side.BUYING):
        return None
    return (side is Side.SELLING) is ours
