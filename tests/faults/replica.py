"""One replica of the bot whose clock runs quickly, so that minutes of waiting pass in seconds.

python -m tests.faults.replica SPEED START SINCE [JOURNAL]    serves until it is killed or told to stop
"""

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import orjson
from slack_sdk import WebClient

from bot import logs, server, settings
from bot.clock.calendars import Calendars
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post
from bot.coach.schedules import ScheduledRun, run_due_schedules
from bot.coach.services import Services
from bot.domain.schedules import Schedule, ScheduleKind
from bot.jobs.heartbeat import Heartbeat
from bot.main import build
from bot.playground.time import WoundClock
from bot.slack.installations import SingleInstallation
from bot.slack.poster import POST_SECONDS
from bot.slack.reopening import BlockedPostReleaser
from bot.store.engine import Database, Journal
from bot.store.store import SqlStore
from bot.worker_group import WorkerGroup

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BEAT = 0.3
"""Seconds between two beats, by the wall's clock."""


class QuickClock(WoundClock):
    """A clock that many processes share: it showed `start` when this machine's steady clock showed `since`."""

    def __init__(self, speed: float, start: datetime, since: float) -> None:
        super().__init__(start)
        self.speed, self._since = speed, since

    def _now(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._since) * self.speed)

    def told(self, ahead: timedelta = timedelta()) -> tuple[str, str, str]:
        """What another process needs to know to show the same time, or one so far ahead."""
        return str(self.speed), (self._start + ahead).isoformat(), str(self._since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcements:
    """Each schedule comes round once and tells its person its own id."""

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:
        return [schedule.day] if schedule.day and schedule.day <= until else []

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        schedule = run.schedule
        block = {
            "type": "section",
            "text": {"type": "plain_text", "text": f"Announcement {schedule.id}"},
        }
        body = orjson.dumps(
            {"text": f"Announcement {schedule.id}", "blocks": [block], "locale": "en-US"}
        ).decode()
        return [
            Post(
                id=f"{schedule.id}:{run.day}",
                team=schedule.team,
                to=str(schedule.key),
                body=body,
                due=run.now,
            )
        ]

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        return None

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:
        return first


def no_words(answer: object, *, locale: str, today: date) -> str:
    raise NotImplementedError


def services(store: SqlStore, clock: QuickClock) -> Services:
    return Services(
        store=store,
        clock=clock,
        calendar=Calendars(),
        library={},
        trade_library={},
        cards={},
        playbooks={},
        objections={},
        render=no_words,
    )


@contextmanager
def serving(
    chosen: settings.Settings,
    clock: QuickClock,
    journal: Journal | None,
    draining: threading.Event,
    _group: WorkerGroup,
) -> Iterator["WSGIApplication"]:
    kept: list[SqlStore] = []

    def keep(database: Database) -> SqlStore:
        kept.append(SqlStore(database))
        return kept[0]

    seconds = POST_SECONDS / clock.speed
    bot = build(
        chosen, clock=clock, journal=journal, keep=keep, stopping=draining, post_seconds=seconds
    )
    (store,) = kept
    client = WebClient(
        token=chosen.slack_bot_token.get_secret_value(),
        base_url=chosen.slack_api_url,
        retry_handlers=[],
    )
    releaser = BlockedPostReleaser(
        store=store, installations=SingleInstallation(client=client), clock=clock
    )

    def beat() -> None:
        for error in run_due_schedules(
            {ScheduleKind.DIGEST: Announcements()}, services=services(store, clock), limit=200
        ).failed:
            logs.unexpected(error, kind="nudge")
        releaser.release(blocked=1)
        bot.drain()

    heartbeat = Heartbeat(beat, every_seconds=BEAT)
    heartbeat.start()
    try:
        yield bot.web
    finally:
        heartbeat.stop()
        bot.close()


def main(speed: str, start: str, since: str, journal: str = "") -> None:
    clock = QuickClock(float(speed), datetime.fromisoformat(start), float(since))
    chosen = settings.load().ready_to_serve()
    build = partial(serving, chosen, clock, Journal(journal) if journal else None)
    server.serve(build, host=chosen.host, port=chosen.port, threads=8, log_level=chosen.log_level)


if __name__ == "__main__":
    main(*sys.argv[1:])
