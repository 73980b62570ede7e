"""What we want from them, told in a sentence: it is asked whether to open an ask for it."""

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


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    opened(ana, acme, "/deal open Kitchen fit Marlow selling 24k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Küche Marlow Verkauf 24k EUR")
    return table


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("we want photos of the finished kitchen", "photos of the finished kitchen"),
        ("we need a reference from them", "a reference"),
        ("i'd like a deposit", "a deposit"),
        ("we need a photo for our site", "a photo for our site"),
        ("we want from them a case study", "a case study"),
        ("so we also need 3 referrals please", "3 referrals"),
        ("we would like to have exclusivity", "exclusivity"),
    ],
)
def test_a_wish_of_ours_is_one_press_from_an_ask(
    deal: Table, ana: Hands, acme: Channel, typed: str, thing: str
) -> None:
    asked = ana.types(f"/coach {typed}", in_=acme)
    assert f"Open an ask: {thing}?" in asked.text
    assert deal.states() == []
    ana.presses("Open the ask", on=asked)
    assert deal.states() == ["ask open"]
    assert deal.move(1).what in thing


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("wir wollen Fotos von der fertigen Küche", "Fotos von der fertigen Küche"),
        ("wir brauchen eine Referenz von ihnen", "eine Referenz"),
        ("wir hätten gern eine Anzahlung", "eine Anzahlung"),
        ("ich möchte 3 Jahre Laufzeit", "3 Jahre Laufzeit"),
        ("wir wollen die Fotos haben", "die Fotos"),
    ],
)
def test_a_german_wish_of_ours_is_one_press_from_an_ask(
    german_deal: Table, dana: Hands, general: Channel, typed: str, thing: str
) -> None:
    asked = dana.types(f"/coach {typed}", in_=general)
    assert f"Soll das eine Forderung werden: {thing}?" in asked.text
    dana.presses("Forderung eintragen", on=asked)
    assert german_deal.states() == ["ask open"]


@pytest.mark.parametrize(
    "typed",
    [
        "we want to close by friday",
        "we want 23k",
        "we need help",
        "we need them to pay upfront",
        "we like the kitchen",
        "we need more time",
        "do we want a deposit?",
        "we want a deposit but they say no",
        "they want a deposit",
        "we need at least 54k",
        "we want max 54k",
        "we need a floor of 138k",
        "we want undo #3",
        "we want out",
        "we need 54k net",
        "I need my plan",
        "we need approval from our boss",
    ],
)
def test_what_is_no_wish_from_them_is_none(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    assert "Open an ask:" not in ana.types(f"/coach {typed}", in_=acme).text


def test_a_wish_that_is_asked_for_is_told(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask 30% deposit", in_=acme)
    said = ana.types("/coach we want a deposit", in_=acme)
    assert "We ask for that already: #1, 30% deposit." in said.text
    assert deal.states() == ["ask open"]


@pytest.mark.parametrize(
    "typed", ["we need at least 54k", "we want max 54k", "wir brauchen mindestens 54k"]
)
def test_a_limit_that_is_told_as_a_wish_is_stored_nowhere(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/coach {typed}", in_=acme)
    assert "54k" not in deal.everything_stored()


def test_who_may_only_look_is_asked_nothing(
    deal: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    ana.types("/deal people make @Ben a viewer", in_=acme)
    said = ben.types("/coach we want photos of the finished kitchen", in_=acme)
    assert "Open an ask:" not in said.text
    assert "does not allow" not in said.text


@pytest.mark.parametrize("told", ["we don't need the container", "we want no more photos, never"])
def test_what_we_do_not_want_is_no_wish(ana: Hands, acme: Channel, told: str) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    assert "Open an ask" not in ana.types(f"/coach {told}", in_=acme).text


def test_was_wir_nicht_brauchen_ist_kein_wunsch(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Umzug Verkauf 3k EUR", in_=general)
    said = dana.types("/coach wir brauchen die Garantie nicht", in_=general)
    assert "Soll das eine Forderung werden" not in said.text
