"""What they answered to our asks, told in a plain sentence: several at once, in part, or for something."""

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


def open_german(dana: Hands, general: Channel) -> None:
    opened(dana, general, "/deal eröffnen Saal Feier Kauf 9k EUR")


def gets_of(table: Table) -> list[str]:
    return [m.what for m in table.ledger.moves.values() if m.kind.value == "get"]


def asks_of(table: Table) -> list[str]:
    """How the asks stand, in their order."""
    moves = sorted(table.ledger.moves.values(), key=lambda move: move.no)
    return [m.state.value for m in moves if m.kind.value == "ask"]


@pytest.mark.parametrize(
    ("asked", "told", "became"),
    [
        (("green room", "piano"), "room yes piano no", (["granted", "declined"], ["room"])),
        (("trailer", "2 jackets"), "trailer no. jackets yes but just one", (["declined", "partly"], ["jackets one"])),
        (("a quote tag", "a review"), "yes to the tag, no to the review", (["granted", "declined"], ["tag"])),
        (
            ("load-in at 7", "no cleaning fee"),
            "7 is too early for em, 8 works, no cleaning fee",
            (["partly", "granted"], ["load-in at 8", "no cleaning fee"]),
        ),
    ],
)  # fmt: skip
def test_an_answer_to_each_of_several_asks_is_recorded_as_that(
    table: Table,
    ana: Hands,
    acme: Channel,
    asked: tuple[str, str],
    told: str,
    became: tuple[list[str], list[str]],
) -> None:
    opened(ana, acme)
    for thing in asked:
        ana.types(f"/ask {thing}", in_=acme)
    ana.types(f"/coach {told}", in_=acme)
    assert (asks_of(table), gets_of(table)) == became


@pytest.mark.parametrize(
    ("told", "states", "came"),
    [
        ("schrank ja, weide nur im sommer", ["granted", "partly"], ["schrank", "weide nur im sommer"]),
        ("schrank ja, weide nein", ["granted", "declined"], ["schrank"]),
        ("schrank ja weide nein", ["granted", "declined"], ["schrank"]),
    ],
)  # fmt: skip
def test_a_german_answer_to_each_of_two_asks_is_recorded_as_that(
    table: Table, dana: Hands, general: Channel, told: str, states: list[str], came: list[str]
) -> None:
    open_german(dana, general)
    dana.types("/ask Schrank", in_=general)
    dana.types("/ask Weide", in_=general)
    dana.types(f"/coach {told}", in_=general)
    assert (asks_of(table), gets_of(table)) == (states, came)


def test_a_line_that_answers_something_else_too_records_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask green room", in_=acme)
    ana.types("/ask piano", in_=acme)
    ana.types("/coach room yes drums no", in_=acme)
    assert (asks_of(table), gets_of(table)) == (["open", "open"], [])


