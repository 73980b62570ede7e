"""A morning's message and its buttons, and `/coach waiting`: all that waits, page by page."""

from dataclasses import replace

from bot.coach.answers.base import Answer
from bot.coach.answers.mornings import MorningMade
from bot.coach.mornings.waiting import list_waiting
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.digests import redraw_digest
from bot.slack.forms.form import parse_metadata
from bot.slack.replies import Beside, FormOpened
from bot.slack.routing import AnywhereWord, Routes
from bot.slack.services import SlackServices


def answer_in_morning(
    services: SlackServices, context: RequestContext, ref: ButtonValue, answer: Answer
) -> Answer:
    """The answer to a button of a line in a morning's message: the message stays, with that line as it stands now, and
    the answer stands beside it. A form takes along which message it was opened from."""
    if not ref.morning or isinstance(answer, MorningMade):
        return answer
    if isinstance(answer, FormOpened):
        return _opened_from(answer, ref.morning)
    redraw_digest(services, context, ref.deal, ref.morning)
    return Beside(answer)


def answer_form_of_morning(
    services: SlackServices, context: RequestContext, view: Element, answer: Answer
) -> Answer:
    """The same for a form that was sent; the message behind it is redrawn."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    if not metadata.morning:
        return answer
    if isinstance(answer, FormOpened):
        return _opened_from(answer, metadata.morning)
    redraw_digest(services, context, DealId(metadata.deal), metadata.morning)
    return answer


def _opened_from(opened: FormOpened, morning: str) -> FormOpened:
    written = str(opened.view.get("private_metadata") or "")
    if not written:
        return opened
    metadata = replace(parse_metadata(written), morning=morning)
    return replace(opened, view=opened.view | {"private_metadata": metadata.written()})


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
