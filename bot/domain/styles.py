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


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The style of a deal's sentences. `model` is the behaviour we choose to show first, in the team's own words."""

    aim: Aim = Aim.RELATIONSHIP
    phrasing: Phrasing = Phrasing.DIRECT
    model: str = ""
