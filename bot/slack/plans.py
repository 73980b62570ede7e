"""The private plan: its overview, its steps and forms, and the check before accepting."""

from bot.coach import log, offer_replies, plans
from bot.coach.answers.base import Answer
from bot.coach.answers.plans import Plannable, PlanStepShown
from bot.coach.requests.offers import AnswerOffer
from bot.domain.deals import Deal, Side
from bot.domain.documents import DocumentKind
from bot.domain.ids import US, DealId, OfferNo, PartyId
from bot.domain.plans import Plan, PlanStep
from bot.language.acceptance import read_acceptance_question
from bot.language.exports import read_form
from bot.language.limits import find_own_limit
from bot.slack import documents, own_limits
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, UnknownButton, read_key_number
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms import plan_entries
from bot.slack.forms import plans as forms
from bot.slack.forms.form import FormMetadata, NotFilled, parse_metadata
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices

SHOULD_I = "/coach should I accept 95k?"


def plan_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal plan`: the plan step by step; `/deal plan issues` one step of it, `/deal plan pdf` all of it as a file;
    `/deal plan walk-away 138k` its form with the figure."""
    if not rest:
        return plans.show_plan(context.actor, here.id, once=context.once, services=services.coach)
    form = read_form(rest)
    if form is not None:
        return documents.request(services, context, here.id, DocumentKind.PLAN, form)
    limit = find_own_limit(rest, named=False)
    if limit is not None:
        return own_limits.open_plan_with(services, context, here.id, limit)
    word = rest.split(maxsplit=1)[0].casefold()
    if word not in set(PlanStep):
        return Puzzled(command="deal", typed=echo(f"plan {rest}"), example="/deal plan")
    return plans.show_plan_step(
        context.actor, here.id, PlanStep(word), once=context.once, services=services.coach
    )


def advise(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach`: where the deal stands, what to ask for next, and the next give of the plan."""
    return log.show_status(context.actor, here.id, planned=True, services=services.coach)


def should(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach should I accept 95k?`: what to look at first."""
    asked = read_acceptance_question(rest, locale=context.actor.locale)
    if asked is None:
        return Puzzled(command="coach", typed=echo(f"should {rest}".strip()), example=SHOULD_I)
    return plans.check_accepting(
        context.actor,
        here.id,
        amount=asked.amount,
        offer=OfferNo(asked.offer) if asked.offer else None,
        once=context.once,
        services=services.coach,
    )


