"""Days and hours where people are: time zones from the system's table; holidays and recurrence from libraries."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from holidays import country_holidays, list_supported_countries

from bot.domain.calendar import USUAL_DAYS_OFF, DaysOff
from bot.domain.rhythms import Cadence, CadenceUnit

SHORTEST_MONTH = 28


class Calendars:
    """The port's calendar (`bot.coach.ports.clock.Calendar` says what each call means)."""

    def instant(self, day: date, hour: time, zone: str) -> datetime:
        local = datetime.combine(day, hour, tzinfo=find_zone(zone))
        there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
        # An hour that the clocks skip comes back as another one; `fold` alone tells the two of an hour shown twice.
        was_skipped = there_and_back.replace(fold=0) != local.replace(fold=0)
        moment = _first_moment_after_gap(local) if was_skipped else local
        return moment.astimezone(UTC)

    def local(self, at: datetime, zone: str) -> datetime:
        return at.astimezone(find_zone(zone))

    def days_off(self, country: str, first: date, last: date) -> DaysOff:
        if not self.knows_country(country):
            return USUAL_DAYS_OFF
        days: set[date] = set()
        weekend = USUAL_DAYS_OFF.weekend
        for year in range(first.year, last.year + 1):
            of_year = _days_off_in_year(country, year)
            days |= of_year.holidays
            # Some countries moved their weekend in the past; the last of these years counts.
            weekend = of_year.weekend
        within = frozenset(day for day in days if first <= day <= last)
        return DaysOff(weekend=weekend, holidays=within)

    def knows_country(self, country: str) -> bool:
        code, _, region = country.upper().partition("-")
        regions = _regions_by_country().get(code)
        return regions is not None and (not region or region in regions)

    def country(self, zone: str) -> str:
        countries = _countries_by_zone()
        return countries.get(zone) or countries.get(_zones_by_older_name().get(zone, ""), "")

    def recurring(self, cadence: Cadence, first: date, last: date) -> Sequence[date]:
        first = max(first, cadence.start)
        if first > last:
            return []
        begin, end = datetime.combine(first, time()), datetime.combine(last, time())
        moments = _recurrence_of(cadence).between(begin, end, inc=True)
        return [moment.date() for moment in moments]


def _recurrence_of(cadence: Cadence) -> rrule:
    start = datetime.combine(cadence.start, time())
    day = cadence.start.weekday() if cadence.weekday is None else cadence.weekday
    on = weekday(day)
    if cadence.unit is CadenceUnit.WEEKS:
        return _count_from_first(WEEKLY, start, cadence.every, byweekday=on)
    if cadence.nth is not None:
        return _count_from_first(MONTHLY, start, cadence.every, byweekday=on(cadence.nth))
    # Of the 31st, a shorter month takes its last day: the latest of 28 to 31 that it has.
    shortest = min(cadence.start.day, SHORTEST_MONTH)
    days = list(range(shortest, cadence.start.day + 1))
    return rrule(MONTHLY, dtstart=start, interval=cadence.every, bymonthday=days, bysetpos=-1)


def _count_from_first(
    freq: Literal[1, 2], start: datetime, every: int, *, byweekday: weekday
) -> rrule:
    """Every so many weeks or months, counted from the first such weekday on or after the start; the library would count
    from the week or month that the start is in."""
    first = rrule(freq, dtstart=start, count=1, byweekday=byweekday)[0]
    return rrule(freq, dtstart=first, interval=every, byweekday=byweekday)


def _first_moment_after_gap(local: datetime) -> datetime:
    """The moment at which the clocks skip that hour, found by halving the time between what it would be by the offset
    after the gap and by the one before."""
    zone = local.tzinfo
    early = int(local.replace(fold=1).timestamp())
    late = int(local.replace(fold=0).timestamp())
    offset_before = _offset_at(early, zone)
    while late - early > 1:
        middle = (early + late) // 2
        if _offset_at(middle, zone) == offset_before:
            early = middle
        else:
            late = middle
    return datetime.fromtimestamp(late, UTC)


def _offset_at(timestamp: int, zone: tzinfo | None) -> timedelta | None:
    return datetime.fromtimestamp(timestamp, zone).utcoffset()


@lru_cache(maxsize=512)
def find_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=1)
def _countries_by_zone() -> dict[str, str]:
    """The country of each zone that people choose, from the table that comes with the zones."""
    table = (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    countries: dict[str, str] = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _coordinates, zone, *_comments = line.split("\t")
            countries[zone] = country
    return countries


@lru_cache(maxsize=1)
def _zones_by_older_name() -> dict[str, str]:
    """The present name of each zone by an older one (`Asia/Calcutta`), from the links of the zones' own table."""
    table = (files("tzdata.zoneinfo") / "tzdata.zi").read_text(encoding="utf-8")
    links = [line.split() for line in table.splitlines() if line.startswith("L ")]
    return {older: present for _mark, present, older in links}


@lru_cache(maxsize=1)
def _regions_by_country() -> dict[str, frozenset[str]]:
    """The codes of all countries, each with those of its regions."""
    known = list_supported_countries(include_aliases=False)
    return {country: frozenset(regions) for country, regions in known.items()}


@lru_cache(maxsize=1024)
def _days_off_in_year(country: str, year: int) -> DaysOff:
    """Those of a country that is known."""
    code, _, region = country.partition("-")
    found = country_holidays(code.upper(), subdiv=region.upper() or None, years=year)
    return DaysOff(weekend=frozenset(found.weekend), holidays=frozenset(found))
