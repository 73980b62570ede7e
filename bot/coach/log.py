"""The picture of a deal: where it stands, its ledger page by page, one move in full."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from bot.coach.access import Need
from bot.coach.answers import (
    AsksListed,
    CurvePoint,
    DealLog,
    DealStatus,
    LogRow,
    Matchable,
    MoveShown,
    NotDone,
    Why,
)
from bot.coach.book import Book, about_to, opened
from bot.coach.cautions import review
from bot.coach.desk import Desk
from bot.coach.ladder import waited
from bot.coach.plans import next_planned
from bot.coach.ports import Once, Work
from bot.coach.proposals import proposals
from bot.coach.requests import Actor
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Entry, Ledger
from bot.domain.measures import move_classes, outline
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, ZERO

PAGE = 20
"""Moves on one page of the ledger."""


def status(by: Actor, deal: DealId, *, planned: bool = False, desk: Desk) -> DealStatus | NotDone:
    """Where a deal stands today; `planned` adds the next give of the plan, for those who may see it."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        return replace(_status(book), planned=next_planned(book) if planned else None)


def _status(book: Book) -> DealStatus:
    ledger, today = book.ledger, book.by.today
    moves = ledger.moves.values()
    return DealStatus(
        deal=book.deal,
        today=today,
        picture=outline(ledger, book.deal, today),
        open_gives=tuple(weightiest(book)),
        open_asks=tuple(ledger.wanted()),
        drafts=tuple(m for m in moves if m.state is State.DRAFT and book.shows(m)),
        conditional=tuple(m for m in moves if m.state is State.CONDITIONAL),
        proposals=proposals(book, None),
        waited=waited(book),
        offers=open_offers(book),
    )


def open_offers(book: Book) -> tuple[Offer, ...]:
    """The offers of either side that wait for an answer."""
    offers = book.work.offers(book.by.team, book.deal.id)
    return tuple(
        o
        for o in offers
        if o.state is OfferState.OPEN and (o.until is None or o.until >= book.by.today)
    )


def weightiest(book: Book) -> list[LogRow]:
    """Open gives in the digest's order: by value-days, those without a figure after those with one of the same age
    band, then by age."""
    today = book.by.today
    rows = [row_of(book.ledger, a.give, book) for a in book.ledger.open_gives(today)]
    return sorted(rows, key=weight)


def weight(row: LogRow) -> tuple[int, object, int]:
    """What the digest sorts open gives by: value × age first, then age; those without a figure after the others."""
    age = row.age or 0
    return (0, -(row.left * age), -age) if row.left is not None else (1, ZERO, -age)


def row_of(ledger: Ledger, move: Move, book: Book) -> LogRow:
    """One line of the ledger."""
    today = book.by.today
    ties = tuple(t.get if move.kind is Kind.GIVE else t.give for t in ledger.ties_of(move.no))
    if move.kind is not Kind.GIVE or not move.counts(today):
        return LogRow(move=move, ties=ties, age=(today - move.on).days if move.waits() else None)
    answer = ledger.answer(move, today)
    age = (today - move.since).days if answer.open else None
    return LogRow(move=move, ties=ties, share=answer.share, left=answer.left, age=age)


