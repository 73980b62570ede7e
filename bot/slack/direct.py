"""The bot's direct message: what is typed there without a command is answered like what stands after `/coach`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from slack_sdk.errors import SlackApiError

from bot import logs
from bot.coach import direct, endings
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.direct import DealNamedFirst, FileReceived, Greeted, NeedsForm
from bot.coach.direct import DealUse, DirectLine
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.language.clean import strip_formatting
from bot.language.direct_lines import find_command
from bot.language.greetings import is_acknowledgement, is_greeting
from bot.slack.blocks import Block
from bot.slack.button_values import ButtonValue
from bot.slack.commands import COMMANDS
from bot.slack.concerns import deal_of
from bot.slack.context import Body, RequestContext, context_of_message
from bot.slack.errors import UNHEARD, UNREADABLE
from bot.slack.events import event_id
from bot.slack.failures import answer_error_after
from bot.slack.idempotency import answer_once
from bot.slack.long_lines import find_too_long
from bot.slack.replies import FormOpened, LedByDeal, NothingSaid
from bot.slack.replying import render_answer
from bot.slack.routing import Routes, split_first_word, split_word
from bot.slack.services import SlackServices

SENTENCE = "/coach"
"""What a line without a command is read after."""
ANYWHERE = ""
"""The place of the deal that a person used last, wherever that was."""
FILE_SHARED = "file_share"
DEALS = frozenset({"deal", "deals"})
DEAL_WORDS = DEALS | frozenset(
    {"log", "ledger", "status", "undo", "people", "settings", "issues", "style"}
)
"""Words that mean the same alone as after `/deal`; `deal` alone is the command itself."""


LONGEST_HEARD = 40_000
"""Slack's bound of a message; more than is read at once is told to be too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMessage:
    """A message that a person typed to the bot. `thread` is the message whose thread it stands in, "" outside one."""

    channel: str
    person: str
    text: str
    thread: str
    has_file: bool


def parse_message(event: dict[str, Any], bot_user: str) -> TypedMessage | None:
    """The message that a person typed; None for messages of bots and of our own, edits, deletions, and whatever else
    Slack tells of as a message."""
    subtype = event.get("subtype")
    person = str(event.get("user") or "")
    if event.get("channel_type") != "im" or (subtype and subtype != FILE_SHARED):
        return None
    if not person or person == bot_user or event.get("bot_id") or event.get("hidden"):
        return None
    return TypedMessage(
        channel=str(event["channel"]),
        person=person,
        text=strip_formatting(str(event.get("text") or "")[:LONGEST_HEARD]),
        thread=str(event.get("thread_ts") or ""),
        has_file=bool(event.get("files")),
    )


