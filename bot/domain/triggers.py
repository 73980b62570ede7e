"""Readings of the measures that both sides share, and what they set off: a measure past its
threshold, an index outside its band, a limit that was passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.governance import IndexBand, Limit, LimitDirection
from bot.domain.ids import PersonId
from bot.domain.levels import count_decimals
from bot.domain.rhythms import Better, Measure, Rhythm

Watched = Measure | IndexBand | Limit
"""What a reading may set off: each looks at the readings of its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a measure stood at on a day, as somebody recorded it. `no` counts a deal's readings from
    1.

    One of a whole period begins at `since` and ends with `on`. One that `corrects` another takes its
    place; where it is `withdrawn` nothing does.
    """

    no: int
    measure: str
    value: Decimal
    on: date
    person: PersonId
    at: datetime
    since: date | None = None
    corrects: int | None = None
    withdrawn: bool = False

    @property
    def decimals(self) -> int:
        """How many decimals its value has."""
        return count_decimals(self.value)


class Standing(StrEnum):
    """How something that is watched stands by its readings."""

    UNREAD = "unread"
    WITHIN = "within"
    BELOW = "below"
    ABOVE = "above"
    PAST_CAP = "past_cap"

    @property
    def is_past(self) -> bool:
        """Whether something was passed."""
        return self not in (Standing.UNREAD, Standing.WITHIN)


class Response(StrEnum):
    """What follows of a reading, as both sides agreed."""

    MEET = "meet"
    CREDIT = "credit"
    REOPEN = "reopen"
    PAUSE = "pause"
    EXIT = "exit"
    CAP = "cap"
    """No more than the cap is passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What a reading set off: the response, in the words agreed (`terms`, and `credit` where one is
    due), since it went past `edge`, a number in `unit`."""

    standing: Standing
    response: Response
    edge: Decimal
    unit: str = ""
    terms: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A reading set off what was agreed. `action` says so in the words of a measure, "" for others;
    `consequences` are all of them, none in rows of earlier releases. `taken_back` is the number of
    the reading that showed it to be a mistake."""

    measure: str
    reading: int
    on: date
    action: str
    at: datetime
    consequences: tuple[Consequence, ...] = ()
    taken_back: int | None = None


def is_past_threshold(measure: Measure, value: Decimal) -> bool:
    """Whether a value is on the wrong side of the threshold; on the threshold itself it is not."""
    if measure.better is Better.HIGHER:
        return value < measure.threshold
    return value > measure.threshold


def list_watched(rhythm: Rhythm) -> tuple[Watched, ...]:
    """All that readings may set off: measures, then bands, then limits."""
    return (*rhythm.measures, *rhythm.bands, *rhythm.limits)


def find_watched(rhythm: Rhythm, name: str) -> list[Watched]:
    """All that the readings of that name may set off."""
    wanted = name.casefold()
    return [each for each in list_watched(rhythm) if each.name.casefold() == wanted]


def list_watched_names(rhythm: Rhythm) -> list[str]:
    """The names that a reading may have, each once, in the order of the rhythm."""
    names: dict[str, str] = {}
    for each in list_watched(rhythm):
        names.setdefault(each.name.casefold(), each.name)
    return list(names.values())


def list_counted_readings(readings: Iterable[Reading], name: str) -> list[Reading]:
    """The readings of that name that count, by their days: neither corrected nor withdrawn. A
    correction stands in the place of what it corrects."""
    wanted = name.casefold()
    of_name = sorted(
        (reading for reading in readings if reading.measure.casefold() == wanted),
        key=lambda reading: reading.no,
    )
    corrected = {reading.corrects for reading in of_name if reading.corrects is not None}
    places: dict[int, int] = {}
    for reading in of_name:
        before = reading.corrects
        places[reading.no] = reading.no if before is None else places.get(before, before)
    counted = [r for r in of_name if r.no not in corrected and not r.withdrawn]
    return sorted(counted, key=lambda reading: (reading.on, places[reading.no]))


