"""Whether this process may be sent requests."""

import threading

from bot import server
from bot.jobs.heartbeat import Liveness
from bot.store.engine import Database
from bot.store.schema import load_schema_state


def examine_health(
    database: Database, stopping: threading.Event, liveness: Liveness
) -> server.Health:
    """Ready while the database answers with tables that fit, the heart beats, and nobody told us to stop.

    Raises what the database raises where it cannot be reached.
    """
    if stopping.is_set():
        return server.Health(ready=False, parts={"server": "stopping"})
    database.check_file()
    schema = load_schema_state(database)
    parts = {"database": "ok" if schema.servable else "tables do not fit"}
    if liveness.has_stopped:
        parts["heartbeat"] = "stopped"
    return server.Health(ready=schema.servable and not liveness.has_stopped, parts=parts)
