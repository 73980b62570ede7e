"""Tactic cards: found by name, phase or situation, their sentences filled from the deal."""

from math import ceil

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.answers.tactics import CardSaid, CardsFound, CardShown, CardsListed
from bot.coach.context import DealSession, session_for_reading
from bot.coach.log import list_weightiest_gives
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.cards import Deck
from bot.domain.fillings import BlankValues, fill_sentence
from bot.domain.ids import DealId
from bot.domain.phases import Phase

PAGE_SIZE = 12
"""Cards on one page of the list."""


def collect_blank_values(session: DealSession) -> BlankValues:
    """What the deal can put into sentences today: its weightiest open give, the ask of ours that has waited longest,
    their last open ask, their last get."""
    ledger, today = session.ledger, session.by.today
    # One of each kind: a sentence has room for one thing, and this is the one to talk about.
    gives = list_weightiest_gives(session)
    asks = sorted(ledger.unanswered_asks(), key=lambda ask: (ask.due or ask.on, ask.no))
    theirs, gets = ledger.unanswered_asks(ours=False), ledger.gets(today)
    return BlankValues(
        them=session.deal.parties[0].name,
        give=gives[0].move.what if gives else "",
        ask=asks[0].what if asks else "",
        theirs=theirs[-1].what if theirs else "",
        get=gets[-1].what if gets else "",
        day=session.working_days.choose_reply_day(),
    )


def deck_for(session: DealSession) -> Deck:
    """The cards in the person's language."""
    return session.services.deck(session.by.locale)


def show_card(actor: Actor, deal: DealId, card: str, *, services: Services) -> CardShown:
    """One card by its id."""
    with session_for_reading(services, actor, deal) as session:
        return fill_card(session, card)


def fill_card(session: DealSession, card_id: str) -> CardShown:
    """One card of an opened deal, its sentence filled from the deal. Refused where there is no card of that id."""
    deck = deck_for(session)
    card = deck.find_card(card_id)
    if card is None:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    return CardShown(
        deal=session.deal,
        card=card,
        said=fill_sentence(card.say, collect_blank_values(session)),
        findings=deck.list_findings(card),
        combined=deck.select_cards(card.combines),
        open_give=next(iter(session.snapshot.open_gives), None),
    )


def copy_card_sentence(actor: Actor, deal: DealId, card: str, *, services: Services) -> CardSaid:
    """A card's sentence, to be copied."""
    shown = show_card(actor, deal, card, services=services)
    return CardSaid(said=shown.said, style=shown.deal.style)


def find_card(
    actor: Actor, deal: DealId, text: str, *, services: Services
) -> CardShown | CardsFound:
    """The card that a text means, or the nearest ones. `text` is cleaned and short."""
    with session_for_reading(services, actor, deal, text) as session:
        found = deck_for(session).search_cards(text, session.deal.side)
        if len(found) == 1:
            return fill_card(session, found[0].id)
        return CardsFound(deal=session.deal, typed=text, cards=found)


def list_cards(
    actor: Actor, deal: DealId, *, phase: Phase | None = None, page: int = 1, services: Services
) -> CardsListed:
    """A page of the cards for the deal's side of the table, by name. A page that there is not is the nearest one."""
    with session_for_reading(services, actor, deal) as session:
        cards = deck_for(session).list_cards(session.deal.side, phase)
        pages = max(1, ceil(len(cards) / PAGE_SIZE))
        page = min(max(page, 1), pages)
        first = (page - 1) * PAGE_SIZE
        return CardsListed(
            deal=session.deal,
            cards=cards[first : first + PAGE_SIZE],
            page=page,
            pages=pages,
            phase=phase,
        )
