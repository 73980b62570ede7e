"""Trades: tie a give to a get, and undo it."""

from bot.coach.answers import Matched, MoveShown, RefusalReason, Unmatched
from bot.coach.context import DealSession, LedgerChange
from bot.coach.recording import run_once_in_deal
from bot.coach.refusals import Refused
from bot.coach.requests import Match, Unmatch
from bot.coach.services import Services
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, Tie


def match(request: Match, *, services: Services) -> Matched | MoveShown:
    """Ties a give to a get. A conditional give that waited becomes firm with it."""

    return run_once_in_deal(services, request, lambda session: _match(session, request))


def _match(session: DealSession, request: Match) -> Matched:
    pair = _pair(session, request)
    give, get = pair
    tie = Tie(give=give.no, get=get.no)
    if tie in session.ledger.ties:
        raise Refused(why=RefusalReason.ALREADY_TIED, deal=session.deal, no=give.no, move=get)
    met = give.state is State.CONDITIONAL and get.state is not State.CONDITIONAL
    after = session.settled(give, State.FIRM) if met else give
    change = LedgerChange(
        verb=Verb.MATCHED, moves=(after,) if met else (), before=(give,) if met else (), tied=(tie,)
    )
    written = session.write(change, request.once)
    ledger = written.session.ledger
    answer = ledger.find_answer(after, session.by.today)
    return Matched(
        deal=session.deal,
        give=after,
        get=get,
        seq=written.entry.seq,
        share=ledger.share(tie, session.by.today),
        left=answer.left,
        exposure=written.exposure,
    )


def _pair(session: DealSession, request: Match) -> tuple[Move, Move]:
    moves = session.ledger.moves
    give, get = moves.get(request.give), moves.get(request.get)
    if give is None or give.kind is not Kind.GIVE or give.state not in TIEABLE_GIVES:
        raise _not_tieable(session, request.give, give)
    if get is None or get.kind is not Kind.GET or get.state not in TIEABLE_GETS:
        raise _not_tieable(session, request.get, get)
    return give, get


def _not_tieable(session: DealSession, no: MoveNo, move: Move | None) -> Refused:
    return Refused(
        why=RefusalReason.WRONG_KIND if move else RefusalReason.NO_MOVE,
        deal=session.deal,
        no=no,
        move=move,
    )


def unmatch(request: Unmatch, *, services: Services) -> Unmatched | MoveShown:
    """Undoes a tie; everything stands as it did without it."""

    return run_once_in_deal(services, request, lambda session: _unmatch(session, request))


def _unmatch(session: DealSession, request: Unmatch) -> Unmatched:
    tie = Tie(give=request.give, get=request.get)
    ledger = session.ledger
    if tie not in ledger.ties:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.give)
    written = session.write(
        LedgerChange(verb=Verb.UNMATCHED, moves=(), untied=(tie,)), request.once
    )
    give, get = ledger.moves[tie.give], ledger.moves[tie.get]
    return Unmatched(
        deal=session.deal, give=give, get=get, seq=written.entry.seq, exposure=written.exposure
    )
