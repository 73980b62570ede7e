import json
from collections.abc import Iterable
from typing import Any

import pytest

from bot import logs
from bot.coach import asks
from bot.operations.converse import ConversationFailed, UnusableConversation, converse

DEAL = "/deal open clinic CRM selling 180k EUR"


def played(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    lines: Iterable[bytes] = (json.dumps(row).encode() for row in rows)
    found: list[dict[str, Any]] = json.loads(converse(lines))
    return found


def line(typed: str, on: str = "2026-11-23", by: str = "ana") -> dict[str, str]:
    return {"on": on, "by": by, "typed": typed}


def press(button: str, on: str = "2026-11-23", by: str = "ana") -> dict[str, str]:
    return {"on": on, "by": by, "press": button}


def test_a_conversation_ends_in_its_ledger() -> None:
    (row,) = played(
        {
            "id": "one",
            "locale": "en-US",
            "deal": DEAL,
            "lines": [
                line("/concede 5% off cost 8k"),
                press("already_said"),
                line("/ask 24-month term worth 20k for #1", on="2026-11-24"),
                line("/got 24-month term worth 20k", on="2026-11-27"),
                press("drop", on="2026-11-27"),
            ],
        }
    )
    assert row["id"] == "one"
    assert [(m["no"], m["kind"], m["what"], m["state"], m["with"]) for m in row["moves"]] == [
        (1, "give", "5% off", "firm", [3]),
        (2, "ask", "24-month term", "agreed", []),
        (3, "get", "24-month term", "received", [1]),
    ]
    assert (row["given"], row["got"], row["exposure"]) == ("8000", "20000", "0")
    assert "Not a give yet" in row["answers"][0]
    assert "Already said" in row["answers"][0]
    assert row["missing"] == [4]
    assert row["answers"][4] == ""
    assert row["topics"][:2] == [["can_i_give"], ["can_i_give"]]
    assert row["asked"] is False


def test_what_a_draft_became_is_no_move_once_it_was_dropped() -> None:
    (row,) = played(
        {
            "id": "two",
            "deal": DEAL,
            "lines": [line("/concede 5% off cost 8k"), press("drop")],
        }
    )
    assert row["moves"] == []


def test_a_line_that_says_nothing_comes_back_as_a_question_in_the_language_of_the_row() -> None:
    (row,) = played({"id": "three", "locale": "de-DE", "deal": DEAL, "lines": [line("/got 12k")]})
    assert row["asked"] is True
    assert row["moves"] == []
    assert "Eingegeben: 12k" in row["answers"][0]
    assert row["topics"] == [["unclear"]]


def test_questions_to_the_coach_are_rows_too() -> None:
    asked, told = played(
        {"id": "a", "side": "selling", "before": [], "typed": "/coach they want 15% off"},
        {
            "id": "b",
            "side": "buying",
            "before": ["/deal open pallets buying 90k GBP", "/ask net 60 worth 2k"],
            "typed": "/deal",
        },
    )
    assert asked["topics"][-1][0] == "their_ask"
    assert asked["moves"][0]["kind"] == "their_ask"
    assert told["topics"][-1] == ["status", "next_step"]
    assert "pallets" in told["answers"][-1]


def test_a_bad_line_is_named_by_its_number() -> None:
    with pytest.raises(UnusableConversation, match="Line 2 cannot be used"):
        converse([b'{"id": "x", "typed": "/deal"}', b"{"])


def test_a_failure_ends_it_with_the_line_and_without_a_word_of_what_was_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise RuntimeError("boom")

    # What the command begins; without it the error is printed with all that was typed, which takes a minute.
    logs.begin(logs.LogLevel.ERROR)
    monkeypatch.setattr(asks, "record_ask", fail)
    lines = [line("/concede 5% off cost 8k"), line("/ask secret thing"), line("/ask another")]
    with pytest.raises(ConversationFailed) as failed:
        played({"id": "four", "deal": DEAL, "lines": lines})
    assert (failed.value.row, failed.value.line) == ("four", 2)
    assert "secret" not in str(failed.value)
