"""`/coach waiting`: all that waits, page by page."""

from bot.coach.answers.base import Answer
from bot.coach.mornings.waiting import list_waiting
from bot.domain.deals import Deal
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import AnywhereWord, Routes
from bot.slack.services import SlackServices


def waiting_command(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach waiting`: the first page."""
    return list_waiting(context.actor, services=services.coach)


def waiting_word(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """The same where a deal lives in the channel: it is about all deals."""
    return waiting_command(services, context, rest)


def turn_page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The page of the button's key."""
    return list_waiting(context.actor, ref.number or 0, services=services.coach)


ROUTES = Routes(
    coach_words={
        "waiting": AnywhereWord(anywhere=waiting_command, in_deal=waiting_word, alone=True)
    },
    clicks={"waiting.list": turn_page},
)
