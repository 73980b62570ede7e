"""`giveget tick`: does what is due as of a moment, once."""

from datetime import datetime

from bot.beat import run_due
from bot.main import SLACK_SECONDS, build_client, build_seal, build_services
from bot.operations.database import open_database, require_usable_database
from bot.settings import Settings
from bot.slack.directory import Directory
from bot.store.store import SqlStore


class FixedClock:
    """A clock that shows one moment."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


def tick_at(settings: Settings, at: datetime) -> str:
    """Does what is due as of that moment; a line that says what was done.

    Messages go into the outbox, from which whoever serves sends them.
    """
    require_usable_database(settings)
    with open_database(settings) as database:
        clock, store = FixedClock(at), SqlStore(database, build_seal(settings))
        client = build_client(settings, seconds=SLACK_SECONDS)
        directory = Directory(client=client, store=store, clock=clock)
        report = run_due(build_services(store, clock), directory)
    runs = report.schedules
    return (
        f"As of {at.isoformat(timespec='minutes')}: {report.lapses.lapsed} lapsed; "
        f"{runs.made} came round with something to say, {runs.empty} without; "
        f"{runs.dropped} late days dropped; {len(runs.failed)} failed."
    )
