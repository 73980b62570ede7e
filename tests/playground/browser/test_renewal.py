"""The first ten minutes by hand: every step typed and pressed as a person would."""

import pytest
from playwright.sync_api import expect

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser


def test_the_first_ten_minutes(screen: Screen) -> None:
    screen.goes_to("app-giveget")
    screen.reads(
        "I store what you type to me or log from a message.", "None yet.", on=screen["home"]
    )
    screen.goes_to("channel-acme")

    screen["composer"].press_sequentially("/de")
    expect(screen["completion-option"]).to_have_count(1)
    screen["composer"].press("Tab")
    expect(screen["composer"]).to_have_value("/deal ")
    screen["composer"].press_sequentially("open Acme renewal selling 240k EUR")
    screen["composer"].press("Enter")
    screen.reads(
        "Only visible to you",
        "Deal open: Acme renewal, 240,000 EUR, selling.",
        "Nothing was posted",
    )
    expect(screen["composer"]).to_have_value("")

    screen.types("/concede 5% off cost 12k on 12 Nov")
    screen.reads(
        "Read as: give 5% off, cost 12,000 EUR, on Thu 12 Nov, nothing in return yet.",
        "Kept as draft #1",
    )
    assert screen.buttons() == ["Already said", "Not yet", "Edit"]

    screen.presses("Already said")
    screen.reads("Recorded #1: 5% off.", "Open give, 11 days: 12,000 EUR", "Ask in return:")
    assert screen.buttons() == ["Undo", "24-month term", "Prepay", "Reference call"]

    screen.presses("24-month term")
    screen.reads(
        "Open ask #2: 24-month term for #1, by Fri 27 Nov.",
        "Worth unknown.",
        "In return we need a 24-month term.",
    )

    screen.types("/concede net 60 cost 3k")
    screen.reads(
        "Not a give yet: second in a row, #1 is still open.",
        "would rise from 12,000 to 15,000 EUR.",
    )
    assert screen.buttons() == [
        "If signed by 30 Nov",
        "Already said",
        "Reference call",
        "Intro to another team",
    ]

    screen.presses("If signed by 30 Nov")
    screen.reads(
        "Conditional give #3: net 60 if signed by 30 Nov",
        "stays 12,000 EUR.",
        "if you sign by 30 Nov.",
    )

    screen.winds("clock-1d")
    screen.winds("clock-1d")
    screen.types("/got 24-month term worth 30k")
    screen.reads(
        "Agreed, ask #2: 24-month term.",
        "Get #4: 24-month term, worth 30,000 EUR. Matched with #1.",
    )

    screen.types("/deal log")
    screen.reads(
        "Acme renewal, the ledger", "12,000 EUR, 1 give", "30,000 EUR, 1 get", "1 of 1 ask agreed"
    )
    expect(screen.newest.get_by_test_id("table").locator("tbody tr")).to_have_count(4)
    screen.presses("Show the chart")
    drawing = screen.newest.get_by_test_id("chart").get_by_role("img")
    expect(drawing).to_have_accessible_name(
        "Given and got so far "
        "Line chart. Given, cost: 12 Nov 12,000, 25 Nov 12,000. Got, worth: 12 Nov 0, 25 Nov 30,000."
    )
    screen.newest.get_by_text("Show as table").click()
    expect(screen.newest.get_by_role("row", name="25 Nov 12,000 30,000")).to_be_visible()


def test_the_channel_saw_nothing_of_it(screen: Screen) -> None:
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.types("/concede 5% off cost 12k on 12 Nov")
    expect(screen["message"]).to_have_count(2)
    screen.acts_as("Ben")
    expect(screen["channel-title"]).to_have_text("acme")
    expect(screen["message"]).to_have_count(0)
