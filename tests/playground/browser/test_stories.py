"""Every story, walked in the page to its end."""

import pytest
from playwright.sync_api import expect

from bot.playground.story import Story, stories
from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser


def walk(screen: Screen, story: Story) -> None:
    screen["story"].click()
    screen["story-choice"].select_option(story.name)
    for number in range(1, len(story.steps) + 1):
        screen["story-next"].click()
        said = f"Step {number} of {len(story.steps)}" if number < len(story.steps) else "The end"
        expect(screen["story-caption"]).to_contain_text(said)
        screen.rest()


def test_the_stories_can_be_chosen_until_one_begins(screen: Screen) -> None:
    screen["story"].click()
    expect(screen["story-choice"].locator("option")).to_have_text([one.about for one in stories()])
    assert all(one.about for one in stories())
    screen.presses_on("story-next")
    expect(screen["story-choice"]).to_have_count(0)


@pytest.mark.parametrize("story", stories(), ids=lambda one: one.name)
def test_a_story_is_walked_to_its_end(screen: Screen, story: Story) -> None:
    walk(screen, story)
    expect(screen["story-again"]).to_be_visible()
    expect(screen.newest).to_be_visible()


def test_somebody_else_in_the_channel_saw_nothing_of_the_hiring(screen: Screen) -> None:
    walk(screen, next(one for one in stories() if one.name == "hiring"))
    expect(screen["channel-title"]).to_have_text("hiring")
    screen.reads("Leitung Datenteam, Verlauf", "7.000 EUR, 2 Zugeständnisse")
    screen.acts_as("Ben")
    expect(screen["message"]).to_have_count(1)
    screen.reads("The plan is for the deal's owner")
