from datetime import date

import pytest

from bot.language.holds import HoldRead, read_hold

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("until Friday", "2026-11-27"),
        ("till 4 dec", "2026-12-04"),
        ("for two weeks", "2026-12-07"),
        ("a week", "2026-11-30"),
        ("until next week", "2026-11-30"),
        ("until the end of the month", "2026-11-30"),
        ("bis Freitag", "2026-11-27"),
        ("bis 4.12.", "2026-12-04"),
        ("für zwei Wochen", "2026-12-07"),
        ("bis Ende der Woche", "2026-11-27"),
    ],
)
def test_the_day_on_which_the_deal_goes_on(typed: str, until: str) -> None:
    locale = "de-DE" if typed.startswith(("bis", "für")) else "en-GB"
    found = read_hold(typed, locale=locale, today=TODAY)
    assert found == HoldRead(until=date.fromisoformat(until))


@pytest.mark.parametrize(
    "typed", ["", "until further notice", "until they answer", "bis auf weiteres"]
)
def test_a_hold_without_a_day_ends_with_what_they_give(typed: str) -> None:
    assert read_hold(typed, locale="de-DE", today=TODAY) == HoldRead()


def test_the_reason_follows_the_day_or_stands_alone() -> None:
    found = read_hold("2 weeks, they reorganise", locale="en-GB", today=TODAY)
    assert found == HoldRead(until=date(2026, 12, 7), why="they reorganise")
    found = read_hold("because of their reorg", locale="en-GB", today=TODAY)
    assert found == HoldRead(why="of their reorg")


@pytest.mark.parametrize("typed", ["legal", "until 20 Nov 2026", "until 31 Nov", "Acme"])
def test_what_names_no_day_to_come_is_not_read(typed: str) -> None:
    assert read_hold(typed, locale="en-GB", today=TODAY) == HoldRead(not_read=typed)
