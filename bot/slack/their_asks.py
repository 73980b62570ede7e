"""What the other side asks for, in whatever words somebody tells it, and how we answered."""

from bot.coach import asks, log, several, their_asks
from bot.coach.answers import WhichAsk
from bot.coach.answers.base import Answer
from bot.coach.asks import AskAnswer
from bot.coach.moves import SeenMove
from bot.domain.deals import Deal
from bot.domain.ledger import Verb
from bot.domain.matching import find_named_move
from bot.domain.moves import Move
from bot.language.clean import clean_text
from bot.language.item_lists import split_items
from bot.language.line_lists import split_line_items
from bot.language.lines import ParsedLine
from bot.language.verdicts import takes_something_away
from bot.language.wishes import find_dropped_wish, find_refusal
from bot.slack.context import RequestContext
from bot.slack.routing import echo, find_deal_here
from bot.slack.services import SlackServices


def answer_coach_line(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """A line after `/coach` that says what we said no to, or what they no longer want; None for others."""
    refused = find_refusal(text)
    if refused is not None:
        here = find_deal_here(services, context, text)
        return _decline(services, context, here, refused, text)
    dropped = withdraw_typed(services, context, text)
    if dropped is not None:
        return dropped
    return None


def withdraw_typed(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """`they dropped free delivery`: their ask that the line means is withdrawn; None where it means none."""
    dropped = find_dropped_wish(text)
    if dropped is None:
        return None
    here = find_deal_here(services, context, text)
    ask = their_asks.find_their_ask(
        context.actor, here.id, dropped, surely=True, services=services.coach
    )
    return None if ask is None else _answer(services, context, here, ask, AskAnswer.WITHDRAWN)


def record(
    services: SlackServices, context: RequestContext, here: Deal, line: ParsedLine, text: str
) -> Answer:
    """Notes what they ask for; each of several things by itself."""
    lines = split_line_items(line, text)
    if lines:
        return several.record_asks(
            context.actor,
            lines,
            clean_text(text),
            deal=here.id,
            theirs=True,
            key=context.once,
            services=services.coach,
        )
    return asks.record_ask(
        context.actor,
        line,
        clean_text(text),
        deal=here.id,
        theirs=True,
        key=context.once,
        services=services.coach,
    )


def decline_typed(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """`no to the 15% off`: declines their ask that the line means; None where it means none."""
    refused = find_refusal(text)
    if refused is None:
        return None
    here = find_deal_here(services, context, text)
    ask = find(services, context, here, refused)
    if ask is None or begins_as(text, ask.what):
        return None
    return decline(services, context, here, ask)


def begins_as(text: str, what: str) -> bool:
    """Whether a line begins with the no that their ask is about itself: `no shooting after 11pm` refuses nothing of `no
    shooting after 10pm`."""
    line = clean_text(text).casefold().split()
    asked = what.casefold().split()
    begins_alike = len(line) > 1 and line[:2] == asked[:2]
    # `45 days no` refuses the `45 days to pay` that they ask for.
    return begins_alike and takes_something_away(asked[0])


def _decline(
    services: SlackServices, context: RequestContext, here: Deal, refused: str, text: str
) -> Answer:
    theirs = log.list_open_asks(context.actor, here.id, services=services.coach).theirs
    found = split_items(refused)
    items = found.perhaps or found.items
    meant = [find(services, context, here, each) or find_named_move(each, theirs) for each in items]
    numbers = tuple(dict.fromkeys(ask.no for ask in meant if ask is not None))
    if len(items) > 1 and len(numbers) == len(items):
        return several.decline_asks(
            context.actor, here.id, numbers, key=context.once, services=services.coach
        )
    ask = find(services, context, here, refused)
    # Of a list that names only some of them nobody is told no by mistake.
    if ask is not None and (len(items) == 1 or not numbers):
        return decline(services, context, here, ask)
    return WhichAsk(deal=here, verb=Verb.DECLINED, what=refused, typed=echo(text), asks=theirs)


def find(services: SlackServices, context: RequestContext, here: Deal, words: str) -> Move | None:
    """The open ask of theirs that the words mean."""
    return their_asks.find_their_ask(context.actor, here.id, words, services=services.coach)


def decline(services: SlackServices, context: RequestContext, here: Deal, ask: Move) -> Answer:
    """Says no to an ask of theirs."""
    return _answer(services, context, here, ask, AskAnswer.DECLINED)


def _answer(
    services: SlackServices, context: RequestContext, here: Deal, ask: Move, how: AskAnswer
) -> Answer:
    seen = SeenMove(deal=here.id, no=ask.no, version=ask.version)
    return asks.answer_ask(context.actor, seen, how, key=context.once, services=services.coach)
