"""What people type, in the sentences that are built from it: a table that was read aloud line by line.

Each line of `spoken_sentences.txt` is a phrase, the language, the situation, and the sentence, or `none` where the
words fit into none. `GOLDENS=write pytest tests/language/test_spoken_sentences.py` writes them anew; read each that
changed as somebody who gets it.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.coach.answers import Sentence, SentenceKind
from tests.cases import check_each
from tests.slack.messages import renderer

TABLE = Path(__file__).with_name("spoken_sentences.txt")
TODAY = date(2026, 11, 23)
LOCALES = {"en": "en-US", "de": "de-DE"}
GIVE = {"en": "5% off", "de": "5 % Rabatt"}
ASK = {"en": "24-month term", "de": "24 Monate Laufzeit"}
UNSAYABLE = ("These words fit into no sentence", "Diese Wörter passen in keinen Satz")


def build_sentence(phrase: str, language: str, situation: str) -> Sentence:
    """The phrase in a sentence of that situation, with everyday words beside it."""
    match situation:
        case "give":
            return Sentence(kind=SentenceKind.OFFER_IF, give=phrase)
        case "return":
            return Sentence(kind=SentenceKind.OFFER_IF, give=GIVE[language], get=phrase)
        case "ask":
            return Sentence(kind=SentenceKind.ASK, get=phrase)
        case "back":
            return Sentence(kind=SentenceKind.ASK_BACK, give=phrase, get=ASK[language])
        case "theirs":
            return Sentence(kind=SentenceKind.ANSWER_THEIRS, give=phrase, get=ASK[language])
        case "thanks":
            return Sentence(kind=SentenceKind.THANKS, get=phrase)
        case "again":
            return Sentence(kind=SentenceKind.ASK_AGAIN, get=phrase)
    raise ValueError(f"no situation is called {situation}")


def say(phrase: str, language: str, situation: str) -> str:
    """The sentence as it would be copied; `none` where there is none."""
    sentence = build_sentence(phrase, language, situation)
    words = renderer().plain(sentence, locale=LOCALES[language], today=TODAY)
    return "none" if words.startswith(UNSAYABLE) else words


def rows() -> Iterator[list[str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(" | ")


def test_the_table_has_what_readers_need_to_judge() -> None:
    table = list(rows())
    assert len(table) >= 250
    assert {row[1] for row in table} == set(LOCALES)


@pytest.mark.skipif(os.environ.get("GOLDENS") != "write", reason="only to write the table anew")
def test_the_table_is_written_anew() -> None:
    lines = [
        " | ".join([*line.split(" | ")[:3], say(*line.split(" | ")[:3])])
        if line and not line.startswith("#")
        else line
        for line in TABLE.read_text(encoding="utf-8").splitlines()
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_phrase_is_said_as_it_was_read_aloud() -> None:
    def check(row: list[str]) -> None:
        phrase, language, situation, sentence = row
        assert say(phrase, language, situation) == sentence

    check_each([(" | ".join(row[:3]), row) for row in rows()], check)
