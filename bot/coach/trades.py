"""Trades: tie a give to a get, and undo it."""

from collections.abc import Sequence

from bot.coach.actors import Actor, Need
from bot.coach.answers import LeftAlone, Matched, MatchedSeveral, RefusalReason, Unmatched
from bot.coach.context import DealSession, LedgerChange, open_session, record_in_deal
from bot.coach.likeness import list_gives_to_match
from bot.coach.moves import SeenMove
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, Tie
from bot.domain.worth import sum_known


def match_moves(actor: Actor, deal: DealId, tie: Tie, *, key: str, services: Services) -> Matched:
    """Ties a give to a get. A conditional give that waited becomes firm with it."""
    with record_in_deal(services, actor, deal, key) as session:
        give = _find_tieable_give(session, tie.give)
        get = _find_tieable_get(session, tie.get)
        if tie in session.ledger.ties:
            raise Refused(why=RefusalReason.ALREADY_TIED, deal=session.deal, no=give.no, move=get)
        change = LedgerChange(verb=Verb.MATCHED, moves=(), tied=(tie,))
        if give.state is State.CONDITIONAL and get.state is not State.CONDITIONAL:
            firm = session.settle(give, State.FIRM)
            change = LedgerChange(verb=Verb.MATCHED, moves=(firm,), before=(give,), tied=(tie,))
            give = firm
        written = session.write(change)
        ledger = written.session.ledger
        return Matched(
            deal=session.deal,
            give=give,
            get=get,
            seq=written.entry.seq,
            share=ledger.share(tie, actor.today),
            left=ledger.find_answer(give, actor.today).left,
            exposure=written.exposure,
        )


def match_get_with_gives(
    actor: Actor, seen: SeenMove, numbers: Sequence[MoveNo], *, key: str, services: Services
) -> MatchedSeveral:
    """Ties a get to several gives. Those among them that waited become firm."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        get = _find_tieable_get(session, seen.no)
        gives = [_find_tieable_give(session, no) for no in numbers]
        ties = [Tie(give=give.no, get=get.no) for give in gives]
        new_ties = tuple(tie for tie in ties if tie not in session.ledger.ties)
        if not new_ties:
            raise Refused(why=RefusalReason.ALREADY_TIED, deal=session.deal, no=get.no, move=get)
        waiting = [give for give in gives if give.state is State.CONDITIONAL]
        if get.state is State.CONDITIONAL:
            waiting = []
        firm = tuple(session.settle(give, State.FIRM) for give in waiting)
        written = session.write(
            LedgerChange(verb=Verb.MATCHED, moves=firm, before=tuple(waiting), tied=new_ties)
        )
        ledger = written.session.ledger
        matched = tuple(ledger.moves[no] for no in sorted(set(numbers)))
        known = [ledger.find_answer(give, actor.today).left for give in matched]
        return MatchedSeveral(
            deal=session.deal,
            gives=matched,
            get=get,
            seq=written.entry.seq,
            left=sum_known(known),
            exposure=written.exposure,
        )


def leave_alone(
    actor: Actor, seen: SeenMove, *, asked_about_gives: bool, services: Services
) -> LeftAlone:
    """A get that answers none of what was proposed. Nothing changes; unless it was asked already, the gives that it may
    be tied to are proposed."""
    with services.store.reading() as work:
        session = open_session(services, work, actor, seen.deal, Need.READ)
        get = session.find_move(seen.no)
        if get is None or get.kind is not Kind.GET:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=seen.no)
        suggested = () if asked_about_gives else list_gives_to_match(session, get)
        return LeftAlone(deal=session.deal, get=get, suggested=suggested)


def _find_tieable_give(session: DealSession, no: MoveNo) -> Move:
    give = session.ledger.moves.get(no)
    if give is None or give.kind is not Kind.GIVE or give.state not in TIEABLE_GIVES:
        raise _not_tieable(session, no, give)
    return give


def _find_tieable_get(session: DealSession, no: MoveNo) -> Move:
    get = session.ledger.moves.get(no)
    if get is None or get.kind is not Kind.GET or get.state not in TIEABLE_GETS:
        raise _not_tieable(session, no, get)
    return get


def _not_tieable(session: DealSession, no: MoveNo, move: Move | None) -> Refused:
    why = RefusalReason.WRONG_KIND if move else RefusalReason.NO_MOVE
    return Refused(why=why, deal=session.deal, no=no, move=move)


def unmatch_moves(
    actor: Actor, deal: DealId, tie: Tie, *, key: str, services: Services
) -> Unmatched:
    """Undoes a tie; everything stands as it did without it."""
    with record_in_deal(services, actor, deal, key) as session:
        ledger = session.ledger
        if tie not in ledger.ties:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=tie.give)
        written = session.write(LedgerChange(verb=Verb.UNMATCHED, moves=(), untied=(tie,)))
        return Unmatched(
            deal=session.deal,
            give=ledger.moves[tie.give],
            get=ledger.moves[tie.get],
            seq=written.entry.seq,
            exposure=written.exposure,
        )
