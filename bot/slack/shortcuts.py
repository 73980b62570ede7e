"""Message shortcuts: a message becomes the start of a form; nothing is recorded until the form is sent."""

from typing import Any

from bot.coach import deals
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.moves import Kind
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.lines import Command, LimitStated, ParsedLine, Partly, TakenBack, TheirAsk
from bot.language.wishes import find_wish
from bot.slack.context import RequestContext
from bot.slack.forms.moves import record_view
from bot.slack.links import ask_which_deal
from bot.slack.replies import FormOpened
from bot.slack.routing import Routes, Shortcut, find_deal_here
from bot.slack.services import SlackServices

LONGEST = 500
"""How much of a message is taken into the form."""


def _open_record_form(kind: Kind, command: Command) -> Shortcut:
    """Opens the form of a move with what the message says, read as a line after that command."""

    def shortcut(
        services: SlackServices, context: RequestContext, message: dict[str, Any]
    ) -> Answer:
        try:
            here = find_deal_here(services, context)
        except Refused as refused:
            if refused.why is RefusalReason.MANY_DEALS:
                return ask_which_deal(services, context, "", "")
            raise
        deal = deals.find_deal_to_record_in(context.actor, here.id, services=services.coach)
        text = str(message.get("text") or "")
        wish = find_wish(text) if kind is Kind.ASK else None
        if wish is not None:
            line = read_message(context, Command.CONCEDE, f"they want {wish}")
            return FormOpened(record_view(kind, deal, context.actor.locale, line, theirs=True))
        line = read_message(context, command, text)
        return FormOpened(record_view(kind, deal, context.actor.locale, line))

    return shortcut


def read_message(context: RequestContext, command: Command, text: str) -> ParsedLine:
    """What a message says, as far as it reads like a line; else its first words."""
    actor = context.actor
    reading = read_line(text, command=command, locale=actor.locale, today=actor.today)
    if isinstance(reading, ParsedLine):
        return reading
    if isinstance(reading, TheirAsk | LimitStated | Partly | TakenBack):
        return reading.line
    return ParsedLine(what=clean_text(text)[:LONGEST])


ROUTES = Routes(
    shortcuts={
        "give.log": _open_record_form(Kind.GIVE, Command.CONCEDE),
        "get.log": _open_record_form(Kind.GET, Command.GOT),
        "ask.log": _open_record_form(Kind.ASK, Command.ASK),
    }
)
