"""Stuck: two questions, then three cards, chosen from the answers and what the deal holds."""

from bot.coach.access import Need
from bot.coach.answers import NotDone
from bot.coach.answers.tactics import StuckAdvised, StuckAsked
from bot.coach.book import Book, opened
from bot.coach.cards import deck_of, known
from bot.coach.desk import Desk
from bot.coach.requests import Actor
from bot.domain.ids import DealId
from bot.domain.ladder import MissKind, misses
from bot.domain.moves import UNANSWERED
from bot.domain.phases import phase_of
from bot.domain.stuck import Happening, Matter

MANY = 3
"""So many open asks of theirs are many."""


def ask_stuck(
    by: Actor, deal: DealId, happening: Happening | None = None, *, desk: Desk
) -> StuckAsked | NotDone:
    """The first question, or the second once the first is answered."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        likely = _likely(book) if happening is None else None
        return StuckAsked(deal=book.deal, happening=happening, likely=likely)


def _likely(book: Book) -> Happening | None:
    """What the ledger looks like: a no, no answer, many asks of theirs, much given with nothing back."""
    ledger, today = book.ledger, book.by.today
    missed = misses(ledger, book.deal.policy, today)
    if any(miss.kind is MissKind.DECLINED for miss in missed):
        return Happening.REFUSAL
    if missed:
        return Happening.NO_ANSWER
    if len(ledger.wanted(ours=False)) >= MANY:
        return Happening.MANY_ASKS
    return Happening.GAVE_MUCH if len(ledger.open_gives(today)) > 1 else None


def advise(
    by: Actor, deal: DealId, happening: Happening, matter: Matter, *, desk: Desk
) -> StuckAdvised | NotDone:
    """Three cards for what is happening and what matters now."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _advised(book, happening, matter)


def _advised(book: Book, happening: Happening, matter: Matter) -> StuckAdvised:
    ledger, today = book.ledger, book.by.today
    phase = phase_of(book.deal, ledger, today)
    late = [
        a for a in ledger.wanted() if a.state in UNANSWERED and a.due is not None and a.due < today
    ]
    cards = deck_of(book).advised(
        happening, matter, side=book.deal.side, phase=phase, known=known(book)
    )
    return StuckAdvised(
        deal=book.deal,
        happening=happening,
        matter=matter,
        cards=cards,
        phase=phase,
        open_gives=len(ledger.open_gives(today)),
        late_asks=len(late),
    )
