"""The playground as `giveget play` serves it, and a browser to look at it with."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot.main import build, load_renderer
from bot.operations.database import migrate_database
from bot.playground import playing
from bot.playground.server import LocalPlayground
from bot.playground.wire import UNHURRIED

WIDTH, HEIGHT = 1280, 800
START_TIMEOUT = 180_000
"""Milliseconds in which even a busy machine has started the browser."""


def playground() -> LocalPlayground:
    """The production bot with its gallery, on a port of its own; time stands where nobody winds it."""
    return LocalPlayground(
        playing.make_bot(partial(build, patience=UNHURRIED), migrate_database),
        gallery=partial(playing.gallery, load_renderer()),
        unhurried=True,
    )


@contextmanager
def browsing(chromium: Path) -> Iterator[Browser]:
    """A headless browser that draws the same everywhere it finds the same fonts."""
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=chromium, args=["--font-render-hinting=none"], timeout=START_TIMEOUT
        )
        yield browser
        browser.close()
