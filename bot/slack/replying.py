"""How an answer reaches the person: in the ack, at the response URL, in the form in front of them, or in Home."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import orjson
from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot import logs
from bot.coach.answers import NotDone
from bot.coach.answers.base import DealAnswer
from bot.slack import limits_table as limits
from bot.slack.blocks import Block
from bot.slack.context import Body, RequestContext
from bot.slack.errors import UNHEARD, NoForm
from bot.slack.events import publish_home
from bot.slack.form_language import translate_view
from bot.slack.limits import check_view
from bot.slack.links import has_several_deals
from bot.slack.render import Message
from bot.slack.replies import AboutDeal, Beside, FormOpened, Public, SourceRemoved
from bot.slack.services import SlackServices
from bot.translations import N_

JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json"]}
NOTHING = BoltResponse(status=200, body="")

KEPT = frozenset(
    {
        "ask.propose",
        "objection.ask",
        "card.show",
        "sentence.copy",
        "deal.show",
        "deal.log",
        "rule.mute",
    }
    | {"nudges.yes", "nudges.no", "digest.mute", "digest.stop", "offer.compare", "offer.log"}
    | {"digest.pause", "digest.end"}
)
"""Clicks whose answer stands beside the message they were made in, as does why nothing was done; every other answer
takes its place."""

LINK_SECONDS = 1
"""How long the response URL may take."""


def told(payload: object) -> BoltResponse:
    """An ack with a body."""
    return BoltResponse(status=200, body=orjson.dumps(payload).decode(), headers=JSON)


def in_ack(
    services: SlackServices, context: RequestContext | None, answer: object, *, trigger: str = ""
) -> BoltResponse:
    """The answer to a command: a form opens, or the message travels in the ack, seen by the person alone."""
    if isinstance(answer, FormOpened):
        put_up(services.client.views_open, trigger, form_for(services, context, answer))
        return NOTHING
    message = say(services, context, answer)
    return told({"response_type": "ephemeral", "text": message.text, "blocks": message.blocks})


def say(services: SlackServices, context: RequestContext | None, answer: object) -> Message:
    """The answer in words, for the person's locale and day."""
    locale, today = _reader(services, context)
    message = services.renderer.render(answer, locale=locale, today=today)
    deal = answer.deal if isinstance(answer, DealAnswer | NotDone) else None
    if context is None or deal is None or not has_several_deals(services, context):
        return message
    about = services.renderer.render(AboutDeal(deal=deal), locale=locale, today=today)
    return (
        Message(text=message.text, blocks=(*message.blocks, *about.blocks))
        if _room(message)
        else message
    )


def _room(message: Message) -> bool:
    """Whether a message can take the line that says which deal it is about."""
    return len(message.blocks) + 2 <= limits.MESSAGE_BLOCKS


def _reader(services: SlackServices, context: RequestContext | None) -> tuple[str, date]:
    """For whom it is said: locale and day; where nobody knows who asked, in English and today."""
    return (
        (context.actor.locale, context.actor.today)
        if context
        else ("en-US", services.coach.clock.now().date())
    )


def form_for(services: SlackServices, context: RequestContext | None, opened: FormOpened) -> Block:
    """The form in the person's language."""
    locale, _ = _reader(services, context)
    return translate_view(opened.view, services.renderer.catalogue(locale))


def errors_for(
    services: SlackServices, context: RequestContext | None, errors: Mapping[str, str]
) -> dict[str, str]:
    """What does not fit yet, by field, in the person's language."""
    locale, _ = _reader(services, context)
    catalogue = services.renderer.catalogue(locale)
    return {field: catalogue.reads(sentence) for field, sentence in errors.items()}


def to_click(
    services: SlackServices, context: RequestContext, body: Body, route: str, answer: object
) -> None:
    """The answer to a button: where the button stands."""
    if answer is None:
        return
    if isinstance(answer, FormOpened):
        in_place = answer.instead and (body.get("view") or {}).get("type") == "modal"
        (_update if in_place else _open)(services, body, form_for(services, context, answer))
    elif context.response_url:
        _answer_at_link(services, context, route, answer)
    elif (body.get("view") or {}).get("type") == "modal":
        _update(services, body, said_in_form(services, context, answer))
    else:
        _open(services, body, said_in_form(services, context, answer))
        publish_home(services, context.actor.team, context.actor.person)


def of_trouble(
    services: SlackServices, context: RequestContext | None, body: Body, answer: object
) -> None:
    """Says that nothing was done, and why: beside what was pressed, or in a form where that stood in a form or Home."""
    link = body.get("response_url")
    try:
        if link:
            _post(link, _payload(say(services, context, answer), public=False, replace=False))
        else:
            _open(services, body, said_in_form(services, context, answer))
    except NoForm:
        return


def _open(services: SlackServices, body: Body, view: Block) -> None:
    in_form = (body.get("view") or {}).get("type") == "modal"
    put_up(
        services.client.views_push if in_form else services.client.views_open,
        body["trigger_id"],
        view,
    )


def put_up(call: Callable[..., object], trigger: str, view: Block) -> None:
    """A form in front of the person. Raises `NoForm` where Slack does not open it."""
    try:
        call(trigger_id=trigger, view=view)
    except UNHEARD as error:
        logs.unexpected(error, kind="form")
        raise NoForm from error


def _update(services: SlackServices, body: Body, view: Block) -> None:
    """Where the form has changed since, a newer answer stands there already."""
    try:
        services.client.views_update(
            view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view
        )
    except SlackApiError as error:
        if error.response.get("error") != "hash_conflict":
            raise


def _answer_at_link(
    services: SlackServices, context: RequestContext, route: str, answer: object
) -> None:
    if isinstance(answer, SourceRemoved):
        _post(context.response_url, {"delete_original": True})
        return
    public = isinstance(answer, Public)
    beside = public or route in KEPT or isinstance(answer, Beside | NotDone)
    message = say(
        services, context, answer.answer if isinstance(answer, Beside | Public) else answer
    )
    if public:
        _post(context.response_url, {"delete_original": True})
    _post(context.response_url, _payload(message, public=public, replace=not beside))


def _payload(message: Message, *, public: bool, replace: bool) -> dict[str, object]:
    return {
        "response_type": "in_channel" if public else "ephemeral",
        "replace_original": replace,
        "text": message.text,
        "blocks": list(message.blocks),
    }


def _post(link: str, payload: dict[str, object]) -> None:
    """One POST, after the commit and before the ack, not tried again; if it fails, Home shows what happened."""
    try:
        WebhookClient(link, timeout=LINK_SECONDS).send_dict(payload)
    except UNHEARD as error:
        logs.unexpected(error, kind="response_url")


def said_in_form(services: SlackServices, context: RequestContext | None, answer: object) -> Block:
    """A message as a form without questions."""
    locale, today = _reader(services, context)
    view: Block = {
        "type": "modal",
        "callback_id": "sentence.done",
        "title": {"type": "plain_text", "text": "Giveget"},
        "close": {
            "type": "plain_text",
            "text": services.renderer.catalogue(locale).reads(N_("Close")),
        },
        "private_metadata": "",
        "blocks": services.renderer.blocks(answer, locale=locale, today=today),
    }
    check_view(view)
    return view
