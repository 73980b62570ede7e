"""Asks: `/ask`, what they want, how an ask was answered; and what people type beside moves."""

from collections.abc import Sequence

from bot.coach import asks, changes, log, several, take_backs
from bot.coach.answers import RefusalReason, WhichAsk
from bot.coach.answers.base import Answer
from bot.coach.answers.take_backs import TakeBackAsked
from bot.coach.asks import AskAnswer
from bot.coach.likeness import find_named
from bot.coach.moves import SeenMove
from bot.coach.refusals import Refused
from bot.coach.their_asks import grant_their_ask
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move
from bot.language.clean import clean_text
from bot.language.grammar import read_ask_reference, read_line
from bot.language.hints import HintReason
from bot.language.item_lists import split_items
from bot.language.line_lists import split_into_lines
from bot.language.lines import (
    AskDeclined,
    AskedAgain,
    Command,
    LimitStated,
    MessagePasted,
    NotAMove,
    NotAMoveKind,
    NumberAnswered,
    ParsedLine,
    QuestionAsked,
    Reading,
    TheirAsk,
    UnreadableLine,
)
from bot.language.openings import read_their_ask
from bot.language.returns_typed import find_asked_in_return
from bot.language.take_backs import TakeBack
from bot.language.wishes import find_dropped_ask, find_sure_wish, find_wish
from bot.slack import asides, door, entries, their_asks, trades
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import moves as move_forms
from bot.slack.moves import read_recorded, show_help_or_form
from bot.slack.replies import FormOpened, LineUnread
from bot.slack.routing import Click, Routes, echo, find_deal_here, is_help
from bot.slack.services import SlackServices


