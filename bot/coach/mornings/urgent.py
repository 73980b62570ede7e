"""What was recorded after somebody's morning and is due, or lapses, before their next one: told at once, in their
working hours, in a message of its own. The next morning does not tell it again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coach.answers.mornings import DueLine, MorningMade, MorningRow
from bot.coach.mornings.context import MorningReader
from bot.coach.mornings.desk import MorningDesk, load_desk
from bot.coach.mornings.parts import group_by_deal, print_line
from bot.coach.mornings.providers import find_due_lines, sort_by_urgency
from bot.coach.mornings.schedule import URGENT_MARK, morning_schedule_id
from bot.coach.mornings.suggestions import suggest_for_line
from bot.coach.ports.errors import DatabaseBusy, VersionConflict
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post, UrgentCheck
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.digests import About, Digest
from bot.domain.mornings import MorningMemory, OpenTotal, ToldLine

CHECKS_PER_TICK = 100
"""Deals looked at in one tick; the rest come with the next."""
RECORDER_HEARS_AFTER = timedelta(hours=2)
"""Whoever recorded it has just seen it: they hear of it when it still stands after this."""
PAUSE = timedelta(minutes=2)
"""Until a deal is looked at again that failed, or that somebody's late morning is about: as long as a claim to one."""
OF_THE_RHYTHM = frozenset({About.CHECK_IN, About.DATE})
"""Lines that no later morning tells: each reminder has one day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentCounts:
    """How many messages were made, and what went wrong in a deal; that one is looked at again."""

    made: int = 0
    failed: tuple[Exception, ...] = ()


def tell_urgent_news(*, services: Services) -> UrgentCounts:
    """Looks at every deal in which something was recorded that comes soon. Each has a transaction of its own, so that a
    failure in one leaves the others told. Runs after the mornings that are due, which tell all of it themselves."""
    now = services.clock.now()
    with services.store.reading() as work:
        checks = work.mornings.list_due_checks(now, CHECKS_PER_TICK)
    made = 0
    failed: list[Exception] = []
    for check in checks:
        try:
            with services.store.work() as work:
                if work.mornings.take_check(check):
                    made += _check_deal(services, work, check, now)
        except (VersionConflict, DatabaseBusy):
            # Somebody is writing; the next tick comes soon.
            continue
        except Exception as error:  # noqa: BLE001 - one that fails must not hold up the others
            failed.append(error)
            _put_off(services, check, now + PAUSE)
    return UrgentCounts(made=made, failed=tuple(failed))


def _put_off(services: Services, check: UrgentCheck, until: datetime) -> None:
    try:
        with services.store.work() as work:
            if work.mornings.take_check(check):
                work.mornings.save_check(replace(check, wake=until))
    except (VersionConflict, DatabaseBusy):
        return


def _check_deal(services: Services, work: UnitOfWork, check: UrgentCheck, now: datetime) -> int:
    """Tells the people of a deal what is urgent in it; how many got a message. Whoever may be told only later has the
    deal looked at again then."""
    deal = work.deals.find(check.team, check.deal)
    if deal is None or deal.was_deleted:
        return 0
    people = [person for person, _role in work.roles.list_in_deal(deal.team, deal.id)]
    desk = load_desk(services, work, {deal.team: people}, now.date())
    made = 0
    later: list[datetime] = []
    for person in people:
        reader = desk.readers.get((deal.team, person))
        if reader is None or not reader.known.member:
            continue
        morning = _find_next_morning(work, reader)
        if morning is None or _is_later_today(morning, reader, services):
            continue  # nothing is ever told them, or that morning tells it
        if morning <= now:
            # Another process is at work on it, and may have read the deal before this was recorded.
            later.append(now + PAUSE)
            continue
        told_now, moments = _sort_by_moment(desk, reader, deal, check, services)
        later += moments
        if told_now:
            _tell(services, work, reader, told_now, now)
            made += 1
    if later:
        work.mornings.save_check(replace(check, wake=min(later)))
    return made


def _find_next_morning(work: UnitOfWork, reader: MorningReader) -> datetime | None:
    """When the reader's next morning comes, or was to come where it is late; None where they have none."""
    schedule = work.schedules.find(reader.team, morning_schedule_id(reader.person))
    return schedule.wake if schedule is not None else None


