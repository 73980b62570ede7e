"""The floor: a bare Bolt app under the same server, which does nothing but keep one row of each kind.

FLOOR_MODE=echo answers; FLOOR_MODE=row first commits a move, an audit entry and a once-key in one transaction through
SQLAlchemy Core, FLOOR_MODE=raw the same rows by the driver, as the bot does. Same adapter, server, threads, pragmas,
pool and lock as the bot. FLOOR_MODE=orm is what people usually write: Bolt as it is set up by itself, and one row
through SQLAlchemy's ORM.
"""

import os
import threading
import uuid
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import (
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
)
from sqlalchemy.orm import DeclarativeBase, Session

SECRET = "floor"
meta = MetaData()
moves = Table(
    "moves",
    meta,
    Column("team", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("deal", String, index=True),
    *(Column(name, String) for name in ("person", "kind", "what")),
    Column("cost", Integer),
    *(Column(name, String) for name in ("currency", "at")),
)
audit = Table(
    "audit",
    meta,
    Column("id", String, primary_key=True),
    *(Column(name, String) for name in ("team", "person", "what", "at")),
)
once = Table(
    "once",
    meta,
    Column("team", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("at", String),
)
lock = threading.Lock()


def engine(path: str, journal: str) -> Engine:
    """An SQLite file that keeps what it is told through a loss of power."""
    made = create_engine(f"sqlite:///{path}", pool_size=20, pool_timeout=1)
    synchronous = "FULL" if journal == "wal" else "EXTRA"

    @event.listens_for(made, "connect")
    def pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"journal_mode={journal}",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
            "busy_timeout=1000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def immediate(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    meta.create_all(made)
    return made


def keep(rows: Engine, command: dict[str, Any]) -> None:
    """One durable row of each kind."""
    at, key = datetime.now(UTC).isoformat(), uuid.uuid4().hex
    person, text = command["user_id"], command["text"]
    with lock, rows.begin() as connection:
        connection.execute(insert(once).values(team="T1", key=key, at=at))
        connection.execute(
            insert(moves).values(
                team="T1",
                id=key,
                deal="D1",
                person=person,
                kind="give",
                what=text,
                cost=1_200_000,
                currency="EUR",
                at=at,
            )
        )
        connection.execute(
            insert(audit).values(id=key, team="T1", person=person, what="give recorded", at=at)
        )


INSERTS = (
    "INSERT INTO once (team, key, at) VALUES (:team, :key, :at)",
    """INSERT INTO moves (team, id, deal, person, kind, what, cost, currency, at)
    VALUES (:team, :key, 'D1', :person, 'give', :what, 1200000, 'EUR', :at)""",
    "INSERT INTO audit (id, team, person, what, at) VALUES (:key, :team, :person, 'give recorded', :at)",
)


def keep_raw(rows: Engine, command: dict[str, Any]) -> None:
    """The same rows, by the driver alone."""
    values = {
        "team": "T1",
        "key": uuid.uuid4().hex,
        "at": datetime.now(UTC).isoformat(),
        "person": command["user_id"],
        "what": command["text"],
    }
    with lock:
        connection = rows.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            for statement in INSERTS:
                cursor.execute(statement, values)
            cursor.execute("COMMIT")
        finally:
            connection.close()


class Base(DeclarativeBase):
    """What the ORM maps."""

    metadata = meta


class Kept(Base):
    """A move as the ORM sees it."""

    __table__ = moves


def keep_mapped(rows: Engine, command: dict[str, Any]) -> None:
    """One move through the ORM, in a session of its own."""
    with Session(rows) as session, session.begin():
        session.add(
            Kept(
                team="T1",
                id=uuid.uuid4().hex,
                deal="D1",
                person=command["user_id"],
                kind="give",
                what=command["text"],
                cost=1_200_000,
                currency="EUR",
                at=datetime.now(UTC).isoformat(),
            )
        )


KEEPING = {"row": keep, "raw": keep_raw, "orm": keep_mapped}


def build() -> SlackRequestHandler:
    """The bare app, for granian's factory."""
    keeping = KEEPING.get(os.environ["FLOOR_MODE"])
    rows = engine(os.environ["FLOOR_DB"], os.environ["FLOOR_JOURNAL"])
    result = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-floor")
    app = App(
        signing_secret=SECRET,
        process_before_response=os.environ["FLOOR_MODE"] != "orm",
        authorize=lambda **_: result,
    )

    @app.command("/concede")
    def concede(ack: Ack, command: dict[str, Any]) -> None:
        if keeping is not None:
            keeping(rows, command)
        ack("Recorded.")

    return SlackRequestHandler(app)
