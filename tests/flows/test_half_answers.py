"""Half answers: one line says yes to this, no to that and leaves a third thing open, in the words people type."""

from typing import NamedTuple

import pytest

from bot.domain.moves import Kind
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    ana.types("/deal open Corner Cafe bread supply selling 60k EUR", in_=acme)
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    dana.types("/deal eröffnen Bäckerei Huber Mehllieferung Verkauf 70k EUR", in_=general)
    return table


def list_states(table: Table) -> list[str]:
    """How the asks stand, in their order."""
    return [state.split()[1] for state in table.states() if state.startswith("ask")]


def list_gets(table: Table) -> list[str]:
    """What is recorded as given by them, in order."""
    moves = sorted(table.ledger.moves.values(), key=lambda move: move.no)
    return [move.what for move in moves if move.kind is Kind.GET]


class HalfAnswer(NamedTuple):
    """What was asked for, the answer, how the asks stand after it and what they gave."""

    asked: str
    typed: str
    states: list[str]
    got: list[str]


HALF_ANSWERS = [
    HalfAnswer(
        "12 month contract, payment within 14 days and their logo on our site",
        "yes to the contract, logo no, payment they check with accounting",
        ["granted", "open", "declined"],
        ["contract"],
    ),
    HalfAnswer(
        "longer warranty (20 years), free monitoring app, scaffolding incl. & a penalty of 100 a day if late",
        "warranty 15 yrs, app yes, scaffolding no way, penalty only 50",
        ["partly", "granted", "declined", "partly"],
        ["warranty 15 yrs", "app", "penalty 50"],
    ),
    HalfAnswer(
        "free wifi, 2 hours setup and no corkage",
        "they said yes to the wifi, setup only 1 hour, corkage they need to ask the manager",
        ["granted", "partly", "open"],
        ["wifi", "setup 1 hour"],
    ),
    HalfAnswer(
        "36 month term, 2 references and a joint press release",
        "yes to the references, 36 months too long, 24 they'd do, press release their boss has to decide",
        ["partly", "granted", "open"],
        ["references", "24 month term"],
    ),
    HalfAnswer(
        "a 2 year contract and payment in 14 days",
        "no to 14 days, 21 ok, contract yes",
        ["granted", "partly"],
        ["payment in 21 days", "contract"],
    ),
    HalfAnswer(
        "case study, logo use, 6 months notice",
        "they refuse the logo use, case study fine, notice 3 months",
        ["granted", "declined", "partly"],
        ["case study", "notice 3 months"],
    ),
    HalfAnswer(
        "a written commitment for 2 years; scanner files instead of moulds; one contact",
        "commitment partly: 1 year. files yes",
        ["partly", "granted", "open"],
        ["commitment 1 year", "files"],
    ),
    HalfAnswer(
        "48 pallets a day and a fixed driver",
        "48 no way, 40 they could manage. driver they'll get back to us",
        ["partly", "open"],
        ["40 pallets a day"],
    ),
]

GERMAN_HALF_ANSWERS = [
    HalfAnswer(
        "Wochenenddienst 2x im Monat, Start am 4. Januar und Probezeit 6 Monate",
        "Start ja, Probezeit nur 3, Wochenende klärt sie mit der Leitung",
        ["open", "granted", "partly"],
        ["Start", "Probezeit 3"],
    ),
    HalfAnswer(
        "Reaktionszeit 2h, Ersatzlaptops gratis und ein fester Ansprechpartner",
        "ja zu Reaktionszeit, Laptops nein, Ansprechpartner prüfen sie noch",
        ["granted", "declined", "open"],
        ["Reaktionszeit"],
    ),
    HalfAnswer(
        "Abnahme von 4 Tonnen im Monat und Zahlung per Lastschrift",
        "Lastschrift geht, 4 Tonnen zu viel, 3 gingen",
        ["partly", "granted"],
        ["Lastschrift", "Abnahme von 3 Tonnen im Monat"],
    ),
    HalfAnswer(
        "Abnahmeprotokoll und Foto fürs Prospekt",
        "Protokoll bekommen wir, Foto will er nicht",
        ["granted", "declined"],
        ["Protokoll"],
    ),
    HalfAnswer(
        "3 Monate mietfrei, neue Heizung und Tor streichen",
        "sie sagen ja zum Tor, Heizung kommt nicht in Frage, 3 Monate geht nicht, 1 Monat ginge",
        ["partly", "declined", "granted"],
        ["Tor", "1 Monat"],
    ),
    HalfAnswer(
        "alle Rohdaten, 20 bearbeitete Bilder, Nutzung 3 Jahre",
        "Rohdaten gibt sie nicht her, Nutzung nur 2 Jahre, 20 Bilder sind ok",
        ["declined", "granted", "partly"],
        ["Nutzung 2 Jahre", "20 Bilder"],
    ),
    HalfAnswer(
        "Referenzgespräch, Pressemitteilung und 36 Monate",
        "zum Referenzgespräch ja, Pressemitteilung lehnen sie ab, 36 Monate überlegen sie",
        ["granted", "declined", "open"],
        ["Referenzgespräch"],
    ),
    HalfAnswer(
        "3 Tage früher zahlen und Haftpflicht nachweisen",
        "Haftpflicht haben sie, zahlen 2 Tage früher",
        ["partly", "granted"],
        ["Haftpflicht", "zahlen 2 Tage früher"],
    ),
]


