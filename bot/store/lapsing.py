"""The day on which something that waits lapses, kept beside the move or offer so that the tick need not look at all."""

from datetime import date, timedelta

from bot.domain.moves import Move, State
from bot.domain.offers import Offer, OfferState

DRAFTS_KEPT = timedelta(days=7)


def lapses(move: Move) -> date | None:
    """The last day of a condition or of a draft; None where nothing lapses."""
    if move.state is State.CONDITIONAL:
        return move.due
    return move.at.date() + DRAFTS_KEPT if move.state is State.DRAFT else None


def stands_until(offer: Offer) -> date | None:
    """The last day of an open offer; None where it does not lapse."""
    return offer.until if offer.state is OfferState.OPEN else None
