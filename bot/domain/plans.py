"""The plan: private preparation of a deal, for its owner and the people its owner names. It never
enters a channel, a digest, an export or a log, and nobody else can tell from any answer whether
there is one."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import PersonId
from bot.domain.worth import Figure, Size, Worth

MOST_ENTRIES = 20
"""How many entries a step of the plan that is a list may have, so that one message can show them
all."""


class PlanStep(StrEnum):
    """A part of the plan that is filled in at one go."""

    LIMITS = "limits"
    """Alternatives, walk-away, target."""
    ISSUES = "issues"
    PEOPLE = "people"
    ANCHOR = "anchor"
    """The first figure; in a hiring deal the pay range."""
    EVIDENCE = "evidence"
    GIVES = "gives"
    THEIRS = "theirs"
    """What the other side must be able to go home with, and what we have to find out."""


class StakeholderPart(StrEnum):
    """What part somebody on their side plays."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    DAY_TWO = "day_two"
    """Runs the deal after it is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLevel:
    """A value of an issue as typed, and the number it names: `24 months` is 24, `net 60` 60, `30 or
    60` none. `unit` is the currency where one was typed."""

    text: str
    number: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What we do if there is no deal: what it comes to in the deal's unit (what it earns us where
    we sell, what we pay where we buy), and the costs that come later with it."""

    what: str
    comes_to: Figure | None = None
    later_costs: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePlan:
    """What an issue means to both sides. `importance` 0..100 of ours, `theirs` of theirs (an
    estimate); `flexibility` S hardly, L widely; `leverage` is how far it builds trust when it is
    handled well, S hardly, L much. `worth_to_us` and `worth_to_them` are what moving on it is worth
    to the side that receives it, and costs the other."""

    issue: str
    importance: Decimal | None = None
    theirs: Decimal | None = None
    target: TermLevel | None = None
    walk_away: TermLevel | None = None
    flexibility: Size | None = None
    leverage: Size | None = None
    worth_to_us: Worth | None = None
    worth_to_them: Worth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """Somebody on their side, by role: what part they play, what moves them, what limits them, what
    happened before."""

    role: str
    part: StakeholderPart | None = None
    incentives: str = ""
    limits: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The first figure we mean to name, the range it lies in, the evidence for it and the reason we
    will give. `range_known` tells whether we know theirs. In a hiring deal there is no opening,
    only the pay range."""

    opening: Figure | None = None
    range: Figure | None = None
    evidence: str = ""
    rationale: str = ""
    range_known: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Evidence with its spread: what is usual elsewhere, best, likely and worst, and where that is
    from."""

    issue: str
    best: str = ""
    likely: str = ""
    worst: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGive:
    """A give we are ready to make: in this order, of this size, not before that day, what to ask
    for it, and what that would be worth to us."""

    what: str
    issue: str = ""
    size: Worth | None = None
    not_before: date | None = None
    ask: str = ""
    ask_worth: Worth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A deal's private plan. `walk_away` is the point where no deal is better, `later_costs` what
    the deal itself costs us after signing, `hint` the sentence that tells of the walk-away without
    giving it away, `target` what we aim for. `take_home` is what the other side must be able to go
    home with, `questions` what we have to find out. Of a purchase, `baseline` is what it cost before
    or would cost without the negotiation, `should_cost` what it should cost by what goes into it.
    Figures are in the deal's unit unless they name another."""

    viewers: frozenset[PersonId] = frozenset()
    alternatives: tuple[Alternative, ...] = ()
    walk_away: Figure | None = None
    target: Figure | None = None
    later_costs: Figure | None = None
    hint: str = ""
    issues: tuple[IssuePlan, ...] = ()
    people: tuple[Stakeholder, ...] = ()
    anchor: Anchor = field(default_factory=Anchor)
    evidence: tuple[Benchmark, ...] = ()
    gives: tuple[PlannedGive, ...] = ()
    baseline: Figure | None = None
    should_cost: Figure | None = None
    take_home: str = ""
    questions: tuple[str, ...] = ()
    version: int = 1
