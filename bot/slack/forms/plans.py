"""The forms of the private plan, one for each step, and the one that names who may see it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import uuid4

from bot.coach.answers.plans import Plannable
from bot.coach.requests import Actor
from bot.coach.requests.plans import NameViewers, PlanEntry, PutEntry, SetAnchor, SetLimits
from bot.domain.deals import Side
from bot.domain.ids import DealId, PersonId
from bot.domain.plans import (
    Alternative,
    Anchor,
    Benchmark,
    IssuePlan,
    PlannedGive,
    PlanStep,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.worth import Figure, Size, Worth
from bot.language.limits import mentions_amount, mentions_pay_history, read_number
from bot.slack import blocks as kit
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
from bot.slack.forms.figures import AMOUNT, amount_in, money_in, typed_worth
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, NotFilled
from bot.slack.markup import quoted

FORMS = frozenset({PlanStep.LIMITS, PlanStep.ANCHOR})
"""Steps that are one form; the others are lists of entries."""

NO_PAY_HISTORY = (
    "In a hiring deal nothing is kept about what somebody earned so far. Please leave that out."
)


class Unnamed(Refusal):
    """This entry is no longer in the plan. Please look at the plan again."""


def _money(name: str, label: str, locale: str, hint: str = "Such as 180k EUR.") -> Read[Figure]:
    return Read(
        name=name,
        label=label,
        hint=hint,
        optional=True,
        reader=money_in(locale),
        writer=typed_worth,
    )


def _worth(name: str, label: str, locale: str) -> Read[Worth]:
    return Read(
        name=name,
        label=label,
        hint=AMOUNT,
        optional=True,
        reader=amount_in(locale),
        writer=typed_worth,
    )


def _level(name: str, label: str, locale: str) -> Read[TermLevel]:
    def read(text: str) -> TermLevel:
        return TermLevel(text=text, number=read_number(text, locale))

    return Read(name=name, label=label, optional=True, reader=read, writer=lambda level: level.text)


def _hundredths(text: str) -> Decimal:
    """How much something matters, 0 to 100. Raises `Unfit`."""
    number = text.replace("%", "").strip()
    if not number.isdecimal() or not number.isascii() or int(number[:4]) > 100:
        raise Unfit("Please write a whole number from 0 to 100.")
    return Decimal(number)


def _importance(name: str, label: str) -> Read[Decimal]:
    return Read(
        name=name, label=label, optional=True, reader=_hundredths, writer="{:f}".format, longest=5
    )


def _text(
    name: str, label: str, placeholder: str = "", *, hint: str = "", lines: bool = False
) -> Text:
    return Text(
        name=name, label=label, placeholder=placeholder, hint=hint, optional=True, lines=lines
    )


def _sizes(name: str, label: str, least: str, most: str) -> ChoiceField:
    described = {Size.S: least, Size.L: most}
    options = tuple(
        Option(value=size, label=size.value, description=described.get(size, "")) for size in Size
    )
    return ChoiceField(name=name, label=label, optional=True, options=options)


ALTERNATIVES = 2
"""How many alternatives the form has room for."""

_LABELS = (
    ("Without this deal, we …", "What that comes to", "Costs that come later with it"),
    ("Or we …", "What the second way comes to", "Costs that come later with the second way"),
)
HINT = _text(
    "hint",
    "A sentence that says so without giving it away",
    "To keep up the service we need at least two years.",
    hint="Words you could say to them. It must not name the walk-away.",
    lines=True,
)


def _alternative(at: int, locale: str) -> tuple[Text, Read[Figure], Read[Figure]]:
    what, comes_to, later = _LABELS[at]
    hint = "What it earns us where we sell, what we pay where we buy. Such as 180k EUR."
    return (
        _text(f"what{at}", what, "sell to Globex in spring"),
        _money(f"comes_to{at}", comes_to, locale, hint),
        _money(
            f"later{at}", later, locale, "Onboarding, support, switching, risk. Such as 20k EUR."
        ),
    )


def _walk_away(locale: str) -> Read[Figure]:
    return _money(
        "walk_away",
        "Walk-away",
        locale,
        "Where no deal is better. Only for the owner and whom the owner names.",
    )


def _target(locale: str) -> Read[Figure]:
    return _money("target", "Target", locale, "What we aim for. Such as 240k EUR.")


def _later_costs(locale: str) -> Read[Figure]:
    return _money(
        "later_costs", "Costs that come later with this deal", locale, "Onboarding, support, risk."
    )


def limits(locale: str) -> Form:
    """Alternatives, walk-away, target."""
    first, *others = (_alternative(at, locale) for at in range(ALTERNATIVES))
    more = (field for other in others for field in other)
    fields = (*first, _later_costs(locale), _walk_away(locale), _target(locale), HINT, *more)
    return Form(route="plan.limits", title="Alternatives and limits", submit="Save", fields=fields)


def _limits_view(known: Plannable, locale: str) -> Block:
    plan = known.plan
    starts = [
        start
        for at, alternative in enumerate(plan.alternatives[:ALTERNATIVES])
        for start in _alternative_starts(at, alternative, locale)
    ]
    starts += [
        _later_costs(locale).starts(plan.later_costs),
        _walk_away(locale).starts(plan.walk_away),
        _target(locale).starts(plan.target),
        HINT.starts(plan.hint),
    ]
    return limits(locale).view(_metadata(known), starts)


def _alternative_starts(at: int, alternative: Alternative, locale: str) -> list[Start]:
    what, comes_to, later = _alternative(at, locale)
    return [
        what.starts(alternative.what),
        comes_to.starts(alternative.comes_to),
        later.starts(alternative.later_costs),
    ]


def limits_of(filled: Filled, by: Actor) -> SetLimits:
    """What the form of alternatives and limits says."""
    walk_away, hint = filled.get(_walk_away(by.locale)), filled.get(HINT) or ""
    if walk_away is not None and mentions_amount(hint, walk_away.amount, by.locale):
        raise NotFilled({"hint": "This names the walk-away. Say what it protects instead."})
    return SetLimits(
        by=by,
        deal=DealId(filled.metadata.deal),
        version=filled.metadata.version,
        once=filled.metadata.once,
        alternatives=tuple(_alternatives(filled, by.locale)),
        walk_away=walk_away,
        target=filled.get(_target(by.locale)),
        later_costs=filled.get(_later_costs(by.locale)),
        hint=hint,
    )


def _alternatives(filled: Filled, locale: str) -> list[Alternative]:
    found = []
    for at in range(ALTERNATIVES):
        what, comes_to, later = _alternative(at, locale)
        known = Alternative(
            what=filled.get(what) or "",
            comes_to=filled.get(comes_to),
            later_costs=filled.get(later),
        )
        if not known.what and (known.comes_to or known.later_costs):
            raise NotFilled({what.name: "Please say in a few words what that is."})
        found += [known] if known.what else []
    return found


EVIDENCE = _text(
    "evidence", "What supports it", "three quotes from this year; the list price", lines=True
)
RATIONALE = _text("rationale", "The one reason we will give", "it covers support in two languages")
PAY_EVIDENCE = _text(
    "evidence", "What supports it", "what three similar roles pay; our pay bands", lines=True
)
PAY_RATIONALE = _text(
    "rationale", "The one reason we will give", "the same range for everybody in this role"
)
RANGE_KNOWN = ChoiceField(
    name="range_known",
    label="Do we know their range?",
    hint="Where they know much more than we do, it is better to let them name a figure first (Maaravi & Levy).",
    optional=True,
    options=(Option(value="yes", label="Yes"), Option(value="no", label="No")),
)
BUYS_AND_COSTS = (
    "What ambition buys and costs, over 374 effects in 90 studies of first offers: naming the first figure helps who "
    "names it (g = 0.42), an ambitious one more than a moderate one (g = 1.14). It costs agreements (g = −0.42) and "
    "how the other side feels about the deal (g = −0.40); all of it less with more issues. (Petrowsky et al. 2025)"
)
PAY_RANGE_FIRST = (
    "In a hiring deal the pay range comes first, and no anchor. "
    "Nothing is asked or kept about what somebody earned so far."
)


def _opening(locale: str) -> Read[Figure]:
    return _money("opening", "The first figure we name", locale, "Such as 260k EUR.")


def _range(locale: str, *, pay: bool) -> Read[Figure]:
    label = "The pay range we will name" if pay else "The range it lies in"
    return _money("range", label, locale, "Such as 70-85k EUR." if pay else "Such as 200-260k EUR.")


def anchor(locale: str, *, pay: bool) -> Form:
    """The first figure; `pay`: the pay range of a hiring deal instead."""
    if pay:
        fields: tuple[Field[object], ...] = (_range(locale, pay=True), PAY_EVIDENCE, PAY_RATIONALE)  # type: ignore[assignment] # fields of several kinds
        return Form(route="plan.pay_range", title="Pay range", submit="Save", fields=fields)
    fields = (_opening(locale), _range(locale, pay=False), EVIDENCE, RATIONALE, RANGE_KNOWN)  # type: ignore[assignment] # the same
    return Form(route="plan.anchor", title="The first figure", submit="Save", fields=fields)


def _anchor_view(known: Plannable, locale: str) -> Block:
    pay, plan = known.deal.side is Side.HIRING, known.plan.anchor
    starts = [
        _opening(locale).starts(plan.opening),
        _range(locale, pay=pay).starts(plan.range),
        EVIDENCE.starts(plan.evidence),
        RATIONALE.starts(plan.rationale),
        RANGE_KNOWN.starts(_yes_or_no(plan)),
    ]
    intro = [kit.section(PAY_RANGE_FIRST if pay else BUYS_AND_COSTS)]
    return anchor(locale, pay=pay).view(_metadata(known), starts, intro)


def _yes_or_no(plan: Anchor) -> str | None:
    return None if plan.range_known is None else "yes" if plan.range_known else "no"


def anchor_of(filled: Filled, by: Actor, *, pay: bool) -> SetAnchor:
    """What the form of the first figure, or of the pay range, says."""
    if pay:
        _without_pay_history(filled, (EVIDENCE, RATIONALE))
    known = filled.find(RANGE_KNOWN)
    return SetAnchor(
        by=by,
        deal=DealId(filled.metadata.deal),
        version=filled.metadata.version,
        once=filled.metadata.once,
        anchor=Anchor(
            opening=filled.find(_opening(by.locale)),
            range=filled.find(_range(by.locale, pay=pay)),
            evidence=filled.get(EVIDENCE) or "",
            rationale=filled.get(RATIONALE) or "",
            range_known=None if known is None else known == "yes",
        ),
    )


def _without_pay_history(filled: Filled, fields: Sequence[Text]) -> None:
    told = {
        field.name: NO_PAY_HISTORY
        for field in fields
        if mentions_pay_history(filled.find(field) or "")
    }
    if told:
        raise NotFilled(told)


ISSUE = Text(name="issue", label="Issue", placeholder="price", longest=80)
IMPORTANCE = _importance("importance", "How much it matters to us (0 to 100)")
THEIRS = _importance("theirs", "How much it matters to them (0 to 100, an estimate)")
FLEXIBILITY = _sizes("flexibility", "How far we can move", "hardly", "widely")
LEVERAGE = _sizes("leverage", "How much trust it builds, handled well", "hardly any", "much")
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
INCENTIVES = _text("incentives", "What moves them", "a launch before the fair", lines=True)
BOUNDS = _text("limits", "What limits them", "budget closes in December", lines=True)
HISTORY = _text(
    "history", "What happened before between us", "the slow rollout last year", lines=True
)
ABOUT = _text("about", "Issue it is about", "price")
BEST, LIKELY, WORST = _text("best", "Best"), _text("likely", "Likely"), _text("worst", "Worst")
SOURCE = _text("source", "Where that is from", "three quotes, spring 2026")
GIVE = Text(name="what", label="What we are ready to give", placeholder="net 60")
NOT_BEFORE = DayField(name="not_before", label="Not before", optional=True)
ASK = _text("ask", "What to ask for it", "24-month term")
REMOVE = Checks(
    name="remove",
    label="Remove it",
    optional=True,
    options=(Option(value="yes", label="Take this out of the plan"),),
)
PLACES = tuple(Option(value=str(n), label=str(n)) for n in range(1, 21))
PLACE = ChoiceField(name="place", label="Its place in the order", optional=True, options=PLACES)


def _entry_fields(step: PlanStep, locale: str) -> tuple[Field[object], ...]:
    fields: Mapping[PlanStep, tuple[object, ...]] = {
        PlanStep.ISSUES: (
            ISSUE,
            IMPORTANCE,
            THEIRS,
            _level("target", "Target", locale),
            _level("walk_away", "Walk-away", locale),
            FLEXIBILITY,
            _worth("worth_to_us", "What moving on it is worth to us", locale),
            _worth("worth_to_them", "What moving on it is worth to them", locale),
            LEVERAGE,
        ),
        PlanStep.PEOPLE: (ROLE, PART, INCENTIVES, BOUNDS, HISTORY),
        PlanStep.EVIDENCE: (ABOUT, BEST, LIKELY, WORST, SOURCE),
        PlanStep.GIVES: (
            GIVE,
            ABOUT,
            _worth("size", "What it costs us", locale),
            NOT_BEFORE,
            ASK,
            PLACE,
        ),
    }
    return fields[step]  # type: ignore[return-value] # fields of several kinds


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


def entry(step: PlanStep, locale: str, *, known: bool) -> Form:
    """The form for one entry of a step that is a list; a `known` one can be taken out."""
    fields = (*_entry_fields(step, locale), *((REMOVE,) if known else ()))
    return Form(route="plan.entry", title=TITLES[step], submit="Save", fields=fields)


def _entry_view(known: Plannable, step: PlanStep, at: int | None, locale: str) -> Block:
    entries: tuple[PlanEntry, ...] = getattr(known.plan, step.value)
    if at is not None and at >= len(entries):
        raise Unnamed
    values = _values(entries[at], at or 0) if at is not None else {}
    form = entry(step, locale, known=at is not None)
    starts = [
        field.starts(values[field.name])
        for field in form.fields
        if values.get(field.name) is not None
    ]
    metadata = _metadata(known, aim=step.value, move=0 if at is None else at + 1)
    return form.view(metadata, starts, _about_issues(known) if step is PlanStep.ISSUES else ())


def _about_issues(known: Plannable) -> list[Block]:
    named = ", ".join(issue.name for issue in known.deal.issues)
    return [kit.section(f"Issues of the offers so far: {quoted(named)}")] if named else []


def _values(entry_: PlanEntry, at: int) -> dict[str, object]:
    """What an entry says, by the name of its question."""
    match entry_:
        case Benchmark():
            return _named(entry_, "best", "likely", "worst", "source") | {"about": entry_.issue}
        case PlannedGive():
            return _named(entry_, "what", "size", "not_before", "ask") | {
                "about": entry_.issue,
                "place": str(at + 1),
            }
        case Stakeholder():
            return _named(entry_, "role", "part", "incentives", "limits", "history")
    names_ = ("issue", "importance", "theirs", "target", "walk_away", "flexibility", "leverage")
    return _named(entry_, *names_, "worth_to_us", "worth_to_them")


def _named(entry_: PlanEntry, *names_: str) -> dict[str, object]:
    return {name: getattr(entry_, name) or None for name in names_}


def view_of(known: Plannable, step: PlanStep, at: int | None, locale: str) -> Block:
    """The form of a step with what the plan says; for a list that of the entry at `at`, or of a new one."""
    if step is PlanStep.LIMITS:
        return _limits_view(known, locale)
    if step is PlanStep.ANCHOR:
        return _anchor_view(known, locale)
    return _entry_view(known, step, at, locale)


def step_of(metadata: FormMetadata) -> PlanStep:
    """The step a form was opened for. Raises `Forged` where it names none that is a list."""
    if metadata.aim not in {step.value for step in PlanStep if step not in FORMS}:
        raise Forged
    return PlanStep(metadata.aim)


def entry_of(filled: Filled, by: Actor, *, hiring: bool) -> PutEntry:
    """What the form of one entry says. `hiring`: nothing about what somebody earned is taken."""
    step, metadata = step_of(filled.metadata), filled.metadata
    if hiring:
        _without_pay_history(filled, TEXTS[step])
    place = filled.find(PLACE)
    return PutEntry(
        by=by,
        deal=DealId(metadata.deal),
        version=metadata.version,
        once=metadata.once,
        step=step,
        entry=None if "yes" in (filled.find(REMOVE) or ()) else _entry(filled, step, by.locale),
        at=metadata.move - 1 if metadata.move > 0 else None,
        place=int(place) - 1 if place else None,
    )


def _entry(filled: Filled, step: PlanStep, locale: str) -> PlanEntry:
    match step:
        case PlanStep.PEOPLE:
            return _stakeholder(filled)
        case PlanStep.EVIDENCE:
            return _benchmark(filled)
        case PlanStep.GIVES:
            return _planned_give(filled, locale)
    return _issue(filled, locale)


def _issue(filled: Filled, locale: str) -> IssuePlan:
    return IssuePlan(
        issue=filled.need(ISSUE),
        importance=filled.get(IMPORTANCE),
        theirs=filled.get(THEIRS),
        target=filled.get(_level("target", "", locale)),
        walk_away=filled.get(_level("walk_away", "", locale)),
        flexibility=_size(filled.get(FLEXIBILITY)),
        leverage=_size(filled.get(LEVERAGE)),
        worth_to_us=filled.get(_worth("worth_to_us", "", locale)),
        worth_to_them=filled.get(_worth("worth_to_them", "", locale)),
    )


def _size(value: str | None) -> Size | None:
    return Size(value) if value else None


def _stakeholder(filled: Filled) -> Stakeholder:
    part = filled.get(PART)
    return Stakeholder(
        role=filled.need(ROLE),
        part=StakeholderPart(part) if part else None,
        incentives=filled.get(INCENTIVES) or "",
        limits=filled.get(BOUNDS) or "",
        history=filled.get(HISTORY) or "",
    )


def _benchmark(filled: Filled) -> Benchmark:
    said = {field.name: filled.get(field) or "" for field in (BEST, LIKELY, WORST)}
    if not any(said.values()):
        raise NotFilled({LIKELY.name: "Please write at least one of best, likely and worst."})
    return Benchmark(issue=filled.get(ABOUT) or "", source=filled.get(SOURCE) or "", **said)


def _planned_give(filled: Filled, locale: str) -> PlannedGive:
    return PlannedGive(
        what=filled.need(GIVE),
        issue=filled.get(ABOUT) or "",
        size=filled.get(_worth("size", "", locale)),
        not_before=filled.get(NOT_BEFORE),
        ask=filled.get(ASK) or "",
    )


VIEWERS = People(
    name="viewers",
    label="Who may see the plan beside you?",
    hint="Choose people who take part in the deal. Nobody else can tell that there is a plan.",
    optional=True,
)
NAME_VIEWERS = Form(
    route="plan.name_viewers", title="Who may see the plan", submit="Save", fields=(VIEWERS,)
)


def viewers_view(known: Plannable) -> Block:
    """The form that names who may see the plan."""
    return NAME_VIEWERS.view(_metadata(known), [VIEWERS.starts(tuple(sorted(known.plan.viewers)))])


def viewers_of(filled: Filled, by: Actor) -> NameViewers:
    """Whom the form names."""
    return NameViewers(
        by=by,
        deal=DealId(filled.metadata.deal),
        version=filled.metadata.version,
        once=filled.metadata.once,
        viewers=frozenset(PersonId(person) for person in filled.get(VIEWERS) or ()),
    )


def _metadata(known: Plannable, *, aim: str = "", move: int = 0) -> FormMetadata:
    return FormMetadata(
        once=uuid4().hex, deal=known.deal.id, version=known.version, aim=aim, move=move
    )
