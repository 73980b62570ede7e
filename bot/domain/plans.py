"""The plan: private preparation of a deal, for its owner and the people its owner names. It never enters a channel, a
digest, an export or a log, and nobody else can tell from any answer whether there is one."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import PersonId
from bot.domain.worth import Figure, Size


class Leverage(StrEnum):
    """Who moves more easily on an issue."""

    OURS = "ours"
    EVEN = "even"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What we do if there is no deal: what it brings in the deal's unit, and the costs that come later with it."""

    what: str
    brings: Figure | None = None
    later_costs: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePlan:
    """What an issue means to us. `importance` 0..100 of ours, `theirs` of theirs (an estimate); `target` and
    `walk_away` are values of the issue as typed; `flexibility` S hardly, L widely."""

    issue: str
    importance: Decimal | None = None
    theirs: Decimal | None = None
    target: str = ""
    walk_away: str = ""
    flexibility: Size | None = None
    leverage: Leverage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """Somebody on their side, by role: what part they play, what moves them, what limits them, what happened before."""

    role: str
    part: str = ""
    incentives: str = ""
    limits: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The first figure we mean to name: its range, the evidence for it and the reason we will give."""

    opening: Figure | None = None
    evidence: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Evidence with its spread: what is usual elsewhere, best, likely and worst, and where that is from."""

    issue: str
    best: str = ""
    likely: str = ""
    worst: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGive:
    """A give we are ready to make: in this order, of this size, not before that day, and what to ask for it."""

    what: str
    issue: str = ""
    size: Figure | Size | None = None
    not_before: date | None = None
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A deal's private plan. `walk_away` is the point where no deal is better, `hint` the sentence that says so without
    giving it away. `target` is what we aim for. Figures are in the deal's unit unless they name another."""

    viewers: frozenset[PersonId] = frozenset()
    alternatives: tuple[Alternative, ...] = ()
    walk_away: Figure | None = None
    target: Figure | None = None
    hint: str = ""
    issues: tuple[IssuePlan, ...] = ()
    people: tuple[Stakeholder, ...] = ()
    anchor: Anchor = field(default_factory=Anchor)
    evidence: tuple[Benchmark, ...] = ()
    gives: tuple[PlannedGive, ...] = ()
    version: int = 1
