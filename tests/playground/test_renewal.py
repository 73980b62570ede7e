"""The story that the playground tells and the README shows. `GOLDENS=write pytest tests/playground/test_renewal.py`
writes it anew, in both places; read the difference aloud before it is kept."""

import os
import re
from functools import partial
from pathlib import Path

import pytest

from bot.main import build
from bot.operations.database import migrate_database
from bot.playground.playing import make_bot
from bot.playground.server import play
from bot.playground.wire import UNHURRIED

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "goldens" / "renewal.txt"
README = ROOT / "README.md"
SECTION = re.compile(r"(?<=<!-- transcript -->\n```\n).*?(?=```\n<!-- /transcript -->)", re.DOTALL)

FIRST_PART_ENDS = "— They sign by the day that was named"
"""The README shows the first ten minutes; the story goes on to the close, the first quarterly talk and the debrief."""

WRITING = os.environ.get("GOLDENS") == "write"


@pytest.fixture(scope="module")
def told() -> str:
    """What `giveget play --headless --story renewal` prints."""
    lines: list[str] = []
    code = play(
        make_bot(partial(build, patience=UNHURRIED), migrate_database),
        headless=True,
        story="renewal",
        say=lines.append,
    )
    assert code == 0
    return "".join(f"{line}\n" for line in lines)


def test_the_story_reads_as_it_did(told: str) -> None:
    if WRITING:
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_story_in_the_readme_reads_as_it_did(told: str) -> None:
    paper = README.read_text(encoding="utf-8")
    first_part, _, rest = told.partition(FIRST_PART_ENDS)
    assert rest
    if WRITING:
        README.write_text(SECTION.sub(lambda _: first_part, paper), encoding="utf-8")
    assert SECTION.findall(README.read_text(encoding="utf-8")) == [first_part]


def test_the_story_names_nothing_that_changes_from_one_telling_to_the_next(told: str) -> None:
    assert re.findall(r"\b[UCDTVM]0\w{6,}|\b\d{10}\.\d{6}|https?://\S+|\d\d:\d\d:\d\d", told) == []
