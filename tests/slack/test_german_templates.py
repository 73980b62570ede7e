"""Every message in German: the same cases and buttons as in English, and no English left in it.

`GOLDENS=write pytest tests/slack/test_german_templates.py` writes the goldens anew; read the
difference aloud.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.coach.answers.base import Answer
from bot.language.languages import LANGUAGES
from bot.slack.blocks import Block
from tests.cases import check_each
from tests.slack.german_samples import in_german, typed_in
from tests.slack.messages import ROOT, TEMPLATES, read
from tests.slack.test_templates import blocks_of, by_golden, by_template

GOLDENS = ROOT / "tests" / "slack" / "goldens" / "de"
STOPS = re.compile(
    r"\b(?:the|and|of|is|are|with|this|that|your|you|for|from|has|have|it|its|to|by|because|no|yes|they|them|their|our"
    r"|we|us|give|gives|given|get|gets|asks|cost|costs|worth|day|days|undo|edit|drop|recorded|nothing|show|without"
    r"|when|what|which|who|yet|back|here|there|can|may|must|should|would|be|been|than|then|these|those|only"
    r"|already|next|first|last|again|please|type|typed|move|moves|draft|trade|channel's)\b",
    re.IGNORECASE,
)
FROM_A_DECK = frozenset({"card_shown", "card_said", "playbook_shown"})
"""Messages whose samples hold English cards; `templates/de/cards` has the German ones."""
COMMAND = re.compile(r"/(?:concede|ask|got|offer|deal|coach|giveget)(?: [a-zäöüß-]+)*")


def test_a_template_of_one_language_stands_instead_of_another() -> None:
    overrides = TEMPLATES / "overrides"
    for path in overrides.rglob("*.j2"):
        language, *rest = path.relative_to(overrides).parts
        assert language in LANGUAGES
        assert TEMPLATES.joinpath(*rest).exists(), path


def pressed(part: object) -> Iterator[tuple[str, str]]:
    """Every button and option with what it sends back."""
    if isinstance(part, list | tuple):
        for each in part:
            yield from pressed(each)
    elif isinstance(part, dict):
        if "action_id" in part or "value" in part:
            yield str(part.get("action_id", "option")), str(part.get("value", ""))
        for each in part.values():
            yield from pressed(each)


@pytest.mark.parametrize("template", sorted(by_template()))
def test_german_has_the_same_buttons(template: str) -> None:
    def check(answer: Answer) -> None:
        assert Counter(pressed(blocks_of(answer, "de-DE"))) == Counter(pressed(blocks_of(answer)))

    check_each(by_template()[template], check)


def german(answer: Answer) -> list[Block]:
    return blocks_of(in_german(answer), "de-DE")


@pytest.mark.parametrize("file", sorted(by_golden()))
def test_every_message_reads_as_it_did_in_german(file: str) -> None:
    said = (
        "\n\n".join(f"## {name}\n{read(german(answer))}" for name, answer in by_golden()[file])
        + "\n"
    )
    golden = GOLDENS / f"{file}.txt"
    if os.environ.get("GOLDENS") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_no_german_golden_outlives_its_message() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(by_golden())


@pytest.mark.parametrize("template", sorted(by_template().keys() - FROM_A_DECK))
def test_no_english_is_left_in_a_german_message(template: str) -> None:
    def check(answer: Answer) -> None:
        said = COMMAND.sub("", read(german(answer)))
        for typed in sorted(typed_in(in_german(answer)), key=len, reverse=True):
            said = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", "", said)
        assert sorted({found[0] for found in STOPS.finditer(said)}) == []

    check_each(by_template()[template], check)
