"""Buttons: what each does, by its action id. Their values are opaque ids; the coach checks each again."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.coach import asks, changes, deals, gets, gives, links, log, says, shares, trades
from bot.coach.answers import NotDone, SentenceKind, Shared, Why
from bot.coach.ports import Waiting
from bot.coach.requests import (
    AnswerAsk,
    AskAgain,
    AskAnswer,
    AskFor,
    Choice,
    Deliver,
    GetChoice,
    Lapse,
    MakeGoodwill,
    Match,
    MeetCondition,
    SettleDraft,
    SettleGetDraft,
    TakeBack,
    Undo,
    Unmatch,
)
from bot.domain.moves import Kind
from bot.language.lines import Line
from bot.language.tongues import ENGLISH, GERMAN, language_of
from bot.slack import concepts, german, phrases
from bot.slack.bench import Bench
from bot.slack.commands import COMMANDS
from bot.slack.forms.deals import opening_view, role_view, settings_view
from bot.slack.forms.moves import amend_view, partly_view, record_view, void_view
from bot.slack.forms.trades import copy_view, match_view
from bot.slack.here import Click
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened, Gone, Public
from bot.slack.where import Where

GOODWILL_DAYS = timedelta(days=30)
"""When a goodwill give made by a button is looked at again."""


def _draft(choice: Choice, get: GetChoice | None = None) -> Click:
    """A button that decides about a draft: of a give, or of a get where it may be pressed there too."""

    def route(bench: Bench, where: Where, ref: Ref) -> object:
        kind = log.kind_of(where.actor, ref.deal, ref.no, desk=bench.desk)
        if kind is Kind.GET and get is not None:
            return _settle_get(bench, where, ref, get)
        goodwill = where.actor.today + GOODWILL_DAYS if choice is Choice.GOODWILL else None
        request = SettleDraft(
            by=where.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            choice=choice,
            review=goodwill,
            once=where.once,
        )
        return gives.settle_draft(request, desk=bench.desk)

    return route


def _get_draft(choice: GetChoice) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        return _settle_get(bench, where, ref, choice)

    return route


def _settle_get(bench: Bench, where: Where, ref: Ref, choice: GetChoice) -> object:
    request = SettleGetDraft(
        by=where.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        choice=choice,
        once=where.once,
    )
    return gets.settle_get_draft(request, desk=bench.desk)


SIGNED_BY: dict[str, Callable[[date], str]] = {ENGLISH: phrases.signed_by, GERMAN: german.signed_by}
"""The condition that a button makes, in the words of the person who pressed it."""


def if_signed(bench: Bench, where: Where, ref: Ref) -> object:
    """Makes a draft conditional on a signature by a day."""
    day = _day(ref.key)
    if day is None:
        return NotDone(why=Why.CHANGED)
    request = SettleDraft(
        by=where.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        choice=Choice.CONDITIONAL,
        condition=SIGNED_BY[language_of(where.actor.locale)](day),
        due=day,
        once=where.once,
    )
    return gives.settle_draft(request, desk=bench.desk)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def for_proposal(bench: Bench, where: Where, ref: Ref) -> object:
    """Makes a draft conditional on an ask that opens with it."""
    request = SettleDraft(
        by=where.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        choice=Choice.CONDITIONAL,
        proposal=ref.key,
        once=where.once,
    )
    return gives.settle_draft(request, desk=bench.desk)


def propose(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the proposed ask, in return for the give it was proposed for."""
    request = AskFor(
        by=where.actor, deal=ref.deal, give=ref.no or None, proposal=ref.key, once=where.once
    )
    return asks.ask_for_give(request, desk=bench.desk)


def _answered(answer: AskAnswer) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        request = AnswerAsk(
            by=where.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            answer=answer,
            once=where.once,
        )
        return asks.answer_ask(request, desk=bench.desk)

    return route


