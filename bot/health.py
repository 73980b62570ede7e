"""Whether this process may be sent requests."""

import threading
from datetime import timedelta

from bot import server
from bot.jobs.clock_watch import ClockProblem, ClockWatch
from bot.jobs.heartbeat import Liveness
from bot.store.engine import Database
from bot.store.schema import load_schema_state


def examine_health(
    database: Database,
    stopping: threading.Event,
    liveness: Liveness,
    clock_watch: ClockWatch,
) -> server.Health:
    """Ready while the database answers with tables that fit, the heart beats, the clock is trusted, and nobody told us
    to stop.

    Raises what the database raises where it cannot be reached.
    """
    if stopping.is_set():
        return server.Health(ready=False, parts={"server": "stopping"})
    database.check_file()
    schema = load_schema_state(database)
    parts = {"database": "ok" if schema.servable else "tables do not fit"}
    if liveness.has_stopped:
        parts["heartbeat"] = "stopped"
    if clock_watch.problem is not None:
        parts["clock"] = _describe_clock(clock_watch.problem, clock_watch.difference)
    is_ready = schema.servable and not liveness.has_stopped and clock_watch.is_trusted
    return server.Health(ready=is_ready, parts=parts)


def _describe_clock(problem: ClockProblem, difference: timedelta) -> str:
    """What is wrong with the clock, and how to go on."""
    way = "ahead" if difference > timedelta() else "behind"
    minutes = round(abs(difference).total_seconds() / 60)
    what = f"{problem}, {minutes} minutes {way}"
    return f"{what}: nothing is sent; set the machine's clock, then it goes on by itself"
