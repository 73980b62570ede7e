"""Digests: each button works in the message, whose lines then say what became of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import orjson

from bot import logs
from bot.coach import (
    asks,
    changes,
    channel_digests,
    conditions_met,
    gets,
    gives,
    log,
    next_steps,
    preferences,
    snoozes,
)
from bot.coach.actors import Actor
from bot.coach.answers import MoveShown, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.digests import ChannelDigestMade
from bot.coach.answers.mornings import MorningMade
from bot.coach.asks import AskAnswer
from bot.coach.gets import GetChoice
from bot.coach.gives import Decision, DraftChoice
from bot.coach.mornings import keeping
from bot.coach.mornings import reload as mornings_reload
from bot.coach.mornings.schedule import morning_schedule_id
from bot.coach.mornings.topics import move_subject
from bot.coach.moves import SeenMove
from bot.coach.refusals import AlreadyProcessed, Refused
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId, MoveNo
from bot.domain.moves import Kind, Move, State
from bot.language.commands import english_word
from bot.language.languages import language_of
from bot.language.lines import ParsedLine
from bot.slack.authors import show_roles_for
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.errors import UNHEARD
from bot.slack.forms import moves as move_forms
from bot.slack.forms.digests import SNOOZE, UNTIL, record_view, until_view, void_view
from bot.slack.forms.form import Filled, NotFilled
from bot.slack.replies import Beside, FormOpened, Puzzled
from bot.slack.routing import Click, Routes, echo
from bot.slack.services import SlackServices

GOODWILL_DAYS = timedelta(days=30)
"""When goodwill is reviewed that was made in a digest."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedLine:
    """A button of a digest's line that was pressed, and the line's move as it stands."""

    services: SlackServices
    context: RequestContext
    ref: ButtonValue
    found: MoveShown

    @property
    def move(self) -> Move:
        """The move of the line."""
        return self.found.row.move

    @property
    def digest_key(self) -> str:
        """What finds the digest that the button stands in."""
        return _digest_key(self.ref)


LineAction = Callable[[PressedLine], Answer]


def _digest_key(ref: ButtonValue) -> str:
    """What finds the digest that a button stands in: its day, in a channel with the channel before it. In a line's menu
    the chosen word stands before that: `week:C1:2026-11-24`."""
    word, _, rest = ref.key.partition(":")
    return rest if word in MENU_ACTIONS else ref.key


