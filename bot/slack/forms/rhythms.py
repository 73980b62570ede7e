"""The forms of the rhythm, one for each step."""

from dataclasses import dataclass
from uuid import uuid4

from bot.coach.answers.rhythms import Rhythmic
from bot.domain.governance import AfterTerm, Period, PeriodUnit, compute_last_day_for_notice
from bot.domain.ids import PersonId
from bot.domain.rhythms import (
    LIST_STEPS,
    STAGES,
    Cadence,
    CadenceUnit,
    Exits,
    Gate,
    Rhythm,
    RhythmStep,
    Rung,
)
from bot.language.cadences import LONGEST_INTERVAL
from bot.language.governance import read_whole_period
from bot.slack.blocks import Block
from bot.slack.forms.fields import (
    AnyField,
    ChoiceField,
    DayField,
    People,
    Read,
    Start,
    Text,
    Unfit,
    optional_text,
    options_of,
)
from bot.slack.forms.figures import count_field
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, NotFilled
from bot.slack.forms.preferences import WEEKDAYS, read_country_code
from bot.slack.forms.rhythm_entries import entry_view
from bot.translations import N_

MOST_RUNGS = 3
"""How many steps of the escalation path the form has room for."""
OTHER = "other"
PERIOD_NOT_READ = N_("Please write a period such as 3 months or 90 days.")


def read_period(text: str) -> Period:
    """A period as typed. Raises `Unfit`."""
    period = read_whole_period(text)
    if period is None:
        raise Unfit(PERIOD_NOT_READ)
    return period


def write_period(period: Period) -> str:
    """A period as it can be typed again."""
    return f"{period.count} {PERIOD_UNITS[period.unit]}"


PERIOD_UNITS = {PeriodUnit.DAYS: "days", PeriodUnit.MONTHS: "months"}
NAMED_CADENCES = {
    "week": (CadenceUnit.WEEKS, 1),
    "fortnight": (CadenceUnit.WEEKS, 2),
    "month": (CadenceUnit.MONTHS, 1),
    "quarter": (CadenceUnit.MONTHS, 3),
}
"""The cadences that have a name of their own."""


