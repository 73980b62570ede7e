"""`the 35 crowns were for the turnaround`, `das Jobticket war für den Start`: what a line ties by what it is called."""

import pytest

from bot.domain.ids import MoveNo
from bot.domain.trades import Tie
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    """Two gives with nothing back yet, and two gets on their own."""
    opened(ana, acme, "/deal open Smile Dental crowns lab selling 90k EUR")
    ana.types("/concede faster turnaround cost 400", in_=acme)
    ana.presses("Already said", on=ana.types("/concede free pickup cost 300", in_=acme))
    ana.types("/got 35 crowns a month", in_=acme)
    ana.types("/got scanner files", in_=acme)
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    """Two gives with nothing back yet, and two gets on their own."""
    opened(dana, general, "/deal eröffnen Zahnlabor Kempf Verkauf 90k EUR")
    dana.types("/concede 2% Skonto Kosten 400", in_=general)
    dana.presses("Schon gesagt", on=dana.types("/concede Abholung gratis Kosten 300", in_=general))
    dana.types("/got Zahlung per Lastschrift", in_=general)
    dana.types("/got Abdruck-Scans", in_=general)
    return table


def tie(give: int, get: int) -> Tie:
    return Tie(give=MoveNo(give), get=MoveNo(get))


@pytest.mark.parametrize(
    ("typed", "give", "get"),
    [
        ("/got the 35 crowns were for the turnaround", 1, 3),
        ("/got the crowns came in return for the turnaround", 1, 3),
        ("/concede the pickup was for the scanner files", 2, 4),
        ("/concede the scanner files were our thanks for the pickup", 2, 4),
        ("/got that was for the pickup", 2, 4),
        ("/got it was in exchange for the turnaround", 1, 4),
        ("/coach the crowns go with the pickup", 2, 3),
        ("/coach match the scanner files with the turnaround", 1, 4),
        ("/got for the pickup we got the crowns", 2, 3),
        ("/concede the turnaround was against the crowns", 1, 3),
    ],
)
def test_what_was_for_what_is_tied(
    deal: Table, ana: Hands, acme: Channel, typed: str, give: int, get: int
) -> None:
    before = deal.states()
    said = ana.types(typed, in_=acme)
    assert f"Matched: give #{give}" in said.text
    assert deal.states() == before, "nothing is recorded by it"
    assert deal.ledger.ties == {tie(give, get)}
    ana.presses("Undo", on=said)
    assert deal.ledger.ties == frozenset()


@pytest.mark.parametrize(
    ("typed", "give", "get"),
    [
        ("/got die Lastschrift war für das Skonto", 1, 3),
        ("/concede Skonto war für die Lastschrift", 1, 3),
        ("/got die Abholung war für die Scans", 2, 4),
        ("/got das war für die Abholung", 2, 4),
        ("/got für das Skonto gab es die Abdruck-Scans", 1, 4),
        ("/coach die Lastschrift gehört zur Abholung", 2, 3),
        ("/concede die Abholung war die Gegenleistung für die Lastschrift", 2, 3),
        ("/got die Scans gab es im Gegenzug für das Skonto", 1, 4),
        ("/coach verknüpfe die Lastschrift mit der Abholung", 2, 3),
        ("/got das gab es für das Skonto", 1, 4),
    ],
)
def test_what_was_for_what_is_tied_in_german(
    german_deal: Table, dana: Hands, general: Channel, typed: str, give: int, get: int
) -> None:
    before = german_deal.states()
    said = dana.types(typed, in_=general)
    assert f"Zugeordnet: Zugeständnis #{give}" in said.text
    assert german_deal.states() == before
    assert german_deal.ledger.ties == {tie(give, get)}


