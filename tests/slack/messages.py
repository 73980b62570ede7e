"""Messages as the tests read them: rendered with the product's templates, shown as lines of text."""

import html
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from bot.playground.cast import opening_scene
from bot.playground.transcript import Names, block_lines
from bot.slack.blocks import Block
from bot.slack.render import Renderer

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
MONDAY = date(2026, 11, 23)


TEXTS = frozenset({"mrkdwn", "plain_text", "text", "raw_text"})


class StoppedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, tzinfo=UTC)


@cache
def renderer() -> Renderer:
    return Renderer(TEMPLATES)


@cache
def names() -> Names:
    return Names.of(opening_scene(StoppedClock()))


def read(blocks: Iterable[Block]) -> str:
    """What a person sees, line by line, buttons in brackets."""
    return "\n".join(block_lines(blocks, names()))


def elements(block: Block) -> list[Block]:
    """The buttons and menus of a block."""
    return [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]


def literal(part: object) -> str:
    """All that is written in blocks, each text as Slack shows it: mrkdwn must have nothing left to
    format."""
    if isinstance(part, list | tuple):
        return "".join(map(literal, part))
    if not isinstance(part, dict):
        return ""
    return (
        _literal_text(part) if part.get("type") in TEXTS else "".join(map(literal, part.values()))
    )


def _literal_text(text: Block) -> str:
    written: str = text["text"]
    if text["type"] != "mrkdwn":
        return written
    ours = re.sub(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])|`([^`\n]+)`", r"\1\2", written)
    # A link of ours shows its text.
    ours = re.sub(r"<https?://[^|>]+\|([^>]+)>", r"\1", ours)
    assert not re.search(r"[*_~`]|<[^@#]|:\w+:|^&gt;", ours, re.MULTILINE), (
        f"mrkdwn would reformat {written!r}"
    )
    return html.unescape(ours)
