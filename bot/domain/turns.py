"""Whose turn it is: the side that did not move last, said without blame."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from bot.domain.moves import ANSWERED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.situation import Situation

_NO_MOVE = frozenset({State.DRAFT, State.VOID, State.LAPSED, State.WITHDRAWN})
"""States of what is not on the table, or not any more."""

Moment = tuple[date, datetime]


class WhoseTurn(StrEnum):
    """Who moves next."""

    OURS = "ours"
    THEIRS = "theirs"
    EITHER = "either"
    """Nobody moved yet."""
    NOBODY = "nobody"
    """The deal is closed."""


def find_turn(situation: Situation) -> WhoseTurn:
    """Whose turn it is after the last move, ask or offer that is on the table."""
    if situation.deal.is_closed:
        return WhoseTurn.NOBODY
    ours, theirs = _last_moments(situation)
    if ours is None and theirs is None:
        return WhoseTurn.EITHER
    if theirs is None or (ours is not None and ours > theirs):
        return WhoseTurn.THEIRS
    return WhoseTurn.OURS


def _last_moments(situation: Situation) -> tuple[Moment | None, Moment | None]:
    """When each side moved last; None where it did not."""
    by_us: list[Moment] = []
    by_them: list[Moment] = []
    for move in _list_moves(situation):
        if move.state in _NO_MOVE:
            continue
        (by_us if move.ours else by_them).append((move.on, move.at))
        if move.kind is Kind.ASK and move.state in ANSWERED and move.settled is not None:
            # Whoever was asked has answered; on that day it is later than the ask itself.
            answered = (move.settled, datetime.max.replace(tzinfo=move.at.tzinfo))
            (by_them if move.ours else by_us).append(answered)
    for offer in _list_offers(situation):
        (by_us if offer.ours else by_them).append((offer.on, offer.at))
    return max(by_us, default=None), max(by_them, default=None)


def _list_moves(situation: Situation) -> Iterable[Move]:
    just_made = () if situation.move is None else (situation.move,)
    return (
        *situation.recent,
        *situation.open_gives,
        *situation.open_asks,
        *situation.their_asks,
        *situation.loose_gets,
        *just_made,
    )


def _list_offers(situation: Situation) -> Iterable[Offer]:
    return (*situation.offers_by(ours=True), *situation.offers_by(ours=False))
