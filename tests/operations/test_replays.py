from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from bot.__main__ import giveget
from bot.coach.answers.base import Answer
from bot.coach.offers import record_offer
from bot.coach.requests.offers import RecordOffer
from bot.coach.services import Services
from bot.domain.ids import PartyId
from bot.operations.replay import RecordsOffers, UnusableTrace, replay_traces, replay_with
from bot.store.in_memory import in_memory_store
from tests.coach.tables import THE_DESK
from tests.evals.replay import compare

TRACES = Path(__file__).with_name("traces.jsonl")

WORKED_OUT = {
    "two issues": [
        "3 S concession, gives price: reciprocated",
        "4 B concession, gives price: reciprocated",
        "5 S concession, gives support, takes price: no_offer",
        "6 S concession, gives price, against itself: accepted",
    ],
    "rounds of one price": [
        "1 B silent: no_offer",
        "2 B concession, gives price, against itself: retaliated",
        "3 S selfish, takes price: ended",
    ],
    "three sharing": [
        "1 us open: opp_opening",
        "3 us concession, gives water, takes fire: reciprocated",
        "4 p2 nice, gives water: ended",
    ],
    "a pair that counts together": [
        "1 W concession, gives firm, against itself: no_offer",
        "2 W selfish, takes post: ended",
    ],
}
"""By hand, from what the traces say each value is worth."""


def as_line(step: dict[str, Any]) -> str:
    parts = [f"{step['t']} {step['by']} {step['class']}"]
    parts += [f"{side} {' and '.join(step[side])}" for side in ("gives", "takes") if step[side]]
    parts += ["against itself"] if step["bids_against_self"] else []
    return f"{', '.join(parts)}: {step['response']}"


def replayed(lines: Iterable[bytes], record: RecordsOffers = record_offer) -> list[dict[str, Any]]:
    def fresh() -> Services:
        return replace(THE_DESK, store=in_memory_store())

    return [orjson.loads(row) for row in replay_with(lines, new_services=fresh, record=record)]


def traces() -> list[bytes]:
    return TRACES.read_bytes().splitlines()


def test_the_command_prints_what_was_worked_out_by_hand() -> None:
    printed = CliRunner().invoke(giveget, ["replay", str(TRACES), "--json"])
    assert printed.exit_code == 0
    rows = [orjson.loads(line) for line in printed.stdout_bytes.splitlines()]
    assert {row["id"]: [as_line(step) for step in row["steps"]] for row in rows} == WORKED_OUT


def test_totals_add_up_what_each_party_did() -> None:
    seller = replayed(traces())[0]["totals"]["S"]
    assert seller == {
        "offers": 4,
        "concessions": 3,
        "conceded": 0.6,
        "reciprocated": 1,
        "accepted": 1,
        "unreciprocated": 1,
        "bids_against_self": 1,
        "longest_unreciprocated_run": 1,
        "longest_run_cost": 0.475,
    }


def of_the_first_party(request: RecordOffer, *, services: Services) -> Answer:
    return record_offer(replace(request, party=PartyId("us")), services=services)


def without_an_issue(request: RecordOffer, *, services: Services) -> Answer:
    return record_offer(
        replace(request, values=dict(list(request.values.items())[1:])), services=services
    )


def with_numbers_turned_round(request: RecordOffer, *, services: Services) -> Answer:
    turned = {
        name: -value if isinstance(value, Decimal) else value
        for name, value in request.values.items()
    }
    return record_offer(replace(request, values=turned), services=services)


def never(request: RecordOffer, *, services: Services) -> Answer:
    return Answer()


@pytest.mark.parametrize(
    "broken", [of_the_first_party, without_an_issue, with_numbers_turned_round, never]
)
def test_a_broken_use_case_behind_offers_shows_in_the_replay(broken: RecordsOffers) -> None:
    truths = [
        [
            {**step, "dans": step["class"], "response": {"status": step["response"]}}
            for step in row["steps"]
        ]
        for row in replayed(traces())
    ]

    def least(record: RecordsOffers) -> float:
        rows = replayed(traces(), record)
        found = [
            compare({(s["t"], s["by"]): s for s in row["steps"]}, truth)
            for row, truth in zip(rows, truths, strict=True)
        ]
        return sum(found[1:], found[0]).least

    assert least(record_offer) == 1
    assert least(broken) < 0.97


