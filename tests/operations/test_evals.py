"""The measures over labelled data: what they call right, wrong, lost and refused."""

import json
from pathlib import Path

import pytest

from tests.evals.conversations import fits_ledger, fits_moves, score_conversations
from tests.evals.lines import is_right, keeps_words, score_lines

Move = dict[str, object]


def move(no: int, kind: str, what: str, **fields: object) -> Move:
    """A move as `giveget converse` prints it."""
    return {"no": no, "kind": kind, "what": what, "state": "firm", "with": [], **fields}


def wanted(kind: str, *has: str, **fields: object) -> Move:
    """A move as a label wants it."""
    return {"kind": kind, "has": list(has), "state": "firm", **fields}


@pytest.mark.parametrize(
    ("word", "what", "is_in"),
    [
        ("seat", "20 seats", True),
        ("5%", "15% off", False),
        ("2", "24 months", False),
        ("24", "24-month term", True),
        ("monat", "24 Monate", True),
        ("laufzeit", "Vertragslaufzeit", True),
        ("call", "recall", False),
    ],
)
def test_a_word_is_found_from_its_beginning_and_a_figure_whole(
    word: str, what: str, is_in: bool
) -> None:
    moves = [move(1, "give", what)]
    assert fits_moves([wanted("give", word)], moves, moves) is is_in


def test_a_ledger_fits_when_each_move_is_found_once_with_its_ties_and_sums() -> None:
    moves = [
        move(1, "give", "5% off", **{"with": [2]}),
        move(2, "get", "24 months", **{"with": [1]}),
    ]
    output: Move = {
        "moves": moves,
        "given": "12000.0",
        "got": "0",
        "exposure": "0",
        "answers": ["Recorded."],
    }
    tied = [wanted("get", "24", **{"with": [["5%"]]}), wanted("give", "5%", **{"with": [["24"]]})]
    assert fits_ledger({"moves": tied, "given": "12000"}, output)
    assert not fits_ledger({"moves": tied, "given": "11000"}, output)
    assert not fits_ledger({"moves": tied[:1]}, output)
    assert not fits_ledger({"moves": [tied[0], wanted("give", "5%", **{"with": []})]}, output)
    assert not fits_ledger({"says": ["close"]}, output)
    assert not fits_ledger({"asked": True}, output)


def test_a_line_is_right_if_any_accepted_reading_is_the_same() -> None:
    label = {"expect": {"what": "5% off"}, "accept": [{"what": "5%"}, {"refuse": True}]}
    assert is_right(label, {"what": "The 5% off."})
    assert not is_right(label, {"what": "5% off net 60"})
    assert is_right(label, {"what": "5%"})
    assert is_right(label, {"refuse": True, "hint": "question"})
    assert not is_right(label, {"what": "5%", "cost": {"amount": "3", "currency": None}})
    assert not is_right({"expect": {"refuse": True}}, {"what": "5%"})


def test_words_are_kept_in_any_field_or_said_as_not_read() -> None:
    label = {"must_keep": ["training days"]}
    assert keeps_words(label, {"what": "5% off", "not_read": "plus two Training  days"})
    assert keeps_words(label, {"refuse": True})
    assert not keeps_words(label, {"what": "5% off"})


def test_files_are_scored_through_the_reader_and_the_app(tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    rows = [
        {"id": "1", "command": "/concede", "text": "5% off", "expect": {"what": "5% off"}},
        {"id": "2", "command": "/ask", "text": "net 30", "expect": {"what": "net 60"}},
        {"id": "3", "command": "/concede", "text": "net 30", "expect": {"refuse": True}},
    ]
    lines.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    read = score_lines(lines)
    assert (read.rows, read.right, read.recorded, read.lost, read.asked) == (3, 1, 1, 0, 0)

    conversations = tmp_path / "conversations.jsonl"
    asked = {"kind": "ask", "has": ["case study"], "state": "open"}
    conversation = {
        "id": "c",
        "tags": ["plain"],
        "locale": "en-US",
        "deal": "/deal open Acme selling 100k EUR",
        "lines": [{"on": "2026-11-02", "by": "ana", "typed": "/ask case study"}],
    }
    right = {**conversation, "id": "a", "expect": {"moves": [asked]}}
    wrong = {**conversation, "id": "b", "expect": {"moves": []}}
    conversations.write_text("\n".join(map(json.dumps, (right, wrong))), encoding="utf-8")
    played = score_conversations(conversations)
    assert (played.rows, played.right, played.asked_when_plain) == (2, 1, 0)
    assert played.wrong_by_tag == {"plain": 1}
