"""The next morning that will bring a message, as the code that builds mornings would decide it if nothing changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.coach.mornings.desk import load_desk
from bot.coach.mornings.schedule import morning_schedule_id
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.ids import PersonId, TeamId
from bot.domain.mornings import choose_lines, remember_morning

MORNINGS_AHEAD = 20
"""How many mornings are looked at: a month of working days."""
DEAL_MORNINGS = 600
"""As many mornings times deals are looked at, at most, while somebody waits for the answer."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningForecast:
    """The `day` of the next message, None where no morning until `until` brings one."""

    day: date | None
    until: date


def forecast_next_message(
    services: Services, work: UnitOfWork, team: TeamId, person: PersonId
) -> MorningForecast | None:
    """The next message to the person as things stand; None where no morning of theirs comes round at all."""
    schedule = work.schedules.find(team, morning_schedule_id(person))
    if schedule is None or schedule.day is None:
        return None
    desk = load_desk(services, work, {team: [person]}, schedule.day)
    reader = desk.readers.get((team, person))
    if reader is None or not reader.known.member:
        return None
    day: date | None = schedule.day
    last = schedule.day
    since = reader.memory.last + DAY if reader.memory.last is not None else schedule.day
    since = min(since, schedule.day)
    for _ in range(_count_mornings(reader.participations)):
        if day is None:
            break
        last = day
        lines = desk.list_lines(reader, day, since)
        is_summary_day = reader.is_first_of_week(day)
        morning = choose_lines(
            lines,
            reader.memory,
            day,
            is_summary_day=is_summary_day,
            is_daily=reader.preferences.daily,
        )
        if not morning.is_silent:
            return MorningForecast(day=day, until=day)
        memory = remember_morning(reader.memory, morning, lines, day, is_summary_day=is_summary_day)
        reader = replace(reader, memory=memory)
        since = day + DAY
        day = reader.next_day(day + DAY)
    return MorningForecast(day=None, until=last)


def _count_mornings(deals: Sequence[object]) -> int:
    """How many mornings there is time to look at."""
    return max(1, min(MORNINGS_AHEAD, DEAL_MORNINGS // max(1, len(deals))))
