"""How an answer reaches the person: in the ack, at the response URL, in the form in front of them, or in Home."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256

import orjson
from slack_bolt import BoltResponse
from slack_sdk.errors import SlackApiError

from bot import logs
from bot.coach.answers import DealLog, NotDone
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.direct import DealAsked
from bot.coach.answers.endings import DealClosed
from bot.coach.deals import look_around
from bot.slack import limits_table as limits
from bot.slack.authors import show_roles_in_answer
from bot.slack.blocks import Block, actions_block, button_element, plain_text
from bot.slack.button_values import ref
from bot.slack.concerns import deal_of
from bot.slack.context import Body, RequestContext
from bot.slack.errors import UNHEARD, NoForm, Refusal
from bot.slack.events import publish_home
from bot.slack.folding import fold, is_everyday
from bot.slack.form_language import translate_view
from bot.slack.home_places import HomePlace, read_place
from bot.slack.installations import NotInstalled
from bot.slack.limits import check_view
from bot.slack.log import CHART_OF_LOG, SHOW_CHART
from bot.slack.markup import to_plain_text, truncate
from bot.slack.render import Message, dump_message, load_message
from bot.slack.replies import (
    AboutDeal,
    Beside,
    ChartAlone,
    FormOpened,
    HomeTurned,
    LedByConcern,
    LedByDeal,
    NothingSaid,
    Public,
    SourceRemoved,
    Whole,
    WithNotUsed,
)
from bot.slack.response_links import CHART
from bot.slack.services import SlackServices
from bot.translations import N_

JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json"]}
NOTHING = BoltResponse(status=200, body="")

STANDS_BESIDE = frozenset(
    {
        "ask.propose",
        "objection.ask",
        "card.show",
        "chart.show",
        "sentence.copy",
        "deal.show",
        "deal.log",
        "debrief.show",
        "direct.other",
        "entry.open",
        "rule.mute",
        "line.note",
        "message.record",
        "trade.choose",
    }
    | {"nudges.yes", "nudges.no", "digest.mute", "digest.stop", "offer.compare", "offer.log"}
    | {
        "nudges.unmute",
        "digest.pause",
        "digest.end",
        "digest.resume",
        "checkin.held",
        "date.notice_given",
        "date.reopen",
    }
    | {"document.download", "approval.list", "audit.export"}
)
"""Clicks whose answer stands beside the message they were made in, as does why nothing was done; every other answer
takes its place."""

KEY_LENGTH = 32
"""Of what the whole of an answer is found by."""


def acknowledge(payload: object) -> BoltResponse:
    """An ack with a body."""
    return BoltResponse(status=200, body=orjson.dumps(payload).decode(), headers=JSON)


def answer_in_ack(
    services: SlackServices, context: RequestContext | None, answer: Answer, *, trigger: str = ""
) -> BoltResponse:
    """The answer to a command: a form opens, or the message travels in the ack, seen by the person alone."""
    if isinstance(answer, FormOpened):
        form = translate_form(services, context, answer)
        if context is None:
            raise NoForm
        open_view(services.client_of(context.actor.team).views_open, trigger, form)
        return NOTHING
    message = render_answer(services, context, answer)
    blocks = _put_charts_behind_button(services, context, answer, message)
    return acknowledge({"response_type": "ephemeral", "text": message.text, "blocks": blocks})


def _put_charts_behind_button(
    services: SlackServices,
    context: RequestContext | None,
    answer: Answer,
    message: Message,
) -> Sequence[Block]:
    """The blocks with a button in the place of charts. Slack does not know charts in every workspace yet; it would show
    nothing at all of an ack that holds one, and nobody could send it again."""
    plain = [block for block in message.blocks if block["type"] != CHART]
    if len(plain) == len(message.blocks) or context is None:
        return plain
    if services.links.is_refused(CHART, context.actor.team):
        return plain
    key = CHART_OF_LOG
    if not isinstance(answer, DealLog):
        key = sha256(context.once.encode()).hexdigest()[:KEY_LENGTH]
        # No everyday answer has charts, so that this message was not folded before.
        services.folded.keep(key, (context.actor.person, dump_message(message)))
    label = services.renderer.catalogue(context.actor.locale).reads(N_("Show the chart"))
    button = button_element(label, SHOW_CHART, ref(deal_of(answer), key=key))
    last = plain[-1]
    if last["type"] == "actions" and len(last["elements"]) < limits.ACTION_ELEMENTS:
        return [*plain[:-1], last | {"elements": [*last["elements"], button]}]
    return [*plain, actions_block([button])]


def render_answer(
    services: SlackServices, context: RequestContext | None, answer: Answer
) -> Message:
    """The answer in words, for the person's locale and day: an everyday one in four lines, with the rest behind
    *More*. Where several deals are open in the channel, a line at its end says which deal it is about."""
    if isinstance(answer, Whole):
        message = load_message(answer.message)
        return _keep_charts(message) if answer.charts_only else message
    if isinstance(answer, ChartAlone):
        return _keep_charts(_render_whole(services, context, answer.answer))
    message = _render_whole(services, context, answer)
    if context is None or services.whole_answers or not is_everyday(_find_main(answer)):
        return message
    show_all = services.renderer.catalogue(context.actor.locale).reads(N_("Show everything"))
    key = sha256(context.once.encode()).hexdigest()[:KEY_LENGTH]
    value = ref(deal_of(_find_main(answer)), key=key)
    short = fold(message.blocks, key=value, show_all=show_all)
    if short is None:
        return message
    # As it was rendered: an answer holds all moves of its deal.
    services.folded.keep(key, (context.actor.person, dump_message(message)))
    return Message(text=message.text, blocks=short)


def _keep_charts(message: Message) -> Message:
    charts = tuple(block for block in message.blocks if block["type"] == CHART)
    return Message(text=message.text, blocks=charts)


def _find_main(answer: Answer) -> Answer:
    """The answer itself, without what stands around it."""
    if isinstance(answer, LedByDeal | LedByConcern):
        return _find_main(answer.answer)
    return answer.answer if isinstance(answer, WithNotUsed) else answer


def _render_whole(
    services: SlackServices,
    context: RequestContext | None,
    answer: Answer,
    *,
    with_sentences: bool = True,
) -> Message:
    """All of an answer. `with_sentences` is False where what may be said has to wait."""
    if isinstance(answer, LedByConcern):
        return _prepend(
            _render_whole(services, context, answer.lead),
            _render_whole(services, context, answer.answer, with_sentences=False),
        )
    if isinstance(answer, LedByDeal):
        return _put_deal_first(
            answer.lead.deal.name,
            _render_whole(services, context, answer.lead),
            _render_whole(services, context, answer.answer, with_sentences=with_sentences),
        )
    locale, today = _reader_of(services, context)
    beneath: tuple[DealAnswer | None, ...] = ()
    if isinstance(answer, WithNotUsed):
        beneath = (answer.not_used, answer.split, answer.also)
        answer = answer.answer
    message = services.renderer.render(
        answer, locale=locale, today=today, with_sentences=with_sentences
    )
    message = _show_roles(services, context, answer, message)
    if isinstance(answer, DealAsked) and answer.preview is not None:
        preview = _render_whole(services, context, answer.preview, with_sentences=with_sentences)
        return _append(message, _without_elements(preview))
    for addition in beneath:
        if addition is not None:
            rendered = services.renderer.render(addition, locale=locale, today=today)
            message = _append(message, _show_roles(services, context, addition, rendered))
    deal = answer.deal if isinstance(answer, DealAnswer | NotDone) else None
    if context is None or deal is None:
        return message
    around = look_around(context.actor, services=services.coach)
    if around.just_closed is not None and not isinstance(answer, DealClosed):
        # Whoever has just closed a deal may go on with it, or with the other one.
        named = AboutDeal(deal=deal, is_first=True)
        lead = services.renderer.render(named, locale=locale, today=today)
        return _put_deal_first(deal.name, lead, message)
    if not around.has_several:
        return message
    about = services.renderer.render(AboutDeal(deal=deal), locale=locale, today=today)
    return _append(message, about)


def _show_roles(
    services: SlackServices,
    context: RequestContext | None,
    answer: object,
    message: Message,
    *,
    is_public: bool = False,
) -> Message:
    """The message with people as roles, where an admin chose that."""
    shown = (message.text, message.blocks)
    text, blocks = show_roles_in_answer(services, context, answer, shown, is_public=is_public)
    return Message(text=text, blocks=blocks)


def _put_deal_first(name: str, lead: Message, message: Message) -> Message:
    """The message under the name of its deal; where it begins with that itself, with the button of the lead beside
    it."""
    first = message.blocks[0]
    begins = first["type"] == "section" and "accessory" not in first and "text" in first
    if not begins or not to_plain_text(first["text"]["text"]).startswith(name):
        return _prepend(lead, message)
    named = first | {"accessory": lead.blocks[0]["accessory"]}
    return Message(text=message.text, blocks=(named, *message.blocks[1:]))


def _prepend(lead: Message, message: Message) -> Message:
    """The message under a line that leads it, where Slack takes as many blocks."""
    blocks = (*lead.blocks, *message.blocks)
    if len(blocks) > limits.MESSAGE_BLOCKS:
        return message
    text = truncate(f"{lead.text}: {message.text}", limits.MESSAGE_TEXT)
    return Message(text=text, blocks=blocks)


def _without_elements(message: Message) -> Message:
    """The message without anything to press: what a preview says is not there to be acted on. The labels of a row that
    a line leads up to (`In return, ask for:`) go on with that line."""
    blocks: list[Block] = []
    for block in message.blocks:
        if block["type"] != "actions":
            blocks.append({name: part for name, part in block.items() if name != "accessory"})
            continue
        text = blocks[-1].get("text") if blocks else None
        if text and text["text"].endswith(":"):
            labels = [each["text"]["text"] for each in block["elements"] if "text" in each]
            listed = to_plain_text(text["text"]) + " " + ", ".join(labels)
            blocks[-1] = blocks[-1] | {"text": plain_text(listed)}
    return Message(text=message.text, blocks=tuple(blocks))


def _append(message: Message, addition: Message) -> Message:
    """The message with an addition beneath it, where Slack takes as many blocks."""
    blocks = (*message.blocks, *addition.blocks)
    if len(blocks) > limits.MESSAGE_BLOCKS:
        return message
    return Message(text=message.text, blocks=blocks)


def _reader_of(services: SlackServices, context: RequestContext | None) -> tuple[str, date]:
    """For whom it is said: locale and day. Where nobody knows who asked, in English and today."""
    if context is None:
        return "en-US", services.coach.clock.now().date()
    return context.actor.locale, context.actor.today


def translate_form(
    services: SlackServices, context: RequestContext | None, opened: FormOpened
) -> Block:
    """The form in the person's language."""
    locale, _ = _reader_of(services, context)
    renderer = services.renderer
    return renderer.name_commands_in(translate_view(opened.view, renderer.catalogue(locale)))