@pytest.mark.parametrize(
    "typed",
    [
        "/got reference call, that was for the pickup",
        "/got reference call yes, and that was in return for the pickup",
        "/got the reference call was for the pickup",
    ],
)
def test_what_comes_with_it_is_recorded_and_tied(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    said = ana.types(typed, in_=acme)
    assert "Get #5" in said.text or "get #5: reference call" in said.text
    assert deal.move(5).what == "reference call"
    assert deal.ledger.ties == {tie(2, 5)}


def test_an_answer_with_what_it_was_for_settles_its_ask(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask case study worth 2k", in_=acme)
    ana.types("/got case study yes, that was for the turnaround", in_=acme)
    assert deal.states()[4:] == ["ask granted", "get firm"]
    assert deal.ledger.ties == {tie(1, 6)}


def test_a_german_answer_with_what_it_was_for_is_tied(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask Referenzgespräch", in_=general)
    dana.types("/got Referenzgespräch ja, das war für die Abholung", in_=general)
    assert german_deal.states()[4:] == ["ask granted", "get firm"]
    assert german_deal.ledger.ties == {tie(2, 6)}


def test_an_end_that_names_no_give_is_told_as_not_used(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/got reference call, that was for the moon", in_=acme)
    assert 'Not used: "that was for the moon"' in said.text
    assert deal.move(5).what == "reference call"


def test_which_give_was_meant_is_asked(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede courier on mondays cost 50", in_=acme)
    ana.types("/concede courier on fridays cost 50", in_=acme)
    asked = ana.types("/got the crowns were for the courier", in_=acme)
    assert "Which of these belong together?" in asked.text
    assert deal.ledger.ties == frozenset()
    said = ana.presses("#3 35 crowns a month for #5 courier on mondays", on=asked)
    assert "Matched" in said.text
    assert deal.ledger.ties == {tie(5, 3)}


def test_a_give_that_nobody_recorded_is_asked_about(deal: Table, ana: Hands, acme: Channel) -> None:
    asked = ana.types("/got the crowns were for the trade fair", in_=acme)
    assert "Which of these belong together?" in asked.text
    assert "the crowns were for the trade fair" in asked.text
    assert deal.states() == ["give firm", "give firm", "get firm", "get firm"]


def test_what_names_nothing_goes_back(deal: Table, ana: Hands, acme: Channel) -> None:
    for typed in ("the logo was for the trade fair", "that was for the trade fair"):
        before = deal.states()
        said = ana.types(f"/got {typed}", in_=acme)
        assert typed in said.text
        assert deal.states() == before


def test_what_is_tied_already_is_said(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/got the crowns were for the turnaround", in_=acme)
    said = ana.types("/got the crowns were for the turnaround", in_=acme)
    assert "#1 and #3 are matched already." in said.text
    assert len(deal.ledger.ties) == 1


def test_a_draft_that_was_for_something_counts_once_it_is_said(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede second courier cost 9k", in_=acme)
    assert deal.states()[4] == "give draft"
    asked = ana.types("/concede the second courier was for the crowns", in_=acme)
    assert "Does #5, second courier, count now, for #3, 35 crowns a month?" in asked.text
    assert deal.states()[4] == "give draft"
    said = ana.presses("It counts", on=asked)
    assert "Matched with get #3" in said.text
    assert deal.states()[4] == "give firm"
    assert deal.ledger.ties == {tie(5, 3)}


def test_a_give_that_waits_counts_once_it_is_said(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede second courier cost 900 if they sign by 20 Dec", in_=acme)
    asked = ana.types("/got the crowns were for the second courier", in_=acme)
    assert "It waits so far." in asked.text
    assert deal.states()[4] == "give conditional"
    assert deal.ledger.ties == frozenset()
    asked = ana.types("/coach the second courier was for the crowns", in_=acme)
    ana.presses("It counts", on=asked)
    assert deal.states()[4] == "give firm"
    assert deal.ledger.ties == {tie(5, 3)}


def test_a_german_draft_counts_once_it_is_said(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede zweiter Kurier Kosten 9k", in_=general)
    asked = dana.types("/concede der zweite Kurier war für die Lastschrift", in_=general)
    assert "Zählt #5, zweiter Kurier, jetzt, für #3, Zahlung per Lastschrift?" in asked.text
    assert german_deal.states()[4] == "give draft"
    dana.presses("Es zählt", on=asked)
    assert german_deal.states()[4] == "give firm"
    assert german_deal.ledger.ties == {tie(5, 3)}


@pytest.mark.parametrize(
    ("first", "typed", "state"),
    [
        ("/concede 3 trainings", "/concede 3 trainings cost 2k were for the crowns", "give draft"),
        ("/concede night courier", "/concede the night courier, cost 2k, was for the scanner files", "give draft"),
        ("/concede shade guide if signed", "/concede the shade guide cost 2k was for the crowns", "give conditional"),
    ],
)  # fmt: skip
def test_a_cost_beside_a_tie_is_kept(
    deal: Table, ana: Hands, acme: Channel, first: str, typed: str, state: str
) -> None:
    ana.types(first, in_=acme)
    asked = ana.types(typed, in_=acme)
    assert deal.states()[4] == state
    assert str(getattr(deal.move(5).cost, "amount", "")) == "2000"
    ana.presses("It counts", on=asked)
    assert str(getattr(deal.move(5).cost, "amount", "")) == "2000"
    assert len(deal.ledger.ties) == 1


def test_a_cost_beside_a_tie_is_that_of_a_give_without_one(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.presses("Already said", on=ana.types("/concede spare articulator", in_=acme))
    said = ana.types("/concede the spare articulator cost 250 was for the crowns", in_=acme)
    assert "Matched" in said.text
    assert str(getattr(deal.move(5).cost, "amount", "")) == "250"
    ana.presses("Undo", on=said)
    assert deal.move(5).cost is None


@pytest.mark.parametrize(
    "typed", ["/ask the crowns were for the turnaround", "/ask the turnaround was for the crowns"]
)
def test_a_tie_is_read_after_ask_too(deal: Table, ana: Hands, acme: Channel, typed: str) -> None:
    assert "Matched: give #1" in ana.types(typed, in_=acme).text
    assert deal.ledger.ties == {tie(1, 3)}
    assert len(deal.states()) == 4


@pytest.mark.parametrize(
    "typed", ["/ask die Lastschrift war für das Skonto", "/ask das Skonto war für die Lastschrift"]
)
def test_a_german_tie_is_read_after_ask_too(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    assert "Zugeordnet: Zugeständnis #1" in dana.types(typed, in_=general).text
    assert len(german_deal.states()) == 4


def test_how_long_something_is_for_ties_nothing(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/got the discount is for 12 months", in_=acme)
    assert deal.ledger.ties == frozenset()
    assert len(deal.states()) == 5


def test_what_is_recorded_with_its_tie_keeps_its_worth(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/got the 3 demos worth 2k were for the turnaround", in_=acme)
    newest = max(deal.ledger.moves.values(), key=lambda move: move.no)
    assert (newest.kind, str(getattr(newest.worth, "amount", ""))) == ("get", "2000")


def test_a_cost_beside_a_question_is_told_and_can_be_undone(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede spare articulator if they sign", in_=acme)
    asked = ana.types("/concede the spare articulator cost 250 was for the crowns", in_=acme)
    assert "The cost of #5 is recorded: 250 EUR." in asked.text
    ana.presses("Undo the cost", on=asked)
    assert deal.move(5).cost is None
    assert deal.ledger.ties == frozenset()


def test_a_cost_beside_a_german_question_is_told(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede Ersatzartikulator wenn sie unterschreiben", in_=general)
    asked = dana.types(
        "/concede der Ersatzartikulator Kosten 250 war für die Lastschrift", in_=general
    )
    assert "Die Kosten von #5 sind eingetragen: 250 EUR." in asked.text
    dana.presses("Kosten rückgängig machen", on=asked)
    assert german_deal.move(5).cost is None
