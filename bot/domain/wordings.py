"""What wordings give away: words of a move or an offer that say more than they move.

Which words those are is known to `bot/language/wordings.py`, in all languages. Rules get what was
found there.
"""

from enum import StrEnum
from typing import Protocol

from bot.domain.moves import Move


class Wording(StrEnum):
    """What a wording says."""

    GIFT = "gift"
    """Something for a person, not for a party."""
    BUY_FROM_THEM = "buy_from_them"
    """We are to buy from them."""
    BUY_FROM_US = "buy_from_us"
    """They are to buy from us."""
    BOTH_BUY = "both_buy"
    """Each is to buy from the other."""
    REFERENCE = "reference"
    """Somebody speaks well of the other in public, or lends a name."""
    DISCLOSED = "disclosed"
    """It will be said openly that something was given for it."""
    BOTH_WAYS = "both_ways"
    """It goes for both sides alike."""
    SILENCE = "silence"
    """Saying nothing is to count as a yes."""
    RENEWAL = "renewal"
    """It goes on by itself, and nobody is told before."""
    CREDIT = "credit"
    """A credit or penalty where something is missed."""
    LOCKED_IN = "locked_in"
    """Somebody is bound, and no way out is named."""
    WAY_OUT = "way_out"
    """A way out is named: notice, a pause, a reopener."""
    UNWRITTEN = "unwritten"
    """Agreed by word of mouth, or beside the contract."""
    SPLIT = "split"
    """Meet in the middle."""
    ON_TOP = "on_top"
    """One more thing beside what was talked about."""
    TENDER = "tender"
    """A procedure in which nothing is traded: a tender, an auction, a spot purchase."""
    VAGUE = "vague"
    """Sometime, somehow."""
    CADENCE = "cadence"
    """How often, or on which day."""


class WordingReader(Protocol):
    """Finds wordings in what people typed."""

    def find_in_move(self, move: Move) -> frozenset[Wording]:
        """What a move's words say: what moves, for what, if what, and because what. Whether it was
        agreed by word of mouth, or comes on top, only the line tells as it was typed."""

    def find_in_text(self, text: str) -> frozenset[Wording]:
        """All that a text says, as far as its words give it away."""

    def names_deal_figure(self, issue: str) -> bool:
        """Whether an issue is called as what a deal's own figure is about: the price, the fee."""

    def mentions_price(self, text: str) -> bool:
        """Whether a wording, or the name of an issue, is about the price among other things."""

    def moves_price(self, what: str) -> bool:
        """Whether a wording is about the price alone, and changes it."""
