"""The stories beside the renewal: buying, and hiring in German. `GOLDENS=write pytest tests/playground/test_stories.py`
writes them anew; read the difference aloud before it is kept."""

import os
import re
from functools import partial
from pathlib import Path

import pytest

from bot.main import build
from bot.operations.database import migrate_database
from bot.playground.playing import make_bot
from bot.playground.server import play
from bot.playground.story import STORIES
from bot.playground.wire import UNHURRIED

GOLDENS = Path(__file__).parent / "goldens"
NAMES = sorted(path.stem for path in STORIES.glob("*.story") if path.stem != "renewal")

WRITING = os.environ.get("GOLDENS") == "write"


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def told(name: str) -> str:
    """What `giveget play --headless --story …` prints."""
    lines: list[str] = []
    code = play(
        make_bot(partial(build, patience=UNHURRIED), migrate_database),
        headless=True,
        story=name,
        say=lines.append,
    )
    assert code == 0
    return "".join(f"{line}\n" for line in lines)


def test_a_story_reads_as_it_did(name: str, told: str) -> None:
    golden = GOLDENS / f"{name}.txt"
    if WRITING:
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_a_story_names_nothing_that_changes_from_one_telling_to_the_next(told: str) -> None:
    assert re.findall(r"\b[UCDTVM]0\w{6,}|\b\d{10}\.\d{6}|https?://\S+|\d\d:\d\d:\d\d", told) == []


def test_nothing_failed_and_nothing_was_misread(told: str) -> None:
    for said in (
        "went wrong on our side",
        "auf unserer Seite schiefgegangen",
        "does not know",
        "kennt das nicht",
    ):
        assert said not in told
