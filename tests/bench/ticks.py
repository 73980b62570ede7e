"""`make bench`: finding and claiming what is due among many schedules, and making people's digests.

Each figure is the program's own functions over its own store; the database lies in a temporary folder.
"""

import resource
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import insert

from bot.coach.mornings.job import MorningJob
from bot.coach.records import Person
from bot.coach.schedules import LEASE, run_due_schedules
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.preferences import Preferences
from bot.domain.schedules import Schedule, ScheduleKind
from bot.domain.totals import compute_totals, open_move_numbers
from bot.domain.worth import Figure
from bot.main import build_services
from bot.playground.time import WoundClock
from bot.store.codec import format_moment
from bot.store.engine import Database, connect
from bot.store.migrate import upgrade
from bot.store.session import WriteStatement
from bot.store.store import SqlStore
from bot.store.tables import schedules
from tests.bench.verdicts import Verdict, print_table
from tests.store.postgres import empty_database, running_postgres

TEAM = TeamId("T1")
TODAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
FEW, MANY = 10_000, 1_000_000
DUE, ROUNDS, DAYS = 500, 9, 2
PEOPLE, GIVES = 2_000, 10
"""People with a digest, and open gives in the deal of each."""
PUT = WriteStatement[tuple[()]](insert(schedules))


def measure_ticks() -> list[Verdict]:
    """What is due and what digests take, on each database."""
    verdicts: list[Verdict] = []
    with databases() as named:
        for name, database in named:
            print(f"\n{name}")
            verdicts += claims(name, database)
            verdicts.append(digests(name, database))
    return verdicts


def main() -> None:
    print_table(measure_ticks())


@contextmanager
def databases() -> Iterator[Iterator[tuple[str, Database]]]:
    with TemporaryDirectory() as folder, running_postgres(durable=True) as server:
        yield _each(Path(folder), server)


def _each(folder: Path, server: str) -> Iterator[tuple[str, Database]]:
    yield "SQLite", _migrated(f"sqlite:///{folder / 'ticks.db'}")
    with empty_database(server) as url:
        database = _migrated(url)
        yield "PostgreSQL", database
        database.close()


def _migrated(url: str) -> Database:
    database = connect(url, threads=2)
    upgrade(database)
    return database


def claims(name: str, database: Database) -> list[Verdict]:
    """How long it takes to find and claim what is due, durably, among few schedules and among many."""
    medians = []
    filled = 0
    for size in (FEW, MANY):
        fill(database, filled, size)
        filled = size
        took = sorted(claimed(database) for _ in range(ROUNDS))
        medians.append(statistics.median(took))
        print(
            f"  {DUE} due among {size:>9,}: found and claimed in {medians[-1] * 1000:.1f} ms "
            f"(best {took[0] * 1000:.1f}, worst {took[-1] * 1000:.1f})"
        )
    with database.transaction(writing=True) as session:
        session.write(WriteStatement[tuple[()]](schedules.delete()))
    among = f"6: {DUE} due among {MANY:,}, {name}"
    return [
        Verdict(f"{among}, ms", medians[1] * 1000, most=25),
        Verdict(f"{among} × among {FEW:,}", medians[1] / medians[0], most=1.2),
    ]


def fill(database: Database, first: int, last: int) -> None:
    """Schedules for the days to come; the first few hundred are due."""
    for start in range(first, last, 50_000):
        rows = [_row(no) for no in range(start, min(start + 50_000, last))]
        with database.transaction(writing=True) as session:
            session.write_each(PUT, rows)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _row(no: int) -> dict[str, str | None]:
    at = format_moment(NINE if no < DUE else NINE + timedelta(minutes=1 + no % 100_000))
    person = f"U{no * 7919 % MANY:07d}"
    return {
        "team": TEAM,
        "id": f"s:{person}",
        "occasion": "digest",
        "person": person,
        "deal": None,
        "key": "",
        "zone": "Europe/Berlin",
        "hour": "09:00",
        "day": "2026-11-24",
        "due": at,
    }


