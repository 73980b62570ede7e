"""What happens to a database: somebody sits in it, its disk is full, its server drops everyone, closes, or crashes."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from sqlalchemy import make_url

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
held.execute("ROLLBACK")
"""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program sits in the file."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate("go\n")


@contextmanager
def no_room(worker: int, folder: Path) -> Iterator[None]:
    """No file of that process may become larger than the folder's largest is."""
    largest = max(path.stat().st_size for path in folder.iterdir())
    before = resource.prlimit(worker, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            resource.prlimit(worker, resource.RLIMIT_FSIZE, before)


def connected(url: str, database: str | None = None) -> "psycopg.Connection[tuple[object, ...]]":
    """To that database, or to another one of its server."""
    where = make_url(url)
    return psycopg.connect(
        host=str(where.query["host"]),
        user=where.username,
        dbname=database or where.database,
        autocommit=True,
    )


@contextmanager
def held(url: str) -> Iterator[None]:
    """Another program sits on a table."""
    with connected(url) as holder, holder.transaction():
        holder.execute("LOCK TABLE deals IN ACCESS EXCLUSIVE MODE")
        yield


@contextmanager
def closed(url: str) -> Iterator[None]:
    """Nobody is connected to the database, and nobody gets in."""
    name = make_url(url).database
    with connected(url, "postgres") as server_side:
        server_side.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        try:
            drop_everyone(url)
            yield
        finally:
            server_side.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())


@contextmanager
def read_only(url: str) -> Iterator[None]:
    """The server takes no changes, as where its disk is nearly full or another one has taken over."""
    name = make_url(url).database
    with connected(url, "postgres") as server_side:
        server_side.execute(
            f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'.encode()
        )
        drop_everyone(url)
        try:
            yield
        finally:
            server_side.execute(
                f'ALTER DATABASE "{name}" RESET default_transaction_read_only'.encode()
            )
            drop_everyone(url)


def drop_everyone(url: str) -> None:
    """Whatever is under way there is lost, a COMMIT as well. Returns once they are gone."""
    name = make_url(url).database
    with connected(url, "postgres") as server_side:
        server_side.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            (name,),
        )


def crash(url: str) -> None:
    """One of the server's processes dies; the server ends all others and recovers from its log."""
    one = connected(url)
    os.kill(one.info.backend_pid, signal.SIGKILL)
    one.close()
