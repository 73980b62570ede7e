"""`giveget tick`: does what is due now, or says what would be due at another moment."""

from datetime import datetime

import orjson

from bot.beat import run_due
from bot.coach.records import Post
from bot.jobs.due import DueJobsReport
from bot.main import PATIENCE, build_client, build_installations, build_seal, build_services
from bot.operations.acts import note_command
from bot.operations.database import open_database, require_usable_database
from bot.operations.rehearsals import SetClock, rehearse
from bot.playground.transcript import Names, block_lines
from bot.settings import Settings
from bot.slack.directory import Directory
from bot.store.store import SqlStore


def tick_at(settings: Settings, at: datetime, *, by_hand: bool = False) -> str:
    """Does what is due as of that moment; a line that says what was done. `by_hand` is as of another moment than now.

    Messages go into the outbox, from which whoever serves sends them.
    """
    require_usable_database(settings)
    with open_database(settings) as database:
        if by_hand:
            note_command(database, "tick.do")
        clock, store = SetClock(at), SqlStore(database, build_seal(settings))
        client = build_client(settings, seconds=PATIENCE)
        services = build_services(store, clock)
        installations = build_installations(settings, services, client)
        directory = Directory(installations=installations, store=store, clock=clock)
        report = run_due(services, directory)
    return f"As of {at.isoformat(timespec='minutes')}: {_summarize(report)}"


def rehearse_tick(settings: Settings, at: datetime) -> str:
    """What `tick_at` would do, a line for each message that would be sent; nothing is changed."""
    require_usable_database(settings)
    with open_database(settings) as database:
        note_command(database, "tick.at")
    with rehearse(settings, at) as rehearsal:
        run = rehearsal.run_at(at)
    summary = f"Would do as of {at.isoformat(timespec='minutes')}: {_summarize(run.report)}"
    return "\n".join([summary, *map(_describe_post, run.posts), "Nothing was done; --do does it."])


def _summarize(report: DueJobsReport) -> str:
    runs = report.schedules
    return (
        f"{report.lapses.lapsed} lapsed; "
        f"{runs.made} came round with something to say, {runs.empty} without; "
        f"{report.urgent.made} told at once; "
        f"{runs.dropped} late days dropped; {report.failed} failed."
    )


def _describe_post(post: Post) -> str:
    """Whom a message goes to and its first line."""
    first, *_rest = block_lines(orjson.loads(post.body)["blocks"], Names({}, {}))
    return f"to {post.to}: {first}"
