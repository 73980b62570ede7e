"""Readings of the measures that both sides share, and the triggers they fire."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.domain.ids import PersonId
from bot.domain.rhythms import Better, Measure, count_decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a measure stood at on a day, as somebody recorded it. `no` counts a deal's readings from
    1."""

    no: int
    measure: str
    value: Decimal
    on: date
    person: PersonId
    at: datetime

    @property
    def decimals(self) -> int:
        """How many decimals its value has."""
        return count_decimals(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A measure passed its threshold with a reading, and this was the action agreed."""

    measure: str
    reading: int
    on: date
    action: str
    at: datetime


def is_past_threshold(measure: Measure, value: Decimal) -> bool:
    """Whether a value is on the wrong side of the threshold; on the threshold itself it is not."""
    if measure.better is Better.HIGHER:
        return value < measure.threshold
    return value > measure.threshold


def find_latest_reading(readings: Iterable[Reading], measure: str) -> Reading | None:
    """The measure's reading of the latest day; of one day the one recorded last. None where there
    is none."""
    name = measure.casefold()
    of_measure = [reading for reading in readings if reading.measure.casefold() == name]
    return max(of_measure, key=lambda reading: (reading.on, reading.no), default=None)


def fires_trigger(measure: Measure, before: Iterable[Reading], new: Reading) -> bool:
    """Whether a reading fires the measure's trigger: it is past the threshold, and the reading
    before it was not.

    A reading of a day before the latest one fires nothing: that is history.
    """
    last = find_latest_reading(before, measure.name)
    if last is None:
        return is_past_threshold(measure, new.value)
    if new.on < last.on:
        return False
    return is_past_threshold(measure, new.value) and not is_past_threshold(measure, last.value)
