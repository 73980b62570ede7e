"""Buttons: what each does, by its action id. Their values are opaque ids; the coach checks each again."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.coach import asks, changes, deals, gets, gives, links, log, says, shares, trades
from bot.coach.answers import RefusalReason, SentenceKind, Shared
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.coach.requests import (
    AnswerAsk,
    AskAnswer,
    AskFor,
    Deliver,
    DraftChoice,
    GetChoice,
    Lapse,
    MakeGoodwill,
    Match,
    MeetCondition,
    PutAskAgain,
    SettleDraft,
    SettleGetDraft,
    TakeBack,
    Undo,
    Unmatch,
)
from bot.domain.moves import Kind
from bot.language.lines import ParsedLine
from bot.slack import concepts
from bot.slack.button_values import ButtonValue
from bot.slack.commands import COMMANDS
from bot.slack.context import RequestContext
from bot.slack.forms.deals import opening_view, role_view, settings_view
from bot.slack.forms.moves import amend_view, partly_view, record_view, void_view
from bot.slack.forms.trades import copy_view, match_view
from bot.slack.replies import FormOpened, Public, SourceRemoved
from bot.slack.routing import Click
from bot.slack.services import SlackServices

GOODWILL_DAYS = timedelta(days=30)
"""When a goodwill give made by a button is looked at again."""


def _draft(choice: DraftChoice, get: GetChoice | None = None) -> Click:
    """A button that decides about a draft: of a give, or of a get where it may be pressed there too."""

    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        kind = log.find_kind(context.actor, ref.deal, ref.no, services=services.coach)
        if kind is Kind.GET and get is not None:
            return _settle_get(services, context, ref, get)
        goodwill = context.actor.today + GOODWILL_DAYS if choice is DraftChoice.GOODWILL else None
        request = SettleDraft(
            by=context.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            choice=choice,
            review=goodwill,
            once=context.once,
        )
        return gives.settle_draft(request, services=services.coach)

    return route


def _get_draft(choice: GetChoice) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        return _settle_get(services, context, ref, choice)

    return route


def _settle_get(
    services: SlackServices, context: RequestContext, ref: ButtonValue, choice: GetChoice
) -> object:
    request = SettleGetDraft(
        by=context.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        choice=choice,
        once=context.once,
    )
    return gets.settle_get_draft(request, services=services.coach)


def if_signed(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Makes a draft conditional on a signature by a day."""
    day = _day(ref.key)
    if day is None:
        raise Refused(why=RefusalReason.CHANGED)
    # The condition is kept in the words of the person who pressed the button.
    words = services.renderer.words(context.actor.locale, context.actor.today)
    request = SettleDraft(
        by=context.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        choice=DraftChoice.CONDITIONAL,
        condition=words.format_signed_by(day),
        due=day,
        once=context.once,
    )
    return gives.settle_draft(request, services=services.coach)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def for_proposal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Makes a draft conditional on an ask that opens with it."""
    request = SettleDraft(
        by=context.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        choice=DraftChoice.CONDITIONAL,
        proposal=ref.key,
        once=context.once,
    )
    return gives.settle_draft(request, services=services.coach)


def propose(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the proposed ask, in return for the give it was proposed for."""
    request = AskFor(
        by=context.actor, deal=ref.deal, give=ref.no or None, proposal=ref.key, once=context.once
    )
    return asks.ask_for_give(request, services=services.coach)


def _answered(answer: AskAnswer) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        request = AnswerAsk(
            by=context.actor,
            deal=ref.deal,
            no=ref.no,
            version=ref.version,
            answer=answer,
            once=context.once,
        )
        return asks.answer_ask(request, services=services.coach)

    return route


