"""When somebody else than the owner may say who owns a deal."""

from datetime import date, timedelta

from bot.domain.calendar import DaysOff
from bot.domain.preferences import Preferences

AWAY_BEFORE_REPLACED = 10
"""Working days that an owner has been away before an admin may name another one."""
DAY = timedelta(days=1)


def is_away_too_long(preferences: Preferences | None, today: date, days_off: DaysOff) -> bool:
    """Whether somebody is away and has been for ten working days, today among them."""
    if preferences is None or preferences.away_from is None or not preferences.is_absent(today):
        return False
    missed = 0
    day = preferences.away_from
    while day <= today and missed < AWAY_BEFORE_REPLACED:
        missed += day not in days_off
        day += DAY
    return missed >= AWAY_BEFORE_REPLACED
