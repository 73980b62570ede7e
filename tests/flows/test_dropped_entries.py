"""`forget the notice`, `vergiss die Wallbox`: the entry that is called so is offered to be taken out, by its number."""

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
    """An open deal to buy, with a give, three asks of ours and one of theirs."""
    opened(ana, acme, "/deal open Oak Bakery flour buying 30k EUR")
    ana.types("/concede 3 month notice cost 200", in_=acme)
    ana.types("/ask delivery before 5am, returns of full sacks, a fixed price", in_=acme)
    ana.types("/concede they want sunday deliveries", in_=acme)
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    """An open deal to sell, with a give, an ask, what came of another and one of theirs."""
    opened(dana, general, "/deal eröffnen PV-Anlage Hof Meier Verkauf 180k EUR")
    dana.types("/concede Wallbox gratis Kosten 900", in_=general)
    dana.types("/ask Gerüst stellt der Bauer", in_=general)
    dana.types("/got Referenzgespräch", in_=general)
    dana.types("/concede sie wollen noch eine Vogelabwehr", in_=general)
    return table


@pytest.mark.parametrize(
    "typed",
    [
        "/concede forget the notice",
        "/got forget about the notice",
        "/ask forget the notice, they have changed their minds",
        "/coach ok, forget the notice",
        "/deal forget the notice",
        "/concede drop the notice",
        "/concede let's scrap the 3 month notice",
        "/coach take out the notice",
        "/coach take back the notice",
        "/coach i'm taking the notice back",
        "/deal scratch the notice, it was never said",
    ],
)
def test_a_give_that_is_to_go_is_offered_to_be_taken_out(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    before = deal.states()
    asked = ana.types(typed, in_=acme)
    assert "Take out #1, 3 month notice?" in asked.text
    assert f"You typed: {typed.partition(' ')[2]}" in asked.text
    assert deal.states() == before
    said = ana.presses("Take #1 out", on=asked)
    assert "Void #1: 3 month notice." in said.text
    assert deal.states()[0] == "give void"
    ana.presses("Undo", on=said)
    assert deal.states() == before


def test_it_is_offered_in_the_direct_message_too(deal: Table, ana: Hands) -> None:
    asked = ana.types("forget the notice", in_=ana.dm)
    ana.presses("Take #1 out", on=asked)
    assert deal.states()[0] == "give void"


def test_an_ask_of_ours_may_be_withdrawn_or_taken_out(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    asked = ana.types("/concede let's drop the fixed price", in_=acme)
    assert "Do we no longer ask for #4, a fixed price?" in asked.text
    ana.presses("Withdraw #4", on=asked)
    assert deal.states()[3] == "ask withdrawn"
    ana.presses("Take #3 out", on=ana.types("/coach scrap the returns", in_=acme))
    assert deal.states()[2] == "ask void"


def test_an_ask_of_theirs_may_be_withdrawn(deal: Table, ana: Hands, acme: Channel) -> None:
    asked = ana.types("/coach forget the sunday deliveries", in_=acme)
    assert "Do they no longer ask for #5, sunday deliveries?" in asked.text
    ana.presses("They withdrew #5", on=asked)
    assert deal.states()[4] == "ask withdrawn"


def test_a_draft_is_dropped(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede pallet swap cost 700", in_=acme)
    asked = ana.types("/concede forget it", in_=acme)
    assert "Drop the draft #6, pallet swap?" in asked.text
    ana.presses("Take #6 out", on=asked)
    assert deal.states()[5] == "give void"


def test_a_number_needs_no_question(deal: Table, ana: Hands, acme: Channel) -> None:
    assert "Void #1" in ana.types("/deal forget #1", in_=acme).text
    assert "Void #2" in ana.types("/concede drop #2", in_=acme).text


def test_which_of_two_is_asked(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede sunday deliveries cost 300 for a fixed price", in_=acme)
    asked = ana.types("/concede forget the sunday deliveries", in_=acme)
    assert "Which entry should go?" in asked.text
    ana.presses("#6 sunday deliveries", on=asked)
    assert deal.states()[5] == "give void"


def test_what_no_entry_is_called_is_no_give(deal: Table, ana: Hands, acme: Channel) -> None:
    before = deal.states()
    said = ana.types("/concede forget the balloon", in_=acme)
    assert "No entry that stands is clearly called that" in said.text
    assert "forget the balloon" in said.text
    assert deal.states() == before


def test_dropping_a_fee_stays_a_give(deal: Table, ana: Hands, acme: Channel) -> None:
    assert "drop the setup fee" in ana.types("/concede drop the setup fee", in_=acme).text
    assert deal.states()[-1] == "give draft"


def test_what_may_be_a_give_can_be_recorded_as_one(deal: Table, ana: Hands, acme: Channel) -> None:
    asked = ana.types("/concede drop the notice", in_=acme)
    form = ana.presses("Record it as a give", on=asked).form
    assert form is not None
    assert form["What"] == "drop the notice"


def test_an_ask_for_just_that_is_answered(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede they want us to drop the penalty clause", in_=acme)
    said = ana.types("/concede drop the penalty clause cost 50", in_=acme)
    assert "should go" not in said.text
    assert "no longer ask" not in said.text


def test_more_behind_it_withdraws_nothing_at_once(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask forget the fixed price, get the case study", in_=acme)
    assert "ask withdrawn" not in deal.states()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/concede vergiss die Wallbox", "Soll #1 weg, Wallbox gratis?"),
        ("/got lass die Wallbox", "Soll #1 weg, Wallbox gratis?"),
        ("/deal streich die Wallbox, die ist zu teuer", "Soll #1 weg, Wallbox gratis?"),
        ("/coach die Wallbox können wir weglassen", "Soll #1 weg, Wallbox gratis?"),
        ("/coach die Wallbox nehm ich wieder zurück", "Soll #1 weg, Wallbox gratis?"),
        ("/coach ich nehme die Wallbox zurück", "Soll #1 weg, Wallbox gratis?"),
        ("/concede vergessen wir das Gerüst", "Fordern wir #2 nicht mehr"),
        ("/concede das Gerüst streichen wir", "Fordern wir #2 nicht mehr"),
        ("/coach vergiss das Referenzgespräch", "Soll #3 weg, Referenzgespräch?"),
        ("/got nimm das Referenzgespräch wieder raus", "Soll #3 weg, Referenzgespräch?"),
        ("/concede vergiss die Vogelabwehr", "Will die Gegenseite #4 nicht mehr"),
        ("/coach lassen wir die Vogelabwehr weg", "Will die Gegenseite #4 nicht mehr"),
        ("/concede vergiss das Sommerfest", "Kein Eintrag, der gilt, heißt eindeutig so"),
    ],
)
def test_it_is_offered_in_german(
    german_deal: Table, dana: Hands, general: Channel, typed: str, said: str
) -> None:
    before = german_deal.states()
    asked = dana.types(typed, in_=general)
    assert said in asked.text
    assert typed.partition(" ")[2] in asked.text
    assert german_deal.states() == before


def test_a_german_give_is_taken_out_in_the_direct_message(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    asked = dana.types("vergiss die Wallbox", in_=dana.dm)
    dana.presses("#1 herausnehmen", on=asked)
    assert german_deal.states()[0] == "give void"
    assert "Storniert #4" in dana.types("/deal vergiss #4", in_=general).text


def test_forgetting_something_that_costs_is_a_give(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/concede forget the late fee, cost 300", in_=acme)
    assert table.states() == ["give firm"]
