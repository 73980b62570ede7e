from decimal import Decimal

import pytest

from bot.language.quantities import Quantity, find_quantity


@pytest.mark.parametrize(
    ("what", "amount", "unit", "issue"),
    [
        ("12% off", 12, "%", "price"),
        ("10 % discount on list", 10, "%", "price"),
        ("net 60", 60, "days", "payment"),
        ("payment in 45 days", 45, "days", "payment"),
        ("24 mo term", 24, "months", "term"),
        ("2 yr commitment", 24, "months", "term"),
        ("24 Monate Laufzeit", 24, "months", "term"),
        ("12% Rabatt", 12, "%", "price"),
        ("20 seats", 20, "seats", "seats"),
        ("2% price rise", 2, "%", "price rise"),
    ],
)
def test_a_quantity_has_the_issue_it_is_about(
    what: str, amount: int, unit: str, issue: str
) -> None:
    assert find_quantity(what) == Quantity(
        amount=Decimal(amount), unit=unit, issue=issue, added=False
    )


def test_ten_and_twelve_percent_off_are_on_one_scale() -> None:
    first, second, term = (
        find_quantity("10% off"),
        find_quantity("12% discount"),
        find_quantity("12 months"),
    )
    assert first is not None
    assert second is not None
    assert term is not None
    assert first.same_scale(second)
    assert not first.same_scale(term)


def test_more_is_said_to_be_added() -> None:
    found = find_quantity("2% more off")
    assert found is not None
    assert found.added


def test_words_without_a_quantity_have_no_level() -> None:
    assert find_quantity("free training") is None
