"""Forms that were sent: each is read into a request; what does not fit goes back to its field."""

from dataclasses import replace

from bot.coach import amends, asks, changes, deals, gets, gives, trades
from bot.coach.requests import (
    Amend,
    AnswerAsk,
    AskAnswer,
    Match,
    RecordAsk,
    RecordGet,
    RecordGive,
    Void,
)
from bot.domain.deals import Role, Side
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId
from bot.domain.moves import Kind
from bot.language.lines import ParsedLine
from bot.slack import concepts
from bot.slack.blocks import Element
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms import deals as deal_forms
from bot.slack.forms import moves as move_forms
from bot.slack.forms import trades as trade_forms
from bot.slack.forms.form import Filled, Forged, NotFilled
from bot.slack.routing import Submission, told_of
from bot.slack.services import SlackServices
from bot.translations import N_


def _line(context: RequestContext, view: Element, kind: Kind) -> tuple[Filled, ParsedLine]:
    filled = move_forms.recording(kind, context.actor.locale).read(view)
    return filled, move_forms.line_of(filled, kind, context.actor.locale)


def record_give(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A give from its form."""
    filled, line = _line(context, view, Kind.GIVE)
    request = RecordGive(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        line=line,
        typed="",
        once=filled.metadata.once,
    )
    return gives.record_give(request, services=services.coach)


def record_get(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A get from its form."""
    filled, line = _line(context, view, Kind.GET)
    request = RecordGet(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        line=line,
        typed="",
        once=filled.metadata.once,
    )
    return gets.record_get(request, services=services.coach)


def record_ask(services: SlackServices, context: RequestContext, view: Element) -> object:
    """An ask of ours from its form."""
    filled, line = _line(context, view, Kind.ASK)
    request = RecordAsk(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        line=line,
        typed="",
        once=filled.metadata.once,
    )
    return asks.record_ask(request, services=services.coach)


def answer_partly(services: SlackServices, context: RequestContext, view: Element) -> object:
    """What they gave instead of all that was asked."""
    locale = context.actor.locale
    filled = move_forms.partly(locale).read(view)
    request = AnswerAsk(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        no=MoveNo(filled.metadata.move),
        version=filled.metadata.version,
        answer=AskAnswer.PARTLY,
        line=move_forms.line_of(filled, Kind.GET, locale),
        once=filled.metadata.once,
    )
    return asks.answer_ask(request, services=services.coach)


def amend(services: SlackServices, context: RequestContext, view: Element) -> object:
    """What a move says, changed."""
    kind = Kind(move_forms.aim_of(view))
    filled = move_forms.amending(kind, context.actor.locale).read(view)
    request = Amend(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        no=MoveNo(filled.metadata.move),
        version=filled.metadata.version,
        line=move_forms.line_of(filled, kind, context.actor.locale),
        why=filled.find(move_forms.WHY) or "",
        once=filled.metadata.once,
    )
    return amends.amend(request, services=services.coach)


def void(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A move that no longer counts, and why."""
    filled = move_forms.VOID.read(view)
    request = Void(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        no=MoveNo(filled.metadata.move),
        version=filled.metadata.version,
        why=filled.need(move_forms.VOIDED_WHY),
        once=filled.metadata.once,
    )
    return changes.void(request, services=services.coach)


def match(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A give and a get to tie."""
    filled = trade_forms.MATCH.read(view)
    numbers = {f.name: _number(filled.get(f)) for f in (trade_forms.GIVE, trade_forms.GET)}
    missing = {name: N_("Please choose one.") for name, number in numbers.items() if number is None}
    if missing:
        raise NotFilled(missing)
    request = Match(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        give=MoveNo(numbers["give"] or 0),
        get=MoveNo(numbers["get"] or 0),
        once=filled.metadata.once,
    )
    return trades.match(request, services=services.coach)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def open_deal(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A deal from its form, in the channel where the form was asked for."""
    filled = deal_forms.opening_form(context.actor.locale, here=True).read(view)
    there = _in_channel(context, filled.metadata.channel)
    if not services.sealed(there, filled.metadata.aim):
        raise Forged
    return _opened(services, there, filled)


def open_deal_in(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A deal from its form, in a channel that the person chose and is known to be in."""
    filled = deal_forms.opening_form(context.actor.locale, here=False).read(view)
    there = _in_channel(context, filled.need(deal_forms.CHANNEL))
    if not services.directory.is_in_channel(
        ChannelId(filled.need(deal_forms.CHANNEL)), context.actor.person
    ):
        raise NotFilled(
            {
                deal_forms.CHANNEL.name: "I cannot see who is in that channel. Type /deal open there instead."
            }
        )
    return _opened(services, there, filled)


def _in_channel(context: RequestContext, channel: str) -> RequestContext:
    return replace(context, actor=replace(context.actor, channel=ChannelId(channel)))


def _opened(services: SlackServices, context: RequestContext, filled: Filled) -> object:
    answer = deals.open_deal(
        context.actor,
        filled.need(deal_forms.NAME),
        Side(filled.need(deal_forms.SIDE)),
        size=filled.get(deal_forms.size_field(context.actor.locale)),
        unit=filled.need(deal_forms.UNIT),
        party=filled.get(deal_forms.PARTY) or "",
        once=filled.metadata.once,
        services=services.coach,
    )
    return told_of(services, context, answer)


def change_settings(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A deal's settings."""
    filled = deal_forms.settings_form(context.actor.locale).read(view)
    return deals.change_settings(
        context.actor,
        DealId(filled.metadata.deal),
        deal_forms.read_settings(filled, context.actor.locale),
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


def give_role(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A role for somebody."""
    filled = deal_forms.GIVE_ROLE.read(view)
    person = PersonId(filled.need(deal_forms.PERSON)[0])
    try:
        services.directory.require_member(context.actor.team, person)
    except Refusal as refusal:
        raise NotFilled(
            {deal_forms.PERSON.name: "Please choose a full member of this workspace."}
        ) from refusal
    role = Role(filled.need(deal_forms.ROLE))
    deal = DealId(filled.metadata.deal)
    return deals.give_role(context.actor, deal, person, role, services=services.coach)


def done(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A form that only shows something."""
    return None


SUBMISSIONS: dict[str, Submission] = {
    "give.record": record_give,
    "get.record": record_get,
    "ask.record": record_ask,
    "ask.partly": answer_partly,
    "move.amend": amend,
    "move.void": void,
    "trade.match": match,
    "deal.open": open_deal,
    "deal.open_in": open_deal_in,
    "deal.set": change_settings,
    "deal.give_role": give_role,
    "sentence.done": done,
    **concepts.SUBMISSIONS,
}
"""Every form by its route."""
