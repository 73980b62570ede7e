"""Moves named by their numbers: one, several, a range; a wrong one is told and nothing is lost."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def three_gives(ana: Hands, acme: Channel) -> None:
    """Gives of 4,000, 2,000 and 2,000 EUR, each of them said."""
    opened(ana, acme)
    for line in ("2% off cost 4k", "net 60 cost 2k", "onboarding day cost 2k"):
        said = ana.types(f"/concede {line}", in_=acme)
        if "Already said" in said.buttons:
            ana.presses("Already said", on=said)


@pytest.mark.parametrize(
    "numbers",
    [
        "#1, #2 and #3",
        "#1-#3",
        "#1 to #3",
        "#1/#2/#3",
        "#1 & #2 & #3",
        "no. 1, 2 and 3",
        "gives 1-3",
    ],
)
def test_a_get_for_three_gives_is_split_by_cost(
    table: Table, ana: Hands, acme: Channel, numbers: str
) -> None:
    three_gives(ana, acme)
    said = ana.types(f"/got ref call worth 4k for {numbers}", in_=acme)
    assert "Matched with gives #1, #2 and #3" in said.text
    assert "split by cost, counted once; 4,000 EUR of them still open" in said.text
    assert table.sums.got == table.sums.exposure == 4000
    today = table.slack.clock.now().date()
    left = [table.ledger.find_answer(table.move(no), today).left for no in (1, 2, 3)]
    assert left == [2000, 1000, 1000]


def test_numbers_in_german_tie_to_all(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Druckfarben 2027 Einkauf 90k EUR", in_=general)
    for line in ("Zahlung in 14 Tagen Kosten 2k", "Jahresmenge 20 t Kosten 4k"):
        said = dana.types(f"/concede {line}", in_=general)
        dana.presses("Schon gesagt", on=said)
    said = dana.types("/got frachtfrei Wert 3k für Nr. 1 und 2", in_=general)
    assert "Zugeordnet zu den Zugeständnissen #1 und #2" in said.text
    assert table.sums.exposure == 3000


def test_a_get_for_gives_answers_their_ask_too(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    ana.types("/ask case study worth 3k for #2", in_=acme)
    said = ana.types("/got case study for #1 and #2", in_=acme)
    assert "Agreed, ask #4" in said.text
    assert "Matched with #1 and #2." in said.text
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 5), (2, 5)}


def test_an_ask_and_a_give_are_both_named(table: Table, ana: Hands, acme: Channel) -> None:
    three_gives(ana, acme)
    ana.types("/ask case study worth 3k", in_=acme)
    ana.types("/got the study they promised for ask #4 and give #3", in_=acme)
    assert table.move(4).state == "granted"
    assert {tie.give for tie in table.ledger.ties} == {3}


def test_a_wrong_number_is_told_and_nothing_is_lost(
    table: Table, ana: Hands, acme: Channel
) -> None:
    three_gives(ana, acme)
    before = len(table.entries())
    said = ana.types("/got ref call worth 4k for #1, #2 and #9", in_=acme)
    assert "There is no #9 in Acme renewal." in said.text
    assert "You typed: ref call worth 4k for #1, #2 and #9" in said.text
    assert len(table.entries()) == before


def test_undo_by_number_undoes_that_entry_alone(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for thing in ("ref call", "logo use", "case study"):
        ana.types(f"/got {thing}", in_=acme)
    said = ana.types("/deal undo #2", in_=acme)
    assert "Undone: #2, logo use." in said.text
    assert table.states() == ["get firm", "get void", "get firm"]
    assert "#2, logo use, is already void" in ana.types("/deal undo 2", in_=acme).text


def test_undo_names_the_number_that_is_not_there(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got 2% price cut worth 3k", in_=acme)
    assert "There is no #7 in Acme renewal." in ana.types("/deal undo 7", in_=acme).text
    assert "There is no such move" in ana.types("/deal undo the boat trip", in_=acme).text
    assert table.states() == ["get firm"]


def test_undo_in_words_undoes_what_they_name(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    ana.types("/got logo use", in_=acme)
    assert "Undone: #1" in ana.types("/deal undo the reference call", in_=acme).text
    assert "Undone: #2" in ana.types("/deal undo the last one", in_=acme).text


def test_undo_says_what_builds_on_the_move(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask case study", in_=acme)
    ana.types("/got the case study", in_=acme)
    said = ana.types("/deal undo 1", in_=acme)
    assert "builds on #1, case study, so it was not undone" in said.text
    assert "Void #1" in said.buttons
    assert table.states() == ["ask granted", "get firm"]


def test_undo_after_ten_minutes_offers_to_void_that_number(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got ref call", in_=acme)
    ana.types("/got logo use", in_=acme)
    table.wind(minutes=11)
    said = ana.types("/deal undo #1", in_=acme)
    assert "You can void #1 instead" in said.text
    assert "Void #1" in said.buttons


def test_entries_made_one_by_one_are_not_undone_together(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got ref call", in_=acme)
    ana.types("/got logo use", in_=acme)
    assert "undone one by one" in ana.types("/deal undo #1 and #2", in_=acme).text
    assert table.states() == ["get firm", "get firm"]


def test_nobody_undoes_what_somebody_else_recorded(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got ref call", in_=acme)
    assert "Somebody else recorded this" in ben.types("/deal undo 1", in_=acme).text
    assert table.states() == ["get firm"]
