"""`giveget play`: the playground, or one of its stories told without a browser."""

from functools import partial

from bot.main import build, load_renderer
from bot.operations.database import migrate_database
from bot.playground import playing
from bot.playground.wire import UNHURRIED


def play(*, port: int, headless: bool, story: str | None) -> int:
    """Serves the playground, or tells one story; the exit code."""
    return playing.play(
        partial(build, patience=UNHURRIED) if headless else build,
        migrate_database,
        partial(playing.gallery, load_renderer()),
        port=port,
        headless=headless,
        story=story,
    )
