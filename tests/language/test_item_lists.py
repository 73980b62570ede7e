"""Which wordings are one thing and which are several, and which figure of a line belongs to which of them."""

from datetime import date
from time import thread_time

import pytest

from bot.domain.worth import Figure
from bot.language.grammar import read_line
from bot.language.item_lists import split_items
from bot.language.line_lists import split_into_lines
from bot.language.lines import Command, ParsedLine, UnreadableLine

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "what",
    [
        "terms and conditions review",
        "research and development credits",
        "parts and labour warranty",
        "health and safety plan",
        "design and build contract",
        "supply and install of the racks",
        "Q&A session",
        "liability cap between 2 and 5 million",
        "1,5 % Skonto",
        "sign and send the contract",
        "lunch with Mr. and Mrs. Baker",
        "intro to Smith & Sons",
        "meeting with the CFO and plant manager",
        "training for drivers and loaders",
        "delivery to Hamburg and Bremen",
        "site access on Monday and Tuesday",
        "visits in May, June and July",
        "2 visits in May and 3 in June",
        "12 and 24 month price options",
        "5% and 10% volume tiers",
        "24 months or prepay",
        "reference call, recorded",
        "20 seats, EU only",
        "pre- and post-sales support",
        "two demo days, one each in May and June",
        "free erection and dismantling",
        "waive setup and onboarding fees",
        "cover travel and hotel costs",
        "An- und Abfahrt",
        "Lieferung und Montage",
        "Schulung für Fahrer und Lader",
    ],
)
def test_one_thing_is_not_cut(what: str) -> None:
    assert split_items(what).items == (what,)


@pytest.mark.parametrize(
    ("what", "items"),
    [
        ("ref call, case study and 20 more seats", ("ref call", "case study", "20 more seats")),
        ("logo credit and 12-month retainer", ("logo credit", "12-month retainer")),
        (
            "glossary free, tm ownership, 48h turnaround",
            ("glossary free", "tm ownership", "48h turnaround"),
        ),
        (
            "6 Monate Mindestmiete, Bruchschutz, Zahlung per Lastschrift",
            ("6 Monate Mindestmiete", "Bruchschutz", "Zahlung per Lastschrift"),
        ),
        ("case study + ref call", ("case study", "ref call")),
        ("training and ref call", ("training", "ref call")),
        ("net 45 and a forecast for 6 months", ("net 45", "a forecast for 6 months")),
        ("longer notice period and no weekend work", ("longer notice period", "no weekend work")),
        ("ref call with the CIO and case study", ("ref call with the CIO", "case study")),
        (
            "discount on screws and bolts, longer warranty and 2 spare drives",
            ("discount on screws and bolts", "longer warranty", "2 spare drives"),
        ),
        ("both the reference call and the logo", ("both the reference call", "the logo")),
        ("longer terms and earlier briefing, both", ("longer terms", "earlier briefing")),
        ("extend the term by a year and pay upfront", ("extend the term by a year", "pay upfront")),
        ("- ref call\n- case study\n- 20 seats", ("ref call", "case study", "20 seats")),
        ("Referenzgespräch, Fallstudie sowie 20 Plätze", None),
        ("3 Tage Homeoffice und Jobticket", ("3 Tage Homeoffice", "Jobticket")),
    ],
)
def test_a_list_is_several_things(what: str, items: tuple[str, ...] | None) -> None:
    found = split_items(what).items
    assert found == (items or ("Referenzgespräch", "Fallstudie", "20 Plätze"))


def test_where_nobody_can_tell_it_stays_one_thing_and_says_so() -> None:
    found = split_items("installation and training day")
    assert found.items == ("installation and training day",)
    assert found.perhaps == ("installation", "training day")


def split(line: str, locale: str = "en-US") -> tuple[ParsedLine, ...] | UnreadableLine:
    command, _, text = line.partition(" ")
    reading = read_line(text, command=Command(command), locale=locale, today=TODAY)
    return split_into_lines(text, reading, command=Command(command), locale=locale, today=TODAY)


def costs(line: str, locale: str = "en-US") -> list[tuple[str, int | None]]:
    lines = split(line, locale)
    assert isinstance(lines, tuple)
    found = []
    for each in lines:
        figure = each.cost or each.worth
        assert figure is None or isinstance(figure, Figure)
        found.append((each.what, None if figure is None else int(figure.amount)))
    return found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/concede net 60 and 2 free seats, 3k and 1.5k", [("net 60", 3000), ("2 free seats", 1500)]),
        ("/concede net 60, 2 seats and a demo (3k, 1k, 500)", [("net 60", 3000), ("2 seats", 1000), ("a demo", 500)]),
        ("/concede 2 free seats cost 3k and net 60", [("2 free seats", 3000), ("net 60", None)]),
        ("/concede 2 free seats (3k), net 60 (1k)", [("2 free seats", 3000), ("net 60", 1000)]),
        ("/concede API access 2k; priority support 3k", [("API access", 2000), ("priority support", 3000)]),
        ("/concede API access and priority support each 2k", [("API access", 2000), ("priority support", 2000)]),
        ("/concede API access and priority support, 2k each", [("API access", 2000), ("priority support", 2000)]),
        ("/concede 5k discount and 10k credit", [("5k discount", None), ("10k credit", None)]),
        ("/got fuel cap worth 6k, tracking and logs", [("fuel cap", 6000), ("tracking", None), ("logs", None)]),
        ("/ask - logo use\n- press quote\n- 2 visits", [("logo use", None), ("press quote", None), ("2 visits", None)]),
        ("/got 24 months and prepay worth 20k and 5k", [("24 months", 20000), ("prepay", 5000)]),
    ],
)  # fmt: skip
def test_figures_go_to_their_things(line: str, found: list[tuple[str, int | None]]) -> None:
    assert costs(line) == found


def test_figures_go_to_their_things_in_german() -> None:
    assert costs("/concede Zahlungsziel 60 und 2 Plätze, 3k und 1,5k", "de-DE") == [
        ("Zahlungsziel 60", 3000),
        ("2 Plätze", 1500),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "/ask spare parts kit and operator training worth 18k",
        "/concede 5% off cost 12k if they sign by Friday and pay upfront",
        "/concede 5% off cost 12k because budget slipped and they asked",
        "/got ref call worth 4k for #1, #2 and #3",
        "/concede between 3k and 5k off",
    ],
)
def test_a_package_a_condition_and_a_reason_are_not_cut(line: str) -> None:
    assert split(line) == ()


def test_more_figures_than_things_cannot_be_read() -> None:
    assert isinstance(split("/concede 5% off, 3k and 5k"), UnreadableLine)


def test_the_clauses_at_the_end_hold_for_each() -> None:
    lines = split("/concede net 60 cost 2k and 2 seats cost 1k for a case study by 4 dec")
    assert isinstance(lines, tuple)
    assert [line.for_what for line in lines] == ["a case study", "a case study"]
    assert [line.due for line in lines] == [date(2026, 12, 4)] * 2


@pytest.mark.parametrize(
    "text", ["1, " * 660, "ab, " * 490, "3k and 4k " * 190, "x, y cost 3k and " * 110]
)
def test_a_long_line_is_split_in_no_time(text: str) -> None:
    reading = read_line(text, command=Command.CONCEDE, locale="en-US", today=TODAY)
    took = []
    for _ in range(3):
        began = thread_time()
        split_into_lines(text, reading, command=Command.CONCEDE, locale="en-US", today=TODAY)
        took.append(thread_time() - began)
    # Ten times what it takes, and the quickest of three, so that a busy machine does not fail it.
    assert min(took) < 0.5
