"""Draft sentences read in bulk, and how well they are read is told."""

import json
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from bot.__main__ import giveget
from bot.language.sentences.readings import Label
from bot.operations.say import BATCH_SIZE, UnusableSentence, read_sentences
from tests.evals.say import READERS, load_labelled, load_ours, macro_f1, measure, report, score


def test_one_sentence_is_read_into_one_json_value() -> None:
    done = CliRunner().invoke(giveget, ["say", "--json", "We can do 10% off if you sign by Friday"])
    assert done.exit_code == 0
    assert orjson.loads(done.stdout) == {
        "id": None,
        "label": "conditional_offer",
        "explicit_conditional": True,
        "give": "10% off",
        "get": "sign by Friday",
        "suggestion": "",
    }


def test_a_file_for_several_cores_is_answered_row_by_row_in_its_order() -> None:
    asked = [
        orjson.dumps({"id": n, "text": f"We can do {n % 90 + 1}% off"})
        for n in range(2 * BATCH_SIZE + 3)
    ]
    rows = [orjson.loads(row) for row in b"".join(read_sentences(asked)).splitlines()]
    assert [(row["id"], row["give"]) for row in rows] == [
        (n, f"{n % 90 + 1}% off") for n in range(len(asked))
    ]


def test_who_spoke_before_decides_which_way_a_price_moves() -> None:
    row = {
        "id": 1,
        "text": "How about 450?",
        "role": "seller",
        "context": [["seller", "480"], ["buyer", "I can pay 400"]],
    }
    [higher] = read_sentences([orjson.dumps(row)])
    [lower] = read_sentences([orjson.dumps(row | {"role": "buyer"})])
    assert (orjson.loads(higher)["label"], orjson.loads(lower)["label"]) == (
        "unconditional_give",
        "unconditional_give",
    )
    [same] = read_sentences([orjson.dumps(row | {"text": "How about 480?"})])
    assert orjson.loads(same)["label"] == "ask"


@pytest.mark.parametrize(
    "row",
    ["{", "[]", "{}", "1", '{"text": 1}', '{"text": "a", "role": 1}', '{"text": "a", "context": [["x"]]}',
     '{"text": "a", "context": "ab"}', '{"text": "a", "context": [["x", 1]]}', "\xff"],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_told_with_its_line(row: str) -> None:
    told: list[bytes] = []
    with pytest.raises(UnusableSentence, match="Line 3 cannot be used"):
        told.extend(read_sentences([b'{"id": 1, "text": "ok"}', b"", row.encode("latin-1")]))
    assert len(b"".join(told).splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["--json", "a", "--jsonl", "-"]])
def test_reading_wants_either_a_sentence_or_rows(arguments: list[str]) -> None:
    assert CliRunner().invoke(giveget, ["say", *arguments]).exit_code == 2


def test_the_reader_beats_those_that_know_less_on_sentences_of_our_own() -> None:
    macro = {
        name: macro_f1(measure(list(load_ours()), reader)[0]) for name, reader in READERS.items()
    }
    tied = {name: measure(list(load_ours()), reader)[1].f1 for name, reader in READERS.items()}
    assert macro["giveget"] > 0.95 > macro['the word "if"'] > macro["always other"]
    assert tied["giveget"] > 0.95 > tied['the word "if"']


def test_figures_count_hits_misses_and_false_alarms() -> None:
    found = score([True, True, False, False], [True, False, True, False])
    assert (found.precision, found.recall, found.f1, found.count) == (0.5, 0.5, 0.5, 2)
    assert score([True], [False]).f1 == 0


def test_labelled_sentences_of_a_folder_are_measured_without_packages(tmp_path: Path) -> None:
    rows = [
        {
            "text": "ok",
            "label": "accept",
            "explicit_conditional": False,
            "tie": None,
            "context": [["b", "how about 3?"]],
        },
        {
            "text": "you a, me b",
            "label": "conditional_offer",
            "explicit_conditional": False,
            "tie": "package",
        },
    ]
    (tmp_path / "utterances").mkdir()
    file = tmp_path / "utterances" / "some.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert [sentence.label for sentence in load_labelled(file)] == [Label.ACCEPT]
    assert "1 sentences" in report(tmp_path)
    assert f"{len(list(load_ours()))} sentences" in report(tmp_path / "nowhere")