UP, DOWN = ({"weight": 1, "kind": "linear", "a": a, "b": 0} for a in (0.1, -0.1))
PRICE: dict[str, Any] = {"name": "price", "min": 0, "max": 10, "utility": {"A": UP, "B": DOWN}}


def last_step(*moves: dict[str, Any], issue: dict[str, Any] = PRICE, **more: Any) -> str:
    said = [{"t": t, "kind": "offer", **move} for t, move in enumerate(moves)]
    trace = {
        "id": 1,
        "parties": [{"id": "A"}, {"id": "B"}],
        "issues": [issue],
        "moves": said,
        **more,
    }
    steps = replayed([orjson.dumps(trace)])[0]["steps"]
    return as_line(steps[-1]) if steps else ""


def test_odd_traces_are_played_all_the_same() -> None:
    first, gives = (
        {"by": "A", "bundle": {"price": 9}},
        "1 A concession, gives price, against itself: ended",
    )
    assert last_step(first, {"by": "A", "bundle": {"price": "8"}}) == gives
    assert last_step(first, {"by": "A", "bundle": {"price": "$8.00"}}) == gives
    assert last_step(first, {"by": "A", "bundle": {"price": -900}}) == gives
    assert last_step(first, {"by": "A", "bundle": {"price": 8, "law": "Irish", "days": 3}}) == gives
    assert last_step(first, {"by": "A"}, {"by": "A", "bundle": {}}) == ""
    assert last_step(first, {"by": "A", "bundle": {"price": None}}) == ""
    assert last_step(first, {"by": "A", "bundle": {"price": "soon"}}) == ""
    assert (
        last_step(first, {"by": "C", "bundle": {"price": 1}}, {"by": "C", "bundle": {"price": 2}})[
            :8
        ]
        == "2 C sile"
    )
    assert last_step(first, {"by": "A", "bundle": {"price": 8}}, parties=[]) == gives
    assert (
        last_step(first, {"by": "A", "bundle": {"price": 8}}, issue={"name": "price"})
        == "1 A silent: ended"
    )
    assert (
        last_step(first, {"by": "A", "bundle": {"price": 8}}, issues=[], utility_scale=None)
        == "1 A silent: ended"
    )
    assert (
        last_step(
            {"by": "A", "kind": "accept"},
            first,
            {"by": "B", "kind": "accept"},
            {"by": "A", "kind": "accept"},
        )
        == ""
    )


def test_a_side_without_a_stated_utility_gets_nothing_from_it() -> None:
    only = {**PRICE, "utility": {"A": PRICE["utility"]["A"]}}
    moves = ({"by": "A", "bundle": {"price": 9}}, {"by": "A", "bundle": {"price": 8}})
    assert last_step(*moves, issue=only).startswith("1 A concession")
    assert last_step(*({**m, "by": "B"} for m in moves), issue=only).startswith("1 B unfortunate")


def test_options_may_be_numbers_and_unlisted_ones_are_worth_nothing() -> None:
    table = {"kind": "table", "weight": 1, "values": {"30": 0.6, "60.0": 0.2}}
    issue = {
        "name": "net",
        "kind": "categorical",
        "options": [30, 60],
        "utility": {"A": table, "B": {**table, "weight": -1}},
    }
    assert last_step(
        {"by": "A", "bundle": {"net": 30}}, {"by": "A", "bundle": {"net": "60"}}, issue=issue
    ).startswith("1 A concession")
    assert last_step(
        {"by": "A", "bundle": {"net": 60}}, {"by": "A", "bundle": {"net": 90}}, issue=issue
    ).startswith("1 A concession")


def test_utilities_are_weighed_on_their_own_scale() -> None:
    moves = ({"by": "A", "bundle": {"price": 9}}, {"by": "A", "bundle": {"price": 8}})
    row = {
        "id": 1,
        "parties": [{"id": "A"}, {"id": "B"}],
        "issues": [PRICE],
        "moves": [{"t": t, "kind": "offer", **m} for t, m in enumerate(moves)],
    }
    scaled = {**row, "utility_scale": {"A": {"min": -1, "max": 1}}}
    conceded = [
        found["totals"]["A"]["conceded"] for found in replayed(map(orjson.dumps, (row, scaled)))
    ]
    assert conceded == [0.1, 0.05]


@pytest.mark.parametrize("line", [b"[]", b"not json", b'{"id": 1}'])
def test_a_line_that_is_no_trace_is_named(line: bytes) -> None:
    with pytest.raises(UnusableTrace, match=r"Line 2 cannot be used"):
        list(replay_traces([b"", line]))
