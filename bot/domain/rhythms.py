"""The rhythm: how a deal is governed after signing, and before it: who meets how often, what both
sides measure, who is asked when something sticks, which days must not be missed, and how either
side can get out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.governance import AfterTerm, IndexBand, Limit, Period
from bot.domain.ids import PersonId, make_opaque_key
from bot.domain.levels import count_decimals

MOST_ENTRIES = 12
"""How many entries a step that is a list may have, so that the plan stays one page."""


class RhythmStep(StrEnum):
    """A part of the rhythm that is filled in at one go."""

    CADENCE = "cadence"
    """How often, from when, and the agenda."""
    OWNERS = "owners"
    """Who owns it on both sides, who decides what, and how a dispute is settled."""
    MEASURES = "measures"
    ESCALATION = "escalation"
    DATES = "dates"
    """Renewal, notice, and credits."""
    WINDOWS = "windows"
    """Days within which something has to be approved."""
    GATES = "gates"
    """Pilot, checkpoint, scale."""
    BANDS = "bands"
    """Index bands."""
    LIMITS = "limits"
    """Thresholds that reopen the terms, pause or end the deal."""
    RISKS = "risks"
    """What happens when something happens."""
    EXITS = "exits"
    """Pause, reopen, stop-loss."""


LIST_STEPS = frozenset(
    {
        RhythmStep.MEASURES,
        RhythmStep.WINDOWS,
        RhythmStep.BANDS,
        RhythmStep.LIMITS,
        RhythmStep.RISKS,
    }
)
"""Steps that are lists of entries; the others are one form."""


class CadenceUnit(StrEnum):
    """What a cadence counts in."""

    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often people meet: every so many weeks or months from the day it starts on.

    `weekday` counts from Monday, 0; `nth` says which of the month's (1 to 4, -1 the last one).
    Without them it comes on the weekday, or the day of the month, of `start`; a month that is too
    short for that day takes its last one.
    """

    unit: CadenceUnit
    start: date
    every: int = 1
    weekday: int | None = None
    nth: int | None = None

    @property
    def is_quarterly(self) -> bool:
        """Whether there is no more than one in a quarter."""
        per_quarter = 3 if self.unit is CadenceUnit.MONTHS else 12
        return self.every >= per_quarter

    @property
    def is_weekly(self) -> bool:
        """Whether there is one in every week."""
        return self.unit is CadenceUnit.WEEKS and self.every == 1