def translate_errors(
    services: SlackServices, context: RequestContext | None, errors: Mapping[str, str]
) -> dict[str, str]:
    """What does not fit yet, by field, in the person's language."""
    locale, _ = _reader_of(services, context)
    catalogue = services.renderer.catalogue(locale)
    name_commands = services.renderer.name_commands_of
    return {field: name_commands(catalogue.reads(text)) for field, text in errors.items()}


def answer_click(
    services: SlackServices, context: RequestContext, body: Body, route: str, answer: Answer
) -> None:
    """The answer to a button: where the button stands."""
    if isinstance(answer, NothingSaid):
        return
    if isinstance(answer, HomeTurned):
        _draw_home(services, context, read_place(_metadata_of(body)).turn(answer))
        return
    if isinstance(answer, FormOpened):
        form = translate_form(services, context, answer)
        if answer.instead and _is_in_form(body):
            _update_view(services, body, form)
        else:
            _open_view(services, body, form)
    elif context.response_url:
        _answer_at_link(services, context, route, answer)
    elif isinstance(answer, SourceRemoved):
        return  # there is no message to remove
    elif _is_in_form(body):
        _update_view(services, body, render_as_form(services, context, answer))
    else:
        _open_view(services, body, render_as_form(services, context, answer))
        _draw_home(services, context, read_place(_metadata_of(body)))


