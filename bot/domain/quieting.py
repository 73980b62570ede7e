"""Whether a person does anything about what a rule nudges them to; a rule that they leave be goes
quieter by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.calendar import count_working_days
from bot.domain.ids import DealId

JUDGED = 10
"""So many nudges are judged, the last ones, before a rule goes quieter."""
IN_TIME = 2
"""Working days in which a change of the ledger counts as acted on."""
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A rule named some deals to a person on a day; `deals` holds the mark of what waited in each
    then: another number as soon as anything of it has changed."""

    day: date
    deals: Mapping[DealId, int]

    def is_acted_on(self, now: Mapping[DealId, int]) -> bool:
        """Whether anything that waited in one of them has changed since."""
        return any(now.get(deal) != mark for deal, mark in self.deals.items())

    def is_left_be(self, today: date) -> bool:
        """Whether the time to act on it is over."""
        return count_working_days(self.day, today) > IN_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What came of one rule's nudges to one person: the last ones judged, oldest first, and those
    to be judged."""

    results: tuple[bool, ...] = ()
    open: tuple[Nudge, ...] = field(default=())
    told: date | None = None

    @property
    def weekly(self) -> bool:
        """Whether fewer than half of the last nudges were acted on: then it comes once a week
        instead of daily."""
        if len(self.results) < JUDGED:
            return False
        acted_on = sum(self.results)
        return acted_on * 2 < len(self.results)

    def due(self, day: date) -> bool:
        """Whether the rule may speak on that day."""
        if not self.weekly or self.told is None:
            return True
        return day - self.told >= WEEK

    def judge_nudges(self, today: date, marks: Mapping[DealId, int]) -> "Tally":
        """With what is known by now: acted on where something changed, left be where the time for
        it is over."""
        # An early change counts at once; that nobody acted is known only when the time is over.
        results, waiting = list(self.results), []
        for nudge in self.open:
            is_acted_on = nudge.is_acted_on(marks)
            if is_acted_on or nudge.is_left_be(today):
                results.append(is_acted_on)
            else:
                waiting.append(nudge)
        return replace(self, results=tuple(results[-JUDGED:]), open=tuple(waiting))

    def add_nudge(self, day: date, deals: Mapping[DealId, int]) -> "Tally":
        """With one more nudge to be judged later."""
        return replace(self, open=(*self.open, Nudge(day=day, deals=deals)), told=day)
