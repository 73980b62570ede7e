"""What has come is thanked for as a thing that is there, and an hour that was typed is not lost in a sentence."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel


@pytest.mark.parametrize(
    ("asked", "came", "said"),
    [
        ("deposit 30%", "deposit came", "Thank you for the deposit."),
        ("sample parts", "sample parts arrived", "Thank you for the sample parts."),
        ("signed drawings", "deposit paid", "Thank you for paying the deposit."),
        ("case study", "case study", "Thank you for agreeing to the case study."),
    ],
)
def test_thanks_for_what_came_are_none_for_agreeing(
    ana: Hands, acme: Channel, asked: str, came: str, said: str
) -> None:
    ana.types("/deal open organ restoration selling 86k GBP", in_=acme)
    ana.types(f"/ask {asked}", in_=acme)
    assert said in ana.types(f"/got {came}", in_=acme).text


@pytest.mark.parametrize("came", ["Anzahlung ist da", "Anzahlung ist eingegangen"])
def test_german_thanks_for_what_came_too(slack: FakeSlack, came: str) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Orgel Verkauf 12k EUR", in_=general)
    dana.types("/ask Anzahlung 20%", in_=general)
    assert "Danke für die Anzahlung." in dana.types(f"/got {came}", in_=general).text


def test_an_ask_by_an_hour_is_not_said_without_it(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open food truck buying 6k GBP", in_=acme)
    asked = ana.types("/ask setup by 9am", in_=acme)
    assert "Open ask" in asked.text
    assert "We would like setup. " not in asked.text
    assert "We would like access from 7am." in ana.types("/ask access from 7am", in_=acme).text


def test_a_yes_to_something_included_thanks_for_including_it(
    slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open berth winter storage buying 3100 GBP", in_=acme)
    ana.types("/ask power included", in_=acme)
    said = ana.types("/got power is included", in_=acme).text
    assert "Thank you for including power." in said or "Thank you for including the power." in said
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Bootsplatz Einkauf 2.700 EUR", in_=general)
    dana.types("/ask Strom inklusive", in_=general)
    said = dana.types("/got strom ist inklusive", in_=general).text
    assert "Danke, dass Sie den Strom in den Preis einschließen." in said


def test_a_day_within_the_ask_is_not_that_of_the_answer(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Bootsplatz Einkauf 2.700 EUR", in_=general)
    asked = dana.types("/ask Reinigung vor dem 1. Dezember", in_=general).text
    assert "Schaffen Sie das" not in asked
