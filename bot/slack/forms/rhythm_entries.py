"""The forms of those steps of the rhythm that are lists: measures, approval windows, what happens when."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal

from bot.coach.rhythms import RhythmEntry
from bot.domain.governance import (
    BandFlaw,
    IndexBand,
    Limit,
    LimitDirection,
    LimitResponse,
    Recalibration,
)
from bot.domain.levels import LevelOutOfBounds, check_level
from bot.domain.rhythms import (
    Better,
    Measure,
    ReadingInterval,
    Rhythm,
    RhythmStep,
    RiskEvent,
    TriggerResponse,
    Window,
)
from bot.language.levels import normalize_level_unit
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
from bot.translations import N_

TITLES = {
    RhythmStep.MEASURES: "A measure",
    RhythmStep.WINDOWS: "An approval window",
    RhythmStep.BANDS: "An index band",
    RhythmStep.LIMITS: "A limit",
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
EVERY = ChoiceField(
    name="every",
    label="How often it is read",
    optional=True,
    options=options_of(
        {
            ReadingInterval.WEEKLY: "Every week",
            ReadingInterval.MONTHLY: "Every month",
            ReadingInterval.QUARTERLY: "Every quarter",
            ReadingInterval.YEARLY: "Every year",
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
INDEX = Text(name="index", label="Index", placeholder="CPI", longest=60)
INDEX_SOURCE = Text(
    name="source",
    label="Where it is published",
    placeholder="the statistics office, monthly",
    longest=120,
    optional=True,
)
RECALIBRATED = ChoiceField(
    name="recalibrated",
    label="Recalibrated",
    optional=True,
    options=options_of(
        {
            Recalibration.MONTHLY: "Every month",
            Recalibration.QUARTERLY: "Every quarter",
            Recalibration.HALF_YEARLY: "Every half year",
            Recalibration.YEARLY: "Every year",
        }
    ),
)
RECALIBRATED_SINCE = DayField(name="since", label="Counted from which day?", optional=True)
REOPENED = optional_text("terms", "Which terms are reopened outside the band", "price")
LIMIT_NAME = Text(name="name", label="What is read", placeholder="volume", longest=60)
DIRECTION = ChoiceField(
    name="direction",
    label="It is passed when it is",
    options=options_of({LimitDirection.BELOW: "Below", LimitDirection.ABOVE: "Above"}),
)
LIMIT_RESPONSE = ChoiceField(
    name="response",
    label="What follows",
    options=options_of(
        {
            LimitResponse.REOPEN: "Terms are reopened",
            LimitResponse.PAUSE: "Pause",
            LimitResponse.EXIT: "It ends",
        }
    ),
)
LIMIT_TERMS = optional_text("terms", "Which terms, or in your own words", "price and term")
TIMES = count_field("times", "After how many readings in a row", hint="Left empty: the first one.")
REMOVE = remove_box("Take this out of the rhythm")


def _threshold_field(locale: str) -> Read[Decimal]:
    return number_field(
        "threshold", "Threshold", locale, hint="A reading beyond it fires once. Such as 99.5."
    )


def _edge_fields(locale: str) -> tuple[Read[Decimal], ...]:
    """Where the index stands, the edges of its band, and its cap."""
    return (
        number_field("base", "Where it stands today", locale, hint="Such as 2.1.", optional=True),
        number_field("low", "Lower edge of the band", locale, hint="Such as 2.", optional=True),
        number_field("high", "Upper edge of the band", locale, hint="Such as 4.", optional=True),
        number_field("cap", "Cap", locale, hint="No more than this is passed on.", optional=True),
    )


def _entry_fields(step: RhythmStep, locale: str) -> tuple[AnyField, ...]:
    if step is RhythmStep.WINDOWS:
        return (WINDOW, WINDOW_DAYS, CLOSES)
    if step is RhythmStep.RISKS:
        return (WHEN, THEN, WITHIN)
    if step is RhythmStep.BANDS:
        edges = _edge_fields(locale)
        return (
            INDEX,
            *edges,
            MEASURED_IN,
            RECALIBRATED,
            RECALIBRATED_SINCE,
            INDEX_SOURCE,
            REOPENED,
        )
    if step is RhythmStep.LIMITS:
        threshold = _threshold_field(locale)
        return (LIMIT_NAME, DIRECTION, threshold, MEASURED_IN, LIMIT_RESPONSE, LIMIT_TERMS, TIMES)
    threshold = _threshold_field(locale)
    return (MEASURE, MEASURED_IN, BETTER, threshold, EVERY, RESPONSE, ACTION, CREDIT)


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
    said = {field.name: getattr(entry, field.name) for field in fields(entry)}
    # These questions have a name of their own.
    if isinstance(entry, Measure):
        said["measure"] = entry.name
    elif isinstance(entry, IndexBand):
        said["index"] = entry.name
    return said


def read_entry(filled: Filled, step: RhythmStep, locale: str) -> RhythmEntry | None:
    """What the form of one entry says; None where it is to be removed."""
    if "yes" in (filled.find(REMOVE) or ()):
        return None
    if step is RhythmStep.MEASURES:
        return _read_measure(filled, locale)
    if step is RhythmStep.WINDOWS:
        days, closes = filled.get(WINDOW_DAYS), filled.get(CLOSES)
        if days is None and closes is None:
            raise NotFilled(
                {WINDOW_DAYS.name: "Please write how many working days, or choose a day below."}
            )
        return Window(what=filled.need(WINDOW), days=days, closes=closes)
    if step is RhythmStep.BANDS:
        return _read_band(filled, locale)
    if step is RhythmStep.LIMITS:
        return _read_limit(filled, locale)
    return RiskEvent(when=filled.need(WHEN), then=filled.need(THEN), days=filled.need(WITHIN))


BAND_FLAWS = {
    BandFlaw.NOTHING_SET: ("high", N_("Please write the edges of the band, or a cap.")),
    BandFlaw.EDGES_TURNED: ("high", N_("The upper edge is above the lower one.")),
    BandFlaw.BASE_OUTSIDE: ("base", N_("Where it stands today lies within the band.")),
    BandFlaw.CAP_BELOW: ("cap", N_("The cap is not below the band.")),
}
TOO_LARGE = N_("This number is too large, or has too many decimals. Such as 4.6.")


def _read_measure(filled: Filled, locale: str) -> Measure:
    unit = filled.get(MEASURED_IN) or ""
    threshold, every = filled.need(_threshold_field(locale)), filled.get(EVERY)
    try:
        check_level(threshold, normalize_level_unit(unit))
    except LevelOutOfBounds:
        raise NotFilled({"threshold": TOO_LARGE}) from None
    return Measure(
        name=filled.need(MEASURE),
        unit=unit,
        better=Better(filled.need(BETTER)),
        threshold=threshold,
        response=TriggerResponse(filled.need(RESPONSE)),
        action=filled.get(ACTION) or "",
        credit=filled.get(CREDIT) or "",
        every=ReadingInterval(every) if every else None,
    )


def _read_band(filled: Filled, locale: str) -> IndexBand:
    base, low, high, cap = (filled.get(each) for each in _edge_fields(locale))
    try:
        band = IndexBand(
            name=filled.need(INDEX),
            base=base,
            low=low,
            high=high,
            cap=cap,
            unit=normalize_level_unit(filled.get(MEASURED_IN) or ""),
            recalibrated=_read_recalibration(filled),
            since=filled.get(RECALIBRATED_SINCE),
            source=filled.get(INDEX_SOURCE) or "",
            terms=filled.get(REOPENED) or "",
        )
    except LevelOutOfBounds:
        raise NotFilled({"high": TOO_LARGE}) from None
    flaw = band.find_flaw()
    if flaw is not None:
        question, why = BAND_FLAWS[flaw]
        raise NotFilled({question: why})
    if band.recalibrated and band.since is None:
        raise NotFilled({RECALIBRATED_SINCE.name: N_("Please choose the day it is counted from.")})
    return band


def _read_recalibration(filled: Filled) -> Recalibration | None:
    chosen = filled.get(RECALIBRATED)
    return None if chosen is None else Recalibration(chosen)


def _read_limit(filled: Filled, locale: str) -> Limit:
    try:
        return Limit(
            name=filled.need(LIMIT_NAME),
            direction=LimitDirection(filled.need(DIRECTION)),
            threshold=filled.need(_threshold_field(locale)),
            unit=normalize_level_unit(filled.get(MEASURED_IN) or ""),
            response=LimitResponse(filled.need(LIMIT_RESPONSE)),
            terms=filled.get(LIMIT_TERMS) or "",
            times=filled.get(TIMES) or 1,
        )
    except LevelOutOfBounds:
        raise NotFilled({"threshold": TOO_LARGE}) from None
    except ValueError:
        raise NotFilled({TIMES.name: N_("Please write a whole number up to 24.")}) from None
