import contextlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.coach.ports.errors import NotSealedHere, WrongKey
from bot.coach.records import Installation, SlackTokens
from bot.domain.ids import DealId
from bot.domain.plans import Alternative, Plan, Stakeholder
from bot.domain.worth import Figure
from bot.store.engine import Database, connect
from bot.store.plans import UNSEALED, Seal
from bot.store.resealing import SealState, examine_seals, reseal_all
from bot.store.seals import Keys
from bot.store.store import SqlStore
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, acme

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PLAN = Plan(
    walk_away=Figure(amount=Decimal(180000), unit="EUR"),
    hint="our budget is a promise",
    alternatives=(Alternative(what="Globex waits"),),
    people=tuple(
        Stakeholder(role="head of IT", incentives="before the fair " * 20) for _ in range(20)
    ),
)
"""Longer than a page of the database."""

WORDS = (b"180000", b"promise", b"Globex", b"walk_away", b"the fair")


@pytest.fixture
def file(sqlite_url: str) -> Path:
    """A database with a deal in it."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    database = connect(sqlite_url)
    with SqlStore(database).work() as work:
        work.deals.insert(acme(), None, ANA)
    database.close()
    return path


def save(file: Path, seal: Seal, version: int = 1) -> None:
    database = connect(f"sqlite:///{file}")
    with SqlStore(database, seal).work() as work:
        work.plans.save(TEAM, ACME, replace(PLAN, version=version))
    database.close()


def read(database: Database, seal: Seal) -> Plan | None:
    with SqlStore(database, seal).reading() as work:
        return work.plans.find(TEAM, ACME)


def held(file: Path) -> bytes:
    """Every byte that the database keeps on the disk."""
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))


def words_in(file: Path) -> list[bytes]:
    return [word for word in WORDS if word in held(file)]


def opened(file: Path, seal: Seal) -> Plan | None:
    database = connect(f"sqlite:///{file}")
    try:
        return read(database, seal)
    finally:
        database.close()


def test_with_a_key_the_file_holds_no_word_of_the_plan(file: Path) -> None:
    save(file, Keys([NEW]))
    assert words_in(file) == []
    assert opened(file, Keys([NEW])) == PLAN


def test_without_a_key_it_is_kept_in_clear(file: Path) -> None:
    save(file, UNSEALED)
    assert words_in(file) == list(WORDS)


def test_a_plan_from_before_the_key_opens_once_it_was_sealed(file: Path) -> None:
    save(file, UNSEALED)
    with pytest.raises(NotSealedHere):
        opened(file, Keys([NEW]))
    assert examine(file, Keys([NEW])) == SealState(to_reseal=1)
    assert reseal(file, Keys([NEW])) == SealState(opens=1)
    assert opened(file, Keys([NEW])) == PLAN
    assert words_in(file) == []
    with pytest.raises(WrongKey):
        opened(file, UNSEALED)
    assert examine(file, None) == SealState(closed=1)


def test_an_old_key_may_go_once_all_is_sealed_anew(file: Path) -> None:
    save(file, Keys([OLD]))
    assert examine(file, Keys([NEW, OLD])) == SealState(to_reseal=1)
    assert reseal(file, Keys([NEW, OLD])) == SealState(opens=1)
    assert examine(file, Keys([NEW])) == SealState(opens=1)
    assert opened(file, Keys([NEW])) == PLAN


def test_what_no_key_opens_is_counted_and_left_as_it_is(file: Path) -> None:
    save(file, Keys([OLD]))
    before = stored(file)
    assert reseal(file, Keys([NEW])) == SealState(closed=1)
    assert stored(file) == before


def test_a_plan_moved_to_another_deal_does_not_open_there(file: Path) -> None:
    """Whoever can write to the database, but has no key, must not show one owner's plan to another."""
    keys = Keys([NEW])
    database = connect(f"sqlite:///{file}")
    with SqlStore(database, keys).work() as work:
        work.deals.insert(replace(acme(), id=DealId("D2"), name="Globex"), None, BEN)
        work.plans.save(TEAM, ACME, PLAN)
        work.plans.save(TEAM, DealId("D2"), Plan(hint="another", version=1))
    with database.engine.connect() as connection:
        (body,) = connection.exec_driver_sql(f"SELECT body FROM plans WHERE deal = '{ACME}'").one()
        connection.exec_driver_sql(f"UPDATE plans SET body = '{body}' WHERE deal = 'D2'")
        connection.commit()
    with SqlStore(database, keys).reading() as work, pytest.raises(NotSealedHere):
        work.plans.find(TEAM, DealId("D2"))
    database.close()
    assert examine(file, keys) == SealState(opens=1, closed=1)


