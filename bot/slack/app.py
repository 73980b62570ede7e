"""The Bolt app: one listener per kind of request, each through the table of routes and one error path."""

import re
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import logs
from bot.coach.answers import NotDone, Why
from bot.coach.ports import Busy, Stale
from bot.domain.ids import DealId
from bot.slack.bench import Bench
from bot.slack.blocks import route_of
from bot.slack.errors import Refusal
from bot.slack.forms.form import Forged, NotFilled
from bot.slack.ids import Ref, Unknown, read_ref
from bot.slack.links import which_deal
from bot.slack.replies import Failed, FormOpened, Turned
from bot.slack.replying import (
    NOTHING,
    errors_for,
    form_for,
    in_ack,
    of_trouble,
    put_up,
    said_in_form,
    to_click,
    told,
)
from bot.slack.routes import CLICKS, COMMANDS, EVENTS, SHORTCUTS, SUBMISSIONS
from bot.slack.where import Body, Where, of_click, of_command

ANY = re.compile("")
NO_DEAL = DealId("")
LONGEST_TYPED = 500
"""How much of what was typed goes back to the person with a failure."""


def slack_app(bench: Bench, *, signing_secret: str, token: str, client: WebClient) -> App:
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
        authorize=authorize,
        process_before_response=True,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
    )
    app.command(ANY)(lambda body: on_command(bench, body))
    app.action(ANY)(lambda body: on_click(bench, body))
    app.view(ANY)(lambda body: on_submission(bench, body))
    app.view_closed(ANY)(lambda: NOTHING)
    app.shortcut(ANY)(lambda body: on_shortcut(bench, body))
    for name in EVENTS:
        app.event(name)(lambda body: on_event(bench, body))
    return app


def on_command(bench: Bench, body: Body) -> BoltResponse:
    """A slash command: its answer travels in the ack."""
    text = str(body.get("text") or "").strip()
    where: Where | None = None
    try:
        where = of_command(body, bench.directory)
        answer = COMMANDS[body["command"]](bench, where, text)
        if isinstance(answer, NotDone) and answer.why is Why.MANY_DEALS:
            answer = which_deal(bench, where, body["command"], text)
        return in_ack(bench, where, answer, trigger=str(body.get("trigger_id") or ""))
    except Exception as error:  # noqa: BLE001 - one error path: known errors in their words, others with a reference
        return in_ack(bench, where, answer_to(error, kind="command", typed=text))


def answer_to(error: Exception, *, kind: str, typed: str = "") -> object:
    """What a person reads where something went wrong. What nobody foresaw is logged under a reference."""
    if isinstance(error, Refusal | Forged | Unknown):
        return Turned(sentence=str(type(error).__doc__))
    if isinstance(error, Busy | Stale):
        return NotDone(
            why=Why.BUSY if isinstance(error, Busy) else Why.CHANGED, typed=typed[:LONGEST_TYPED]
        )
    return Failed(reference=logs.unexpected(error, kind=kind), typed=typed[:LONGEST_TYPED])


def on_click(bench: Bench, body: Body) -> BoltResponse:
    """A button or a menu: the answer takes the place of what it stood in."""
    action = body["actions"][0]
    route = route_of(action["action_id"])
    where: Where | None = None
    try:
        where = of_click(body, bench.directory)
        answer = _clicked(bench, where, route, action)
        to_click(bench, where, body, route, answer)
    except Exception as error:  # noqa: BLE001 - one error path
        of_trouble(bench, where, body, answer_to(error, kind="click"))
    return NOTHING


def _clicked(bench: Bench, where: Where, route: str, action: dict[str, Any]) -> object:
    act = CLICKS.get(route)
    if act is None:
        return None
    chosen = action.get("selected_option") or {}
    value = action.get("value") or chosen.get("value") or ""
    return act(bench, where, read_ref(value) if value else Ref(deal=NO_DEAL))


def on_submission(bench: Bench, body: Body) -> BoltResponse:
    """A form that was sent: what does not fit goes back to its field; else the answer takes the form's place."""
    view = body["view"]
    where: Where | None = None
    try:
        where = of_click(body, bench.directory)
        answer = SUBMISSIONS[view["callback_id"]](bench, where, view)
    except NotFilled as unfit:
        return told({"response_action": "errors", "errors": errors_for(bench, where, unfit.errors)})
    except Exception as error:  # noqa: BLE001 - one error path
        answer = answer_to(error, kind="form")
    if answer is None:
        return NOTHING
    return told({"response_action": "update", "view": said_in_form(bench, where, answer)})


def on_shortcut(bench: Bench, body: Body) -> BoltResponse:
    """A message shortcut: opens the form, or says why not at the response URL."""
    where: Where | None = None
    try:
        where = of_click(body, bench.directory)
        answer = SHORTCUTS[body["callback_id"]](bench, where, body.get("message") or {})
        if isinstance(answer, FormOpened):
            put_up(bench.client.views_open, body["trigger_id"], form_for(bench, where, answer))
            return NOTHING
    except Exception as error:  # noqa: BLE001 - one error path
        answer = answer_to(error, kind="shortcut")
    of_trouble(bench, where, body, answer)
    return NOTHING


def on_event(bench: Bench, body: Body) -> BoltResponse:
    """An event: Slack repeats it where it is not taken, so what fails here is not acknowledged."""
    event = body["event"]
    try:
        EVENTS[event["type"]](bench, body, event)
    except Refusal:
        return NOTHING
    except Exception as error:  # noqa: BLE001 - one error path
        logs.unexpected(error, kind="event")
        return BoltResponse(status=500, body="")
    return NOTHING
