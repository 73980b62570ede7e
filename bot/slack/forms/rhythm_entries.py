"""The forms of those steps of the rhythm that are lists: measures, approval windows, what happens when."""

from collections.abc import Sequence
from decimal import Decimal

from bot.coach.rhythms import RhythmEntry
from bot.domain.rhythms import (
    Better,
    Measure,
    Rhythm,
    RhythmStep,
    RiskEvent,
    TriggerResponse,
    Window,
)
from bot.slack.blocks import Block
from bot.slack.errors import Refusal
from bot.slack.forms.fields import (
    AnyField,
    ChoiceField,
    DayField,
    Read,
    Start,
    Text,
    optional_text,
    options_of,
    remove_box,
)
from bot.slack.forms.figures import count_field, number_field
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled

TITLES = {
    RhythmStep.MEASURES: "A measure",
    RhythmStep.WINDOWS: "An approval window",
    RhythmStep.RISKS: "When something happens",
}


class NoSuchRhythmEntry(Refusal):
    """This entry is no longer in the rhythm. Please look at the rhythm again."""


MEASURE = Text(name="measure", label="Measure", placeholder="uptime", longest=40)
MEASURED_IN = Text(name="unit", label="In what", placeholder="%", longest=20, optional=True)
BETTER = ChoiceField(
    name="better",
    label="Better is",
    options=options_of({Better.HIGHER: "Higher", Better.LOWER: "Lower"}),
)
RESPONSE = ChoiceField(
    name="response",
    label="What happens when it is passed",
    options=options_of(
        {
            TriggerResponse.MEET: "Both owners meet",
            TriggerResponse.CREDIT: "A credit is due",
            TriggerResponse.REOPEN: "Terms are reopened",
            TriggerResponse.PAUSE: "Pause",
        }
    ),
)
ACTION = optional_text("action", "In your own words", "both owners meet within two days")
CREDIT = optional_text("credit", "The credit, as agreed", "5 % of the month")
WINDOW = Text(name="what", label="What is approved", placeholder="use of their logo", longest=120)
WINDOW_DAYS = count_field("days", "Within how many working days")
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
WITHIN = count_field("days", "Within how many days", optional=False)
REMOVE = remove_box("Take this out of the rhythm")


def _threshold_field(locale: str) -> Read[Decimal]:
    return number_field(
        "threshold", "Threshold", locale, hint="A reading beyond it fires once. Such as 99.5."
    )


def _entry_fields(step: RhythmStep, locale: str) -> tuple[AnyField, ...]:
    if step is RhythmStep.WINDOWS:
        return (WINDOW, WINDOW_DAYS, CLOSES)
    if step is RhythmStep.RISKS:
        return (WHEN, THEN, WITHIN)
    threshold = _threshold_field(locale)
    return (MEASURE, MEASURED_IN, BETTER, threshold, RESPONSE, ACTION, CREDIT)


def entry_form(step: RhythmStep, locale: str, *, known: bool) -> Form:
    """The form for one entry of a step that is a list; a `known` one can be taken out."""
    fields = _entry_fields(step, locale)
    if known:
        fields = (*fields, REMOVE)
    return Form(route="rhythm.entry", title=TITLES[step], submit="Save", fields=fields)


def entry_view(
    rhythm: Rhythm, step: RhythmStep, at: int | None, locale: str, metadata: FormMetadata
) -> Block:
    """The form of the entry at `at`, or of a new one. Raises `NoSuchRhythmEntry` where there is none at `at` any
    more."""
    form = entry_form(step, locale, known=at is not None)
    starts: list[Start] = []
    if at is not None:
        entries: Sequence[RhythmEntry] = getattr(rhythm, step.value)
        if at >= len(entries):
            raise NoSuchRhythmEntry
        answers = _answers_of(entries[at])
        starts = [
            field.starts(answers[field.name])
            for field in form.fields
            if answers.get(field.name) not in (None, "")
        ]
    return form.view(metadata, starts)


def _answers_of(entry: RhythmEntry) -> dict[str, object]:
    """What an entry says, by the name of its question."""
    match entry:
        case Measure():
            names = ("unit", "better", "threshold", "response", "action", "credit")
            return {name: getattr(entry, name) for name in names} | {"measure": entry.name}
        case Window():
            return {"what": entry.what, "days": entry.days, "closes": entry.closes}
        case RiskEvent():
            return {"when": entry.when, "then": entry.then, "days": entry.days}


def read_entry(filled: Filled, step: RhythmStep, locale: str) -> RhythmEntry | None:
    """What the form of one entry says; None where it is to be removed."""
    if "yes" in (filled.find(REMOVE) or ()):
        return None
    if step is RhythmStep.MEASURES:
        return Measure(
            name=filled.need(MEASURE),
            unit=filled.get(MEASURED_IN) or "",
            better=Better(filled.need(BETTER)),
            threshold=filled.need(_threshold_field(locale)),
            response=TriggerResponse(filled.need(RESPONSE)),
            action=filled.get(ACTION) or "",
            credit=filled.get(CREDIT) or "",
        )
    if step is RhythmStep.WINDOWS:
        days, closes = filled.get(WINDOW_DAYS), filled.get(CLOSES)
        if days is None and closes is None:
            raise NotFilled(
                {WINDOW_DAYS.name: "Please write how many working days, or choose a day below."}
            )
        return Window(what=filled.need(WINDOW), days=days, closes=closes)
    return RiskEvent(when=filled.need(WHEN), then=filled.need(THEN), days=filled.need(WITHIN))
