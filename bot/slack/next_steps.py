"""What to do next in a deal, why, and how to answer what they ask for."""

from bot.coach import next_steps, plans
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.ids import OfferNo
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def next_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach next`: whose turn it is, and the one thing to do."""
    return next_steps.show_next_step(context.actor, here.id, services=services.coach)


def explain_step(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Why that is the step."""
    return next_steps.explain_step(context.actor, ref.deal, ref.no, services=services.coach)


def advise_on_their_ask(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """How to answer an ask of theirs."""
    return next_steps.advise_on_their_ask(context.actor, ref.deal, ref.no, services=services.coach)


def look_at_offer(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What to look at in private before a yes to an offer of theirs; the key is its number."""
    offer = None if ref.number is None else OfferNo(ref.number)
    return plans.check_accepting(
        context.actor,
        ref.deal,
        amount=None,
        offer=offer,
        once=context.once,
        services=services.coach,
    )


ROUTES = Routes(
    coach_words={"next": next_command},
    clicks={
        "step.why": explain_step,
        "ask.advise": advise_on_their_ask,
        "offer.look": look_at_offer,
    },
)
