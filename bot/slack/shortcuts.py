"""Message shortcuts: a message becomes the start of a form; nothing is recorded until the form is sent."""

from collections.abc import Callable
from typing import Any

from bot.coach import deals
from bot.coach.answers import NotDone, Why
from bot.domain.moves import Kind
from bot.language.clean import clean
from bot.language.grammar import read
from bot.language.lines import Command, Limit, Line, Partly, TakenBack, TheirAsk
from bot.slack.bench import Bench
from bot.slack.forms.moves import record_view
from bot.slack.here import deal_here
from bot.slack.links import which_deal
from bot.slack.replies import FormOpened
from bot.slack.where import Where

Route = Callable[[Bench, Where, dict[str, Any]], object]

LONGEST = 500
"""How much of a message is taken into the form."""


def _logged(kind: Kind, command: Command) -> Route:
    def route(bench: Bench, where: Where, message: dict[str, Any]) -> object:
        here = deal_here(bench, where)
        if not isinstance(here, NotDone):
            here = deals.open_for(where.actor, here.id, desk=bench.desk)
        if isinstance(here, NotDone):
            return which_deal(bench, where, "", "") if here.why is Why.MANY_DEALS else here
        text = str(message.get("text") or "")
        return FormOpened(
            record_view(kind, here, where.actor.locale, line_in(where, command, text))
        )

    return route


def line_in(where: Where, command: Command, text: str) -> Line:
    """What a message says, as far as it reads like a line; else its first words."""
    reading = read(text, command=command, locale=where.actor.locale, today=where.actor.today)
    match reading:
        case Line():
            return reading
        case TheirAsk(line=line) | Limit(line=line) | Partly(line=line) | TakenBack(line=line):
            return line
    return Line(what=clean(text)[:LONGEST])


SHORTCUTS: dict[str, Route] = {
    "give.log": _logged(Kind.GIVE, Command.CONCEDE),
    "get.log": _logged(Kind.GET, Command.GOT),
    "ask.log": _logged(Kind.ASK, Command.ASK),
}
"""Every message shortcut by its callback id; the manifest declares the same."""
