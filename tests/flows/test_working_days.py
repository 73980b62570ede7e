"""Days that are named to the other side are days on which people work where the reader is."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Buyer, de-DE."""
    return slack.person("Dana")


def move_to(person: Hands, zone: str, holidays: str = "") -> None:
    """Says in the preferences where somebody is."""
    form = form_of(person.types("/coach nudges")).fill("Time zone", zone)
    form.fill("Public holidays of", holidays).submit()


def test_a_reply_is_asked_for_on_a_working_day_of_the_country(
    table: Table, ana: Hands, acme: Channel
) -> None:
    """In Riyadh nobody works on Fridays and Saturdays."""
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    move_to(ana, "Asia/Riyadh")
    asked = ana.types("/ask 24-month term", in_=acme)
    assert "Open ask #1: 24-month term, by Sun 29 Nov." in asked.text
    assert "Can you confirm by Sunday?" in asked.text


def test_a_day_that_was_typed_is_named_as_the_working_day_before_a_public_holiday(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    assert "Can you do that by 6 Jan?" in ana.types("/ask case study by 6 Jan", in_=acme).text
    move_to(ana, "Europe/Madrid")
    asked = ana.types("/ask reference call by 6 Jan", in_=acme)
    assert "by Wed 6 Jan 2027." in asked.text
    assert "Can you do that by 5 Jan?" in asked.text


def test_who_works_through_public_holidays_names_them(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    move_to(ana, "Europe/Madrid", "-")
    assert "Can you do that by 6 Jan?" in ana.types("/ask reference call by 6 Jan", in_=acme).text


def test_a_conditional_give_is_to_be_signed_for_on_a_working_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    """St Andrew's Day is one off in Scotland, and there it falls on the last day of the month."""
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    move_to(ana, "Europe/London", "GB-SCT")
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    checked = ana.types("/concede net 60 cost 3k", in_=acme)
    assert "[If signed by 27 Nov]" in checked.text
    said = ana.types("/ask 24-month term by 30 Nov", in_=acme)
    assert "Can you confirm by Friday?" in said.text


def test_german_sentences_name_working_days_too(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Stahlprofile Einkauf 240k EUR", in_=general)
    asked = dana.types("/ask Referenzgespräch bis 17. Mai", in_=general)
    # Pfingstmontag 2027
    assert "bis Mo 17. Mai 2027" in asked.text
    assert "Schaffen Sie das bis zum 14. Mai?" in asked.text


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")
