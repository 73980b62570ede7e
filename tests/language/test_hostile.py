import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.grammar import read_line
from bot.language.limits import find_capped_charge, find_limit_within, find_own_limit
from bot.language.lines import Command, UnreadableLine
from bot.language.marker_words import MARKERS as CLAUSES
from bot.language.openings import read_opening, read_their_ask
from bot.language.phrases import SUBJECTS
from bot.language.plain_gives import find_plain_give, put_reason_last
from bot.language.quantities import find_quantity
from bot.language.reported_gives import find_give_reported
from bot.language.rows import as_row
from bot.language.told_offers import says_yes, takes_offer
from bot.language.wishes import find_wish, split_wish_behind
from tests.examples import number_of_examples

TODAY = date(2026, 11, 23)
LOCALES = st.sampled_from(["en-US", "en-GB", "de-DE", "fr-FR", "de-CH", "xx", ""])
MARKERS = sorted(
    {" ".join(phrase) for marker in CLAUSES.values() for phrase in marker.phrases} | SUBJECTS
)
PIECES = st.sampled_from(
    [
        *MARKERS,
        "5%",
        "off",
        "12k",
        "-5k",
        "€",
        "$5",
        "31 nov",
        "fri",
        "12/4",
        "#3",
        "#",
        ",",
        "(",
        ")",
        "-",
        "~",
        ";",
        "nothing",
        "no",
        "us",
        "them",
        "12 000",
        "10-15k",
        "M",
        "?",
    ]
)


@settings(max_examples=number_of_examples(300), deadline=None)
@given(text=st.text(max_size=300), command=st.sampled_from(Command), locale=LOCALES)
def test_any_text_is_read_or_refused(text: str, command: Command, locale: str) -> None:
    row = as_row(read_line(text, command=command, locale=locale, today=TODAY))
    assert row.get("refuse") is True or row["what"] or row["refs"]


@settings(max_examples=number_of_examples(500), deadline=None)
@given(pieces=st.lists(PIECES, max_size=25), command=st.sampled_from(Command), locale=LOCALES)
def test_any_order_of_markers_is_read_or_refused(
    pieces: list[str], command: Command, locale: str
) -> None:
    text = " ".join(pieces)
    row = as_row(read_line(text, command=command, locale=locale, today=TODAY))
    assert row.get("refuse") is True or row["what"] or row["refs"]
    read_opening(text, locale=locale)
    read_their_ask(text, locale=locale, today=TODAY)
    find_quantity(text)


def test_a_very_long_text_is_refused_kindly() -> None:
    found = read_line("free training " * 3000, command=Command.CONCEDE, locale="en-US", today=TODAY)
    assert isinstance(found, UnreadableLine)
    assert "2,000" in found.hint
    assert len(found.typed) <= 2000


@pytest.mark.timing
@pytest.mark.parametrize(
    "unit",
    [
        "for ",
        "a",
        "1",
        "if we get ",
        "(",
        ", 5k",
        "by 30 nov ",
        "1,",
        "x@",
        "<a",
        "|",
        "as their ",
        "not ",
        "12 000 ",
        "-",
        "goodwill ",
        "$",
        "#1 ",
        "=a ",
        "a; ",
        "\n ",
        "thanks \n",
    ],
)
def test_reading_time_grows_with_the_length_only(unit: str) -> None:
    short, long = _longest(unit, 480), _longest(unit, 1920)
    assert _seconds(long) < 12 * _seconds(short) + 0.002


@pytest.mark.timing
@pytest.mark.parametrize("gap", [" ", "\n", " \n"])
@pytest.mark.parametrize("farewell", ["regards", "Mit freundlichen Grüßen"])
def test_a_farewell_before_many_spaces_costs_no_time(farewell: str, gap: str) -> None:
    text = f"{farewell}{_longest(gap, 1900)}x y z. i j k. l"
    assert _seconds(text) < 0.05


def _longest(unit: str, length: int) -> str:
    return (unit * length)[:length]


def _seconds(text: str) -> float:
    best = 60.0
    for _ in range(5):
        start = time.thread_time()
        read_line(text, command=Command.CONCEDE, locale="en-US", today=TODAY)
        best = min(best, time.thread_time() - start)
    return best


@pytest.mark.parametrize(
    "words",
    ["a week before ", "latest the ", "two ", "at least ", "5k ", "of the ", "one hundred and "],
)
def test_a_long_line_of_the_same_words_ends(words: str) -> None:
    text = f"x {words * 200}"[:2000]
    for locale in ("en-US", "de-DE"):
        read_line(text, command=Command.ASK, locale=locale, today=TODAY)
        read_opening(text, locale=locale)


READERS_OF_SENTENCES: tuple[Callable[[str], object], ...] = (
    find_capped_charge,
    lambda text: find_own_limit(text, named=True),
    find_limit_within,
    find_plain_give,
    put_reason_last,
    find_give_reported,
    says_yes,
    takes_offer,
    find_wish,
    split_wish_behind,
)


@pytest.mark.parametrize(
    "words",
    ["ok, ", "so ", "and ", "no, ", "also ", "well, ", "das ", "we ", "sie ", "he said ", "bis "],
)
def test_a_sentence_of_the_same_word_is_read_at_once(words: str) -> None:
    """Each word that may be repeated before a sentence, if it can be matched in two ways, doubles the time."""
    text = (words * 60)[:200]
    for read in READERS_OF_SENTENCES:
        start = time.thread_time()
        read(text)
        assert time.thread_time() - start < 1