def _draw_home(services: SlackServices, context: RequestContext, place: HomePlace) -> None:
    publish_home(services, context.actor.team, context.actor.person, place)


def _metadata_of(body: Body) -> str:
    return str((body.get("view") or {}).get("private_metadata") or "")


def _is_in_form(body: Body) -> bool:
    return (body.get("view") or {}).get("type") == "modal"


def answer_beside(
    services: SlackServices, context: RequestContext | None, body: Body, answer: Answer
) -> None:
    """Says that nothing was done, and why: beside what was pressed, or in a form where that stood in a form or Home."""
    link = body.get("response_url")
    try:
        if link:
            message = render_answer(services, context, answer)
            team = context.actor.team if context is not None else ""
            payload = _build_payload(message, public=False, replace=False)
            services.links.post(link, payload, team)
        else:
            _open_view(services, body, render_as_form(services, context, answer))
    except (Refusal, NotInstalled):  # there is no form, or nothing to answer with
        return


def _open_view(services: SlackServices, body: Body, view: Block) -> None:
    client = services.client_for(body)
    call = client.views_push if _is_in_form(body) else client.views_open
    open_view(call, str(body.get("trigger_id") or ""), view)


def open_view(call: Callable[..., object], trigger: str, view: Block) -> None:
    """A form in front of the person. Raises `NoForm` where Slack does not open it."""
    try:
        call(trigger_id=trigger, view=view)
    except UNHEARD as error:
        logs.unexpected(error, kind="form")
        raise NoForm from error


