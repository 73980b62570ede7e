"""The forms of those steps of the plan that are lists: issues, people, evidence, planned gives."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import uuid4

from bot.coach.answers.plans import Plannable
from bot.coach.plans import FORM_FIELDS, PlanEntry
from bot.domain.plans import (
    Benchmark,
    IssuePlan,
    PlannedGive,
    PlanStep,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.worth import Figure, Size, Worth
from bot.language.figures import read_amount, read_number
from bot.language.pay_history import mentions_pay_history
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.errors import Refusal
from bot.slack.forms.fields import (
    AnyField,
    ChoiceField,
    DayField,
    Option,
    Read,
    Start,
    Text,
    Unfit,
    optional_text,
    remove_box,
)
from bot.slack.forms.figures import AMOUNT, amount_in, typed_worth
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, NotFilled
from bot.slack.markup import quote_typed
from bot.translations import N_

NO_PAY_HISTORY = N_(
    "In a hiring deal nothing is kept about what somebody earned so far. Please leave that out."
)


class NoSuchPlanEntry(Refusal):
    """This entry is no longer in the plan. Please look at the plan again."""


def _worth_field(name: str, label: str, locale: str) -> Read[Worth]:
    return Read(
        name=name,
        label=label,
        hint=AMOUNT,
        optional=True,
        reader=amount_in(locale),
        writer=typed_worth,
    )


def _ask_worth_field(locale: str) -> Read[Worth]:
    return _worth_field("ask_worth", "What that would be worth to us", locale)


def _level_field(name: str, label: str, locale: str) -> Read[TermLevel]:
    def read(text: str) -> TermLevel:
        amount = read_amount(text, locale)
        unit = amount.unit if isinstance(amount, Figure) else ""
        return TermLevel(text=text, number=read_number(text, locale), unit=unit)

    return Read(name=name, label=label, optional=True, reader=read, writer=lambda level: level.text)


def read_importance(text: str) -> Decimal:
    """How much something matters, 0 to 100. Raises `Unfit`."""
    number = text.replace("%", "").strip()
    is_whole_number = number.isascii() and number.isdecimal()
    # Four digits tell that it is too much; a number of thousands of digits would take long to read.
    if not is_whole_number or int(number[:4]) > 100:
        raise Unfit("Please write a whole number from 0 to 100.")
    return Decimal(number)


def _importance_field(name: str, label: str) -> Read[Decimal]:
    return Read(
        name=name,
        label=label,
        optional=True,
        reader=read_importance,
        writer="{:f}".format,
        longest=5,
    )


def _size_choice(name: str, label: str, least: str, most: str) -> ChoiceField:
    described = {Size.S: least, Size.L: most}
    options = tuple(
        Option(value=size, label=size.value, description=described.get(size, "")) for size in Size
    )
    return ChoiceField(name=name, label=label, optional=True, options=options)


ISSUE = Text(name="issue", label="Issue", placeholder="price", longest=80)
IMPORTANCE = _importance_field("importance", "How much it matters to us (0 to 100)")
THEIRS = _importance_field("theirs", "How much it matters to them (0 to 100, an estimate)")
FLEXIBILITY = _size_choice("flexibility", "How far we can move", "hardly", "widely")
LEVERAGE = _size_choice("leverage", "How much trust it builds, handled well", "hardly any", "much")
ROLE = Text(
    name="role", label="Role", placeholder="head of IT", hint="A role, not a name.", longest=80
)
PART = ChoiceField(
    name="part",
    label="What part do they play?",
    optional=True,
    options=(
        Option(value=StakeholderPart.DECIDES, label="Decides"),
        Option(value=StakeholderPart.INFLUENCES, label="Influences"),
        Option(value=StakeholderPart.DAY_TWO, label="Runs it after signing"),
    ),
)
INCENTIVES = optional_text("incentives", "What moves them", "a launch before the fair", lines=True)
BOUNDS = optional_text("limits", "What limits them", "budget closes in December", lines=True)
HISTORY = optional_text(
    "history", "What happened before between us", "the slow rollout last year", lines=True
)
ABOUT = optional_text("about", "Issue it is about", "price")
BEST = optional_text("best", "Best")
LIKELY = optional_text("likely", "Likely")
WORST = optional_text("worst", "Worst")
SOURCE = optional_text("source", "Where that is from", "three quotes, spring 2026")
GIVE = Text(name="what", label="What we are ready to give", placeholder="net 60")
NOT_BEFORE = DayField(name="not_before", label="Not before", optional=True)
ASK = optional_text("ask", "What to ask for it", "24-month term")
REMOVE = remove_box("Take this out of the plan")
PLACES = tuple(Option(value=str(n), label=str(n)) for n in range(1, 21))
PLACE = ChoiceField(name="place", label="Its place in the order", optional=True, options=PLACES)


def _entry_fields(step: PlanStep, locale: str) -> tuple[AnyField, ...]:
    if step is PlanStep.PEOPLE:
        return (ROLE, PART, INCENTIVES, BOUNDS, HISTORY)
    if step is PlanStep.EVIDENCE:
        return (ABOUT, BEST, LIKELY, WORST, SOURCE)
    if step is PlanStep.GIVES:
        cost = _worth_field("size", "What it costs us", locale)
        return (GIVE, ABOUT, cost, NOT_BEFORE, ASK, _ask_worth_field(locale), PLACE)
    return (
        ISSUE,
        IMPORTANCE,
        THEIRS,
        _level_field("target", "Target", locale),
        _level_field("walk_away", "Walk-away", locale),
        FLEXIBILITY,
        _worth_field("worth_to_us", "What moving on it is worth to us", locale),
        _worth_field("worth_to_them", "What moving on it is worth to them", locale),
        LEVERAGE,
    )


TITLES = {
    PlanStep.ISSUES: "An issue",
    PlanStep.PEOPLE: "Somebody on their side",
    PlanStep.EVIDENCE: "Evidence",
    PlanStep.GIVES: "A planned give",
}
TEXTS = {
    PlanStep.ISSUES: (ISSUE,),
    PlanStep.PEOPLE: (ROLE, INCENTIVES, BOUNDS, HISTORY),
    PlanStep.EVIDENCE: (ABOUT, BEST, LIKELY, WORST, SOURCE),
    PlanStep.GIVES: (GIVE, ASK),
}
"""The questions in which somebody may tell what somebody earned."""


def entry_form(step: PlanStep, locale: str, *, known: bool) -> Form:
    """The form for one entry of a step that is a list; a `known` one can be taken out."""
    fields = _entry_fields(step, locale)
    if known:
        fields = (*fields, REMOVE)
    return Form(route="plan.entry", title=TITLES[step], submit="Save", fields=fields)


def entry_view(
    known: Plannable,
    step: PlanStep,
    at: int | None,
    locale: str,
    *,
    filled: PlanEntry | None = None,
) -> Block:
    """The form of the entry at `at`, or of a new one, with what `filled` says in its place. Raises `NoSuchPlanEntry`
    where there is none at `at` any more."""
    entries: tuple[PlanEntry, ...] = getattr(known.plan, step.value)
    form = entry_form(step, locale, known=at is not None)
    starts: list[Start] = []
    if at is not None and at >= len(entries):
        raise NoSuchPlanEntry
    shown = filled if filled is not None or at is None else entries[at]
    if shown is not None:
        answers = _answers_of(shown, at or 0)
        starts = [
            field.starts(answers[field.name])
            for field in form.fields
            if answers.get(field.name) is not None
        ]
    metadata = plan_metadata(known, aim=step.value, move=0 if at is None else at + 1)
    intro = _name_issues(known) if step is PlanStep.ISSUES else ()
    return form.view(metadata, starts, intro)


def _name_issues(known: Plannable) -> list[Block]:
    names = ", ".join(issue.name for issue in known.deal.issues)
    if not names:
        return []
    said = N_("Issues of the offers so far: {names}").format(names=quote_typed(names))
    return [kit.section_block(said)]


def _answers_of(entry: PlanEntry, at: int) -> dict[str, object]:
    """What an entry says, by the name of its question; None where it says nothing."""
    match entry:
        case Benchmark():
            return _attributes(entry, "best", "likely", "worst", "source") | {"about": entry.issue}
        case PlannedGive():
            answers = _attributes(entry, "what", "size", "not_before", "ask", "ask_worth")
            return answers | {"about": entry.issue, "place": str(at + 1)}
        case Stakeholder():
            return _attributes(entry, "role", "part", "incentives", "limits", "history")
        case IssuePlan():
            levels = _attributes(entry, "issue", "importance", "theirs", "target", "walk_away")
            worths = _attributes(entry, "worth_to_us", "worth_to_them", "flexibility", "leverage")
            return levels | worths


def _attributes(entry: PlanEntry, *names: str) -> dict[str, object]:
    return {name: getattr(entry, name) or None for name in names}


def list_step_of(metadata: FormMetadata) -> PlanStep:
    """The step a form of an entry was opened for. Raises `Forged` where it names none that is a list."""
    if metadata.aim not in {step.value for step in PlanStep if step not in FORM_FIELDS}:
        raise Forged
    return PlanStep(metadata.aim)


def read_place(filled: Filled) -> int | None:
    """Where an entry is to stand, counted from 0; None where the form does not say."""
    place = filled.find(PLACE)
    return int(place) - 1 if place else None


def read_entry(filled: Filled, step: PlanStep, locale: str, *, hiring: bool) -> PlanEntry | None:
    """What the form of one entry says; None where it is to be removed. `hiring`: raises `NotFilled` where it tells what
    somebody earned so far."""
    if hiring:
        refuse_pay_history(filled, TEXTS[step])
    if "yes" in (filled.find(REMOVE) or ()):
        return None
    if step is PlanStep.PEOPLE:
        return _read_stakeholder(filled)
    if step is PlanStep.EVIDENCE:
        return _read_benchmark(filled)
    if step is PlanStep.GIVES:
        return _read_planned_give(filled, locale)
    return _read_issue(filled, locale)


def _read_issue(filled: Filled, locale: str) -> IssuePlan:
    return IssuePlan(
        issue=filled.need(ISSUE),
        importance=filled.get(IMPORTANCE),
        theirs=filled.get(THEIRS),
        target=filled.get(_level_field("target", "", locale)),
        walk_away=filled.get(_level_field("walk_away", "", locale)),
        flexibility=_size_of(filled.get(FLEXIBILITY)),
        leverage=_size_of(filled.get(LEVERAGE)),
        worth_to_us=filled.get(_worth_field("worth_to_us", "", locale)),
        worth_to_them=filled.get(_worth_field("worth_to_them", "", locale)),
    )


def _size_of(value: str | None) -> Size | None:
    return Size(value) if value else None


def _read_stakeholder(filled: Filled) -> Stakeholder:
    part = filled.get(PART)
    return Stakeholder(
        role=filled.need(ROLE),
        part=StakeholderPart(part) if part else None,
        incentives=filled.get(INCENTIVES) or "",
        limits=filled.get(BOUNDS) or "",
        history=filled.get(HISTORY) or "",
    )


def _read_benchmark(filled: Filled) -> Benchmark:
    benchmark = Benchmark(
        issue=filled.get(ABOUT) or "",
        best=filled.get(BEST) or "",
        likely=filled.get(LIKELY) or "",
        worst=filled.get(WORST) or "",
        source=filled.get(SOURCE) or "",
    )
    if not (benchmark.best or benchmark.likely or benchmark.worst):
        raise NotFilled({LIKELY.name: "Please write at least one of best, likely and worst."})
    return benchmark


def _read_planned_give(filled: Filled, locale: str) -> PlannedGive:
    return PlannedGive(
        what=filled.need(GIVE),
        issue=filled.get(ABOUT) or "",
        size=filled.get(_worth_field("size", "", locale)),
        not_before=filled.get(NOT_BEFORE),
        ask=filled.get(ASK) or "",
        ask_worth=filled.get(_ask_worth_field(locale)),
    )


def refuse_pay_history(filled: Filled, fields: Sequence[Text]) -> None:
    """Raises `NotFilled` for each of the answers that tells what somebody earned so far."""
    errors = {
        field.name: NO_PAY_HISTORY
        for field in fields
        if mentions_pay_history(filled.find(field) or "")
    }
    if errors:
        raise NotFilled(errors)


def plan_metadata(known: Plannable, *, aim: str = "", move: int = 0) -> FormMetadata:
    """What a form of the plan carries with it; `move` is the place of its entry, counted from 1."""
    return FormMetadata(
        once=uuid4().hex, deal=known.deal.id, version=known.version, aim=aim, move=move
    )