def log(by: Actor, deal: DealId, *, page: int = 1, desk: Desk) -> DealLog | NotDone:
    """One page of the ledger, newest first, with the measures and what the rules found."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _log(book, page)


def _log(book: Book, page: int) -> DealLog:
    ledger, today = book.ledger, book.by.today
    moves = sorted(
        filter(book.shows, ledger.moves.values()), key=lambda m: (m.on, m.no), reverse=True
    )
    pages = max(1, -(-len(moves) // PAGE))
    page = min(max(page, 1), pages)
    shown = moves[(page - 1) * PAGE : page * PAGE]
    return DealLog(
        deal=book.deal,
        today=today,
        picture=outline(ledger, book.deal, today),
        rows=tuple(row_of(ledger, m, book) for m in shown),
        page=page,
        pages=pages,
        cautions=review(book),
        classes=tuple(move_classes(ledger, book.deal, today, among={m.no for m in shown}).items()),
        curve=curve(ledger, book),
        offers=open_offers(book),
    )


def curve(ledger: Ledger, book: Book) -> tuple[CurvePoint, ...]:
    """The shape of concessions: what was given and got up to each day on which one of them moved."""
    today, measured = book.by.today, ledger.yardstick
    given, got = defaultdict[date, Decimal](Decimal), defaultdict[date, Decimal](Decimal)
    for give in ledger.gives(today):
        given[give.since] += measured.amount(give.cost, give.on) or ZERO
    for get in ledger.gets(today):
        got[get.since] += measured.amount(get.worth, get.on) or ZERO
    days = sorted({*given, *got})
    ours, theirs = accumulate(given[day] for day in days), accumulate(got[day] for day in days)
    return tuple(
        CurvePoint(day=day, given=a, got=b) for day, a, b in zip(days, ours, theirs, strict=True)
    )


def asks(by: Actor, deal: DealId, *, desk: Desk) -> AsksListed | NotDone:
    """The asks that wait for an answer, of both sides."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        ours, theirs = (tuple(book.ledger.wanted(ours=side)) for side in (True, False))
        return AsksListed(deal=book.deal, today=by.today, ours=ours, theirs=theirs)


def matchable(by: Actor, deal: DealId, *, desk: Desk) -> Matchable | NotDone:
    """Gives and gets that may be tied together, those not matched yet first, then the newest."""
    with about_to(desk, by, deal, Need.RECORD) as book:
        return book if isinstance(book, NotDone) else _matchable(book)


def _matchable(book: Book) -> Matchable | NotDone:
    ledger, today = book.ledger, book.by.today
    loose = {a.give.no for a in ledger.open_gives(today)} | {g.no for g in ledger.loose_gets(today)}

    def first(move: Move) -> tuple[bool, int]:
        return move.no not in loose, -move.no

    gives = sorted(
        (m for m in ledger.moves.values() if m.kind is Kind.GIVE and m.state in TIEABLE_GIVES),
        key=first,
    )
    gets = sorted(
        (m for m in ledger.moves.values() if m.kind is Kind.GET and m.state in TIEABLE_GETS),
        key=first,
    )
    if not (gives and gets):
        return NotDone(why=Why.NO_PAIR, deal=book.deal)
    return Matchable(deal=book.deal, gives=tuple(gives), gets=tuple(gets))


def show(by: Actor, deal: DealId, no: MoveNo, *, desk: Desk) -> MoveShown | NotDone:
    """One move in full, with its history."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else shown_move(book, no)


def editable(by: Actor, deal: DealId, no: MoveNo, *, desk: Desk) -> MoveShown | NotDone:
    """One move, for somebody who may change it."""
    with about_to(desk, by, deal, Need.RECORD) as book:
        return book if isinstance(book, NotDone) else shown_move(book, no)


def kind_of(by: Actor, deal: DealId, no: MoveNo, *, desk: Desk) -> Kind | None:
    """What kind of move a number is; None where there is none."""
    with desk.store.reading() as work:
        move = work.move(by.team, deal, no)
        return move.kind if move else None


def shown_move(book: Book, no: MoveNo) -> MoveShown | NotDone:
    """One move of an opened book, in full."""
    move = book.ledger.moves.get(no)
    if move is None or not book.shows(move):
        return NotDone(why=Why.NO_MOVE, deal=book.deal, no=no)
    entries = book.work.entries(book.by.team, book.deal.id)
    return MoveShown(
        deal=book.deal,
        today=book.by.today,
        row=row_of(book.ledger, move, book),
        history=tuple(_about(no, entries)),
    )


def _about(no: MoveNo, entries: Sequence[Entry]) -> Iterable[Entry]:
    return (
        e
        for e in entries
        if no
        in {m.no for m in e.moves} | {n for t in (*e.tied, *e.untied) for n in (t.give, t.get)}
    )


def shown(desk: Desk, work: Work, by: Actor, taken: Once) -> MoveShown | NotDone:
    """What a request that was taken before led to."""
    book = opened(desk, work, by, taken.deal, Need.READ)
    if isinstance(book, NotDone):
        return book
    entry = work.entry(by.team, taken.deal, taken.seq)
    if entry is None or not entry.moves:
        return NotDone(why=Why.SETTLED, deal=book.deal)
    return shown_move(book, entry.moves[0].no)