def accept(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach accept 95k`: the same question."""
    return should(services, context, here, f"accept {rest}")


def show_plan(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The plan step by step."""
    return plans.show_plan(context.actor, ref.deal, once=context.once, services=services.coach)


def show_step(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One step: its form where it is one and the person may fill it in, else what it says."""
    step = _step_named(ref.key)
    if step in plans.FORM_FIELDS:
        return _open_form(services, context, ref, step, None)
    shown = plans.show_plan_step(
        context.actor, ref.deal, step, once=context.once, services=services.coach
    )
    if isinstance(shown, PlanStepShown) and shown.mine and not shown.state.entries:
        return _open_form(services, context, ref, step, None)
    return shown


def _step_named(name: str) -> PlanStep:
    return PlanStep(name) if name in set(PlanStep) else PlanStep.LIMITS


def _open_form(
    services: SlackServices,
    context: RequestContext,
    ref: ButtonValue,
    step: PlanStep,
    at: int | None,
) -> Answer:
    """The form of a step, for the owner; for others what the step says."""
    found = plans.open_plan_for_form(
        context.actor, ref.deal, once=context.once, services=services.coach
    )
    if not isinstance(found, Plannable):
        return plans.show_plan_step(
            context.actor, ref.deal, step, once=context.once, services=services.coach
        )
    view = forms.step_view(found, step, at, context.actor.locale)
    return FormOpened(view, instead=True)


def add_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a new entry of a step."""
    return _open_form(services, context, ref, _step_named(ref.key), None)


def edit_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for an entry of a step, which `issues:2` names."""
    name, _, at = ref.key.partition(":")
    return _open_form(services, context, ref, _step_named(name), read_key_number(at))


def open_viewers_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that names who may see the plan."""
    found = plans.open_plan_for_form(
        context.actor, ref.deal, once=context.once, services=services.coach
    )
    if not isinstance(found, Plannable):
        return found
    return FormOpened(forms.viewers_view(found), instead=True)


def accept_anyway(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
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
    return offer_replies.answer_offer(request, services=services.coach)


def drop_plan(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Removes the plan; the button asks first."""
    return plans.drop_plan(context.actor, ref.deal, services=services.coach)


def set_limits(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Alternatives, walk-away, target."""
    locale = context.actor.locale
    filled = forms.limits_form(locale).read(view)
    limits = forms.read_limits(filled, locale)
    return _set_step(services, context, PlanStep.LIMITS, limits, filled.metadata)


def set_anchor(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The first figure."""
    return _set_anchor(services, context, view, pay=False)


def set_pay_range(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The pay range of a hiring deal, which takes the place of a first figure."""
    return _set_anchor(services, context, view, pay=True)


def _set_anchor(
    services: SlackServices, context: RequestContext, view: Element, *, pay: bool
) -> Answer:
    locale = context.actor.locale
    filled = forms.anchor_form(locale, pay=pay).read(view)
    anchor = forms.read_anchor(filled, locale, pay=pay)
    return _set_step(services, context, PlanStep.ANCHOR, anchor, filled.metadata)


def set_theirs(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What they need, and what we have to find out."""
    filled = forms.THEIRS_FORM.read(view)
    found = plans.plan_for_form(
        context.actor, DealId(filled.metadata.deal), services=services.coach
    )
    if not isinstance(found, Plannable):
        return found
    theirs = forms.read_theirs(filled, hiring=found.deal.side is Side.HIRING)
    return _set_step(services, context, PlanStep.THEIRS, theirs, filled.metadata)


def _set_step(
    services: SlackServices,
    context: RequestContext,
    step: PlanStep,
    filled: Plan,
    metadata: FormMetadata,
) -> Answer:
    return plans.set_plan_step(
        context.actor,
        DealId(metadata.deal),
        step,
        filled,
        version=metadata.version,
        once=metadata.once,
        services=services.coach,
    )


def put_entry(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """One entry of a step that is a list."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    step, locale = plan_entries.list_step_of(metadata), context.actor.locale
    is_known = metadata.move > 0
    filled = plan_entries.entry_form(step, locale, known=is_known).read(view)
    deal = DealId(metadata.deal)
    # In a hiring deal no pay history is taken; only the plan's owner may learn from this whether it is one.
    found = plans.plan_for_form(context.actor, deal, services=services.coach)
    if not isinstance(found, Plannable):
        return found
    hiring = found.deal.side is Side.HIRING
    return plans.put_plan_entry(
        context.actor,
        deal,
        step,
        plan_entries.read_entry(filled, step, locale, hiring=hiring),
        at=metadata.move - 1 if is_known else None,
        place=plan_entries.read_place(filled),
        version=metadata.version,
        once=metadata.once,
        services=services.coach,
    )


def set_viewers(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Who may see the plan beside the owner: full members of the workspace."""
    filled = forms.NAME_VIEWERS.read(view)
    viewers = forms.read_viewers(filled)
    try:
        for person in viewers:
            services.directory.require_member(context.actor.team, person)
    except Refusal as refusal:
        raise NotFilled(
            {forms.VIEWERS.name: "Please choose full members of this workspace."}
        ) from refusal
    return plans.set_plan_viewers(
        context.actor,
        DealId(filled.metadata.deal),
        viewers,
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={"plan": plan_command},
    coach_words={"": advise, "should": should, "accept": accept},
    clicks={
        "plan.show": show_plan,
        "plan.step": show_step,
        "plan.add": add_entry,
        "plan.edit": edit_entry,
        "plan.viewers": open_viewers_form,
        "plan.drop": drop_plan,
        "plan.accept_anyway": accept_anyway,
    },
    submissions={
        "plan.limits": set_limits,
        "plan.anchor": set_anchor,
        "plan.pay_range": set_pay_range,
        "plan.theirs": set_theirs,
        "plan.entry": put_entry,
        "plan.name_viewers": set_viewers,
    },
)
