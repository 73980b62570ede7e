from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings

from bot.domain.deals import Deal
from bot.domain.ledger import Entry, fold_entries
from bot.domain.policy import Policy
from bot.domain.totals import Totals, compute_totals
from bot.domain.worth import Figure, Size, Worth
from bot.store import bodies
from bot.store.worths import UnreadableFigure, figure, moment, stamp, worth, worth_text
from tests.strategies import TODAY, deals, histories, moments, worths

WRITTEN: list[tuple[Worth | None, str | None]] = [
    (None, None),
    (Size.M, "size M"),
    (Figure(amount=Decimal(12000), unit="EUR"), "12000 EUR"),
    (Figure(amount=Decimal("12000.50"), unit="EUR", estimate=True), "~12000.50 EUR"),
    (Figure.between(Decimal(10000), Decimal(15000), "EUR"), "10000..15000 EUR"),
    (Figure(amount=Decimal(20), unit="pts"), "20 pts"),
    (Figure(amount=Decimal(20)), "20"),
    (Figure(amount=Decimal("1E+15"), unit="EUR"), "1000000000000000 EUR"),
    (Figure(amount=Decimal("-0.1"), unit="EUR"), "-0.1 EUR"),
    (
        Figure(amount=Decimal(7), unit="EUR", estimate=True, low=Decimal(1), high=Decimal(9)),
        "~7(1..9) EUR",
    ),
    (Figure(amount=Decimal(7), low=Decimal("0.5")), "7(0.5..)"),
]


@pytest.mark.parametrize(("kept", "written"), WRITTEN)
def test_a_worth_is_kept_as_people_would_write_it(kept: Worth | None, written: str | None) -> None:
    assert worth_text(kept) == written
    assert worth(written) == kept


@given(kept=worths)
def test_every_worth_comes_back_exactly(kept: Worth) -> None:
    assert worth(worth_text(kept)) == kept


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_amount_is_not_kept(amount: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)nan|inf"):
        worth_text(Figure(amount=Decimal(amount)))


@pytest.mark.parametrize(
    "text", ["", "EUR", "1e9 EUR", "NaN EUR", "1..2..3", "12,000 EUR", " 12", "size XXL"]
)
def test_what_this_version_cannot_read_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - Unreadable, or no such size
        worth(text)


def test_a_deals_size_is_no_rough_word() -> None:
    with pytest.raises(UnreadableFigure):
        figure("size M")


@given(one=moments, other=moments)
def test_stamps_sort_as_moments_do(one: datetime, other: datetime) -> None:
    assert (stamp(one) < stamp(other)) == (one < other)
    assert moment(stamp(one)) == one
    assert moment(stamp(one)).tzinfo is UTC


def test_a_stamp_is_in_utc_whatever_the_zone() -> None:
    berlin = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert stamp(berlin) == "2026-11-23T09:00:00.000000+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 - that is the trouble


@given(history=histories(longest=6), deal=deals())
@settings(max_examples=40)
def test_running_sums_come_back_exactly(history: tuple[Entry, ...], deal: Deal) -> None:
    sums = compute_totals(fold_entries(history, deal.yardstick), TODAY)
    assert bodies.totals(bodies.standing_text(sums)) == sums


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert bodies.totals(bodies.standing_text(Totals())[:-1] + ',"mood":"good"}') == Totals()
    assert bodies.policy('{"patience":3,"open_days":9}') == Policy(open_days=9)


def test_a_limit_that_a_deal_did_not_set_is_not_kept() -> None:
    assert bodies.policy_text(Policy()) == "{}"
    assert bodies.policy_text(Policy(open_days=9, speaking=frozenset({"drip"}))) == (
        '{"open_days":9,"speaking":{"rules":["drip"]}}'
    )
