"""What the use cases about offers share: the offers of a deal, the table as it stands, and what an entry changes."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.context import DealSession, LedgerChange
from bot.domain.ledger import Ledger, Verb
from bot.domain.moves import Kind, State
from bot.domain.offers import Offer, OfferState
from bot.domain.scores import build_scores
from bot.domain.working_ledger import Consequences, TableState


def list_deal_offers(session: DealSession) -> Sequence[Offer]:
    """All offers of the deal, by number."""
    return session.work.offers.list_in_deal(session.by.team, session.deal.id)


def describe_table(session: DealSession, offers: Sequence[Offer]) -> TableState:
    """The deal as it stands for whoever acts, with these offers."""
    return TableState(
        deal=session.deal,
        ledger=_load_table_ledger(session),
        offers=offers,
        scores=build_scores(session.deal),
        person=session.by.person,
        today=session.by.today,
        at=session.services.clock.now(),
        last=session.snapshot.totals.last,
    )


def _load_table_ledger(session: DealSession) -> Ledger:
    """What an offer and the answers to it may change: all that waits, all that follows from offers, and what open asks
    want a return for."""
    if session.has_whole_ledger or session.has_few_moves:
        return session.recent_ledger
    ledger, team, deal = session.work.ledger, session.by.team, session.deal
    asks = session.list_moves(Kind.ASK, State.OPEN, State.PARTLY)
    numbers = [*session.work.move_pages.list_numbers_of_offers(team, deal.id)]
    numbers += [ask.ref for ask in asks if ask.ref is not None]
    return ledger.load_recent(team, deal, numbers, last=1)


def change_of(
    verb: Verb, found: Consequences, *, after: Sequence[Offer], before: Sequence[Offer]
) -> LedgerChange:
    return LedgerChange(
        verb=verb,
        moves=(*found.after, *found.new),
        before=found.before,
        tied=found.tied,
        untied=found.untied,
        offers=tuple(after),
        offers_before=tuple(before),
    )


def with_state(offer: Offer, state: OfferState) -> Offer:
    """The next version of an offer, in that state."""
    return replace(offer, state=state, version=offer.version + 1)


def is_open(offer: Offer, session: DealSession) -> bool:
    """Whether an offer stands today: not answered, and not past its last day."""
    return offer.state is OfferState.OPEN and (
        offer.until is None or offer.until >= session.by.today
    )
