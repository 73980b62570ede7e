"""Forms that were sent: each is read into a request; what does not fit goes back to its field."""

from dataclasses import replace

from bot.coach import amends, asks, changes, deals, gets, gives, trades
from bot.coach.requests import (
    Amend,
    AnswerAsk,
    AskAnswer,
    GiveRole,
    Match,
    OpenDeal,
    RecordAsk,
    RecordGet,
    RecordGive,
    Void,
)
from bot.domain.deals import Role, Side
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId
from bot.domain.moves import Kind
from bot.language.lines import Line
from bot.slack import concepts
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.errors import Refusal
from bot.slack.forms import deals as deal_forms
from bot.slack.forms import moves as move_forms
from bot.slack.forms import trades as trade_forms
from bot.slack.forms.form import Filled, Forged, NotFilled
from bot.slack.here import Submission, told_of
from bot.slack.where import Where


def _line(where: Where, view: Element, kind: Kind) -> tuple[Filled, Line]:
    filled = move_forms.recording(kind, where.actor.locale).read(view)
    return filled, move_forms.line_of(filled, kind, where.actor.locale)


def record_give(bench: Bench, where: Where, view: Element) -> object:
    """A give from its form."""
    filled, line = _line(where, view, Kind.GIVE)
    request = RecordGive(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        line=line,
        typed="",
        once=filled.ticket.once,
    )
    return gives.record_give(request, desk=bench.desk)


def record_get(bench: Bench, where: Where, view: Element) -> object:
    """A get from its form."""
    filled, line = _line(where, view, Kind.GET)
    request = RecordGet(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        line=line,
        typed="",
        once=filled.ticket.once,
    )
    return gets.record_get(request, desk=bench.desk)


def record_ask(bench: Bench, where: Where, view: Element) -> object:
    """An ask of ours from its form."""
    filled, line = _line(where, view, Kind.ASK)
    request = RecordAsk(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        line=line,
        typed="",
        once=filled.ticket.once,
    )
    return asks.record_ask(request, desk=bench.desk)


def answer_partly(bench: Bench, where: Where, view: Element) -> object:
    """What they gave instead of all that was asked."""
    locale = where.actor.locale
    filled = move_forms.partly(locale).read(view)
    request = AnswerAsk(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        no=MoveNo(filled.ticket.move),
        version=filled.ticket.version,
        answer=AskAnswer.PARTLY,
        line=move_forms.line_of(filled, Kind.GET, locale),
        once=filled.ticket.once,
    )
    return asks.answer_ask(request, desk=bench.desk)


def amend(bench: Bench, where: Where, view: Element) -> object:
    """What a move says, changed."""
    kind = Kind(move_forms.aim_of(view))
    filled = move_forms.amending(kind, where.actor.locale).read(view)
    request = Amend(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        no=MoveNo(filled.ticket.move),
        version=filled.ticket.version,
        line=move_forms.line_of(filled, kind, where.actor.locale),
        why=filled.find(move_forms.WHY) or "",
        once=filled.ticket.once,
    )
    return amends.amend(request, desk=bench.desk)


def void(bench: Bench, where: Where, view: Element) -> object:
    """A move that no longer counts, and why."""
    filled = move_forms.VOID.read(view)
    request = Void(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        no=MoveNo(filled.ticket.move),
        version=filled.ticket.version,
        why=filled.need(move_forms.VOIDED_WHY),
        once=filled.ticket.once,
    )
    return changes.void(request, desk=bench.desk)


def match(bench: Bench, where: Where, view: Element) -> object:
    """A give and a get to tie."""
    filled = trade_forms.MATCH.read(view)
    numbers = {f.name: _number(filled.get(f)) for f in (trade_forms.GIVE, trade_forms.GET)}
    missing = {name: "Please choose one." for name, number in numbers.items() if number is None}
    if missing:
        raise NotFilled(missing)
    request = Match(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        give=MoveNo(numbers["give"] or 0),
        get=MoveNo(numbers["get"] or 0),
        once=filled.ticket.once,
    )
    return trades.match(request, desk=bench.desk)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def open_deal(bench: Bench, where: Where, view: Element) -> object:
    """A deal from its form, in the channel where the form was asked for."""
    filled = deal_forms.opening(where.actor.locale, here=True).read(view)
    there = _in_channel(where, filled.ticket.channel)
    if not bench.sealed(there, filled.ticket.aim):
        raise Forged
    return _opened(bench, there, filled)


def open_deal_in(bench: Bench, where: Where, view: Element) -> object:
    """A deal from its form, in a channel that the person chose and is known to be in."""
    filled = deal_forms.opening(where.actor.locale, here=False).read(view)
    there = _in_channel(where, filled.need(deal_forms.CHANNEL))
    if not bench.directory.belongs(ChannelId(filled.need(deal_forms.CHANNEL)), where.actor.person):
        raise NotFilled(
            {
                deal_forms.CHANNEL.name: "I cannot see who is in that channel. Type /deal open there instead."
            }
        )
    return _opened(bench, there, filled)


def _in_channel(where: Where, channel: str) -> Where:
    return replace(where, actor=replace(where.actor, channel=ChannelId(channel)))


def _opened(bench: Bench, where: Where, filled: Filled) -> object:
    request = OpenDeal(
        by=where.actor,
        name=filled.need(deal_forms.NAME),
        side=Side(filled.need(deal_forms.SIDE)),
        size=filled.get(deal_forms.size(where.actor.locale)),
        unit=filled.need(deal_forms.UNIT),
        party=filled.get(deal_forms.PARTY) or "",
        once=filled.ticket.once,
    )
    return told_of(bench, where, deals.open_deal(request, desk=bench.desk))


def change_settings(bench: Bench, where: Where, view: Element) -> object:
    """A deal's settings."""
    filled = deal_forms.settings(where.actor.locale).read(view)
    return deals.change_settings(
        deal_forms.settings_of(filled, where.actor, where.actor.locale), desk=bench.desk
    )


def give_role(bench: Bench, where: Where, view: Element) -> object:
    """A role for somebody."""
    filled = deal_forms.GIVE_ROLE.read(view)
    person = PersonId(filled.need(deal_forms.PERSON)[0])
    try:
        bench.directory.member(where.actor.team, person)
    except Refusal as refusal:
        raise NotFilled(
            {deal_forms.PERSON.name: "Please choose a full member of this workspace."}
        ) from refusal
    request = GiveRole(
        by=where.actor,
        deal=DealId(filled.ticket.deal),
        person=person,
        role=Role(filled.need(deal_forms.ROLE)),
    )
    return deals.give_role(request, desk=bench.desk)


def done(bench: Bench, where: Where, view: Element) -> object:
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