def hear_message(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Answers what a person typed to the bot, in a message of the bot's own. An event that Slack delivers again is
    answered once; where Slack refuses the answer it is raised, so that Slack delivers the event again."""
    installations = services.directory.installations
    team = installations.find_team(body)
    message = parse_message(event, installations.find_identity(team).bot_user)
    if message is None:
        return
    key = (team, PersonId(message.person), event_id(body))
    with services.posted.take_turn(key):
        if services.posted.find(key) is not None:
            return
        context, answer = _answer_message(services, team, body, message)
        _post(services, team, message, context, answer)
        services.posted.keep(key, answer)


def _answer_message(
    services: SlackServices, team: TeamId, body: Body, message: TypedMessage
) -> tuple[RequestContext | None, Answer]:
    context: RequestContext | None = None
    try:
        context = context_of_message(
            team, message.person, message.channel, event_id(body), services.directory
        )
        return context, _answer_text(services, context, message)
    except Exception as error:  # noqa: BLE001 - one error path: known errors in their words, others with a reference
        failed = answer_error_after(services, context, error, kind="message", typed=message.text)
        return context, failed


def _answer_text(services: SlackServices, context: RequestContext, message: TypedMessage) -> Answer:
    text = message.text
    if message.has_file:
        return FileReceived()
    too_long = find_too_long(text, is_command=False)
    if too_long is not None:
        return too_long
    if is_greeting(text) or is_acknowledgement(text):
        has_deal = direct.has_open_deal(context.actor, services=services.coach)
        is_thanks = is_acknowledgement(text)
        if is_thanks and not has_deal:
            has_deal = direct.has_closed_deal(context.actor, services=services.coach)
        return Greeted(has_deal=has_deal, is_thanks=is_thanks)
    command, line = _find_command(context, text)
    return answer_line(services, context, command, line)


def _find_command(context: RequestContext, text: str) -> tuple[str, str]:
    """The command that a message is read after, and the line: its own, with or without its slash, or that of a plain
    sentence."""
    first, rest = split_first_word(text)
    if first in COMMANDS:
        return first, rest
    word, _ = split_word(context, text)
    if word in DEAL_WORDS and not rest:
        return "/deal", "" if word in DEALS else text
    return find_command(text) or (SENTENCE, text)


def _post(
    services: SlackServices,
    team: TeamId,
    message: TypedMessage,
    context: RequestContext | None,
    answer: Answer,
) -> None:
    if isinstance(answer, NothingSaid):
        return
    said = render_answer(services, context, answer)
    try:
        _send(services, team, message, said.text, said.blocks)
    except SlackApiError as refused:
        logs.unexpected(refused, kind="message")
        if refused.response.get("error") not in UNREADABLE:
            raise
        _send(services, team, message, said.text, ())
    except UNHEARD as error:
        # Slack may have taken it, and the person can ask again: better missing than there twice.
        logs.unexpected(error, kind="message")


def _send(
    services: SlackServices,
    team: TeamId,
    message: TypedMessage,
    text: str,
    blocks: Sequence[Block],
) -> None:
    services.client_of(team).chat_postMessage(
        channel=message.channel,
        text=text,
        blocks=list(blocks) or None,
        thread_ts=message.thread or None,
        unfurl_links=False,
    )


def answer_line(
    services: SlackServices, context: RequestContext, command: str, text: str
) -> Answer:
    """What a line typed in the direct message is answered, for the deal that it means. Where it would record something
    and that deal is only the last one used, the question which deal it is for."""
    actor = context.actor
    meant = direct.find_deal_meant(
        actor,
        text,
        used_here=services.used.find((actor.team, actor.person, str(actor.channel))),
        used_last=services.used.find((actor.team, actor.person, ANYWHERE)),
        services=services.coach,
    )
    if meant.deal is None:
        answer = _run(services, context, command, meant.text)
        return _open_by_button(services, context, command, text, answer)
    there = _in_deal(context, meant.deal.id, asks_first=not meant.is_sure)
    try:
        answer = _run(services, there, command, meant.text)
    except Refused as refused:
        closed = refused.answer.deal
        if refused.why is RefusalReason.WHICH_DEAL:
            return _ask_which_deal(services, there, meant.deal, command, meant.text)
        if refused.why is not RefusalReason.CLOSED or closed is None or closed.was_deleted:
            raise
        return endings.ask_to_reopen(actor, closed, command, text, services=services.coach)
    if meant.is_sure:
        remember_use(services, context, meant.deal.id)
    answer = _open_by_button(services, there, command, meant.text, answer)
    return _lead(services, there, command, meant.text, answer)


def _open_by_button(
    services: SlackServices, context: RequestContext, command: str, text: str, answer: Answer
) -> Answer:
    """The answer; where it is a form and a message asked for it, a button: Slack opens one only upon a press or a
    command."""
    if context.trigger or not isinstance(answer, FormOpened):
        return answer
    return NeedsForm(line=_remember_line(services, context, command, text))


def _run(services: SlackServices, context: RequestContext, command: str, text: str) -> Answer:
    route = COMMANDS[command]
    return answer_once(
        context,
        lambda: route(services, context, text),
        recent=services.answers,
        services=services.coach,
    )


def _in_deal(context: RequestContext, deal: DealId, *, asks_first: bool = False) -> RequestContext:
    return replace(context, actor=replace(context.actor, deal=deal, asks_first=asks_first))


def _ask_which_deal(
    services: SlackServices, context: RequestContext, deal: Deal, command: str, text: str
) -> Answer:
    return direct.ask_which_deal(
        context.actor,
        deal.id,
        command,
        text,
        preview=_preview(services, context, deal, command, text),
        services=services.coach,
    )


def _preview(
    services: SlackServices, context: RequestContext, deal: Deal, command: str, text: str
) -> Answer | None:
    """What the line would be answered in that deal; None where it would be refused, or needs a form."""
    rehearsed = replace(services, coach=direct.rehearse(services.coach))
    try:
        answer = COMMANDS[command](rehearsed, _in_deal(context, deal.id), text)
    except Refused:
        return None
    return answer if deal_of(answer) is not None else None


def _lead(
    services: SlackServices, context: RequestContext, command: str, text: str, answer: Answer
) -> Answer:
    """The answer under the name of its deal. What recorded nothing can be asked of another deal as well."""
    deal = deal_of(answer)
    if deal is None:
        return answer
    line = ""
    if not direct.was_recorded(context.actor, context.once, services=services.coach):
        line = _remember_line(services, context, command, text)
    return LedByDeal(lead=DealNamedFirst(deal=deal, line=line), answer=answer)


def _remember_line(
    services: SlackServices, context: RequestContext, command: str, text: str
) -> str:
    """Keeps a line in this process alone: what records nothing is stored nowhere."""
    key = uuid4().hex
    services.lines.keep(key, DirectLine(actor=context.actor, command=command, text=text))
    return key


def remember_use(services: SlackServices, context: RequestContext, deal: DealId) -> None:
    """Remembers that the person used a deal; in the direct message what they type next is for it."""
    actor = context.actor
    use = DealUse(deal=deal, at=services.coach.clock.now())
    services.used.keep((actor.team, actor.person, ANYWHERE), use)
    if actor.is_direct:
        services.used.keep((actor.team, actor.person, str(actor.channel)), use)


def list_other_deals(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The person's deals, to choose another one."""
    return direct.list_other_deals(context.actor, ref.key, services=services.coach)


def choose_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The deal that a line is for, which is done now; without a line, what the person types next is for that deal."""
    found = _find_line(services, context, ref)
    remember_use(services, context, ref.deal)
    if not isinstance(found, PendingCommand | DirectLine):
        return found
    if found.command not in COMMANDS:
        raise Refused(why=RefusalReason.CHANGED)
    there = _in_deal(context, ref.deal)
    answer = COMMANDS[found.command](services, there, found.text)
    if isinstance(answer, FormOpened):
        return answer
    return _lead(services, there, found.command, found.text, answer)


def _find_line(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> PendingCommand | DirectLine | Answer:
    remembered = services.lines.find(ref.key)
    if remembered is None:
        return direct.choose_deal(context.actor, ref.deal, ref.key, services=services.coach)
    if remembered.actor.person != context.actor.person:
        raise Refused(why=RefusalReason.CHANGED)
    # Only somebody who takes part in the deal learns that there is one.
    direct.find_deal(context.actor, ref.deal, services=services.coach)
    return remembered


def open_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that a line asked for; a line that this process does not know any more is typed again."""
    line = services.lines.find(ref.key)
    if line is None or line.actor.person != context.actor.person:
        raise Refused(why=RefusalReason.CHANGED)
    there = replace(context, actor=line.actor)
    return COMMANDS[line.command](services, there, line.text)


ROUTES = Routes(
    clicks={
        "direct.other": list_other_deals,
        "direct.pick": choose_deal,
        "direct.form": open_form,
    },
    events={"message.im": hear_message},
)
