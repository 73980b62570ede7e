"""Every table says how its rows belong to people, so that none is forgotten in what somebody gets of their own."""

from bot.store import person_rows
from bot.store.tables import METADATA


def test_every_table_is_told_apart() -> None:
    kinds = (
        person_rows.OF_ONE_PERSON,
        person_rows.UNDER_THEIR_ID,
        person_rows.BY_A_PERSON,
        person_rows.NAMED_IN,
        person_rows.LEFT_OUT,
    )
    named = [table for kind in kinds for table in kind]
    assert sorted(named) == sorted({*named}), "a table belongs in one of them"
    assert set(named) == {table.name for table in METADATA.sorted_tables if "team" in table.c}


def test_no_table_with_a_column_for_a_person_is_left_out_without_the_ledger() -> None:
    found_elsewhere = {"moves", "entries", "former_plans"}
    for table in METADATA.sorted_tables:
        if "person" in table.c and table.name in person_rows.LEFT_OUT:
            assert table.name in found_elsewhere
