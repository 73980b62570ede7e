"""Gets: what they gave, answering an ask or of their own accord."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from bot.coach.actors import Actor
from bot.coach.answers import (
    AskAnswered,
    Doubt,
    DraftDropped,
    GetChecked,
    GetRecorded,
    MoveChanged,
    RefusalReason,
)
from bot.coach.asks import AskAnswer, list_awaited, settle_ask
from bot.coach.cautions import find_caution
from bot.coach.changes import drop_draft, write_change
from bot.coach.context import DealSession, LedgerChange, WrittenEntry, record_in_deal
from bot.coach.moves import SeenMove, build_get, find_same_line, load_draft
from bot.coach.refusals import Refused
from bot.coach.replies import suggest_reply
from bot.coach.sentences import thank_for
from bot.coach.services import Services
from bot.domain.deals import Side
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import Suggested, find_named_move, suggest_gives
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.replies import share_of_deal
from bot.domain.trades import TIEABLE_GIVES, ZERO, Tie
from bot.language.lines import ParsedLine
from bot.language.price_words import names_rise

GetAnswer = GetRecorded | GetChecked | AskAnswered


class GetChoice(StrEnum):
    """What a draft get was."""

    A_GET = "a_get"
    PARTLY = "partly"
    TAKEN_BACK = "taken_back"
    DROP = "drop"


def record_get(
    actor: Actor,
    line: ParsedLine,
    typed: str,
    *,
    key: str,
    deal: DealId | None = None,
    part: str = "",
    partly: str = "",
    against: bool = False,
    services: Services,
) -> GetAnswer:
    """Records a get, in the deal of the actor's channel where none is named: answering an ask that it names, tied to a
    give that it names, or on its own with gives it may be tied to.

    Where the line is not clearly a get, it becomes a draft and the coach asks: `against` where it reads like something
    they took, `partly` where it says that they gave `part` instead of that.
    """
    with record_in_deal(services, actor, deal, key, typed=typed) as session:
        return place_get_line(session, line, typed, part=part, partly=partly, against=against)


def place_get_line(
    session: DealSession,
    line: ParsedLine,
    typed: str,
    *,
    part: str = "",
    partly: str = "",
    against: bool = False,
) -> GetAnswer:
    """Records the get that a line says in the open deal."""
    get = build_get(session, line, typed)
    same = find_same_line(session, get)
    if same is not None:
        return _keep_draft(session, get, Doubt.SAME_AGAIN, earlier=same)
    if against and not _is_welcome(session.deal.side, get.what):
        return _keep_draft(session, get, Doubt.TAKEN_BACK)
    if partly:
        ask = find_named_move(partly, _our_open_asks(session))
        if ask is not None:
            get = replace(get, what=part, ref=ask.no)
            return _keep_draft(session, get, Doubt.PARTLY, ask=ask)
    numbers = tuple(MoveNo(number) for number in line.refs)
    return _place_get(session, get, numbers=numbers)


def _is_welcome(side: Side, what: str) -> bool:
    """Whether a rise is good news: for a seller a higher price is a get."""
    return side is Side.SELLING and names_rise(what)


def _our_open_asks(session: DealSession) -> list[Move]:
    return [ask for ask in session.snapshot.open_asks if ask.ours]


def _keep_draft(
    session: DealSession,
    get: Move,
    doubt: Doubt,
    *,
    ask: Move | None = None,
    earlier: Move | None = None,
) -> GetChecked:
    draft = replace(get, state=State.DRAFT)
    written = session.write(LedgerChange(verb=Verb.DRAFTED, moves=(draft,)))
    return GetChecked(
        deal=session.deal,
        get=draft,
        seq=written.entry.seq,
        today=session.by.today,
        doubt=doubt,
        ask=ask,
        earlier=earlier,
    )


def _place_get(
    session: DealSession,
    get: Move,
    *,
    numbers: tuple[MoveNo, ...] = (),
    draft: Move | None = None,
) -> GetAnswer:
    """Puts a get where its line says: an answer to an ask, tied to the gives that it names, or loose."""
    if numbers:
        return _place_get_by_numbers(session, get, numbers)
    if get.ref is None:
        ask = find_named_move(get.what, _our_open_asks(session))
    else:
        ask = _find_unanswered_ask(session, get.ref)
    # A get that only happens on a condition answers nothing yet.
    if ask is not None and get.state is not State.CONDITIONAL:
        answer = replace(get, ref=ask.no)
        return settle_ask(session, ask, AskAnswer.AGREED, answer, draft=draft)
    give = _find_give_named_by(session, get)
    gives = (give,) if give is not None else ()
    return _write_get(session, replace(get, ref=None), gives, draft=draft)


def _find_unanswered_ask(session: DealSession, no: MoveNo) -> Move | None:
    move = session.find_move(no)
    if move is None or move.kind is not Kind.ASK or move.state not in UNANSWERED:
        return None
    return move


def _place_get_by_numbers(
    session: DealSession, get: Move, numbers: tuple[MoveNo, ...]
) -> GetAnswer:
    """A get that names by number the ask it answers, or the gives it was given for."""
    asks: list[Move] = []
    gives: list[Move] = []
    for no in numbers:
        move = session.find_move(no)
        if move is None:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no, typed=get.typed)
        if move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
            asks.append(move)
        elif move.kind is Kind.GIVE and move.state in TIEABLE_GIVES:
            gives.append(move)
        else:
            raise _wrong_kind(session, move, get)
    if len(asks) > 1:
        # One get can be the answer to one ask only.
        raise _wrong_kind(session, asks[1], get)
    get = replace(get, ref=None, also=())
    if asks and get.state is not State.CONDITIONAL:
        answer = replace(get, ref=asks[0].no)
        return settle_ask(session, asks[0], AskAnswer.AGREED, answer, gives=gives)
    return _place_get_for_gives(session, get, gives)


def _wrong_kind(session: DealSession, move: Move, get: Move) -> Refused:
    return Refused(
        why=RefusalReason.WRONG_KIND, deal=session.deal, no=move.no, move=move, typed=get.typed
    )


def _place_get_for_gives(session: DealSession, get: Move, gives: list[Move]) -> GetAnswer:
    """A get for gives: it also answers the ask it names, where that one was for one of them."""
    numbers = {give.no for give in gives}
    waited = {no for give in gives for no in give.refs}
    asks = [
        ask
        for ask in _our_open_asks(session)
        if ask.no in waited or not numbers.isdisjoint(ask.refs)
    ]
    ask = find_named_move(get.what, asks)
    if ask is not None and get.state is not State.CONDITIONAL:
        answer = replace(get, ref=ask.no)
        return settle_ask(session, ask, AskAnswer.AGREED, answer, gives=gives)
    return _write_get(session, get, gives)


def _find_give_named_by(session: DealSession, get: Move) -> Move | None:
    if not get.for_what:
        return _find_test_hoping_for(session, get)
    moves = (*session.snapshot.open_gives, *session.snapshot.recent)
    gives = {
        move.no: move for move in moves if move.kind is Kind.GIVE and move.state in TIEABLE_GIVES
    }
    return find_named_move(get.for_what, list(gives.values()))


def _find_test_hoping_for(session: DealSession, get: Move) -> Move | None:
    """The early give as a test that hoped for just this."""
    ledger = session.ledger
    tests = [
        replace(move, what=move.for_what)
        for move in ledger.moves.values()
        if move.test and not ledger.ties_of(move.no)
    ]
    test = find_named_move(get.what, tests)
    return ledger.moves[test.no] if test is not None else None


def _write_get(
    session: DealSession, get: Move, gives: Sequence[Move], *, draft: Move | None = None
) -> GetRecorded:
    """Adds a get, tied to the gives it was given for; conditional gives that waited for it become firm."""
    moves, before = [get], [draft] if draft else []
    matched = []
    for give in gives:
        is_met = give.state is State.CONDITIONAL and len(list_awaited(session, give)) < 2
        if is_met and get.state is not State.CONDITIONAL:
            before.append(give)
            firm = session.settle(give, State.FIRM)
            moves.append(firm)
            matched.append(firm)
        else:
            matched.append(give)
    written = session.write(
        LedgerChange(
            verb=Verb.CONFIRMED if draft else Verb.RECORDED,
            moves=tuple(moves),
            before=tuple(before),
            tied=tuple(Tie(give=give.no, get=get.no) for give in matched),
        )
    )
    return _get_recorded(written, get, tuple(matched))


def _get_recorded(written: WrittenEntry, get: Move, matched: tuple[Move, ...]) -> GetRecorded:
    session = written.session
    left = sentence = None
    suggested: tuple[Suggested, ...] = ()
    if matched:
        left = _sum_what_is_left(session, matched)
        sentence = thank_for(get)
    elif get.state is not State.CONDITIONAL:
        gives = [each for each in session.snapshot.open_gives if each.state in TIEABLE_GIVES]
        suggested = tuple(suggest_gives(get, gives, session.deal.yardstick))
        sentence = suggest_reply(session, get)
    return GetRecorded(
        deal=session.deal,
        get=get,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        matched=matched,
        left=left,
        suggested=suggested,
        sentence=sentence,
        caution=find_caution(session, get, written.entry.tied),
        resumed=written.resumed,
        share=share_of_deal(session.deal, get),
    )


def _sum_what_is_left(session: DealSession, gives: Sequence[Move]) -> Decimal | None:
    """What of the gives' cost is not answered; None where no cost is known."""
    answers = [session.ledger.find_answer(give, session.by.today) for give in gives]
    known = [answer.left for answer in answers if answer.left is not None]
    return sum(known, ZERO) if known else None


def settle_get_draft(
    actor: Actor, seen: SeenMove, choice: GetChoice, *, key: str, services: Services
) -> GetAnswer | DraftDropped | MoveChanged:
    """Does with a draft get what the person decided: it is a get, it is part of what was asked, they took something
    back, or nothing."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        draft = load_draft(session, seen, Kind.GET)
        state = State.CONDITIONAL if draft.condition else State.FIRM
        get = next_version(draft, state=state, at=session.services.clock.now())
        match choice:
            case GetChoice.DROP:
                return drop_draft(session, draft)
            case GetChoice.TAKEN_BACK:
                taken_back = session.settle(draft, State.TAKEN_BACK)
                return write_change(session, Verb.TAKEN_BACK, draft, taken_back)
            case GetChoice.PARTLY:
                ask = _find_unanswered_ask(session, draft.ref) if draft.ref is not None else None
                if ask is not None:
                    return settle_ask(session, ask, AskAnswer.PARTLY, get, draft=draft)
        return _place_get(session, get, draft=draft)
