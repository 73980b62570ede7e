"""Asks: ours and theirs, and how they were answered."""

from dataclasses import replace
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.answers import (
    AskAnswered,
    AskRecorded,
    MoveChanged,
    MoveShown,
    RefusalReason,
    TheirAskRecorded,
    WhichAsk,
)
from bot.coach.cautions import find_caution
from bot.coach.changes import write_change
from bot.coach.context import DealSession, LedgerChange, WrittenEntry, compare_exposure
from bot.coach.ladder import summarize_misses
from bot.coach.log import describe_move
from bot.coach.moves import build_ask, build_get, find_same_line
from bot.coach.proposals import advise_on_their_ask, find_proposal
from bot.coach.recording import run_once_in_deal
from bot.coach.records import PendingDay
from bot.coach.refusals import Refused
from bot.coach.requests import AnswerAsk, AskAnswer, AskFor, RecordAsk
from bot.coach.sentences import answer_theirs, ask_for, offer_test, thank_for
from bot.coach.services import Services
from bot.domain.calendar import choose_reply_day
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import Suggested, find_named_move, suggest_gives
from bot.domain.moves import REST, UNANSWERED, Kind, Move, State
from bot.domain.trades import TIEABLE_GIVES, ZERO, Tie
from bot.domain.worth import Figure
from bot.language.lines import ParsedLine

AskReply = AskRecorded | TheirAskRecorded | MoveChanged | MoveShown


def record_ask(request: RecordAsk, *, services: Services) -> AskReply:
    """Opens an ask of ours, or notes one of theirs; nothing is given by it."""

    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordAsk) -> AskReply:
    ask = build_ask(session, request.line, request.typed, theirs=request.theirs)
    same = find_same_line(session, ask)
    if same is not None and not request.twice:
        raise Refused(
            why=RefusalReason.SAME_AGAIN,
            deal=session.deal,
            no=same.no,
            move=same,
            typed=request.typed,
        )
    if request.theirs:
        return _theirs(session, ask, request.once)
    give = _give_for(session, request)
    return open_ask(session, ask, give, request.once)


def _give_for(session: DealSession, request: RecordAsk) -> Move | None:
    """The give that the ask wants a return for: by number, or named in the line."""
    no = request.line.ref
    if no is None:
        return (
            find_named_move(request.line.for_what, list(session.snapshot.open_gives))
            if request.line.for_what
            else None
        )
    give = session.move(MoveNo(no))
    if give is None:
        raise Refused(
            why=RefusalReason.NO_MOVE, deal=session.deal, no=MoveNo(no), typed=request.typed
        )
    if give.kind is not Kind.GIVE:
        raise Refused(
            why=RefusalReason.WRONG_KIND,
            deal=session.deal,
            no=MoveNo(no),
            move=give,
            typed=request.typed,
        )
    return give


def open_ask(session: DealSession, ask: Move, give: Move | None, key: str) -> AskRecorded:
    """Adds an ask of ours, tied to the give that it wants a return for."""
    tied = replace(ask, ref=give.no if give else None)
    written = session.write(LedgerChange(verb=Verb.RECORDED, moves=(tied,)), key)
    return AskRecorded(
        deal=session.deal,
        ask=tied,
        seq=written.entry.seq,
        today=session.by.today,
        for_give=give,
        sentence=ask_for(tied, give, session.by.today),
        caution=find_caution(session, tied),
    )


def ask_for_give(request: AskFor, *, services: Services) -> AskReply:
    """Opens an ask from a proposal, in return for an open give."""

    return run_once_in_deal(services, request, lambda session: _ask_proposed(session, request))


def _ask_proposed(session: DealSession, request: AskFor) -> AskReply:
    give = session.move(request.give) if request.give else None
    proposal = find_proposal(session, request.proposal)
    if proposal is None:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    if proposal.ask is not None:
        return _ask_once_more(session, proposal.ask, request.once)
    there = _asked(session, proposal.what)
    if there is not None:
        return describe_move(session, there.no)
    return open_ask(
        session, build_ask(session, ParsedLine(what=proposal.what), ""), give, request.once
    )


def _asked(session: DealSession, what: str) -> Move | None:
    """The same ask, already open: the button was pressed before."""
    return next((a for a in session.snapshot.open_asks if a.ours and a.what == what), None)


def _ask_once_more(session: DealSession, no: MoveNo, key: str) -> AskReply:
    ask = session.move(no)
    if ask is None or ask.state not in UNANSWERED:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=no, move=ask)
    return write_change(
        session,
        Verb.ASKED_AGAIN,
        ask,
        next_version(ask, due=choose_reply_day(session.by.today)),
        key,
    )


def _theirs(session: DealSession, ask: Move, key: str) -> TheirAskRecorded:
    written = session.write(LedgerChange(verb=Verb.RECORDED, moves=(ask,)), key)
    first = advise_on_their_ask(session, ask)
    return TheirAskRecorded(
        deal=session.deal,
        ask=ask,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        question=first.question,
        proposals=first.proposals,
        sentence=answer_theirs(ask, first.proposals[0].phrase, session.by.today)
        if first.proposals
        else None,
        try_it=offer_test(ask, first.test, session.by.today) if first.test else None,
        caution=find_caution(session, ask),
    )


ANSWERS = {
    AskAnswer.AGREED: (Verb.GRANTED, State.GRANTED),
    AskAnswer.PARTLY: (Verb.PARTLY, State.PARTLY),
    AskAnswer.DECLINED: (Verb.DECLINED, State.DECLINED),
    AskAnswer.WITHDRAWN: (Verb.WITHDRAWN, State.WITHDRAWN),
}


