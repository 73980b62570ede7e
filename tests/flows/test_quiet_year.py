"""A year in which nobody presses anything: few messages, none twice, and nothing that matters later than before."""

import os
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.flows.quiet_year import ZONES, QuietYear
from tests.flows.table import Table
from tests.flows.year import Line

GOLDEN = Path(__file__).parent / "goldens" / "quiet_year.txt"
MOST_MESSAGES = 60

MATTERS: dict[str, tuple[str, date, date | None]] = {
    "the ask day of the 24-month term": (
        r"24-month term[^\n]*\n[^\n]*due",
        date(2027, 1, 1),
        date(2027, 1, 15),
    ),
    "the ask day of the case study": (
        r"case study[^\n]*\n[^\n]*due",
        date(2027, 1, 1),
        date(2027, 2, 26),
    ),
    "the ask day of the logo use": (
        r"logo use[^\n]*\n[^\n]*due",
        date(2027, 1, 1),
        date(2027, 9, 17),
    ),
    "the lapse of net 60": (r"net 60[^\n]*\n[^\n]*lapses", date(2027, 1, 1), date(2027, 2, 16)),
    "the review of the onboarding week": (
        r"onboarding week[^\n]*\n[^\n]*looked at again",
        date(2027, 1, 1),
        date(2027, 2, 17),
    ),
    "the last day of the offer": (r"[Oo]ur offer 1", date(2027, 1, 1), None),
    "the last day for notice": (r"last day for notice", date(2027, 1, 1), date(2027, 3, 1)),
    "the renewal": (r"renews on", date(2027, 1, 1), date(2027, 5, 31)),
    "the QBR of February, a week ahead": (r"QBR", date(2027, 1, 20), date(2027, 1, 25)),
    "the eve of the QBR of February": (r"QBR Mon", date(2027, 1, 28), date(2027, 1, 29)),
    "the QBR of May, a week ahead": (r"QBR Mon 3 May", date(2027, 4, 20), date(2027, 4, 26)),
    "the eve of the QBR of May": (r"QBR Mon 3 May", date(2027, 4, 28), date(2027, 4, 30)),
    "the QBR of August, a week ahead": (r"QBR Mon 2 Aug", date(2027, 7, 20), date(2027, 7, 26)),
    "the eve of the QBR of August": (r"QBR Mon 2 Aug", date(2027, 7, 28), date(2027, 7, 30)),
    "the QBR of November, a week ahead": (r"QBR Mon 1 Nov", date(2027, 10, 20), date(2027, 10, 25)),
    "the eve of the QBR of November": (r"QBR Mon 1 Nov", date(2027, 10, 28), date(2027, 10, 29)),
}
"""What matters in that year: what a message about it says, from which day on it is looked for, and the day on which the
daily digests of earlier releases first told somebody of it (None: never)."""


@pytest.fixture
def said(table: Table) -> list[Line]:
    return QuietYear(table=table).passes()


def days_and_texts(said: list[Line]) -> list[tuple[date, str]]:
    """The messages by day, whoever got them."""
    return sorted((line.at.date(), line.text) for line in said)


def test_a_year_without_a_press_brings_few_messages_and_none_twice(said: list[Line]) -> None:
    counts = Counter(line.to for line in said)
    assert set(counts) == set(ZONES)
    assert max(counts.values()) <= MOST_MESSAGES, counts
    told = defaultdict(list)
    for line in said:
        # The second line is the day; what a message tells comes after it.
        told[line.to].append("\n".join([line.text.split("\n")[0], *line.text.split("\n")[2:]]))
    for texts in told.values():
        assert len(set(texts)) == len(texts)
    for line in said:
        assert (line.at.hour, line.at.minute) == (9, 0)
        assert line.at.weekday() < 5
    assert len({(line.to, line.at.date()) for line in said}) == len(said)
    for name, (words, since, before) in MATTERS.items():
        first = next(
            (day for day, text in days_and_texts(said) if day >= since and re.search(words, text)),
            None,
        )
        assert first is not None, name
        assert before is None or first <= before, name
    total = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    text = "\n".join([f"Acme renewal, 2027: {total}", *map(str, said)]) + "\n"
    if os.environ.get("GOLDENS") == "write":
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
