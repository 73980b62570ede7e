from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from bot.playground.server import LocalPlayground
from tests.playground.browser import serving
from tests.playground.browser.screen import Screen

PATIENCE = 120_000


@pytest.fixture(scope="package")
def browser(chromium: Path) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with serving.browsing(chromium) as browser:
        yield browser


@pytest.fixture(scope="package")
def served() -> Iterator[LocalPlayground]:
    with serving.playground() as playground:
        yield playground


@pytest.fixture
def playground(served: LocalPlayground) -> Iterator[LocalPlayground]:
    """A fresh workspace. At the end nothing was sent to it that Slack would refuse or drop."""
    if served.board.workspace.version > 1:
        served.fresh()
    yield served
    assert served.slack.violations == []


@pytest.fixture(scope="package")
def context(browser: Browser) -> BrowserContext:
    """One for all, so that what the page is made of is fetched once."""
    context = browser.new_context(locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture
def width() -> int:
    return serving.WIDTH


@pytest.fixture
def screen(context: BrowserContext, playground: LocalPlayground, width: int) -> Iterator[Screen]:
    """Ana's, who looks at #acme. At the end the browser had nothing to complain of."""
    complaints: list[str] = []
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": serving.HEIGHT})
    page.on(
        "console",
        lambda told: complaints.append(told.text) if told.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Screen(page, playground.url)
    page.evaluate("localStorage.clear()")
    page.close()
    assert complaints == []
