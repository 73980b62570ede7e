"""Everybody's own language, numbers, days and time zones."""

from datetime import timedelta

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of

GERMAN = "/deal open Acme renewal selling 240.000 EUR"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Buyer, de-DE."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def test_german_numbers_are_read_and_written(table: Table, dana: Hands, general: Channel) -> None:
    assert (
        "Deal eröffnet: Acme renewal, 240.000 EUR, Verkauf." in dana.types(GERMAN, in_=general).text
    )
    check = dana.types("/concede 8% off cost 12.000,50", in_=general)
    assert "8% off, Kosten 12.000,50 EUR." in check.text
    assert (
        "Offenes Zugeständnis, heute: 12.000,50 EUR (5 % des Deals)."
        in dana.presses("Schon gesagt", on=check).text
    )
    assert "12.000,50 EUR" in dana.types("/deal log", in_=general).text


def test_each_reader_sees_their_own_numbers_and_language(
    table: Table, dana: Hands, ana: Hands, general: Channel
) -> None:
    dana.types(GERMAN, in_=general)
    dana.presses("Schon gesagt", on=dana.types("/concede 8% off cost 12.000,50", in_=general))
    assert "Given with nothing back yet: 12,000.50 EUR" in ana.types("/deal", in_=general).text
    assert "Gegeben ohne Gegenleistung: 12.000,50 EUR" in dana.types("/deal", in_=general).text


def test_a_figure_survives_its_form_in_every_locale(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN, in_=general)
    form = form_of(
        dana.presses("Bearbeiten", on=dana.types("/concede 8% off cost 12.000,50", in_=general))
    )
    form.submit()
    assert "12.000,50 EUR" in dana.types("/deal log #1", in_=general).text
    form_of(dana.types("/deal settings", in_=general)).submit()
    assert "240.000 EUR" in dana.types("/deal", in_=general).text


def test_percent_is_written_with_or_without_a_space(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN, in_=general)
    assert (
        "Eingetragen #1: 5 % Rabatt."
        in dana.types("/concede 5 % Rabatt cost 2.000", in_=general).text
    )


def test_a_german_share_fits_the_settings(table: Table, dana: Hands, general: Channel) -> None:
    dana.types(GERMAN, in_=general)
    form = form_of(dana.types("/deal settings", in_=general)).fill(
        "Erstes Zugeständnis sofort", "2,5 %"
    )
    assert "Einstellungen gespeichert" in form.submit().text
    label = "Erstes Zugeständnis sofort eintragen unter (% des Deals)"
    assert form_of(dana.types("/deal settings", in_=general))[label] == "2.5 %"


def test_a_deal_without_a_currency_counts_in_that_of_the_persons_country(
    table: Table, dana: Hands, general: Channel
) -> None:
    assert "240.000 EUR" in dana.types("/deal open Acme renewal selling 240k", in_=general).text


def test_a_day_begins_where_the_person_is(table: Table, slack: FakeSlack, ana: Hands) -> None:
    globex, chris = slack.channel("globex"), slack.person("Chris")
    slack.clock.wind(
        timedelta(hours=15, minutes=30)
    )  # 00:30 on Tuesday in Berlin, 18:30 on Monday in New York
    ana.types("/deal open Globex pilot partnering 50k EUR", in_=globex)
    ana.types("/ask joint webinar", in_=globex)
    chris.types("/ask shared booth", in_=globex)
    log = ana.types("/deal log", in_=globex).text
    assert "24 Nov  ask   joint webinar" in log
    assert "23 Nov  ask   shared booth" in log
