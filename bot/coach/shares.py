"""The mutual view: what both sides may see. Shown to one person first, posted only on their word, and never into a
channel that is, or may be, shared with another company."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.access import Need
from bot.coach.answers import MutualRow, NotDone, Shared, SharePreviewed, Why
from bot.coach.book import Book, about_to, opened
from bot.coach.desk import Desk
from bot.coach.ports import AlreadyTaken, Once
from bot.coach.requests import Actor
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.moves import Kind, Move, State

DOUBLE_CLICK = timedelta(seconds=5)

ROWS = 20
"""How many moves the mutual view shows, newest first."""

MUTUAL = frozenset({State.FIRM, State.PROMISED, State.GRANTED, State.OPEN, State.CONDITIONAL})
"""States that both sides know of; drafts, declined asks and goodwill stay ours, but for goodwill that was answered."""


def preview(by: Actor, deal: DealId, *, allowed: bool, desk: Desk) -> SharePreviewed | NotDone:
    """What the channel would see."""
    with about_to(desk, by, deal, Need.SHARE) as book:
        if isinstance(book, NotDone):
            return book
        if not _at_home(book):
            return NotDone(why=Why.NOT_HERE, deal=book.deal)
        rows = mutual(book)
        return SharePreviewed(
            deal=book.deal,
            today=by.today,
            rows=rows[:ROWS],
            allowed=allowed,
            more=max(0, len(rows) - ROWS),
        )


def share(
    by: Actor, deal: DealId, *, allowed: bool, once: str, desk: Desk
) -> Shared | NotDone | None:
    """The mutual view for the channel; the ledger notes who shared it. None where this was done already: the channel
    sees it once."""
    try:
        return _share(by, deal, allowed=allowed, once=once, desk=desk)
    except AlreadyTaken:
        return None


def _share(
    by: Actor, deal: DealId, *, allowed: bool, once: str, desk: Desk
) -> Shared | NotDone | None:
    now = desk.clock.now()
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.SHARE)
        if isinstance(book, NotDone):
            return book
        if not _at_home(book):
            return NotDone(why=Why.NOT_HERE, deal=book.deal)
        if not allowed:
            return NotDone(why=Why.SHARED_CHANNEL, deal=book.deal)
        (last,) = work.entries(by.team, deal, last=1)
        if last.verb is Verb.SHARED and last.person == by.person and now - last.at < DOUBLE_CLICK:
            return None
        work.take(by.team, once, Once(deal=deal, seq=book.glance.entries + 1), now)
        book.note(Verb.SHARED, "channel")
        rows = mutual(book)
        return Shared(
            deal=book.deal,
            by=by.person,
            today=by.today,
            rows=rows[:ROWS],
            more=max(0, len(rows) - ROWS),
        )


def _at_home(book: Book) -> bool:
    """Whether the person is in a channel of the deal, so that it is this deal's people who will see it."""
    return book.by.channel in book.work.channels_of(book.by.team, book.deal.id)


def mutual(book: Book) -> tuple[MutualRow, ...]:
    """Item, give, get, day: without cost, worth, reasons or anything else that is ours alone."""
    moves = sorted(book.ledger.moves.values(), key=lambda m: (m.on, m.no), reverse=True)
    return tuple(_row(book, m) for m in moves if m.state in MUTUAL or _returned(book, m))


def _returned(book: Book, move: Move) -> bool:
    """Whether it is goodwill, or a test, that something came back for."""
    return move.state is State.GOODWILL and bool(book.ledger.ties_of(move.no))


def _row(book: Book, move: Move) -> MutualRow:
    move = (
        replace(move, state=State.FIRM, for_what="", review=None) if _returned(book, move) else move
    )
    bare = replace(move, cost=None, worth=None, reason="", typed="", issue="")
    ties = book.ledger.ties_of(move.no)
    return MutualRow(
        move=bare, ties=tuple(t.get if move.kind is Kind.GIVE else t.give for t in ties)
    )
