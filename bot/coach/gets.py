"""Gets: what they gave, answering an ask or of their own accord."""

from dataclasses import replace

from bot.coach.answers import (
    AskAnswered,
    Doubt,
    DraftDropped,
    GetChecked,
    GetRecorded,
    MoveChanged,
    MoveShown,
    RefusalReason,
)
from bot.coach.asks import settle_ask
from bot.coach.cautions import find_caution
from bot.coach.changes import drop, write_change
from bot.coach.context import DealSession, LedgerChange, WrittenEntry
from bot.coach.moves import build_get, find_same_line
from bot.coach.recording import run_once_in_deal
from bot.coach.refusals import Refused
from bot.coach.replies import suggest_reply
from bot.coach.requests import AskAnswer, GetChoice, RecordGet, SettleGetDraft
from bot.coach.sentences import thank_for
from bot.coach.services import Services
from bot.domain.deals import Side
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import find_named_move, suggest_gives
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.replies import share_of_deal
from bot.domain.trades import TIEABLE_GIVES, Tie
from bot.language.price_words import names_rise

GetAnswer = GetRecorded | GetChecked | AskAnswered | MoveShown


def record_get(request: RecordGet, *, services: Services) -> GetAnswer:
    """Records a get: answering an ask that it names, tied to a give that it names, or on its own with gives it may
    be tied to. Where the line is not clearly a get, it becomes a draft and the coach asks."""

    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordGet) -> GetAnswer:
    get = build_get(session, request.line, request.typed)
    same = None if request.twice else find_same_line(session, get)
    if same is not None:
        return _draft(session, get, Doubt.SAME_AGAIN, request.once, earlier=same)
    if request.against and not _welcome(session.deal.side, get.what):
        return _draft(session, get, Doubt.TAKEN_BACK, request.once)
    ask = find_named_move(request.partly, _our_asks(session)) if request.partly else None
    if ask is not None:
        return _draft(
            session,
            replace(get, what=request.part, ref=ask.no),
            Doubt.PARTLY,
            request.once,
            ask=ask,
        )
    return place_get(session, get, request.once)


def _welcome(side: Side, what: str) -> bool:
    """Whether a rise is good news: for a seller a higher price is a get."""
    return side is Side.SELLING and names_rise(what)


def _our_asks(session: DealSession) -> list[Move]:
    return [a for a in session.snapshot.open_asks if a.ours]


def _draft(
    session: DealSession,
    get: Move,
    doubt: Doubt,
    key: str,
    *,
    ask: Move | None = None,
    earlier: Move | None = None,
) -> GetChecked:
    draft = replace(get, state=State.DRAFT)
    written = session.write(LedgerChange(verb=Verb.DRAFTED, moves=(draft,)), key)
    seq = written.entry.seq
    return GetChecked(
        deal=session.deal,
        get=draft,
        seq=seq,
        today=session.by.today,
        doubt=doubt,
        ask=ask,
        earlier=earlier,
    )


def place_get(session: DealSession, get: Move, key: str, *, draft: Move | None = None) -> GetAnswer:
    """Puts a get where its line says: an answer to an ask, tied to a give, or loose."""
    if get.ref is not None and draft is None:
        return _by_number(session, get, get.ref, key)
    ask = (
        find_named_move(get.what, _our_asks(session))
        if get.ref is None
        else _open_ask(session, get.ref)
    )
    if ask is not None and get.state is not State.CONDITIONAL:
        answer = replace(get, ref=ask.no)
        return settle_ask(session, ask, AskAnswer.AGREED, answer, key, draft=draft)
    give = _give_named(session, get)
    return record_tied(session, replace(get, ref=None), give, key, draft=draft)


def _open_ask(session: DealSession, no: MoveNo) -> Move | None:
    move = session.move(no)
    return move if move is not None and move.kind is Kind.ASK and move.state in UNANSWERED else None


def _by_number(session: DealSession, get: Move, no: MoveNo, key: str) -> GetAnswer:
    move = session.move(no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no, typed=get.typed)
    if move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
        if get.state is State.CONDITIONAL:
            return record_tied(session, replace(get, ref=None), None, key)
        return settle_ask(session, move, AskAnswer.AGREED, get, key)
    if move.kind is Kind.GIVE and move.state in TIEABLE_GIVES:
        return _for_give(session, replace(get, ref=None), move, key)
    raise Refused(
        why=RefusalReason.WRONG_KIND, deal=session.deal, no=no, move=move, typed=get.typed
    )