class Better(StrEnum):
    """Which way of a measure is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


COOLED_AFTER = 2
"""After so many turns of a cadence without a sign a relationship counts as cooled."""
DAYS_PER_UNIT = {CadenceUnit.WEEKS: 7, CadenceUnit.MONTHS: 31}


def has_cooled(cadence: Cadence, since: date, today: date) -> bool:
    """Whether nobody heard of the other side since that day for longer than two turns of the
    cadence."""
    turn = cadence.every * DAYS_PER_UNIT[cadence.unit]
    return (today - since).days > COOLED_AFTER * turn


class TriggerResponse(StrEnum):
    """What both sides agreed to do when a measure passes its threshold."""

    MEET = "meet"
    CREDIT = "credit"
    REOPEN = "reopen"
    PAUSE = "pause"


class ReadingInterval(StrEnum):
    """How often a measure is read."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What both sides look at: a reading on the wrong side of the threshold fires the action
    agreed.

    `credit` is what is due then, as the contract words it; `every` says how often it is read, where
    that was agreed.
    """

    name: str
    unit: str = ""
    better: Better = Better.HIGHER
    threshold: Decimal
    response: TriggerResponse = TriggerResponse.MEET
    action: str = ""
    credit: str = ""
    every: ReadingInterval | None = None

    @property
    def decimals(self) -> int:
        """How many decimals its threshold has."""
        return count_decimals(self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the escalation path: a person of ours, or somebody by role, and how many working
    days after a check-in's day it is their turn."""

    person: PersonId | None = None
    role: str = ""
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Within how many working days something is approved; `closes` where it is about one day."""

    what: str
    days: int | None = None
    closes: date | None = None


class GateOutcome(StrEnum):
    """What became of a gate."""

    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A stage and what lets both sides go on to the next one. Once it is `decided` it has an outcome, and
    a note that says why."""

    what: str = ""
    passes: str = ""
    day: date | None = None
    outcome: GateOutcome | None = None
    decided: date | None = None
    note: str = ""

    @property
    def says_something(self) -> bool:
        """Whether anything was agreed for this stage."""
        return bool(self.what or self.passes or self.day)

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show: a gate may have been decided without a word of what it was."""
        return self.says_something or self.outcome is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEvent:
    """When something happens, what both sides do within how many days."""

    when: str
    then: str
    days: int

    @property
    def key(self) -> str:
        """What buttons call it: the same when something else is agreed for it."""
        return make_opaque_key(self.when.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskOccurrence:
    """A risk event that happened on a day: what was agreed then is due on another, until it is done."""

    when: str
    then: str
    on: date
    due: date
    done: date | None = None

    @property
    def key(self) -> str:
        """What buttons call it: its place changes when another is taken back."""
        return make_opaque_key(f"{self.when.casefold()}:{self.on}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exits:
    """What lets either side pause, what reopens the terms, and what ends it before the losses grow."""

    pause: str = ""
    reopen: str = ""
    stop_loss: str = ""


class ContractDate(StrEnum):
    """A day of the contract on which something ends by itself unless somebody acts."""

    RENEWAL = "renewal"
    NOTICE = "notice"
    """The last day for notice."""


class DateOutcome(StrEnum):
    """What somebody said about such a day, before or after it."""

    NOTICE_GIVEN = "notice_given"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDate:
    """What became of a day of the contract, and who said so."""

    kind: ContractDate
    of: date
    outcome: DateOutcome
    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How a deal is governed, as it stands after `version` changes.

    `settled` says what became of days of the contract. It holds no cost and no worth, so both sides
    may see all of it but `reminded` and `quiet`, the people who want to be reminded by direct
    message and those who want none of it, and `zone` and `country`, whose working days count.
    """

    cadence: Cadence | None = None
    agenda: str = ""
    country: str = ""
    zone: str = "UTC"
    owner: PersonId | None = None
    their_owner: str = ""
    decisions: str = ""
    disputes: str = ""
    measures: tuple[Measure, ...] = ()
    escalation: tuple[Rung, ...] = ()
    renewal: date | None = None
    notice: date | None = None
    notice_period: Period | None = None
    """Where it is known, `notice` is computed from it and `renewal`."""
    after_term: AfterTerm | None = None
    renews_for: Period | None = None
    credits: str = ""
    windows: tuple[Window, ...] = ()
    gates: tuple[Gate, ...] = ()
    bands: tuple[IndexBand, ...] = ()
    limits: tuple[Limit, ...] = ()
    risks: tuple[RiskEvent, ...] = ()
    occurrences: tuple[RiskOccurrence, ...] = ()
    """Risk events that happened, in the order in which somebody said so."""
    exits: Exits = field(default_factory=Exits)
    settled: tuple[SettledDate, ...] = ()
    reminded: frozenset[PersonId] = frozenset()
    quiet: frozenset[PersonId] = frozenset()
    version: int = 0

    def find_day(self, kind: ContractDate) -> date | None:
        """The day of that kind, where one was set."""
        return self.renewal if kind == ContractDate.RENEWAL else self.notice

    def find_next_end(self) -> date | None:
        """The earlier of the renewal and the last day for notice that nobody settled."""
        days = [
            day
            for kind in ContractDate
            if (day := self.find_day(kind)) is not None and self.find_outcome(kind) is None
        ]
        return min(days, default=None)

    def find_outcome(self, kind: ContractDate) -> DateOutcome | None:
        """What became of the day of that kind as it is set now; None where nobody said so yet."""
        of = self.find_day(kind)
        for each in self.settled:
            if (each.kind, each.of) == (kind, of):
                return each.outcome
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmChange:
    """The last change of what a rhythm agrees, so that it can be undone: `what` it was about in the words that people
    use (`CPI`), "" where the step says it all."""

    person: PersonId
    at: datetime
    step: RhythmStep
    what: str
    before: Rhythm
    after: Rhythm


def agrees_the_same(one: Rhythm, other: Rhythm) -> bool:
    """Whether two versions of a rhythm agree the same, whoever wants to be reminded of it."""
    alike = replace(
        other, reminded=one.reminded, quiet=one.quiet, zone=one.zone, version=one.version
    )
    return alike == one


