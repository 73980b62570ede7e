"""Trades: tie a give to a get, and undo it."""

from bot.coach.acts import once_in_book
from bot.coach.answers import Matched, MoveShown, NotDone, Unmatched, Why
from bot.coach.book import Book, Change
from bot.coach.desk import Desk
from bot.coach.requests import Match, Unmatch
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, Tie


def match(request: Match, *, desk: Desk) -> Matched | MoveShown | NotDone:
    """Ties a give to a get. A conditional give that waited becomes firm with it."""

    return once_in_book(desk, request, lambda book: _match(book, request))


def _match(book: Book, request: Match) -> Matched | NotDone:
    pair = _pair(book, request)
    if isinstance(pair, NotDone):
        return pair
    give, get = pair
    tie = Tie(give=give.no, get=get.no)
    if tie in book.ledger.ties:
        return NotDone(why=Why.ALREADY_TIED, deal=book.deal, no=give.no, move=get)
    met = give.state is State.CONDITIONAL and get.state is not State.CONDITIONAL
    after = book.settled(give, State.FIRM) if met else give
    change = Change(
        verb=Verb.MATCHED, moves=(after,) if met else (), before=(give,) if met else (), tied=(tie,)
    )
    written = book.write(change, request.once)
    ledger = written.book.ledger
    answer = ledger.answer(after, book.by.today)
    return Matched(
        deal=book.deal,
        give=after,
        get=get,
        seq=written.entry.seq,
        share=ledger.share(tie, book.by.today),
        left=answer.left,
        exposure=written.exposure,
    )


def _pair(book: Book, request: Match) -> tuple[Move, Move] | NotDone:
    moves = book.ledger.moves
    give, get = moves.get(request.give), moves.get(request.get)
    if give is None or give.kind is not Kind.GIVE or give.state not in TIEABLE_GIVES:
        return _not_tieable(book, request.give, give)
    if get is None or get.kind is not Kind.GET or get.state not in TIEABLE_GETS:
        return _not_tieable(book, request.get, get)
    return give, get


def _not_tieable(book: Book, no: MoveNo, move: Move | None) -> NotDone:
    return NotDone(why=Why.WRONG_KIND if move else Why.NO_MOVE, deal=book.deal, no=no, move=move)


def unmatch(request: Unmatch, *, desk: Desk) -> Unmatched | MoveShown | NotDone:
    """Undoes a tie; everything stands as it did without it."""

    return once_in_book(desk, request, lambda book: _unmatch(book, request))


def _unmatch(book: Book, request: Unmatch) -> Unmatched | NotDone:
    tie = Tie(give=request.give, get=request.get)
    ledger = book.ledger
    if tie not in ledger.ties:
        return NotDone(why=Why.NO_MOVE, deal=book.deal, no=request.give)
    written = book.write(Change(verb=Verb.UNMATCHED, moves=(), untied=(tie,)), request.once)
    give, get = ledger.moves[tie.give], ledger.moves[tie.get]
    return Unmatched(
        deal=book.deal, give=give, get=get, seq=written.entry.seq, exposure=written.exposure
    )
