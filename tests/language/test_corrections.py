"""Lines that correct themselves halfway."""

from datetime import date

import pytest

from bot.language.corrections import correct_line
from bot.language.grammar import read_line
from bot.language.hints import HintReason
from bot.language.lines import Command, ParsedLine, UnreadableLine

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("5 days training, no wait 3", "3 days training"),
        ("24 months sorry 36", "36 months"),
        ("24 months warranty, sorry 36 months", "36 months warranty"),
        ("5 days, no 3", "3 days"),
        ("10% off no wait 8% cost 4k", "8% off cost 4k"),
        ("10% off cost 4k no wait 5k", "10% off cost 5k"),
        ("24 months and 5 seats, no wait 10 seats", "24 months and 10 seats"),
        ("$5k credit, i mean $6k for a case study", "$6k credit for a case study"),
        ("24 months, make that 36, by friday", "36 months, by friday"),
        ("net 60, actually 45", "net 45"),
        ("24 Monate, ähm 36", "36 Monate"),
        ("10% Rabatt, nein Moment 8% Kosten 4k", "8% Rabatt Kosten 4k"),
        ("5 Tage Schulung, nee 3", "3 Tage Schulung"),
        ("3 month notice, no, 2, cost 600", "2 month notice, cost 600"),
        ("Lieferung vor 5 Uhr Kosten 400, nein 450", "Lieferung vor 5 Uhr Kosten 450"),
        ("5% off and 3 free days, no 4", "5% off and 4 free days"),
        ("delivery on Monday (sorry, Tuesday) cost 300", "delivery on Tuesday cost 300"),
        ("ein Rabatt von 5 %, ich meine 6 %", "ein Rabatt von 6 %"),
    ],
)
def test_the_corrected_figure_takes_the_place_of_the_first(typed: str, text: str) -> None:
    corrected = correct_line(typed)
    assert corrected is not None
    assert corrected.text == text


@pytest.mark.parametrize(
    "typed",
    [
        "no wait time at the gate",
        "5 days training, no 3 day minimum",
        "5% off, sorry for the delay",
        "3 months, no wait list",
        "Moment der Abnahme 5 Tage später",
        "24 months",
    ],
)
def test_what_only_looks_like_a_correction_is_left_alone(typed: str) -> None:
    assert correct_line(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "10% off for 24 months no wait 36",
        "10k, no wait 8",
        "free shipping, no wait free setup",
        "photo for the brochure, no forget it",
        "Foto fürs Prospekt, nein doch nicht",
        "freie Lieferung, nein Moment freier Einbau",
    ],
)
def test_a_correction_that_nobody_can_place_is_not_read(typed: str) -> None:
    reading = read_line(typed, command=Command.CONCEDE, locale="en-US", today=TODAY)
    assert isinstance(reading, UnreadableLine)
    assert reading.hint == HintReason.CORRECTED.value
    assert reading.typed == typed


def test_what_was_said_first_is_told_as_not_used() -> None:
    reading = read_line(
        "10% off no wait 8% cost 4k", command=Command.CONCEDE, locale="en-US", today=TODAY
    )
    assert isinstance(reading, ParsedLine)
    assert reading.what == "8% off"
    assert reading.not_read == "10%; no wait"