def answer_ask(request: AnswerAsk, *, services: Services) -> AskAnswered | MoveShown:
    """Records how the other side answered. Agreed: a promised get, which makes the gives that waited for it firm
    and is tied to them. Declined or withdrawn: the gives that waited for it lapse."""

    return run_once_in_deal(services, request, lambda session: _answer(session, request))


def _answer(session: DealSession, request: AnswerAsk) -> AskAnswered:
    ask = session.move(request.no)
    if ask is None or ask.kind is not Kind.ASK:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.no)
    if ask.state not in UNANSWERED:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=request.no, move=ask)
    if ask.version != request.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=request.no, move=ask)
    get = _got(session, ask, request)
    return settle_ask(session, ask, request.answer, get, request.once)


def _got(session: DealSession, ask: Move, request: AnswerAsk) -> Move | None:
    if request.answer not in (AskAnswer.AGREED, AskAnswer.PARTLY) or not ask.ours:
        return None
    if request.line is not None:
        return replace(build_get(session, request.line, ""), ref=ask.no, state=State.PROMISED)
    if request.answer is AskAnswer.PARTLY:
        return None
    line = (
        _rest(session, ask)
        if ask.state is State.PARTLY
        else ParsedLine(what=ask.what, cost=ask.cost, worth=ask.worth)
    )
    return replace(build_get(session, line, ""), ref=ask.no, state=State.PROMISED)


def _rest(session: DealSession, ask: Move) -> ParsedLine:
    """What they still gave of an ask that they had granted in part: its worth without that of the part, as far as both
    are known."""
    gets = (
        m
        for m in session.ledger.moves.values()
        if m.kind is Kind.GET and m.counts_on(session.by.today)
    )
    parts = [m for m in gets if m.ref == ask.no]
    known = [
        w for m in (ask, *parts) if (w := session.deal.yardstick.amount(m.worth, m.on)) is not None
    ]
    worth = None
    if len(known) == 1 + len(parts):
        rest = max(known[0] - sum(known[1:], ZERO), ZERO)
        worth = Figure(amount=rest, unit=session.deal.unit, estimate=True)
    return ParsedLine(what=f"{REST}{ask.what}", worth=worth)


def settle_ask(
    session: DealSession,
    ask: Move,
    answer: AskAnswer,
    get: Move | None,
    key: str,
    *,
    draft: Move | None = None,
) -> AskAnswered:
    """Writes an ask's answer with all that follows from it, as one entry."""
    verb, state = ANSWERS[answer]
    settled = session.settled(ask, state)
    waiting = _waiting(session, ask)
    firm, lapsed = _resolve(session, waiting, answer)
    ties = _ties(ask, get, waiting)
    written = session.write(
        LedgerChange(
            verb=verb,
            moves=(settled, *((get,) if get else ()), *firm, *lapsed),
            before=(ask, *(waiting if firm or lapsed else ()), *((draft,) if draft else ())),
            tied=ties,
        ),
        key,
    )
    return _answered(written, settled, get, firm, lapsed)


def _waiting(session: DealSession, ask: Move) -> tuple[Move, ...]:
    moves = session.ledger.moves.values()
    return tuple(
        m for m in moves if m.kind is Kind.GIVE and m.ref == ask.no and m.state is State.CONDITIONAL
    )


def _resolve(
    session: DealSession, waiting: tuple[Move, ...], answer: AskAnswer
) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """The waiting gives as they stand after the answer: firm, or lapsed. A further condition keeps a give waiting, and
    so does an offer that it is part of, until that is accepted."""
    if answer is AskAnswer.AGREED:
        return tuple(
            session.settled(g, State.FIRM) for g in waiting if not (g.condition or g.offer)
        ), ()
    if answer is AskAnswer.PARTLY:
        return (), ()
    return (), tuple(session.settled(g, State.LAPSED) for g in waiting)


def _ties(ask: Move, get: Move | None, waiting: tuple[Move, ...]) -> tuple[Tie, ...]:
    """What they gave answers the gives that waited for it, those too that wait for something else still, and the give
    that the ask wanted a return for."""
    if get is None:
        return ()
    gives = {g.no for g in waiting} | ({ask.ref} if ask.ref else set())
    return tuple(Tie(give=no, get=get.no) for no in sorted(gives))


def _suggested(session: DealSession, get: Move) -> tuple[Suggested, ...]:
    gives = [g for g in session.snapshot.open_gives if g.state in TIEABLE_GIVES]
    return tuple(suggest_gives(get, gives, session.deal.yardstick))


def _answered(
    written: WrittenEntry,
    ask: Move,
    get: Move | None,
    firm: tuple[Move, ...],
    lapsed: tuple[Move, ...],
) -> AskAnswered:
    session = written.session
    matched = session.ledger.moves.get(ask.ref) if ask.ref and get else None
    return AskAnswered(
        deal=session.deal,
        ask=ask,
        verb=written.entry.verb,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=compare_exposure(session.deal, written.before, written.after),
        get=get,
        matched=matched,
        firm=firm,
        lapsed=lapsed,
        suggested=_suggested(session, get) if get and not written.entry.tied else (),
        sentence=thank_for(get) if get else None,
        caution=find_caution(session, get or ask, written.entry.tied),
        waited=summarize_misses(session) if ask.state is State.DECLINED and ask.ours else None,
        resumed=written.resumed,
    )


def which_ask(by: Actor, asked: WhichAsk, *, services: Services) -> WhichAsk:
    """Asks which ask is meant, and keeps the day that was typed for it until that is said."""
    if asked.due is None or not asked.asks:
        return asked
    waiting = PendingDay(id=uuid4().hex, person=by.person, at=services.clock.now(), day=asked.due)
    with services.store.work() as work:
        work.pending.save(by.team, waiting)
    return replace(asked, line=waiting.id)
