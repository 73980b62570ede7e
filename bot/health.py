"""Whether this process may be sent requests."""

import threading
from dataclasses import dataclass
from datetime import timedelta

from bot import server
from bot.coach.ports.errors import DatabaseUnusable
from bot.coach.ports.process_health import DatabaseProblem, ProcessHealth
from bot.jobs.clock_watch import ClockProblem, ClockWatch
from bot.jobs.connection_watch import ConnectionWatch
from bot.jobs.heartbeat import Liveness
from bot.store.engine import Database
from bot.store.schema import load_schema_state
from bot.store.trouble import DatabaseTrouble

MEGABYTE = 1024 * 1024
LEAST_FREE_BYTES = 64 * MEGABYTE
"""Room below which the disk of an SQLite file is said to be nearly full, while everything still works."""


PROBLEMS = {
    DatabaseTrouble.DAMAGED: DatabaseProblem.DAMAGED,
    DatabaseTrouble.FULL: DatabaseProblem.FULL,
    DatabaseTrouble.READ_ONLY: DatabaseProblem.UNWRITABLE,
    DatabaseTrouble.UNWRITABLE: DatabaseProblem.UNWRITABLE,
}
"""What an admin is told of what is wrong with the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """All that has to be well for requests to be answered."""

    database: Database
    stopping: threading.Event
    liveness: Liveness
    clock_watch: ClockWatch
    connection_watch: ConnectionWatch
    least_free_bytes: int = LEAST_FREE_BYTES


def examine_health(vitals: Vitals) -> server.Health:
    """Ready while the database can be written and has tables that fit, the heart beats, the clock is trusted, Slack is
    connected where it should be, and nobody told us to stop.

    Raises what the database raises where it cannot be reached.
    """
    if vitals.stopping.is_set():
        return server.Health(ready=False, parts={"server": "stopping"})
    vitals.database.check_file()
    database = _describe_database(vitals.database)
    parts = {"database": database}
    free = _find_low_disk(vitals)
    if free is not None:
        parts["disk"] = f"nearly full: {free // MEGABYTE} MB left"
    if vitals.liveness.has_stopped:
        parts["heartbeat"] = "stopped"
    clock = vitals.clock_watch
    if clock.problem is not None:
        parts["clock"] = _describe_clock(clock.problem, clock.difference)
    is_connected = vitals.connection_watch.look()
    if not is_connected:
        parts["socket"] = "not connected to Slack"
    is_able = database == "ok" and is_connected
    is_ready = is_able and not vitals.liveness.has_stopped and clock.is_trusted
    return server.Health(ready=is_ready, parts=parts)


def look_at_process(vitals: Vitals) -> ProcessHealth:
    """The same for the admins of a workspace, who ask over this process and so know that it answers. It asks nobody
    and writes nothing: what the last uses found is enough."""
    clock, trouble = vitals.clock_watch, vitals.database.trouble
    minutes = round(clock.difference.total_seconds() / 60)
    free = _find_low_disk(vitals)
    return ProcessHealth(
        database=None if trouble is None else PROBLEMS[trouble],
        clock_ahead=None if clock.is_trusted else minutes,
        disk_left=None if free is None else free // MEGABYTE,
        has_heartbeat=not vitals.liveness.has_stopped,
        is_connected=vitals.connection_watch.look(),
    )


def _find_low_disk(vitals: Vitals) -> int | None:
    """How many bytes are left on the disk of an SQLite file, where they are few."""
    free = vitals.database.read_free_bytes()
    return free if free is not None and free < vitals.least_free_bytes else None


def _describe_database(database: Database) -> str:
    """The state of the database in a few words; "ok" where it can be used."""
    try:
        schema = load_schema_state(database)
    except DatabaseUnusable:
        return str(database.trouble)
    trouble = database.look_for_trouble()
    if trouble is not None:
        return trouble.value
    return "ok" if schema.servable else "tables do not fit"


def _describe_clock(problem: ClockProblem, difference: timedelta) -> str:
    """What is wrong with the clock, and how to go on."""
    way = "ahead" if difference > timedelta() else "behind"
    minutes = round(abs(difference).total_seconds() / 60)
    what = f"{problem}, {minutes} minutes {way}"
    return f"{what}: nothing is sent; set the machine's clock, then it goes on by itself"