def partly(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form for the part they gave."""
    found = log.editable(where.actor, ref.deal, ref.no, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    return FormOpened(partly_view(found.row.move, found.deal, where.actor.locale))


def answer_ask(bench: Bench, where: Where, ref: Ref) -> object:
    """An answer chosen from an ask's menu."""
    if ref.key == AskAnswer.PARTLY:
        return partly(bench, where, ref)
    return (
        _answered(AskAnswer(ref.key))(bench, where, ref)
        if ref.key in set(AskAnswer)
        else NotDone(why=Why.CHANGED)
    )


def _changed(
    order: type[MeetCondition] | type[Lapse] | type[Deliver] | type[TakeBack],
    act: Callable[..., object],
) -> Click:
    """A button that changes one move as it was seen."""

    def route(bench: Bench, where: Where, ref: Ref) -> object:
        request = order(
            by=where.actor, deal=ref.deal, no=ref.no, version=ref.version, once=where.once
        )
        return act(request, desk=bench.desk)

    return route


def again(bench: Bench, where: Where, ref: Ref) -> object:
    """The same ask once more, by the day that waited for this choice, where one did."""
    request = AskAgain(
        by=where.actor, deal=ref.deal, no=ref.no, version=ref.version, once=where.once, line=ref.key
    )
    return changes.put_again(request, desk=bench.desk)


def goodwill(bench: Bench, where: Where, ref: Ref) -> object:
    """An open give was goodwill, looked at again in a month."""
    request = MakeGoodwill(
        by=where.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        once=where.once,
        review=where.actor.today + GOODWILL_DAYS,
    )
    return changes.make_goodwill(request, desk=bench.desk)


def undo(bench: Bench, where: Where, ref: Ref) -> object:
    """Undoes one entry."""
    return changes.undo(
        Undo(by=where.actor, deal=ref.deal, seq=ref.seq, once=where.once), desk=bench.desk
    )


def edit(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form that changes a move."""
    found = log.editable(where.actor, ref.deal, ref.no, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    return FormOpened(amend_view(found.row.move, found.deal, where.actor.locale))


def void(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form that voids a move, and asks why."""
    found = log.editable(where.actor, ref.deal, ref.no, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    return FormOpened(void_view(bench.called(where, found.row.move), found.deal))


def match(bench: Bench, where: Where, ref: Ref) -> object:
    """Ties a give to a get."""
    request = Match(by=where.actor, deal=ref.deal, give=ref.no, get=ref.other, once=where.once)
    return trades.match(request, desk=bench.desk)


def unmatch(bench: Bench, where: Where, ref: Ref) -> object:
    """Undoes a tie, pressed at either of its two moves."""
    kind = log.kind_of(where.actor, ref.deal, ref.no, desk=bench.desk)
    give, get = (ref.other, ref.no) if kind is Kind.GET else (ref.no, ref.other)
    request = Unmatch(by=where.actor, deal=ref.deal, give=give, get=get, once=where.once)
    return trades.unmatch(request, desk=bench.desk)


def match_form(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form that ties a give to a get."""
    found = log.matchable(where.actor, ref.deal, desk=bench.desk)
    return (
        found
        if isinstance(found, NotDone)
        else FormOpened(match_view(found.deal, bench.called(where, found)))
    )


def _record_form(kind: Kind) -> Click:
    """A button that opens the form for a move; pressed at a move, it is recorded in return for that."""

    def route(bench: Bench, where: Where, ref: Ref) -> object:
        found = deals.open_for(where.actor, ref.deal, desk=bench.desk)
        if isinstance(found, NotDone):
            return found
        line = Line(what="", ref=ref.no) if ref.no else None
        return FormOpened(record_view(kind, found, where.actor.locale, line))

    return route


def show(bench: Bench, where: Where, ref: Ref) -> object:
    """Where a deal stands."""
    return log.status(where.actor, ref.deal, desk=bench.desk)


def page(bench: Bench, where: Where, ref: Ref) -> object:
    """A page of the ledger."""
    number = int(ref.key) if ref.key.isdecimal() else 1
    return log.log(where.actor, ref.deal, page=number, desk=bench.desk)


def pick(bench: Bench, where: Where, ref: Ref) -> object:
    """The deal that the lines typed here are for; a line that waited for it is done now."""
    found = links.choose_deal(where.actor, ref.deal, ref.key, desk=bench.desk)
    if not isinstance(found, Waiting):
        return found
    route = COMMANDS.get(found.command)
    return route(bench, where, found.text) if route else NotDone(why=Why.CHANGED)


def show_move(bench: Bench, where: Where, ref: Ref) -> object:
    """One move in full."""
    return log.show(where.actor, ref.deal, ref.no, desk=bench.desk)


def list_asks(bench: Bench, where: Where, ref: Ref) -> object:
    """The asks that wait for an answer."""
    return log.asks(where.actor, ref.deal, desk=bench.desk)


def open_form(bench: Bench, where: Where, ref: Ref) -> object:
    """The form that opens a deal; outside a channel it asks for one too."""
    channel = where.actor.channel or ""
    if not channel or channel.startswith("D"):
        return FormOpened(opening_view(where.actor.locale))
    return FormOpened(opening_view(where.actor.locale, channel=channel, seal=bench.seal(where)))


def settings(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the deal's settings."""
    found = deals.settable(where.actor, ref.deal, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    return FormOpened(settings_view(found.deal, found.muted, where.actor.locale))


def role_form(bench: Bench, where: Where, ref: Ref) -> object:
    """Opens the form that gives somebody a role."""
    found = deals.settable(where.actor, ref.deal, desk=bench.desk)
    return found if isinstance(found, NotDone) else FormOpened(role_view(found.deal))


def preview(bench: Bench, where: Where, ref: Ref) -> object:
    """What the channel would see."""
    return shares.preview(where.actor, ref.deal, allowed=may_post(bench, where), desk=bench.desk)


def post(bench: Bench, where: Where, ref: Ref) -> object:
    """Shows the mutual view to the whole channel."""
    allowed = may_post(bench, where)
    shared = shares.share(where.actor, ref.deal, allowed=allowed, once=where.once, desk=bench.desk)
    return Public(shared) if isinstance(shared, Shared) else shared


def may_post(bench: Bench, where: Where) -> bool:
    """Whether the channel may see something: known to be ours alone."""
    channel = where.actor.channel
    return channel is not None and bench.directory.private(where.actor.team, channel)


def copy(bench: Bench, where: Where, ref: Ref) -> object:
    """A sentence where it can be marked and copied."""
    if ref.key not in set(SentenceKind):
        return NotDone(why=Why.CHANGED)
    found = says.sentence(where.actor, ref.deal, ref.no, SentenceKind(ref.key), desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    said = bench.renderer.plain(found, locale=where.actor.locale, today=where.actor.today)
    return FormOpened(copy_view(said))


def _mute(*, on: bool) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        return deals.mute(where.actor, ref.deal, ref.key, on=on, desk=bench.desk)

    return route


def unlock(bench: Bench, where: Where, ref: Ref) -> object:
    """The owner lets a deal go on after its channel changed."""
    return deals.unlock(where.actor, ref.deal, desk=bench.desk)


def close(bench: Bench, where: Where, ref: Ref) -> object:
    """Takes a message away that nobody needs any more."""
    return Gone()


CLICKS: dict[str, Click] = {
    "draft.already_said": _draft(Choice.ALREADY_SAID),
    "draft.go_on": _draft(Choice.GO_ON, GetChoice.A_GET),
    "draft.not_yet": _draft(Choice.NOT_YET),
    "draft.in_all": _draft(Choice.IN_ALL),
    "draft.more": _draft(Choice.MORE),
    "draft.goodwill": _draft(Choice.GOODWILL),
    "draft.drop": _draft(Choice.DROP, GetChoice.DROP),
    "draft.conditional": if_signed,
    "draft.for": for_proposal,
    "draft.a_get": _get_draft(GetChoice.A_GET),
    "draft.partly": _get_draft(GetChoice.PARTLY),
    "draft.taken_back": _get_draft(GetChoice.TAKEN_BACK),
    "ask.propose": propose,
    "ask.agreed": _answered(AskAnswer.AGREED),
    "ask.partly": partly,
    "ask.answer": answer_ask,
    "ask.declined": _answered(AskAnswer.DECLINED),
    "ask.withdrawn": _answered(AskAnswer.WITHDRAWN),
    "ask.again": again,
    "ask.form": _record_form(Kind.ASK),
    "give.form": _record_form(Kind.GIVE),
    "get.form": _record_form(Kind.GET),
    "move.show": show_move,
    "move.edit": edit,
    "move.undo": undo,
    "move.void": void,
    "move.met": _changed(MeetCondition, changes.meet_condition),
    "move.lapsed": _changed(Lapse, changes.lapse),
    "move.delivered": _changed(Deliver, changes.deliver),
    "move.taken_back": _changed(TakeBack, changes.take_back),
    "move.goodwill": goodwill,
    "trade.match": match,
    "trade.unmatch": unmatch,
    "trade.form": match_form,
    "deal.open": open_form,
    "deal.show": show,
    "deal.pick": pick,
    "deal.log": page,
    "deal.asks": list_asks,
    "deal.settings": settings,
    "deal.role": role_form,
    "deal.preview": preview,
    "deal.post": post,
    "deal.unlock": unlock,
    "rule.mute": _mute(on=True),
    "rule.unmute": _mute(on=False),
    "sentence.copy": copy,
    "message.close": close,
    **concepts.CLICKS,
}
"""Every button by its action id; the templates use no other."""
