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
    assert "We would like" not in asked.text
    assert "We would like access from 7am." in ana.types("/ask access from 7am", in_=acme).text
