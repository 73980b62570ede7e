"""The forms of the rhythm, one for each step."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import uuid4

from bot.coach.answers.rhythms import Rhythmic
from bot.coach.requests import Actor
from bot.coach.requests.rhythms import PutRhythmEntry, RhythmEntry, SetRhythmStep
from bot.domain.ids import DealId, PersonId
from bot.domain.rhythms import (
    LISTS,
    STAGES,
    Better,
    Cadence,
    CadenceUnit,
    Exits,
    Gate,
    Measure,
    Rhythm,
    RhythmStep,
    RiskEvent,
    Rung,
    TriggerResponse,
    Window,
)
from bot.language.limits import read_number
from bot.slack.blocks import Block
from bot.slack.errors import Refusal
from bot.slack.forms.fields import (
    Checks,
    ChoiceField,
    DayField,
    Field,
    Option,
    People,
    Read,
    Start,
    Text,
    Unfit,
)
from bot.slack.forms.figures import read_count
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, NotFilled

RUNGS = 3
"""How many steps of the escalation path the form has room for."""
OTHER = "other"
EVERY = {
    "week": (CadenceUnit.WEEKS, 1),
    "fortnight": (CadenceUnit.WEEKS, 2),
    "month": (CadenceUnit.MONTHS, 1),
    "quarter": (CadenceUnit.MONTHS, 3),
}
"""The cadences that have a name of their own."""


class Unlisted(Refusal):
    """This entry is no longer in the rhythm. Please look at the rhythm again."""


def _text(
    name: str, label: str, placeholder: str = "", *, hint: str = "", lines: bool = False
) -> Text:
    return Text(
        name=name, label=label, placeholder=placeholder, hint=hint, optional=True, lines=lines
    )


def _count(name: str, label: str, *, optional: bool = True, hint: str = "") -> Read[int]:
    return Read(
        name=name,
        label=label,
        hint=hint,
        optional=optional,
        reader=read_count,
        writer=str,
        longest=5,
    )


def _options(pairs: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value=value, label=label) for value, label in pairs.items())


def _country(text: str) -> str:
    """A country's code, with a region after a hyphen. Raises `Unfit`."""
    code = text.strip().upper()
    country, _, region = code.partition("-")
    if len(country) == 2 and country.isalpha() and country.isascii() and len(region) <= 3:
        return code
    raise Unfit("Please write a country's two letters, such as DE, US or DE-BY.")


