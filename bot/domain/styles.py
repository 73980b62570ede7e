"""How people in a deal want to be talked for: closer or more businesslike, straight or roundabout."""

from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """What matters more in this deal."""

    RELATIONSHIP = "relationship"
    TRANSACTION = "transaction"


class Phrasing(StrEnum):
    """How things are put to the other side."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Address(StrEnum):
    """How the other side is spoken to in a language that has several ways, such as German."""

    FORMAL = "sie"
    ONE = "du"
    SEVERAL = "ihr"


class Unsuited(StrEnum):
    """What speaks against give and get, and coaching it, in a deal."""

    COMMODITY = "commodity"
    """Bought once, the same from everybody, no dealings afterwards."""
    RIGID = "rigid"
    """A procedure fixes what may be said and traded."""
    ONE_WAY = "one_way"
    """A counterpart known to take gives and return nothing."""
    PRICE_ONLY = "price_only"
    """Nothing to trade but the price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The style of a deal's sentences. `model` is the behaviour we choose to show first, in the
    team's own words; `doubts` is what somebody said speaks against coaching here. `address` is None
    where nobody said it, and `address_asked` whether they were asked."""

    aim: Aim = Aim.RELATIONSHIP
    phrasing: Phrasing = Phrasing.DIRECT
    model: str = ""
    doubts: frozenset[Unsuited] = frozenset()
    address: Address | None = None
    address_asked: bool = False
