"""The forms that say what became of a check-in, and what a measure stands at."""

from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.answers.checkins import MeasuresListed, Settling
from bot.coach.requests.checkins import RecordReading, SettleCheckIn
from bot.domain.checkins import CheckInState
from bot.domain.ids import DealId, PersonId
from bot.language.figures import read_number
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, DayField, Option, People, Read, Text, Unfit
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled

OUTCOME = Text(
    name="outcome",
    label="What came of it",
    placeholder="on plan; one question left",
    lines=True,
    longest=1000,
)
DECISIONS = Text(
    name="decisions", label="What was decided", lines=True, longest=1000, optional=True
)
NEXT_OWNER = People(
    name="next_owner",
    label="Who takes the next one?",
    hint="Somebody who takes part in this deal. Left empty, the owner stays.",
    optional=True,
    most=1,
)
TO_DAY = DayField(name="day", label="To which day?")
WHY = Text(name="why", label="Why?", placeholder="both owners are away", lines=True, longest=500)
FORMS = {
    CheckInState.HELD: Form(
        route="checkin.held", title="Held", submit="Save", fields=(OUTCOME, DECISIONS, NEXT_OWNER)
    ),
    CheckInState.MOVED: Form(
        route="checkin.moved", title="Moved", submit="Save", fields=(TO_DAY, NEXT_OWNER)
    ),
    CheckInState.SKIPPED: Form(
        route="checkin.skipped", title="Skipped", submit="Save", fields=(WHY,)
    ),
}


def settle_view(known: Settling, state: CheckInState) -> Block:
    """The form that says what became of a check-in."""
    checkin = known.checkin
    metadata = FormMetadata(
        once=uuid4().hex, deal=known.deal.id, version=checkin.version, move=checkin.no
    )
    return FORMS[state].view(metadata)


def settled_of(filled: Filled, by: Actor, state: CheckInState) -> SettleCheckIn:
    """What the form says became of it."""
    day = filled.find(TO_DAY)
    if day is not None and day < by.today:
        raise NotFilled({TO_DAY.name: "Please choose a day from today on."})
    owner = filled.find(NEXT_OWNER)
    return SettleCheckIn(
        by=by,
        deal=DealId(filled.metadata.deal),
        no=filled.metadata.move,
        version=filled.metadata.version,
        state=state,
        outcome=filled.find(OUTCOME) or "",
        decisions=filled.find(DECISIONS) or "",
        why=filled.find(WHY) or "",
        moved_to=day,
        next_owner=PersonId(owner[0]) if owner else None,
        once=filled.metadata.once,
    )


MEASURE = ChoiceField(
    name="measure", label="Measure", placeholder="Choose a measure", optional=True
)
ON = DayField(name="on", label="On which day?", hint="Left empty: today.", optional=True)


def _value(locale: str) -> Read[str]:
    def read(text: str) -> str:
        if read_number(text, locale) is None:
            raise Unfit("Please write one number, such as 99.5.")
        return text

    return Read(
        name="value", label="Reading", hint="Such as 99.2.", reader=read, writer=str, longest=20
    )


def reading(locale: str) -> Form:
    """The form for a reading."""
    return Form(
        route="measure.record",
        title="A reading",
        submit="Save",
        fields=(MEASURE, _value(locale), ON),
    )


def reading_view(known: MeasuresListed, locale: str, at: int | None) -> Block:
    """The form for a reading, of the measure at that place where one is meant."""
    names = [state.measure.name for state in known.states]
    options = [Option(value=str(no), label=name) for no, name in enumerate(names)]
    chosen = str(at) if at is not None and at < len(names) else "0" if len(names) == 1 else None
    starts = [MEASURE.among(options, chosen), ON.starts(known.today)]
    return reading(locale).view(FormMetadata(once=uuid4().hex, deal=known.deal.id), starts)


def reading_of(filled: Filled, by: Actor, known: MeasuresListed) -> RecordReading:
    """What the form says a measure stood at."""
    at, day = filled.get(MEASURE), filled.get(ON) or by.today
    if at is None or not at.isdecimal() or int(at) >= len(known.states):
        raise NotFilled({MEASURE.name: "Please choose a measure."})
    if day > by.today:
        raise NotFilled({ON.name: "Please choose a day up to today."})
    value = read_number(filled.need(_value(by.locale)), by.locale)
    if value is None:
        raise NotFilled({"value": "Please write one number, such as 99.5."})
    return RecordReading(
        by=by,
        deal=DealId(filled.metadata.deal),
        measure=known.states[int(at)].measure.name,
        value=value,
        on=day,
        once=filled.metadata.once,
    )