def ask(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/ask`: an ask of ours, asked again, or declined."""
    if not text or is_help(text):
        return show_help_or_form(services, context, text, "ask", Kind.ASK)
    about_entry = entries.answer_in_move_line(services, context, text, Command.ASK)
    about_entry = about_entry or trades.answer_tie(services, context, text, Kind.ASK)
    if about_entry is not None:
        return about_entry
    in_return = find_asked_in_return(text)
    if in_return is not None:
        text = in_return
    reading = read_move_line(context, Command.ASK, text)
    # `declined the pilot` is about our ask first.
    if not isinstance(reading, AskDeclined):
        beside = their_asks.decline_typed(services, context, text)
        beside = beside or _withdraw_typed(services, context, text)
        beside = beside or entries.ask_what_to_drop(services, context, text, Command.ASK)
        if beside is not None:
            return beside
    lines = split_move_line(context, Command.ASK, text, reading)
    if isinstance(lines, UnreadableLine):
        return answer_aside(services, context, text, lines, command=Command.ASK)
    if lines:
        listed = several.record_asks(
            context.actor, lines, clean_text(text), key=context.once, services=services.coach
        )
        return asides.mention_not_used(services, context, lines, listed)
    if isinstance(reading, ParsedLine):
        answer = asks.record_ask(
            context.actor,
            reading,
            clean_text(text),
            in_return=in_return is not None,
            key=context.once,
            services=services.coach,
        )
        return asides.mention_not_used(services, context, (reading,), answer)
    return answer_aside(services, context, text, reading, command=Command.ASK)


def record_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """An ask of ours, or one of theirs, from its form."""
    filled, line = read_recorded(context, view, Kind.ASK)
    return asks.record_ask(
        context.actor,
        line,
        "",
        deal=DealId(filled.metadata.deal),
        theirs="yes" in (filled.find(move_forms.THEIRS) or ()),
        key=context.once,
        services=services.coach,
    )


def _withdraw_typed(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """`forget the logo`: our open ask that the line means is withdrawn; None where it means none."""
    what = find_dropped_ask(text)
    if what is None:
        return None
    here = find_deal_here(services, context, text)
    open_asks = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    ask = find_named(what, open_asks, context.actor.locale)
    if ask is None:
        return None
    return asks.answer_ask(
        context.actor,
        _seen(here, ask),
        AskAnswer.WITHDRAWN,
        key=context.once,
        services=services.coach,
    )


def read_move_line(context: RequestContext, command: Command, text: str) -> Reading:
    """What a line says that was typed after that command."""
    actor = context.actor
    wish = None
    if command is Command.CONCEDE:
        wish = find_wish(text)
    elif command is Command.ASK:
        wish = find_sure_wish(text)
    if wish is not None:
        # `the buyer wants 15% off`: whoever wants it, it is no give and no ask of ours.
        theirs = read_their_ask(wish, locale=actor.locale, today=actor.today)
        if isinstance(theirs, ParsedLine):
            return TheirAsk(line=theirs)
    return read_line(text, command=command, locale=actor.locale, today=actor.today)


def split_move_line(
    context: RequestContext, command: Command, text: str, reading: Reading
) -> tuple[ParsedLine, ...] | UnreadableLine:
    """The moves that a line says where it says several; none where it says one."""
    if not isinstance(reading, ParsedLine | UnreadableLine):
        return ()
    if isinstance(reading, UnreadableLine) and reading.hint == HintReason.CORRECTED.value:
        # Its parts would hold what it takes back.
        return ()
    actor = context.actor
    return split_into_lines(text, reading, command=command, locale=actor.locale, today=actor.today)


def ask_what_was_taken_back(
    services: SlackServices, context: RequestContext, found: TakeBack, text: str, kind: Kind
) -> TakeBackAsked | None:
    """The question which move a line says was taken back; None where it names none."""
    here = find_deal_here(services, context, text)
    return take_backs.ask_what_was_taken_back(
        context.actor, here.id, found, echo(text), kind=kind, services=services.coach
    )


def answer_aside(
    services: SlackServices,
    context: RequestContext,
    text: str,
    reading: Reading,
    *,
    command: Command,
) -> Answer:
    """What people type beside moves: their wish, a question, an answer to an ask; else the line goes back."""
    here = find_deal_here(services, context, text)
    match reading:
        case TheirAsk(line=line):
            return their_asks.record(services, context, here, line, text)
        # `/concede they offer 15k` too is told to the coach, behind the wrong command.
        case QuestionAsked() | UnreadableLine(hint=HintReason.OTHER_WAY.value):
            return door.answer_sentence(services, context, here, text)
        case AskedAgain(what=what):
            return _repeat_ask(services, context, here, what, text)
        case AskDeclined(what=what):
            return _decline_ask(services, context, here, what, text)
        case NumberAnswered():
            open_asks = log.list_open_asks(context.actor, here.id, services=services.coach).ours
            return WhichAsk(
                deal=here,
                verb=Verb.GRANTED,
                what="",
                typed=echo(text),
                asks=open_asks,
                gives=log.list_gives_on_condition(context.actor, here.id, services=services.coach),
            )
        case NotAMove():
            return asides.answer_not_a_move(services, context, here, reading, command, text)
        case LimitStated(line=line):
            limit = NotAMove(kind=NotAMoveKind.LIMIT, about=line.what)
            return asides.answer_not_a_move(services, context, here, limit, command, text)
        case MessagePasted():
            return asides.answer_message(services, context, here, reading, text)
        case UnreadableLine():
            return LineUnread(hint=reading.hint, example=reading.example, typed=reading.typed)
        case _:
            raise ValueError(f"a {type(reading).__name__} is no aside")


def _repeat_ask(
    services: SlackServices, context: RequestContext, here: Deal, what: str, text: str
) -> Answer:
    """An open ask was put again, with the day that the line names."""
    line = read_ask_reference(what, locale=context.actor.locale, today=context.actor.today)
    words = line.what if line.due or line.ref else what
    open_asks = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    ask = _find_ask_meant(words, line.ref, open_asks, context.actor.locale)
    if ask is None:
        question = WhichAsk(
            deal=here,
            verb=Verb.ASKED_AGAIN,
            what=words or _number_text(line.ref),
            typed=echo(text),
            asks=open_asks,
            due=line.due,
        )
        return asks.ask_which_ask(context.actor, question, services=services.coach)
    return changes.repeat_ask(
        context.actor, _seen(here, ask), due=line.due, key=context.once, services=services.coach
    )


def _decline_ask(
    services: SlackServices, context: RequestContext, here: Deal, what: str, text: str
) -> Answer:
    """An open ask got a no."""
    line = read_ask_reference(what, locale=context.actor.locale, today=context.actor.today)
    words = line.what if line.ref else what
    if len(line.refs) > 1 and not words:
        numbers = tuple(map(MoveNo, line.refs))
        return several.decline_asks(
            context.actor, here.id, numbers, key=context.once, services=services.coach
        )
    listed = log.list_open_asks(context.actor, here.id, services=services.coach)
    open_asks = listed.ours
    ask = _find_ask_meant(words, line.ref, open_asks, context.actor.locale) or next(
        (ask for ask in listed.theirs if ask.no == line.ref), None
    )
    if ask is None and words:
        ask = their_asks.find(services, context, here, words)
    if ask is None:
        several_meant = _find_asks_meant(words, open_asks, context.actor.locale)
        if len(several_meant) > 1:
            return several.decline_asks(
                context.actor, here.id, several_meant, key=context.once, services=services.coach
            )
        return WhichAsk(
            deal=here,
            verb=Verb.DECLINED,
            what=words or _number_text(line.ref),
            typed=echo(text),
            asks=(*open_asks, *listed.theirs),
        )
    return asks.answer_ask(
        context.actor,
        _seen(here, ask),
        AskAnswer.DECLINED,
        key=context.once,
        services=services.coach,
    )


def _find_ask_meant(
    words: str, no: int | None, open_asks: Sequence[Move], locale: str
) -> Move | None:
    """The ask that a number and words name; None where they name none, or two."""
    numbered = next((ask for ask in open_asks if ask.no == no), None)
    named = find_named(words, open_asks, locale)
    if numbered is None and named is None:
        is_only_one = not words and no is None and len(open_asks) == 1
        return open_asks[0] if is_only_one else None
    if numbered is not None and named is not None and numbered.no != named.no:
        return None
    return numbered or named


def _find_asks_meant(words: str, open_asks: Sequence[Move], locale: str) -> tuple[MoveNo, ...]:
    """The asks that a list of things names, each by itself; none where one of them names none."""
    found = [find_named(item, open_asks, locale) for item in split_items(words).items]
    numbers = tuple(dict.fromkeys(ask.no for ask in found if ask is not None))
    return numbers if len(numbers) == len(found) else ()


def _number_text(no: int | None) -> str:
    return f"#{no}" if no else ""


def _seen(deal: Deal, ask: Move) -> SeenMove:
    return SeenMove(deal=deal.id, no=ask.no, version=ask.version)


def list_asks(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal asks`: the asks that wait for an answer."""
    return log.list_open_asks(context.actor, here.id, services=services.coach)


def show_asks(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The asks that wait for an answer."""
    return log.list_open_asks(context.actor, ref.deal, services=services.coach)


def propose(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the proposed ask, in return for the give it was proposed for."""
    return asks.open_proposed_ask(
        context.actor,
        ref.deal,
        ref.key,
        give=MoveNo(ref.no) if ref.no else None,
        key=context.once,
        services=services.coach,
    )


def _answer_click(answer: AskAnswer) -> Click:
    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        if answer is AskAnswer.AGREED and _is_theirs(services, context, ref.seen_move):
            return grant_their_ask(
                context.actor, ref.seen_move, key=context.once, services=services.coach
            )
        return asks.answer_ask(
            context.actor, ref.seen_move, answer, key=context.once, services=services.coach
        )

    return click


def record_arrival(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was asked for is here."""
    return asks.answer_ask(
        context.actor,
        ref.seen_move,
        AskAnswer.AGREED,
        has_come=True,
        key=context.once,
        services=services.coach,
    )


def _is_theirs(services: SlackServices, context: RequestContext, seen: SeenMove) -> bool:
    """Whether an ask is theirs, which we answer."""
    found = log.show_editable_move(context.actor, seen.deal, seen.no, services=services.coach)
    return not found.row.move.ours


def open_partly_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form for the part that was given."""
    found = log.show_editable_move(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(move_forms.partly_view(found.row.move, found.deal, context.actor.locale))


def answer_partly(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What was given instead of all that was asked."""
    locale = context.actor.locale
    filled = move_forms.partly(locale).read(view)
    seen = filled.metadata.seen_move
    if _is_theirs(services, context, seen):
        return grant_their_ask(
            context.actor,
            seen,
            line=move_forms.line_of(filled, Kind.GIVE, locale),
            key=context.once,
            services=services.coach,
        )
    return asks.answer_ask(
        context.actor,
        filled.metadata.seen_move,
        AskAnswer.PARTLY,
        line=move_forms.line_of(filled, Kind.GET, locale),
        key=context.once,
        services=services.coach,
    )


def choose_answer(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """An answer chosen from an ask's menu."""
    if ref.key not in set(AskAnswer):
        raise Refused(why=RefusalReason.CHANGED)
    if ref.key == AskAnswer.PARTLY:
        return open_partly_form(services, context, ref)
    return _answer_click(AskAnswer(ref.key))(services, context, ref)


def repeat_ask(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same ask once more, by the day that waited for this choice, where one did."""
    return changes.repeat_ask(
        context.actor,
        ref.seen_move,
        pending_day=ref.key,
        key=context.once,
        services=services.coach,
    )


ROUTES = Routes(
    commands={"/ask": ask},
    deal_words={"asks": list_asks},
    clicks={
        "ask.propose": propose,
        "ask.agreed": _answer_click(AskAnswer.AGREED),
        "ask.partly": open_partly_form,
        "ask.answer": choose_answer,
        "ask.declined": _answer_click(AskAnswer.DECLINED),
        "ask.withdrawn": _answer_click(AskAnswer.WITHDRAWN),
        "ask.came": record_arrival,
        "ask.again": repeat_ask,
        "deal.asks": show_asks,
    },
    submissions={"ask.record": record_form, "ask.partly": answer_partly},
)