HOW_OFTEN = ChoiceField(
    name="often",
    label="How often?",
    optional=True,
    options=options_of(
        {
            "week": "Every week",
            "fortnight": "Every 2 weeks",
            "month": "Every month",
            "quarter": "Every quarter (QBR)",
            OTHER: "Other, as below",
        }
    ),
)
START = DayField(name="start", label="From which day on?", optional=True)
EVERY_WEEKS = count_field("every_weeks", "Other: every … weeks")
EVERY_MONTHS = count_field("every_months", "Other: every … months")
WEEKDAY = ChoiceField(
    name="weekday",
    label="On which weekday?",
    hint="Without one it is that of the first day.",
    optional=True,
    options=options_of({str(no): name for no, name in enumerate(WEEKDAYS)}),
)
NTH = ChoiceField(
    name="nth",
    label="Which one of the month?",
    hint="For every month or quarter. Without one it is the same day of the month as the first.",
    optional=True,
    options=options_of({"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "-1": "Last"}),
)
AGENDA = optional_text(
    "agenda",
    "Agenda, a line each",
    "measures; what is open; decisions",
    hint="What is open is added.",
    lines=True,
)
COUNTRY = Read(
    name="country",
    label="Public holidays of",
    hint="Two letters, such as DE, US or DE-BY. A check-in on a holiday or weekend moves to the next working day.",
    optional=True,
    reader=read_country_code,
    writer=str,
)
OWNER = People(
    name="owner",
    label="Our owner",
    hint="Somebody who takes part in this deal.",
    optional=True,
    most=1,
)
THEIR_OWNER = optional_text("their_owner", "Their owner, by role", "head of IT")
DECISIONS = optional_text(
    "decisions",
    "Who decides what",
    "both owners up to 5 days of work; the rest their board",
    lines=True,
)
DISPUTES = optional_text(
    "disputes", "How a dispute is settled", "owners within a week, then both directors", lines=True
)
RENEWAL = DayField(
    name="renewal",
    label="End of the term",
    hint="The day on which it renews or ends.",
    optional=True,
)
NOTICE_PERIOD = Read(
    name="period",
    label="Notice period",
    hint="Such as 3 months or 90 days. The last day for notice is computed from it.",
    optional=True,
    reader=read_period,
    writer=write_period,
)
AFTER_TERM = ChoiceField(
    name="after",
    label="Where nobody gives notice",
    optional=True,
    options=options_of({AfterTerm.RENEWS: "It renews by itself", AfterTerm.ENDS: "It ends"}),
)
RENEWS_FOR = Read(
    name="renews_for",
    label="It renews for how long",
    hint="Such as 12 months.",
    optional=True,
    reader=read_period,
    writer=write_period,
)
NOTICE = DayField(
    name="notice",
    label="Last day for notice",
    hint="Only where no period is agreed.",
    optional=True,
)
CREDITS = optional_text(
    "credits",
    "Credits, on both sides",
    "5 % of the month below 99 %; late forecasts likewise",
    lines=True,
)
PAUSE = optional_text(
    "pause", "Either side may pause when …", "two months below the threshold", lines=True
)
REOPEN = optional_text(
    "reopen", "Terms are reopened when …", "volume is 20 % off the plan for a quarter", lines=True
)
STOP_LOSS = optional_text(
    "stop_loss", "It ends when …", "the pilot has cost 20 days without a result", lines=True
)
STAGE_LABELS = ("Pilot", "Checkpoint", "Scale")


@dataclass(frozen=True, slots=True, kw_only=True)
class RungFields:
    """The three questions about one step of the escalation path."""

    person: People
    role: Text
    after: Read[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFields:
    """The three questions about one stage from pilot to scale."""

    what: Text
    passes: Text
    day: DayField


def _rung_fields(at: int) -> RungFields:
    nth = ("First", "Second", "Third")[at]
    return RungFields(
        person=People(name=f"person{at}", label=f"{nth}: one of us", optional=True, most=1),
        role=optional_text(f"role{at}", f"{nth}: or somebody by role", "their COO"),
        after=count_field(
            f"after{at}",
            f"{nth}: after how many working days",
            hint="After a check-in that nobody held.",
        ),
    )


def _gate_fields(at: int) -> GateFields:
    stage = STAGE_LABELS[at]
    return GateFields(
        what=optional_text(f"what{at}", f"{stage}: what it is", "one site, ten people"),
        passes=optional_text(
            f"passes{at}", f"{stage}: what lets us go on", "uptime of 99 % for a month"
        ),
        day=DayField(name=f"day{at}", label=f"{stage}: by when", optional=True),
    )


RUNGS = [_rung_fields(at) for at in range(MOST_RUNGS)]
GATES = [_gate_fields(at) for at in range(len(STAGES))]
CADENCE_FIELDS = (HOW_OFTEN, START, WEEKDAY, NTH, EVERY_WEEKS, EVERY_MONTHS, AGENDA, COUNTRY)
STEP_FIELDS: dict[RhythmStep, tuple[AnyField, ...]] = {
    RhythmStep.CADENCE: CADENCE_FIELDS,
    RhythmStep.OWNERS: (OWNER, THEIR_OWNER, DECISIONS, DISPUTES),
    RhythmStep.ESCALATION: tuple(
        field for rung in RUNGS for field in (rung.person, rung.role, rung.after)
    ),
    RhythmStep.DATES: (RENEWAL, NOTICE_PERIOD, NOTICE, AFTER_TERM, RENEWS_FOR, CREDITS),
    RhythmStep.GATES: tuple(
        field for gate in GATES for field in (gate.what, gate.passes, gate.day)
    ),
    RhythmStep.EXITS: (PAUSE, REOPEN, STOP_LOSS),
}
TITLES = {
    RhythmStep.CADENCE: "How often we meet",
    RhythmStep.OWNERS: "Owners and decisions",
    RhythmStep.ESCALATION: "Escalation path",
    RhythmStep.DATES: "Dates and credits",
    RhythmStep.GATES: "Pilot to scale",
    RhythmStep.EXITS: "Ways out",
}


def step_form(step: RhythmStep) -> Form:
    """The form of a step that is one."""
    return Form(route="rhythm.step", title=TITLES[step], submit="Save", fields=STEP_FIELDS[step])


def _step_starts(step: RhythmStep, rhythm: Rhythm) -> list[Start]:
    """The fields of a step, with what the rhythm says."""
    if step is RhythmStep.CADENCE:
        return _cadence_starts(rhythm)
    if step is RhythmStep.OWNERS:
        return [
            OWNER.starts((rhythm.owner,) if rhythm.owner else None),
            THEIR_OWNER.starts(rhythm.their_owner),
            DECISIONS.starts(rhythm.decisions),
            DISPUTES.starts(rhythm.disputes),
        ]
    if step is RhythmStep.ESCALATION:
        return _escalation_starts(rhythm)
    if step is RhythmStep.DATES:
        return [
            RENEWAL.starts(rhythm.renewal),
            NOTICE_PERIOD.starts(rhythm.notice_period),
            # A day that was computed is computed again when something above it changes.
            NOTICE.starts(None if rhythm.notice_period else rhythm.notice),
            AFTER_TERM.starts(rhythm.after_term),
            RENEWS_FOR.starts(rhythm.renews_for),
            CREDITS.starts(rhythm.credits),
        ]
    if step is RhythmStep.GATES:
        return _gate_starts(rhythm)
    return [
        PAUSE.starts(rhythm.exits.pause),
        REOPEN.starts(rhythm.exits.reopen),
        STOP_LOSS.starts(rhythm.exits.stop_loss),
    ]


def _cadence_starts(rhythm: Rhythm) -> list[Start]:
    starts = [AGENDA.starts(rhythm.agenda), COUNTRY.starts(rhythm.country or None)]
    cadence = rhythm.cadence
    if cadence is None:
        return starts
    often = _name_of(cadence)
    if often == OTHER:
        interval = EVERY_WEEKS if cadence.unit is CadenceUnit.WEEKS else EVERY_MONTHS
        starts.append(interval.starts(cadence.every))
    return [
        HOW_OFTEN.starts(often),
        START.starts(cadence.start),
        WEEKDAY.starts(None if cadence.weekday is None else str(cadence.weekday)),
        NTH.starts(None if cadence.nth is None else str(cadence.nth)),
        *starts,
    ]


def _name_of(cadence: Cadence) -> str:
    for name, (unit, every) in NAMED_CADENCES.items():
        if unit is cadence.unit and every == cadence.every:
            return name
    return OTHER


def _escalation_starts(rhythm: Rhythm) -> list[Start]:
    starts: list[Start] = []
    for fields, rung in zip(RUNGS, rhythm.escalation, strict=False):
        starts += [
            fields.person.starts((rung.person,) if rung.person else None),
            fields.role.starts(rung.role),
            fields.after.starts(rung.after),
        ]
    return starts


def _gate_starts(rhythm: Rhythm) -> list[Start]:
    starts: list[Start] = []
    for fields, gate in zip(GATES, rhythm.gates, strict=False):
        starts += [
            fields.what.starts(gate.what),
            fields.passes.starts(gate.passes),
            fields.day.starts(gate.day),
        ]
    return starts


def step_of(metadata: FormMetadata) -> RhythmStep:
    """The step a form was opened for. Raises `Forged` where it names none."""
    if metadata.aim not in set(RhythmStep):
        raise Forged
    return RhythmStep(metadata.aim)


def read_step(filled: Filled, step: RhythmStep) -> Rhythm:
    """What the form of a step says of a rhythm. Raises `NotFilled` where its answers do not fit together."""
    if step is RhythmStep.CADENCE:
        return Rhythm(
            cadence=_read_cadence(filled),
            agenda=filled.get(AGENDA) or "",
            country=filled.get(COUNTRY) or "",
        )
    if step is RhythmStep.OWNERS:
        return Rhythm(
            owner=_read_person(filled, OWNER),
            their_owner=filled.get(THEIR_OWNER) or "",
            decisions=filled.get(DECISIONS) or "",
            disputes=filled.get(DISPUTES) or "",
        )
    if step is RhythmStep.ESCALATION:
        return Rhythm(escalation=_read_escalation(filled))
    if step is RhythmStep.DATES:
        return _read_dates(filled)
    if step is RhythmStep.GATES:
        return Rhythm(gates=_read_gates(filled))
    exits = Exits(
        pause=filled.get(PAUSE) or "",
        reopen=filled.get(REOPEN) or "",
        stop_loss=filled.get(STOP_LOSS) or "",
    )
    return Rhythm(exits=exits)


def _read_dates(filled: Filled) -> Rhythm:
    renewal, notice = filled.get(RENEWAL), filled.get(NOTICE)
    period, after = filled.get(NOTICE_PERIOD), filled.get(AFTER_TERM)
    if period is not None and notice is not None:
        raise NotFilled(
            {NOTICE.name: "The last day follows from the notice period. Please leave one empty."}
        )
    if period is not None and renewal is not None:
        notice = compute_last_day_for_notice(renewal, period)
    if renewal and notice and notice > renewal:
        raise NotFilled({NOTICE.name: "The last day for notice comes before the renewal."})
    return Rhythm(
        renewal=renewal,
        notice=notice,
        notice_period=period,
        after_term=None if after is None else AfterTerm(after),
        renews_for=filled.get(RENEWS_FOR),
        credits=filled.get(CREDITS) or "",
    )


def _read_cadence(filled: Filled) -> Cadence | None:
    often, start = filled.get(HOW_OFTEN), filled.get(START)
    if often is None and start is None:
        return None
    if often is None:
        raise NotFilled({HOW_OFTEN.name: "Please choose how often, such as every month."})
    if start is None:
        raise NotFilled({START.name: "Please choose the day it starts from."})
    unit, every = NAMED_CADENCES[often] if often in NAMED_CADENCES else _read_interval(filled)
    weekday, nth = filled.get(WEEKDAY), filled.get(NTH)
    if unit is CadenceUnit.WEEKS:
        # "The first one of the month" means nothing in a rhythm of weeks.
        nth = None
    elif nth is not None and weekday is None:
        raise NotFilled({WEEKDAY.name: "Please choose the weekday too, such as the first Monday."})
    elif weekday is not None and nth is None:
        raise NotFilled(
            {NTH.name: "Please choose which one of the month, such as the first Monday."}
        )
    return Cadence(
        unit=unit,
        start=start,
        every=every,
        weekday=None if weekday is None else int(weekday),
        nth=None if nth is None else int(nth),
    )


def _read_interval(filled: Filled) -> tuple[CadenceUnit, int]:
    """Every how many weeks, or months: one of the two."""
    weeks, months = filled.get(EVERY_WEEKS), filled.get(EVERY_MONTHS)
    if weeks is not None and months is None:
        field, unit, every = EVERY_WEEKS, CadenceUnit.WEEKS, weeks
    elif months is not None and weeks is None:
        field, unit, every = EVERY_MONTHS, CadenceUnit.MONTHS, months
    else:
        raise NotFilled(
            {EVERY_WEEKS.name: "Please write every how many weeks, or months, such as 6."}
        )
    if every > LONGEST_INTERVAL:
        raise NotFilled({field.name: "Please write a whole number up to 60."})
    return unit, every


def _read_person(filled: Filled, field: People) -> PersonId | None:
    chosen = filled.get(field)
    return PersonId(chosen[0]) if chosen else None


def _read_escalation(filled: Filled) -> tuple[Rung, ...]:
    """The steps of the path, by the day on which each is asked."""
    rungs = []
    for fields in RUNGS:
        person, role = _read_person(filled, fields.person), filled.get(fields.role) or ""
        days = filled.get(fields.after)
        names_somebody = bool(person or role)
        if names_somebody and days is None:
            raise NotFilled(
                {fields.after.name: "Please write after how many working days, such as 3."}
            )
        if days is not None and not names_somebody:
            raise NotFilled({fields.role.name: "Please say who, such as their COO."})
        if days is not None:
            rungs.append(Rung(person=person, role="" if person else role, after=days))
    return tuple(sorted(rungs, key=lambda rung: rung.after))


def _read_gates(filled: Filled) -> tuple[Gate, ...]:
    """All three stages, also empty ones: a gate is known by its place. None where nothing is said of any."""
    gates = []
    for fields in GATES:
        gate = Gate(
            what=filled.get(fields.what) or "",
            passes=filled.get(fields.passes) or "",
            day=filled.get(fields.day),
        )
        gates.append(gate)
    return tuple(gates) if any(gate != Gate() for gate in gates) else ()


def people_by_field(rhythm: Rhythm) -> dict[str, PersonId]:
    """The people whom a form names, by the name of its question."""
    people = {}
    if rhythm.owner is not None:
        people[OWNER.name] = rhythm.owner
    for fields, rung in zip(RUNGS, rhythm.escalation, strict=False):
        if rung.person is not None:
            people[fields.person.name] = rung.person
    return people


def step_view(known: Rhythmic, step: RhythmStep, at: int | None, locale: str) -> Block:
    """The form of a step with what the rhythm says; for a list that of the entry at `at`, or of a new one. Raises
    `NoSuchRhythmEntry` where there is none at `at` any more."""
    rhythm = known.rhythm
    metadata = FormMetadata(
        once=uuid4().hex,
        deal=known.deal.id,
        version=rhythm.version,
        aim=step.value,
        move=0 if at is None else at + 1,
    )
    if step not in LIST_STEPS:
        return step_form(step).view(metadata, _step_starts(step, rhythm))
    return entry_view(rhythm, step, at, locale, metadata)
