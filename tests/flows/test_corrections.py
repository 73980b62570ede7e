"""Lines that put an earlier entry right: the entry is named and changed by one press, and never stands twice."""

import pytest

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
    opened(ana, acme, "/deal open Freight lane Hamburg selling 150k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Loft Nord Verkauf 40k EUR")
    return table


CORRECTED = [
    ("/concede fuel cap at 4% if they take 20 trucks", "/concede no sorry, I meant cap at 5%", "fuel cap at 5%"),
    ("/concede 2 month notice cost 300", "/concede make that 3 months", "3 month notice"),
    ("/concede 2 days onsite cost 300", "/concede the onsite days were 3, not 2", "3 days onsite"),
    ("/concede cap at 4% cost 200", "/concede the cap should be 6%", "cap at 6%"),
    ("/ask parking spots 3", "/ask sorry I meant 4", "parking spots 4"),
    ("/ask payment within 14 days", "/ask no, 10 days not 14", "payment within 10 days"),
    ("/ask delivery on Monday to the plant", "/ask wait, I meant Tuesday", "delivery on Tuesday to the plant"),
    ("/got warranty 15 yrs", "/got actually 20 yrs", "warranty 20 yrs"),
    ("/got the car park but not on saturday", "/got sorry I meant sunday", "the car park but not on sunday"),
    ("/got 35 crowns a month", "/got oops, 38 crowns", "38 crowns a month"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "typed", "right"), CORRECTED)
def test_an_entry_is_offered_to_be_changed(
    deal: Table, ana: Hands, acme: Channel, first: str, typed: str, right: str
) -> None:
    ana.types(first, in_=acme)
    before = deal.states()
    asked = ana.types(typed, in_=acme)
    if "Changed #1" not in asked.text:
        assert f'to "{right}"?' in asked.text
        assert typed.partition(" ")[2] in asked.text
        assert deal.states() == before
        ana.presses("Change #1", on=asked)
    assert deal.states() == before
    assert deal.move(1).what == right


