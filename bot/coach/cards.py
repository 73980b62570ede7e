"""Tactic cards: found by name, phase or situation, their sentences filled from the deal."""

from bot.coach.access import Need
from bot.coach.answers import NotDone, Why
from bot.coach.answers.tactics import CardSaid, CardsFound, CardShown, CardsListed
from bot.coach.book import Book, opened
from bot.coach.desk import Desk
from bot.coach.log import weightiest
from bot.coach.requests import Actor
from bot.domain.calendar import reply_day
from bot.domain.cards import Card, Deck
from bot.domain.fillings import Known, fill
from bot.domain.ids import DealId
from bot.domain.phases import Phase

PAGE = 12
"""Cards on one page of the list."""


def known(book: Book) -> Known:
    """What the deal can put into sentences today: its weightiest open give, the ask of ours that has waited longest,
    their last open ask, their last get."""
    ledger, today = book.ledger, book.by.today
    gives = weightiest(book)
    asks = sorted(ledger.wanted(), key=lambda ask: (ask.due or ask.on, ask.no))
    theirs, gets = ledger.wanted(ours=False), ledger.gets(today)
    return Known(
        them=book.deal.parties[0].name,
        give=gives[0].move.what if gives else "",
        ask=asks[0].what if asks else "",
        theirs=theirs[-1].what if theirs else "",
        get=gets[-1].what if gets else "",
        day=reply_day(today),
    )


def deck_of(book: Book) -> Deck:
    """The cards in the person's language."""
    return book.desk.deck(book.by.locale)


def show_card(by: Actor, deal: DealId, card: str, *, desk: Desk) -> CardShown | NotDone:
    """One card by its id."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else card_shown(book, card)


def card_shown(book: Book, id_: str) -> CardShown | NotDone:
    """One card of an opened deal, filled."""
    deck = deck_of(book)
    card = deck.card(id_)
    if card is None:
        return NotDone(why=Why.CHANGED, deal=book.deal)
    return CardShown(
        deal=book.deal,
        card=card,
        said=fill(card.say, known(book)),
        findings=deck.evidence(card),
        combined=deck.among(card.combines),
    )


def say_card(by: Actor, deal: DealId, card: str, *, desk: Desk) -> CardSaid | NotDone:
    """A card's sentence, to be copied."""
    shown = show_card(by, deal, card, desk=desk)
    return shown if isinstance(shown, NotDone) else CardSaid(said=shown.said)


def find_card(
    by: Actor, deal: DealId, text: str, *, desk: Desk
) -> CardShown | CardsFound | NotDone:
    """The card that a text means, or the nearest ones. `text` is cleaned and short."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ, text)
        if isinstance(book, NotDone):
            return book
        found = deck_of(book).find(text, book.deal.side)
        if len(found) == 1:
            return card_shown(book, found[0].id)
        return CardsFound(deal=book.deal, typed=text, cards=found)


def list_cards(
    by: Actor, deal: DealId, *, phase: Phase | None = None, page: int = 1, desk: Desk
) -> CardsListed | NotDone:
    """A page of the cards for the deal's side of the table, by name."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _listed(book, phase, page)


def _listed(book: Book, phase: Phase | None, page: int) -> CardsListed:
    cards: tuple[Card, ...] = deck_of(book).listed(book.deal.side, phase)
    pages = max(1, -(-len(cards) // PAGE))
    page = min(max(page, 1), pages)
    shown = cards[(page - 1) * PAGE : page * PAGE]
    return CardsListed(deal=book.deal, cards=shown, page=page, pages=pages, phase=phase)
