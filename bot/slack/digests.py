"""Digests: each button works in the message, whose lines then say what became of them."""

from collections.abc import Callable
from datetime import date, timedelta

import orjson

from bot import logs
from bot.coach import asks, changes, channel_digests, digests, gets, gives, log, preferences
from bot.coach.answers import MoveShown, NotDone, RefusalReason
from bot.coach.preferences import digest_schedule_id
from bot.coach.refusals import AlreadyProcessed, Refused
from bot.coach.requests import (
    AnswerAsk,
    AskAnswer,
    DraftChoice,
    GetChoice,
    MakeGoodwill,
    MeetCondition,
    PutAskAgain,
    RecordAsk,
    RecordGet,
    SettleDraft,
    SettleGetDraft,
    Void,
)
from bot.coach.requests.digests import SnoozeMove
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId, MoveNo
from bot.domain.moves import Kind, State
from bot.language.commands import english_word
from bot.language.languages import language_of
from bot.language.lines import ParsedLine
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.errors import UNHEARD
from bot.slack.forms import moves as move_forms
from bot.slack.forms.digests import SNOOZE, UNTIL, record_view, until_view, void_view
from bot.slack.forms.form import Filled, NotFilled
from bot.slack.replies import Beside, FormOpened, Puzzled
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices

GOODWILL_DAYS = timedelta(days=30)
DAY, WEEK = timedelta(days=1), timedelta(days=7)

Act = Callable[[SlackServices, RequestContext, ButtonValue, MoveShown], object]
"""What a button does with the move of its line."""


def _digest(ref: ButtonValue) -> str:
    """What finds the digest that a button stands in: its day, in a channel with the channel before it."""
    word, _, rest = ref.key.partition(":")
    return rest if word in MORE else ref.key


def _on(act: Act) -> Click:
    """A button of a line: its digest then stands as it is now."""

    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        look = log.show_move if ref.key.partition(":")[0] in LATER else log.show_editable_move
        found = look(context.actor, ref.deal, ref.no, services=services.coach)
        key = _digest(ref)
        answer: object = None
        try:
            answer = act(services, context, ref, found)
        except AlreadyProcessed:  # delivered twice: the digest shows what the first one did
            if _in_channel(key):
                raise
        if isinstance(answer, NotDone | FormOpened):
            return answer
        if not _in_channel(key):
            return digests.reload_digest(context.actor, key, services=services.coach)
        redraw(services, context, ref.deal, key)
        return Beside(answer)

    return route


