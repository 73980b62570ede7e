"""`make sentences`: which words of a message count as a sentence that is ready to be sent."""

import os
from pathlib import Path

import pytest

from tests.evals.sentences import (
    OWN,
    find_quoted,
    format_sentences,
    list_quotes,
    list_sentences,
)

GOLDEN = Path(__file__).with_name("ready_sentences.txt")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('Say: "Could you take the 24-month term?"', "Could you take the 24-month term?"),
        ("Satz: „Können Sie uns das bis Freitag sagen?“", "Können Sie uns das bis Freitag sagen?"),
        ('Not used: "call me when you land"', None),
        ('Say: "Done"', None),
        ("Open ask #1: a reference call.", None),
    ],
)
def test_a_quoted_sentence_is_found_behind_the_word_that_offers_it(
    words: str, sentence: str | None
) -> None:
    assert list(find_quoted(f"Recorded.\n{words}\n")) == ([] if sentence is None else [sentence])


def test_the_sentence_of_a_card_stands_in_a_block_quote() -> None:
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Shall we pause?"}]}
    assert list(list_quotes([{"type": "rich_text", "elements": [quote]}])) == ["Shall we pause?"]


def test_every_ready_sentence_of_our_conversations_is_one_that_was_read() -> None:
    """`GOLDENS=write` writes the list anew; read each line that changed as somebody who gets it."""
    said = format_sentences(list_sentences([OWN], with_stories=False))
    if os.environ.get("GOLDENS") == "write":
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")
