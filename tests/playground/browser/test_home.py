import pytest
from playwright.sync_api import expect

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser


def test_home_shows_what_is_to_decide_and_what_is_open_with_its_age(screen: Screen) -> None:
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.types("/concede 5% off cost 12k on 12 Nov")
    screen.presses("Already said")
    screen.types("/concede net 60 cost 3k")
    screen.goes_to("app-giveget")
    home = screen["home"]
    screen.reads(
        "To decide", "Draft #2 in Acme renewal: give net 60, cost 3,000 EUR", "Open gives", on=home
    )
    screen.reads("#1 in Acme renewal: 5% off", "12,000 EUR, 11 days", "Your deals", on=home)

    screen.winds("clock-1d")
    screen.goes_to("channel-acme")
    screen.goes_to("app-giveget")
    screen.reads("12,000 EUR, 12 days", on=home)

    screen.presses("Goodwill, on purpose", on=home)
    screen.reads(
        "Goodwill #2: net 60, cost 3,000 EUR.", "Nothing expected for it until", on=screen.form
    )
    screen["modal-close"].click()
    expect(screen.form).to_have_count(0)
    expect(home).not_to_contain_text("To decide")
    screen.presses("Ask in return", on=home)
    expect(screen.form).to_be_visible()
    screen["modal-close"].click()
    expect(screen.form).to_have_count(0)
    screen.presses("Open a deal", on=home)
    expect(screen["modal-title"]).to_have_text("Open a deal")