def _line_click(act: LineAction) -> Click:
    """A button of a line: `act`, then the digest as it stands now."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        is_snoozing = ref.key.partition(":")[0] in SNOOZE_ACTIONS
        show = log.show_move if is_snoozing else log.show_editable_move
        found = show(context.actor, ref.deal, ref.no, services=services.coach)
        pressed = PressedLine(services=services, context=context, ref=ref, found=found)
        key = pressed.digest_key
        try:
            answer = act(pressed)
        except AlreadyProcessed:
            # Delivered twice: a person's digest shows what the first delivery did. In a channel the edge answers.
            if _is_in_channel(key):
                raise
            return mornings_reload.reload_morning(context.actor, key, services=services.coach)
        if isinstance(answer, FormOpened):
            return answer
        if not _is_in_channel(key):
            return mornings_reload.reload_morning(context.actor, key, services=services.coach)
        redraw_digest(services, context, ref.deal, key)
        return Beside(answer)

    return click


def _mark_got(pressed: PressedLine) -> Answer:
    """They gave it: an ask is agreed to; for a give a form asks what came."""
    if pressed.move.kind is Kind.ASK:
        return _answer_ask(pressed, AskAnswer.AGREED)
    ask = _find_other_ask(pressed)
    return _open_record_form(pressed, Kind.GET, what=ask.row.move.what if ask else "")


def _put_again(pressed: PressedLine) -> Answer:
    """The same ask once more; for a give that has none yet, a form for the first, with the best thing to ask for."""
    move, version = pressed.move, pressed.ref.version
    if move.kind is not Kind.ASK:
        ask = _find_other_ask(pressed)
        if ask is None:
            best = next_steps.name_best_ask(
                pressed.context.actor, pressed.ref.deal, move.no, services=pressed.services.coach
            )
            return _open_record_form(pressed, Kind.ASK, what=best)
        move, version = ask.row.move, ask.row.move.version
    context = pressed.context
    seen = SeenMove(deal=pressed.ref.deal, no=move.no, version=version)
    return changes.repeat_ask(
        context.actor, seen, key=context.once, services=pressed.services.coach
    )


def _find_other_ask(pressed: PressedLine) -> MoveShown | None:
    """The ask that belongs to a give, where its line named one and the person may still act on it."""
    ref = pressed.ref
    if not ref.other:
        return None
    try:
        return log.show_editable_move(
            pressed.context.actor, ref.deal, ref.other, services=pressed.services.coach
        )
    except Refused:
        return None


def _open_record_form(pressed: PressedLine, kind: Kind, what: str = "") -> FormOpened:
    line = ParsedLine(what=what, refs=(pressed.move.no,))
    locale = pressed.context.actor.locale
    return FormOpened(record_view(kind, pressed.found.deal, locale, line, pressed.digest_key))


def _answer_ask(pressed: PressedLine, answer: AskAnswer) -> Answer:
    context, seen = pressed.context, pressed.ref.seen_move
    return asks.answer_ask(
        context.actor, seen, answer, key=context.once, services=pressed.services.coach
    )


def _decline_ask(pressed: PressedLine) -> Answer:
    return _answer_ask(pressed, AskAnswer.DECLINED)


def _count_draft(pressed: PressedLine) -> Answer:
    """A draft counts: it was said already."""
    return _settle_draft(pressed, DraftChoice.ALREADY_SAID, GetChoice.A_GET)


def _drop_draft(pressed: PressedLine) -> Answer:
    return _settle_draft(pressed, DraftChoice.DROP, GetChoice.DROP)


def _settle_draft(pressed: PressedLine, give: DraftChoice, get: GetChoice) -> Answer:
    """What becomes of a draft, by whether it is a give or a get."""
    context, seen = pressed.context, pressed.ref.seen_move
    if pressed.move.kind is Kind.GET:
        return gets.settle_get_draft(
            context.actor, seen, get, key=context.once, services=pressed.services.coach
        )
    decision = Decision(choice=give)
    if give is DraftChoice.GOODWILL:
        decision = Decision(choice=give, review=context.actor.today + GOODWILL_DAYS)
    return gives.settle_give_draft(
        context.actor, seen, decision, key=context.once, services=pressed.services.coach
    )


def _meet_condition(pressed: PressedLine) -> Answer:
    context, seen = pressed.context, pressed.ref.seen_move
    return conditions_met.meet_condition(
        context.actor, seen, key=context.once, services=pressed.services.coach
    )


def _make_goodwill(pressed: PressedLine) -> Answer:
    if pressed.move.state is State.DRAFT:
        return _settle_draft(pressed, DraftChoice.GOODWILL, GetChoice.DROP)
    context, seen = pressed.context, pressed.ref.seen_move
    review = context.actor.today + GOODWILL_DAYS
    return changes.make_goodwill(
        context.actor, seen, review, key=context.once, services=pressed.services.coach
    )


def _close_as_goodwill(pressed: PressedLine) -> Answer:
    context, seen = pressed.context, pressed.ref.seen_move
    return changes.close_as_goodwill(
        context.actor, seen, key=context.once, services=pressed.services.coach
    )


def keep_monthly(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was to end comes monthly."""
    key = _digest_key(ref)
    return keeping.keep_monthly(context.actor, ref.deal, ref.no, key, services=services.coach)


def _open_void_form(pressed: PressedLine) -> FormOpened:
    move = pressed.services.called(pressed.context, pressed.move)
    return FormOpened(void_view(move, pressed.found.deal, pressed.digest_key))


def _open_snooze_form(pressed: PressedLine) -> FormOpened:
    move = pressed.services.called(pressed.context, pressed.move)
    return FormOpened(until_view(move, pressed.found.deal, pressed.digest_key))


def _snooze_for_a_day(pressed: PressedLine) -> Answer:
    return _snooze_for(pressed, DAY)


def _snooze_for_a_week(pressed: PressedLine) -> Answer:
    return _snooze_for(pressed, WEEK)


