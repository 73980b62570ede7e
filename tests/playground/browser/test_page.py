import re

import pytest
from playwright.sync_api import expect

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser

LOOKED_AT = """entries => entries.map(entry => {
  const shown = mark => document.querySelector(`[data-testid=gallery-${mark}]`);
  entry.click();
  return [entry.dataset.name, shown("name").innerText, shown("sample").innerText,
          document.querySelectorAll(".unknown-block").length];
})"""
"""Presses each entry: its name, the name and the words on screen, and how many blocks could not be drawn."""


def test_the_playground_opens_on_its_monday_and_says_so(screen: Screen) -> None:
    expect(screen["clock"]).to_have_text("Mon 23 Nov, 09:00")
    screen["clock"].click()
    expect(screen["clock-panel"]).to_contain_text("opens on Monday, 23 November 2026")


def test_the_first_steps_can_be_tried(screen: Screen) -> None:
    expect(screen["welcome-step"]).to_have_count(3)
    screen["welcome-try"].first.click()
    expect(screen["composer"]).to_have_value("/deal open Acme renewal selling 240k EUR")
    screen["composer"].press("Enter")
    expect(screen["welcome"]).to_contain_text("/concede 5% off cost 12k on 12 Nov")


def test_the_story_is_walked_and_played_and_the_workspace_reset(screen: Screen) -> None:
    screen["story"].click()
    screen.presses_on("story-next")
    expect(screen["story-caption"]).to_contain_text("Step 1 of ")
    expect(screen["story-deed"]).to_have_text("Ana opens Home")
    expect(screen["home"]).to_be_visible()
    screen.presses_on("story-next")
    expect(screen["story-deed"]).to_have_text("Ana types /deal open Acme renewal selling 240k EUR")
    screen.reads("Deal open: Acme renewal")
    screen["story-all"].click()
    expect(screen["story-caption"]).to_contain_text("Step 4 of ")
    screen["story-all"].click()
    expect(screen["story-all"]).to_have_text("Play all")

    screen["tools-open"].click()
    screen["reset"].click()
    screen["confirm-yes"].click()
    expect(screen["story"].first).to_be_visible()
    expect(screen["story-caption"]).to_be_hidden()
    expect(screen["message"]).to_have_count(0)
    expect(screen["clock"]).to_have_text("Mon 23 Nov, 09:00")


def test_a_story_begins_in_a_fresh_workspace(screen: Screen) -> None:
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen["story"].click()
    expect(screen["confirm"]).to_contain_text("The story begins in a fresh workspace.")
    screen["confirm-yes"].click()
    expect(screen["story-next"]).to_be_visible()
    expect(screen["message"]).to_have_count(0)


def test_the_gallery_shows_every_sample(screen: Screen) -> None:
    screen["gallery-open"].click()
    expect(screen["gallery-sample"]).to_be_visible()
    seen = screen["gallery-entry"].evaluate_all(LOOKED_AT)
    assert len(seen) > 50
    assert [
        name
        for name, shown, words, unknown in seen
        if shown != name or not words.strip() or unknown
    ] == []
    screen["gallery-close"].click()
    expect(screen["composer"]).to_be_visible()


def test_the_gallery_speaks_german_too(screen: Screen) -> None:
    screen["gallery-open"].click()
    expect(screen["gallery-sample"]).to_be_visible()
    english = screen["gallery-entry"].count()
    screen["gallery-search"].fill("their ask recorded")
    screen["gallery-language"].filter(has_text="Deutsch").click()
    expect(screen["gallery-name"]).to_contain_text("their ask recorded")
    expect(screen["gallery-sample"]).to_contain_text("Forderung der Gegenseite")
    screen["gallery-search"].fill("")
    expect(screen["gallery-entry"]).to_have_count(english)
    seen = screen["gallery-entry"].evaluate_all(LOOKED_AT)
    assert [
        name
        for name, shown, words, unknown in seen
        if shown != name or not words.strip() or unknown
    ] == []


def test_dark_is_remembered(screen: Screen) -> None:
    screen["theme"].click()
    expect(screen.page.locator("html")).to_have_attribute("data-theme", "dark")
    screen.page.reload()
    screen.rest()
    expect(screen.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(screen.page.locator("body")).to_have_css(
        "color", re.compile(r"rgb\((2\d\d), (2\d\d), (2\d\d)\)")
    )


@pytest.mark.parametrize("width", [390])
def test_a_phone_scrolls_only_downwards(screen: Screen, width: int) -> None:
    def fits() -> bool:
        return int(screen.page.evaluate("document.documentElement.scrollWidth")) <= width

    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.types("/concede 5% off cost 12k on 12 Nov")
    screen.presses("Already said")
    screen.types("/deal log")
    screen.reads("Acme renewal, the ledger")
    assert fits()
    screen.types("/concede")
    expect(screen.form).to_be_visible()
    assert fits()
    screen["modal-close"].click()
    screen["open-sidebar"].click()
    screen.goes_to("app-giveget")
    screen.reads("Open gives", on=screen["home"])
    assert fits()
    screen["bar-more"].click()
    screen["more-gallery-open"].click()
    expect(screen["gallery-sample"]).to_be_visible()
    assert fits()
