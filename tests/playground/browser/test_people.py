import pytest
from playwright.sync_api import expect

from bot.playground.server import LocalPlayground
from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser


def test_the_other_company_sees_and_presses_nothing_of_a_deal_in_a_shared_channel(
    screen: Screen,
) -> None:
    screen.goes_to("channel-acme-shared")
    expect(screen["shared-banner"]).to_have_text("This channel is shared with Acme.")
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.reads("Only visible to you", "Deal open: Acme renewal")
    screen.acts_as("Olga")
    expect(screen["channel-title"]).to_have_text("acme-shared")
    expect(screen["message"]).to_have_count(0)
    expect(screen["app-giveget"]).to_have_count(0)
    screen.types("/deal log")
    expect(screen["composer-error"]).to_have_text("/deal is not a valid command.")


def test_a_button_that_the_other_company_could_see_would_do_nothing_for_them(
    screen: Screen, playground: LocalPlayground
) -> None:
    screen.goes_to("channel-acme-shared")
    screen.types("/deal open Acme renewal selling 240k EUR")
    workspace = playground.board.workspace
    shared = workspace.channel_named("acme-shared")
    private = shared.messages[-1]
    workspace.say(shared, by=private.by, text=private.text, blocks=private.blocks)
    screen.acts_as("Olga")
    expect(screen["message"]).to_have_count(1)
    screen.presses("Record a give")
    screen.reads(
        "Only visible to you",
        "Only full members of this workspace can use Giveget. Nothing was changed.",
    )
    expect(screen.form).to_have_count(0)


def test_a_guest_is_refused(screen: Screen) -> None:
    screen.acts_as("Gus")
    expect(screen["channel-title"]).to_have_text("globex")
    screen.types("/deal open Globex partnering 100k EUR")
    screen.reads("Only visible to you", "Only full members of this workspace can use Giveget.")
