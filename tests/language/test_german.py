"""Lines in German, beside those of `corpus/german.txt`: asides, days, openings; and that English stays as it was."""

from datetime import date

import pytest

from bot.domain.deals import Side
from bot.language.figures import read_amount
from bot.language.grammar import read_line
from bot.language.languages import language_of
from bot.language.lines import (
    AskDeclined,
    AskedAgain,
    Command,
    LimitStated,
    ParsedLine,
    Partly,
    QuestionAsked,
    Reading,
    TakenBack,
    TheirAsk,
)
from bot.language.openings import read_opening, read_their_ask
from tests.language.test_lines import TODAY, typed_lines

CONCEDE, ASK, GOT = Command


def german(text: str, command: Command = CONCEDE) -> Reading:
    return read_line(text, command=command, locale="de-DE", today=TODAY)


def line(text: str, command: Command = CONCEDE) -> ParsedLine:
    reading = german(text, command)
    assert isinstance(reading, ParsedLine)
    return reading


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("abgelehnt 24 Monate Laufzeit", "24 Monate Laufzeit"),
        ("24 Monate Laufzeit abgelehnt", "24 Monate Laufzeit"),
        ("zurückziehen 24 Monate Laufzeit", "24 Monate Laufzeit"),
    ],
)
def test_an_ask_is_declined_or_withdrawn_in_german(text: str, what: str) -> None:
    assert german(text, ASK) == AskDeclined(what=what)


def test_a_no_is_told_apart_in_german() -> None:
    assert german("ein Nein zur Fallstudie", GOT) == AskDeclined(what="Fallstudie")


@pytest.mark.parametrize("text", ["nochmal wegen der Referenz", "noch einmal wegen der Referenz"])
def test_an_ask_is_put_again_in_german(text: str) -> None:
    assert german(text, ASK) == AskedAgain(what="der Referenz")


def test_what_they_want_is_no_give() -> None:
    reading = german("sie wollen 15% Rabatt bis Freitag")
    assert isinstance(reading, TheirAsk)
    assert (reading.line.what, reading.line.due) == ("15% Rabatt", date(2026, 11, 27))
    assert read_their_ask(
        "they fordern einen zweiten Standort", locale="de-DE", today=TODAY
    ) == ParsedLine(what="einen zweiten Standort")


@pytest.mark.parametrize(
    "text", ["bis zu 10% Rabatt wenn wir müssen", "bis zu 10 %", "bis zu 10% notfalls"]
)
def test_a_limit_is_no_give(text: str) -> None:
    assert isinstance(german(text), LimitStated)


def test_less_than_asked_and_steps_back_are_told_apart() -> None:
    partly = german("18 Monate statt 24", GOT)
    assert isinstance(partly, Partly)
    assert (partly.got, partly.instead_of) == ("18 Monate", "24")
    assert isinstance(german("3% Preiserhöhung", GOT), TakenBack)
    assert isinstance(german("was haben wir gegeben?"), QuestionAsked)


def test_days_and_promises_of_a_line() -> None:
    assert line("5% Rabatt Kosten 12k am 12. Nov").on == date(2026, 11, 12)
    assert line("Onboarding-Woche als Kulanz Prüfung am 15. Jan").review == date(2027, 1, 15)
    assert line("Referenzgespräch zugesagt", GOT).promised
    assert line("Referenzgespräch Wert 5k für #3", GOT).ref == 3


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Acme Verlängerung Verkauf 240k EUR", "Acme Verlängerung", Side.SELLING),
        ("Büromaterial 2027 Einkauf 240.000 €", "Büromaterial 2027", Side.BUYING),
        ("Globex Pilot Partnerschaft 240k EUR", "Globex Pilot", Side.PARTNERING),
    ],
)
def test_a_deal_is_opened_in_german(text: str, name: str, side: Side) -> None:
    opening = read_opening(text, locale="de-DE")
    assert (opening.name, opening.side) == (name, side)
    assert opening.size is not None
    assert (str(opening.size.amount), opening.size.unit) == ("240000", "EUR")


def test_a_field_takes_german_figures() -> None:
    assert str(getattr(read_amount("etwa 12 Tausend", "de-DE"), "amount", None)) == "12000"
    assert read_amount("20 Punkte", "de-DE") == read_amount("20 pts", "en-US")


def test_german_words_mean_nothing_to_readers_of_english() -> None:
    reading = read_line(
        "5% Rabatt für Vorkasse weil nötig", command=CONCEDE, locale="en-US", today=TODAY
    )
    assert reading == ParsedLine(what="5% Rabatt für Vorkasse weil nötig")


def test_english_lines_read_the_same_whoever_types_them() -> None:
    """Days are written as Americans do in those lines, so only lines without such days are compared."""
    english = [
        each for each in typed_lines() if each.locale in ("en-US", "en-GB") and "/" not in each.text
    ]
    assert len(english) > 400
    for each in english:
        plain = read_line(each.text, command=each.command, locale="en-GB", today=TODAY)
        theirs = read_line(each.text, command=each.command, locale="de-DE", today=TODAY)
        if not any(sign in each.text for sign in ".,"):
            assert theirs == plain, each.text


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de-DE", "de"),
        ("de_AT", "de"),
        ("DE", "de"),
        ("en-US", "en"),
        ("fr-FR", "en"),
        ("", "en"),
        ("den-X", "en"),
    ],
)
def test_a_locale_says_which_language_is_read(locale: str, language: str) -> None:
    assert language_of(locale) == language
