"""Winding the playground's clock, with the bot's heartbeat along the way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.playground.cast import ZONE
from bot.playground.time import WoundClock, wound_by

STRIDE = timedelta(hours=1)
LEAP = timedelta(days=31)
"""Further than this the clock jumps, as after a long outage."""


def wind(clock: WoundClock, words: str, tick: Callable[[], object]) -> None:
    """By `1h`, `1d`, `1w`, `next morning`, or to a day and time on the playground's wall."""
    wind_to(clock, goal(words, clock.now()), tick)


def wind_to(clock: WoundClock, instant: datetime, tick: Callable[[], object]) -> None:
    """Hour by hour, so that each morning's nudges happen on their morning."""
    if instant - clock.now() <= LEAP:
        while instant - clock.now() > STRIDE:
            clock.wind(STRIDE)
            tick()
    clock.wind_to(instant)
    tick()


def goal(words: str, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        return wound_by(words, now, ZONE)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(ZONE))
