"""Routes: what people and Slack can send, as one value for each concept, and what the routes of all share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol

from bot.coach import deals
from bot.coach.actors import Actor
from bot.coach.answers.base import Answer
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.clean import LONGEST, decode_markup
from bot.language.commands import english_word
from bot.language.languages import language_of
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import Body, RequestContext
from bot.slack.markup import truncate
from bot.slack.replies import Puzzled
from bot.slack.services import SlackServices

SlashCommand = Callable[[SlackServices, RequestContext, str], Answer]
"""A slash command with what follows it."""

DealWord = Callable[[SlackServices, RequestContext, Deal, str], Answer]
"""What a word after a command does in the channel's deal, with the rest of the line."""

Click = Callable[[SlackServices, RequestContext, ButtonValue], Answer]
"""A button or an option of a menu, with what it is about."""

Submission = Callable[[SlackServices, RequestContext, Element], Answer]
"""A form that was sent."""

Shortcut = Callable[[SlackServices, RequestContext, dict[str, Any]], Answer]
"""A message shortcut, with the message."""

Event = Callable[[SlackServices, Body, dict[str, Any]], None]
"""An event of Slack's, with the body it came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnywhereWord:
    """A word after a command that works without a deal too: `anywhere` is tried first. Where it returns None, or where
    something follows a word that stands `alone`, `in_deal` answers in the channel's deal."""

    anywhere: Callable[[SlackServices, RequestContext, str], Answer | None]
    in_deal: DealWord | None = None
    alone: bool = False


Words = Mapping[str, DealWord | AnywhereWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """What one concept answers to: commands with their slash, the words after three of them, buttons by action id,
    forms and shortcuts by callback id, events by type."""

    commands: Mapping[str, SlashCommand] = field(default_factory=dict)
    deal_words: Words = field(default_factory=dict)
    coach_words: Words = field(default_factory=dict)
    offer_words: Words = field(default_factory=dict)
    clicks: Mapping[str, Click] = field(default_factory=dict)
    submissions: Mapping[str, Submission] = field(default_factory=dict)
    shortcuts: Mapping[str, Shortcut] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)


def merge_routes(concepts: Iterable[Routes]) -> Routes:
    """All that the concepts answer to. Raises `ValueError` where two of them answer to the same."""
    tables: dict[str, dict[str, Any]] = {table.name: {} for table in fields(Routes)}
    for routes in concepts:
        for name, table in tables.items():
            new: Mapping[str, Any] = getattr(routes, name)
            if taken := table.keys() & new.keys():
                raise ValueError(f"two concepts answer to {name} {sorted(taken)}")
            table.update(new)
    return Routes(**tables)


LONGEST_ECHO = 500
"""How much of what was typed goes back to the person where nothing was done."""

HELP = frozenset({"help", "?", "hilfe", "aide"})


def echo(text: str) -> str:
    """What was typed, as it goes back to the person."""
    return truncate(decode_markup(text[:LONGEST]).strip(), LONGEST_ECHO)


class LineRecorder(Protocol):
    """A use case that records what a line says in a deal. `typed` goes back to the person where it asks something."""

    def __call__(
        self, actor: Actor, deal: DealId, text: str, /, *, typed: str, once: str, services: Services
    ) -> Answer: ...


def record_rest(
    record: LineRecorder,
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    rest: str,
) -> Answer:
    """Has a use case record what was typed after a word, in the deal that is meant."""
    return record(
        context.actor,
        here.id,
        rest,
        typed=echo(rest),
        once=context.once,
        services=services.coach,
    )


def split_first_word(text: str) -> tuple[str, str]:
    """The first word of a text in lower case, and the rest."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold(), rest[0].strip() if rest else ""


def split_word(context: RequestContext, text: str) -> tuple[str, str]:
    """The first word of a command's text as English knows it, whichever of the person's languages it is in, and the
    rest."""
    word, rest = split_first_word(text)
    return english_word(word, language_of(context.actor.locale)), rest


def run_word(
    services: SlackServices,
    context: RequestContext,
    word: DealWord | AnywhereWord | None,
    rest: str,
    text: str,
    *,
    unknown: Callable[[Deal], Answer],
) -> Answer:
    """What a word of a command's table does with the rest of the line. `unknown` answers in the channel's deal where
    the table does not have the word. Where the rest means nothing, the whole line is shown as it was typed. Raises
    `Refused` with `text` where a deal is needed and none can be told."""
    return show_as_typed(_run_word(services, context, word, rest, text, unknown=unknown), text)


def show_as_typed(answer: Answer, text: str) -> Answer:
    """The answer; where a line meant nothing, it shows the line in the words that were typed."""
    return replace(answer, typed=echo(text)) if isinstance(answer, Puzzled) else answer


def _run_word(
    services: SlackServices,
    context: RequestContext,
    word: DealWord | AnywhereWord | None,
    rest: str,
    text: str,
    *,
    unknown: Callable[[Deal], Answer],
) -> Answer:
    if isinstance(word, AnywhereWord):
        answer = None if word.alone and rest else word.anywhere(services, context, rest)
        if answer is not None:
            return answer
        word = word.in_deal
    here = find_deal_here(services, context, text)
    return unknown(here) if word is None else word(services, context, here, rest)


def find_deal_here(services: SlackServices, context: RequestContext, text: str = "") -> Deal:
    """The deal of the channel. Raises `Refused` where there is none or more than one."""
    return deals.find_deal_here(context.actor, echo(text), services=services.coach)


def is_help(text: str) -> bool:
    """Whether a command's text asks what the command does."""
    return text.casefold() in HELP
