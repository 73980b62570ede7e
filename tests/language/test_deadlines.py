from datetime import date

import pytest

from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine, UnreadableLine

TODAY = date(2026, 11, 23)


def read(line: str, locale: str = "en-US") -> ParsedLine:
    command, _, text = line.partition(" ")
    found = read_line(text, command=Command(command), locale=locale, today=TODAY)
    assert isinstance(found, ParsedLine), found
    return found


@pytest.mark.parametrize(
    ("line", "what", "due"),
    [
        ("/ask signed order two days before Christmas", "signed order", "2026-12-23"),
        ("/ask draft lease by one week before eoq", "draft lease", "2026-12-24"),
        ("/ask redlines 4 Dec latest", "redlines", "2026-12-04"),
        ("/ask redlines latest friday", "redlines", "2026-11-27"),
        ("/ask signed form this Friday", "signed form", "2026-11-27"),
        ("/ask signed form Tuesday next week", "signed form", "2026-12-01"),
        ("/ask LOI by Friday, 4 Dec", "LOI", "2026-12-04"),
        ("/ask reply due in a fortnight", "reply", "2026-12-07"),
        (
            "/ask signed form by their board meeting on 9 December",
            "signed form by their board meeting",
            "2026-12-09",
        ),
        (
            "/ask artwork two working days before press date 10 Dec",
            "artwork two working days before press date",
            "2026-12-08",
        ),
        (
            "/ask consent a fortnight before the lease starts on 1 Feb",
            "consent a fortnight before the lease starts",
            "2027-01-18",
        ),
        (
            "/ask board approval a month before the option lapses on 31 March",
            "board approval a month before the option lapses",
            "2027-02-28",
        ),
        ("/ask volume commitment by 31.1.", "volume commitment", "2027-01-31"),
        ("/ask signed form by end of Q3 FY27", "signed form by end of Q3 FY27", None),
        ("/concede workshop on 4 Dec", "workshop on 4 Dec", None),
        ("/ask invoice by the 5th of each month", "invoice by the 5th of each month", None),
        ("/ask sample, 1.10 per page", "sample, 1.10 per page", None),
    ],
)
def test_a_day_by_which_leaves_the_item(line: str, what: str, due: str | None) -> None:
    found = read(line)
    assert found.what == what
    assert found.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("line", "what", "due"),
    [
        ("/ask Muster zwei Tage vor Weihnachten", "Muster", "2026-12-23"),
        ("/ask Muster bis spätestens Freitag nächster Woche", "Muster", "2026-12-04"),
        ("/ask Freigabe bis Mitte Januar", "Freigabe", "2027-01-15"),
        ("/ask Freigabe übermorgen", "Freigabe", "2026-11-25"),
        ("/ask Anzahlung bis zum 15.", "Anzahlung", "2026-12-15"),
        (
            "/ask Unterschrift bis zur Beiratssitzung am 9. Dezember",
            "Unterschrift bis zur Beiratssitzung",
            "2026-12-09",
        ),
        ("/concede Schulung vor Ort", "Schulung vor Ort", None),
        ("/concede Mo bis Fr Hotline", "Mo bis Fr Hotline", None),
        ("/ask Rechnung bis zum 5. jedes Monats", "Rechnung bis zum 5. jedes Monats", None),
    ],
)
def test_a_german_day_by_which_leaves_the_item(line: str, what: str, due: str | None) -> None:
    found = read(line, "de-DE")
    assert found.what == what
    assert found.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("line", "locale", "what", "on"),
    [
        ("/concede 5% off last week", "en-US", "5% off", "2026-11-16"),
        ("/got last friday: 3 extra slots", "en-US", "3 extra slots", "2026-11-20"),
        ("/concede 5% off two weeks ago", "en-US", "5% off", "2026-11-09"),
        ("/concede 5% off (12 Nov)", "en-US", "5% off", "2026-11-12"),
        ("/concede on Nov 3rd 5% off", "en-US", "5% off", "2026-11-03"),
        ("/got last thursday port fees waived", "en-US", "port fees waived", "2026-11-19"),
        ("/concede last week 5% off", "en-US", "5% off", "2026-11-16"),
        ("/got setup waived the day before yesterday", "en-US", "setup waived", "2026-11-21"),
        ("/got vorgestern: Zoll übernommen", "de-DE", "Zoll übernommen", "2026-11-21"),
        ("/got letzte Woche: 3 Paletten gratis", "de-DE", "3 Paletten gratis", "2026-11-16"),
        ("/concede 5 % Rabatt vor zwei Wochen", "de-DE", "5 % Rabatt", "2026-11-09"),
    ],
)
def test_a_day_that_has_passed_says_when_it_happened(
    line: str, locale: str, what: str, on: str
) -> None:
    found = read(line, locale)
    assert (found.what, found.on) == (what, date.fromisoformat(on))


@pytest.mark.parametrize(
    "line",
    ["/got same price as last year", "/ask match last week's rate", "/got last week rates matched"],
)
def test_a_past_that_the_item_is_about_stays_in_it(line: str) -> None:
    found = read(line)
    assert found.what == line.partition(" ")[2]
    assert found.on is None


def test_a_deadline_that_has_passed_is_told() -> None:
    found = read_line("signed LOI by yesterday", command=Command.ASK, locale="en-US", today=TODAY)
    assert isinstance(found, UnreadableLine)
    assert "passed" in found.hint


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("start in January", "en-US"),
        ("start in week 3", "en-US"),
        ("Start im Januar", "de-DE"),
        ("Beginn im Februar", "de-DE"),
    ],
)
def test_a_start_is_something_that_begins_then(text: str, locale: str) -> None:
    assert read(f"/ask {text}", locale).what == text


def test_a_beginning_of_a_month_is_only_a_day() -> None:
    found = read_line("start of January", command=Command.ASK, locale="en-US", today=TODAY)
    assert isinstance(found, UnreadableLine)


@pytest.mark.parametrize(
    ("line", "locale", "condition"),
    [
        ("/concede extra proof cost 250 EUR once the art is final", "en-US", "the art is final"),
        ("/concede drawings cost 7k once they sign phase 2", "en-US", "they sign phase 2"),
        ("/concede 5 Muster Kosten 300 sobald der Vertrag da ist", "de-DE", "der Vertrag da ist"),
        ("/concede extra proof cost 250 EUR once", "en-US", None),
    ],
)
def test_once_opens_a_condition_unless_it_ends_the_line(
    line: str, locale: str, condition: str | None
) -> None:
    assert read(line, locale).condition == condition