def _is_later_today(moment: datetime, reader: MorningReader, services: Services) -> bool:
    day = services.calendar.local(moment, reader.zone).date()
    return moment > services.clock.now() and day == _find_today(reader, services)


def _sort_by_moment(
    desk: MorningDesk, reader: MorningReader, deal: Deal, check: UrgentCheck, services: Services
) -> tuple[list[DueLine], list[datetime]]:
    """The urgent lines that the reader hears now, and when they may hear the others."""
    now = services.clock.now()
    earliest = now
    if reader.person == check.person:
        earliest = max(now, check.at + RECORDER_HEARS_AFTER)
    told_now: list[DueLine] = []
    later: list[datetime] = []
    for line in find_urgent_lines(desk, reader, deal, services):
        moment = find_moment(reader, line.day, earliest, services)
        if moment is None:
            continue
        if moment <= now:
            told_now.append(line)
        else:
            later.append(moment)
    return told_now, later


def _find_today(reader: MorningReader, services: Services) -> date:
    return services.calendar.local(services.clock.now(), reader.zone).date()


def find_urgent_lines(
    desk: MorningDesk, reader: MorningReader, deal: Deal, services: Services
) -> list[DueLine]:
    """The lines of a deal that the reader's next morning would tell too late, and that no message told."""
    today = _find_today(reader, services)
    found: list[DueLine] = []
    for participation in reader.participations:
        if participation.deal.id == deal.id:
            found += find_due_lines(desk.open_deal(reader, participation, today, today))
    next_morning = reader.days_from(today).next
    return [
        line
        for line in sort_by_urgency(found)
        if _is_too_late_on(line, today, next_morning) and _is_news(line, reader.memory)
    ]


def _is_too_late_on(line: DueLine, today: date, next_morning: date) -> bool:
    """Whether the next morning comes after the line's day."""
    if line.about is About.DRAFT or not line.binds or line.day < today:
        return False
    return line.day < next_morning or line.about in OF_THE_RHYTHM


def _is_news(line: DueLine, memory: MorningMemory) -> bool:
    told = memory.lines.get(line.key)
    return told is None or told.stage != line.stage


def find_moment(
    reader: MorningReader, day: date, earliest: datetime, services: Services
) -> datetime | None:
    """The first moment from `earliest` on at which the reader may hear of something of that day; None where its day is
    over by then."""
    moment = reader.hours.next_moment(earliest, services.calendar, binds_on=day)
    is_in_time = services.calendar.local(moment, reader.zone).date() <= day
    return moment if is_in_time else None


def _tell(
    services: Services,
    work: UnitOfWork,
    reader: MorningReader,
    lines: Sequence[DueLine],
    now: datetime,
) -> None:
    """Puts the message into the outbox, and remembers what it told."""
    today = _find_today(reader, services)
    key = _find_free_key(work, reader, today)
    digest = Digest(
        team=reader.team,
        id=f"{morning_schedule_id(reader.person)}:{key}",
        day=today,
        since=today,
        lines=tuple(print_line(line) for line in lines),
    )
    work.digests.insert(digest)
    told = {line.key: ToldLine(stage=line.stage, on=today) for line in lines}
    memory = replace(reader.memory, lines={**reader.memory.lines, **told})
    work.mornings.save_memory(reader.team, reader.person, memory)
    rows = [
        MorningRow(line=line, sentence=suggest_for_line(work, line, reader, today, services))
        for line in lines
    ]
    made = MorningMade(
        today=today,
        since=today,
        total=OpenTotal(),
        parts=group_by_deal(work, rows),
        key=key,
        is_urgent=True,
    )
    body = services.render(made, locale=reader.known.locale, today=today)
    work.outbox.insert(Post(id=digest.id, team=reader.team, to=reader.person, body=body, due=now))


def _find_free_key(work: UnitOfWork, reader: MorningReader, today: date) -> str:
    """The day, and the number of the message among those of the day that came at once: `2026-11-23.1`."""
    prefix = morning_schedule_id(reader.person)
    no = 1
    while work.digests.find(reader.team, f"{prefix}:{today}{URGENT_MARK}{no}") is not None:
        no += 1
    return f"{today}{URGENT_MARK}{no}"
