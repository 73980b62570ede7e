"""Orders about equal offers."""

from dataclasses import dataclass
from decimal import Decimal

from bot.coach.actors import Actor
from bot.coach.answers.mesos import LevelFrom
from bot.domain.ids import DealId


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildMeso:
    """Find equal bundles worth `level` to us (0..1; None: that of our last offer). Page 2, 3 … are further ones. `seen`
    is the state of the deal as of which the person saw them, empty where there is none to compare with. `weighed`: what
    matters to whom was asked already. `rhythm` is the one that was picked for them, from 1; 0: none."""

    by: Actor
    deal: DealId
    level: Decimal | None = None
    level_from: LevelFrom = LevelFrom.TYPED
    page: int = 1
    seen: str = ""
    weighed: bool = False
    rhythm: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PutMeso:
    """Put the bundles on the table that `build` found."""

    by: Actor
    build: BuildMeso
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighIssues:
    """Keep in the plan which of the deal's issues matter most to us, and to them; both by their names."""

    by: Actor
    deal: DealId
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    once: str
