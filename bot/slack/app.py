"""The Bolt app: one listener per kind of request, each through the table of routes and one error path."""

import re
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import logs
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.endings import ask_to_reopen
from bot.coach.refusals import Refused
from bot.domain.ids import DealId
from bot.slack import own_limits
from bot.slack.blocks import Block, Element, route_of
from bot.slack.button_values import ButtonValue, UnknownButton, parse_button_value
from bot.slack.context import (
    Body,
    RequestContext,
    context_of_click,
    context_of_command,
    context_of_submission,
)
from bot.slack.direct import answer_line, remember_use
from bot.slack.errors import Refusal
from bot.slack.failures import answer_error_after
from bot.slack.folding import MORE, parse_option
from bot.slack.forms.form import Forged, NotFilled
from bot.slack.idempotency import answer_once
from bot.slack.installations import NotInstalled
from bot.slack.links import ask_which_deal
from bot.slack.long_lines import find_too_long
from bot.slack.mornings import answer_form_of_morning, answer_in_morning
from bot.slack.replies import FormOpened, NothingSaid
from bot.slack.replying import (
    NOTHING,
    acknowledge,
    answer_beside,
    answer_click,
    answer_in_ack,
    open_view,
    render_as_form,
    translate_errors,
    translate_form,
)
from bot.slack.routes import ROUTES
from bot.slack.services import SlackServices
from bot.translations import N_

ANY = re.compile("")
NO_DEAL = DealId("")
REOPEN_FIRST = N_("This deal is closed. `/deal reopen` opens it; then send this form again.")


def slack_app(
    services: SlackServices, *, signing_secret: str, token: str, client: WebClient
) -> App:
    """The app that answers Slack, over HTTP or Socket Mode. Work is done, and committed, before the ack."""

    def authorize(**_: object) -> AuthorizeResult:
        """Who asks is checked where it can be told to them: with Slack out of reach, this could only fail."""
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    app = App(
        name="giveget",  # else the library looks through the source of the whole call stack for one
        client=WebClient(
            base_url=client.base_url, timeout=client.timeout
        ),  # a token would be ignored beside authorize
        signing_secret=signing_secret,
        # Without a secret nothing comes over HTTP: `bot.server` lets nothing through, and Socket Mode signs nothing.
        request_verification_enabled=bool(signing_secret),
        authorize=authorize,
        process_before_response=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
    )
    app.middleware(take_rate_limit)
    app.command(ANY)(lambda body: on_command(services, body))
    app.action(ANY)(lambda body: on_click(services, body))
    app.view(ANY)(lambda body: on_submission(services, body))
    app.view_closed(ANY)(lambda: NOTHING)
    app.shortcut(ANY)(lambda body: on_shortcut(services, body))
    names = {name.partition(".")[0] for name in ROUTES.events}
    # One listener: the library asks each before the right one whether it is meant.
    any_of_ours = re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(names)))})$")
    app.event(any_of_ours)(lambda body: on_event(services, body))
    return app


def take_rate_limit(body: Body, next: Callable[[], BoltResponse]) -> BoltResponse:  # noqa: A002 - Bolt's name
    """Slack tells that it dropped events, since there were too many: nobody else can act on that."""
    if body.get("type") == "app_rate_limited":
        structlog.stdlib.get_logger("bot").warning("slack dropped events", kind="event")
        return NOTHING
    return next()


def on_command(services: SlackServices, body: Body) -> BoltResponse:
    """A slash command: its answer travels in the ack."""
    text = str(body.get("text") or "").strip()
    context: RequestContext | None = None
    try:
        context = context_of_command(body, services.directory)
        answer = _run_command(services, context, body["command"], text)
        return answer_in_ack(services, context, answer, trigger=str(body.get("trigger_id") or ""))
    except Exception as error:  # noqa: BLE001 - one error path: known errors in their words, others with a reference
        failed = answer_error_after(services, context, error, kind="command", typed=text)
        return answer_in_ack(services, context, failed)


def _run_command(
    services: SlackServices, context: RequestContext, command: str, text: str
) -> Answer:
    """What a command answers; where the channel has several deals, the question which of them is meant, and where the
    deal is closed, whether to open it again."""
    route = ROUTES.commands.get(command)
    if route is None:  # a command that the manifest has and this version does not
        raise UnknownButton
    too_long = find_too_long(text)
    if too_long is not None:
        return too_long
    if context.actor.is_direct:
        return answer_line(services, context, command, text)
    try:
        return _answer_once(services, context, lambda: route(services, context, text))
    except Refused as refused:
        waits = not own_limits.is_for_plan(context, text)
        if refused.why is RefusalReason.MANY_DEALS:
            return ask_which_deal(services, context, command if waits else "", text)
        closed = refused.answer.deal
        if refused.why is not RefusalReason.CLOSED or closed is None or closed.was_deleted:
            raise
        if not waits:
            raise
        return ask_to_reopen(context.actor, closed, command, text, services=services.coach)


