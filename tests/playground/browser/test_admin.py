import pytest
from playwright.sync_api import expect

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser

ON = "People are shown as roles to everybody else"


def begin(screen: Screen) -> None:
    """A deal of Ana's with a give, and Ben, who looks after Giveget."""
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.types("/concede 5% off cost 12k for 24-month term")
    screen.types("/deal plan")
    screen.acts_as("Ben")
    screen.types("/giveget settings")
    expect(screen["modal-title"]).to_have_text("New deals start with")
    screen["modal-submit"].click()
    screen.reads("Saved for this workspace", on=screen.form)
    screen["modal-close"].click()
    expect(screen.form).to_have_count(0)


def test_an_admin_switches_to_roles_and_colleagues_read_them(screen: Screen) -> None:
    begin(screen)
    screen.types("/deal log")
    screen.types("/deal #1")
    screen.reads("@Ana")
    screen.types("/giveget settings data")
    expect(screen["modal-title"]).to_have_text("Data of this workspace")
    screen.field("For works councils").get_by_label(ON).check()
    screen["modal-submit"].click()
    screen.reads("People are shown as roles", on=screen.form)
    screen["modal-close"].click()
    expect(screen.form).to_have_count(0)
    screen.types("/deal #1")
    expect(screen.newest).not_to_contain_text("@Ana")
    screen.types("/giveget settings data")
    expect(screen.field("For works councils").get_by_label(ON)).to_be_checked()


def test_an_admin_filters_the_audit(screen: Screen) -> None:
    begin(screen)
    screen.types("/giveget audit")
    screen.reads("asked for the private plan")
    screen.presses("Filter")
    screen.field("What was done").get_by_role("combobox").click()
    screen.page.get_by_role("option", name="Private plans asked for").click()
    screen["modal-submit"].click()
    screen.reads(
        "Shown: private plans asked for.", "@Ana asked for the private plan", on=screen.form
    )
    expect(screen.form).not_to_contain_text("settings of the workspace")


def test_home_tells_an_admin_that_all_is_well_and_how_much_each_deal_is_used(
    screen: Screen,
) -> None:
    begin(screen)
    screen.goes_to("app-giveget")
    screen.reads("Giveget in this workspace", "All is well", on=screen["home"])
    screen.presses("Deal by deal", on=screen["home"])
    screen.reads("opened on Mon 23 Nov; owner: @Ana", on=screen.form)
    expect(screen.form).not_to_contain_text("Acme renewal")
