from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching import (
    Ground,
    compute_likeness,
    find_named_move,
    issue_of,
    subject_words,
    suggest_gives,
)
from bot.domain.moves import Move
from tests.domain.ledgers import Table, table


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the discount", "8% discount"),
        ("8% off", "8% discount"),
        ("24 mo term", "24-month term"),
        ("2 year term", "24-month term"),
        ("term", "24-month term"),
        ("the 24 months", "24-month term"),
        ("verbal yes on 24 months", "24-month term"),
        ("Reference", "reference calls"),
        ("20 seats", "20 more seats"),
        ("12k prepayment", "12,000 prepayment"),
        ("2,5 % rebate", "2.5% discount"),
        ("onboarding", "onboard week"),
        ("case study", "logo and case study"),
        ("２４ month term", "24-month term"),
        ("three reference calls", "3 reference calls"),
        ("5% Rabatt", "5% off"),
        ("der Referenz", "Referenzgespräch"),
        ("24 Monate Laufzeit", "24-month term"),
    ],
)
def test_the_same_thing_in_other_words(a: str, b: str) -> None:
    assert compute_likeness(a, b) == compute_likeness(b, a) >= 0.7


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("5% discount", "8% discount"),
        ("18 months", "24-month term"),
        ("net 30", "net 60"),
        ("onboarding", "price"),
        ("for the", "the discount"),
        ("", "discount"),
        ("!!", "??"),
        ("10 seats", "20 more seats"),
    ],
)
def test_other_figures_or_other_words_are_something_else(a: str, b: str) -> None:
    assert compute_likeness(a, b) == compute_likeness(b, a) == 0


@given(st.text(), st.text())
def test_likeness_lies_between_none_and_all_whatever_is_typed(a: str, b: str) -> None:
    assert 0 <= compute_likeness(a, b) == compute_likeness(b, a) <= 1


@given(st.text(alphabet="abc 24%-.,", max_size=20))
def test_a_wording_is_like_itself_if_it_says_anything(text: str) -> None:
    assert compute_likeness(text, text) in (0, 1)


ASKS = "A1 24-month term day 0\nA2 reference call day 0\nA3 reference logo day 0\nA4 10% more seats day 0"


def asks(t: Table) -> list[Move]:
    return [t[name] for name in t.names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("24 months", "A1"),
        ("the term", "A1"),
        ("reference call with Bosch", "A2"),
        ("logo", "A3"),
        ("seats", "A4"),
    ],
)
def test_a_text_names_the_one_move_that_it_clearly_means(text: str, name: str) -> None:
    t = table(ASKS)
    assert find_named_move(text, asks(t)) == t[name]


@pytest.mark.parametrize(
    "text", ["reference", "36-month term", "training", "the", "", "12% more seats"]
)
def test_a_text_that_fits_two_moves_or_none_names_none(text: str) -> None:
    assert find_named_move(text, asks(table(ASKS))) is None


def test_the_issue_of_a_move_is_what_it_names_or_what_its_words_are_about() -> None:
    t = table(
        "G1 8% discount day 0\nG2 5% discount day 0\nG3 net 60 issue payment day 0\nG4 discount on seats day 0"
    )
    assert issue_of(t["G1"]) == issue_of(t["G2"]) != issue_of(t["G4"])
    assert issue_of(t["G3"]) == "payment"


def suggested(t: Table, get: Move) -> list[tuple[str, Ground]]:
    gives = [a.give for a in t.ledger.open_gives(t.today)]
    return [
        (t.name_of(s.move.no), s.why)
        for s in suggest_gives(get, gives, t.deal.yardstick, t.ledger.asks())
    ]


def test_matches_are_ranked_named_same_trade_near_in_value_oldest() -> None:
    t = table(
        """
        G1 onboarding c3 day 0
        G2 8% discount c10 day 1
        G3 net 60 c4 day 2
        G4 seats c9.5 day 3
        A1 reference call day 3 for G3
        R1 reference call v10 day 4 for A1
        """
    )
    get = replace(t["R1"], for_what="the discount")
    assert suggested(t, get) == [
        ("G2", Ground.NAMED),
        ("G3", Ground.SAME_TRADE),
        ("G4", Ground.NEAR_IN_VALUE),
        ("G1", Ground.OLDEST),
    ]


def test_a_give_is_suggested_once_for_its_best_reason() -> None:
    t = table("G1 discount c10 day 0\nG2 seats c9 day 1\nR1 term v10 day 2")
    assert suggested(t, t["R1"]) == [("G1", Ground.NEAR_IN_VALUE), ("G2", Ground.NEAR_IN_VALUE)]
    assert suggested(t, replace(t["R1"], for_what="seats"))[0] == ("G2", Ground.NAMED)


def test_the_oldest_give_is_suggested_where_nothing_else_is_known() -> None:
    t = table("G1 seats c3 day 5\nG2 discount day 1\nR1 term day 6")
    assert suggested(t, t["R1"]) == [("G2", Ground.OLDEST), ("G1", Ground.OPEN)]


def test_the_give_that_waited_for_the_ask_is_of_the_same_trade() -> None:
    t = table("A1 term day 0\nG1 seats c3 day 0\nG2 discount c9 day 1 for A1\nR1 term day 2 for A1")
    assert suggested(t, t["R1"])[0] == ("G2", Ground.SAME_TRADE)


def test_every_open_give_is_offered_those_likely_first() -> None:
    lines = "\n".join(f"G{n} thing c{n} day {n}" for n in range(1, 8))
    t = table(f"{lines}\nR1 x v7 day 9")
    found = suggested(t, t["R1"])
    assert [name for name, _ in found] == ["G7", "G6", "G1", "G2", "G3", "G4", "G5"]
    assert [why for _, why in found[2:4]] == [Ground.OLDEST, Ground.OPEN]


def test_nothing_open_nothing_suggested() -> None:
    t = table("R1 term v10 day 2")
    assert suggested(t, t["R1"]) == []


@pytest.mark.parametrize(
    ("text", "other"), [("2,22.2", "222.2"), ("1.234,50 EUR", "1234.5 EUR"), ("12,000", "12000")]
)
def test_figures_are_the_same_however_their_digits_are_grouped(text: str, other: str) -> None:
    assert compute_likeness(text, other) == 1.0


@pytest.mark.parametrize(
    ("text", "is_discount"), [("8% off", True), ("8% of seats", False), ("a day off", False)]
)
def test_only_so_much_percent_off_means_a_discount(text: str, is_discount: bool) -> None:
    assert ("discount" in subject_words(text)) is is_discount


def test_of_gives_near_in_value_the_nearest_comes_first() -> None:
    t = table("G1 a c12 day 0\nG2 b c11 day 1\nG3 c c9.5 day 2\nR1 x v10 day 3")
    gives = [t[name] for name in ("G1", "G2", "G3")]
    found = suggest_gives(t["R1"], gives, t.deal.yardstick)
    assert [t.name_of(each.move.no) for each in found] == ["G3", "G2", "G1"]
