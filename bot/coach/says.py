"""A sentence of an earlier answer once more, to be copied."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, Sentence, SentenceKind
from bot.coach.context import DealSession, open_session
from bot.coach.ladder import call_imbalance_out
from bot.coach.next_steps import step_after_get, step_for_open_give, step_for_their_ask
from bot.coach.refusals import Refused
from bot.coach.sentences import (
    answer_in_part,
    ask_again,
    ask_first,
    ask_for,
    ask_in_return,
    credit,
    offer_if,
    offer_test,
    thank_for,
    thank_for_delivery,
    thank_for_part,
)
from bot.coach.services import Services
from bot.coach.settlements import find_waiting_gives, list_parts, thank_and_ask_rest
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind, Move


def repeat_sentence(
    by: Actor, deal: DealId, no: MoveNo, kind: SentenceKind, *, services: Services
) -> Sentence:
    """The sentence of that kind about a move, as the ledger stands now."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        move = work.ledger.find_move(by.team, deal, no)
        found = find_sentence(session, move, kind) if move else None
        if found is None:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
        return replace(found, style=session.deal.style, deal=session.deal)


def find_sentence(session: DealSession, move: Move, kind: SentenceKind) -> Sentence | None:
    """The sentence of that kind about a move; None where the ledger gives none."""
    other = session.find_move(move.ref) if move.ref else None
    days = session.working_days
    match kind, move.kind:
        case SentenceKind.OFFER_IF, Kind.GIVE:
            return offer_if(move, other)
        case ((SentenceKind.ASK | SentenceKind.ASK_BACK), Kind.ASK):
            return ask_for(move, other, days)
        case SentenceKind.ASK_BACK, Kind.GIVE:
            return ask_in_return(step_for_open_give(session, move), days)
        case SentenceKind.CALL_OUT, Kind.GIVE:
            return call_imbalance_out(session, move)
        case SentenceKind.ASK_AGAIN, Kind.ASK:
            return ask_again(move, days)
        case _, Kind.GET:
            return _sentence_about_get(session, move, kind)
        case _, Kind.ASK if not move.ours:
            return _answer_theirs(session, move, kind)
    return None


def _sentence_about_get(session: DealSession, move: Move, kind: SentenceKind) -> Sentence | None:
    other, days = session.find_move(move.ref) if move.ref else None, session.working_days
    match kind:
        case SentenceKind.THANKS:
            return thank_for(move)
        case SentenceKind.CAME:
            return thank_for_delivery(move)
        case SentenceKind.PART if other is not None:
            parts = list_parts(session, other)
            missing = thank_for_part(move, other, parts, session.by.locale)
            waiting = find_waiting_gives(session, other)
            return missing or thank_and_ask_rest(session, move, other, waiting)
        case SentenceKind.REPLY | SentenceKind.REST:
            return credit(step_after_get(session, move), days)
        case SentenceKind.MORE:
            return credit(step_after_get(session, move, unwanted=True), days)
    return None


def _answer_theirs(session: DealSession, ask: Move, kind: SentenceKind) -> Sentence | None:
    step, days = step_for_their_ask(session, ask), session.working_days
    match kind:
        case SentenceKind.ASK_FIRST:
            return ask_first(step)
        case SentenceKind.ANSWER_THEIRS:
            return answer_in_part(step, days)
        case SentenceKind.TRY_IT:
            return offer_test(step, days)
    return None