HOW_OFTEN = ChoiceField(
    name="often",
    label="How often?",
    optional=True,
    options=_options(
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
EVERY_WEEKS = _count("every_weeks", "Other: every … weeks")
EVERY_MONTHS = _count("every_months", "Other: every … months")
WEEKDAY = ChoiceField(
    name="weekday",
    label="On which weekday?",
    hint="Without one it is that of the first day.",
    optional=True,
    options=_options(
        dict(zip("01234", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), strict=True))
    ),
)
NTH = ChoiceField(
    name="nth",
    label="Which one of the month?",
    hint="For every month or quarter. Without one it is the same day of the month as the first.",
    optional=True,
    options=_options({"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "-1": "Last"}),
)
AGENDA = _text(
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
    reader=_country,
    writer=str,
)
OWNER = People(
    name="owner",
    label="Our owner",
    hint="Somebody who takes part in this deal.",
    optional=True,
    most=1,
)
THEIR_OWNER = _text("their_owner", "Their owner, by role", "head of IT")
DECISIONS = _text(
    "decisions",
    "Who decides what",
    "both owners up to 5 days of work; the rest their board",
    lines=True,
)
DISPUTES = _text(
    "disputes", "How a dispute is settled", "owners within a week, then both directors", lines=True
)
RENEWAL = DayField(
    name="renewal", label="Renewal", hint="Named 30 and 7 days before.", optional=True
)
NOTICE = DayField(
    name="notice", label="Last day for notice", hint="Named 30 and 7 days before.", optional=True
)
CREDITS = _text(
    "credits",
    "Credits, on both sides",
    "5 % of the month below 99 %; late forecasts likewise",
    lines=True,
)
PAUSE = _text("pause", "Either side may pause when …", "two months below the threshold", lines=True)
REOPEN = _text(
    "reopen", "Terms are reopened when …", "volume is 20 % off the plan for a quarter", lines=True
)
STOP_LOSS = _text(
    "stop_loss", "It ends when …", "the pilot has cost 20 days without a result", lines=True
)
STAGE_LABELS = ("Pilot", "Checkpoint", "Scale")


def _rung(at: int) -> tuple[People, Text, Read[int]]:
    nth = ("First", "Second", "Third")[at]
    return (
        People(name=f"person{at}", label=f"{nth}: one of us", optional=True, most=1),
        _text(f"role{at}", f"{nth}: or somebody by role", "their COO"),
        _count(
            f"after{at}",
            f"{nth}: after how many working days",
            hint="After a check-in that nobody held.",
        ),
    )


def _gate(at: int) -> tuple[Text, Text, DayField]:
    stage = STAGE_LABELS[at]
    return (
        _text(f"what{at}", f"{stage}: what it is", "one site, ten people"),
        _text(f"passes{at}", f"{stage}: what lets us go on", "uptime of 99 % for a month"),
        DayField(name=f"day{at}", label=f"{stage}: by when", optional=True),
    )


PATH = [_rung(at) for at in range(RUNGS)]
GATES = [_gate(at) for at in range(len(STAGES))]
STEP_FIELDS: dict[RhythmStep, tuple[object, ...]] = {
    RhythmStep.CADENCE: (
        HOW_OFTEN,
        START,
        WEEKDAY,
        NTH,
        EVERY_WEEKS,
        EVERY_MONTHS,
        AGENDA,
        COUNTRY,
    ),
    RhythmStep.OWNERS: (OWNER, THEIR_OWNER, DECISIONS, DISPUTES),
    RhythmStep.ESCALATION: tuple(field for rung in PATH for field in rung),
    RhythmStep.DATES: (RENEWAL, NOTICE, CREDITS),
    RhythmStep.GATES: tuple(field for gate in GATES for field in gate),
    RhythmStep.EXITS: (PAUSE, REOPEN, STOP_LOSS),
}
TITLES = {
    RhythmStep.CADENCE: "How often we meet",
    RhythmStep.OWNERS: "Owners and decisions",
    RhythmStep.ESCALATION: "Escalation path",
    RhythmStep.DATES: "Dates and credits",
    RhythmStep.GATES: "Pilot to scale",
    RhythmStep.EXITS: "Ways out",
    RhythmStep.MEASURES: "A measure",
    RhythmStep.WINDOWS: "An approval window",
    RhythmStep.RISKS: "When something happens",
}


def form_of(step: RhythmStep) -> Form:
    """The form of a step that is one."""
    return Form(route="rhythm.step", title=TITLES[step], submit="Save", fields=STEP_FIELDS[step])  # type: ignore[arg-type] # of several kinds


def _starts(step: RhythmStep, rhythm: Rhythm) -> list[Start]:
    match step:
        case RhythmStep.CADENCE:
            return _cadence_starts(rhythm)
        case RhythmStep.OWNERS:
            owner = (rhythm.owner,) if rhythm.owner else None
            texts = (
                (THEIR_OWNER, rhythm.their_owner),
                (DECISIONS, rhythm.decisions),
                (DISPUTES, rhythm.disputes),
            )
            return [OWNER.starts(owner), *(field.starts(said) for field, said in texts)]
        case RhythmStep.ESCALATION:
            return [
                start
                for at, rung in enumerate(rhythm.escalation[:RUNGS])
                for start in _rung_starts(at, rung)
            ]
        case RhythmStep.DATES:
            return [
                RENEWAL.starts(rhythm.renewal),
                NOTICE.starts(rhythm.notice),
                CREDITS.starts(rhythm.credits),
            ]
        case RhythmStep.GATES:
            return [
                start for at, gate in enumerate(rhythm.gates) for start in _gate_starts(at, gate)
            ]
    exits = rhythm.exits
    return [
        PAUSE.starts(exits.pause),
        REOPEN.starts(exits.reopen),
        STOP_LOSS.starts(exits.stop_loss),
    ]


def _cadence_starts(rhythm: Rhythm) -> list[Start]:
    starts = [AGENDA.starts(rhythm.agenda), COUNTRY.starts(rhythm.country or None)]
    cadence = rhythm.cadence
    if cadence is None:
        return starts
    often = next(
        (name for name, each in EVERY.items() if each == (cadence.unit, cadence.every)), OTHER
    )
    other = EVERY_WEEKS if cadence.unit is CadenceUnit.WEEKS else EVERY_MONTHS
    return [
        HOW_OFTEN.starts(often),
        START.starts(cadence.start),
        WEEKDAY.starts(None if cadence.weekday is None else str(cadence.weekday)),
        NTH.starts(None if cadence.nth is None else str(cadence.nth)),
        *([other.starts(cadence.every)] if often == OTHER else []),
        *starts,
    ]


def _rung_starts(at: int, rung: Rung) -> list[Start]:
    person, role, after = PATH[at]
    return [
        person.starts((rung.person,) if rung.person else None),
        role.starts(rung.role),
        after.starts(rung.after),
    ]


def _gate_starts(at: int, gate: Gate) -> list[Start]:
    what, passes, day = GATES[at]
    return [what.starts(gate.what), passes.starts(gate.passes), day.starts(gate.day)]


def step_of(metadata: FormMetadata) -> RhythmStep:
    """The step a form was opened for. Raises `Forged` where it names none."""
    if metadata.aim not in set(RhythmStep):
        raise Forged
    return RhythmStep(metadata.aim)


def filled_of(filled: Filled, by: Actor, zone: str) -> SetRhythmStep:
    """What the form of a step says."""
    step, metadata = step_of(filled.metadata), filled.metadata
    if step in LISTS:
        raise Forged
    return SetRhythmStep(
        by=by,
        deal=DealId(metadata.deal),
        version=metadata.version,
        once=metadata.once,
        step=step,
        filled=_filled(step, filled),
        zone=zone,
    )


def _filled(step: RhythmStep, filled: Filled) -> Rhythm:
    match step:
        case RhythmStep.CADENCE:
            agenda, country = filled.get(AGENDA) or "", filled.get(COUNTRY) or ""
            return Rhythm(cadence=_cadence(filled), agenda=agenda, country=country)
        case RhythmStep.OWNERS:
            return Rhythm(
                owner=_person(filled, OWNER),
                their_owner=filled.get(THEIR_OWNER) or "",
                decisions=filled.get(DECISIONS) or "",
                disputes=filled.get(DISPUTES) or "",
            )
        case RhythmStep.ESCALATION:
            return Rhythm(escalation=_path(filled))
        case RhythmStep.DATES:
            renewal, notice = filled.get(RENEWAL), filled.get(NOTICE)
            if renewal and notice and notice > renewal:
                raise NotFilled({NOTICE.name: "The last day for notice comes before the renewal."})
            return Rhythm(renewal=renewal, notice=notice, credits=filled.get(CREDITS) or "")
        case RhythmStep.GATES:
            return Rhythm(gates=_gates(filled))
    pause, reopen, stop = (filled.get(field) or "" for field in (PAUSE, REOPEN, STOP_LOSS))
    return Rhythm(exits=Exits(pause=pause, reopen=reopen, stop_loss=stop))


def _cadence(filled: Filled) -> Cadence | None:
    often, start = filled.get(HOW_OFTEN), filled.get(START)
    if often is None and start is None:
        return None
    if often is None:
        raise NotFilled({HOW_OFTEN.name: "Please choose how often, such as every month."})
    if start is None:
        raise NotFilled({START.name: "Please choose the day it starts from."})
    unit, every = EVERY[often] if often in EVERY else _other(filled)
    weekday, nth = filled.get(WEEKDAY), filled.get(NTH)
    if nth is not None and unit is CadenceUnit.MONTHS and weekday is None:
        raise NotFilled({WEEKDAY.name: "Please choose the weekday too, such as the first Monday."})
    if unit is CadenceUnit.MONTHS and weekday is not None and nth is None:
        raise NotFilled(
            {NTH.name: "Please choose which one of the month, such as the first Monday."}
        )
    return Cadence(
        unit=unit,
        start=start,
        every=every,
        weekday=None if weekday is None else int(weekday),
        nth=int(nth) if nth is not None and unit is CadenceUnit.MONTHS else None,
    )


def _other(filled: Filled) -> tuple[CadenceUnit, int]:
    weeks, months = filled.get(EVERY_WEEKS), filled.get(EVERY_MONTHS)
    if (weeks is None) is (months is None):
        raise NotFilled(
            {EVERY_WEEKS.name: "Please write every how many weeks, or months, such as 6."}
        )
    if max(weeks or 0, months or 0) > 60:
        raise NotFilled(
            {(EVERY_WEEKS if weeks else EVERY_MONTHS).name: "Please write a whole number up to 60."}
        )
    return (CadenceUnit.WEEKS, weeks) if weeks else (CadenceUnit.MONTHS, months or 1)


def _person(filled: Filled, field: People) -> PersonId | None:
    chosen = filled.get(field)
    return PersonId(chosen[0]) if chosen else None


def _path(filled: Filled) -> tuple[Rung, ...]:
    found = []
    for person, role, after in PATH:
        who, named, days = _person(filled, person), filled.get(role) or "", filled.get(after)
        if (who or named) and days is None:
            raise NotFilled({after.name: "Please write after how many working days, such as 3."})
        if days is not None and not (who or named):
            raise NotFilled({role.name: "Please say who, such as their COO."})
        if days is not None:
            found.append(Rung(person=who, role="" if who else named, after=days))
    return tuple(sorted(found, key=lambda rung: rung.after))


def _gates(filled: Filled) -> tuple[Gate, ...]:
    gates = tuple(
        Gate(what=filled.get(what) or "", passes=filled.get(passes) or "", day=filled.get(day))
        for what, passes, day in GATES
    )
    return gates if any(gate != Gate() for gate in gates) else ()


def people_of(rhythm: Rhythm) -> dict[str, PersonId]:
    """The people a form names, by its question."""
    named = {OWNER.name: rhythm.owner}
    named |= {PATH[at][0].name: rung.person for at, rung in enumerate(rhythm.escalation)}
    return {name: person for name, person in named.items() if person is not None}


def _number(locale: str, name: str, label: str, hint: str = "") -> Read[Decimal]:
    def read(text: str) -> Decimal:
        number = read_number(text, locale)
        if number is None:
            raise Unfit("Please write one number, such as 99.5.")
        return number

    return Read(name=name, label=label, hint=hint, reader=read, writer="{:f}".format, longest=20)


MEASURE = Text(name="measure", label="Measure", placeholder="uptime", longest=40)
MEASURED_IN = Text(name="unit", label="In what", placeholder="%", longest=20, optional=True)
BETTER = ChoiceField(
    name="better",
    label="Better is",
    options=_options({Better.HIGHER: "Higher", Better.LOWER: "Lower"}),
)
RESPONSE = ChoiceField(
    name="response",
    label="What happens when it is passed",
    options=_options(
        {
            TriggerResponse.MEET: "Both owners meet",
            TriggerResponse.CREDIT: "A credit is due",
            TriggerResponse.REOPEN: "Terms are reopened",
            TriggerResponse.PAUSE: "Pause",
        }
    ),
)
ACTION = _text("action", "In your own words", "both owners meet within two days")
CREDIT = _text("credit", "The credit, as agreed", "5 % of the month")
WINDOW = Text(name="what", label="What is approved", placeholder="use of their logo", longest=120)
WINDOW_DAYS = _count("days", "Within how many working days")
CLOSES = DayField(
    name="closes", label="Or until which day", hint="Named 30 and 7 days before.", optional=True
)
WHEN = Text(
    name="when",
    label="When this happens …",
    placeholder="an outage of more than a day",
    longest=200,
)
THEN = Text(name="then", label="… this follows", placeholder="both owners meet", longest=200)
WITHIN = _count("days", "Within how many days", optional=False)
REMOVE = Checks(
    name="remove",
    label="Remove it",
    optional=True,
    options=(Option(value="yes", label="Take this out of the rhythm"),),
)


def _threshold(locale: str) -> Read[Decimal]:
    return _number(
        locale, "threshold", "Threshold", "A reading beyond it fires once. Such as 99.5."
    )


def entry(step: RhythmStep, locale: str, *, known: bool) -> Form:
    """The form for one entry of a step that is a list; a `known` one can be taken out."""
    fields: dict[RhythmStep, tuple[Field[object], ...]] = {
        RhythmStep.MEASURES: (
            MEASURE,
            MEASURED_IN,
            BETTER,
            _threshold(locale),
            RESPONSE,
            ACTION,
            CREDIT,
        ),  # type: ignore[dict-item] # of several kinds
        RhythmStep.WINDOWS: (WINDOW, WINDOW_DAYS, CLOSES),  # type: ignore[dict-item] # the same
        RhythmStep.RISKS: (WHEN, THEN, WITHIN),  # type: ignore[dict-item] # the same
    }
    more = (REMOVE,) if known else ()
    return Form(
        route="rhythm.entry", title=TITLES[step], submit="Save", fields=(*fields[step], *more)
    )


def view_of(known: Rhythmic, step: RhythmStep, at: int | None, locale: str) -> Block:
    """The form of a step with what the rhythm says; for a list that of the entry at `at`, or of a new one."""
    rhythm = known.rhythm
    metadata = FormMetadata(
        once=uuid4().hex,
        deal=known.deal.id,
        version=rhythm.version,
        aim=step.value,
        move=0 if at is None else at + 1,
    )
    if step not in LISTS:
        return form_of(step).view(metadata, _starts(step, rhythm))
    entries: Sequence[RhythmEntry] = getattr(rhythm, step.value)
    if at is not None and at >= len(entries):
        raise Unlisted
    form = entry(step, locale, known=at is not None)
    values = _values(entries[at]) if at is not None else {}
    return form.view(
        metadata,
        [f.starts(values[f.name]) for f in form.fields if values.get(f.name) not in (None, "")],
    )


def _values(entry_: RhythmEntry) -> dict[str, object]:
    """What an entry says, by the name of its question."""
    match entry_:
        case Measure():
            names = ("unit", "better", "threshold", "response", "action", "credit")
            return {name: getattr(entry_, name) for name in names} | {"measure": entry_.name}
        case Window():
            return {"what": entry_.what, "days": entry_.days, "closes": entry_.closes}
    return {"when": entry_.when, "then": entry_.then, "days": entry_.days}


def entry_of(filled: Filled, by: Actor) -> PutRhythmEntry:
    """What the form of one entry says."""
    step, metadata = step_of(filled.metadata), filled.metadata
    return PutRhythmEntry(
        by=by,
        deal=DealId(metadata.deal),
        version=metadata.version,
        once=metadata.once,
        step=step,
        entry=None if "yes" in (filled.find(REMOVE) or ()) else _entry(step, filled, by.locale),
        at=metadata.move - 1 if metadata.move > 0 else None,
    )


def _entry(step: RhythmStep, filled: Filled, locale: str) -> RhythmEntry:
    match step:
        case RhythmStep.MEASURES:
            return Measure(
                name=filled.need(MEASURE),
                unit=filled.get(MEASURED_IN) or "",
                better=Better(filled.need(BETTER)),
                threshold=filled.need(_threshold(locale)),
                response=TriggerResponse(filled.need(RESPONSE)),
                action=filled.get(ACTION) or "",
                credit=filled.get(CREDIT) or "",
            )
        case RhythmStep.WINDOWS:
            days, closes = filled.get(WINDOW_DAYS), filled.get(CLOSES)
            if days is None and closes is None:
                raise NotFilled(
                    {WINDOW_DAYS.name: "Please write how many working days, or choose a day below."}
                )
            return Window(what=filled.need(WINDOW), days=days, closes=closes)
    return RiskEvent(when=filled.need(WHEN), then=filled.need(THEN), days=filled.need(WITHIN))
