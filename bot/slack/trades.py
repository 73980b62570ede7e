"""Trades: `/deal match`, its form, and the buttons that tie a give to a get."""

from dataclasses import replace

from bot.coach import log, named_ties, trades
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind
from bot.domain.trades import Tie
from bot.language.returns_typed import read_tie, split_off_tie
from bot.slack.asides import mention_words_not_used
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import trades as forms
from bot.slack.forms.fields import ChoiceField
from bot.slack.forms.form import Filled, NotFilled
from bot.slack.replies import FormOpened, LineUnread
from bot.slack.routing import Click, Routes, SlashCommand, echo, find_deal_here
from bot.slack.services import SlackServices
from bot.translations import N_

MATCH_EXAMPLE = N_("/deal match #5 #9")


def answer_tie(
    services: SlackServices, context: RequestContext, text: str, kind: Kind | None = None
) -> Answer | None:
    """`that was for the demo`, `das Jobticket war für den Start`: ties what the line names. None for any other line.
    `kind` is that of the command it was typed after."""
    tie = read_tie(text)
    if tie is None:
        return None
    here = find_deal_here(services, context, text)
    tied = named_ties.tie_named_moves(
        context.actor,
        here.id,
        tie,
        echo(text),
        kind=kind,
        key=context.once,
        services=services.coach,
    )
    is_readable = bool(tie.one) and not (tie.sure and tie.may_name_entry)
    if tied is not None or is_readable or kind is None:
        return tied
    problem = N_(
        "This says what a get was for, but not clearly which get and which give. Two numbers tie them."
    )
    return LineUnread(hint=problem, example=MATCH_EXAMPLE, typed=echo(text))


def record_with_tie(
    services: SlackServices,
    context: RequestContext,
    text: str,
    kind: Kind,
    record: SlashCommand,
) -> Answer | None:
    """A line whose end says what all of it was for (`scans yes, that was for the pickup`): its beginning is recorded
    and tied to that. None for any other line."""
    line = split_off_tie(text)
    if line is None:
        return None
    here = find_deal_here(services, context, text)
    no = named_ties.find_entry_for_tie(
        context.actor, here.id, line.tie, kind, services=services.coach
    )
    if no is not None:
        tied = replace(context, actor=replace(context.actor, tied_to=(no,)))
        return record(services, tied, line.head)
    answer = record(services, context, line.head)
    return mention_words_not_used(services, context, line.tail, answer)


def tie_pair(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Ties the give and the get that a line meant."""
    tie = Tie(give=ref.no, get=ref.other)
    return named_ties.tie_pair(
        context.actor, ref.deal, tie, key=context.once, services=services.coach
    )


def match_moves(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Ties a give to a get."""
    tie = Tie(give=ref.no, get=ref.other)
    return trades.match_moves(
        context.actor, ref.deal, tie, key=context.once, services=services.coach
    )


def unmatch_moves(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Undoes a tie, pressed at either of its two moves."""
    tie = Tie(give=ref.no, get=ref.other)
    kind = log.find_kind(context.actor, ref.deal, ref.no, services=services.coach)
    if kind is Kind.GET:
        tie = Tie(give=ref.other, get=ref.no)
    return trades.unmatch_moves(
        context.actor, ref.deal, tie, key=context.once, services=services.coach
    )


def open_match_form(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal match`: the form that ties a give to a get."""
    return _open_form(services, context, here.id)


def show_match_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that ties a give to a get."""
    return _open_form(services, context, ref.deal)


def _open_form(services: SlackServices, context: RequestContext, deal: DealId) -> Answer:
    found = log.list_matchable(context.actor, deal, services=services.coach)
    return FormOpened(forms.match_view(found.deal, services.called(context, found)))


def open_several_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that ties a get to several gives."""
    found = log.list_matchable(context.actor, ref.deal, services=services.coach)
    get = next((each for each in found.gets if each.no == ref.no), None)
    if get is None:
        raise Refused(why=RefusalReason.NO_PAIR, deal=found.deal)
    return FormOpened(forms.match_several_view(found.deal, get, found.gives))


def match_several(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A get and the gives that it answers, from their form."""
    filled = forms.MATCH_SEVERAL.read(view)
    numbers = [_parse_number(value) for value in filled.find(forms.GIVES) or ()]
    gives = [number for number in numbers if number is not None]
    if not gives:
        raise NotFilled({forms.GIVES.name: N_("Please choose one.")})
    return trades.match_get_with_gives(
        context.actor,
        filled.metadata.seen_move,
        gives,
        key=context.once,
        services=services.coach,
    )


def _leave_alone_click(*, asked_about_gives: bool) -> Click:
    """A button that says that a get answers none of what was proposed."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return trades.leave_alone(
            context.actor,
            ref.seen_move,
            asked_about_gives=asked_about_gives,
            services=services.coach,
        )

    return click


def match_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A give and a get to tie, from their form."""
    filled = forms.MATCH.read(view)
    give, get = _chosen_move(filled, forms.GIVE), _chosen_move(filled, forms.GET)
    errors = {
        field.name: N_("Please choose one.")
        for field, chosen in ((forms.GIVE, give), (forms.GET, get))
        if chosen is None
    }
    if give is None or get is None:
        raise NotFilled(errors)
    return trades.match_moves(
        context.actor,
        DealId(filled.metadata.deal),
        Tie(give=give, get=get),
        key=context.once,
        services=services.coach,
    )


def _chosen_move(filled: Filled, field: ChoiceField) -> MoveNo | None:
    return _parse_number(filled.get(field))


def _parse_number(text: str | None) -> MoveNo | None:
    if not text or not text.isdecimal() or len(text) > 9:
        return None
    return MoveNo(int(text))


ROUTES = Routes(
    deal_words={"match": open_match_form},
    clicks={
        "trade.match": match_moves,
        "trade.tie": tie_pair,
        "trade.unmatch": unmatch_moves,
        "trade.form": show_match_form,
        "trade.several": open_several_form,
        "trade.none": _leave_alone_click(asked_about_gives=True),
        "get.answers_none": _leave_alone_click(asked_about_gives=False),
    },
    submissions={"trade.match": match_form, "trade.match_several": match_several},
)