@pytest.mark.parametrize("half", HALF_ANSWERS)
def test_each_part_of_an_answer_finds_its_ask(
    deal: Table, ana: Hands, acme: Channel, half: HalfAnswer
) -> None:
    ana.types(f"/ask {half.asked}", in_=acme)
    ana.types(f"/got {half.typed}", in_=acme)
    assert list_states(deal) == half.states
    assert list_gets(deal) == half.got


@pytest.mark.parametrize("half", GERMAN_HALF_ANSWERS)
def test_each_part_of_an_answer_finds_its_ask_in_german(
    german_deal: Table, dana: Hands, general: Channel, half: HalfAnswer
) -> None:
    dana.types(f"/ask {half.asked}", in_=general)
    dana.types(f"/got {half.typed}", in_=general)
    assert list_states(german_deal) == half.states
    assert list_gets(german_deal) == half.got


def test_another_figure_than_ours_is_a_part_of_what_was_asked_for(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede 5 day turnaround cost 1k, in return min 40 crowns a month", in_=acme)
    ana.types("/got 40 no, 35 ok", in_=acme)
    assert deal.states() == ["give conditional", "ask partly", "get firm"]
    assert list_gets(deal) == ["min 35 crowns a month"]


def test_another_figure_than_ours_is_a_part_in_german(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede 4% Nachlass, dafür wollen wir mind. 30 Kronen im Monat", in_=general)
    dana.types("/got sie sagen ja zu 25 kronen, 30 nicht", in_=general)
    assert german_deal.states() == ["give conditional", "ask partly", "get firm"]
    assert list_gets(german_deal) == ["mind. 25 Kronen im Monat"]


def test_what_was_refused_and_never_asked_for_is_told_as_not_used(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask free samples", in_=acme)
    answer = ana.types("/got samples yes, crane no way", in_=acme)
    assert 'Not used: "crane no way"' in answer.text
    assert list_gets(deal) == ["samples"]


@pytest.mark.parametrize(
    ("asked", "typed", "states"),
    [
        ("4 hours of music, free travel", "4 hours yes, travel no sorry", ["granted", "declined"]),
        ("payment in 10 days", "not in 10 days but in 20", ["partly"]),
        (
            "2 evenings a week and a check",
            "evenings only one, the check she already has",
            ["partly", "granted"],
        ),
        (
            "free assembly, 3 year warranty",
            "assembly is included, warranty they don't",
            ["granted", "declined"],
        ),
    ],
)
def test_answers_as_they_are_said_on_the_phone(
    deal: Table, ana: Hands, acme: Channel, asked: str, typed: str, states: list[str]
) -> None:
    ana.types(f"/ask {asked}", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert list_states(deal) == states


@pytest.mark.parametrize(
    ("asked", "typed", "states"),
    [
        (
            "Kranführer inklusive und Versicherung",
            "inklusive Kranführer ja, für die Versicherung müssen wir selber sorgen",
            ["granted", "declined"],
        ),
        (
            "Kranführer inklusive und Versicherung",
            "Kranführer nur vormittags, Versicherung klären die noch mit der Zentrale",
            ["partly", "open"],
        ),
        (
            "2000 Stück Mindestauflage, Namensnennung, Vorschuss 5k",
            "2000 geht nicht, 1500 schon, Nennung klar, Vorschuss reden sie noch drüber",
            ["partly", "granted", "open"],
        ),
    ],
)
def test_answers_as_they_are_said_on_the_phone_in_german(
    german_deal: Table, dana: Hands, general: Channel, asked: str, typed: str, states: list[str]
) -> None:
    dana.types(f"/ask {asked}", in_=general)
    dana.types(f"/got {typed}", in_=general)
    assert list_states(german_deal) == states


@pytest.mark.parametrize("typed", ["30% no, logo no", "reference yes, 30% no, 20 ok"])
def test_what_was_refused_is_never_a_get(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/concede 2 weeks faster cost 500 if they give us a reference", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert not [what for what in list_gets(deal) if "no" in what.split()]


def test_a_no_to_several_things_is_no_get(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask ref call, case study and 20 more seats", in_=acme)
    ana.types("/got no to the case study and the ref call", in_=acme)
    assert list_states(deal) == ["declined", "declined", "open"]
    assert list_gets(deal) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("calibration included worth 900", "calibration included"),
        ("calibration included, 2 spare belts", "calibration included"),
    ],
)
def test_what_is_included_unasked_keeps_the_word(
    table: Table, ana: Hands, acme: Channel, line: str, what: str
) -> None:
    ana.types("/deal open Compressor service buying 75k EUR", in_=acme)
    ana.types(f"/got {line}", in_=acme)
    assert next(iter(table.ledger.moves.values())).what == what


def test_what_is_included_unasked_keeps_the_word_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Druckluft Einkauf 75k EUR", in_=general)
    dana.types("/got Kalibrierung inklusive Wert 900", in_=general)
    assert next(iter(table.ledger.moves.values())).what == "Kalibrierung inklusive"


@pytest.mark.parametrize(
    ("asked", "typed", "condition"),
    [
        ("winter tyres", "winter tyres 400 extra", "we pay 400"),
        ("delivery", "delivery costs extra 150", "we pay 150"),
        ("60 month lease", "ok 60 but paper incl", "they get paper"),
    ],
)
def test_what_they_want_for_it_is_a_condition(
    table: Table, ana: Hands, acme: Channel, asked: str, typed: str, condition: str
) -> None:
    ana.types("/deal open Van lease buying 26k GBP", in_=acme)
    ana.types(f"/ask {asked}", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert table.states() == ["ask open", "get conditional"]
    assert (table.move(2).what, table.move(2).condition) == (asked, condition)


def test_a_price_on_top_holds_for_its_own_thing_alone(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Kita Architekt Einkauf 80k EUR", in_=general)
    dana.types("/ask Bauleitung inkl, 2 Entwürfe mehr", in_=general)
    dana.types("/got 1 Entwurf mehr, Bauleitung extra 4k", in_=general)
    assert table.states() == ["ask open", "ask partly", "get firm", "get conditional"]
    assert table.move(4).condition == "wir 4k zahlen"


def test_their_ask_for_money_on_top_is_a_conditional_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Van lease selling 26k GBP", in_=acme)
    ana.types("/coach they want winter tyres", in_=acme)
    ana.types("/concede winter tyres 400 extra", in_=acme)
    assert table.states() == ["ask open", "give conditional"]
    assert table.move(2).condition == "they pay 400"


@pytest.mark.parametrize("typed", ["extra 500 off", "2 extra seats"])
def test_what_comes_on_top_is_no_price(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    ana.types("/deal open Van lease buying 26k GBP", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert table.states() == ["get firm"]


def test_a_yes_to_a_figure_is_to_the_ask_that_has_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Printer lease selling 26k GBP", in_=acme)
    ana.types("/ask 60 month lease worth 4k", in_=acme)
    said = ana.types("/got they'd go 48", in_=acme)
    assert "A part of #1, 60 month lease: 48 month lease? Nothing is recorded yet." in said.text
    ana.types("/got ok 60", in_=acme)
    assert table.states() == ["ask granted", "get firm"]
    assert table.move(2).what == "60 month lease"


def test_a_slower_callout_is_less(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Boiler service buying 26k GBP", in_=acme)
    ana.types("/ask 4h callout", in_=acme)
    ana.types("/got callout 6h", in_=acme)
    assert table.states() == ["ask partly", "get firm"]
    ana.types("/got callout 3h", in_=acme)
    assert table.states()[0] == "ask granted"
