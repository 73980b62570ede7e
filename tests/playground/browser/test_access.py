"""What somebody needs who does not see the screen, or uses no mouse."""

import pytest
from playwright.sync_api import Locator, expect

from tests.playground.browser.screen import Screen

pytestmark = pytest.mark.browser

WORKED = (
    "button, a[href], input, select, textarea, summary, [tabindex='0'], "
    "[role=button], [role=tab], [role=menuitem], [role=option], [role=dialog]"
)
SHOWN = "img, [role=img]"
NAMELESS = """nodes => nodes
  .filter(node => node.checkVisibility() && !node.closest('[aria-hidden=true]'))
  .filter(node => {
    const labelled = (node.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean);
    const words = [
      node.getAttribute('aria-label'), node.getAttribute('alt'), node.getAttribute('title'),
      ...labelled.map(id => document.getElementById(id)?.textContent),
      ...[...(node.labels ?? [])].map(label => label.textContent),
      /^(input|select|textarea)$/i.test(node.tagName) ? '' : node.textContent,
    ];
    return !words.some(word => word?.trim());
  })
  .map(node => node.outerHTML.slice(0, 120))"""
TWINS = "nodes => nodes.map(node => node.id).filter((id, at, all) => id && all.indexOf(id) !== at)"


def nameless(where: Locator) -> list[str]:
    """Things to press, fill or look at that a screen reader could not name."""
    found: list[str] = where.locator(f"{WORKED}, {SHOWN}").evaluate_all(NAMELESS)
    return found


def accessible(screen: Screen) -> None:
    page = screen.page.locator("html")
    assert nameless(page) == []
    assert page.locator("[id]").evaluate_all(TWINS) == []


def test_everything_has_a_name_wherever_one_looks(screen: Screen) -> None:
    accessible(screen)
    screen.types("/deal open Acme renewal selling 240k EUR")
    screen.types("/concede 5% off cost 12k on 12 Nov")
    screen.presses("Already said")
    screen.types("/got reference call worth 5k for #1")
    screen.types("/deal log")
    screen.presses("Show the chart")
    screen.reads("Given and got so far")
    accessible(screen)
    screen.types("/concede")
    expect(screen.form).to_be_visible()
    accessible(screen)
    screen["modal-close"].click()
    screen["tools-open"].click()
    screen["clock"].click()
    accessible(screen)
    screen.page.keyboard.press("Escape")
    screen["tools-close"].click()
    screen["person-switcher"].click()
    accessible(screen)
    screen.page.keyboard.press("Escape")
    screen.goes_to("app-giveget")
    screen.reads("Open gives", on=screen["home"])
    accessible(screen)
    screen["gallery-open"].click()
    expect(screen["gallery-sample"]).to_be_visible()
    accessible(screen)


def test_a_page_without_a_name_for_something_is_noticed(screen: Screen) -> None:
    screen.page.evaluate(
        "document.querySelector('[data-testid=composer-send]').removeAttribute('aria-label')"
    )
    screen.page.evaluate(
        "document.querySelector('[data-testid=composer-send]').removeAttribute('title')"
    )
    assert len(nameless(screen.page.locator("html"))) == 1


def test_the_keyboard_alone_records_a_give(screen: Screen) -> None:
    keyboard = screen.page.keyboard
    screen.types("/deal open Acme renewal selling 240k EUR")
    button = screen.newest.get_by_role("button", name="Record a give")
    button.focus()
    keyboard.press("Enter")
    expect(screen.field("What").locator("input")).to_be_focused()
    expect(screen.page.locator("#workspace")).to_have_attribute("inert", "")
    keyboard.press("Escape")
    expect(screen.form).to_have_count(0)
    expect(button).to_be_focused()
    assert screen.page.evaluate("document.activeElement.matches(':focus-visible')")
    outline = button.evaluate("node => getComputedStyle(node).outlineStyle")
    assert outline != "none"
    keyboard.press("Enter")
    expect(screen.field("What").locator("input")).to_be_focused()
    keyboard.type("free onboarding call")
    keyboard.press("Tab")
    keyboard.type("2k")
    keyboard.press("Enter")
    screen.reads("Recorded #1: free onboarding call.", on=screen.form)
