"""What we answer to each of their asks in one line after `/concede`: yes, no, less, later."""

from typing import NamedTuple

import pytest

from bot.domain.moves import Kind
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table


class OurAnswer(NamedTuple):
    """What they want, our answer, how their asks stand after it once what is a draft was said, and what we gave."""

    wanted: str
    typed: str
    states: list[str]
    given: list[str]


OUR_ANSWERS = [
    OurAnswer(
        "they want the deposit doubled and no shooting after 10pm",
        "deposit we'll do cost 300, no shooting after 10pm we can't do",
        ["granted", "declined"],
        ["the deposit doubled"],
    ),
    OurAnswer(
        "they want 45 days to pay, a dedicated driver and a fuel cap at 4%",
        "45 days no, 30 ok, driver fine cost 3k, fuel cap we need to check",
        ["partly", "granted", "open"],
        ["30 days to pay", "a dedicated driver"],
    ),
    OurAnswer(
        "they'd like to put their sign in our front yard",
        "sign ok for 3 months",
        ["granted"],
        ["to put their sign in our front yard for 3 months"],
    ),
    OurAnswer(
        "they want 10% off and net 60",
        "net 60 we accept, 10% is too much, 5%",
        ["partly", "granted"],
        ["net 60", "5% off"],
    ),
]

GERMAN_ANSWERS = [
    OurAnswer(
        "sie wollen Jobticket und Kitaplatz",
        "Jobticket ja, Kosten 600",
        ["granted", "open"],
        ["Jobticket"],
    ),
    OurAnswer(
        "sie möchten noch 2 Parkplätze und nen Schlüssel mehr",
        "Schlüssel geht klar kosten 50, Parkplätze nicht",
        ["declined", "granted"],
        ["nen Schlüssel mehr"],
    ),
    OurAnswer(
        "er will 2% Skonto und einen Mehlsilo leihweise",
        "Skonto ja, Silo schau ma mal",
        ["granted", "open"],
        ["2% Skonto"],
    ),
    OurAnswer(
        "sie wollen 60 Tage Ziel und kostenlose Einlagerung",
        "60 Tage machen wir nicht, 45 gingen, Einlagerung prüfen wir",
        ["partly", "open"],
        ["45 Tage Ziel"],
    ),
    OurAnswer(
        "sie wollen 32 Tage Urlaub und einen Dienstwagen",
        "ja zum Urlaub, nein zum Dienstwagen",
        ["granted", "declined"],
        ["32 Tage Urlaub"],
    ),
]


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def list_states(table: Table) -> list[str]:
    """How their asks stand, in order."""
    return [state.split()[1] for state in table.states() if state.startswith("ask")]


def list_gives(table: Table) -> list[str]:
    """What we gave, in order."""
    moves = sorted(table.ledger.moves.values(), key=lambda move: move.no)
    return [move.what for move in moves if move.kind is Kind.GIVE]


@pytest.mark.parametrize("ours", OUR_ANSWERS)
def test_each_part_of_our_answer_finds_their_ask(
    table: Table, ana: Hands, acme: Channel, ours: OurAnswer
) -> None:
    ana.types("/deal open Riverside Mill selling 90k EUR", in_=acme)
    ana.types(f"/concede {ours.wanted}", in_=acme)
    answer = ana.types(f"/concede {ours.typed}", in_=acme)
    if "Already said" in answer.buttons:
        ana.presses("Already said", on=answer)
    assert list_states(table) == ours.states
    assert list_gives(table) == ours.given


@pytest.mark.parametrize("ours", GERMAN_ANSWERS)
def test_each_part_of_our_answer_finds_their_ask_in_german(
    table: Table, dana: Hands, general: Channel, ours: OurAnswer
) -> None:
    dana.types("/deal eröffnen Coworking Loft Nord Verkauf 40k EUR", in_=general)
    dana.types(f"/concede {ours.wanted}", in_=general)
    answer = dana.types(f"/concede {ours.typed}", in_=general)
    if "Schon gesagt" in answer.buttons:
        dana.presses("Schon gesagt", on=answer)
    assert list_states(table) == ours.states
    assert list_gives(table) == ours.given


def test_less_than_they_want_is_a_part(table: Table, dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Spedition Krause Transport Einkauf 200k EUR", in_=general)
    dana.types("/concede sie wollen Mindestmenge 20 Paletten", in_=general)
    answer = dana.types("/concede Mindestmenge nehmen wir, aber nur 15", in_=general)
    assert "Mindestmenge 15 Paletten" in answer.text
    dana.presses("Schon gesagt", on=answer)
    assert list_states(table) == ["partly"]


def test_what_comes_back_for_a_yes_makes_it_conditional(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Fleet selling 50k EUR", in_=acme)
    ana.types("/concede they want free winter tyres and a loan car", in_=acme)
    answer = ana.types("/concede tyres yes if they sign by Friday, loan car no", in_=acme)
    assert "Noted, with what we declined" in answer.text
    assert table.states() == ["ask open", "ask declined", "give conditional"]
    ana.presses("Undo all", on=answer)
    assert list_states(table) == ["open", "open"]


@pytest.mark.parametrize("typed", ["loan car no way", "loan car we'll see"])
def test_a_no_or_a_doubt_is_no_give(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    ana.types("/deal open Fleet selling 50k EUR", in_=acme)
    ana.types("/concede they want a loan car", in_=acme)
    ana.types(f"/concede {typed}", in_=acme)
    assert list_gives(table) == []


@pytest.mark.parametrize(
    ("typed", "given"), [("net 60 ok cost 300", ["net 60"]), ("loan car no way", [])]
)
def test_the_words_of_an_answer_are_no_part_of_what_is_given(
    table: Table, ana: Hands, acme: Channel, typed: str, given: list[str]
) -> None:
    ana.types("/deal open Fleet selling 50k EUR", in_=acme)
    ana.types(f"/concede {typed}", in_=acme)
    assert list_gives(table) == given


@pytest.mark.parametrize("line", ["they said yes to 3 years", "she accepted the 3 years"])
def test_their_yes_typed_as_ours_is_no_give(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/ask 3 years", in_=acme)
    said = ana.types(f"/concede {line}", in_=acme)
    assert "A yes to #1, 3 years? Nothing is recorded yet." in said.text
    assert table.states() == ["ask open"]
