"""The forms that say what became of a check-in, and what a measure stands at."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from bot.coach.answers.checkins import (
    MeasuresListed,
    ReadingToCorrect,
    Settling,
    SettlingSeveral,
)
from bot.coach.checkins import CheckInReport
from bot.domain.checkins import CheckInState
from bot.domain.ids import PersonId
from bot.language.measurements import Measurement
from bot.slack.blocks import Block
from bot.slack.context import RequestContext
from bot.slack.forms.fields import (
    ChoiceField,
    DayField,
    Option,
    People,
    Read,
    Several,
    Text,
    options_of,
    remove_box,
)
from bot.slack.forms.figures import number_field
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled
from bot.slack.words import LocaleWords

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


def settle_view(
    known: Settling, state: CheckInState, text: str = "", day: date | None = None
) -> Block:
    """The form that says what became of a check-in, with what was typed of it filled in."""
    checkin = known.checkin
    metadata = FormMetadata(
        once=uuid4().hex, deal=known.deal.id, version=checkin.version, move=checkin.no
    )
    if state is CheckInState.MOVED:
        return FORMS[state].view(metadata, [TO_DAY.starts(day)])
    words = OUTCOME if state is CheckInState.HELD else WHY
    return FORMS[state].view(metadata, [words.starts(text[: words.longest])])


WHICH = Several(name="which", label="Which check-ins?")
BECAME = ChoiceField(
    name="became",
    label="What became of them?",
    options=options_of({CheckInState.HELD: "Held", CheckInState.SKIPPED: "Skipped"}),
)
BROUGHT = Text(
    name="brought",
    label="What came of them, or why they were skipped",
    placeholder="on plan; one question left",
    lines=True,
    longest=1000,
)
SEVERAL_FORM = Form(
    route="checkin.several",
    title="Check-ins without a word",
    submit="Save",
    fields=(WHICH, BECAME, BROUGHT, NEXT_OWNER),
)
MOST_AT_ONCE = 100
"""As many options as a list of Slack's takes."""


def settle_several_view(
    known: SettlingSeveral, words: LocaleWords, state: CheckInState | None = None, text: str = ""
) -> Block:
    """The form about all check-ins that nobody reported on, all of them chosen."""
    newest = known.unsettled[-MOST_AT_ONCE:]
    options = [Option(value=str(each.no), label=words.format_day(each.day)) for each in newest]
    starts = [
        WHICH.among(options, [option.value for option in options]),
        BECAME.starts(None if state is None else state.value),
        BROUGHT.starts(text[: BROUGHT.longest]),
    ]
    return SEVERAL_FORM.view(FormMetadata(once=uuid4().hex, deal=known.deal.id), starts)


def read_several(filled: Filled) -> tuple[frozenset[int], CheckInReport]:
    """The numbers of the check-ins that the form is about, and what it says of each."""
    # A form may be forged: what is no number is no check-in.
    numbers = {int(no) for no in filled.need(WHICH) if no.isdecimal() and len(no) < 9}
    state, text = CheckInState(filled.need(BECAME)), filled.need(BROUGHT)
    next_owner = filled.find(NEXT_OWNER)
    is_held = state is CheckInState.HELD
    report = CheckInReport(
        state=state,
        outcome=text if is_held else "",
        why="" if is_held else text,
        next_owner=PersonId(next_owner[0]) if next_owner else None,
    )
    return frozenset(numbers), report


def read_report(filled: Filled, state: CheckInState, context: RequestContext) -> CheckInReport:
    """What the form of that state says. Raises `NotFilled` where it was moved to a day that has passed."""
    day = filled.find(TO_DAY)
    if day is not None and day < context.actor.today:
        raise NotFilled({TO_DAY.name: "Please choose a day from today on."})
    next_owner = filled.find(NEXT_OWNER)
    return CheckInReport(
        state=state,
        outcome=filled.find(OUTCOME) or "",
        decisions=filled.find(DECISIONS) or "",
        why=filled.find(WHY) or "",
        moved_to=day,
        next_owner=PersonId(next_owner[0]) if next_owner else None,
    )


MEASURE = ChoiceField(
    name="measure", label="Measure", placeholder="Choose a measure", optional=True
)
ON = DayField(name="on", label="On which day?", hint="Left empty: today.", optional=True)


def _value_field(locale: str) -> Read[Decimal]:
    return number_field("value", "Reading", locale, hint="Such as 99.2.")


def reading_form(locale: str) -> Form:
    """The form for a reading."""
    fields = (MEASURE, _value_field(locale), ON)
    return Form(route="measure.record", title="A reading", submit="Save", fields=fields)


def reading_view(known: MeasuresListed, locale: str, at: int | None) -> Block:
    """The form for a reading, of the measure at that place where one is meant."""
    names = known.names
    options = [Option(value=str(no), label=name) for no, name in enumerate(names)]
    chosen = None
    if at is not None and at < len(names):
        chosen = str(at)
    elif len(names) == 1:
        chosen = "0"
    starts = [MEASURE.among(options, chosen), ON.starts(known.today)]
    return reading_form(locale).view(FormMetadata(once=uuid4().hex, deal=known.deal.id), starts)


def read_reading(filled: Filled, known: MeasuresListed, context: RequestContext) -> Measurement:
    """What the form says a measure stood at. Raises `NotFilled` where it names none, or a day to come."""
    locale, today = context.actor.locale, context.actor.today
    at, day = filled.get(MEASURE), filled.get(ON) or today
    if at is None or not at.isdecimal() or int(at) >= len(known.names):
        raise NotFilled({MEASURE.name: "Please choose a measure."})
    if day > today:
        raise NotFilled({ON.name: "Please choose a day up to today."})
    value = filled.need(_value_field(locale))
    return Measurement(name=known.names[int(at)], value=value, on=day, dated=True)


REMOVE = remove_box("It was no reading: take it away")


def correcting_form(locale: str) -> Form:
    """The form that corrects a reading."""
    fields = (_value_field(locale), REMOVE)
    return Form(route="measure.fix", title="Correct a reading", submit="Save", fields=fields)


def correcting_view(known: ReadingToCorrect, locale: str) -> Block:
    """The form that corrects a reading, with what it says."""
    metadata = FormMetadata(once=uuid4().hex, deal=known.deal.id, move=known.reading.no)
    starts = [_value_field(locale).starts(known.reading.value)]
    return correcting_form(locale).view(metadata, starts)


def read_correction(filled: Filled, locale: str) -> Decimal | None:
    """What the reading stood at in truth; None where it is to be taken away."""
    if "yes" in (filled.find(REMOVE) or ()):
        return None
    return filled.need(_value_field(locale))