def test_a_figure_behind_what_is_right_is_its_cost(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede 2 days onsite cost 600", in_=acme)
    asked = ana.types("/concede make that 3 days, 900", in_=acme)
    assert 'from "2 days onsite" to "3 days onsite" (900)?' in asked.text
    said = ana.presses("Change #1", on=asked)
    assert "cost 900 EUR" in said.text
    assert deal.sums.exposure == 900
    ana.presses("Undo", on=said)
    assert deal.sums.exposure == 600


def test_a_cost_alone_is_put_right(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede dedicated driver cost 500", in_=acme)
    asked = ana.types("/concede sorry, cost 800", in_=acme)
    assert "Change #1, dedicated driver, to cost 800?" in asked.text
    ana.presses("Change #1", on=asked)
    assert deal.sums.exposure == 800


def test_a_day_is_put_right(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask delivery by March", in_=acme)
    asked = ana.types("/ask no, April not March", in_=acme)
    ana.presses("Change #1", on=asked)
    assert str(deal.move(1).due) == "2027-04-30"


def test_what_was_asked_for_may_be_wrong_or_answered(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask 20 trucks a week worth 4k", in_=acme)
    asked = ana.types("/got no, 18 trucks not 20", in_=acme)
    assert 'Change #1 from "20 trucks a week" to "18 trucks a week"?' in asked.text
    ana.presses("They give that for #1", on=asked)
    assert deal.states() == ["ask partly", "get firm"]
    assert deal.move(2).what == "18 trucks a week"


def test_a_get_that_is_less_than_was_typed_opens_the_rest(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask 40% deposit worth 8k", in_=acme)
    ana.types("/got 40% deposit", in_=acme)
    assert deal.states() == ["ask granted", "get firm"]
    said = ana.presses("Change #2", on=ana.types("/got sorry, deposit only 30%", in_=acme))
    assert "That is a part of ask #1, 40% deposit; the rest of it is open again." in said.text
    assert deal.states() == ["ask partly", "get firm"]
    said = ana.presses("Change #2", on=ana.types("/got no sorry, I meant 40%", in_=acme))
    assert "That is all of ask #1" in said.text
    assert deal.states() == ["ask granted", "get firm"]


def test_which_of_two_is_asked(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask 3 demos and 5 seats", in_=acme)
    asked = ana.types("/ask sorry I meant 4", in_=acme)
    assert "Which entry does this put right?" in asked.text
    ana.presses("#1 4 demos", on=asked)
    assert [deal.move(no).what for no in (1, 2)] == ["4 demos", "5 seats"]


def test_it_can_be_one_more_entry(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask 24-month term", in_=acme)
    asked = ana.types("/ask sorry I meant 36-month term", in_=acme)
    form = ana.presses("Record it as an ask", on=asked).form
    assert form is not None
    form.submit()
    assert deal.states() == ["ask open", "ask open"]
    assert deal.move(2).what == "36-month term"


def test_another_thing_is_instead_of_the_last_one(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede the Vienna site cost 300", in_=acme)
    asked = ana.types("/concede i meant the Graz depot", in_=acme)
    assert 'from "the Vienna site" to "Graz depot"?' in asked.text
    ana.presses("Change #1", on=asked)
    assert deal.states() == ["give firm"]


def test_what_puts_nothing_right_goes_back(deal: Table, ana: Hands, acme: Channel) -> None:
    for typed in ("sorry, cost 800", "actually 15", "the crane was 2 days, not 1"):
        said = ana.types(f"/concede {typed}", in_=acme)
        assert "it is not clear in which entry" in said.text
        assert typed in said.text
    assert deal.states() == []


def test_a_correction_may_be_said_to_the_coach(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede fuel cap at 4% cost 200", in_=acme)
    which = ana.types("sorry I meant 5%", in_=ana.dm)
    ana.presses("Change #1", on=ana.presses("Yes, Freight lane Hamburg", on=which))
    assert deal.move(1).what == "fuel cap at 5%"


def test_a_changed_entry_is_not_changed_again(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede fuel cap at 4% cost 200", in_=acme)
    asked = ana.types("/concede sorry I meant 5%", in_=acme)
    ana.types("/deal edit #1 cost 300", in_=acme)
    ana.presses("Change #1", on=asked)
    assert deal.move(1).what == "fuel cap at 4%"


GERMAN = [
    ("/ask Kaution 2 Mieten", "/ask sorry ich meinte Kaution 2,5", "Kaution 2,5 Mieten"),
    ("/got Anzahlung 40%", "/got ne, Anzahlung nur 30%", "Anzahlung 30%"),
    ("/got 25 Kronen", "/got nein sorry, ich meinte 28 Kronen", "28 Kronen"),
    ("/got Maut bis inklusive März", "/got Quatsch, April nicht März", "Maut bis inklusive April"),
    ("/ask Reaktionszeit 2h", "/ask Moment, 4h", "Reaktionszeit 4h"),
    ("/concede Einweisung 1 Tag Kosten 300", "/concede die Einweisung waren 2 Tage, nicht 1", "Einweisung 2 Tage"),
    ("/concede 12 Stellplätze Kosten 300", "/concede Korrektur: 10 Stellplätze", "10 Stellplätze"),
    ("/concede Rabatt von 5 % Kosten 300", "/concede eigentlich 4 %", "Rabatt von 4 %"),
    ("/ask Probezeit 6 Monate", "/ask wir meinten 4 Monate", "Probezeit 4 Monate"),
    ("/got Lieferung am Montag", "/got sorry, ich meinte Dienstag", "Lieferung am Dienstag"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "typed", "right"), GERMAN)
def test_a_german_entry_is_offered_to_be_changed(
    german_deal: Table, dana: Hands, general: Channel, first: str, typed: str, right: str
) -> None:
    dana.types(first, in_=general)
    before = german_deal.states()
    asked = dana.types(typed, in_=general)
    assert f"in „{right}“" in asked.text
    assert german_deal.states() == before
    dana.presses("#1 ändern", on=asked)
    assert german_deal.states() == before
    assert german_deal.move(1).what == right


def test_a_german_get_that_is_less_opens_the_rest(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask Anzahlung 40%", in_=general)
    dana.types("/got Anzahlung 40%", in_=general)
    said = dana.presses("#2 ändern", on=dana.types("/got ne, Anzahlung nur 30%", in_=general))
    assert "Das ist ein Teil der Forderung #1, Anzahlung 40%" in said.text
    assert german_deal.states() == ["ask partly", "get firm"]


def test_what_was_asked_for_in_german_may_be_wrong_or_answered(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask Reaktionszeit 2h", in_=general)
    asked = dana.types("/got nein, 4 h nicht 2", in_=general)
    dana.presses("Das geben sie für #1", on=asked)
    assert german_deal.move(2).what == "Reaktionszeit 4h"
    said = dana.types("/got nein, 7 Tage nicht 9", in_=general)
    assert "nicht klar ist, in welchem Eintrag" in said.text


@pytest.mark.parametrize(
    ("typed", "whats"),
    [
        ("/ask 20 trucks a week, no 18, and pallets back", ["18 trucks a week", "pallets back"]),
        ("/ask delivery in March, no April, and a case study", ["delivery in April", "a case study"]),
        ("/concede 3 month notice, no, 2, cost 600", ["2 month notice"]),
        ("/concede 24 months - 36 actually", ["36 months"]),
        ("/concede net 60 (no, 45) cost 500", ["net 45"]),
    ],
)  # fmt: skip
def test_a_line_that_corrects_itself_keeps_only_what_is_right(
    deal: Table, ana: Hands, acme: Channel, typed: str, whats: list[str]
) -> None:
    ana.types(typed, in_=acme)
    assert [move.what for move in deal.ledger.moves.values()] == whats


@pytest.mark.parametrize(
    ("typed", "whats"),
    [
        ("/ask 3 Tonnen im Monat, nein 4, und Lastschrift", ["4 Tonnen im Monat", "Lastschrift"]),
        ("/concede Anzahlung 20% Kosten 300, nein 30%", ["Anzahlung 30%"]),
        ("/ask Lieferung im März, nein April", ["Lieferung im April"]),
        ("/concede 2 Schulungstage, ach nein 3, Kosten 300", ["3 Schulungstage"]),
        ("/ask 40 Paletten, halt 45, und Abholung", ["45 Paletten", "Abholung"]),
    ],
)  # fmt: skip
def test_a_german_line_that_corrects_itself_keeps_only_what_is_right(
    german_deal: Table, dana: Hands, general: Channel, typed: str, whats: list[str]
) -> None:
    dana.types(typed, in_=general)
    assert [move.what for move in german_deal.ledger.moves.values()] == whats
