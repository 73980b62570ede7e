"""The end of a deal as somebody lives it whose Slack is in German: the sheet, the calendar, what is remembered, and a
relationship that goes quiet."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of
from tests.flows.test_documents import content_of, pages_of


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German."""
    return slack.person("Dana")


@pytest.fixture
def deal(dana: Hands, slack: FakeSlack) -> Channel:
    """A deal with something agreed, a rhythm, and the day on which it ends."""
    general = slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/got Referenzgespräch Wert 5k", in_=general)
    dana.types("/deal rhythmus jeden ersten Montag im Monat", in_=general)
    dana.types("/deal laufzeit 31.12.2027 Kündigungsfrist 3 Monate", in_=general)
    return general


def test_the_sheet_of_the_close_is_shown_and_comes_as_pages(
    table: Table, dana: Hands, deal: Channel
) -> None:
    dana.presses("Alles im Vertrag", on=dana.types("/deal bedingungen", in_=deal))
    shown = dana.types("/deal abschlussblatt", in_=deal)
    assert "Vorschau: was in Acme Verlängerung vereinbart wurde" in shown.text
    assert "Die Gegenseite gibt: Referenzgespräch (im Vertrag)" in shown.text
    assert "5.000" not in shown.text
    said = dana.types("/deal abschlussblatt pdf", in_=deal)
    assert "was vereinbart ist, als PDF" in said.text
    words = " ".join(pages_of(content_of(table, dana)))
    assert "Die Gegenseite gibt: Referenzgespräch (im Vertrag)" in words
    assert "Letzter Kündigungstag: 30. September 2027" in words
    assert "5.000" not in words


def test_the_days_of_the_deal_come_as_a_calendar(table: Table, dana: Hands, deal: Channel) -> None:
    said = dana.types("/deal export kalender", in_=deal)
    assert "die Termine als Kalenderdatei" in said.text
    content = content_of(table, dana).decode()
    for summary in ("Zwischenstand", "letzter Tag für die Kündigung", "Verlängerung"):
        assert f"SUMMARY:Acme Verlängerung: {summary}" in content


def test_after_the_close_there_is_something_to_remember(
    table: Table, dana: Hands, deal: Channel
) -> None:
    dana.presses("Alles im Vertrag", on=dana.types("/deal bedingungen", in_=deal))
    won = dana.presses("Abschließen als gewonnen", on=dana.types("/deal bedingungen", in_=deal))
    assert table.deal.state == "won"
    form = form_of(dana.presses("Was zu merken ist", on=won))
    (label,) = form.fields
    form.fill(label, "früher nach der Referenz fragen").submit()
    assert "früher nach der Referenz fragen" in dana.types("/deal bedingungen", in_=deal).text


def test_a_relationship_that_cools_is_noticed(table: Table, dana: Hands, deal: Channel) -> None:
    dana.types("/coach beginnen", in_=deal)
    dana.types("/deal gewonnen", in_=deal)
    for _ in range(70):
        table.wind(days=1)
    said = "\n".join(shown.text for shown in dana.sees(dana.dm))
    assert "Seit Mo 23. Nov 2026 ist es still" in said


def test_it_has_ended_and_is_looked_back_on(table: Table, dana: Hands, deal: Channel) -> None:
    dana.types("/deal gewonnen", in_=deal)
    ended = dana.types("/deal beendet", in_=deal)
    assert "Acme Verlängerung" in ended.text
    assert table.deal.state == "ended"
    assert "Rückblick" in dana.types("/deal rückblick", in_=deal).text
