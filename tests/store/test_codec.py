from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import get_type_hints

import pytest
from hypothesis import given, settings

from bot.domain.deals import Deal
from bot.domain.issues import Bundle
from bot.domain.ledger import Entry, fold_entries
from bot.domain.moves import Move
from bot.domain.policy import Policy
from bot.domain.totals import Totals, compute_totals
from bot.domain.worth import Figure, FigureOutOfRange, Size, Worth
from bot.store.codec import Body, UnreadableBody, find_form, format_moment, parse_moment
from bot.store.deals import DEAL, TOTALS
from bot.store.ledger_statements import ENTRY
from bot.store.move_groups import MOVE
from bot.store.session import Unstorable
from tests.store import rich
from tests.strategies import TODAY, deals, histories, moments, worths

WORTH = Body[Worth](Worth)
BUNDLE = Body[Bundle](Bundle)
POLICY = Body[Policy](Policy)

WRITTEN: list[tuple[Worth, str]] = [
    (Size.M, '"M"'),
    (Figure(amount=Decimal(12000), unit="EUR"), '{"amount":"12000","unit":"EUR"}'),
    (
        Figure(amount=Decimal("12000.50"), unit="EUR", estimate=True),
        '{"amount":"12000.50","unit":"EUR","estimate":true}',
    ),
    (Figure(amount=Decimal(20)), '{"amount":"20"}'),
    (
        Figure.between(Decimal(1), Decimal(3)),
        '{"amount":"2","estimate":true,"low":"1","high":"3"}',
    ),
]


@pytest.mark.parametrize(("worth", "body"), WRITTEN)
def test_a_body_says_its_version_and_what_is_not_the_default(worth: Worth, body: str) -> None:
    assert WORTH.dump(worth) == f'{{"v":1,"body":{body}}}'
    assert WORTH.load(WORTH.dump(worth)) == worth


@given(worth=worths)
def test_every_worth_comes_back_exactly(worth: Worth) -> None:
    found = WORTH.load(WORTH.dump(worth))
    assert found == worth
    assert repr(found) == repr(worth)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_amount_is_not_stored(amount: str) -> None:
    with pytest.raises(FigureOutOfRange):
        WORTH.dump(Figure(amount=Decimal(amount)))


def test_a_body_of_another_version_is_not_guessed() -> None:
    with pytest.raises(UnreadableBody):
        WORTH.load('{"v":2,"body":"M"}')


def test_a_number_and_an_option_of_the_same_spelling_stay_apart() -> None:
    bundle: Bundle = {"price": Decimal(95000), "car": "95000"}
    assert BUNDLE.load(BUNDLE.dump(bundle)) == bundle


@given(one=moments, other=moments)
def test_moments_sort_as_texts(one: datetime, other: datetime) -> None:
    assert (format_moment(one) < format_moment(other)) == (one < other)
    assert parse_moment(format_moment(one)) == one
    assert parse_moment(format_moment(one)).tzinfo is UTC


def test_a_moment_is_stored_in_utc_whatever_the_zone() -> None:
    berlin = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert format_moment(berlin) == "2026-11-23T09:00:00.000000+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        format_moment(datetime(2026, 11, 23, 10, 0))  # noqa: DTZ001 - that is the trouble


@given(history=histories(longest=6), deal=deals())
@settings(max_examples=40)
def test_deals_moves_entries_and_totals_come_back_exactly(
    history: tuple[Entry, ...], deal: Deal
) -> None:
    ledger = fold_entries(history, deal.yardstick)
    totals = compute_totals(ledger, TODAY)
    assert TOTALS.load(TOTALS.dump(totals)) == totals
    row = DEAL.dump(deal)
    assert DEAL.load(tuple(row[column.name] for column in DEAL.columns)) == deal
    for entry in history:
        row = ENTRY.dump(entry)
        assert ENTRY.load(tuple(row[column.name] for column in ENTRY.columns)) == entry
    for move in ledger.moves.values():
        row = MOVE.dump(move)
        assert MOVE.load(tuple(row[column.name] for column in MOVE.columns)) == move


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert TOTALS.load('{"v":1,"body":{"mood":"good"}}') == Totals()
    assert POLICY.load('{"v":1,"body":{"patience":3,"open_days":9}}') == Policy(open_days=9)


def test_a_limit_that_nobody_set_follows_the_starting_value() -> None:
    assert POLICY.dump(Policy()) == '{"v":1,"body":{}}'
    policy = Policy(open_days=9, speaking=frozenset({"drip", "a_rule"}))
    assert POLICY.dump(policy) == '{"v":1,"body":{"open_days":9,"speaking":["a_rule","drip"]}}'


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Unstorable):
        ENTRY.dump(replace(rich.ENTRY, why="\ud83e"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    number: float
    either: int | str | None


@pytest.mark.parametrize("field", ["number", "either"])
def test_a_type_that_cannot_be_stored_exactly_is_refused_at_once(field: str) -> None:
    with pytest.raises(TypeError, match="no stored form"):
        find_form(get_type_hints(Odd)[field])


def test_a_mapping_by_pairs_comes_back() -> None:
    kind = Mapping[tuple[str, str], Decimal]
    pairs = Body[Mapping[tuple[str, str], Decimal]](kind)
    found = {("a", "b"): Decimal("1.50"), ("b", "a"): Decimal(2)}
    assert pairs.load(pairs.dump(found)) == found


def test_every_field_of_a_move_has_a_column() -> None:
    assert len(MOVE.columns) == len(get_type_hints(Move))