def _update_view(services: SlackServices, body: Body, view: Block) -> None:
    shown = body["view"]
    try:
        client = services.client_for(body)
        client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view)
    except SlackApiError as error:
        # The form has changed since the button was pressed, and a newer answer stands there already; or it was closed.
        if error.response.get("error") not in ("hash_conflict", "not_found"):
            raise


def _answer_at_link(
    services: SlackServices, context: RequestContext, route: str, answer: Answer
) -> None:
    link, team = context.response_url, context.actor.team
    if isinstance(answer, SourceRemoved):
        services.links.post(link, {"delete_original": True}, team)
        return
    public = isinstance(answer, Public)
    beside = public or route in STANDS_BESIDE or isinstance(answer, Beside | NotDone)
    if isinstance(answer, Beside | Public):
        answer = answer.answer
    message = render_answer(services, context, answer)
    if public:
        message = _show_roles(services, context, answer, message, is_public=True)
        # What the person saw first was theirs alone; Slack does not make such a message public in its place.
        services.links.post(link, {"delete_original": True}, team)
    services.links.post(link, _build_payload(message, public=public, replace=not beside), team)


def _build_payload(message: Message, *, public: bool, replace: bool) -> dict[str, object]:
    return {
        "response_type": "in_channel" if public else "ephemeral",
        "replace_original": replace,
        "text": message.text,
        "blocks": list(message.blocks),
    }


def render_as_form(
    services: SlackServices, context: RequestContext | None, answer: Answer
) -> Block:
    """A message as a form without questions."""
    locale, _ = _reader_of(services, context)
    view: Block = {
        "type": "modal",
        "callback_id": "sentence.done",
        "title": {"type": "plain_text", "text": "Giveget"},
        "close": {
            "type": "plain_text",
            "text": services.renderer.catalogue(locale).reads(N_("Close")),
        },
        "private_metadata": "",
        "blocks": _render_form_blocks(services, context, answer),
    }
    check_view(view)
    return view


def _render_form_blocks(
    services: SlackServices, context: RequestContext | None, answer: Answer
) -> list[Block]:
    """The blocks of a message in a form: without what says which deal it is about, and what was not used."""
    if isinstance(answer, Whole):
        return list(load_message(answer.message).blocks)
    locale, today = _reader_of(services, context)
    if isinstance(answer, LedByDeal | Beside | Public | ChartAlone):
        answer = answer.answer
    lead: list[Block] = []
    with_sentences = True
    if isinstance(answer, LedByConcern):
        lead = services.renderer.blocks(answer.lead, locale=locale, today=today)
        lead = show_roles_in_answer(services, context, answer.lead, lead)
        answer, with_sentences = answer.answer, False
    if isinstance(answer, WithNotUsed):
        answer = answer.answer
    blocks = services.renderer.blocks(
        answer, locale=locale, today=today, with_sentences=with_sentences
    )
    return [*lead, *show_roles_in_answer(services, context, answer, blocks)]
