"""The README's picture: the playground in the middle of its story, where a second give in a row is checked."""

import sys
from pathlib import Path

from playwright.sync_api import expect

from bot import logs
from tests import browsers
from tests.playground.browser import serving
from tests.playground.browser.screen import Screen

MOMENT = "Ana types /concede net 60 cost 3k"


def take(path: Path, chromium: Path) -> None:
    """Walks the story up to that moment and keeps what is on the screen."""
    with serving.playground() as playground, serving.browsing(chromium) as browser:
        page = browser.new_page(
            viewport={"width": serving.WIDTH, "height": serving.HEIGHT}, reduced_motion="reduce"
        )
        screen = Screen(page, playground.url)
        screen["story"].click()
        while screen["story-deed"].all_inner_texts() != [MOMENT]:
            screen["story-next"].click()
            screen.rest()
            expect(screen["story-next"]).to_be_enabled()
        screen.page.mouse.move(0, 0)
        screen.page.screenshot(path=path)


def main(path: str) -> None:
    logs.begin(logs.LogLevel.WARNING)
    chromium = browsers.chromium()
    if chromium is None:
        sys.exit(browsers.MISSING)
    take(Path(path), chromium)


if __name__ == "__main__":
    main(*sys.argv[1:])
