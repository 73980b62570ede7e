"""What the routes of every concept share: the deal that is meant here, and what was typed, to go back."""

from collections.abc import Callable
from dataclasses import replace

from bot.coach import deals
from bot.coach.answers import DealOpened
from bot.domain.deals import Deal
from bot.language.clean import LONGEST, decode_markup
from bot.language.commands import english_word
from bot.language.languages import language_of
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.markup import truncate
from bot.slack.replies import Helped
from bot.slack.services import SlackServices

Slash = Callable[[SlackServices, RequestContext, str], object]
"""A slash command: where it was typed, and its text."""

Word = Callable[[SlackServices, RequestContext, Deal, str], object]
"""What a word after `/deal` or `/coach` does in a deal, with the rest of the line."""

Click = Callable[[SlackServices, RequestContext, ButtonValue], object]
"""A button, and what it is about."""

Submission = Callable[[SlackServices, RequestContext, Element], object]
"""A form that was sent."""

LONGEST_ECHO = 500
"""How much of what was typed goes back to the person where nothing was done."""

HELP = frozenset({"help", "?", "hilfe", "aide"})


def echo(text: str) -> str:
    """What was typed, as it goes back to the person."""
    return truncate(decode_markup(text[:LONGEST]).strip(), LONGEST_ECHO)


def words_of(text: str) -> tuple[str, str]:
    """The first word of a command's text in lower case, and the rest."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold(), rest[0].strip() if rest else ""


def word_in(services: SlackServices, context: RequestContext, text: str) -> tuple[str, str]:
    """The first word of a command's text as English knows it, whichever of the person's languages it is in, and the
    rest."""
    word, rest = words_of(text)
    return english_word(word, language_of(context.actor.locale)), rest


def in_deal(
    services: SlackServices,
    context: RequestContext,
    text: str,
    command: str,
    act: Callable[[Deal], object],
) -> object:
    """Help where it is asked for; else what the command does in this channel's deal."""
    if text.casefold() in HELP:
        return Helped(command=command)
    found = deal_here(services, context, text)
    return act(found)


def deal_here(services: SlackServices, context: RequestContext, text: str = "") -> Deal:
    """The deal of the channel. Raises `Refused` where there is none or more than one."""
    return deals.find_deal_here(context.actor, echo(text), services=services.coach)


def told_of(services: SlackServices, context: RequestContext, answer: DealOpened) -> object:
    """The opened deal; in a channel that is shared, or may be, it says so."""
    if answer.again or context.actor.channel is None:
        return answer
    return replace(
        answer, shared=services.directory.may_be_shared(context.actor.team, context.actor.channel)
    )