@pytest.mark.parametrize(
    ("asked", "told", "part"),
    [
        ("2000 deposit", "1500 they said", "1500 deposit"),
        ("deposit of 30%", "they can do 15", "deposit of 15%"),
        ("deposit of 30%", "deposit only 20", "deposit of 20%"),
        ("12 months warranty", "he only offers 6", "6 months warranty"),
    ],
)
def test_a_figure_alone_is_asked_about_as_a_part_of_the_ask_it_fits(
    table: Table, ana: Hands, acme: Channel, asked: str, told: str, part: str
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {asked}", in_=acme)
    said = ana.types(f"/coach {told}", in_=acme)
    assert f"A part of #1, {asked}: {part}?" in said.text
    assert gets_of(table) == []
    ana.presses("Record it as a part", on=said)
    assert (asks_of(table), gets_of(table)) == (["partly"], [part])


@pytest.mark.parametrize(
    ("asked", "told", "part"),
    [
        ("2000 Anzahlung", "1500 sagen sie", "1500 Anzahlung"),
        ("30 % Anzahlung", "anzahlung nur 20", "20 % Anzahlung"),
        ("30 % Anzahlung", "sie gehen bis 15", "15 % Anzahlung"),
    ],
)
def test_a_german_figure_alone_is_asked_about_as_a_part(
    table: Table, dana: Hands, general: Channel, asked: str, told: str, part: str
) -> None:
    opened(dana, general, "/deal eröffnen Orgel Verkauf 24k EUR")
    dana.types(f"/ask {asked}", in_=general)
    said = dana.types(f"/coach {told}", in_=general)
    assert f"Ein Teil von #1, {asked}: {part}?" in said.text
    dana.presses("Als Teil eintragen", on=said)
    assert (asks_of(table), gets_of(table)) == (["partly"], [part])


def test_a_figure_that_may_be_a_price_or_fits_no_ask_is_no_part(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open wedding hall buying 9k EUR")
    ana.types("/ask deposit of 30%", in_=acme)
    assert "Their offer" in ana.types("/coach they can do 8500", in_=acme).text
    # Whoever buys wants to pay little in advance: 20% is more than was asked for.
    assert "A part of" not in ana.types("/coach they can do 20", in_=acme).text
    assert "A part of" not in ana.types("/coach they can do 2", in_=acme).text


@pytest.mark.parametrize(
    ("told", "came"),
    [
        ("theyll do the extra set if we also pay the hotel", "the extra set"),
        ("they agree if we prepay", "an extra set"),
        ("he'd throw in the extra set provided we book twice", "the extra set"),
    ],
)
def test_a_yes_for_something_of_ours_waits_for_it(
    table: Table, ana: Hands, acme: Channel, told: str, came: str
) -> None:
    opened(ana, acme)
    ana.types("/ask an extra set worth 300", in_=acme)
    ana.types(f"/coach {told}", in_=acme)
    get = table.move(2)
    assert (get.what, get.state.value, asks_of(table)) == (came, "conditional", ["open"])
    assert get.condition


@pytest.mark.parametrize(
    "told", ["ja, wenn wir das Hotel zahlen", "sie machen die Zugabe nur wenn wir das Hotel zahlen"]
)
def test_a_german_yes_for_something_of_ours_waits_for_it(
    table: Table, dana: Hands, general: Channel, told: str
) -> None:
    open_german(dana, general)
    dana.types("/ask Zugabe Wert 300", in_=general)
    dana.types(f"/coach {told}", in_=general)
    get = table.move(2)
    assert (get.state.value, get.condition, asks_of(table)) == (
        "conditional",
        "wir das Hotel zahlen",
        ["open"],
    )


def test_what_was_paid_may_be_what_had_to_be_paid_in_advance(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede free tasting cost 180 if they prepay 50%", in_=acme)
    assert "It happened" in ana.types("/coach they paid the 50%", in_=acme).text
    assert "It happened" not in ana.types("/coach they paid the 20%", in_=acme).text


@pytest.mark.parametrize("told", ["no cleaning fee is fine with them", "no cleaning fee, yes"])
def test_a_no_that_was_asked_for_is_no_refusal(ana: Hands, acme: Channel, told: str) -> None:
    opened(ana, acme)
    ana.types("/ask no cleaning fee", in_=acme)
    assert "A no to #1" not in ana.types(f"/coach {told}", in_=acme).text


def test_a_yes_to_a_figure_is_to_the_offer_that_holds_it(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open wedding hall buying 9k EUR")
    ana.types("/offer they want 110 a head", in_=acme)
    other = ana.types("/coach 96 is good enough, tasting stands", in_=acme)
    assert "Before accepting 96 EUR" in other.text
    assert "Accept their offer" not in other.text
    ana.types("/offer they want 96 a head", in_=acme)
    same = ana.types("/coach 96 is good enough, tasting stands", in_=acme)
    assert "Before accepting their offer 2" in same.text


def test_another_figure_of_theirs_says_yes_to_no_offer(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open wedding hall buying 9k EUR")
    ana.types("/offer they want 110 a head", in_=acme)
    ana.types("/offer 90 a head", in_=acme)
    assert "Their offer" in ana.types("/coach they'd do 96", in_=acme).text


def test_an_offer_is_accepted_by_its_figure_in_thousands(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open catering selling 80k EUR")
    ana.types("/offer 80k", in_=acme)
    ana.types("/offer they want 72k", in_=acme)
    said = ana.types("/offer they accepted 80", in_=acme)
    assert "They accepted offer 1" in said.text
