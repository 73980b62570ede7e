"""Every sentence that promises a message is checked by a test that winds the clock until it comes. A new sentence that
sounds like a promise has to be added to promises.toml, with its test."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tests.words.extraction import extract_catalog

LISTS = tomllib.loads((Path(__file__).parent / "promises.toml").read_text(encoding="utf-8"))
PROMISES, NO_PROMISES = LISTS["promises"], LISTS["no_promises"]
SOUNDS_LIKE_ONE = re.compile(
    r"\b(?:is|are|be) (?:told|reminded|nudged|looked at again|asked once|written anew|kept until|deleted)\b"
    r"|\b(?:is|are|be) asked about first\b|\b(?:hear|hears) (?:of|by)\b"
    r"|\bcomes? (?:to you|with your|again|as a direct|unasked|until|%\(|on %\()"
    r"|\b(?:first day it|next QBR|next check-in|next: %\(|recalibrated next|due by|named \d+)\b"
    r"|\b(?:one message|on its way|go on by themselves|reminds you|last time|from now on)\b"
    r"|\b(?:begins? again|stays out of|stays until|you get|you will|I will|I'll)\b"
    r"|\btells? (?:you|them|everybody)\b|\btold (?:again|once)\b|\bnext: %\(|\bcome with your\b",
    re.IGNORECASE,
)
SPOKEN = ("templates/sentences/", "templates/cautions/")
"""Where words are for the other side, or about what somebody typed."""
WINDS = re.compile(r"\b(?:wind\w*|tick|pass_to|beats?|pass_by|content_of|file_of|data_of)\(")
"""What lets time pass, or has what waits sent."""


def sentences_that_sound_like_promises() -> list[str]:
    found = []
    for message in extract_catalog():
        text = message.id if isinstance(message.id, str) else message.id[0]
        is_spoken = all(path.startswith(SPOKEN) for path, _ in message.locations)
        if text and not is_spoken and SOUNDS_LIKE_ONE.search(text):
            found.append(text)
    return found


def begins_of(text: str) -> list[str]:
    return [begin for begin in (*PROMISES, *NO_PROMISES) if text.startswith(begin)]


def test_every_sentence_that_promises_a_message_names_its_test() -> None:
    sentences = sentences_that_sound_like_promises()
    assert len(sentences) > 80
    assert [text for text in sentences if not begins_of(text)] == []


def test_nothing_is_listed_that_nobody_says() -> None:
    sentences = sentences_that_sound_like_promises()
    unsaid = [
        begin
        for begin in (*PROMISES, *NO_PROMISES)
        if not any(text.startswith(begin) for text in sentences)
    ]
    assert unsaid == []


@pytest.mark.parametrize("named", sorted(set(PROMISES.values())))
def test_its_test_is_there_and_lets_time_pass(named: str) -> None:
    path, _, name = named.partition("::")
    source = (ROOT / "tests" / path).read_text(encoding="utf-8")
    functions = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }
    assert name in functions
    # A helper of the same file may be what winds the clock.
    called = set(re.findall(r"\b(\w+)\(", functions[name])) & functions.keys()
    said = functions[name] + "".join(functions[each] for each in called)
    assert WINDS.search(said), f"{named} does not let time pass"
