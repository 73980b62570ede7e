"""Home: the person's deals, drafts to decide about, and the open gives that weigh most."""

from collections.abc import Iterator

from bot.coach.access import Need
from bot.coach.answers import Home, LogRow, OpenMove
from bot.coach.book import Book, opened
from bot.coach.deals import cards
from bot.coach.desk import Desk
from bot.coach.log import weight, weightiest
from bot.coach.ports import Work
from bot.coach.requests import Actor
from bot.domain.deals import Deal
from bot.domain.moves import State
from bot.domain.trades import ZERO

DEALS, DRAFTS, GIVES = 10, 5, 5
"""How many of each Home shows."""

LOOKED_INTO = 5
"""How many deals Home takes drafts and open gives from: those that need the person first."""


def home(by: Actor, *, desk: Desk) -> Home:
    """What the person sees first."""
    with desk.store.reading() as work:
        found = cards(work, by)
        needing = [c for c in found if c.drafts or c.open_gives]
        books = [book for c in needing[:LOOKED_INTO] for book in _book(desk, work, by, c.deal)]
        drafts = [w for book in books for w in _drafts(book)]
        gives = sorted(
            (w for book in books for w in _open_gives(book)), key=lambda w: weight(w.row)
        )
    return Home(
        today=by.today,
        cards=found[:DEALS],
        drafts=tuple(drafts[:DRAFTS]),
        open_gives=tuple(gives[:GIVES]),
        more_deals=max(0, len(found) - DEALS),
        more_gives=max(0, sum(c.open_gives for c in found) - len(gives[:GIVES])),
    )


def _book(desk: Desk, work: Work, by: Actor, deal: Deal) -> Iterator[Book]:
    book = opened(desk, work, by, deal.id, Need.READ)
    if isinstance(book, Book):
        yield book


def _drafts(book: Book) -> Iterator[OpenMove]:
    """Drafts among the deal's last moves; where there are more, the whole ledger is asked."""
    drafts = [m for m in reversed(book.glance.recent) if m.state is State.DRAFT]
    if len(drafts) < book.glance.standing.drafts:
        drafts = [m for m in book.ledger.moves.values() if m.state is State.DRAFT]
    for move in filter(book.shows, drafts):
        yield OpenMove(deal=book.deal, row=LogRow(move=move, age=(book.by.today - move.on).days))


def _open_gives(book: Book) -> Iterator[OpenMove]:
    """Open gives; the whole ledger is asked only where there are many, or where gets answer some of them in part."""
    for row in _untied(book) or weightiest(book):
        yield OpenMove(deal=book.deal, row=row)


def _untied(book: Book) -> list[LogRow] | None:
    """The open gives, where all of them are at hand and their costs add up to the exposure, so that none is answered in
    part."""
    gives, now, today = book.glance.open_gives, book.glance.standing, book.by.today
    costs = [book.deal.yardstick.amount(g.cost, g.on) for g in gives]
    if (
        len(gives) != now.open_gives
        or sum((c for c in costs if c is not None), ZERO) != now.exposure
    ):
        return None
    rows = [
        LogRow(move=give, share=ZERO, left=cost, age=(today - give.since).days)
        for give, cost in zip(gives, costs, strict=True)
    ]
    return sorted(rows, key=weight)
