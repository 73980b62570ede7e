"""How the other side is spoken to in German: Sie, du or ihr, by deal."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of

OPENING = "/deal eröffnen Wartung Presse Verkauf 180k EUR"
HIRING = "/deal eröffnen Leitung Montage Einstellung 82k EUR"
QUESTION = "Wie spricht man sich mit dieser Person an?"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def test_the_other_side_is_sie_until_somebody_says_otherwise(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(OPENING, in_=general)
    asked = dana.types("/ask 24 Monate Laufzeit", in_=general)
    assert "Wir bräuchten von Ihnen 24 Monate Laufzeit." in asked.text
    assert QUESTION not in asked.text
    shown = dana.types("/deal anrede", in_=general)
    assert "Anrede in Wartung Presse: Sie, weil noch niemand eine gewählt hat." in shown.text


def test_a_deal_says_du_where_that_was_typed(table: Table, dana: Hands, general: Channel) -> None:
    dana.types(OPENING, in_=general)
    said = dana.types("/deal anrede du", in_=general)
    assert "Anrede in Wartung Presse: du." in said.text
    assert "Wir bräuchten von dir 24 Monate Laufzeit." in said.text
    given = dana.types(
        "/concede 2 Servicetage Kosten 3.000 wenn sie bis 11. Dez unterschreiben", in_=general
    )
    assert (
        "Wir können dir 2 Servicetage anbieten, wenn du bis zum 11. Dezember unterschreibst."
        in given.text
    )
    copied = form_of(dana.presses("Kopieren", on=given))
    assert "wenn du bis zum 11. Dezember unterschreibst." in copied.text
    got = dana.types("/got sie streichen die Staffelmiete", in_=general)
    assert "Danke, dass du die Staffelmiete streichst." in got.text


def test_a_team_is_spoken_to_with_ihr(table: Table, dana: Hands, general: Channel) -> None:
    dana.types(OPENING, in_=general)
    shown = dana.presses("ihr", on=dana.types("/deal anrede du", in_=general))
    assert "Wir bräuchten von euch 24 Monate Laufzeit." in shown.text
    theirs = dana.types("/coach sie wollen Zahlung in 60 Tagen", in_=general)
    assert "Wobei würde euch das helfen?" in theirs.text
    assert "wenn die späteren so bleiben wie vereinbart" in theirs.text
    assert "Bitte gebt uns bis Freitag Bescheid." in theirs.text


def test_the_settings_ask_for_it_too(table: Table, dana: Hands, general: Channel) -> None:
    dana.types(OPENING, in_=general)
    form = form_of(dana.types("/deal einstellungen", in_=general))
    form.fill("Anrede in deutschen Sätzen", "du").submit()
    assert "Wir bräuchten von dir" in dana.types("/ask Referenzgespräch", in_=general).text
    form = form_of(dana.types("/deal einstellungen", in_=general))
    assert form["Anrede in deutschen Sätzen"] == "du"


def test_a_hiring_deal_asks_once(table: Table, dana: Hands, general: Channel) -> None:
    dana.types(HIRING, in_=general)
    asked = dana.types("/ask Start am 4. Januar", in_=general)
    assert "Es würde uns helfen, wenn Sie am 4. Januar anfangen." in asked.text
    assert QUESTION in asked.text
    said = dana.presses("du", on=asked)
    assert "Anrede in Leitung Montage: du." in said.text
    assert "Es würde uns helfen, wenn du am 4. Januar anfängst." in said.text
    given = dana.types(
        "/concede 2 Tage Homeoffice Kosten 2.000 für Start am 4. Januar", in_=general
    )
    assert "Wir können dir 2 Tage Homeoffice anbieten." in given.text
    assert QUESTION not in given.text


def test_who_does_not_answer_is_not_asked_again(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(HIRING, in_=general)
    first = dana.types("/coach sie wollen 3 Remote-Tage pro Woche", in_=general)
    assert QUESTION in first.text
    assert "[Sie] [du]" in first.text
    again = dana.types("/ask Start am 4. Januar", in_=general)
    assert QUESTION not in again.text
    assert "Es würde uns helfen, wenn Sie am 4. Januar anfangen." in again.text


def test_english_readers_are_not_asked(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open plant engineer hiring 78k EUR", in_=acme)
    assert "How do you speak" not in ana.types("/ask start on 4 Jan", in_=acme).text
    shown = ana.types("/deal address du", in_=acme)
    assert "Form of address in plant engineer: du." in shown.text
    assert "It counts in German sentences only" in shown.text


def test_an_unknown_form_of_address_is_explained(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(OPENING, in_=general)
    assert "/deal anrede du" in dana.types("/deal anrede Kumpel", in_=general).text


def test_what_was_typed_with_du_is_said_only_in_a_deal_that_says_du(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(HIRING, in_=general)
    typed = "/concede Antrittsprämie Kosten 3.000 wenn du bis Freitag zusagst"
    assert "Sagen:" not in dana.types(typed, in_=general).text
    dana.types("/deal anrede du", in_=general)
    said = dana.types(typed.replace("3.000", "4.000"), in_=general)
    assert "wenn du bis Freitag zusagst" in said.text
