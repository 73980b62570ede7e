"""What they gave: how large it is, and whether it was meant."""

from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal
from bot.domain.moves import Move


class Emptiness(StrEnum):
    """Why a get moves little."""

    UNWANTED = "unwanted"
    """We do not want it."""
    FREE = "free"
    """It cost them nothing."""
    ASKED_BACK = "asked_back"
    """They asked for it back."""


def share_of_deal(deal: Deal, get: Move) -> Decimal | None:
    """What a get is worth to us as a share of the deal, 0..; None where either is not known."""
    worth = deal.yardstick.amount(get.worth, get.on)
    return None if worth is None else deal.share(worth)