class RhythmDueKind(StrEnum):
    """What of a rhythm somebody has to settle by a day."""

    GATE = "gate"
    RISK = "risk"
    """What was agreed for something that happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmDue:
    """Something of a rhythm that somebody has to settle by `day`; `place` is where it stands in its list."""

    kind: RhythmDueKind
    place: int
    day: date


def list_rhythm_dues(rhythm: Rhythm) -> list[RhythmDue]:
    """The gates that nobody decided, and what is due for what happened, the earliest first."""
    dues: list[RhythmDue] = []
    for place, gate in enumerate(rhythm.gates):
        if gate.day is not None and gate.outcome is None:
            dues.append(RhythmDue(kind=RhythmDueKind.GATE, place=place, day=gate.day))
    for place, occurrence in enumerate(rhythm.occurrences):
        if occurrence.done is None:
            dues.append(RhythmDue(kind=RhythmDueKind.RISK, place=place, day=occurrence.due))
    return sorted(dues, key=lambda due: (due.day, due.kind, due.place))


def list_gates_to_speak_of(rhythm: Rhythm, today: date) -> list[tuple[int, Gate]]:
    """The gates that were not passed, or whose day has come without a word, each with its place."""
    found = []
    for at, gate in enumerate(rhythm.gates):
        is_due = gate.outcome is None and gate.day is not None and gate.day <= today
        if is_due or gate.outcome is GateOutcome.FAILED:
            found.append((at, gate))
    return found


STAGES = ("pilot", "checkpoint", "scale")
"""The stages that gates stand for, in their order."""


class RhythmGap(StrEnum):
    """What a rhythm still lacks."""

    CADENCE = "cadence"
    AGENDA = "agenda"
    OWNER = "owner"
    THEIR_OWNER = "their_owner"
    DECISIONS = "decisions"
    DISPUTES = "disputes"
    MEASURES = "measures"
    ESCALATION = "escalation"
    RENEWAL = "renewal"
    NOTICE = "notice"
    PAUSE = "pause"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmStepState:
    """How a step stands: how many entries it has, where it is a list, and what it still lacks."""

    step: RhythmStep
    missing: tuple[RhythmGap, ...] = ()
    entries: int | None = None
    begun: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether it says something and lacks nothing."""
        return self.begun and not self.missing


def list_rhythm_gaps(rhythm: Rhythm) -> tuple[RhythmStepState, ...]:
    """Every step of the rhythm with what it holds and what it still lacks."""
    contents, required = _collect_contents(rhythm), _collect_required(rhythm)
    states = []
    for step in RhythmStep:
        needs = required.get(step, {})
        state = RhythmStepState(
            step=step,
            missing=tuple(gap for gap, content in needs.items() if not content),
            entries=len(contents[step]) if step in LIST_STEPS else None,
            begun=any(contents[step]),
        )
        states.append(state)
    return tuple(states)


def is_rhythm_begun(rhythm: Rhythm | None) -> bool:
    """Whether anything was agreed on how to work together; wanting to be reminded alone is nothing agreed."""
    return rhythm is not None and any(any(filled) for filled in _collect_contents(rhythm).values())


def _collect_contents(rhythm: Rhythm) -> dict[RhythmStep, Sequence[object]]:
    """All that can be filled in, by step; what is empty or None was not."""
    exits = rhythm.exits
    return {
        RhythmStep.CADENCE: (rhythm.cadence, rhythm.agenda),
        RhythmStep.OWNERS: (rhythm.owner, rhythm.their_owner, rhythm.decisions, rhythm.disputes),
        RhythmStep.MEASURES: rhythm.measures,
        RhythmStep.ESCALATION: rhythm.escalation,
        RhythmStep.DATES: (
            rhythm.renewal,
            rhythm.notice,
            rhythm.notice_period,
            rhythm.after_term,
            rhythm.credits,
        ),
        RhythmStep.WINDOWS: rhythm.windows,
        RhythmStep.GATES: tuple(gate.what or gate.passes or gate.day for gate in rhythm.gates),
        RhythmStep.BANDS: rhythm.bands,
        RhythmStep.LIMITS: rhythm.limits,
        RhythmStep.RISKS: rhythm.risks,
        RhythmStep.EXITS: (exits.pause, exits.reopen, exits.stop_loss),
    }


def _collect_required(rhythm: Rhythm) -> dict[RhythmStep, dict[RhythmGap, object]]:
    """What a step must say, by the gap that is there where it does not. Windows, gates, bands,
    limits and risks may stay empty."""
    return {
        RhythmStep.CADENCE: {RhythmGap.CADENCE: rhythm.cadence, RhythmGap.AGENDA: rhythm.agenda},
        RhythmStep.OWNERS: {
            RhythmGap.OWNER: rhythm.owner,
            RhythmGap.THEIR_OWNER: rhythm.their_owner,
            RhythmGap.DECISIONS: rhythm.decisions,
            RhythmGap.DISPUTES: rhythm.disputes,
        },
        RhythmStep.MEASURES: {RhythmGap.MEASURES: rhythm.measures},
        RhythmStep.ESCALATION: {RhythmGap.ESCALATION: rhythm.escalation},
        RhythmStep.DATES: {RhythmGap.RENEWAL: rhythm.renewal, RhythmGap.NOTICE: rhythm.notice},
        RhythmStep.EXITS: {
            RhythmGap.PAUSE: rhythm.exits.pause,
            RhythmGap.REOPEN: rhythm.exits.reopen,
        },
    }
