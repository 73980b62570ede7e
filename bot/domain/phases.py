"""The phases of a negotiation, and which one a ledger looks like."""

from datetime import date
from enum import StrEnum

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger

FIRST_GIVES = 1
"""So many gives without a get still count as the opening."""


class Phase(StrEnum):
    """Where two sides are on their way to an agreement and beyond."""

    PREPARE = "prepare"
    OPEN = "open"
    MIDDLE = "middle"
    CLOSE = "close"
    AFTER = "after"


def guess_phase(deal: Deal, ledger: Ledger, today: date) -> Phase:
    """The phase that the ledger looks like: nothing recorded yet, nobody has moved much, trading,
    everything answered, closed."""
    if deal.closed_at is not None:
        return Phase.AFTER
    gives, gets = ledger.gives(today), ledger.gets(today)
    if not any((gives, gets, ledger.asks(ours=True), ledger.asks(ours=False))):
        return Phase.PREPARE
    if not gets and len(gives) <= FIRST_GIVES:
        return Phase.OPEN
    unanswered = (
        *ledger.open_gives(today),
        *ledger.unanswered_asks(ours=True),
        *ledger.unanswered_asks(ours=False),
    )
    return Phase.MIDDLE if unanswered else Phase.CLOSE