def claimed(database: Database) -> float:
    """Seconds; afterwards they are due again."""
    store = SqlStore(database)
    begun = perf_counter()
    with store.work() as work:
        found = work.schedules.claim_due(NINE, NINE + LEASE, DUE)
    took = perf_counter() - begun
    assert len(found) == DUE
    with store.work() as work:
        for each in found:
            work.schedules.save(replace(each, lease=None))
    return took


def digests(name: str, database: Database) -> Verdict:
    """How many people's digests are made and queued in a second of this program's time."""
    clock = WoundClock(NINE - timedelta(days=1))
    store = SqlStore(database)
    people(store)
    clock.wind_to(NINE + timedelta(minutes=1))
    coach = build_services(store, clock)
    rates, walls = [], []
    for _ in range(DAYS):
        begun, wall = process_time(), perf_counter()
        fired = run_due_schedules(
            {ScheduleKind.DIGEST: MorningJob(services=coach)},
            services=coach,
            limit=2 * PEOPLE,
        )
        rates.append(PEOPLE / (process_time() - begun))
        walls.append(PEOPLE / (perf_counter() - wall))
        assert (fired.made, fired.failed) == (PEOPLE, ())
        clock.wind(timedelta(days=1))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  digests of {PEOPLE:,} people with {GIVES} open gives each: {statistics.median(rates):,.0f} people a second "
        f"of CPU, {statistics.median(walls):,.0f} a second by the wall"
    )
    print(f"  memory at most {memory:.0f} MiB")
    return Verdict(f"6: people served a second and core, {name}", statistics.median(rates))


def people(store: SqlStore) -> None:
    """Everyone with a deal of their own, its open gives, and a yes to digests."""
    for start in range(0, PEOPLE, 500):
        with store.work() as work:
            for no in range(start, start + 500):
                person = PersonId(f"U{no:05d}")
                deal, moves = _deal(no, person)
                ledger = Ledger({m.no: m for m in moves}, frozenset(), deal.yardstick)
                entry = Entry(seq=1, at=NINE, person=person, verb=Verb.RECORDED, moves=moves)
                work.deals.insert(deal, None, person)
                work.ledger.append_entry(
                    deal, entry, compute_totals(ledger, TODAY), open_move_numbers(ledger, TODAY)
                )
                work.people.save(
                    Person(
                        team=TEAM, id=person, name="", member=True, zone="Europe/Berlin", seen=NINE
                    )
                )
                work.preferences.save(Preferences(team=TEAM, person=person, digest=True))
                work.schedules.save(_schedule(person))


def _schedule(person: PersonId) -> Schedule:
    return Schedule(
        team=TEAM,
        id=f"digest:{person}",
        occasion=ScheduleKind.DIGEST,
        person=person,
        zone="Europe/Berlin",
        hour=time(9),
        day=TODAY,
        wake=NINE,
    )


def _deal(no: int, person: PersonId) -> tuple[Deal, tuple[Move, ...]]:
    deal = Deal(
        team=TEAM,
        id=DealId(f"d{no:05d}"),
        name=f"Deal {no}",
        side=Side.SELLING,
        yardstick=Yardstick(unit="EUR"),
        opened_at=NINE - timedelta(days=30),
        opened_by=person,
        size=Figure(amount=Decimal(240_000), unit="EUR"),
    )
    return deal, tuple(_give(n, person) for n in range(1, GIVES + 1))


def _give(no: int, person: PersonId) -> Move:
    return Move(
        no=MoveNo(no),
        kind=Kind.GIVE,
        what=f"{no}% off the list price",
        state=State.FIRM,
        on=TODAY - timedelta(days=no),
        at=NINE - timedelta(days=no),
        person=person,
        frm=PartyId(US),
        to=PartyId(THEM),
        cost=Figure(amount=Decimal(100 * no), unit="EUR"),
    )


if __name__ == "__main__":
    main()
