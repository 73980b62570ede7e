"""How a person wants to be nudged: whether at all, when, and which days to leave out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import USUAL_DAYS_OFF, DaysOff
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId

MORNING = time(9)
ONE_DAY = timedelta(days=1)
LONGEST_AWAY = 366
"""Days that are looked ahead for a day on which somebody is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """One person's. `digest` is None until they said yes or no; `asked` the last time they were
    asked. `zone` is "" where Slack's counts, `country` "" where it is guessed from the zone.
    `quiet` are weekdays without a message, 0 is Monday; None means the weekend of the country. The
    days from `away_from` to `away_until` are quiet too. `daily`: everything that waits comes every
    day, instead of what is new or falls due."""

    team: TeamId
    person: PersonId
    digest: bool | None = None
    asked: datetime | None = None
    hour: time = MORNING
    zone: str = ""
    country: str = ""
    quiet: frozenset[int] | None = None
    away_from: date | None = None
    away_until: date | None = None
    daily: bool = False
    version: int = 1
    stopped: frozenset[DealId] = frozenset()
    """The deals whose reminders ended with `/coach stop`; `/coach start` brings them back."""
    muted_from: date | None = None
    muted_until: date | None = None
    """The first and the last day of a mute: quiet days that leave a planned absence as it is."""

    def is_away(self, day: date) -> bool:
        """Whether nothing may come on that day: the person is absent, or wanted quiet."""
        return self.is_absent(day) or self.is_muted(day)

    def is_absent(self, day: date) -> bool:
        """Whether the person said that they are away on that day."""
        if self.away_until is None or day > self.away_until:
            return False
        return self.away_from is None or day >= self.away_from

    def is_muted(self, day: date) -> bool:
        """Whether the person muted that day."""
        if self.muted_from is None or self.muted_until is None:
            return False
        return self.muted_from <= day <= self.muted_until

    def quiet_weekdays(self, days_off: DaysOff) -> frozenset[int]:
        """The weekdays without a message: as chosen, else the weekend."""
        return days_off.weekend if self.quiet is None else self.quiet

    def wants(self, day: date, days_off: DaysOff = USUAL_DAYS_OFF) -> bool:
        """Whether a message may come on that day."""
        if day.weekday() in self.quiet_weekdays(days_off) or day in days_off.holidays:
            return False
        return not self.is_away(day)

    def next_day(self, first: date, days_off: DaysOff = USUAL_DAYS_OFF) -> date | None:
        """The first day from `first` on that may bring a message; None where the next year has
        none."""
        return self._first_wanted(first, ONE_DAY, days_off)

    def last_day(self, before: date, days_off: DaysOff = USUAL_DAYS_OFF) -> date | None:
        """The last day before a day that may bring a message; None where the year before has
        none."""
        return self._first_wanted(before - ONE_DAY, -ONE_DAY, days_off)

    def _first_wanted(self, start: date, step: timedelta, days_off: DaysOff) -> date | None:
        # Quiet days, holidays and an absence may follow one another, so each day is looked at.
        day = start
        for _ in range(LONGEST_AWAY):
            if self.wants(day, days_off):
                return day
            day += step
        return None


class ConsentAnswer(StrEnum):
    """What somebody said who was asked by a message whether they want any."""

    TAKES_OVER = "takes_over"
    NOT_ME = "not_me"
    NO_MORE = "no_more"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsk:
    """That somebody was asked by a message, for a deal, whether they want messages; `answer` is None until they say."""

    person: PersonId
    deal: DealId
    at: datetime
    answer: ConsentAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A move that a person does not want to hear of before the day `until`."""

    person: PersonId
    deal: DealId
    move: MoveNo
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSnooze:
    """A line of another kind that a person does not want to hear of before the day `until`: its `subject` says what it
    is about in its deal."""

    person: PersonId
    deal: DealId
    subject: str
    until: date
