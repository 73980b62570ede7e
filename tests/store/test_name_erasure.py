"""Names of the other side's people, replaced in every table with words, on both databases."""

from dataclasses import replace

from cryptography.fernet import Fernet

from bot.coach.ports.store import Store
from bot.domain.ids import ChannelId, MoveNo
from bot.domain.plans import Plan
from bot.domain.totals import Totals
from bot.language.names import build_replacer
from bot.store import name_erasure
from bot.store.engine import Database
from bot.store.seals import Keys
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.table import ACME, ANA, OTHER_TEAM, TEAM, acme, give, recorded

JANE = build_replacer(("Jane Doe",), "en-US")


def fill(store: Store) -> None:
    for team in (TEAM, OTHER_TEAM):
        deal = acme(team)
        with store.work() as work:
            work.deals.insert(deal, ChannelId("C1"), ANA)
            given = replace(give(1, "lunch with Jane Doe"), reason="JANE  DOE's wish")
            work.ledger.append_entry(deal, recorded(1, given), Totals(gives=1))


def test_moves_and_entries_say_the_same_afterwards(store: Store) -> None:
    fill(store)
    with store.work() as work:
        assert work.names.replace(TEAM, JANE, None) == 2
    with store.reading() as work:
        given = work.ledger.find_move(TEAM, ACME, MoveNo(1))
        (entry,) = work.ledger.list_entries(TEAM, ACME)
        other = work.ledger.find_move(OTHER_TEAM, ACME, MoveNo(1))
    assert given is not None
    assert (given.what, given.reason) == ("lunch with [contact]", "[contact] wish")
    assert entry.moves == (given,)
    assert other is not None
    assert other.what == "lunch with Jane Doe"


def test_a_preview_names_each_text_once_and_changes_nothing(store: Store) -> None:
    fill(store)
    with store.reading() as work:
        found = work.names.find(TEAM, JANE, frozenset({ACME}))
        assert {(each.table, each.no, each.before) for each in found} == {
            ("moves", 1, "lunch with Jane Doe"),
            ("moves", 1, "JANE  DOE's wish"),
        }
        assert list(work.names.find(TEAM, JANE, frozenset())) == []


def test_a_sealed_plan_is_opened_and_sealed_again(database: Database) -> None:
    store = SqlStore(database, Keys((Fernet.generate_key().decode(),)))
    with store.work() as work:
        work.deals.insert(acme(TEAM), ChannelId("C1"), ANA)
        work.plans.save(TEAM, ACME, Plan(version=1, take_home="what Jane Doe asked for"))
        assert work.names.replace(TEAM, JANE, None) == 1
    with store.reading() as work:
        plan = work.plans.find(TEAM, ACME)
    assert plan is not None
    assert "Jane" not in repr(plan)


def test_every_table_with_words_is_gone_through() -> None:
    through = {named.name for named in name_erasure.NAMED_TABLES}
    with_team = {table.name for table in METADATA.sorted_tables if "team" in table.c}
    without_words = {
        table.name
        for table in METADATA.sorted_tables
        if not any(str(column.type) == "TEXT" for column in table.c)
    }
    only_ids = with_team - through - name_erasure.NOT_OURS_TO_CHANGE - without_words
    for name in only_ids:
        table = METADATA.tables[name]
        typed = [c for c in table.c if c.type is not table.c["team"].type and str(c.type) == "TEXT"]
        assert typed == [], name
