"""Cards to rehearse with, as Slack shows them."""

from bot.coach import rehearsals
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.rehearsals import RehearsalCard
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def rehearse_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach rehearse`: the readout of the quarterly talk; the other cards are a press away."""
    return rehearsals.show_rehearsal(
        context.actor, here.id, RehearsalCard.READOUT, services=services.coach
    )


def show_card(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One card, from its button."""
    if ref.key not in set(RehearsalCard):
        raise Refused(why=RefusalReason.CHANGED)
    return rehearsals.show_rehearsal(
        context.actor, ref.deal, RehearsalCard(ref.key), services=services.coach
    )


ROUTES = Routes(
    coach_words={"rehearse": rehearse_command},
    clicks={"rehearsal.show": show_card},
)