def _for_give(session: DealSession, get: Move, give: Move, key: str) -> GetAnswer:
    """A get for a give: it also answers the ask it names, where that one was for the same give."""
    ask = find_named_move(
        get.what, [a for a in _our_asks(session) if give.no == a.ref or give.ref == a.no]
    )
    if ask is not None and get.state is not State.CONDITIONAL:
        return settle_ask(session, ask, AskAnswer.AGREED, replace(get, ref=ask.no), key)
    return record_tied(session, get, give, key)


def _give_named(session: DealSession, get: Move) -> Move | None:
    gives = [
        g
        for g in (*session.snapshot.open_gives, *session.snapshot.recent)
        if g.kind is Kind.GIVE and g.state in TIEABLE_GIVES
    ]
    if get.for_what:
        return find_named_move(get.for_what, list({g.no: g for g in gives}.values()))
    return _test_hoping_for(session, get)


def _test_hoping_for(session: DealSession, get: Move) -> Move | None:
    """The early give as a test that hoped for just this."""
    tests = [
        m for m in session.ledger.moves.values() if m.test and not session.ledger.ties_of(m.no)
    ]
    hoped = find_named_move(get.what, [replace(test, what=test.for_what) for test in tests])
    return next((test for test in tests if hoped is not None and test.no == hoped.no), None)


def record_tied(
    session: DealSession, get: Move, give: Move | None, key: str, *, draft: Move | None = None
) -> GetRecorded:
    """Adds a get, tied to a give where there is one; a conditional give that waited for it becomes firm."""
    met = (
        give is not None and give.state is State.CONDITIONAL and get.state is not State.CONDITIONAL
    )
    after = session.settled(give, State.FIRM) if give is not None and met else give
    written = session.write(
        LedgerChange(
            verb=Verb.CONFIRMED if draft else Verb.RECORDED,
            moves=(get, *((after,) if after is not None and met else ())),
            before=(*((draft,) if draft else ()), *((give,) if give is not None and met else ())),
            tied=(Tie(give=give.no, get=get.no),) if give else (),
        ),
        key,
    )
    return _recorded(written, get, after)


def _recorded(written: WrittenEntry, get: Move, give: Move | None) -> GetRecorded:
    session = written.session
    left = session.ledger.find_answer(give, session.by.today).left if give else None
    loose = give is None and get.state is not State.CONDITIONAL
    gives = [g for g in session.snapshot.open_gives if g.state in TIEABLE_GIVES]
    return GetRecorded(
        deal=session.deal,
        get=get,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        matched=give,
        left=left,
        suggested=tuple(suggest_gives(get, gives, session.deal.yardstick)) if loose else (),
        sentence=thank_for(get) if give else suggest_reply(session, get) if loose else None,
        caution=find_caution(session, get, written.entry.tied),
        resumed=written.resumed,
        share=share_of_deal(session.deal, get),
    )


def settle_get_draft(
    request: SettleGetDraft, *, services: Services
) -> GetAnswer | DraftDropped | MoveChanged:
    """Does with a draft get what the person decided: it is a get, it is part of what was asked, they took something
    back, or nothing."""

    return run_once_in_deal(services, request, lambda session: _settle(session, request))


def _settle(
    session: DealSession, request: SettleGetDraft
) -> GetAnswer | DraftDropped | MoveChanged:
    draft = session.move(request.no)
    if draft is None or draft.kind is not Kind.GET:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.no)
    if draft.state is not State.DRAFT:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=request.no, move=draft)
    if draft.version != request.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=request.no, move=draft)
    return _decided(session, draft, request)


def _decided(
    session: DealSession, draft: Move, request: SettleGetDraft
) -> GetAnswer | DraftDropped | MoveChanged:
    get = next_version(
        draft,
        state=State.CONDITIONAL if draft.condition else State.FIRM,
        at=session.services.clock.now(),
    )
    match request.choice:
        case GetChoice.DROP:
            return drop(session, draft, request.once)
        case GetChoice.TAKEN_BACK:
            taken = session.settled(draft, State.TAKEN_BACK)
            return write_change(session, Verb.TAKEN_BACK, draft, taken, request.once)
        case GetChoice.PARTLY if (
            draft.ref is not None and (ask := _open_ask(session, draft.ref)) is not None
        ):
            return settle_ask(session, ask, AskAnswer.PARTLY, get, request.once, draft=draft)
        case _:
            return place_get(session, get, request.once, draft=draft)