def _got(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    """They gave it: an ask is agreed to; for a give a form asks what came."""
    if found.row.move.kind is Kind.ASK:
        return _answered(AskAnswer.AGREED)(services, context, ref, found)
    asked = _other(services, context, ref)
    return _form(context, ref, found, Kind.GET, what=asked.row.move.what if asked else "")


def _again(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    """The same ask once more; for a give that has none yet, a form for the first."""
    ask = found if found.row.move.kind is Kind.ASK else _other(services, context, ref)
    if ask is None:
        return _form(context, ref, found, Kind.ASK)
    move = ask.row.move
    version = ref.version if ask is found else move.version
    again = PutAskAgain(
        by=context.actor, deal=ref.deal, no=move.no, version=version, once=context.once
    )
    return changes.put_again(again, services=services.coach)


def _other(services: SlackServices, context: RequestContext, ref: ButtonValue) -> MoveShown | None:
    """The ask that belongs to a give, where its line named one."""
    if not ref.other:
        return None
    try:
        return log.show_editable_move(context.actor, ref.deal, ref.other, services=services.coach)
    except Refused:
        return None


def _form(
    context: RequestContext, ref: ButtonValue, found: MoveShown, kind: Kind, what: str = ""
) -> FormOpened:
    line = ParsedLine(what=what, ref=found.row.move.no)
    return FormOpened(record_view(kind, found.deal, context.actor.locale, line, _digest(ref)))


def _answered(answer: AskAnswer) -> Act:
    def act(
        services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
    ) -> object:
        request = AnswerAsk(
            by=context.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            answer=answer,
            once=context.once,
        )
        return asks.answer_ask(request, services=services.coach)

    return act


def _decided(give: DraftChoice, get: GetChoice) -> Act:
    """What becomes of a draft."""

    def act(
        services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
    ) -> object:
        review = context.actor.today + GOODWILL_DAYS if give is DraftChoice.GOODWILL else None
        if found.row.move.kind is Kind.GET:
            request = SettleGetDraft(
                by=context.actor,
                deal=ref.deal,
                no=ref.no,
                version=ref.version,
                choice=get,
                once=context.once,
            )
            return gets.settle_get_draft(request, services=services.coach)
        order = SettleDraft(
            by=context.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            choice=give,
            review=review,
            once=context.once,
        )
        return gives.settle_draft(order, services=services.coach)

    return act


def _met(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    request = MeetCondition(
        by=context.actor, deal=ref.deal, no=ref.no, version=ref.version, once=context.once
    )
    return changes.meet_condition(request, services=services.coach)


def _goodwill(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    if found.row.move.state is State.DRAFT:
        return _decided(DraftChoice.GOODWILL, GetChoice.DROP)(services, context, ref, found)
    request = MakeGoodwill(
        by=context.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        once=context.once,
        review=context.actor.today + GOODWILL_DAYS,
    )
    return changes.make_goodwill(request, services=services.coach)


def _void(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    return FormOpened(void_view(services.called(context, found.row.move), found.deal, _digest(ref)))


def _until(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    return FormOpened(
        until_view(services.called(context, found.row.move), found.deal, _digest(ref))
    )


def _snoozed(by: timedelta) -> Act:
    def act(
        services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
    ) -> object:
        return _snooze(services, context, ref.deal, ref.no, context.actor.today + by)

    return act


def _snooze(
    services: SlackServices, context: RequestContext, deal: DealId, no: MoveNo, until: date
) -> object:
    return digests.snooze_move(
        SnoozeMove(by=context.actor, deal=deal, no=no, until=until), services=services.coach
    )


LATER: dict[str, Act] = {"day": _snoozed(DAY), "week": _snoozed(WEEK), "until": _until}
"""What changes nothing in the deal, and so is for everybody who reads it, and in a locked deal too."""
MORE: dict[str, Act] = {
    **LATER,
    "goodwill": _goodwill,
    "declined": _answered(AskAnswer.DECLINED),
    "void": _void,
}
"""What a line's menu offers beside its buttons."""


def _chosen(
    services: SlackServices, context: RequestContext, ref: ButtonValue, found: MoveShown
) -> object:
    act = MORE.get(ref.key.partition(":")[0])
    return act(services, context, ref, found) if act else NotDone(why=RefusalReason.CHANGED)


def stop(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """No more of these."""
    return preferences.stop_nudges(context.actor, services=services.coach)


def mute(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A week without."""
    return preferences.mute_nudges(context.actor, services=services.coach)


def daily(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """What had gone quieter comes daily again."""
    key = _digest(ref)
    if not _in_channel(key):
        return digests.resume_daily_digest(context.actor, key, services=services.coach)
    answer = channel_digests.resume_daily_channel_digest(
        context.actor, ref.deal, services=services.coach
    )
    if isinstance(answer, NotDone):
        return answer
    redraw(services, context, ref.deal, key)
    return Beside(answer)


def _line(context: RequestContext, filled: Filled, kind: Kind) -> ParsedLine:
    return move_forms.line_of(filled, kind, context.actor.locale)


def got_it(services: SlackServices, context: RequestContext, view: Element) -> object:
    """What they gave for a give of a digest."""
    filled = move_forms.recording(Kind.GET, context.actor.locale).read(view)
    line = _line(context, filled, Kind.GET)
    request = RecordGet(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        line=line,
        typed="",
        once=filled.metadata.once,
    )
    return _told(services, context, filled, gets.record_get(request, services=services.coach))


def asked(services: SlackServices, context: RequestContext, view: Element) -> object:
    """What was asked in return for a give of a digest."""
    filled = move_forms.recording(Kind.ASK, context.actor.locale).read(view)
    line = _line(context, filled, Kind.ASK)
    request = RecordAsk(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        line=line,
        typed="",
        once=filled.metadata.once,
    )
    return _told(services, context, filled, asks.record_ask(request, services=services.coach))


def voided(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A move of a digest that no longer counts, and why."""
    filled = move_forms.VOID.read(view)
    request = Void(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        no=MoveNo(filled.metadata.move),
        version=filled.metadata.version,
        why=filled.need(move_forms.VOIDED_WHY),
        once=filled.metadata.once,
    )
    return _told(services, context, filled, changes.void(request, services=services.coach))


def snoozed(services: SlackServices, context: RequestContext, view: Element) -> object:
    """Until when a move stays out of digests."""
    filled = SNOOZE.read(view)
    until = filled.need(UNTIL)
    if until <= context.actor.today:
        raise NotFilled({UNTIL.name: "Please choose a day after today."})
    answer = _snooze(
        services, context, DealId(filled.metadata.deal), MoveNo(filled.metadata.move), until
    )
    return _told(services, context, filled, answer)


def _told(
    services: SlackServices, context: RequestContext, filled: Filled, answer: object
) -> object:
    """The answer in the form, and the digest behind it as it stands now."""
    if not isinstance(answer, NotDone):
        redraw(services, context, DealId(filled.metadata.deal), filled.metadata.aim)
    return answer


def _in_channel(key: str) -> bool:
    return ":" in key


def redraw(services: SlackServices, context: RequestContext, deal: DealId, key: str) -> None:
    """Puts a digest up again where it was sent and in the language it was sent in, in one call; where that fails it
    stays as it was, and says so at the next button. In a channel only while that is still ours alone."""
    by = context.actor
    now: object
    try:
        if _in_channel(key):
            services.directory.is_private(by.team, ChannelId(key.partition(":")[0]))
            id_ = f"digest:{deal}:{key}"
            now = channel_digests.reload_channel_digest(by, deal, key, services=services.coach)
        else:
            id_ = f"{digest_schedule_id(by.person)}:{key}"
            now = digests.reload_digest(by, key, services=services.coach)
    except Refused:
        return
    with services.coach.store.reading() as work:
        post = work.outbox.find(by.team, id_)
    if isinstance(now, NotDone) or post is None or not post.ts:
        return
    message = services.renderer.render(
        now, locale=orjson.loads(post.body)["locale"], today=by.today
    )
    try:
        services.client.chat_update(
            channel=post.conversation, ts=post.ts, text=message.text, blocks=message.blocks
        )
    except UNHEARD as error:
        logs.unexpected(error, kind="digest")


def in_channel(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal digest here on`, `/deal digest here off`."""
    language = language_of(context.actor.locale)
    words = [english_word(word, language) for word in rest.casefold().split()]
    if words not in (["here", "on"], ["here", "off"]):
        return Puzzled(
            command="deal", typed=echo(f"digest {rest}".strip()), example="/deal digest here on"
        )
    channel = context.actor.channel
    on = words[1] == "on"
    private = (
        on and channel is not None and services.directory.is_private(context.actor.team, channel)
    )
    return channel_digests.set_channel_digest(
        context.actor, here.id, on=on, private=private, services=services.coach
    )


def pause(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A week without, for the channel."""
    return channel_digests.pause_channel_digest(context.actor, ref.deal, services=services.coach)


def stop_in_channel(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """No more of these in the channel."""
    return channel_digests.set_channel_digest(
        context.actor, ref.deal, on=False, private=False, services=services.coach
    )


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"digest": in_channel}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "digest.got": _on(_got),
    "digest.again": _on(_again),
    "digest.said": _on(_decided(DraftChoice.ALREADY_SAID, GetChoice.A_GET)),
    "digest.drop": _on(_decided(DraftChoice.DROP, GetChoice.DROP)),
    "digest.met": _on(_met),
    "digest.more": _on(_chosen),
    "digest.mute": mute,
    "digest.stop": stop,
    "digest.daily": daily,
    "digest.pause": pause,
    "digest.end": stop_in_channel,
}
SUBMISSIONS: dict[str, Submission] = {
    "digest.got_it": got_it,
    "digest.asked": asked,
    "digest.voided": voided,
    "digest.snoozed": snoozed,
}
