from datetime import date

from bot.language.grammar import read_line
from bot.language.lines import Command
from bot.language.rows import as_row


def row(text: str, command: Command = Command.CONCEDE) -> dict[str, object]:
    return as_row(read_line(text, command=command, locale="en-US", today=date(2026, 11, 23)))


def test_a_row_has_every_field_of_the_line() -> None:
    said = row(
        "5% discount cost $12k worth 20k for 24-month term if signed by 30 Nov because they commit volume"
    )
    expected: dict[str, object] = {
        "what": "5% discount",
        "cost": {"amount": "12000", "currency": "USD", "estimate": False},
        "worth": {"amount": "20000", "currency": None, "estimate": False},
        "for": "24-month term",
        "for_worth": None,
        "condition": "signed by 30 Nov",
        "due": "2026-11-30",
        "reason": "they commit volume",
        "goodwill": False,
        "to": None,
        "on": None,
        "review": None,
        "refs": [],
        "not_read": "",
    }
    assert {key: said[key] for key in expected} == expected


def test_a_range_prints_both_ends() -> None:
    assert row("5% off cost 10-15k €")["cost"] == {
        "amount": "12500",
        "currency": "EUR",
        "estimate": True,
        "low": "10000",
        "high": "15000",
    }


def test_sizes_and_points_print_under_their_names() -> None:
    assert row("5% off cost M")["cost"] == {"size": "M"}
    points = row("5% off cost 20 pts")["cost"]
    assert isinstance(points, dict)
    assert points["points"] == "20"


def test_what_is_not_recorded_prints_why() -> None:
    refused = row("nothing so far", Command.GOT)
    assert refused["refuse"] is True
    assert refused["hint"]
