from dataclasses import fields
from datetime import date

import pytest

from bot.domain.fields import (
    AMENDABLE_FIELDS,
    FOR_WHAT,
    MOVE_FIELDS,
    REVIEW,
    SHEET_FIELDS,
    MoveField,
    read_fields,
    with_fields,
)
from bot.domain.moves import Kind, Move
from bot.language.lines import ParsedLine
from tests.domain.ledgers import day, table


def give() -> Move:
    return table("G1 5% discount c5 day 3 because")["G1"]


@pytest.mark.parametrize("field", MOVE_FIELDS, ids=lambda field: field.name)
def test_a_field_is_an_attribute_of_a_move_and_of_a_line(field: MoveField) -> None:
    assert field.name in {each.name for each in fields(Move)}
    assert field.name in ParsedLine._fields


def test_no_two_fields_share_a_name_a_key_or_a_heading() -> None:
    assert len({field.name for field in MOVE_FIELDS}) == len(MOVE_FIELDS)
    assert len({field.key for field in MOVE_FIELDS}) == len(MOVE_FIELDS)
    headings = [field.heading for field in SHEET_FIELDS]
    assert len(set(headings)) == len(headings)


def test_in_an_export_the_day_stands_beside_what_moved() -> None:
    assert [field.heading for field in SHEET_FIELDS[:3]] == ["what", "day", "cost"]


def test_a_move_says_what_a_line_said_and_nothing_reads_as_no_words() -> None:
    said = read_fields(ParsedLine(what="net 60", reason="cash is tight"))
    after = with_fields(give(), said)
    assert (after.what, after.reason, after.condition, after.cost) == (
        "net 60",
        "cash is tight",
        "",
        None,
    )


def test_a_move_keeps_its_day_where_a_line_names_none() -> None:
    assert with_fields(give(), read_fields(ParsedLine(what="net 60"))).on == day(3)
    later = date(2026, 3, 1)
    assert with_fields(give(), read_fields(ParsedLine(what="net 60", on=later))).on == later


def test_what_comes_back_is_changed_by_matching_and_not_by_rewording() -> None:
    assert set(MOVE_FIELDS) - set(AMENDABLE_FIELDS) == {FOR_WHAT}
    line = ParsedLine(what="net 60", for_what="a term")
    assert "for_what" not in read_fields(line, AMENDABLE_FIELDS)


def test_only_a_give_is_looked_at_again() -> None:
    assert REVIEW.recorded_for == {Kind.GIVE}


def test_a_give_is_asked_what_it_costs_us_and_a_get_what_it_costs_them() -> None:
    labels = {field.name: [field.label_for(kind) for kind in Kind] for field in MOVE_FIELDS}
    assert labels["cost"] == ["Cost to us", "Cost to them", "Cost to them"]
    assert labels["worth"] == ["Worth to them", "Worth to us", "Worth to us"]
    assert labels["reason"] == ["Because"] * 3
