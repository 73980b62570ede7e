"""Builds the one message of a morning (`bot.coach.schedules.BatchedJob`)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.coach.answers.mornings import DueLine, MorningMade, MorningRow
from bot.coach.mornings.context import MorningReader
from bot.coach.mornings.desk import MorningDesk, load_desk
from bot.coach.mornings.parts import group_by_deal, print_line
from bot.coach.mornings.suggestions import suggest_for_line
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post
from bot.coach.schedules import RecurringJob, ScheduledRun
from bot.coach.services import Services
from bot.coach.timetable import plan_next_checkin
from bot.domain.digests import Digest, DigestLine
from bot.domain.ids import PersonId, TeamId
from bot.domain.mornings import Morning, choose_lines, remember_morning
from bot.domain.schedules import Schedule

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningJob:
    """The mornings of people."""

    services: Services

    def load_batch(
        self, work: UnitOfWork, schedules: Sequence[Schedule], now: datetime
    ) -> RecurringJob:
        """The readers of those schedules and what waits in their deals."""
        first_day = min(
            (schedule.day for schedule in schedules if schedule.day), default=now.date()
        )
        people: dict[TeamId, list[PersonId]] = defaultdict(list)
        for schedule in schedules:
            if schedule.person:
                people[schedule.team].append(schedule.person)
        desk = load_desk(self.services, work, people, first_day)
        self._plan_check_ins(work, desk)
        return MorningBatch(services=self.services, desk=desk)

    def _plan_check_ins(self, work: UnitOfWork, desk: MorningDesk) -> None:
        """Plans what is to be reminded of: whichever message comes first after a check-in plans the next one."""
        planned: set[tuple[TeamId, str]] = set()
        for reader in desk.readers.values():
            for participation in reader.participations:
                deal = participation.deal
                rhythm = desk.rhythms.get((deal.team, deal.id))
                if rhythm is None or (deal.team, deal.id) in planned:
                    continue
                planned.add((deal.team, deal.id))
                plan_next_checkin(work, deal, rhythm, services=self.services)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningBatch:
    """Builds the messages of people whose data is loaded (`bot.coach.schedules.RecurringJob`)."""

    services: Services
    desk: MorningDesk

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:  # noqa: ARG002 - the protocol's
        reader = self._find_reader(schedule)
        if reader is None or schedule.day is None or reader.next_day(schedule.day) is None:
            return []
        days = (schedule.day + n * DAY for n in range((until - schedule.day).days + 1))
        return [day for day in days if reader.preferences.wants(day, reader.days_off)]

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        return self.next_delivery_day(work, schedule, after + DAY)

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:  # noqa: ARG002 - the protocol's
        reader = self._find_reader(schedule)
        return reader.next_day(first) if reader else None

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        """The message of a morning, where there is something to say; what it tells is remembered either way."""
        reader = self._find_reader(run.schedule)
        # Somebody who left the workspace or became a guest gets nothing more, whatever they set.
        if reader is None or not reader.known.member:
            return []
        since = _find_first_day(reader, run)
        lines = self.desk.list_lines(reader, run.day, since)
        morning = choose_lines(
            lines,
            reader.memory,
            run.day,
            is_summary_day=reader.is_first_of_week(run.day),
            is_daily=reader.preferences.daily,
        )
        self._remember(work, reader, morning, lines, run.day)
        if morning.is_silent:
            return []
        shown = [line for line in lines if line in morning.listed]
        _give_drafts_their_last_day(work, shown, run.day)
        digest = Digest(
            team=reader.team,
            id=f"{run.schedule.id}:{run.day}",
            day=run.day,
            since=run.since,
            lines=tuple(print_line(line, is_over=line in morning.over) for line in shown),
            more=morning.more,
            as_before=morning.as_before,
        )
        work.digests.insert(digest)
        rows = [
            MorningRow(
                line=line,
                sentence=suggest_for_line(work, line, reader, run.day, self.services),
                is_over=line in morning.over,
            )
            for line in shown
        ]
        made = MorningMade(
            today=run.day,
            since=run.since,
            total=self.desk.sum_open(reader, run.day),
            parts=group_by_deal(work, rows),
            more=morning.more,
            as_before=morning.as_before,
            key=run.day.isoformat(),
        )
        body = self.services.render(made, locale=reader.known.locale, today=run.day)
        return [Post(id=digest.id, team=reader.team, to=reader.person, body=body, due=run.now)]

    def _remember(
        self,
        work: UnitOfWork,
        reader: MorningReader,
        morning: Morning[DueLine],
        lines: Sequence[DueLine],
        today: date,
    ) -> None:
        memory = remember_morning(
            reader.memory,
            morning,
            lines,
            today,
            is_summary_day=reader.is_first_of_week(today),
        )
        # Which day was the last matters to reminders alone; without them most mornings have nothing to write.
        if reader.is_reminded or memory.lines != reader.memory.lines:
            work.mornings.save_memory(reader.team, reader.person, memory)

    def _find_reader(self, schedule: Schedule) -> MorningReader | None:
        if schedule.person is None:
            return None
        return self.desk.readers.get((schedule.team, schedule.person))


def _find_first_day(reader: MorningReader, run: ScheduledRun) -> date:
    """The first day that the message covers: the one after the last morning, wherever the schedule was moved since."""
    last = reader.memory.last
    if last is None:
        return run.since
    return min(run.since, last + DAY)


def _give_drafts_their_last_day(work: UnitOfWork, lines: Iterable[DueLine], today: date) -> None:
    """Lets the drafts lapse after today whose author is told so by this message, and no others."""
    for line in lines:
        if isinstance(line.facts, DigestLine) and line.facts.is_last:
            work.ledger.set_last_day(line.deal.team, line.deal.id, line.no, today)
