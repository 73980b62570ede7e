"""Short lines that say little: yes on a condition, a figure alone, what suits us, what is wanted no more, fragments."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.mark.parametrize(
    "typed", ["they agree if we prepay", "yes, if we prepay", "she says yes if we prepay"]
)
def test_a_yes_on_a_condition_is_to_the_only_ask(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/ask late end worth 500", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert table.states() == ["ask open", "get conditional"]
    assert (table.move(2).what, table.move(2).condition) == ("late end", "we prepay")


def test_a_yes_on_a_condition_is_to_the_only_ask_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    dana.types("/ask Stellplatz", in_=general)
    dana.types("/got ja, wenn wir bis Freitag anzahlen", in_=general)
    assert table.states() == ["ask open", "get conditional"]
    assert table.move(2).what == "Stellplatz"


def test_a_yes_on_a_condition_is_asked_about_where_several_may_be_meant(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/ask late end", in_=acme)
    ana.types("/ask tasting", in_=acme)
    said = ana.types("/got they agree if we prepay", in_=acme)
    assert "This says yes, but not to what." in said.text
    assert table.states() == ["ask open", "ask open"]


def test_a_figure_alone_is_asked_about_as_a_part(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/ask 20 chairs", in_=acme)
    said = ana.types("/got they can do 15", in_=acme)
    assert "A part of #1, 20 chairs: 15 chairs? Nothing is recorded yet." in said.text
    ana.presses("Record it as a part", on=said)
    assert table.states() == ["ask partly", "get firm"]


@pytest.mark.parametrize("typed", ["1500 sagen sie", "er geht auf 1500", "nur 1500"])
def test_a_figure_that_no_ask_has_is_recorded_under_no_name(
    table: Table, dana: Hands, general: Channel, typed: str
) -> None:
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    dana.types("/ask Stellplatz", in_=general)
    said = dana.types(f"/got {typed}", in_=general)
    assert "Eine Zahl allein sagt nicht, was sich bewegt." in said.text
    assert table.states() == ["ask open"]


@pytest.mark.parametrize(
    "typed",
    ["ok with 96", "96 suits us", "we can live with 96", "i'm fine with 96", "96 would be ok"],
)
def test_a_figure_that_suits_us_means_their_offer(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/offer they 96", in_=acme)
    assert "Before accepting their offer 1" in ana.types(f"/coach {typed}", in_=acme).text


@pytest.mark.parametrize(
    "typed", ["ok mit 96", "96 passt uns", "mit 96 können wir leben", "96 wäre ok", "96 reicht uns"]
)
def test_a_figure_that_suits_us_means_their_offer_in_german(
    table: Table, dana: Hands, general: Channel, typed: str
) -> None:
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 6500 EUR")
    dana.types("/offer sie 96", in_=general)
    said = dana.types(f"/coach {typed}", in_=general)
    assert "Vor der Annahme des Angebots 1 der Gegenseite" in said.text


@pytest.mark.parametrize(
    "typed",
    [
        "no more container cost 200",
        "no container any more",
        "no drone any longer",
        "no more flyers",
    ],
)
def test_what_is_wanted_no_more_is_no_give(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    assert "This says no" in ana.types(f"/concede {typed}", in_=acme).text
    assert table.states() == []


@pytest.mark.parametrize("typed", ["no more late fees", "no more waiting charges"])
def test_to_be_spared_of_a_burden_is_a_give(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types(f"/concede {typed}", in_=acme)
    assert table.states() == ["give draft"]


@pytest.mark.parametrize("typed", ["keinen Container mehr kosten 200", "kein Gerüst mehr nötig"])
def test_what_is_wanted_no_more_is_no_give_in_german(
    table: Table, dana: Hands, general: Channel, typed: str
) -> None:
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    assert "Das ist ein Nein" in dana.types(f"/concede {typed}", in_=general).text
    assert table.states() == []
    dana.types("/concede keine Mahngebühren mehr", in_=general)
    assert table.states() == ["give draft"]


@pytest.mark.parametrize("typed", ["yes to the tag, no to the review", "tag yes, review no"])
def test_parts_of_one_ask_are_answered_in_a_sentence(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/ask tag + review worth 200", in_=acme)
    said = ana.types(f"/coach {typed}", in_=acme)
    assert "part of ask #1" in said.text
    assert table.states() == ["ask partly", "get firm"]
    assert table.move(2).what == "tag"


@pytest.mark.parametrize(
    "typed",
    ["ohne drohne", "drohne kostet extra 180", "the photographer is ill"],
)
def test_no_card_answers_words_that_nobody_knows(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    said = ana.types(f"/coach {typed}", in_=acme)
    assert f'What do you mean by "{typed}"? Nothing is recorded.' in said.text


def test_an_offer_told_as_a_get_is_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Recruiter retainer buying 30k GBP")
    ana.types("/offer they 22% fee, 3 month guarantee", in_=acme)
    said = ana.types("/got they'd do 20 with 6 months", in_=acme)
    assert "Their offer:" in said.text
    assert table.states() == []


def test_a_yes_after_all_answers_what_was_met_in_part(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Druckerei Katalog Einkauf 18k EUR")
    dana.types("/ask 5 Tage früher", in_=general)
    dana.types("/got 3 Tage früher", in_=general)
    dana.types("/got 5 Tage gehen doch", in_=general)
    assert table.states() == ["ask granted", "get firm", "get firm"]
    assert table.move(3).what == "5 Tage"


@pytest.mark.parametrize(
    "typed",
    [
        "fuel surcharge no pallet swap yes from march",
        "fuel surcharge no, pallet swap yes from march",
    ],
)
def test_the_last_of_several_answers_may_have_a_limit(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Haulage selling 220k EUR")
    ana.types("/ask fuel surcharge", in_=acme)
    ana.types("/ask pallet swap", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert table.states()[0] == "ask declined"
    assert table.states()[2:] == ["get firm"]
    assert table.move(3).what == "pallet swap from march"


@pytest.mark.parametrize(
    "typed", ["400k ok", "they accepted 400k", "ok 400k", "they agreed to 400k"]
)
def test_a_yes_to_a_sum_accepts_the_offer_that_says_it(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open ERP rollout selling 420k USD")
    ana.types("/offer we 400k, net 60", in_=acme)
    assert "They accepted offer 1, ours." in ana.types(f"/got {typed}", in_=acme).text
    assert table.states() == []


def test_a_yes_to_a_sum_that_was_asked_for_grants_that(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open ERP rollout selling 420k USD")
    ana.types("/ask deposit 40k", in_=acme)
    ana.types("/offer we 400k, net 60", in_=acme)
    ana.types("/got 40k ok", in_=acme)
    assert table.states() == ["ask granted", "get firm"]


def test_a_yes_to_a_sum_in_german(table: Table, dana: Hands, general: Channel) -> None:
    opened(dana, general, "/deal eröffnen ERP Einführung Verkauf 420k EUR")
    dana.types("/offer wir 400k", in_=general)
    said = dana.types("/got 400k passt", in_=general)
    assert "Die Gegenseite hat Angebot 1 angenommen, unseres." in said.text


def test_what_came_may_say_more_than_the_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Wedding band buying 4k GBP")
    ana.types("/concede meal for 6 cost 180 for extra set", in_=acme)
    ana.types("/got extra set 30 min", in_=acme)
    assert table.states() == ["give firm", "ask granted", "get firm"]


@pytest.mark.parametrize(
    "typed",
    [
        "painting cost 2400 and new kitchen cost 6k for 5 year lease",
        "painting cost 2400, new kitchen cost 6k for 5 year lease",
    ],
)
def test_two_gives_with_costs_of_their_own_wait_for_one_thing(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Flats selling 96k EUR")
    ana.types(f"/concede {typed}", in_=acme)
    assert table.states() == ["give conditional", "ask open", "give conditional"]
    assert [table.move(no).what for no in (1, 3)] == ["painting", "new kitchen"]
    table.check_sums()
