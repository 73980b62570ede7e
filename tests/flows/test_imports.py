"""Moves from a spreadsheet, pasted into a form."""

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened, pressed

ROWS = """id;move;what;day;cost;worth;with
g1;give;5% off;2026-11-12;12000;;
r1;get;24-month term;2026-11-16;;30k;g1
a1;ask;reference call;;;;
"""


def pasted(ana: Hands, acme: Channel, rows: str = ROWS) -> Seen:
    return (
        form_of(ana.types("/deal import", in_=acme))
        .fill("Rows, with their headings", rows)
        .submit()
    )


def test_rows_are_looked_at_before_they_are_recorded(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = pasted(ana, acme)
    assert "3 moves would be recorded in Acme renewal. Nothing is recorded yet." in seen.text
    assert table.states() == []
    done = ana.presses("Record 3 moves", on=seen)
    assert "Recorded 3 moves in Acme renewal: #1 to #3, 1 trade between them." in done.text
    assert table.states() == ["give firm", "get firm", "ask open"]
    assert table.sums.exposure == 0


def test_the_same_rows_are_not_recorded_twice(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Record 3 moves", on=pasted(ana, acme))
    assert "All 3 rows are in Acme renewal already." in pasted(ana, acme).text
    more = pasted(ana, acme, ROWS + "g2;give;net 60;;3000;;\n")
    assert "1 move would be recorded" in more.text
    assert "3 rows are in the deal already." in more.text
    ana.presses("Record 1 move", on=more)
    assert len(table.states()) == 4


def test_pressing_twice_records_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Record 3 moves", on=pasted(ana, acme), times=2)
    assert len(table.states()) == 3


def test_an_import_is_undone_whole(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Record 3 moves", on=pasted(ana, acme))
    ana.types("/deal undo", in_=acme)
    assert table.states() == ["give void", "get void", "ask void"]
    assert table.ledger.ties == frozenset()
    assert table.sums.gives == 0


def test_rows_that_cannot_be_taken_are_told_and_the_others_may_be_recorded(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = pasted(ana, acme, "move,what,cost\ngive,5% off,12k\ngift,pens,1\ngive,net 60,lots\n")
    assert "1 move would be recorded" in seen.text
    assert 'Row 3: is it a give, a get, an ask or their ask? It says "gift"' in seen.text
    assert 'Row 4: "lots" does not read as an amount; 12k or 12000 EUR does' in seen.text
    ana.presses("Record 1 move", on=seen)
    assert table.states() == ["give firm"]


def test_what_is_no_sheet_comes_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = pasted(ana, acme, "5% off cost 12k")
    assert "The first row needs headings" in seen.text
    assert "You typed: 5% off cost 12k" in seen.text
    assert table.states() == []


def test_rows_typed_after_the_command_stand_in_its_form(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    rows = "move\twhat\ngive\tR&D week (5)"
    seen = form_of(ana.types(f"/deal import {rows}", in_=acme)).submit()
    assert "1 move would be recorded" in seen.text
    assert "R&D week (5)" in seen.text


def test_an_import_that_was_undone_can_be_made_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Record 3 moves", on=pasted(ana, acme))
    ana.types("/deal undo", in_=acme)
    ana.presses("Record 3 moves", on=pasted(ana, acme))
    assert table.states()[3:] == ["give firm", "get firm", "ask open"]


def test_another_persons_sheet_cannot_be_recorded(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    pasted(ana, acme)
    (hers,) = table.waiting()
    ben.presses("Record 1 move", on=pasted(ben, acme, "move,what\nask,x\n"))
    value = pressed(slack).rpartition("|")[0] + f"|{hers}"
    forged(slack, ben, value=value)
    assert table.states() == ["ask open"]
    assert table.waiting() == {hers}


def test_a_sheet_that_nobody_records_is_forgotten_after_a_week(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    pasted(ana, acme)
    table.wind(days=6)
    assert len(table.waiting()) == 1
    table.wind(days=2)
    assert table.waiting() == set()
