"""What counts as a miss, and what starts the count anew. Day 0 is a Monday."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.domain.ids import PersonId
from bot.domain.ladder import compute_patience, list_misses
from bot.domain.ledger import Entry, Verb, next_version
from bot.domain.moves import Move
from bot.domain.policy import Policy
from tests.domain.ledgers import Table, day, table

POLICY = Policy()


def missed(lines: str, *, today: int, entries: tuple[Entry, ...] = ()) -> list[str]:
    """Each miss as `G1 open_give`."""
    t = table(lines, today=today)
    return [
        f"{t.name_of(m.move.no)} {m.kind}" for m in list_misses(t.ledger, POLICY, t.today, entries)
    ]


def asked_again(t: Table, name: str, *, on: int) -> Entry:
    ask: Move = t[name]
    after = next_version(ask, due=day(on + 7))
    at = datetime.combine(day(on), time(9), UTC)
    return Entry(
        seq=9, at=at, person=PersonId("U1"), verb=Verb.ASKED_AGAIN, moves=(after,), before=(ask,)
    )


@pytest.mark.parametrize(
    ("today", "found"), [(4, []), (6, []), (7, ["G1 open_give"]), (30, ["G1 open_give"])]
)
def test_a_firm_give_open_for_five_working_days_is_a_miss(today: int, found: list[str]) -> None:
    assert missed("G1 price c10 day 0", today=today) == found


@pytest.mark.parametrize(
    "mark", ["draft", "conditional", "void", "lapsed", "if", "goodwill review 40"]
)
def test_what_does_not_count_is_no_miss(mark: str) -> None:
    assert missed(f"G1 price c10 day 0 {mark}", today=30) == []


def test_an_answered_give_is_no_miss() -> None:
    assert missed("G1 price c10 day 0\nR1 term v10 day 1 -> G1", today=30) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [("A1 term day 1 declined 2", ["A1 declined"]), ("A1 term day 1 granted 2", [])],
)
def test_an_ask_declined_while_a_give_is_open_is_a_miss(line: str, found: list[str]) -> None:
    assert missed(f"G1 price c10 day 0\n{line}", today=3) == found


def test_without_an_open_give_nothing_is_missed() -> None:
    assert missed("A1 term day 1 declined 2\nA2 study day 1 due 3", today=30) == []


def test_an_ask_declined_before_the_give_is_no_miss() -> None:
    assert missed("A1 term day 1 declined 2\nG1 price c10 day 3", today=4) == []


@pytest.mark.parametrize(("today", "found"), [(4, []), (5, ["A1 past_day"])])
def test_an_ask_past_its_day_is_a_miss(today: int, found: list[str]) -> None:
    assert missed("G1 price c10 day 0\nA1 term day 1 due 4", today=today) == found


def test_a_give_and_the_ask_for_it_are_one_silence() -> None:
    assert missed("G1 price c10 day 0\nA1 term day 1 for G1 due 4", today=20) == ["A1 past_day"]
    assert missed("G1 price c10 day 0\nA1 term day 1 for G1 due 40", today=20) == []


def test_asking_again_in_vain_counts_both_times() -> None:
    t = table("G1 price c10 day 0\nA1 term day 1 for G1 due 4", today=20)
    again = asked_again(t, "A1", on=7)
    later = replace(t, ledger=t.ledger.after(again))
    found = list_misses(later.ledger, POLICY, later.today, (again,))
    assert [m.since for m in found] == [day(4), day(14)]
    assert len(list_misses(later.ledger, POLICY, later.today)) == 1


def test_a_get_starts_the_count_anew() -> None:
    lines = "G1 price c10 day 0\nA1 term day 1 declined 2\nA2 study day 1 due 3"
    assert missed(lines, today=9) == ["G1 open_give", "A1 declined", "A2 past_day"]
    assert missed(f"{lines}\nR1 logo v1 day 8", today=9) == []
    assert missed(f"{lines}\nR1 logo v1 day 8\nA3 call day 9 declined 9", today=9) == [
        "A3 declined"
    ]


def test_where_they_usually_take_longer_we_wait_longer() -> None:
    slow = "".join(
        f"G{n} price c1 day {14 * n} -> R{n}\nR{n} term v1 day {14 * n + 11}\n" for n in range(3)
    )
    t = table(f"{slow}G9 price c10 day 42", today=49)
    assert compute_patience(t.ledger, POLICY, t.today) == 9
    assert list_misses(t.ledger, POLICY, t.today) == ()
    assert [m.days for m in list_misses(t.ledger, POLICY, day(55))] == [9]


def test_a_test_is_judged_on_its_day_and_not_before() -> None:
    t = table("G1 pilot c1 day 0 goodwill review 4", today=3)
    test = replace(t["G1"], for_what="their data")
    ledger = replace(
        t, ledger=type(t.ledger)({test.no: test}, frozenset(), t.ledger.yardstick)
    ).ledger
    assert list_misses(ledger, POLICY, day(3)) == ()
    assert [m.kind for m in list_misses(ledger, POLICY, day(4))] == ["test"]


def test_goodwill_waits_from_its_review_day() -> None:
    assert missed("G1 training c1 day 0 goodwill review 14", today=18) == []
    assert missed("G1 training c1 day 0 goodwill review 14", today=21) == ["G1 open_give"]