def list_corrected_numbers(readings: Iterable[Reading], reading: Reading) -> frozenset[int]:
    """The numbers of the readings that one stands for: what it corrects, what that corrected, and so on."""
    corrects = {each.no: each.corrects for each in readings}
    numbers = set[int]()
    no = reading.corrects
    while no is not None and no not in numbers:
        numbers.add(no)
        no = corrects.get(no)
    return frozenset(numbers)


def find_latest_reading(readings: Iterable[Reading], measure: str) -> Reading | None:
    """The measure's reading of the latest day; of one day the one recorded last. None where there
    is none."""
    counted = list_counted_readings(readings, measure)
    return counted[-1] if counted else None


def judge(watched: Watched, readings: Iterable[Reading]) -> Standing:
    """How something stands by its latest readings; on an edge itself it has not passed it."""
    counted = list_counted_readings(readings, watched.name)
    return _judge_values(watched, [reading.value for reading in counted])


def _judge_values(watched: Watched, values: Sequence[Decimal]) -> Standing:
    if not values:
        return Standing.UNREAD
    if isinstance(watched, IndexBand):
        return _judge_in_band(watched, values[-1])
    if isinstance(watched, Limit):
        return _judge_by_limit(watched, values)
    if not is_past_threshold(watched, values[-1]):
        return Standing.WITHIN
    return Standing.BELOW if watched.better is Better.HIGHER else Standing.ABOVE


def _judge_in_band(band: IndexBand, value: Decimal) -> Standing:
    if band.cap is not None and value > band.cap:
        return Standing.PAST_CAP
    if band.high is not None and value > band.high:
        return Standing.ABOVE
    if band.low is not None and value < band.low:
        return Standing.BELOW
    return Standing.WITHIN


def _judge_by_limit(limit: Limit, values: Sequence[Decimal]) -> Standing:
    """Past it only where the last so many readings all are."""
    latest = values[-limit.times :]
    if limit.direction is LimitDirection.BELOW:
        is_past = all(value < limit.threshold for value in latest)
        past = Standing.BELOW
    else:
        is_past = all(value > limit.threshold for value in latest)
        past = Standing.ABOVE
    return past if is_past and len(latest) == limit.times else Standing.WITHIN


def find_consequences(
    rhythm: Rhythm, before: Sequence[Reading], new: Reading
) -> tuple[Consequence, ...]:
    """What a reading sets off: all that is past now and was not before it.

    A reading of a day before the latest one sets off nothing: that is history. The same holds for
    the correction of such a reading.
    """
    last = find_latest_reading([*before, new], new.measure)
    if last is None or last.no != new.no:
        return ()
    found = []
    for watched in find_watched(rhythm, new.measure):
        was, now = judge(watched, before), judge(watched, [*before, new])
        if now.is_past and now is not was:
            found.append(describe_consequence(watched, now))
    return tuple(found)


def is_back_within(rhythm: Rhythm, before: Sequence[Reading], new: Reading) -> bool:
    """Whether something was past before a reading and nothing is after it."""
    watched = find_watched(rhythm, new.measure)
    was_past = any(judge(each, before).is_past for each in watched)
    return was_past and not any(judge(each, [*before, new]).is_past for each in watched)


def describe_consequence(watched: Watched, standing: Standing) -> Consequence:
    """What follows where something stands past its edge."""
    if isinstance(watched, Measure):
        return Consequence(
            standing=standing,
            response=Response(watched.response),
            edge=watched.threshold,
            unit=watched.unit,
            terms=watched.action,
            credit=watched.credit,
        )
    if isinstance(watched, Limit):
        return Consequence(
            standing=standing,
            response=Response(watched.response),
            edge=watched.threshold,
            unit=watched.unit,
            terms=watched.terms,
        )
    edges = {
        Standing.BELOW: watched.low,
        Standing.ABOVE: watched.high,
        Standing.PAST_CAP: watched.cap,
    }
    return Consequence(
        standing=standing,
        response=Response.CAP if standing is Standing.PAST_CAP else Response.REOPEN,
        edge=edges[standing] or Decimal(0),
        unit=watched.unit,
        terms=watched.terms,
    )
