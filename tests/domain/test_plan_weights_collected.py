from decimal import Decimal

import pytest

from bot.domain.plan_weights import collect_weights
from bot.domain.plans import IssuePlan
from bot.domain.worth import Figure, Size, Worth


def entry(importance: int | None = None, worth: Worth | None = None) -> IssuePlan:
    known = None if importance is None else Decimal(importance)
    return IssuePlan(issue="any", importance=known, worth_to_us=worth)


def eur(amount: int, unit: str = "EUR") -> Figure:
    return Figure(amount=Decimal(amount), unit=unit)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ({"price": entry(60), "term": entry(40)}, {"price": 60, "term": 40}),
        ({"price": entry(worth=eur(9)), "term": entry(worth=eur(3, ""))}, {"price": 9, "term": 3}),
        (
            {"price": entry(60), "term": entry(40), "seats": entry(worth=eur(8))},
            {"price": 60, "term": 40, "seats": 50},
        ),
        ({"price": entry(60), "term": entry(worth=eur(8, "USD"))}, {"price": 60}),
        ({"price": entry(60), "term": entry(worth=Size.L)}, {"price": 60}),
        ({"price": entry(60), "term": entry(worth=eur(0))}, {"price": 60}),
        ({}, {}),
    ],
)
def test_weights_come_from_importance_else_from_worth(
    planned: dict[str, IssuePlan], expected: dict[str, int]
) -> None:
    assert collect_weights(planned, "EUR", ours=True) == expected


def test_what_matters_to_them_is_kept_apart() -> None:
    planned = {"price": IssuePlan(issue="price", importance=Decimal(60), theirs=Decimal(10))}
    assert collect_weights(planned, "EUR", ours=False) == {"price": 10}
