"""The checklist of what to do and what to avoid."""

from bot.coach import checklists
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def checklist_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach checklist`: what to do and what to avoid, held against this deal."""
    return checklists.show_checklist(context.actor, here.id, services=services.coach)


def show_checklist(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same from a button."""
    return checklists.show_checklist(context.actor, ref.deal, services=services.coach)


ROUTES = Routes(
    coach_words={"checklist": checklist_command},
    clicks={"checklist.show": show_checklist},
)
