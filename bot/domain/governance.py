"""What both sides agreed to do when things change: bands around an index, limits that reopen the
terms or end the deal, how long before its end notice is given."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.calendar import add_months
from bot.domain.levels import check_level

DAY = timedelta(days=1)
LONGEST_PERIOD = 3660
"""The most days that a period may have: ten years."""
DAYS_OF_UNIT = {"days": 1, "months": 31}
MOST_TIMES = 24
"""The most readings in a row that a limit may wait for."""


class LimitDirection(StrEnum):
    """On which side of a threshold it is passed."""

    BELOW = "below"
    ABOVE = "above"


class PeriodUnit(StrEnum):
    """What a period counts in."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """So many days or months, by the calendar. Raises `ValueError` for none, or for more than
    ten years."""

    count: int
    unit: PeriodUnit

    def __post_init__(self) -> None:
        if self.count < 1 or self.count * DAYS_OF_UNIT[self.unit] > LONGEST_PERIOD:
            raise ValueError(self.count)

    def before(self, day: date) -> date:
        """The day that much earlier. Raises `OverflowError` before the first day of the calendar."""
        return self._shift(day, -self.count)

    def after(self, day: date) -> date:
        """The day that much later. Raises `OverflowError` after the last day of the calendar."""
        return self._shift(day, self.count)

    def _shift(self, day: date, count: int) -> date:
        if self.unit is PeriodUnit.MONTHS:
            return add_months(day, count)
        return day + timedelta(days=count)


def compute_last_day_for_notice(end: date, period: Period) -> date:
    """The last day on which notice is given in time, where the term ends with the day `end`.

    The whole period lies between them: three months to the end of 31 December are October to
    December, so that the last day is 30 September.
    """
    return period.before(end + DAY) - DAY


class AfterTerm(StrEnum):
    """What becomes of the deal at the end of its term where nobody says anything."""

    RENEWS = "renews"
    ENDS = "ends"


class Recalibration(StrEnum):
    """How often an index band is set anew."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months lie between two of them."""
        return _MONTHS_BETWEEN[self]


_MONTHS_BETWEEN = {
    Recalibration.MONTHLY: 1,
    Recalibration.QUARTERLY: 3,
    Recalibration.HALF_YEARLY: 6,
    Recalibration.YEARLY: 12,
}


class BandFlaw(StrEnum):
    """What of a band does not fit together."""

    NOTHING_SET = "nothing_set"
    """Neither edges nor a cap."""
    EDGES_TURNED = "edges_turned"
    """Its lower edge is not below its upper one."""
    BASE_OUTSIDE = "base_outside"
    CAP_BELOW = "cap_below"
    """The cap is below the upper edge, or below the base."""


def _is_less(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether one number is below the other; not where one of them was not set."""
    return one is not None and other is not None and one < other


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexBand:
    """Within which band an index may move before the terms are reopened, and what caps it.

    `base` is where it stood when the terms were agreed; all numbers are in `unit`. It is
    recalibrated every so often from `since` on; `terms` are those that are reopened outside the
    band, "" for the price. Raises `LevelOutOfBounds`.
    """

    name: str
    base: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    cap: Decimal | None = None
    unit: str = ""
    recalibrated: Recalibration | None = None
    since: date | None = None
    source: str = ""
    terms: str = ""

    def __post_init__(self) -> None:
        for number in (self.base, self.low, self.high, self.cap):
            if number is not None:
                check_level(number, self.unit)

    def find_flaw(self) -> BandFlaw | None:
        """What of it does not fit together; None where all does."""
        if self.high is None and self.low is None and self.cap is None:
            return BandFlaw.NOTHING_SET
        if _is_less(self.high, self.low) or (self.low is not None and self.low == self.high):
            return BandFlaw.EDGES_TURNED
        if _is_less(self.base, self.low) or _is_less(self.high, self.base):
            return BandFlaw.BASE_OUTSIDE
        if _is_less(self.cap, self.base if self.high is None else self.high):
            return BandFlaw.CAP_BELOW
        return None

    def list_recalibrations(self, until: date) -> Iterator[date]:
        """The days on which it is recalibrated, up to that day; none where that was not agreed."""
        if self.recalibrated is None or self.since is None:
            return
        for turn in itertools.count(1):
            day = add_months(self.since, turn * self.recalibrated.months)
            if day > until:
                return
            yield day

    def next_recalibration(self, today: date) -> date | None:
        """The next day on which it is recalibrated, today among them; None where none was agreed."""
        if self.recalibrated is None or self.since is None:
            return None
        months, start = self.recalibrated.months, self.since
        passed = (today.year - start.year) * 12 + today.month - start.month
        # The estimate may be a step off, since months have different lengths.
        turn = max(passed // months - 1, 1)
        while (day := add_months(start, turn * months)) < today:
            turn += 1
        return day


class LimitResponse(StrEnum):
    """What follows when a limit is passed."""

    REOPEN = "reopen"
    PAUSE = "pause"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A threshold that reopens terms, or stops the loss: when `name` stands on that side of it, in so
    many readings in a row, the response follows. `terms` says which terms are reopened, or what is
    done. Raises `LevelOutOfBounds`, and `ValueError` for more readings than `MOST_TIMES`."""

    name: str
    direction: LimitDirection
    threshold: Decimal
    unit: str = ""
    response: LimitResponse = LimitResponse.REOPEN
    terms: str = ""
    times: int = 1

    def __post_init__(self) -> None:
        check_level(self.threshold, self.unit)
        if not 1 <= self.times <= MOST_TIMES:
            raise ValueError(self.times)
