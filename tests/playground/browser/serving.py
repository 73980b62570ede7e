"""The playground as `giveget play` serves it, and a browser to look at it with."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot import wiring
from bot.playground import playing
from bot.playground.server import LocalPlayground

WIDTH, HEIGHT = 1280, 800


def playground() -> LocalPlayground:
    """The production bot with its gallery, on a port of its own."""
    return LocalPlayground(
        playing.make_bot(wiring.build, wiring.migrate),
        gallery=partial(playing.gallery, wiring.written()),
    )


@contextmanager
def browsing(chromium: Path) -> Iterator[Browser]:
    """A headless browser that draws the same everywhere it finds the same fonts."""
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=chromium, args=["--font-render-hinting=none"]
        )
        yield browser
        browser.close()
