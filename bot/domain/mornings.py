"""What a morning's message tells: what is new or fell due, what is told again, and what only counts.

A line is told when it stands otherwise than it was told last. What nobody does anything about is told again weekly,
then monthly, then asked about once; after that it only counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from bot.domain.calendar import DaysOff

LINES = 5
"""As many lines a message has beside those that bind by the next morning; what else there is stands in Home."""
TIMES_WEEKLY = 2
"""So many times an unchanged line is told again in the summary of a week before it comes monthly."""
TIMES_MONTHLY = 2
"""So many times it comes monthly before it is asked whether it is over."""
# Between the summaries of two weeks lie as few as five days where a holiday moved one of them.
WEEK_APART = timedelta(days=5)
LEAST_OF_MONTH = timedelta(days=14)
"""What comes monthly comes in the first summary of a month, together, where it was not told in the days before it."""
REMEMBERED_FOR = timedelta(days=180)
"""How long it is remembered that a line was told that does not stand any more."""
DAY = timedelta(days=1)


def mark_stage(stage: str, until: date) -> str:
    """The stage of a line that its reader put off: another one, so that it is told on that day."""
    return f"{stage}@{until}"


def read_mark(stage: str) -> date | None:
    """The day until which a line was put off, by its stage; None where it was not."""
    _, _, until = stage.partition("@")
    return date.fromisoformat(until) if until else None


class Repeat(StrEnum):
    """How an unchanged line is told again."""

    NEVER = "never"
    """It is told on its days alone, as a check-in or a day of the contract is."""
    FADES = "fades"
    """Weekly, then monthly, then it is asked whether it is over."""
    MONTHLY = "monthly"
    """Weekly, then monthly for as long as it stands."""
    WEEKLY = "weekly"
    """Never less often than weekly: too much hangs on it."""


class LineThatStands(Protocol):
    """What is looked at of a line: `key` says what it is about, for good; `stage` how it stands, so that it is news
    under another one. `binds`: something binds or lapses before its reader's next morning has passed.
    `is_patient`: as news it waits for the first message of a week."""

    @property
    def key(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def binds(self) -> bool: ...
    @property
    def repeat(self) -> Repeat: ...
    @property
    def is_patient(self) -> bool: ...


LineT = TypeVar("LineT", bound=LineThatStands)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A line as it was told last. `on` is the day it was listed, or counted where there was no room; `again` counts how
    often it was told again since; `is_kept`: it was asked whether it is over, and it shall come monthly."""

    stage: str
    on: date
    again: int = 0
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningMemory:
    """What one reader was told. `last` is the last day on which they had a morning, with a message or without one."""

    lines: Mapping[str, ToldLine] = field(default_factory=dict)
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning(Generic[LineT]):
    """What a message tells, each in the order of urgency.

    `news`; what is told `again` in the summary of a week; what is asked about once, whether it is `over`; and what
    binds by the next morning and was told before (`binding`). `more` counts the news there was no room for, `as_before`
    what was told before and stands unchanged.
    """

    news: tuple[LineT, ...] = ()
    again: tuple[LineT, ...] = ()
    over: tuple[LineT, ...] = ()
    binding: tuple[LineT, ...] = ()
    more: int = 0
    as_before: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say."""
        return not self.news and not self.again and not self.over

    @property
    def listed(self) -> tuple[LineT, ...]:
        """All lines that the message shows."""
        return (*self.news, *self.again, *self.over, *self.binding)


def _stands_otherwise(line: LineThatStands, memory: MorningMemory) -> bool:
    """Whether the line was never told, or in another stage."""
    told = memory.lines.get(line.key)
    return told is None or told.stage != line.stage


def choose_lines(
    lines: Sequence[LineT],
    memory: MorningMemory,
    today: date,
    *,
    is_summary_day: bool,
    is_daily: bool = False,
) -> Morning[LineT]:
    """What a message of today tells of the lines that stand, most urgent first. On the first working day of a week
    it tells unchanged ones again. `is_daily`: every line is news every day, as the daily list has it."""
    news: list[LineT] = []
    unchanged: list[LineT] = []
    for line in lines:
        is_changed = _stands_otherwise(line, memory)
        waits_for_summary = line.is_patient and not is_summary_day
        if is_daily or (is_changed and not waits_for_summary):
            news.append(line)
        elif not is_changed:
            unchanged.append(line)
    due_again = [line for line in unchanged if is_summary_day and is_due_again(line, memory, today)]
    if not news and not due_again:
        return Morning(as_before=len(unchanged))
    over = [line for line in due_again if asks_whether_over(line, memory)]
    again = [line for line in due_again if line not in over]
    # What binds by the next morning stands in every message that comes anyway, told before or not.
    binding = [line for line in unchanged if line not in due_again and line.binds]
    kept = {line.key for line in _fit([*news, *again, *over, *binding])}
    return Morning(
        news=_those_in(news, kept),
        again=_those_in(again, kept),
        over=_those_in(over, kept),
        binding=_those_in(binding, kept),
        more=sum(line.key not in kept for line in news),
        as_before=sum(line.key not in kept for line in unchanged),
    )


def _those_in(lines: Iterable[LineT], keys: set[str]) -> tuple[LineT, ...]:
    return tuple(line for line in lines if line.key in keys)


def _fit(lines: Sequence[LineT]) -> list[LineT]:
    """As many of the lines as a message has room for: what binds soon is never cut."""
    binding = [line for line in lines if line.binds]
    others = [line for line in lines if not line.binds]
    return [*binding, *others[:LINES]]


def is_due_again(line: LineThatStands, memory: MorningMemory, today: date) -> bool:
    """Whether an unchanged line comes in the summary of this week."""
    told = memory.lines.get(line.key)
    if told is None or line.repeat is Repeat.NEVER:
        return False
    since = today - told.on
    if line.repeat is Repeat.WEEKLY or told.again < TIMES_WEEKLY:
        return since >= WEEK_APART
    is_over = line.repeat is Repeat.FADES and not told.is_kept
    if is_over and told.again > TIMES_WEEKLY + TIMES_MONTHLY:
        return False
    is_first_of_month = (today - timedelta(days=7)).month != today.month
    return is_first_of_month and since >= LEAST_OF_MONTH


def asks_whether_over(line: LineThatStands, memory: MorningMemory) -> bool:
    """Whether it is asked of an unchanged line that is due again if it is over."""
    told = memory.lines.get(line.key)
    if told is None or line.repeat is not Repeat.FADES or told.is_kept:
        return False
    return told.again >= TIMES_WEEKLY + TIMES_MONTHLY


def remember_morning(
    memory: MorningMemory,
    morning: Morning[LineT],
    lines: Sequence[LineT],
    today: date,
    *,
    is_summary_day: bool,
) -> MorningMemory:
    """The memory after a message of today was told of the lines that stood. News without room counts as told: it is
    counted in the message, stands in Home, and comes in the summary."""
    told = {key: line for key, line in memory.lines.items() if today - line.on <= REMEMBERED_FOR}
    repeated = {line.key for line in (*morning.again, *morning.over)}
    for line in lines:
        before = memory.lines.get(line.key)
        waits_for_summary = line.is_patient and not is_summary_day
        if before is None or before.stage != line.stage:
            if not waits_for_summary:
                told[line.key] = ToldLine(stage=line.stage, on=today)
        elif line.key in repeated:
            told[line.key] = replace(before, on=today, again=before.again + 1)
        else:
            told[line.key] = before
    return MorningMemory(lines=told, last=today)


def is_first_of_week(day: date, previous: date | None, days_off: DaysOff) -> bool:
    """Whether the day is the first of its week on which its reader gets messages; `previous` is the last one before it.
    A week begins after the weekend of the reader's country."""
    if previous is None:
        return True
    return previous < start_of_week(day, days_off)


def start_of_week(day: date, days_off: DaysOff) -> date:
    """The first day of a week: the day after a weekend, where people have one."""
    weekend = days_off.weekend
    first = day
    for _ in range(7):
        is_first = first.weekday() not in weekend and (first - DAY).weekday() in weekend
        if is_first or (not weekend and first.weekday() == 0):
            return first
        first -= DAY
    return first


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningDays:
    """A reader's morning, and the two after it."""

    today: date
    next: date
    after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTotal:
    """All that is open for a reader, over their deals: how many gives, their unanswered costs by unit and how many have
    no figure, how many days the oldest is old, and how many asks of ours have no answer."""

    gives: int = 0
    unfigured: int = 0
    amounts: tuple[tuple[str, Decimal], ...] = ()
    oldest: int = 0
    asks: int = 0
