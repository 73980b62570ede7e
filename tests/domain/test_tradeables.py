import re
from pathlib import Path

import pytest

from bot.content.libraries import parse_library, translate_library
from bot.content.parsing import UnreadableContent
from bot.domain.deals import Side
from bot.domain.tradeables import (
    LABEL_AT_MOST,
    Appeal,
    Library,
    find_proposal,
    propose_asks,
)
from bot.domain.worth import Size
from tests.domain.ledgers import Table, deal, table

FOLDER = Path(__file__).parents[2] / "templates" / "library"
LIBRARIES = {side: parse_library((FOLDER / f"{side}.toml").read_text("utf-8")) for side in Side}
SELLING = LIBRARIES[Side.SELLING]


@pytest.mark.parametrize("side", Side)
def test_each_side_has_a_dozen_things_to_ask_for_that_fit_a_button(side: Side) -> None:
    tradeables = LIBRARIES[side].tradeables
    assert len(tradeables) >= 12
    assert all(
        0 < len(t.label) <= LABEL_AT_MOST and t.phrase and t.issue and t.about for t in tradeables
    )
    assert all(len(t.what) < 75 and not t.phrase.endswith(".") for t in tradeables)


@pytest.mark.parametrize("side", Side)
def test_the_library_asks_for_nothing_that_law_or_taste_forbid(side: Side) -> None:
    text = (
        (FOLDER / f"{side}.toml").read_text("utf-8").replace("# Never about earlier salaries", "")
    )
    assert not re.search(
        r"gift|salary history|earlier salar|exclusive right|buy from us|family|age of",
        text.split("[[", 1)[1],
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not toml at all [",
        '[[tradeable]]\nkey = "x"',
        "tradeable = 3",
        (FOLDER / "selling.toml").read_text("utf-8").replace('key = "seats"', 'key = "term"'),
        (FOLDER / "selling.toml")
        .read_text("utf-8")
        .replace('label = "Prepay"', f'label = "{"Prepay " * 9}"'),
        (FOLDER / "selling.toml").read_text("utf-8").replace('cost = "M"', 'cost = "huge"'),
        (FOLDER / "selling.toml").read_text("utf-8").replace('about = ""', 'about = "price"'),
    ],
)
def test_an_incomplete_library_is_refused(text: str) -> None:
    with pytest.raises(UnreadableContent):
        parse_library(text)


def labels(t: Table, name: str | None = None, library: Library = SELLING) -> list[str]:
    return [p.label for p in propose_asks(t.situation(name), library)]


def renewal(lines: str, today: int = 11) -> Table:
    return table(lines, today=today, of=deal(240_000))


def test_the_best_three_for_a_first_give_on_a_renewal() -> None:
    assert labels(renewal("G1 5% off c12000 day 0"), "G1") == [
        "24-month term",
        "20 more seats",
        "Prepay",
    ]


def test_a_small_give_is_worth_a_small_return() -> None:
    proposals = propose_asks(renewal("G1 sticker c500 day 0").situation("G1"), SELLING)
    assert all(p.cost is Size.S for p in proposals)


def test_each_proposal_says_why() -> None:
    large, small = renewal("G1 5% off c12000 day 0"), renewal("G1 sticker c500 day 0")
    assert {p.why for p in propose_asks(large.situation("G1"), SELLING)[:2]} == {
        Appeal.NEAR_IN_SIZE
    }
    assert {p.why for p in propose_asks(small.situation("G1"), SELLING)} <= {
        Appeal.COSTS_LITTLE,
        Appeal.NEAR_IN_SIZE,
    }
    assert propose_asks(renewal("").situation(), SELLING)[0].why is Appeal.WORTH_MUCH


@pytest.mark.parametrize(
    "line",
    [
        "A1 24 months day 11",
        "A1 36-month contract day 0 declined 3",
        "R1 2 year term day 3",
        "A1 longer issue term day 11",
    ],
)
def test_what_was_asked_or_got_already_is_not_proposed(line: str) -> None:
    assert "24-month term" not in labels(renewal(f"{line}\nG1 5% off c12000 day 11"), "G1")


def test_what_they_asked_us_for_is_not_taken_for_our_ask() -> None:
    assert "24-month term" in labels(
        renewal("T1 24-month term day 0\nG1 5% off c12000 day 11"), "G1"
    )


def test_nothing_is_asked_on_the_issue_that_is_given() -> None:
    assert "Prepay" not in labels(renewal("G1 net 60 c12000 day 0"), "G1")


def test_an_open_ask_of_an_earlier_day_is_proposed_again_first() -> None:
    t = renewal(
        "G1 5% off c12000 day 0\nA1 24-month term day 0 due 4\nA2 logo day 1\nG2 net 60 c3000 day 11"
    )
    first, *others = propose_asks(t.situation("G2"), SELLING)
    assert (first.why, first.ask, first.what, first.key) == (
        Appeal.ASKED_BEFORE,
        t["A1"].no,
        "24-month term",
        "#2",
    )
    assert len(others) == 2
    assert all(p.ask is None for p in others)


def test_an_ask_of_today_is_not_proposed_again() -> None:
    t = renewal("G1 5% off c12000 day 0\nA1 24-month term day 11\nG2 net 60 c3000 day 11")
    assert Appeal.ASKED_BEFORE not in {p.why for p in propose_asks(t.situation("G2"), SELLING)}


def test_a_long_ask_is_cut_for_its_button_only() -> None:
    what = "reference calls with three of their largest customers"
    proposal = propose_asks(renewal(f"A1 {what} day 0").situation(), SELLING)[0]
    assert (len(proposal.label) <= LABEL_AT_MOST, proposal.label[-1], proposal.what) == (
        True,
        "…",
        what,
    )


@pytest.mark.parametrize("side", Side)
def test_without_anything_given_three_are_proposed_on_every_side(side: Side) -> None:
    assert len(labels(renewal(""), library=LIBRARIES[side])) == 3


def test_a_proposal_is_found_again_by_its_key() -> None:
    t = renewal("A1 24-month term day 0\nG1 5% off c12000 day 11")
    situation = t.situation("G1")
    for proposal in propose_asks(situation, SELLING):
        again = find_proposal(proposal.key, situation, SELLING)
        assert again is not None
        assert (again.what, again.ask) == (proposal.what, proposal.ask)
    assert find_proposal("#99", situation, SELLING) is None
    assert find_proposal("nothing", situation, SELLING) is None


@pytest.mark.parametrize("side", Side)
def test_each_library_is_there_in_german_with_the_same_keys_and_sizes(side: Side) -> None:
    path = FOLDER.parent / "de" / "library" / f"{side}.toml"
    german = translate_library(LIBRARIES[side], path.read_text("utf-8"), "de")
    assert [(t.key, t.cost, t.worth, t.issue) for t in german.tradeables] == [
        (t.key, t.cost, t.worth, t.issue) for t in LIBRARIES[side].tradeables
    ]
    assert all(0 < len(t.label) <= LABEL_AT_MOST and len(t.what) < 75 for t in german.tradeables)
    assert not {t.phrase for t in german.tradeables} & {
        t.phrase for t in LIBRARIES[side].tradeables
    }
    assert not {t.question for t in german.trials} & {t.question for t in LIBRARIES[side].trials}
    assert all(bool(trial.phrase) is bool(trial.need) for trial in german.trials)


def test_a_translation_names_the_same_things() -> None:
    with pytest.raises(UnreadableContent):
        translate_library(
            SELLING,
            '[[tradeable]]\nkey = "term"\nlabel = "Laufzeit"\nphrase = "Laufzeit"\nabout = ""\n',
            "de",
        )