def examine(file: Path, keys: Keys | None) -> SealState:
    with contextlib.closing(connect(f"sqlite:///{file}")) as database:
        return examine_seals(database, keys)


def reseal(file: Path, keys: Keys) -> SealState:
    with contextlib.closing(connect(f"sqlite:///{file}")) as database:
        return reseal_all(database, keys)


def stored(file: Path) -> list[str]:
    with (
        contextlib.closing(connect(f"sqlite:///{file}")) as database,
        database.engine.connect() as connection,
    ):
        return list(connection.exec_driver_sql("SELECT body FROM plans").scalars())


TOKENS = SlackTokens(access="xoxb-1234-abcdef", refresh="xoxe-1-ghijkl")


def save_installation(file: Path, seal: Seal, tokens: SlackTokens | None = TOKENS) -> None:
    with (
        contextlib.closing(connect(f"sqlite:///{file}")) as database,
        SqlStore(database, seal).work() as work,
    ):
        work.installations.save(
            Installation(team=TEAM, installed_by=ANA, installed_at=NOW, version=1, tokens=tokens)
        )


def found_tokens(file: Path, seal: Seal) -> SlackTokens | None:
    with (
        contextlib.closing(connect(f"sqlite:///{file}")) as database,
        SqlStore(database, seal).reading() as work,
    ):
        found = work.installations.find(TEAM)
    assert found is not None
    return found.tokens


def test_tokens_are_sealed_opened_and_sealed_anew_like_plans(file: Path) -> None:
    save(file, Keys([OLD]))
    save_installation(file, Keys([OLD]))
    assert [word for word in (b"xoxb-1234", b"xoxe-1") if word in held(file)] == []
    assert examine(file, Keys([NEW])) == SealState(closed=2)
    assert reseal(file, Keys([NEW, OLD])) == SealState(opens=2)
    assert found_tokens(file, Keys([NEW])) == TOKENS
    with pytest.raises(WrongKey):
        found_tokens(file, Keys([OLD]))
    assert "abcdef" not in repr(TOKENS)


def test_an_installation_that_is_over_has_nothing_to_open(file: Path) -> None:
    save_installation(file, Keys([OLD]), tokens=None)
    assert examine(file, Keys([NEW])) == SealState()
    assert found_tokens(file, Keys([NEW])) is None


def test_a_deleted_plan_leaves_no_word_in_the_file(file: Path) -> None:
    save(file, UNSEALED)
    database = connect(f"sqlite:///{file}")
    with SqlStore(database).work() as work:
        work.plans.delete(TEAM, ACME)
    database.close()
    assert words_in(file) == []


def test_a_new_key_in_front_seals_and_the_old_one_still_opens(file: Path) -> None:
    save(file, Keys([OLD]))
    both = Keys([NEW, OLD])
    assert opened(file, both) == PLAN
    save(file, both, version=2)
    assert opened(file, Keys([NEW])) is not None
    with pytest.raises(WrongKey):
        opened(file, Keys([OLD]))


def test_a_wrong_key_says_so_in_a_sentence(file: Path) -> None:
    save(file, Keys([OLD]))
    with pytest.raises(WrongKey) as refused:
        opened(file, Keys([NEW]))
    assert refused.value.__cause__ is None
    assert str(WrongKey.__doc__).startswith("This was sealed with a key that is not set here.")


@pytest.mark.postgres
def test_postgres_holds_no_word_of_the_plan_either(postgres: Database) -> None:
    seal = Keys([NEW])
    with SqlStore(postgres, seal).work() as work:
        work.deals.insert(acme(), None, ANA)
        work.plans.save(TEAM, ACME, PLAN)
    with postgres.engine.connect() as connection:
        (body,) = connection.exec_driver_sql("SELECT body FROM plans").one()
    assert [word for word in WORDS if word.decode() in body] == []
    assert read(postgres, seal) == PLAN
