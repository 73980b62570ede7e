"""When they give: credit it, test it, and answer with no more than it is worth; or ask for a move that means more."""

from bot.coach.access import Need
from bot.coach.answers import NotDone, Sentence, SentenceKind, Why
from bot.coach.answers.sayings import GetJudged
from bot.coach.book import Book, opened
from bot.coach.desk import Desk
from bot.coach.proposals import proposals
from bot.coach.requests import Actor
from bot.coach.requests.sayings import JudgeGet
from bot.domain.calendar import reply_day
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind, Move
from bot.domain.replies import ACROSS, Emptiness, reply_to


def reply(book: Book, get: Move) -> Sentence | None:
    """Credits them for a get and offers something of equal or lesser size in return, where there is something."""
    across = ACROSS.get(book.deal.side)
    if across is None:
        return None
    found = reply_to(get, book.situation(get), book.desk.tradeables(book.by.locale, across))
    return Sentence(kind=SentenceKind.REPLY, give=found.phrase, get=get.what) if found else None


def more(book: Book, get: Move) -> Sentence | None:
    """Credits them for a get that moves little, and asks for what would move more."""
    found = proposals(book, None)
    if not found:
        return None
    return Sentence(
        kind=SentenceKind.MORE, give=get.what, get=found[0].phrase, by=reply_day(book.by.today)
    )


def judgeable(by: Actor, deal: DealId, no: MoveNo, *, desk: Desk) -> GetJudged | NotDone:
    """A get, for somebody who is about to judge it."""
    return judge_get(JudgeGet(by=by, deal=deal, no=no, empty=frozenset()), desk=desk)


def judge_get(request: JudgeGet, *, desk: Desk) -> GetJudged | NotDone:
    """What a get is by the answers to three questions, and what to say to it. Nothing is recorded."""
    with desk.store.reading() as work:
        book = opened(desk, work, request.by, request.deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        get = work.move(request.by.team, request.deal, request.no)
        if get is None or not book.shows(get):
            return NotDone(why=Why.NO_MOVE, deal=book.deal, no=request.no)
        if get.kind is not Kind.GET:
            return NotDone(why=Why.WRONG_KIND, deal=book.deal, no=request.no, move=get)
        return _judged(book, get, tuple(reason for reason in Emptiness if reason in request.empty))


def _judged(book: Book, get: Move, empty: tuple[Emptiness, ...]) -> GetJudged:
    return GetJudged(
        deal=book.deal,
        get=get,
        today=book.by.today,
        empty=empty,
        sentence=more(book, get) if empty else reply(book, get),
        proposals=proposals(book, None) if empty else (),
    )
