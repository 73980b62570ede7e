"""Moves from a spreadsheet, pasted into a form."""

import pytest

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


def test_rows_without_headings_lose_none_of_them(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = pasted(ana, acme, "extra set\tget\t3 Nov\nfood\tgive\t5 Nov\n").text
    assert "would be recorded" not in said
    assert "heading" in said
    assert table.states() == []


@pytest.mark.parametrize("day", ["10/11", "10/11/2026", "10-11"])
def test_a_day_in_figures_is_shown_as_it_was_read(
    table: Table, ana: Hands, acme: Channel, day: str
) -> None:
    opened(ana, acme)
    rows = f"what\tkind\tdate\tcost\nchairs\tgive\t{day}\t500\n"
    said = pasted(ana, acme, rows)
    assert "1 move would be recorded" in said.text
    assert f"{day} is " in said.text
    ana.presses("Record 1 move", on=said)
    assert table.states() == ["give firm"]


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
    assert "There are no headings in it." in seen.text
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


GIVES = "Item | Cost to Us | Value to Them\nOcean freight credit | 4,000 | 20,000\nEarlier slot | 1,200 | 6,000\n"


def test_a_sheet_that_names_no_kind_asks_for_it_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(pasted(ana, acme, GIVES))
    assert form["Item"] == "What we give"
    assert form["Cost to Us"] == "Cost to us"
    seen = form.submit()
    assert "2 moves would be recorded in Acme renewal." in seen.text
    ana.presses("Record 2 moves", on=seen)
    assert table.states() == ["give firm", "give firm"]
    assert table.sums.exposure == 5_200


def test_what_a_column_was_taken_for_can_be_changed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = pasted(ana, acme, "We give,We get,Upside\nnet 60,24 months,3000\n")
    assert "Columns that say nothing here: Upside" in seen.text
    form = form_of(ana.presses("Columns", on=seen))
    checked = form.fill("Upside", "Worth to us").submit()
    ana.presses("Record 2 moves", on=checked)
    assert table.states() == ["give firm", "get firm"]
    assert table.sums.got == 3_000


def test_each_side_of_a_row_becomes_a_move_and_both_a_trade(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    rows = "| We Give | We Get | Status |\n|---|---|---|\n| 5% volume rebate | 3-year price lock | agreed |\n"
    seen = pasted(ana, acme, rows)
    assert "2 moves would be recorded in Acme renewal." in seen.text
    assert "1 trade is between them." in seen.text
    done = ana.presses("Record 2 moves", on=seen)
    assert "1 trade between them." in done.text
    assert table.states() == ["give firm", "get promised"]
    assert len(table.ledger.ties) == 1


def test_a_sheet_of_nothing_known_can_be_put_right_column_by_column(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(pasted(ana, acme, "Chose;Montant\nremise 5 %;12 000 €\n"))
    form.fill("Chose", "What we give").fill("Montant", "Cost to us")
    ana.presses("Record 1 move", on=form.submit())
    assert table.states() == ["give firm"]


def test_every_error_of_a_row_is_told_and_rows_are_numbered_as_in_the_sheet(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    rows = "Freight lanes 2026,,\n,,\nmove,what,cost,day\n\ngive,Dallas lane,lots,soon\nget,price lock,,\n"
    seen = pasted(ana, acme, rows)
    assert 'Row 5: "lots" does not read as an amount' in seen.text
    assert 'Row 5: "soon" does not read as a day' in seen.text
    assert "1 row cannot be taken as it is:" in seen.text


def test_rows_of_another_deal_and_sums_are_passed_over(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    rows = (
        "deal,move,what,cost,status\nAcme renewal,give,net 60,2000,done\nGlobex,give,pallets,900,done\n"
        "Acme renewal,give,free returns,700,rejected\nTotal,,,3600,\n"
    )
    seen = pasted(ana, acme, rows)
    assert "1 move would be recorded" in seen.text
    assert "Row 3 is left out: it is for another deal, Globex" in seen.text
    assert 'Row 4 is left out: "rejected", so nothing moved' in seen.text
    assert 'Row 5 is left out: it sums up others ("Total")' in seen.text


def test_days_that_could_be_read_in_two_ways_say_how_they_were_read(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = pasted(ana, acme, "Date,Give/Get,Description\n11/02/2026,GIVE,net 60\n")
    assert (
        "The month was read first, as is usual in your language: 11/02/2026 is Mon 2 Nov"
        in seen.text
    )


def test_what_columns_are_is_asked_once_in_a_workspace(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form_of(pasted(ana, acme, GIVES)).submit()
    seen = pasted(ben, acme, GIVES + "Dock access | 300 | 900\n")
    assert "3 moves would be recorded in Acme renewal." in seen.text


def test_a_form_sent_back_without_what_moved_asks_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(pasted(ana, acme, "Clause;Ours;Theirs\nLiability;10%;unlimited\n"))
    assert "Which column says what moved?" in form.text
    again = form_of(form.fill("Clause", "Not used").submit())
    assert "Which column says what moved?" in again.text
    assert table.states() == []


def test_german_sheets_are_read_and_asked_about_in_german(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ana.person.locale = "de-DE"
    opened(ana, acme)
    rows = (
        "Fahrpreis-Verhandlung 2026;;;\n\nWir geben;Kosten (T€);Wir bekommen;Nutzen für uns;Stand;Frist\n"
        "Standgeld erlassen;1,5;Mindestmenge 400 Paletten;12.000 €;vereinbart;31.12.2026\nSumme;1,5;;12.000 €;;\n"
    )
    done = form_of(ana.types("/deal import", in_=acme)).fill("Zeilen mit ihren", rows).submit()
    assert "2 Züge würden in Acme renewal eingetragen." in done.text
    assert "Zeile 5 bleibt weg: sie summiert andere („Summe“)" in done.text
    ana.presses("2 eintragen", on=done)
    assert table.states() == ["give firm", "get promised"]
    assert table.sums.given == 1_500
    assert table.sums.got == 12_000
    asked = form_of(
        form_of(ana.types("/deal import", in_=acme))
        .fill("Zeilen mit ihren", "Leistung;Kosten für uns\nSchulung;900\n")
        .submit()
    )
    assert asked["Leistung"] == "Was wir geben"


def test_another_sheet_that_numbers_its_rows_alike_is_noticed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Record 1 move", on=pasted(ana, acme, "#,move,what\n1,give,free pallets\n"))
    seen = pasted(ana, acme, "#,move,what\n1,give,quick pay\n2,get,forecast\n")
    assert "Row 2 is left out: its id was imported before as #1 free pallets" in seen.text
    assert "1 move would be recorded" in seen.text


def test_a_comma_that_parts_a_text_is_told(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = pasted(ana, acme, "move,what\ngive,5% off, if signed by Friday\n")
    assert '"if signed by Friday" stands beyond the last heading' in seen.text
    assert table.states() == []


def test_a_list_of_offers_says_how_offers_are_recorded(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(pasted(ana, acme, "Date,Party,Offer,Amount\n2026-11-02,Insurer,first,25000\n"))
    assert "If these are offers, they are typed one by one" in form.text


@pytest.mark.parametrize("digits", [14, 20, 28, 40, 400])
def test_a_pasted_figure_of_many_digits_costs_its_row_and_nothing_else(
    table: Table, ana: Hands, acme: Channel, digits: int
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal import", in_=acme))
    form.fill(
        "Rows, with their headings", f"id,move,what,cost\n1,give,x,{'9' * digits}\n2,give,a lamp,2k"
    )
    said = form.submit()
    assert "Row 2" in said.text or "row 2" in said.text
    assert "Acme renewal" in ana.home().text
    assert "lamp" in said.text or "1 move" in said.text
    assert "Sorry" not in ana.types("/deal", in_=acme).text