def _snooze_for(pressed: PressedLine, time: timedelta) -> Answer:
    actor, ref = pressed.context.actor, pressed.ref
    until = actor.today + time
    subject = move_subject(ref.no)
    return snoozes.snooze_line(actor, ref.deal, subject, until, services=pressed.services.coach)


SNOOZE_ACTIONS: dict[str, LineAction] = {
    "day": _snooze_for_a_day,
    "week": _snooze_for_a_week,
    "until": _open_snooze_form,
}
"""What changes nothing in the deal, and so is for everybody who reads it, and in a locked deal too."""
MENU_ACTIONS: dict[str, LineAction] = {
    **SNOOZE_ACTIONS,
    "goodwill": _make_goodwill,
    "declined": _decline_ask,
    "void": _open_void_form,
}
"""What a line's menu offers beside its buttons."""


def _act_from_menu(pressed: PressedLine) -> Answer:
    act = MENU_ACTIONS.get(pressed.ref.key.partition(":")[0])
    if act is None:
        raise Refused(why=RefusalReason.CHANGED)
    return act(pressed)


def wake_move(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A move that was put off waits again, in the message that the button stands in too."""
    snoozes.wake_line(context.actor, ref.deal, move_subject(ref.no), services=services.coach)
    return mornings_reload.reload_morning(context.actor, ref.key, services=services.coach)


def stop_digests(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """No more of these."""
    return preferences.stop_nudges(context.actor, services=services.coach)


def mute_digests(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A week without."""
    return preferences.mute_nudges(context.actor, services=services.coach)


def record_get(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What they gave for a give of a digest."""
    return _record_move(gets.record_get, Kind.GET, services, context, view)


def record_ask(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What was asked in return for a give of a digest."""
    return _record_move(asks.record_ask, Kind.ASK, services, context, view)


class MoveRecorder(Protocol):
    """A use case that records a move from its line."""

    def __call__(
        self,
        actor: Actor,
        line: ParsedLine,
        typed: str,
        /,
        *,
        deal: DealId,
        key: str,
        services: Services,
    ) -> Answer: ...


def _record_move(
    record: MoveRecorder,
    kind: Kind,
    services: SlackServices,
    context: RequestContext,
    view: Element,
) -> Answer:
    """Records what a form behind a digest says, and draws the digest anew."""
    locale = context.actor.locale
    filled = move_forms.recording(kind, locale).read(view)
    answer = record(
        context.actor,
        move_forms.line_of(filled, kind, locale),
        "",
        deal=DealId(filled.metadata.deal),
        key=context.once,
        services=services.coach,
    )
    _redraw_behind_form(services, context, filled)
    return answer


def void_move(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A move of a digest that no longer counts, and why."""
    filled = move_forms.VOID.read(view)
    answer = changes.void_move(
        context.actor,
        filled.metadata.seen_move,
        filled.need(move_forms.VOIDED_WHY),
        key=context.once,
        services=services.coach,
    )
    _redraw_behind_form(services, context, filled)
    return answer


def snooze_move(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Until when a move stays out of digests."""
    filled = SNOOZE.read(view)
    until = filled.need(UNTIL)
    if until <= context.actor.today:
        raise NotFilled({UNTIL.name: "Please choose a day after today."})
    answer = snoozes.snooze_line(
        context.actor,
        DealId(filled.metadata.deal),
        move_subject(MoveNo(filled.metadata.move)),
        until,
        services=services.coach,
    )
    _redraw_behind_form(services, context, filled)
    return answer


def _redraw_behind_form(services: SlackServices, context: RequestContext, filled: Filled) -> None:
    """The digest that a form was opened from, as it stands now."""
    redraw_digest(services, context, DealId(filled.metadata.deal), filled.metadata.aim)


def _is_in_channel(key: str) -> bool:
    return ":" in key


def redraw_digest(services: SlackServices, context: RequestContext, deal: DealId, key: str) -> None:
    """Puts a digest up again where it was sent and in the language it was sent in, in one call.

    Where that fails it stays as it was, and says so at the next button. In a channel only while that is still ours
    alone.
    """
    actor = context.actor
    try:
        digest, post_id = _reload_digest(services, context, deal, key)
    except Refused:
        return
    with services.coach.store.reading() as work:
        post = work.outbox.find(actor.team, post_id)
    if post is None or not post.ts:
        return
    locale = orjson.loads(post.body)["locale"]
    message = services.renderer.render(digest, locale=locale, today=actor.today)
    # What stands in a channel is read by everybody there.
    text, blocks = show_roles_for(
        (message.text, message.blocks),
        reader=post.to,
        team=actor.team,
        deal=post.deal,
        store=services.coach.store,
        reads=services.renderer.catalogue(locale).reads,
    )
    try:
        services.client_of(actor.team).chat_update(
            channel=post.conversation, ts=post.ts, text=text, blocks=blocks
        )
    except UNHEARD as error:
        logs.unexpected(error, kind="digest")


def _reload_digest(
    services: SlackServices, context: RequestContext, deal: DealId, key: str
) -> tuple[MorningMade | ChannelDigestMade, str]:
    """The digest as it stands now, and the id of the post it was sent with. Raises `Refused` where the person, or the
    channel, may not see it any more."""
    actor, coach = context.actor, services.coach
    if not _is_in_channel(key):
        digest = mornings_reload.reload_morning(actor, key, services=coach)
        return digest, f"{morning_schedule_id(actor.person)}:{key}"
    # Asks Slack where that is not known freshly; the use case then reads the answer from the row.
    services.directory.is_private(actor.team, ChannelId(key.partition(":")[0]))
    channel_digest = channel_digests.reload_channel_digest(actor, deal, key, services=coach)
    return channel_digest, f"digest:{deal}:{key}"


def digest_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal digest here on`, `/deal digest here daily`, `/deal digest here off`; `mute` for a week of quiet,
    `unmute` to end that."""
    language = language_of(context.actor.locale)
    words = [english_word(word, language) for word in rest.casefold().split()]
    if words == ["here", "mute"]:
        return channel_digests.pause_channel_digest(context.actor, here.id, services=services.coach)
    # `mute off` is what German says for it: `ruhe aus`.
    if words in (["here", "unmute"], ["here", "mute", "off"]):
        return channel_digests.resume_channel_digest(
            context.actor, here.id, services=services.coach
        )
    if words not in (["here", "on"], ["here", "daily"], ["here", "off"]):
        return Puzzled(
            command="deal", typed=echo(f"digest {rest}".strip()), example="/deal digest here on"
        )
    on = words[1] != "off"
    channel = context.actor.channel
    private = False
    if on and channel is not None:
        private = services.directory.is_private(context.actor.team, channel, anew=True)
    return channel_digests.set_channel_digest(
        context.actor,
        here.id,
        on=on,
        private=private,
        is_daily=words[1] == "daily",
        services=services.coach,
    )


def pause_channel_digest(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """A week without, for the channel."""
    return channel_digests.pause_channel_digest(context.actor, ref.deal, services=services.coach)


def resume_channel_digest(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """The channel hears of it again."""
    return channel_digests.resume_channel_digest(context.actor, ref.deal, services=services.coach)


def stop_channel_digest(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """No more of these in the channel."""
    return channel_digests.set_channel_digest(
        context.actor, ref.deal, on=False, private=False, services=services.coach
    )


ROUTES = Routes(
    deal_words={"digest": digest_command},
    clicks={
        "digest.got": _line_click(_mark_got),
        "digest.again": _line_click(_put_again),
        "digest.said": _line_click(_count_draft),
        "digest.drop": _line_click(_drop_draft),
        "digest.met": _line_click(_meet_condition),
        "digest.declined": _line_click(_decline_ask),
        "digest.close": _line_click(_close_as_goodwill),
        "digest.keep": keep_monthly,
        "digest.more": _line_click(_act_from_menu),
        "digest.wake": wake_move,
        "digest.mute": mute_digests,
        "digest.stop": stop_digests,
        "digest.pause": pause_channel_digest,
        "digest.end": stop_channel_digest,
        "digest.resume": resume_channel_digest,
    },
    submissions={
        "digest.got_it": record_get,
        "digest.asked": record_ask,
        "digest.voided": void_move,
        "digest.snoozed": snooze_move,
    },
)
