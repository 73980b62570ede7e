"""What was given and is taken back is void, its ties go, and what it answered is open again."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def trade(ana: Hands, acme: Channel) -> None:
    """A give of 12,000 EUR that a reference call answers."""
    opened(ana, acme)
    said = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.presses("Already said", on=said)
    ana.types("/got reference call worth 8k for #1", in_=acme)


@pytest.mark.parametrize(
    "line",
    [
        "they took back the reference call",
        "they withdrew the ref call",
        "reference call withdrawn",
        "they backed out of the ref call",
        "ref call is off the table",
        "ref call is off the table again",
        "they're pulling the reference call",
        "Acme cancelled the reference call",
        "they don't do the ref call after all",
    ],
)
def test_a_get_that_is_taken_back_opens_what_it_answered(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    trade(ana, acme)
    assert table.sums.exposure == 4000
    asked = ana.types(f"/got {line}", in_=acme)
    assert "Did they take back #2, reference call?" in asked.text
    assert "It answers #1, 5% off, which would be open again." in asked.text
    assert table.states() == ["give firm", "get firm"]
    said = ana.presses("They took it back", on=asked)
    assert "rises from 4,000 to 12,000 EUR" in said.text
    assert table.states() == ["give firm", "get taken_back"]
    assert table.ledger.ties == frozenset()
    ana.presses("Undo", on=said)
    assert table.sums.exposure == 4000


def test_the_ask_it_answered_is_open_again(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask case study worth 4k", in_=acme)
    ana.types("/got the case study", in_=acme)
    said = ana.presses("They took it back", on=ana.types("/got case study withdrawn", in_=acme))
    assert "Ask #1 is open again." in said.text
    assert table.states() == ["ask open", "get taken_back"]


def test_which_of_two_gets_is_asked(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got ref call with the CIO", in_=acme)
    ana.types("/got ref call with the plant manager", in_=acme)
    asked = ana.types("/got they took back the ref call", in_=acme)
    assert "What did they take back?" in asked.text
    ana.presses("#2 ref call with the plant manager", on=asked)
    assert table.states() == ["get firm", "get taken_back"]


def test_a_rise_after_a_cut_takes_the_cut_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open glass bottles buying 300k EUR")
    ana.presses("Already said", on=ana.types("/concede 12-month commitment cost 6k", in_=acme))
    ana.types("/got 2% price cut worth 9k for #1", in_=acme)
    asked = ana.types("/got 2% price increase", in_=acme)
    said = ana.presses("They took it back", on=asked)
    assert "Taken back #2: 2% price cut." in said.text
    assert table.states() == ["give firm", "get taken_back", "get void"]
    assert table.sums.exposure == 6000


def test_a_fee_that_they_dropped_is_a_get(table: Table, ana: Hands, acme: Channel) -> None:
    trade(ana, acme)
    ana.types("/got they dropped the late fee", in_=acme)
    assert table.states() == ["give firm", "get firm", "get firm"]


def test_what_nobody_gave_is_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    asked = ana.types("/got they took back the old pallets", in_=acme)
    assert "They gave it" in asked.buttons
    ana.presses("They gave it", on=asked)
    assert table.states() == ["get firm"]


def test_a_give_of_ours_that_we_take_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    asked = ana.types("/concede took back the 5%", in_=acme)
    assert "Did we take back #1, 5% off?" in asked.text
    said = ana.presses("We took it back", on=asked)
    assert "Taken back #1: 5% off. It counts in no sum" in said.text
    assert table.states() == ["give void"]
    assert table.sums.exposure == 0


def test_a_give_that_was_answered_is_asked_about_with_its_get(
    table: Table, ana: Hands, acme: Channel
) -> None:
    trade(ana, acme)
    asked = ana.types("/concede we withdrew the 5% off", in_=acme)
    assert "It was answered by #2, reference call, which would answer nothing then." in asked.text
    ana.presses("No, leave it", on=asked)
    assert table.states() == ["give firm", "get firm"]


@pytest.mark.parametrize(
    "line",
    [
        "sie haben die Fallstudie zurückgezogen",
        "Fallstudie zurückgenommen",
        "sie ziehen die Zusage zur Fallstudie zurück",
        "Fallstudie findet doch nicht statt",
        "Fallstudie abgesagt",
    ],
)
def test_taken_back_in_german(table: Table, slack: FakeSlack, line: str) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Kassen Verkauf 120k EUR", in_=general)
    dana.presses("Schon gesagt", on=dana.types("/concede 5% Rabatt Kosten 6k", in_=general))
    dana.types("/got Fallstudie Wert 5k für #1", in_=general)
    asked = dana.types(f"/got {line}", in_=general)
    assert "Wurde #2 zurückgenommen, Fallstudie?" in asked.text
    dana.presses("Zurückgenommen", on=asked)
    assert table.sums.exposure == 6000
    assert table.states() == ["give firm", "get taken_back"]


@pytest.mark.parametrize("line", ["5% off", "another 5% off", "2 days off"])
def test_what_only_ends_with_off_is_given(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    table.wind(days=1)
    assert "take back" not in ana.types(f"/concede {line}", in_=acme).text


def test_what_is_offered_to_be_taken_back_is_a_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 10% bonus cost 1k", in_=acme)
    said = ana.types("/concede take back 10% of unsold stock in return for shelf space", in_=acme)
    assert "Conditional give #2" in said.text


def test_both_that_were_taken_back_are_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got 6-month notice and start 1 Dec", in_=acme)
    asked = ana.types("/got he withdrew both", in_=acme)
    assert "What did they take back?" in asked.text
    assert table.states() == ["get firm", "get firm"]
