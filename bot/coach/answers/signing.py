"""Answers to a signature."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Exposure
from bot.coach.answers.base import DealAnswer
from bot.domain.moves import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRecorded(DealAnswer):
    """They signed, or their order is there. `firm` are moves whose condition that met and that count now, `waiting`
    those that wait for something else still, for the asks `awaited` or the rest of their condition, `granted` asks
    that asked for it, `lapsed` gives whose day had passed before it. `is_order`: it was the order."""

    seq: int
    today: date
    exposure: Exposure
    firm: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()
    awaited: tuple[Move, ...] = ()
    granted: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    is_order: bool = False
