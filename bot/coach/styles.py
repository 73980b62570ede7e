"""The style of a deal's sentences: relationship or transaction, direct or indirect, and what we choose to model."""

from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import NotDone, Sentence, SentenceKind, Why
from bot.coach.answers.sayings import StyleSet
from bot.coach.book import Book, about_to, opened
from bot.coach.desk import Desk, once
from bot.coach.ports import Once, Work
from bot.coach.requests import Actor
from bot.coach.requests.sayings import SetStyle
from bot.domain.calendar import reply_day
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb


def styled(by: Actor, deal: DealId, *, desk: Desk) -> Deal | NotDone:
    """The deal, for somebody who may set its style."""
    with about_to(desk, by, deal, Need.SHARE) as book:
        return book if isinstance(book, NotDone) else book.deal


def set_style(request: SetStyle, *, desk: Desk) -> StyleSet | NotDone:
    """Sets the style of a deal; sentences are put so from now on."""

    def act(work: Work) -> StyleSet | NotDone:
        book = opened(desk, work, request.by, request.deal, Need.SHARE, request.model)
        return book if isinstance(book, NotDone) else _set(book, request)

    def again(work: Work, taken: Once) -> StyleSet | NotDone:
        deal = work.deal(request.by.team, taken.deal)
        return _told(deal, request) if deal else NotDone(why=Why.NO_DEAL)

    return once(desk, request.by, request.once, act, again)


def _set(book: Book, request: SetStyle) -> StyleSet | NotDone:
    if book.deal.version != request.version:
        return NotDone(why=Why.CHANGED, deal=book.deal, typed=request.model)
    style = replace(
        book.deal.style, aim=request.aim, phrasing=request.phrasing, model=request.model
    )
    deal = replace(book.deal, style=style, version=book.deal.version + 1)
    taken = Once(deal=deal.id, seq=book.glance.entries + 1)
    book.work.take(deal.team, request.once, taken, book.desk.clock.now())
    book.note(Verb.SET, "style")
    book.work.save_deal(deal)
    return _told(deal, request)


def _told(deal: Deal, request: SetStyle) -> StyleSet:
    example = Sentence(kind=SentenceKind.ASK, get="24-month term", by=reply_day(request.by.today))
    return StyleSet(deal=deal, style=deal.style, example=example)
