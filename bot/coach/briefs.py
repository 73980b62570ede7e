"""The brief before a call, the recap after it, and the signals noted in it."""

from datetime import timedelta

from bot.coach.access import Need
from bot.coach.answers import NotDone, Sentence
from bot.coach.answers.briefs import (
    BriefGiven,
    Recap,
    RecapWritten,
    SignalNoted,
    SignalsListed,
    SignalsRemoved,
    Unknown,
)
from bot.coach.book import Book, exposure, opened
from bot.coach.desk import Desk
from bot.coach.log import weightiest
from bot.coach.ports import AlreadyTaken, Note, Once
from bot.coach.proposals import proposals
from bot.coach.requests import Actor
from bot.coach.sentences import ask_again, ask_for
from bot.coach.shares import mutual
from bot.domain.calendar import reply_day
from bot.domain.deals import Role
from bot.domain.ids import DealId
from bot.domain.moves import Kind, Move, State

LATELY = 7
"""Days that count as lately."""
LINES = 3
"""How many of each kind a brief names."""
NOTES = 20
"""How many signals are listed."""


def brief(by: Actor, deal: DealId, *, desk: Desk) -> BriefGiven | NotDone:
    """What to know before a call, in five lines."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _brief(book)


def _brief(book: Book) -> BriefGiven:
    ledger, today = book.ledger, book.by.today
    ask = _one_ask(ledger.wanted(), book)
    proposal = None if ask else next(iter(proposals(book, None)), None)
    unknown, about = _unknown(book)
    return BriefGiven(
        deal=book.deal,
        today=today,
        exposure=exposure(book.deal, book.glance.standing, book.glance.standing),
        ask=ask,
        proposal=proposal,
        sentence=_sentence(book, ask),
        open_gives=tuple(weightiest(book)[:LINES]),
        hold=tuple(m for m in ledger.moves.values() if m.state is State.CONDITIONAL)[:LINES],
        theirs=tuple(ledger.wanted(ours=False))[:LINES],
        changed=_lately(book),
        days=LATELY,
        unknown=unknown,
        about=about,
    )


def _one_ask(open_asks: list[Move], book: Book) -> Move | None:
    """The ask to put: past its day first, then the one that is due next."""
    return min(
        open_asks, key=lambda ask: (ask.due or reply_day(book.by.today), ask.no), default=None
    )


def _sentence(book: Book, ask: Move | None) -> Sentence | None:
    if ask is None:
        return None
    give = book.move(ask.ref) if ask.ref else None
    return (
        ask_for(ask, give, book.by.today)
        if ask.on == book.by.today
        else ask_again(ask, book.by.today)
    )


def _lately(book: Book) -> tuple[Move, ...]:
    """What was given, got or answered in the last days, newest first."""
    since = book.by.today - timedelta(days=LATELY)
    states = (
        State.FIRM,
        State.PROMISED,
        State.GRANTED,
        State.PARTLY,
        State.DECLINED,
        State.TAKEN_BACK,
    )
    lately = [
        m for m in book.ledger.moves.values() if m.state in states and (m.settled or m.on) > since
    ]
    return tuple(sorted(lately, key=lambda m: (m.settled or m.on, m.no), reverse=True)[:LINES])


def _unknown(book: Book) -> tuple[Unknown | None, Move | None]:
    """The heaviest move of which nobody knows what it means to them."""
    today = book.by.today
    for row in weightiest(book):
        if row.move.worth is None:
            return Unknown.WORTH_TO_THEM, row.move
    get = next((get for get in reversed(book.ledger.gets(today)) if get.cost is None), None)
    return (Unknown.COST_TO_THEM, get) if get else (None, None)


def recap(by: Actor, deal: DealId, *, desk: Desk) -> RecapWritten | NotDone:
    """A message that says what both sides have moved so far."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _recap(book)


def recap_text(by: Actor, deal: DealId, *, desk: Desk) -> Recap | NotDone:
    """The same, to be copied."""
    found = recap(by, deal, desk=desk)
    if isinstance(found, NotDone):
        return found
    return Recap(
        deal=found.deal,
        today=found.today,
        name=found.name,
        ours=found.ours,
        theirs=found.theirs,
        only_if=found.only_if,
        asked=found.asked,
        wanted=found.wanted,
    )


def _recap(book: Book) -> RecapWritten:
    """What both know: nothing of costs, worths, reasons, drafts or goodwill."""
    moves = sorted((row.move for row in mutual(book)), key=lambda m: (m.on, m.no))
    firm = [m for m in moves if m.state in (State.FIRM, State.PROMISED)]
    asks = [m for m in moves if m.kind is Kind.ASK and m.state is State.OPEN]
    return RecapWritten(
        deal=book.deal,
        today=book.by.today,
        name=book.deal.parties[0].name if len(book.deal.parties) == 1 else "",
        ours=tuple(m for m in firm if m.kind is Kind.GIVE),
        theirs=tuple(m for m in firm if m.kind is Kind.GET),
        only_if=tuple(m for m in moves if m.state is State.CONDITIONAL and m.kind is Kind.GIVE),
        asked=tuple(m for m in asks if m.ours),
        wanted=tuple(m for m in asks if not m.ours),
    )


def note_signal(
    by: Actor, deal: DealId, about: str, what: str, *, once: str, desk: Desk
) -> SignalNoted | SignalsListed | NotDone:
    """Notes what was seen or heard in a meeting, by role."""
    try:
        with desk.store.work() as work:
            book = opened(desk, work, by, deal, Need.RECORD, what)
            return book if isinstance(book, NotDone) else _noted(book, about, what, once)
    except AlreadyTaken:
        return signals(by, deal, desk=desk)


def _noted(book: Book, about: str, what: str, once: str) -> SignalNoted:
    now, known = book.desk.clock.now(), book.work.notes(book.by.team, book.deal.id)
    number = max((note.no for note in known), default=0) + 1
    note = Note(no=number, what=what, about=about, person=book.by.person, on=book.by.today, at=now)
    book.work.take(book.by.team, once, Once(deal=book.deal.id, seq=0), now)
    book.work.add_note(book.by.team, book.deal.id, note)
    return SignalNoted(deal=book.deal, note=note)


def signals(by: Actor, deal: DealId, *, desk: Desk) -> SignalsListed | NotDone:
    """The signals noted in a deal."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        notes = tuple(reversed(work.notes(by.team, deal)))[:NOTES]
        return SignalsListed(
            deal=book.deal, today=by.today, notes=notes, mine=book.role is Role.OWNER
        )


def remove_signals(by: Actor, deal: DealId, *, desk: Desk) -> SignalsRemoved | NotDone:
    """Removes all signals of a deal; its owner alone may."""
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.SET)
        if isinstance(book, NotDone):
            return book
        count = len(work.notes(by.team, deal))
        work.drop_notes(by.team, deal)
        return SignalsRemoved(deal=book.deal, count=count)
