"""The forms of the private plan, one for each step, and the one that names who may see it."""

from dataclasses import dataclass

from bot.coach.answers.plans import Plannable
from bot.domain.deals import Side
from bot.domain.ids import PersonId
from bot.domain.plans import (
    MOST_ENTRIES,
    Alternative,
    Anchor,
    Plan,
    PlanStep,
)
from bot.domain.worth import Figure
from bot.language.figures import mentions_amount
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.forms.fields import (
    ChoiceField,
    Option,
    People,
    Read,
    Text,
    optional_text,
)
from bot.slack.forms.figures import money_in, typed_worth
from bot.slack.forms.form import Filled, Form, NotFilled
from bot.slack.forms.plan_entries import entry_view, plan_metadata, refuse_pay_history
from bot.translations import N_


def _money_field(
    name: str, label: str, locale: str, hint: str = N_("Such as 180k EUR.")
) -> Read[Figure]:
    return Read(
        name=name,
        label=label,
        hint=hint,
        optional=True,
        reader=money_in(locale),
        writer=typed_worth,
    )


ALTERNATIVES = 2
"""How many alternatives the form has room for."""

_LABELS = (
    ("Without this deal, we …", "What that comes to", "Costs that come later with it"),
    ("Or we …", "What the second way comes to", "Costs that come later with the second way"),
)
HINT = optional_text(
    "hint",
    "A sentence that says so without giving it away",
    "To keep up the service we need at least two years.",
    hint="Words you could say to them. It must not name the walk-away.",
    lines=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeFields:
    """The three questions about one alternative."""

    what: Text
    comes_to: Read[Figure]
    later_costs: Read[Figure]


def _alternative_fields(at: int, locale: str) -> AlternativeFields:
    what, comes_to, later_costs = _LABELS[at]
    return AlternativeFields(
        what=optional_text(f"what{at}", what, "sell to Globex in spring"),
        comes_to=_money_field(
            f"comes_to{at}",
            comes_to,
            locale,
            "What it earns us where we sell, what we pay where we buy. Such as 180k EUR.",
        ),
        later_costs=_money_field(
            f"later{at}",
            later_costs,
            locale,
            "Onboarding, support, switching, risk. Such as 20k EUR.",
        ),
    )


def _walk_away_field(locale: str) -> Read[Figure]:
    return _money_field(
        "walk_away",
        "Walk-away",
        locale,
        "Where no deal is better. Only for the owner and whom the owner names.",
    )


def _target_field(locale: str) -> Read[Figure]:
    return _money_field("target", "Target", locale, "What we aim for. Such as 240k EUR.")


def _later_costs_field(locale: str) -> Read[Figure]:
    return _money_field(
        "later_costs", "Costs that come later with this deal", locale, "Onboarding, support, risk."
    )


def limits_form(locale: str) -> Form:
    """Alternatives, walk-away, target."""
    first, second = (_alternative_fields(at, locale) for at in range(ALTERNATIVES))
    fields = (
        first.what,
        first.comes_to,
        first.later_costs,
        _later_costs_field(locale),
        _walk_away_field(locale),
        _target_field(locale),
        HINT,
        # Last, because most people have one alternative.
        second.what,
        second.comes_to,
        second.later_costs,
    )
    return Form(route="plan.limits", title="Alternatives and limits", submit="Save", fields=fields)


def _limits_view(known: Plannable, locale: str) -> Block:
    plan = known.plan
    starts = [
        _later_costs_field(locale).starts(plan.later_costs),
        _walk_away_field(locale).starts(plan.walk_away),
        _target_field(locale).starts(plan.target),
        HINT.starts(plan.hint),
    ]
    for at, alternative in enumerate(plan.alternatives[:ALTERNATIVES]):
        fields = _alternative_fields(at, locale)
        starts += [
            fields.what.starts(alternative.what),
            fields.comes_to.starts(alternative.comes_to),
            fields.later_costs.starts(alternative.later_costs),
        ]
    return limits_form(locale).view(plan_metadata(known), starts)


def read_limits(filled: Filled, locale: str) -> Plan:
    """What the form of alternatives and limits says. Raises `NotFilled` where the hint names the walk-away."""
    walk_away = filled.get(_walk_away_field(locale))
    hint = filled.get(HINT) or ""
    if walk_away is not None and mentions_amount(hint, walk_away.amount, locale):
        raise NotFilled({"hint": "This names the walk-away. Say what it protects instead."})
    return Plan(
        alternatives=tuple(_read_alternatives(filled, locale)),
        walk_away=walk_away,
        target=filled.get(_target_field(locale)),
        later_costs=filled.get(_later_costs_field(locale)),
        hint=hint,
    )


def _read_alternatives(filled: Filled, locale: str) -> list[Alternative]:
    alternatives = []
    for at in range(ALTERNATIVES):
        fields = _alternative_fields(at, locale)
        alternative = Alternative(
            what=filled.get(fields.what) or "",
            comes_to=filled.get(fields.comes_to),
            later_costs=filled.get(fields.later_costs),
        )
        if alternative.what:
            alternatives.append(alternative)
        elif alternative.comes_to or alternative.later_costs:
            raise NotFilled({fields.what.name: "Please say in a few words what that is."})
    return alternatives


EVIDENCE = optional_text(
    "evidence", "What supports it", "three quotes from this year; the list price", lines=True
)
RATIONALE = optional_text(
    "rationale", "The one reason we will give", "it covers support in two languages"
)
PAY_EVIDENCE = optional_text(
    "evidence", "What supports it", "what three similar roles pay; our pay bands", lines=True
)
PAY_RATIONALE = optional_text(
    "rationale", "The one reason we will give", "the same range for everybody in this role"
)
RANGE_KNOWN = ChoiceField(
    name="range_known",
    label="Do we know their range?",
    hint="Where they know much more than we do, it is better to let them name a figure first (Maaravi & Levy).",
    optional=True,
    options=(Option(value="yes", label="Yes"), Option(value="no", label="No")),
)
BUYS_AND_COSTS = N_(
    "What ambition buys and costs, over 374 effects in 90 studies of first offers: naming the first figure helps who "
    "names it (g = 0.42), an ambitious one more than a moderate one (g = 1.14). It costs agreements (g = −0.42) and "
    "how the other side feels about the deal (g = −0.40); all of it less with more issues. (Petrowsky et al. 2025)"
)
PAY_RANGE_FIRST = N_(
    "In a hiring deal the pay range comes first, and no anchor. "
    "Nothing is asked or kept about what somebody earned so far."
)


def _opening_field(locale: str) -> Read[Figure]:
    return _money_field("opening", "The first figure we name", locale, "Such as 260k EUR.")


def _range_field(locale: str, *, pay: bool) -> Read[Figure]:
    if pay:
        return _money_field("range", "The pay range we will name", locale, "Such as 70-85k EUR.")
    return _money_field("range", "The range it lies in", locale, "Such as 200-260k EUR.")


def anchor_form(locale: str, *, pay: bool) -> Form:
    """The first figure; `pay`: the pay range of a hiring deal instead."""
    if pay:
        pay_fields = (_range_field(locale, pay=True), PAY_EVIDENCE, PAY_RATIONALE)
        return Form(route="plan.pay_range", title="Pay range", submit="Save", fields=pay_fields)
    fields = (
        _opening_field(locale),
        _range_field(locale, pay=False),
        EVIDENCE,
        RATIONALE,
        RANGE_KNOWN,
    )
    return Form(route="plan.anchor", title="The first figure", submit="Save", fields=fields)


def _anchor_view(known: Plannable, locale: str) -> Block:
    pay, anchor = known.deal.side is Side.HIRING, known.plan.anchor
    starts = [
        _opening_field(locale).starts(anchor.opening),
        _range_field(locale, pay=pay).starts(anchor.range),
        EVIDENCE.starts(anchor.evidence),
        RATIONALE.starts(anchor.rationale),
        RANGE_KNOWN.starts(_yes_or_no(anchor.range_known)),
    ]
    intro = [kit.section_block(PAY_RANGE_FIRST if pay else BUYS_AND_COSTS)]
    return anchor_form(locale, pay=pay).view(plan_metadata(known), starts, intro)


def _yes_or_no(answer: bool | None) -> str | None:  # noqa: FBT001 - the answer itself
    if answer is None:
        return None
    return "yes" if answer else "no"


def read_anchor(filled: Filled, locale: str, *, pay: bool) -> Plan:
    """What the form of the first figure, or of the pay range, says of a plan."""
    if pay:
        refuse_pay_history(filled, (EVIDENCE, RATIONALE))
    range_known = filled.find(RANGE_KNOWN)
    anchor = Anchor(
        opening=filled.find(_opening_field(locale)),
        range=filled.find(_range_field(locale, pay=pay)),
        evidence=filled.get(EVIDENCE) or "",
        rationale=filled.get(RATIONALE) or "",
        range_known=None if range_known is None else range_known == "yes",
    )
    return Plan(anchor=anchor)


TAKE_HOME = optional_text(
    "take_home",
    "What they must be able to go home with",
    "a price below last year's",
    hint="What lets them tell their own people that it was a good deal.",
    lines=True,
)
QUESTIONS = optional_text(
    "questions",
    "What we have to find out",
    "who signs above 200k?",
    hint="One question on each line.",
    lines=True,
)
THEIRS_FORM = Form(
    route="plan.theirs",
    title="What they need",
    submit="Save",
    fields=(TAKE_HOME, QUESTIONS),
)


def _theirs_view(known: Plannable) -> Block:
    plan = known.plan
    starts = [TAKE_HOME.starts(plan.take_home), QUESTIONS.starts("\n".join(plan.questions))]
    return THEIRS_FORM.view(plan_metadata(known), starts)


def read_theirs(filled: Filled, *, hiring: bool) -> Plan:
    """What the form says of what they need and of what is not known yet. `hiring`: raises `NotFilled` where it tells or
    asks what somebody earned so far."""
    if hiring:
        refuse_pay_history(filled, (TAKE_HOME, QUESTIONS))
    lines = (line.strip(" •-") for line in (filled.get(QUESTIONS) or "").splitlines())
    questions = tuple(line for line in lines if line)
    return Plan(take_home=filled.get(TAKE_HOME) or "", questions=questions[:MOST_ENTRIES])


def step_view(known: Plannable, step: PlanStep, at: int | None, locale: str) -> Block:
    """The form of a step with what the plan says; for a list that of the entry at `at`, or of a new one. Raises
    `NoSuchPlanEntry` where there is none at `at` any more."""
    if step is PlanStep.LIMITS:
        return _limits_view(known, locale)
    if step is PlanStep.ANCHOR:
        return _anchor_view(known, locale)
    if step is PlanStep.THEIRS:
        return _theirs_view(known)
    return entry_view(known, step, at, locale)


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
    viewers = tuple(sorted(known.plan.viewers))
    return NAME_VIEWERS.view(plan_metadata(known), [VIEWERS.starts(viewers)])


def read_viewers(filled: Filled) -> frozenset[PersonId]:
    """Whom the form names."""
    return frozenset(PersonId(person) for person in filled.get(VIEWERS) or ())
