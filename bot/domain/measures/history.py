"""How a measure went over the days of a deal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.ledger import Ledger
from bot.domain.measures.exposure import compute_exposure
from bot.domain.moves import Kind, Move

POINTS_AT_MOST = 20
"""Days of a curve: Slack's charts show no more points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposurePoint:
    """What was given with nothing back at the end of a day, in the deal's unit."""

    day: date
    amount: Decimal


def compute_exposure_curve(ledger: Ledger, today: date) -> tuple[ExposurePoint, ...]:
    """Exposure at the end of each day on which a give or a get began to count, and today, oldest first; of many days
    the last ones. What was voided or taken back since is left out, as if it had never been."""
    moves = [*ledger.gives(today), *ledger.gets(today)]
    days = sorted({move.since for move in moves} | ({today} if moves else set()))
    return tuple(
        ExposurePoint(day=day, amount=compute_exposure(_as_of(ledger, moves, day), today).amount)
        for day in days[-POINTS_AT_MOST:]
    )


def _as_of(ledger: Ledger, moves: list[Move], day: date) -> Ledger:
    """The ledger with those moves only that counted by that day, and their ties."""
    standing = {move.no: move for move in moves if move.since <= day}
    ties = frozenset(
        tie
        for tie in ledger.ties
        if tie.give in standing and tie.get in standing and standing[tie.give].kind is Kind.GIVE
    )
    return Ledger(standing, ties, ledger.yardstick)
