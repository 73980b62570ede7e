"""Asks and their answers as they are typed, with the ledger that a careful negotiator would keep by hand."""

import pytest

from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened

GERMAN = "/deal eröffnen Acme Verlängerung Verkauf 240k EUR"


def speaks_german(person: Hands, channel: Channel) -> None:
    person.person.locale = "de-DE"
    opened(person, channel, GERMAN)


def test_typed_answers_take_the_worth_of_what_was_asked(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for ask in ("24-month term worth 30k", "reference call worth 5k", "case study worth 4k"):
        ana.types(f"/ask {ask}", in_=acme)
    ana.types("/ask prepay worth 9k", in_=acme)
    for got in ("the 24-month term", "a ref call", "customer story", "they pay upfront"):
        ana.types(f"/got {got}", in_=acme)
    assert table.sums.got == 48000
    assert (table.sums.got_unfigured, table.sums.open_asks) == (0, 0)


def test_getippte_antworten_uebernehmen_den_wert(table: Table, ana: Hands, acme: Channel) -> None:
    speaks_german(ana, acme)
    for ask in ("24 Monate Laufzeit Wert 30k", "Referenzgespräch Wert 5k", "Fallstudie Wert 4k"):
        ana.types(f"/ask {ask}", in_=acme)
    ana.types("/ask Vorkasse Wert 9k", in_=acme)
    for got in ("2 Jahre Vertragslaufzeit", "Referenztelefonat", "Erfolgsgeschichte"):
        ana.types(f"/got {got}", in_=acme)
    ana.types("/got Zahlung im Voraus", in_=acme)
    assert table.sums.got == 48000
    assert table.sums.open_asks == 0


@pytest.mark.parametrize(
    ("give", "ask", "got"),
    [
        (
            "5% off cost 12k for 24-month term",
            "24-month term worth 30k",
            "24-month term worth 30k",
        ),
        ("net 60 cost 12k for prepayment", "prepay worth 30k", "they prepay"),
        ("2 free seats cost 12k for 36-month term", "3-year commitment worth 30k", "36 mth term"),
        ("onboarding cost 12k for a case study", "success story worth 30k", "the case study"),
    ],
)
def test_a_trade_typed_in_three_lines_is_complete(
    table: Table, ana: Hands, acme: Channel, give: str, ask: str, got: str
) -> None:
    opened(ana, acme)
    ana.types(f"/concede {give}", in_=acme)
    ana.types(f"/ask {ask}", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["give firm", "ask granted", "get firm"]
    assert table.sums.given == 12000
    assert table.sums.got == 30000
    assert table.sums.exposure == 0


@pytest.mark.parametrize(
    ("give", "ask", "got"),
    [
        ("5% Rabatt Kosten 12k für 24 Monate Laufzeit", "2 Jahre Laufzeit", "24 Monate Laufzeit"),
        ("60 Tage Ziel Kosten 12k für Vorauszahlung", "Vorkasse", "Zahlung vorab"),
        ("Schulung Kosten 12k für Referenzgespräch", "Referenzanruf", "das Referenzgespräch"),
        ("Schulung Kosten 12k für 36 Monate Garantie", "3 Jahre Gewährleistung", "3 J. Garantie"),
    ],
)
def test_ein_tausch_in_drei_zeilen_ist_vollstaendig(
    table: Table, ana: Hands, acme: Channel, give: str, ask: str, got: str
) -> None:
    speaks_german(ana, acme)
    ana.types(f"/concede {give}", in_=acme)
    ana.types(f"/ask {ask} Wert 30k", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["give firm", "ask granted", "get firm"]
    assert table.sums.given == 12000
    assert table.sums.got == 30000
    assert table.sums.exposure == 0


def test_a_give_of_unknown_cost_is_closed_and_not_valued(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede roadmap access", in_=acme))
    said = ana.types("/got reference call worth 3k for #1", in_=acme)
    assert "No give is open." in said.text
    assert table.sums.given == 0
    assert table.sums.got == 3000
    assert table.sums.open_gives == 0


@pytest.mark.parametrize(
    ("give", "got"),
    [
        ("3% bonus cost 6k if they take 500 racks by 10 Dec", "500 racks"),
        ("laptop cost 2k if she starts by 4 Jan", "start on 4 Jan"),
        ("free freight cost 2k if they pay upfront", "prepayment"),
        ("3% Bonus Kosten 6k wenn sie 2 Jahre Laufzeit zusagen", "24 Monate Laufzeit"),
        ("frachtfrei Kosten 3k wenn sie im Voraus zahlen", "Vorkasse"),
    ],
)
def test_a_give_counts_once_just_what_it_depends_on_has_come(
    table: Table, ana: Hands, acme: Channel, give: str, got: str
) -> None:
    if "Kosten" in give:
        speaks_german(ana, acme)
    else:
        opened(ana, acme)
    ana.types(f"/concede {give}", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["give firm", "get firm"]
    assert table.sums.exposure == 0


@pytest.mark.parametrize(
    ("give", "got"),
    [
        ("3% bonus cost 6k if they take 500 racks by 10 Dec", "400 racks"),
        ("laptop cost 2k if she starts by 4 Jan", "start on 11 Jan"),
        ("3% off cost 6k if the board approves", "a seat on the advisory board"),
        ("3% off cost 6k if they pay upfront and sign by 4 Dec", "prepayment"),
    ],
)
def test_less_than_it_depends_on_or_something_else_leaves_a_give_waiting(
    table: Table, ana: Hands, acme: Channel, give: str, got: str
) -> None:
    opened(ana, acme)
    ana.types(f"/concede {give}", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["give conditional", "get firm"]


def test_what_comes_after_a_give_lapsed_stands_alone_and_the_give_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k for 24-month term by 27 Nov", in_=acme)
    ana.types("/concede 3% bonus cost 6k if they take 500 racks by 27 Nov", in_=acme)
    table.wind(days=9)
    said = ana.types("/got 500 racks", in_=acme)
    assert "#3, 3% bonus, lapsed on Fri 27 Nov, before this. Give it all the same?" in said.text
    assert table.states()[2:] == ["give lapsed", "get firm"]
    ana.presses("Give #3 all the same", on=said)
    assert table.states()[2:] == ["give firm", "get firm"]


def test_a_part_in_plain_words_is_a_part_in_german_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks_german(ana, acme)
    ana.types("/ask Vorauszahlung Wert 8k", in_=acme)
    said = ana.types("/got die Hälfte der Vorauszahlung", in_=acme)
    assert "Wert etwa 4.000 EUR" in said.text
    ana.types("/ask frachtfrei bis Ende März Wert 6k", in_=acme)
    ana.types("/got frachtfrei bis Ende Januar", in_=acme)
    ana.types("/ask 24 Monate Laufzeit Wert 24k", in_=acme)
    ana.types("/got 12 von 24 Monaten", in_=acme)
    assert table.states()[::2] == ["ask partly"] * 3
    ana.types("/got die restlichen 12 Monate", in_=acme)
    assert table.states()[4] == "ask granted"


def test_a_give_beside_a_loose_get_may_be_for_that(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got case study worth 3k", in_=acme)
    said = ana.types("/concede onboarding call cost 1k", in_=acme)
    assert "Or it was for what they gave already: [#1 case study]" in said.text
    ana.presses("#1 case study", on=said)
    assert table.sums.exposure == 0


def test_one_of_two_is_a_part_and_the_second_completes_them(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 2 ref calls worth 4k", in_=acme)
    assert "worth about 2,000 EUR" in ana.types("/got a ref call", in_=acme).text
    ana.types("/got the second ref call", in_=acme)
    assert table.states() == ["ask granted", "get firm", "get firm"]
    assert table.sums.got == 4000


def test_what_stands_behind_for_belongs_to_the_get_where_it_is_no_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask site manager in block A worth 4k", in_=acme)
    ana.types("/ask site manager in block B worth 6k", in_=acme)
    ana.types("/got site manager for block B", in_=acme)
    assert table.states() == ["ask open", "ask granted", "get firm"]
    assert table.move(3).what == "site manager for block B"


def test_a_worth_behind_the_give_is_that_of_the_get(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede shared forecast cost 300", in_=acme)
    said = ana.types("/got 2% price rise for the forecast worth 900", in_=acme)
    assert "worth 900 EUR" in said.text
    assert table.sums.got == 900


def test_what_an_ask_is_for_belongs_to_it_where_it_is_no_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask forecast for cans worth 2k", in_=acme)
    ana.types("/ask forecast for jars worth 3k", in_=acme)
    assert [table.move(no).what for no in (1, 2)] == ["forecast for cans", "forecast for jars"]
    ana.types("/got forecast for jars", in_=acme)
    assert table.states() == ["ask open", "ask granted", "get firm"]
    assert table.sums.got == 3000


def test_a_day_that_an_ask_must_begin_by_is_compared(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask start by 4 January", in_=acme)
    assert "Partly agreed" in ana.types("/got start 18 January", in_=acme).text
    ana.types("/ask go-live by 1 March worth 5k", in_=acme)
    assert "Agreed" in ana.types("/got go-live on 20 Feb", in_=acme).text


@pytest.mark.parametrize("line", ["the buyer splits lot 2", "CFO takes the reference call"])
def test_no_sentence_is_offered_that_its_words_would_break(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/got {line}", in_=acme)
    assert "Recorded get #1" in said.text
    assert "Say:" not in said.text


def test_a_no_with_regret_is_no_get(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask case study worth 4k", in_=acme)
    ana.types("/got no case study, sorry", in_=acme)
    assert table.states() == ["ask declined"]


def test_what_may_fall_short_of_an_ask_is_asked_about_before_anybody_gives_thanks(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask operator training onsite 2 days", in_=acme)
    said = ana.types("/got training 1 day online", in_=acme)
    assert "Does it answer ask #1, operator training onsite 2 days?" in said.text
    assert "Say:" not in said.text
    partly = ana.presses("Part of it", on=said)
    assert table.states() == ["ask partly", "get firm"]
    assert "Partly agreed, ask #1" in partly.text


def test_what_may_fall_short_of_a_condition_gets_no_thanks(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 3 pallet minimum cost 2k if they pay freight to Rotterdam", in_=acme)
    said = ana.types("/got freight paid to Antwerp", in_=acme)
    assert "Say:" not in said.text
    assert table.states() == ["give conditional", "get firm"]


def test_half_the_price_is_a_part_of_what_was_to_be_free(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Tyres buying 45k EUR")
    ana.types("/ask winter storage free worth 2.4k", in_=acme)
    assert "Partly agreed, ask #1" in ana.types("/got storage half price", in_=acme).text


def test_a_german_get_that_may_fall_short_is_asked_about(table: Table, acme: Channel) -> None:
    dana, general = table.slack.person("Dana"), table.slack.channel("general")
    opened(dana, general, "/deal open Küchen selling 430k EUR")
    dana.types("/ask Aufzug für Montage frei", in_=general)
    said = dana.types("/got Aufzug bis 10 Uhr", in_=general)
    assert "Ist das die Antwort auf Forderung #1, Aufzug für Montage frei?" in said.text
    assert "Sagen:" not in said.text


@pytest.mark.parametrize(
    "line",
    [
        "display space in 6 shops cost 2k",
        "show room for 3 weeks cost 2k",
        "edit suite for 2 days cost 2k",
    ],
)
def test_a_thing_that_begins_like_an_order_to_show_an_entry_is_a_give(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/concede {line}", in_=acme)
    assert "did not work" not in said.text
    assert len(table.states()) == 1


def test_a_corrected_get_is_asked_about_and_changed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Cold storage buying 240k EUR")
    ana.types("/ask 50 pallet places", in_=acme)
    first = ana.types("/got 40 pallet places", in_=acme)
    assert "What would it take to make it 50 pallet places?" in first.text
    said = ana.types("/got sorry i meant 45 pallet places", in_=acme)
    assert 'Change #2 from "40 pallet places" to "45 pallet places"?' in said.text
    assert "Say:" not in said.text
    assert table.states() == ["ask partly", "get firm"]
    ana.presses("Change #2", on=said)
    assert table.states() == ["ask partly", "get firm"]
    assert table.move(2).what == "45 pallet places"


def test_a_corrected_give_never_stands_twice(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Cold storage buying 240k EUR")
    ana.types("/concede 50 pallet places cost 2k", in_=acme)
    said = ana.types("/concede sorry i meant 45 pallet places cost 2k", in_=acme)
    assert 'Change #1 from "50 pallet places" to "45 pallet places"?' in said.text
    ana.presses("Change #1", on=said)
    assert table.states() == ["give firm"]
    assert table.move(1).what == "45 pallet places"


def test_a_german_correction_is_asked_about(table: Table) -> None:
    dana, general = table.slack.person("Dana"), table.slack.channel("general")
    opened(dana, general, "/deal open Kantine selling 180k EUR")
    dana.types("/ask 2 Jahre Laufzeit", in_=general)
    dana.types("/got 18 Monate", in_=general)
    said = dana.types("/got nein moment, 20 Monate", in_=general)
    assert "#2 ändern von „18 Monate“ in „20 Monate“?" in said.text
    assert table.states() == ["ask partly", "get firm"]


def test_a_second_part_without_words_of_correction_is_not_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Cold storage buying 240k EUR")
    ana.types("/got 40 pallet places", in_=acme)
    assert "instead of" not in ana.types("/got 5 pallet places", in_=acme).text


@pytest.mark.parametrize(
    ("ask", "line", "declined"),
    [
        (
            "allergy menus paid extra",
            "allergy menus unfortunately not, but breakfast",
            "allergy menus",
        ),
        ("Allergiker-Menüs extra bezahlt", "Allergiker leider nicht, aber Frühstück", "Allergiker"),
    ],
)
def test_a_no_behind_the_thing_is_no_get(
    table: Table, ana: Hands, acme: Channel, ask: str, line: str, declined: str
) -> None:
    hands = ana if declined == "allergy menus" else table.slack.person("Dana")
    opened(hands, acme if hands is ana else table.slack.channel("general"))
    where = acme if hands is ana else table.slack.channel("general")
    hands.types(f"/ask {ask}", in_=where)
    hands.types(f"/got {line}", in_=where)
    assert table.states() == ["ask declined", "get firm"]


def test_undo_names_what_the_entry_brought(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k if they take 24 months", in_=acme)
    ana.types("/got 24 months", in_=acme)
    undone = ana.types("/deal undo", in_=acme)
    assert "Undone: #2, 24 months. Everything stands as it did before." in undone.text
    assert table.states()[0] == "give conditional"


def test_a_short_sum_is_said_with_its_currency(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Controller hiring 70k EUR")
    said = ana.types("/concede 5k sign-on if start before March", in_=acme)
    assert 'Say: "We can offer a 5,000 EUR sign-on bonus if you start before March."' in said.text
    assert "10,000 EUR" not in ana.types("/ask 10k units", in_=acme).text


@pytest.mark.parametrize(
    ("asks", "line"),
    [
        (("scaffold", "reference call"), "scaffold yes, reference call they think about it"),
        (("Gerüst", "Referenz"), "Gerüst ja, Referenz prüfen sie noch"),
    ],
)
def test_what_they_still_think_about_in_a_list_is_no_get(
    table: Table, ana: Hands, acme: Channel, asks: tuple[str, str], line: str
) -> None:
    is_german = "Gerüst" in line
    hands = table.slack.person("Dana") if is_german else ana
    where = table.slack.channel("general") if is_german else acme
    opened(hands, where)
    for ask in asks:
        hands.types(f"/ask {ask}", in_=where)
    hands.types(f"/got {line}", in_=where)
    assert table.states() == ["ask granted", "ask open", "get firm"]


def test_a_stay_is_a_thing_and_no_refusal(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Pastry chef hiring 52k EUR")
    ana.types("/ask 3 yr stay", in_=acme)
    ana.types("/got start 15 Feb, 2 yr stay", in_=acme)
    assert table.states() == ["ask partly", "get firm", "get firm"]


def test_a_corrected_ask_and_a_corrected_give_are_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Cold storage selling 240k EUR")
    ana.types("/ask 24-month term", in_=acme)
    said = ana.types("/ask sorry i meant 36-month term", in_=acme)
    assert 'Change #1 from "24-month term" to "36-month term"?' in said.text
    assert "Say:" not in said.text
    ana.presses("Change #1", on=said)
    ana.types("/concede free training", in_=acme)
    given = ana.types("/concede sorry, 2 days of free training", in_=acme)
    assert 'from "free training" to "2 days of free training"?' in given.text
    assert table.states() == ["ask open", "give draft"]


@pytest.mark.parametrize(
    ("asks", "line"),
    [
        (
            "2 berths, power incl and deposit max 2 months",
            "only 1 berth, power yes, deposit 3 months",
        ),
        (
            "2 Stellplätze, Strom inklusive und Kaution max 2 Monate",
            "nur 1 Stellplatz, Strom ja, Kaution 3 Monate",
        ),
    ],
)
def test_each_thing_of_a_list_is_what_it_says(
    table: Table, ana: Hands, acme: Channel, asks: str, line: str
) -> None:
    is_german = "Strom" in line
    hands = table.slack.person("Dana") if is_german else ana
    where = table.slack.channel("general") if is_german else acme
    opened(hands, where, "/deal open Marina buying 60k EUR")
    hands.types(f"/ask {asks}", in_=where)
    hands.types(f"/got {line}", in_=where)
    assert table.states()[:3] == ["ask partly", "ask granted", "ask partly"]


def test_what_an_ask_says_beside_its_thing_is_asked_about_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Marina buying 60k EUR")
    ana.types("/ask 5 yr term w break at 3", in_=acme)
    said = ana.types("/got 5 yrs no break", in_=acme)
    assert "Does it answer ask #1" in said.text
    assert "Say:" not in said.text
