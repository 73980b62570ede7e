"""Lines of `/got` that say yes or no to several asks at once, and half answers that are no gets."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table

ASKED = "/ask case study, reference call and 3 yr term"
ASKED_IN_GERMAN = "/ask Fallstudie, Referenzgespräch und 3 Jahre Laufzeit"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def selling(table: Table, ana: Hands, acme: Channel) -> Table:
    """Three open asks of ours."""
    ana.types("/deal open Nordwind pilot selling 90k EUR", in_=acme)
    ana.types(ASKED, in_=acme)
    return table


@pytest.fixture
def verkauf(table: Table, dana: Hands, general: Channel) -> Table:
    dana.types("/deal eröffnen Kessel Wartung Verkauf 88k EUR", in_=general)
    dana.types(ASKED_IN_GERMAN, in_=general)
    return table


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("ref call yes, not the case study", ["declined", "granted", "open", "firm"]),
        ("reference call ok, case study no", ["declined", "granted", "open", "firm"]),
        ("case study no and 3 yr term no", ["declined", "open", "declined"]),
        ("ref call is in but the case study is out", ["declined", "granted", "open", "firm"]),
    ],
)
def test_each_thing_of_a_line_gets_its_own_answer(
    selling: Table, ana: Hands, acme: Channel, typed: str, states: list[str]
) -> None:
    ana.types(f"/got {typed}", in_=acme)
    assert [state.split()[1] for state in selling.states()] == states


@pytest.mark.parametrize(
    "typed",
    ["Referenzgespräch ja, Fallstudie nein", "Fallstudie geht nicht, aber Referenzgespräch passt"],
)
def test_each_thing_of_a_line_gets_its_own_answer_in_german(
    verkauf: Table, dana: Hands, general: Channel, typed: str
) -> None:
    answer = dana.types(f"/got {typed}", in_=general)
    assert "Eingetragen, mit dem, was abgelehnt ist" in answer.text
    assert "Forderung #1 abgelehnt: Fallstudie" in answer.text
    assert [state.split()[1] for state in verkauf.states()[:3]] == ["declined", "granted", "open"]


def test_what_they_left_open_is_told_as_not_used(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got ref call yes, case study no, 3 yrs maybe", in_=acme)
    assert 'Not used: "3 yrs maybe"' in answer.text
    assert [state.split()[1] for state in selling.states()[:3]] == ["declined", "granted", "open"]


@pytest.mark.parametrize(
    "typed",
    ["to be fair nothing yet but maybe later", "tbh still waiting", "no wait, nothing yet"],
)
def test_words_before_nothing_are_no_get(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "nothing is recorded" in answer.text
    assert selling.states() == ["ask open"] * 3


def test_words_before_nothing_are_no_get_in_german(
    verkauf: Table, dana: Hands, general: Channel
) -> None:
    answer = dana.types("/got ehrlich gesagt noch nichts", in_=general)
    assert "deshalb ist nichts eingetragen" in answer.text
    assert verkauf.states() == ["ask open"] * 3


def test_a_yes_for_a_thing_with_a_limit_is_a_part_of_it(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask a joint webinar", in_=acme)
    answer = ana.types("/got ok for the webinar but only in may", in_=acme)
    assert "Partly agreed, ask #4: a joint webinar" in answer.text
    assert "webinar in may" in answer.text


@pytest.mark.parametrize(
    "typed", ["they say the competitor is 8% cheaper", "buyer says it is too expensive"]
)
def test_an_argument_of_theirs_is_no_get(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "Nothing is recorded" in answer.text
    assert selling.states() == ["ask open"] * 3


def test_a_limit_of_one_thing_stays_with_it(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got case study yes but only after launch, 2 yrs", in_=acme)
    assert "case study after launch; part of ask #1" in answer.text
    assert "2 yrs; part of ask #3" in answer.text
