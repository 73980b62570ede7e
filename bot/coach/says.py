"""A sentence of an earlier answer once more, to be copied."""

from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import NotDone, Sentence, SentenceKind, Why
from bot.coach.book import Book, opened
from bot.coach.desk import Desk
from bot.coach.proposals import first_asks
from bot.coach.replies import more, reply
from bot.coach.requests import Actor
from bot.coach.sentences import answer_theirs, ask_again, ask_for, offer_if, thanks, try_it
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind, Move


def sentence(
    by: Actor, deal: DealId, no: MoveNo, kind: SentenceKind, *, desk: Desk
) -> Sentence | NotDone:
    """The sentence of that kind about a move, as the ledger stands now."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        move = work.move(by.team, deal, no)
        found = _sentence(book, move, kind) if move else None
        if found is None:
            return NotDone(why=Why.NO_MOVE, deal=book.deal, no=no)
        return replace(found, style=book.deal.style)


def _sentence(book: Book, move: Move, kind: SentenceKind) -> Sentence | None:
    other = book.move(move.ref) if move.ref else None
    today = book.by.today
    match kind, move.kind:
        case SentenceKind.OFFER_IF, Kind.GIVE:
            return offer_if(move, other)
        case ((SentenceKind.ASK | SentenceKind.ASK_BACK), Kind.ASK):
            return ask_for(move, other, today)
        case SentenceKind.ASK_AGAIN, Kind.ASK:
            return ask_again(move, today)
        case SentenceKind.THANKS, Kind.GET:
            return thanks(move)
        case SentenceKind.REPLY, Kind.GET:
            return reply(book, move)
        case SentenceKind.MORE, Kind.GET:
            return more(book, move)
        case ((SentenceKind.ANSWER_THEIRS | SentenceKind.TRY_IT), Kind.ASK):
            return _reply(book, move, kind)
    return None


def _reply(book: Book, ask: Move, kind: SentenceKind) -> Sentence | None:
    first = first_asks(book, ask)
    if kind is SentenceKind.TRY_IT:
        return try_it(ask, first.test, book.by.today) if first.test else None
    return answer_theirs(ask, first.proposals[0].phrase, book.by.today) if first.proposals else None