def _answer_once(
    services: SlackServices, context: RequestContext, act: Callable[[], Answer]
) -> Answer:
    return answer_once(context, act, recent=services.answers, services=services.coach)


def on_click(services: SlackServices, body: Body) -> BoltResponse:
    """A button or a menu: the answer takes the place of what it stood in."""
    context: RequestContext | None = None
    try:
        action = body["actions"][0]
        route = route_of(action["action_id"])
        if route == MORE:
            route, value = parse_option((action.get("selected_option") or {}).get("value") or "")
            action = {"value": value}
        context = context_of_click(body, services.directory)
        if route not in ROUTES.clicks:  # a button that only opens a link
            return NOTHING
        answer = _run_click(services, context, route, action)
        answer_click(services, context, body, route, answer)
    except Exception as error:  # noqa: BLE001 - one error path
        failed = answer_error_after(services, context, error, kind="click")
        answer_beside(services, context, body, failed)
    return NOTHING


def _run_click(
    services: SlackServices, context: RequestContext, route: str, action: dict[str, Any]
) -> Answer:
    click = ROUTES.clicks[route]
    chosen = action.get("selected_option") or {}
    value = action.get("value") or chosen.get("value") or ""
    ref = parse_button_value(value) if value else ButtonValue(deal=NO_DEAL)
    try:
        answer = _answer_once(services, context, lambda: click(services, context, ref))
        if context.actor.is_direct and ref.deal and isinstance(answer, DealAnswer):
            remember_use(services, context, ref.deal)
        return answer_in_morning(services, context, ref, answer)
    except Refused as refused:  # stands where an answer would: in an open form too
        return refused.answer


def on_submission(services: SlackServices, body: Body) -> BoltResponse:
    """A form that was sent: what does not fit goes back to its field; else the answer takes the form's place."""
    view = body["view"]
    context: RequestContext | None = None
    try:
        context = context_of_submission(body, services.directory)
        answer = _run_submission(services, context, view)
    except NotFilled as unfit:
        errors = translate_errors(services, context, unfit.errors)
        return acknowledge({"response_action": "errors", "errors": errors})
    except Exception as error:  # noqa: BLE001 - one error path
        answer = answer_error_after(services, context, error, kind="form")
    if isinstance(answer, NothingSaid):
        return NOTHING
    try:
        shown = _show_in_form(services, context, answer)
    except Exception as error:  # noqa: BLE001 - what was recorded stays so, whatever keeps us from showing it
        failed = answer_error_after(services, context, error, kind="form")
        shown = render_as_form(services, context, failed)
    return acknowledge({"response_action": "update", "view": shown})


def _show_in_form(services: SlackServices, context: RequestContext | None, answer: Answer) -> Block:
    """The answer to a form, in its place. One form may lead to the next: what the rows of a sheet are, say, to what its
    columns are."""
    if isinstance(answer, FormOpened):
        return translate_form(services, context, answer)
    return render_as_form(services, context, answer)


def _run_submission(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    submit = ROUTES.submissions.get(view["callback_id"])
    if submit is None:
        raise Forged
    try:
        answer = _answer_once(services, context, lambda: submit(services, context, view))
        return answer_form_of_morning(services, context, view, answer)
    except Refused as refused:
        fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        if refused.why is not RefusalReason.CLOSED or not fields:
            raise
        # Said at a field, the form stays open with everything that was filled in.
        raise NotFilled({fields[0]: REOPEN_FIRST}) from refused


def on_shortcut(services: SlackServices, body: Body) -> BoltResponse:
    """A message shortcut: opens the form, or says why not at the response URL."""
    context: RequestContext | None = None
    try:
        context = context_of_click(body, services.directory)
        shortcut = ROUTES.shortcuts.get(body["callback_id"])
        if shortcut is None:
            raise UnknownButton
        answer = shortcut(services, context, body.get("message") or {})
        if isinstance(answer, FormOpened):
            form = translate_form(services, context, answer)
            client = services.client_of(context.actor.team)
            open_view(client.views_open, body["trigger_id"], form)
            return NOTHING
    except Exception as error:  # noqa: BLE001 - one error path
        answer = answer_error_after(services, context, error, kind="shortcut")
    answer_beside(services, context, body, answer)
    return NOTHING


def on_event(services: SlackServices, body: Body) -> BoltResponse:
    """An event: Slack repeats it where it is not acknowledged, so what fails here is not."""
    event = body["event"]
    # `message.im` is what Slack calls a subscription to the messages of one kind of conversation.
    name = f"message.{event.get('channel_type')}" if event["type"] == "message" else event["type"]
    route = ROUTES.events.get(name)
    if route is None:
        return NOTHING
    try:
        route(services, body, event)
    except (Refusal, Refused, NotInstalled):
        return NOTHING
    except Exception as error:  # noqa: BLE001 - one error path
        logs.unexpected(error, kind="event")
        return BoltResponse(status=500, body="")
    return NOTHING
