"""What waits for something typed in a hurry, as the sentence that somebody copies: no wrong word is offered."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def test_an_english_deal_is_said_as_people_say_it(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Dental lab selling 24k EUR", in_=acme)
    lent = ana.types("/concede 5% off cost 500 if they lend us trailer", in_=acme)
    assert 'Say: "We can do 5% off if you lend us a trailer."' in lent.text
    paid = ana.types("/concede rush order cost 300 for deposit paid upfront", in_=acme)
    assert 'Say: "We can offer a rush order if you pay the deposit upfront."' in paid.text
    renewed = ana.types("/ask renewing for 2 years", in_=acme)
    assert 'Say: "We would like you to renew for 2 years.' in renewed.text
    for line in ("/ask parents app feedback", "/ask exclusive supplier"):
        told = ana.types(line, in_=acme)
        assert "Open ask" in told.text
        assert "Say:" not in told.text


def test_a_german_deal_is_said_as_people_say_it(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Möbel Roth Verkauf 24k EUR", in_=general)
    paid = dana.types("/concede 5 % Rabatt Kosten 300 wenn sie die anzahlung zahlen", in_=general)
    assert "wenn Sie die Anzahlung zahlen.“" in paid.text
    used = dana.types("/concede Regal Kosten 200 wenn sie kühlhaus nutzen", in_=general)
    assert "Bedingtes Zugeständnis" in used.text
    assert "Sagen:" not in used.text
    more = dana.types("/ask Propeller dazu", in_=general)
    assert "wenn Sie einen Propeller dazugeben." in more.text
    number = dana.types("/ask Telefonnummer des Hausmeisters", in_=general)
    assert "wenn Sie die Telefonnummer des Hausmeisters nennen." in number.text
    one = dana.types("/got Techniker am Samstag", in_=general)
    assert "Danke, dass Sie uns den Techniker am Samstag zugesagt haben." in one.text


def test_a_month_is_said_as_it_was_named(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Band selling 3k EUR", in_=acme)
    for typed, said in (
        ("/ask sign by February", "Can you do that by February?"),
        ("/ask photo shoot by end of February", "Can you do that by the end of February?"),
        ("/ask logo wall by Feb 10", "Can you do that by 10 Feb?"),
        ("/concede free delivery cost 100 for case study by March", "Can you do that by March?"),
    ):
        assert said in ana.types(typed, in_=acme).text


def test_a_german_month_is_said_as_it_was_named(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Band Roth Verkauf 3k EUR", in_=general)
    for typed, said in (
        ("/ask Unterschrift bis Februar", "Schaffen Sie das bis Februar?"),
        ("/ask Probe bis Ende Februar", "Schaffen Sie das bis Ende Februar?"),
        ("/ask Fotos bis 10. Februar", "bis zum 10. Februar"),
    ):
        assert said in dana.types(typed, in_=general).text


def test_how_long_a_work_takes_is_no_time_of_a_price(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Roof selling 84k EUR", in_=acme)
    told = ana.types("/offer price 84,000, duration 10 months", in_=acme)
    assert 'Say: "We can do 84,000 EUR, with a duration of 10 months."' in told.text
