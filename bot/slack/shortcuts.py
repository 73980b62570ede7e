"""Message shortcuts: a message becomes the start of a form; nothing is recorded until the form is sent."""

from collections.abc import Callable
from typing import Any

from bot.coach import deals
from bot.coach.answers import RefusalReason
from bot.coach.refusals import Refused
from bot.domain.moves import Kind
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.lines import Command, LimitStated, ParsedLine, Partly, TakenBack, TheirAsk
from bot.slack.context import RequestContext
from bot.slack.forms.moves import record_view
from bot.slack.links import which_deal
from bot.slack.replies import FormOpened
from bot.slack.routing import deal_here
from bot.slack.services import SlackServices

Route = Callable[[SlackServices, RequestContext, dict[str, Any]], object]

LONGEST = 500
"""How much of a message is taken into the form."""


def _logged(kind: Kind, command: Command) -> Route:
    def route(services: SlackServices, context: RequestContext, message: dict[str, Any]) -> object:
        try:
            here = deal_here(services, context)
        except Refused as refused:
            if refused.why is RefusalReason.MANY_DEALS:
                return which_deal(services, context, "", "")
            raise
        here = deals.find_deal_to_record_in(context.actor, here.id, services=services.coach)
        text = str(message.get("text") or "")
        return FormOpened(
            record_view(kind, here, context.actor.locale, line_in(context, command, text))
        )

    return route


def line_in(context: RequestContext, command: Command, text: str) -> ParsedLine:
    """What a message says, as far as it reads like a line; else its first words."""
    reading = read_line(
        text, command=command, locale=context.actor.locale, today=context.actor.today
    )
    match reading:
        case ParsedLine():
            return reading
        case (
            TheirAsk(line=line) | LimitStated(line=line) | Partly(line=line) | TakenBack(line=line)
        ):
            return line
    return ParsedLine(what=clean_text(text)[:LONGEST])


SHORTCUTS: dict[str, Route] = {
    "give.log": _logged(Kind.GIVE, Command.CONCEDE),
    "get.log": _logged(Kind.GET, Command.GOT),
    "ask.log": _logged(Kind.ASK, Command.ASK),
}
"""Every message shortcut by its callback id; the manifest declares the same."""
