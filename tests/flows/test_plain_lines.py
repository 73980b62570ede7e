"""Lines as people say them that were asked back or refused without need: caps on charges, things left out, plain gives,
answers told, and the next message."""

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


def opened_in_german(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Halle Nord Einkauf 200k EUR", in_=general)


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask our cap is 5% a year", "our cap is 5% a year"),
        ("/ask we pay at most 500 for repairs", "at most 500 for repairs"),
        ("/ask we'd pay no more than 200 for call-outs", "no more than 200 for call-outs"),
        ("/ask at most 3 late changes", "at most 3 late changes"),
    ],
)
def test_a_cap_on_a_charge_is_asked_for(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    opened(ana, acme)
    ana.types(typed, in_=acme)
    assert table.states() == ["ask open"]
    assert table.move(1).what == what


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask wir zahlen höchstens 500 für Reparaturen", "höchstens 500 für Reparaturen"),
        ("/ask unser Deckel ist 5 % im Jahr", "unser Deckel ist 5 % im Jahr"),
        ("/ask keine Strafe bei später Absage", "keine Strafe bei später Absage"),
        ("/ask noch keine Miete im Mai", "noch keine Miete im Mai"),
    ],
)
def test_ein_deckel_und_was_wegbleiben_soll_sind_forderungen(
    table: Table, dana: Hands, general: Channel, typed: str, what: str
) -> None:
    opened_in_german(dana, general)
    dana.types(typed, in_=general)
    assert table.states() == ["ask open"]
    assert table.move(1).what == what


@pytest.mark.parametrize(
    "typed",
    [
        "/ask we can go up to 138731",
        "/concede we could stretch up to 138731",
        "/ask our cap is 138731",
        "/ask we pay at most 138731",
        "/ask we pay at most 138731 for the hall",
        "/got wir können bis 138731 gehen",
        "/ask wir gehen bis 138731",
    ],
)
def test_how_far_we_would_go_is_kept_nowhere(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types(typed, in_=acme)
    assert table.states() == []
    assert "138731" not in table.everything_stored()


def test_a_cap_on_what_the_deal_is_about_is_kept_nowhere(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Boat repairs buying 150k EUR", in_=acme)
    ana.types("/ask we pay at most 138731 for repairs", in_=acme)
    assert table.states() == []
    assert "138731" not in table.everything_stored()


def test_what_did_not_come_is_still_nothing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got still no answer", in_=acme)
    assert table.states() == []


def test_was_nicht_kam_ist_weiter_nichts(table: Table, dana: Hands, general: Channel) -> None:
    opened_in_german(dana, general)
    dana.types("/got noch keine Antwort", in_=general)
    assert table.states() == []


@pytest.mark.parametrize(
    ("typed", "what", "cost"),
    [
        ("we give them a second driver cost 150", "second driver", "150"),
        ("i said we feed them, 5 people, thats 80", "feed them, 5 people", "80"),
        ("free parking for the crew, 50", "free parking for the crew", "50"),
    ],
)
def test_a_give_told_with_its_cost_is_drafted_for_its_deal(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str, cost: str
) -> None:
    opened(ana, acme)
    asked = ana.types(typed)
    assert table.states() == []
    ana.presses("Yes, Acme renewal", on=asked)
    move = table.move(1)
    assert move.what.removeprefix("a ") == what
    assert f"today: {cost} EUR" in asked.text


def test_ein_zugestaendnis_mit_kosten_wird_ohne_befehl_entworfen(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened_in_german(dana, general)
    dana.presses("Ja, Halle Nord", on=dana.types("wir stellen die Leitern, kostet 35"))
    assert table.move(1).what == "die Leitern stellen"


def test_a_reason_before_the_give_is_its_reason(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede they waived the fee so free coffee cost 40", in_=acme)
    assert (table.move(1).what, table.move(1).reason) == ("free coffee", "they waived the fee")


def test_yes_and_no_to_what_they_want_need_no_command(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened_in_german(dana, general)
    dana.types("/coach sie wollen Stellplatz und mietfrei im Mai", in_=general)
    asked = dana.types("Stellplatz ja, mietfrei nein")
    dana.presses("Ja, Halle Nord", on=asked)
    assert table.states() == ["ask open", "ask declined", "give draft"]


@pytest.mark.parametrize(
    ("typed", "button"),
    [
        ("they say yes to the tyres", "They agreed"),
        ("they said no to the tyres", "Declined"),
        ("she says the tyres are fine but only two", "Partly"),
    ],
)
def test_a_told_answer_is_asked_about_as_one(
    table: Table, ana: Hands, acme: Channel, typed: str, button: str
) -> None:
    opened(ana, acme)
    ana.types("/ask 4 new tyres", in_=acme)
    told = ana.types(f"/coach {typed}", in_=acme)
    assert "They object" not in told.text
    assert f"[{button}]" in told.text


@pytest.mark.parametrize("typed", ["they cant do 2200", "they won't pay 2,200"])
def test_a_no_to_a_figure_is_no_offer(ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    assert "Their offer" not in ana.types(f"/coach {typed}", in_=acme).text


@pytest.mark.parametrize(
    "typed", ["what do i write them", "what should I reply", "what do i say to them now"]
)
def test_the_next_message_is_the_next_step(ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    ana.types("/ask 24 months", in_=acme)
    assert "Next: " in ana.types(f"/coach {typed}", in_=acme).text


@pytest.mark.parametrize(
    "typed", ["was schreib ich denen", "was sag ich denen jetzt", "was antworte ich ihm"]
)
def test_die_naechste_nachricht_ist_der_naechste_schritt(
    dana: Hands, general: Channel, typed: str
) -> None:
    opened_in_german(dana, general)
    dana.types("/ask 24 Monate", in_=general)
    assert "Als Nächstes: " in dana.types(f"/coach {typed}", in_=general).text


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("/ask photos for our website", "/ask moment-Aufnahmen"),
        ("/concede table decoration cost 200", "/concede make it 2 tables by the window"),
        ("/ask Fotobuch mit Aufnahmen", "/ask Moment-Aufnahmen am Abend"),
    ],
)
def test_no_unrelated_entry_is_put_right(
    ana: Hands, acme: Channel, before: str, typed: str
) -> None:
    opened(ana, acme)
    ana.types(before, in_=acme)
    assert "[Change #1]" not in ana.types(typed, in_=acme).text


def test_an_entry_of_one_word_is_not_every_thing_with_that_word(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask deposit", in_=acme)
    assert "#1" not in ana.types("/concede drop the deposit letter", in_=acme).text
    assert "Withdraw #1" in ana.types("/concede drop the deposit", in_=acme).text


@pytest.mark.parametrize("typed", ["is 9200 a good price?", "is 112 a fair offer", "is 9,200 ok"])
def test_a_price_that_is_asked_about_is_the_one_named(
    ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    told = ana.types(f"/coach {typed}", in_=acme)
    assert "no figure was named" not in told.text


def test_nach_einem_preis_wird_mit_seinem_betrag_gefragt(dana: Hands, general: Channel) -> None:
    opened_in_german(dana, general)
    told = dana.types("/coach ist 9200 ein guter Preis?", in_=general)
    assert told.text.startswith("Vor der Annahme von 9.200 EUR")
