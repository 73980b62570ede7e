"""Whether give and get, and this coach, suit a deal: asked at its opening, kept with it."""

from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import NotDone, Why
from bot.coach.answers.tactics import SuitabilityJudged
from bot.coach.book import Book, about_to, opened
from bot.coach.desk import Desk, once
from bot.coach.ports import Once, Work
from bot.coach.requests import Actor
from bot.coach.requests.tactics import JudgeSuitability
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb


def judgeable(by: Actor, deal: DealId, *, desk: Desk) -> Deal | NotDone:
    """The deal, for somebody who is about to say what speaks against coaching it."""
    with about_to(desk, by, deal, Need.RECORD) as book:
        return book if isinstance(book, NotDone) else book.deal


def judge(request: JudgeSuitability, *, desk: Desk) -> SuitabilityJudged | NotDone:
    """Keeps what was said, and says honestly where coaching helps and where it does not."""

    def act(work: Work) -> SuitabilityJudged | NotDone:
        book = opened(desk, work, request.by, request.deal, Need.RECORD)
        return book if isinstance(book, NotDone) else _judged(book, request)

    def again(work: Work, taken: Once) -> SuitabilityJudged | NotDone:
        deal = work.deal(request.by.team, taken.deal)
        return (
            SuitabilityJudged(deal=deal, doubts=deal.style.doubts)
            if deal
            else NotDone(why=Why.NO_DEAL)
        )

    return once(desk, request.by, request.once, act, again)


def _judged(book: Book, request: JudgeSuitability) -> SuitabilityJudged:
    style = replace(book.deal.style, doubts=request.doubts)
    deal = replace(book.deal, style=style, version=book.deal.version + 1)
    taken = Once(deal=deal.id, seq=book.glance.entries + 1)
    book.work.take(deal.team, request.once, taken, book.desk.clock.now())
    book.note(Verb.SET, "suitability")
    book.work.save_deal(deal)
    return SuitabilityJudged(deal=deal, doubts=request.doubts)
