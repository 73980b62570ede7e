"""What to do when they give: how large it is, whether it was meant, and a reply that costs us no more."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal, Side
from bot.domain.matching import STRONG, compute_likeness
from bot.domain.moves import Kind, Move
from bot.domain.situation import Situation
from bot.domain.tradeables import Library, Tradeable
from bot.domain.worth import Size

ACROSS = {Side.SELLING: Side.BUYING, Side.BUYING: Side.SELLING, Side.PARTNERING: Side.PARTNERING}
"""Whose library holds what the other side can ask of us; nobody's where we hire."""

_RANKS = {Size.S: 1, Size.M: 2, Size.L: 3, Size.XL: 4}
_TURNED = {
    "our": "your", "ours": "yours", "us": "you", "we": "you",
    "unser": "Ihr", "unsere": "Ihre", "unseren": "Ihren", "unserem": "Ihrem", "unserer": "Ihrer", "unseres": "Ihres",
    "uns": "Ihnen", "wir": "Sie",
}  # fmt: skip
_OURS = re.compile(rf"\b(?:{'|'.join(_TURNED)})\b", re.IGNORECASE)


class Emptiness(StrEnum):
    """Why a get moves little."""

    UNWANTED = "unwanted"
    """We do not want it."""
    FREE = "free"
    """It cost them nothing."""
    ASKED_BACK = "asked_back"
    """They asked for it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSuggestion:
    """Something we could give in return; `key` finds it again, `phrase` is how a sentence names it."""

    key: str
    phrase: str
    cost: Size


def share_of_deal(deal: Deal, get: Move) -> Decimal | None:
    """What a get is worth to us as a share of the deal, 0..; None where either is not known."""
    worth = deal.yardstick.amount(get.worth, get.on)
    return None if worth is None else deal.share(worth)


def suggest_give_for(get: Move, situation: Situation, library: Library) -> GiveSuggestion | None:
    """What to give in return for a get: of equal or lesser size than what it is worth to us, worth most to them for
    what it costs us, and not given yet. `library` is what they can ask of us. A get of no known size is taken for a
    small one."""
    size = _RANKS[_size_of(situation, get)]
    given = [m for m in (*situation.open_gives, *situation.recent) if m.kind is Kind.GIVE]
    fits = [
        t for t in library.tradeables if _RANKS[t.cost] <= size and not _named(t, [*given, get])
    ]
    best = max(
        fits, key=lambda t: (_RANKS[t.worth] - _RANKS[t.cost], -_RANKS[t.cost]), default=None
    )
    return (
        GiveSuggestion(key=best.key, phrase=turn_phrase(best.phrase), cost=best.cost)
        if best
        else None
    )


def _named(tradeable: Tradeable, moves: list[Move]) -> bool:
    return any(
        (m.issue and m.issue == tradeable.issue)
        or compute_likeness(tradeable.what, m.what) >= STRONG
        for m in moves
    )


def _size_of(situation: Situation, get: Move) -> Size:
    if isinstance(get.worth, Size):
        return get.worth
    share = share_of_deal(situation.deal, get)
    if share is None or share < situation.deal.policy.small_share:
        return Size.S
    return Size.M if share < situation.deal.policy.drip_share else Size.L


def turn_phrase(phrase: str) -> str:
    """What they would ask of us, as we say it to them: *training of our team* is *training of your team*."""
    return _OURS.sub(lambda found: _TURNED[found[0].lower()], phrase)
