"""Plain sentences typed to the bot in its direct message."""

import pytest

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser


def test_the_bot_answers_plain_sentences_in_its_direct_message(screen: Screen) -> None:
    screen.goes_to("app-giveget")
    screen.presses_on("tab-messages")
    screen.types("hello what can you do?")
    screen.reads("Hello!", "Tell me in your own words")
    screen.goes_to("channel-acme")
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.goes_to("app-giveget")
    screen.presses_on("tab-messages")
    screen.types("they want 15% off by Friday")
    screen.reads("Is this for Acme renewal? Nothing is recorded yet.", "Their ask #1: 15% off")
    screen.presses("Yes, Acme renewal")
    screen.reads("Acme renewal", "Their ask #1: 15% off")
    screen.types("/deal log")
    screen.reads("Acme renewal")
