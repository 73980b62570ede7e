import pytest
from playwright.sync_api import expect

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser

OPEN = "/deal open Acme renewal selling 240k EUR"


def test_an_empty_command_opens_its_form_which_keeps_what_was_typed_until_it_can_be_read(
    screen: Screen,
) -> None:
    screen.types(OPEN)
    screen.types("/concede")
    expect(screen["modal-title"]).to_have_text("A give")
    expect(screen.field("What").locator("input")).to_be_focused()

    screen.fills("Cost to us", "12k")
    screen["modal-submit"].click()
    expect(screen.field("What").get_by_test_id("field-error")).to_have_text(
        "Please complete this required field."
    )

    screen.fills("What", "5% off")
    screen.fills("Cost to us", "a lot")
    screen["modal-submit"].click()
    complaint = screen.field("Cost to us").get_by_test_id("field-error")
    expect(complaint).to_contain_text("12k")
    expect(screen.field("Cost to us").locator("input")).to_have_value("a lot")
    expect(screen.field("What").locator("input")).to_have_value("5% off")

    screen.fills("Cost to us", "12k")
    screen["modal-submit"].click()
    expect(screen.form.get_by_role("textbox")).to_have_count(0)
    screen.reads(
        "Not a give yet", "Read as: 5% off, cost 12,000 EUR.", "Kept as draft #1", on=screen.form
    )
    screen.presses("Already said", on=screen.form)
    screen.reads("Recorded #1: 5% off.", on=screen.form)

    screen.presses("Edit", on=screen.form)
    expect(screen["modal-title"]).to_have_text("Change a give")
    screen["modal-back"].click()
    screen.reads("Recorded #1: 5% off.", on=screen.form)
    screen.presses("Edit", on=screen.form)
    expect(screen["modal-title"]).to_have_text("Change a give")
    screen["modal-dismiss"].click()
    expect(screen.form).to_have_count(0)
    expect(screen["composer"]).to_be_focused()


def test_what_is_said_in_a_message_is_logged_from_its_menu_in_a_thread_too(screen: Screen) -> None:
    screen.types(OPEN)
    screen.types("We can do 5% off if you sign this month")
    screen.newest.hover()
    screen.newest.get_by_test_id("more-actions").click()
    screen["shortcut-give.log"].click()
    expect(screen.field("What").locator("input")).to_have_value("5% off")
    expect(screen.field("Only if").locator("input")).to_have_value("you sign this month")
    screen["modal-close"].click()
    expect(screen.form).to_have_count(0)

    screen.newest.hover()
    screen.newest.get_by_test_id("reply-in-thread").click()
    screen.types("And net 60", into="thread-composer")
    reply = screen["thread"].get_by_test_id("message").last
    screen.reads("And net 60", on=reply)
    reply.hover()
    reply.get_by_test_id("more-actions").click()
    screen["shortcut-give.log"].click()
    expect(screen.field("What").locator("input")).to_have_value("net 60")
    screen["modal-dismiss"].click()
    expect(screen.form).to_have_count(0)

    screen.types("/concede net 60", into="thread-composer")
    refusal = "/concede is not supported in threads. Sorry!"
    expect(screen["thread"].get_by_test_id("composer-error")).to_have_text(refusal)
    expect(screen["thread-composer"]).to_have_value("/concede net 60")


def test_a_sentence_to_say_comes_in_a_form_to_be_copied(screen: Screen) -> None:
    screen.types(OPEN)
    screen.types("/concede 5% off cost 12k for 24-month term if signed by 30 Nov")
    screen.presses("Copy")
    expect(screen["modal-title"]).to_have_text("A sentence to say")
    expect(screen.field("Say").locator("textarea")).to_be_focused()
    screen.page.keyboard.press("Escape")
    expect(screen.form).to_have_count(0)
