"""The private plan: its overview, its steps and forms, and the check before accepting."""

from bot.coach import log, offers, plans
from bot.coach.answers.plans import Plannable, PlanStepShown
from bot.coach.requests.offers import AnswerOffer
from bot.coach.requests.plans import CheckAccepting, DropPlan
from bot.domain.deals import Deal, Side
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.plans import PlanStep
from bot.language.accepting import read_accepting
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, UnknownButton
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms import plans as forms
from bot.slack.forms.form import Form, NotFilled, parse_metadata
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices

SHOULD_I = "/coach should I accept 95k?"


def plan(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal plan`: the plan step by step; `/deal plan issues` one step of it."""
    if not rest:
        return plans.show_plan(context.actor, here.id, services=services.coach)
    word = rest.split(maxsplit=1)[0].casefold()
    if word not in set(PlanStep):
        return Puzzled(command="deal", typed=echo(f"plan {rest}"), example="/deal plan")
    return plans.show_plan_step(context.actor, here.id, PlanStep(word), services=services.coach)


def advise(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach`: where the deal stands, what to ask for next, and the next give of the plan."""
    return log.status(context.actor, here.id, planned=True, services=services.coach)


def should(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach should I accept 95k?`: what to look at first."""
    asked = read_accepting(rest, locale=context.actor.locale)
    if asked is None:
        return Puzzled(command="coach", typed=echo(f"should {rest}".strip()), example=SHOULD_I)
    request = CheckAccepting(
        by=context.actor,
        deal=here.id,
        amount=asked.amount,
        offer=OfferNo(asked.offer) if asked.offer else None,
    )
    return plans.check_accepting(request, services=services.coach)


def accept(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach accept 95k`: the same question."""
    return should(services, context, here, f"accept {rest}")


def show(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The plan step by step."""
    return plans.show_plan(context.actor, ref.deal, services=services.coach)


def step(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """One step: its form where it is one and the person may fill it in, else what it says."""
    chosen = _step(ref.key)
    if chosen in forms.FORMS:
        return _form(services, context, ref, chosen, None)
    shown = plans.show_plan_step(context.actor, ref.deal, chosen, services=services.coach)
    if isinstance(shown, PlanStepShown) and shown.mine and not shown.state.entries:
        return _form(services, context, ref, chosen, None)
    return shown


def _step(name: str) -> PlanStep:
    return PlanStep(name) if name in set(PlanStep) else PlanStep.LIMITS


def _form(
    services: SlackServices,
    context: RequestContext,
    ref: ButtonValue,
    chosen: PlanStep,
    at: int | None,
) -> object:
    """The form of a step, for the owner; for others what the step says."""
    found = plans.plan_for_form(context.actor, ref.deal, services=services.coach)
    if not isinstance(found, Plannable):
        return plans.show_plan_step(context.actor, ref.deal, chosen, services=services.coach)
    return FormOpened(forms.view_of(found, chosen, at, context.actor.locale), instead=True)


def add(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form for a new entry of a step."""
    return _form(services, context, ref, _step(ref.key), None)


def edit(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form for an entry of a step, which `issues:2` names."""
    name, _, at = ref.key.partition(":")
    return _form(
        services, context, ref, _step(name), int(at) if at.isdecimal() and len(at) < 4 else None
    )


def viewers(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form that names who may see the plan."""
    found = plans.plan_for_form(context.actor, ref.deal, services=services.coach)
    return (
        FormOpened(forms.viewers_view(found), instead=True)
        if isinstance(found, Plannable)
        else found
    )


def accept_anyway(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Our yes to an offer of theirs, or to one of its packages, after what the plan holds against it was seen."""
    no, _, seen = ref.key.partition(".")
    version, _, bundle = seen.partition(".")
    if not (
        no.isdecimal()
        and version.isdecimal()
        and (bundle.isdecimal() or not bundle)
        and len(ref.key) < 16
    ):
        raise UnknownButton
    request = AnswerOffer(
        by=context.actor,
        deal=ref.deal,
        no=OfferNo(int(no)),
        party=PartyId(US),
        accepted=True,
        version=int(version),
        bundle=int(bundle) if bundle else None,
        checked=True,
        once=context.once,
    )
    return offers.answer_offer(request, services=services.coach)


def drop(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Removes the plan; the button asks first."""
    request = DropPlan(by=context.actor, deal=ref.deal, version=0, once=context.once)
    return plans.drop_plan(request, services=services.coach)


def set_limits(services: SlackServices, context: RequestContext, view: Element) -> object:
    """Alternatives, walk-away, target."""
    filled = forms.limits(context.actor.locale).read(view)
    return plans.set_plan_limits(forms.limits_of(filled, context.actor), services=services.coach)


def _set_anchor(*, pay: bool) -> Submission:
    def route(services: SlackServices, context: RequestContext, view: Element) -> object:
        filled = forms.anchor(context.actor.locale, pay=pay).read(view)
        return plans.set_plan_anchor(
            forms.anchor_of(filled, context.actor, pay=pay), services=services.coach
        )

    return route


def put_entry(services: SlackServices, context: RequestContext, view: Element) -> object:
    """One entry of a step that is a list."""
    filled = _entry_form(view, context).read(view)
    found = plans.plan_for_form(
        context.actor, DealId(filled.metadata.deal), services=services.coach
    )
    if not isinstance(found, Plannable):
        return found
    hiring = found.deal.side is Side.HIRING
    return plans.put_plan_entry(
        forms.entry_of(filled, context.actor, hiring=hiring), services=services.coach
    )


def _entry_form(view: Element, context: RequestContext) -> Form:
    metadata = parse_metadata(view.get("private_metadata") or "")
    return forms.entry(forms.step_of(metadata), context.actor.locale, known=metadata.move > 0)


def name_viewers(services: SlackServices, context: RequestContext, view: Element) -> object:
    """Who may see the plan beside the owner: full members of the workspace."""
    request = forms.viewers_of(forms.NAME_VIEWERS.read(view), context.actor)
    try:
        for person in request.viewers:
            services.directory.require_member(context.actor.team, person)
    except Refusal as refusal:
        raise NotFilled(
            {forms.VIEWERS.name: "Please choose full members of this workspace."}
        ) from refusal
    return plans.set_plan_viewers(request, services=services.coach)


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"plan": plan}
COACH_WORDS: dict[str, Word] = {"": advise, "should": should, "accept": accept}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "plan.show": show,
    "plan.step": step,
    "plan.add": add,
    "plan.edit": edit,
    "plan.viewers": viewers,
    "plan.drop": drop,
    "plan.accept_anyway": accept_anyway,
}
SUBMISSIONS: dict[str, Submission] = {
    "plan.limits": set_limits,
    "plan.anchor": _set_anchor(pay=False),
    "plan.pay_range": _set_anchor(pay=True),
    "plan.entry": put_entry,
    "plan.name_viewers": name_viewers,
}
