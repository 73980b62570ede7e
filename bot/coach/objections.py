"""Their objections turned into trades; the ask of a trade is opened when somebody says so."""

from bot.coach.access import Need
from bot.coach.acts import once_in_book
from bot.coach.answers import AskRecorded, MoveShown, NotDone, Why
from bot.coach.answers.sayings import ObjectionAnswered
from bot.coach.asks import open_ask
from bot.coach.book import Book, opened
from bot.coach.desk import Desk
from bot.coach.log import shown_move
from bot.coach.moves import ask_of
from bot.coach.requests import Actor
from bot.coach.requests.sayings import AskObjected
from bot.domain.ids import DealId
from bot.domain.objections import objection_in
from bot.language.lines import Line


def answer_objection(
    by: Actor, deal: DealId, typed: str, *, desk: Desk
) -> ObjectionAnswered | NotDone:
    """A question to ask first, and two trades that answer what they object to. Nothing is recorded."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ, typed)
        if isinstance(book, NotDone):
            return book
        found = objection_in(typed, desk.objected(by.locale, book.deal.side))
        return ObjectionAnswered(deal=book.deal, typed=typed, objection=found)


def ask_objected(request: AskObjected, *, desk: Desk) -> AskRecorded | MoveShown | NotDone:
    """Opens the ask of a trade; where the same is open already, it is shown."""
    return once_in_book(desk, request, lambda book: _ask(book, request))


def _ask(book: Book, request: AskObjected) -> AskRecorded | MoveShown | NotDone:
    known = {o.key: o for o in book.desk.objected(request.by.locale, book.deal.side)}
    objection = known.get(request.objection)
    if objection is None or request.trade >= len(objection.trades):
        return NotDone(why=Why.CHANGED, deal=book.deal)
    what = objection.trades[request.trade].what
    there = next((ask for ask in book.glance.open_asks if ask.ours and ask.what == what), None)
    if there is not None:
        return shown_move(book, there.no)
    return open_ask(book, ask_of(book, Line(what=what), ""), None, request.once)