def partly(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the form for the part they gave."""
    found = log.show_editable_move(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(partly_view(found.row.move, found.deal, context.actor.locale))


def answer_ask(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """An answer chosen from an ask's menu."""
    if ref.key == AskAnswer.PARTLY:
        return partly(services, context, ref)
    if ref.key not in set(AskAnswer):
        raise Refused(why=RefusalReason.CHANGED)
    return _answered(AskAnswer(ref.key))(services, context, ref)


def _changed(
    order: type[MeetCondition] | type[Lapse] | type[Deliver] | type[TakeBack],
    act: Callable[..., object],
) -> Click:
    """A button that changes one move as it was seen."""

    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        request = order(
            by=context.actor, deal=ref.deal, no=ref.no, version=ref.version, once=context.once
        )
        return act(request, services=services.coach)

    return route


def again(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The same ask once more, by the day that waited for this choice, where one did."""
    request = PutAskAgain(
        by=context.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        once=context.once,
        line=ref.key,
    )
    return changes.put_again(request, services=services.coach)


def goodwill(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """An open give was goodwill, looked at again in a month."""
    request = MakeGoodwill(
        by=context.actor,
        deal=ref.deal,
        no=ref.no,
        version=ref.version,
        once=context.once,
        review=context.actor.today + GOODWILL_DAYS,
    )
    return changes.make_goodwill(request, services=services.coach)


def undo(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Undoes one entry."""
    return changes.undo(
        Undo(by=context.actor, deal=ref.deal, seq=ref.seq, once=context.once),
        services=services.coach,
    )


def edit(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the form that changes a move."""
    found = log.show_editable_move(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(amend_view(found.row.move, found.deal, context.actor.locale))


def void(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the form that voids a move, and asks why."""
    found = log.show_editable_move(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(void_view(services.called(context, found.row.move), found.deal))


def match(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Ties a give to a get."""
    request = Match(by=context.actor, deal=ref.deal, give=ref.no, get=ref.other, once=context.once)
    return trades.match(request, services=services.coach)


def unmatch(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Undoes a tie, pressed at either of its two moves."""
    kind = log.find_kind(context.actor, ref.deal, ref.no, services=services.coach)
    give, get = (ref.other, ref.no) if kind is Kind.GET else (ref.no, ref.other)
    request = Unmatch(by=context.actor, deal=ref.deal, give=give, get=get, once=context.once)
    return trades.unmatch(request, services=services.coach)


def match_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the form that ties a give to a get."""
    found = log.list_matchable(context.actor, ref.deal, services=services.coach)
    return FormOpened(match_view(found.deal, services.called(context, found)))


def _record_form(kind: Kind) -> Click:
    """A button that opens the form for a move; pressed at a move, it is recorded in return for that."""

    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        found = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
        line = ParsedLine(what="", ref=ref.no) if ref.no else None
        return FormOpened(record_view(kind, found, context.actor.locale, line))

    return route


def show(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Where a deal stands."""
    return log.show_status(context.actor, ref.deal, services=services.coach)


def page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A page of the ledger."""
    number = int(ref.key) if ref.key.isdecimal() else 1
    return log.show_log(context.actor, ref.deal, page=number, services=services.coach)


def pick(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The deal that the lines typed here are for; a line that waited for it is done now."""
    found = links.choose_deal(context.actor, ref.deal, ref.key, services=services.coach)
    if not isinstance(found, PendingCommand):
        return found
    route = COMMANDS.get(found.command)
    if route is None:
        raise Refused(why=RefusalReason.CHANGED)
    return route(services, context, found.text)


def show_move(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """One move in full."""
    return log.show_move(context.actor, ref.deal, ref.no, services=services.coach)


def list_asks(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The asks that wait for an answer."""
    return log.list_open_asks(context.actor, ref.deal, services=services.coach)


def open_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The form that opens a deal; outside a channel it asks for one too."""
    channel = context.actor.channel or ""
    if not channel or channel.startswith("D"):
        return FormOpened(opening_view(context.actor.locale))
    return FormOpened(
        opening_view(context.actor.locale, channel=channel, seal=services.seal(context))
    )


def settings(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the deal's settings."""
    found = deals.show_deal_settings(context.actor, ref.deal, services=services.coach)
    return FormOpened(settings_view(found.deal, found.muted, context.actor.locale))


def role_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the form that gives somebody a role."""
    found = deals.show_deal_settings(context.actor, ref.deal, services=services.coach)
    return FormOpened(role_view(found.deal))


def preview(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """What the channel would see."""
    return shares.preview_sharing(
        context.actor, ref.deal, allowed=may_post(services, context), services=services.coach
    )


def post(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Shows the mutual view to the whole channel."""
    allowed = may_post(services, context)
    shared = shares.share_mutual_view(
        context.actor, ref.deal, allowed=allowed, once=context.once, services=services.coach
    )
    return Public(shared) if isinstance(shared, Shared) else shared


def may_post(services: SlackServices, context: RequestContext) -> bool:
    """Whether the channel may see something: known to be ours alone."""
    channel = context.actor.channel
    return channel is not None and services.directory.is_private(context.actor.team, channel)


def copy(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """A sentence where it can be marked and copied."""
    if ref.key not in set(SentenceKind):
        raise Refused(why=RefusalReason.CHANGED)
    found = says.repeat_sentence(
        context.actor, ref.deal, ref.no, SentenceKind(ref.key), services=services.coach
    )
    said = services.renderer.plain(found, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(said))


def _mute(*, on: bool) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        return deals.mute_rule(context.actor, ref.deal, ref.key, on=on, services=services.coach)

    return route


def unlock(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The owner lets a deal go on after its channel changed."""
    return deals.unlock_deal(context.actor, ref.deal, services=services.coach)


def close(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Takes a message away that nobody needs any more."""
    return SourceRemoved()


CLICKS: dict[str, Click] = {
    "draft.already_said": _draft(DraftChoice.ALREADY_SAID),
    "draft.go_on": _draft(DraftChoice.GO_ON, GetChoice.A_GET),
    "draft.not_yet": _draft(DraftChoice.NOT_YET),
    "draft.in_all": _draft(DraftChoice.IN_ALL),
    "draft.more": _draft(DraftChoice.MORE),
    "draft.goodwill": _draft(DraftChoice.GOODWILL),
    "draft.drop": _draft(DraftChoice.DROP, GetChoice.DROP),
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
