from decimal import Decimal

import pytest

from bot.domain.checks import Check, Reason, check_give
from tests.domain.ledgers import deal, table


def checked(lines: str, name: str, *, size: int | None = 200) -> Check | None:
    return check_give(table(lines, today=5, of=deal(size)).situation(name))


@pytest.mark.parametrize("cost", ["c0", "c1", "c3.99"])
def test_a_bare_first_small_give_saves_at_once(cost: str) -> None:
    assert checked(f"G1 sticker {cost} day 0", "G1") is None


def test_a_first_give_after_their_move_is_a_first_one_again() -> None:
    assert checked("G1 a c1 day 0\nR1 term day 1\nG2 b c1 day 2", "G2") is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("G1 5% off c4 day 0 because", Reason.NOT_SMALL),
        ("G1 5% off c100 day 0 because", Reason.NOT_SMALL),
        ("G1 onboarding day 0 because", Reason.NO_COST),
        ("G1 onboarding cM day 0 because", Reason.NO_COST),
        ("G1 onboarding c3USD day 0 because", Reason.NO_COST),
    ],
)
def test_a_first_give_not_known_to_be_small_is_looked_at(line: str, reason: Reason) -> None:
    check = checked(line, "G1")
    assert check is not None
    assert check.reasons == (reason,)


def test_nothing_is_known_to_be_small_in_a_deal_without_a_size() -> None:
    check = checked("G1 a c1 day 0 because", "G1", size=None)
    assert check is not None
    assert check.reasons == (Reason.NO_SIZE,)


def test_a_second_small_give_in_a_row_is_looked_at() -> None:
    check = checked("G1 a c3 day 0\nG2 b c1 day 1", "G2")
    assert check is not None
    assert check.reasons == (Reason.IN_A_ROW, Reason.NO_REASON)
    assert (check.nth, check.share) == (2, Decimal("0.005"))


def test_the_check_says_what_is_open_and_what_would_be() -> None:
    check = checked("G1 5% off c12 day 0\nG2 net 60 c3 day 1", "G2")
    assert check is not None
    assert (check.before, check.after) == (Decimal(12), Decimal(15))
    assert check.oldest is not None
    assert check.oldest.what == "5% off"


def test_what_a_give_without_a_cost_would_add_is_unknown() -> None:
    check = checked("G1 5% off c12 day 0\nG2 onboarding day 1", "G2")
    assert check is not None
    assert (check.before, check.after, check.share) == (Decimal(12), None, None)


@pytest.mark.parametrize(
    "mark", ["if", "for A1", "goodwill", "goodwill review 40", "-> R1", "if met 3"]
)
def test_a_tie_an_awaited_ask_a_condition_or_goodwill_saves_at_once(mark: str) -> None:
    assert checked(f"A1 x day 0\nR1 y day 0\nG1 a c50 day 0\nG2 b c60 day 1 {mark}", "G2") is None


def test_a_draft_is_looked_at_like_the_give_it_would_be() -> None:
    check = checked("G1 a c3 day 0\nG2 b c1 day 1 draft", "G2")
    assert check is not None
    assert check.nth == 2


@pytest.mark.parametrize("name", ["R1", "A1"])
def test_gets_and_asks_are_not_looked_at(name: str) -> None:
    assert checked("G1 a c3 day 0\nR1 x day 1\nA1 y day 1", name) is None


def test_the_small_share_is_the_deals_policy() -> None:
    t = table("G1 a c9 day 0", of=deal(small_share=Decimal("0.05")))
    assert check_give(t.situation("G1")) is None
