from datetime import date
from decimal import Decimal

import pytest

from bot.domain.worth import Figure
from bot.language.acceptance import AcceptanceQuestion, read_acceptance_question
from bot.language.figures import mentions_amount, read_figure_at_end, read_number
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine
from bot.language.pay_history import mentions_pay_history


def accepting(text: str, locale: str = "en-US") -> AcceptanceQuestion | None:
    return read_acceptance_question(text, locale=locale)


def of(amount: int, unit: str = "") -> AcceptanceQuestion:
    return AcceptanceQuestion(amount=Figure(amount=Decimal(amount), unit=unit))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I accept 95k?", of(95_000)),
        ("we take 95,000 EUR", of(95_000, "EUR")),
        ("accept €95k or not?", of(95_000, "EUR")),
        ("ich 95k annehmen?", of(95_000)),
        ("I accept offer 2?", AcceptanceQuestion(offer=2)),
        ("wir das Angebot 3 annehmen", AcceptanceQuestion(offer=3)),
        ("we accept their offer?", AcceptanceQuestion()),
        ("I accept", AcceptanceQuestion()),
    ],
)
def test_what_would_be_accepted_is_read(text: str, meant: AcceptanceQuestion) -> None:
    assert accepting(text) == meant


@pytest.mark.parametrize(
    "text", ["", "I go home?", "I accept 15% off", "we accept 24 months", "95k", "I take 0?"]
)
def test_what_names_no_figure_to_accept_is_not_guessed(text: str) -> None:
    assert accepting(text) is None


def test_a_figure_reads_as_people_write_it_there() -> None:
    assert accepting("wir 95.000 annehmen", "de-DE") == of(95_000)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("95k", 95_000),
        ("24 months", 24),
        ("net 60", 60),
        ("8 %", 8),
        ("-2 %", -2),
        ("30 or 60", None),
        ("gold", None),
    ],
)
def test_a_level_names_a_number_or_none(text: str, number: int | None) -> None:
    assert read_number(text, "en-US") == number


def test_a_sentence_names_an_amount_in_any_spelling() -> None:
    amount = Decimal(180_000)
    for text in (
        "not below 180k",
        "180,000 EUR at least",
        "we need 180'000",
        "between 180k and 200k",
        "150-180k",
    ):
        assert mentions_amount(text, amount, "en-US"), text
    for text in ("not below 200k", "two years at least", ""):
        assert not mentions_amount(text, amount, "en-US"), text
    assert mentions_amount("mindestens 180.000 €", amount, "de-DE")


@pytest.mark.parametrize(
    ("text", "locale", "rest"),
    [
        ("2 free seats 3k", "en-US", "2 free seats"),
        ("extra night $400", "en-US", "extra night"),
        ("signage EUR 4k", "en-US", "signage"),
        ("Schulung 1.500 €", "de-DE", "Schulung"),
        ("price cap 95k", "en-US", None),
        ("raise the base to 165k", "en-US", None),
        ("rent 52M -> 48M", "en-US", None),
        ("seats at $12", "en-US", None),
        ("5k discount", "en-US", None),
        ("20 seats", "en-US", None),
        ("Antrittsbonus 5.000 €", "de-DE", None),
    ],
)
def test_an_amount_at_the_end_of_a_thing_may_be_its_cost(
    text: str, locale: str, rest: str | None
) -> None:
    found = read_figure_at_end(text, locale)
    assert (found.rest if found else None) == rest


def test_pay_history_is_noticed_and_pay_is_not() -> None:
    for text in (
        "her current salary is 80k",
        "salary history",
        "she earns now 70k",
        "bisheriges Gehalt",
        "last base pay",
    ):
        assert mentions_pay_history(text), text
    for text in (
        "the pay range",
        "pays on time",
        "last year's sales",
        "the market rate",
        "Gehaltsspanne",
    ):
        assert not mentions_pay_history(text), text


@pytest.mark.parametrize(
    ("line", "locale", "what", "cost", "worth", "not_read"),
    [
        ("free move, that's 6k for us", "en-US", "free move", "6000", None, ""),
        ("free move, that's 6k for them", "en-US", "free move", None, "6000", ""),
        ("site day sets us back 2k", "en-US", "site day", "2000", None, ""),
        ("site day costs us four thousand", "en-US", "site day", "4000", None, ""),
        ("release of 5% (42k), cost 300", "en-US", "release of 5%", "300", None, "42k"),
        ("deposit, worth 2x €1,150 to them", "en-US", "deposit", None, "2300", ""),
        ("board, cost 3 cents a piece", "en-US", "board", "0.03", None, "a piece"),
        ("crane, cost 2 x 4,500 EUR", "en-US", "crane", "9000", None, ""),
        ("a CSM, low cost to us", "en-US", "a CSM", None, None, "low cost to us"),
        ("Strom, kostet uns 2 ct/kWh", "de-DE", "Strom", "0.02", None, "/kWh"),
        ("Miete, kostet uns insgesamt 27.000 €", "de-DE", "Miete", "27000", None, ""),
        ("2 free seats 3k cost", "en-US", "2 free seats", "3000", None, ""),
        ("2 free seats, 3k cost to us", "en-US", "2 free seats", "3000", None, ""),
        ("support cost 4k p.a.", "en-US", "support", "4000", None, "p.a"),
        ("seats cost $12/seat/month", "en-US", "seats", "12", None, "/seat/month"),
        ("forecast; value to them high", "en-US", "forecast", None, None, "value to them high"),
        ("storage costs us 36 months", "en-US", "storage", None, None, "costs us 36 months"),
        ("Rahmen, ihnen 40 T€ wert", "de-DE", "Rahmen", None, "40000", ""),
        ("Rahmen im Wert von 40 T€", "de-DE", "Rahmen", None, "40000", ""),
        ("Schulung, das sind 3.000 € für uns", "de-DE", "Schulung", "3000", None, ""),
        ("Schulung, kommt uns auf 3.000 €", "de-DE", "Schulung", "3000", None, ""),
        ("Fahrt gratis, kostet 180 €/Fahrt", "de-DE", "Fahrt gratis", "180", None, "/Fahrt"),
    ],
)
def test_a_figure_of_a_give_in_other_words(
    line: str, locale: str, what: str, cost: str | None, worth: str | None, not_read: str
) -> None:
    found = read_line(line, command=Command.CONCEDE, locale=locale, today=date(2026, 11, 23))
    assert isinstance(found, ParsedLine)
    figures = [
        figure.amount if isinstance(figure, Figure) else figure
        for figure in (found.cost, found.worth)
    ]
    assert (found.what, found.not_read) == (what, not_read)
    assert figures == [Decimal(amount) if amount else None for amount in (cost, worth)]


def test_things_that_somebody_brings_are_no_worth() -> None:
    found = read_line(
        "they bring 200 chairs", command=Command.GOT, locale="en-US", today=date(2026, 11, 23)
    )
    assert isinstance(found, ParsedLine)
    assert (found.what, found.worth) == ("bring 200 chairs", None)


def test_what_something_saves_us_is_its_worth() -> None:
    for line, locale in (("prepay, brings us 5k", "en-US"), ("Vorkasse, bringt uns 5k", "de-DE")):
        found = read_line(line, command=Command.ASK, locale=locale, today=date(2026, 11, 23))
        assert isinstance(found, ParsedLine)
        assert found.worth == Figure(amount=Decimal(5_000)), line
