"""Digests: each button works in the message, whose lines then say what became of them."""

from collections.abc import Callable
from datetime import date, timedelta

import orjson

from bot import logs
from bot.coach import asks, changes, channel_digests, digests, gets, gives, log, preferences
from bot.coach.answers import MoveShown, NotDone, Why
from bot.coach.preferences import schedule_id
from bot.coach.requests import (
    AnswerAsk,
    AskAgain,
    AskAnswer,
    Choice,
    GetChoice,
    MakeGoodwill,
    MeetCondition,
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
from bot.language.lines import Line
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.errors import UNHEARD
from bot.slack.forms import moves as move_forms
from bot.slack.forms.digests import SNOOZE, UNTIL, record_view, until_view, void_view
from bot.slack.forms.form import Filled, NotFilled
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref
from bot.slack.replies import Beside, FormOpened, Puzzled
from bot.slack.where import Where

GOODWILL_DAYS = timedelta(days=30)
DAY, WEEK = timedelta(days=1), timedelta(days=7)

Act = Callable[[Bench, Where, Ref, MoveShown], object]
"""What a button does with the move of its line."""


def _digest(ref: Ref) -> str:
    """What finds the digest that a button stands in: its day, in a channel with the channel before it."""
    word, _, rest = ref.key.partition(":")
    return rest if word in MORE else ref.key


def _on(act: Act) -> Click:
    """A button of a line: its digest then stands as it is now."""

    def route(bench: Bench, where: Where, ref: Ref) -> object:
        look = log.show if ref.key.partition(":")[0] in LATER else log.editable
        found = look(where.actor, ref.deal, ref.no, desk=bench.desk)
        if isinstance(found, NotDone):
            return found
        answer = act(bench, where, ref, found)
        if isinstance(answer, NotDone | FormOpened):
            return answer
        key = _digest(ref)
        if not _in_channel(key):
            return digests.digest_again(where.actor, key, desk=bench.desk)
        redraw(bench, where, ref.deal, key)
        return Beside(answer)

    return route


def _got(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    """They gave it: an ask is agreed to; for a give a form asks what came."""
    if found.row.move.kind is Kind.ASK:
        return _answered(AskAnswer.AGREED)(bench, where, ref, found)
    asked = _other(bench, where, ref)
    return _form(where, ref, found, Kind.GET, what=asked.row.move.what if asked else "")


def _again(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    """The same ask once more; for a give that has none yet, a form for the first."""
    ask = found if found.row.move.kind is Kind.ASK else _other(bench, where, ref)
    if ask is None:
        return _form(where, ref, found, Kind.ASK)
    move = ask.row.move
    version = ref.version if ask is found else move.version
    again = AskAgain(by=where.actor, deal=ref.deal, no=move.no, version=version, once=where.once)
    return changes.put_again(again, desk=bench.desk)


def _other(bench: Bench, where: Where, ref: Ref) -> MoveShown | None:
    """The ask that belongs to a give, where its line named one."""
    found = log.editable(where.actor, ref.deal, ref.other, desk=bench.desk) if ref.other else None
    return None if isinstance(found, NotDone) else found


def _form(where: Where, ref: Ref, found: MoveShown, kind: Kind, what: str = "") -> FormOpened:
    line = Line(what=what, ref=found.row.move.no)
    return FormOpened(record_view(kind, found.deal, where.actor.locale, line, _digest(ref)))


def _answered(answer: AskAnswer) -> Act:
    def act(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
        request = AnswerAsk(
            by=where.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            answer=answer,
            once=where.once,
        )
        return asks.answer_ask(request, desk=bench.desk)

    return act


def _decided(give: Choice, get: GetChoice) -> Act:
    """What becomes of a draft."""

    def act(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
        review = where.actor.today + GOODWILL_DAYS if give is Choice.GOODWILL else None
        if found.row.move.kind is Kind.GET:
            request = SettleGetDraft(
                by=where.actor,
                deal=ref.deal,
                no=ref.no,
                version=ref.version,
                choice=get,
                once=where.once,
            )
            return gets.settle_get_draft(request, desk=bench.desk)
        order = SettleDraft(
            by=where.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            choice=give,
            review=review,
            once=where.once,
        )
        return gives.settle_draft(order, desk=bench.desk)

    return act


def _met(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    request = MeetCondition(
        by=where.actor, deal=ref.deal, no=ref.no, version=ref.version, once=where.once
    )
    return changes.meet_condition(request, desk=bench.desk)


def _goodwill(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    if found.row.move.state is State.DRAFT:
        return _decided(Choice.GOODWILL, GetChoice.DROP)(bench, where, ref, found)
    request = MakeGoodwill(
        by=where.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        once=where.once,
        review=where.actor.today + GOODWILL_DAYS,
    )
    return changes.make_goodwill(request, desk=bench.desk)


def _void(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    return FormOpened(void_view(bench.called(where, found.row.move), found.deal, _digest(ref)))


def _until(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    return FormOpened(until_view(bench.called(where, found.row.move), found.deal, _digest(ref)))


def _snoozed(by: timedelta) -> Act:
    def act(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
        return _snooze(bench, where, ref.deal, ref.no, where.actor.today + by)

    return act


def _snooze(bench: Bench, where: Where, deal: DealId, no: MoveNo, until: date) -> object:
    return digests.snooze(
        SnoozeMove(by=where.actor, deal=deal, no=no, until=until), desk=bench.desk
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


def _chosen(bench: Bench, where: Where, ref: Ref, found: MoveShown) -> object:
    act = MORE.get(ref.key.partition(":")[0])
    return act(bench, where, ref, found) if act else NotDone(why=Why.CHANGED)


def stop(bench: Bench, where: Where, ref: Ref) -> object:
    """No more of these."""
    return preferences.stop(where.actor, desk=bench.desk)


def mute(bench: Bench, where: Where, ref: Ref) -> object:
    """A week without."""
    return preferences.mute(where.actor, desk=bench.desk)


def daily(bench: Bench, where: Where, ref: Ref) -> object:
    """What had gone quieter comes daily again."""
    key = _digest(ref)
    if not _in_channel(key):
        return digests.daily(where.actor, key, desk=bench.desk)
    answer = channel_digests.daily(where.actor, ref.deal, desk=bench.desk)
    if isinstance(answer, NotDone):
        return answer
    redraw(bench, where, ref.deal, key)
    return Beside(answer)


def _line(where: Where, filled: Filled, kind: Kind) -> Line:
    return move_forms.line_of(filled, kind, where.actor.locale)


def got_it(bench: Bench, where: Where, view: Element) -> object:
    """What they gave for a give of a digest."""
    filled = move_forms.recording(Kind.GET, where.actor.locale).read(view)
    line = _line(where, filled, Kind.GET)
    request = RecordGet(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        line=line,
        typed="",
        once=filled.ticket.once,
    )
    return _told(bench, where, filled, gets.record_get(request, desk=bench.desk))


def asked(bench: Bench, where: Where, view: Element) -> object:
    """What was asked in return for a give of a digest."""
    filled = move_forms.recording(Kind.ASK, where.actor.locale).read(view)
    line = _line(where, filled, Kind.ASK)
    request = RecordAsk(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        line=line,
        typed="",
        once=filled.ticket.once,
    )
    return _told(bench, where, filled, asks.record_ask(request, desk=bench.desk))


def voided(bench: Bench, where: Where, view: Element) -> object:
    """A move of a digest that no longer counts, and why."""
    filled = move_forms.VOID.read(view)
    request = Void(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        no=MoveNo(filled.ticket.move),
        version=filled.ticket.version,
        why=filled.need(move_forms.VOIDED_WHY),
        once=filled.ticket.once,
    )
    return _told(bench, where, filled, changes.void(request, desk=bench.desk))


def snoozed(bench: Bench, where: Where, view: Element) -> object:
    """Until when a move stays out of digests."""
    filled = SNOOZE.read(view)
    until = filled.need(UNTIL)
    if until <= where.actor.today:
        raise NotFilled({UNTIL.name: "Please choose a day after today."})
    answer = _snooze(bench, where, DealId(filled.ticket.deal), MoveNo(filled.ticket.move), until)
    return _told(bench, where, filled, answer)


def _told(bench: Bench, where: Where, filled: Filled, answer: object) -> object:
    """The answer in the form, and the digest behind it as it stands now."""
    if not isinstance(answer, NotDone):
        redraw(bench, where, DealId(filled.ticket.deal), filled.ticket.aim)
    return answer


def _in_channel(key: str) -> bool:
    return ":" in key


def redraw(bench: Bench, where: Where, deal: DealId, key: str) -> None:
    """Puts a digest up again where it was sent and in the language it was sent in, in one call; where that fails it
    stays as it was, and says so at the next button. In a channel only while that is still ours alone."""
    by = where.actor
    now: object
    if _in_channel(key):
        bench.directory.private(by.team, ChannelId(key.partition(":")[0]))
        id_, now = (
            f"digest:{deal}:{key}",
            channel_digests.digest_again(by, deal, key, desk=bench.desk),
        )
    else:
        id_, now = f"{schedule_id(by.person)}:{key}", digests.digest_again(by, key, desk=bench.desk)
    with bench.desk.store.reading() as work:
        post = work.sent(by.team, id_)
    if isinstance(now, NotDone) or post is None or not post.ts:
        return
    message = bench.renderer.render(now, locale=orjson.loads(post.body)["locale"], today=by.today)
    try:
        bench.client.chat_update(
            channel=post.conversation, ts=post.ts, text=message.text, blocks=message.blocks
        )
    except UNHEARD as error:
        logs.unexpected(error, kind="digest")


def in_channel(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal digest here on`, `/deal digest here off`."""
    words = [
        bench.renderer.catalogue(where.actor.locale).command(word)
        for word in rest.casefold().split()
    ]
    if words not in (["here", "on"], ["here", "off"]):
        return Puzzled(
            command="deal", typed=echo(f"digest {rest}".strip()), example="/deal digest here on"
        )
    channel = where.actor.channel
    on = words[1] == "on"
    private = on and channel is not None and bench.directory.private(where.actor.team, channel)
    return channel_digests.set_digest(where.actor, here.id, on=on, private=private, desk=bench.desk)


def pause(bench: Bench, where: Where, ref: Ref) -> object:
    """A week without, for the channel."""
    return channel_digests.pause(where.actor, ref.deal, desk=bench.desk)


def stop_in_channel(bench: Bench, where: Where, ref: Ref) -> object:
    """No more of these in the channel."""
    return channel_digests.set_digest(
        where.actor, ref.deal, on=False, private=False, desk=bench.desk
    )


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"digest": in_channel}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "digest.got": _on(_got),
    "digest.again": _on(_again),
    "digest.said": _on(_decided(Choice.ALREADY_SAID, GetChoice.A_GET)),
    "digest.drop": _on(_decided(Choice.DROP, GetChoice.DROP)),
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
