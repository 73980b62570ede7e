"""Gets: `/got`, the buttons under a draft get, and the form."""

from bot.coach import gets, log, several, signing
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.direct import DirectLine
from bot.coach.gets import GetChoice
from bot.coach.refusals import Refused
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind
from bot.language.clean import clean_text
from bot.language.counter_conditions import read_conditional_yes
from bot.language.hints import HintReason, unreadable_line
from bot.language.item_lists import cut_into_parts
from bot.language.lines import (
    Command,
    NumberAnswered,
    ParsedLine,
    Partly,
    Reading,
    TakenBack,
    UnreadableLine,
)
from bot.language.questions import Topic
from bot.language.take_backs import TakeBack, read_take_back
from bot.language.told_offers import may_tell_offer
from bot.language.told_parts import read_sum_agreed, read_told_part
from bot.language.wishes import split_wish_behind
from bot.slack import (
    asides,
    asks,
    door,
    entries,
    offers,
    plain_moves,
    reports,
    their_asks,
    trades,
    verdicts,
)
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.moves import read_recorded, show_help_or_form
from bot.slack.replies import LineUnread
from bot.slack.routing import Click, Routes, find_deal_here, is_help
from bot.slack.services import SlackServices


def got(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/got`: a get, an answer to an ask, or something that only looks like one."""
    if not text or is_help(text):
        return show_help_or_form(services, context, text, "got", Kind.GET)
    about_entry = entries.answer_in_move_line(services, context, text, Command.GOT)
    about_entry = about_entry or entries.ask_what_to_drop(services, context, text, Command.GOT)
    return _record_typed(services, context, text) if about_entry is None else about_entry


def _record_typed(services: SlackServices, context: RequestContext, text: str) -> Answer:
    behind = split_wish_behind(text)
    if behind is None:
        return _record_line(services, context, text)
    answer = _record_line(services, context, behind.done)
    return asides.mention_words_not_used(services, context, behind.wish, answer)


def _record_line(services: SlackServices, context: RequestContext, text: str) -> Answer:
    answered = _answer_yes_or_figure(services, context, text)
    answered = answered or trades.answer_tie(services, context, text, Kind.GET)
    answered = answered or trades.record_with_tie(services, context, text, Kind.GET, _record_typed)
    answered = answered or verdicts.answer_verdicts(services, context, text)
    if answered is not None:
        return answered
    reading = asks.read_move_line(context, Command.GOT, text)
    taken_back = read_take_back(clean_text(text))
    beside = _answer_beside(services, context, text, reading, taken_back)
    if beside is not None:
        return beside
    lines = asks.split_move_line(context, Command.GOT, text, reading)
    if isinstance(lines, UnreadableLine):
        return asks.answer_aside(services, context, text, lines, command=Command.GOT)
    if not lines and isinstance(reading, ParsedLine):
        lines = _split_by_asks(services, context, reading, text)
    if lines:
        listed = several.record_gets(
            context.actor, lines, clean_text(text), key=context.once, services=services.coach
        )
        return asides.mention_not_used(services, context, lines, listed)
    match reading:
        case ParsedLine():
            against = taken_back is not None and taken_back.sure
            return _record(services, context, reading, text, against=against)
        case Partly():
            return _record(
                services, context, reading.line, text, part=reading.got, limited=reading.limited
            )
        case TakenBack():
            return _record(services, context, reading.line, text, against=True)
        case NumberAnswered(line=line) if line.refs:
            return _record(services, context, line, text)
    return asks.answer_aside(services, context, text, reading, command=Command.GOT)


def _answer_yes_or_figure(
    services: SlackServices, context: RequestContext, text: str
) -> Answer | None:
    """A yes on a condition of theirs (`they agree if we prepay`) or a figure (`they can do 15`), neither of which says
    to what: the only ask that it may answer is taken or asked about, as is an offer of theirs while one is on the table
    (`they'd do 20 with 6 months`). None for any other line."""
    granted = read_conditional_yes(text)
    if granted is not None and not granted.thing:
        here = find_deal_here(services, context, text)
        line = plain_moves.find_answer_told(services, context, here, text)
        if line is not None:
            return _record_line(services, context, line)
        return _say_unread(HintReason.YES, text)
    if may_tell_offer(text):
        here = find_deal_here(services, context, text)
        if plain_moves.tells_counteroffer(services, context, here, text):
            offered = DirectLine(actor=context.actor, command=door.COMMAND, text=text)
            return door.answer_line_as(services, context, here.id, offered, Topic.THEIR_OFFER)
    agreed = read_sum_agreed(text)
    if agreed is not None:
        here = find_deal_here(services, context, text)
        if plain_moves.may_be_offered(services, context, here, agreed):
            return offers.answer_typed(services, context, here, f"they accepted {agreed}")
    told = read_told_part(text)
    if told is None or told.thing:
        return None
    here = find_deal_here(services, context, text)
    asked = reports.ask_about_part_told(services, context, here, text)
    return asked or _say_unread(HintReason.NUMBER_ONLY, text)


def _say_unread(why: HintReason, text: str) -> LineUnread:
    hint = unreadable_line(why, Command.GOT, clean_text(text))
    return LineUnread(hint=hint.hint, example=hint.example, typed=hint.typed)


def _split_by_asks(
    services: SlackServices, context: RequestContext, line: ParsedLine, text: str
) -> tuple[ParsedLine, ...]:
    """`parking for 4 trucks and power`, of which nobody could tell that they are two, where each part names an open ask
    of its own; none where they do not."""
    parts = [part.text for part in cut_into_parts(line.what)]
    if len(parts) < 2 or line.worth is not None or line.condition:
        return ()
    here = find_deal_here(services, context, text)
    open_asks = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    locale = context.actor.locale
    named = [verdicts.find_named_or_less(part, open_asks, locale) for part in parts]
    numbers = {ask.no for ask in named if ask is not None}
    if None in named or len(numbers) < len(parts):
        return ()
    return tuple(line._replace(what=part) for part in parts)


def _answer_beside(
    services: SlackServices,
    context: RequestContext,
    text: str,
    reading: Reading,
    taken_back: TakeBack | None,
) -> Answer | None:
    """What answers a line that is no get, although it reads like one: something was taken back, or they signed."""
    dropped = their_asks.withdraw_typed(services, context, text)
    if dropped is not None:
        return dropped
    if taken_back is not None:
        asked = asks.ask_what_was_taken_back(services, context, taken_back, text, Kind.GET)
        if asked is not None:
            return asked
    if not isinstance(reading, ParsedLine) or not signing.is_signing(reading):
        return None
    return signing.record_signing(
        context.actor, reading, clean_text(text), key=context.once, services=services.coach
    )


def _record(
    services: SlackServices,
    context: RequestContext,
    line: ParsedLine,
    text: str,
    *,
    part: str = "",
    limited: bool = False,
    against: bool = False,
) -> Answer:
    answer = gets.record_get(
        context.actor,
        line,
        clean_text(text),
        part=part,
        limited=limited,
        against=against,
        key=context.once,
        services=services.coach,
    )
    return asides.mention_not_used(services, context, (line,), answer)


def record_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A get from its form."""
    filled, line = read_recorded(context, view, Kind.GET)
    deal = DealId(filled.metadata.deal)
    return gets.record_get(
        context.actor, line, "", deal=deal, key=context.once, services=services.coach
    )


def settle(
    services: SlackServices, context: RequestContext, ref: ButtonValue, choice: GetChoice
) -> Answer:
    """Does with a draft get what the person decided."""
    return gets.settle_get_draft(
        context.actor, ref.seen_move, choice, key=context.once, services=services.coach
    )


def _settle_click(choice: GetChoice) -> Click:
    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return settle(services, context, ref, choice)

    return click


def _answer_click(*, part: bool = False) -> Click:
    """A button that says which ask a recorded get answers."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return gets.answer_with_get(
            context.actor,
            ref.seen_move,
            (ref.other,),
            part=part,
            key=context.once,
            services=services.coach,
        )

    return click


def answer_all_asks(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A recorded get answers all the asks that it may have meant."""
    numbers = [MoveNo(int(no)) for no in ref.key.split(",") if no.isdecimal() and len(no) < 10]
    if not numbers:
        raise Refused(why=RefusalReason.CHANGED)
    return gets.answer_with_get(
        context.actor, ref.seen_move, numbers, key=context.once, services=services.coach
    )


ROUTES = Routes(
    commands={"/got": got},
    clicks={
        "draft.a_get": _settle_click(GetChoice.A_GET),
        "draft.taken_back": _settle_click(GetChoice.TAKEN_BACK),
        "get.answers": _answer_click(),
        "get.partly": _answer_click(part=True),
        "get.answers_all": answer_all_asks,
    },
    submissions={"get.record": record_form},
)
