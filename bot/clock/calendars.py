"""Days and hours where people are: time zones from the system's table; holidays and recurrence from libraries."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from holidays import country_holidays

from bot.domain.rhythms import Cadence, CadenceUnit

SHORTEST_MONTH = 28


class Calendars:
    """The port's calendar (`bot.coach.ports.Calendar` says what each call means)."""

    def instant(self, day: date, hour: time, zone: str) -> datetime:
        there = datetime.combine(day, hour, tzinfo=zone_of(zone))
        back = there.astimezone(UTC).astimezone(there.tzinfo)
        return (
            _after_gap(there) if back.replace(fold=0) != there.replace(fold=0) else there
        ).astimezone(UTC)

    def local(self, at: datetime, zone: str) -> datetime:
        return at.astimezone(zone_of(zone))

    def holidays(self, country: str, first: date, last: date) -> frozenset[date]:
        years = range(first.year, last.year + 1)
        return frozenset(
            day for year in years for day in _holidays(country, year) if first <= day <= last
        )

    def country(self, zone: str) -> str:
        return _countries().get(zone, "")

    def recurring(self, cadence: Cadence, first: date, last: date) -> Sequence[date]:
        begin, end = (datetime.combine(day, time()) for day in (max(first, cadence.start), last))
        found = _rule(cadence).between(begin, end, inc=True) if begin <= end else []
        return [moment.date() for moment in found]


def _rule(cadence: Cadence) -> rrule:
    """The rule of a cadence. Of the 31st, a shorter month takes its last day: the latest of 28 to 31 that it has."""
    start = datetime.combine(cadence.start, time())
    on = weekday(cadence.start.weekday() if cadence.weekday is None else cadence.weekday)
    if cadence.unit is CadenceUnit.WEEKS:
        return _from_first(WEEKLY, start, cadence.every, byweekday=on)
    if cadence.nth is not None:
        return _from_first(MONTHLY, start, cadence.every, byweekday=on(cadence.nth))
    days = range(min(cadence.start.day, SHORTEST_MONTH), cadence.start.day + 1)
    return rrule(MONTHLY, dtstart=start, interval=cadence.every, bymonthday=list(days), bysetpos=-1)


def _from_first(freq: Literal[1, 2], start: datetime, every: int, *, byweekday: weekday) -> rrule:
    """Counted from the first such weekday on or after the start, not from the week or month that it is in."""
    first = rrule(freq, dtstart=start, count=1, byweekday=byweekday)[0]
    return rrule(freq, dtstart=first, interval=every, byweekday=byweekday)


def _after_gap(there: datetime) -> datetime:
    """The moment at which the clocks skip the hour: between what it would be by the offset after and by that before."""
    zone = there.tzinfo
    early, late = (int(there.replace(fold=fold).timestamp()) for fold in (1, 0))
    before = _offset(early, zone)
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (middle, late) if _offset(middle, zone) == before else (early, middle)
    return datetime.fromtimestamp(late, UTC)


def _offset(at: int, zone: tzinfo | None) -> timedelta | None:
    return datetime.fromtimestamp(at, zone).utcoffset()


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The country of each zone that people choose, from the table that comes with the zones."""
    table = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=1024)
def _holidays(country: str, year: int) -> frozenset[date]:
    code, _, region = country.partition("-")
    try:
        return frozenset(country_holidays(code.upper(), subdiv=region.upper() or None, years=year))
    except (NotImplementedError, KeyError, ValueError):
        return frozenset()
