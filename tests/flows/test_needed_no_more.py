"""What we need no more, what they do for something, and what they refuse beside a wish, as people tell it offhand."""

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
def auto(slack: FakeSlack, dana: Hands) -> Channel:
    """A channel with a deal to sell a car."""
    channel = slack.channel("general")
    dana.types("/deal eröffnen Auto Verkauf 24k EUR", in_=channel)
    return channel


@pytest.mark.parametrize(
    "typed",
    [
        "we no longer need the container cost 200",
        "we dont need the container any more",
        "I don't need the container, cost 200",
    ],
)
def test_what_we_need_no_more_is_no_give(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    asked = ana.types(f"/concede {typed}", in_=acme)
    assert "nothing is recorded as given" in asked.text
    assert table.states() == []


@pytest.mark.parametrize(
    "typed",
    [
        "wir brauchen keinen Container kosten 200",
        "wir brauchen die Garantie nicht kosten 100",
        "ich brauch den Container nicht mehr",
    ],
)
def test_was_wir_nicht_brauchen_ist_kein_zugestaendnis(
    table: Table, dana: Hands, auto: Channel, typed: str
) -> None:
    asked = dana.types(f"/concede {typed}", in_=auto)
    assert "nichts als gegeben eingetragen" in asked.text
    assert table.states() == []


def test_what_we_no_longer_require_of_them_is_given(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede we no longer need to be paid upfront, cost 200", in_=acme)
    assert [state.split()[0] for state in table.states()] == ["give"]


@pytest.mark.parametrize(
    "typed", ["no longer need the container", "we dont need the container anymore"]
)
def test_an_ask_that_we_need_no_more_is_offered_to_go(
    ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types("/ask container", in_=acme)
    told = ana.types(typed)
    assert "They want something" not in told.text
    assert "#1" in told.text


@pytest.mark.parametrize(
    "typed", ["brauchen den container nicht mehr", "wir brauchen keinen container mehr"]
)
def test_eine_forderung_die_wir_nicht_mehr_brauchen(dana: Hands, auto: Channel, typed: str) -> None:
    dana.types("/ask container", in_=auto)
    told = dana.types(typed)
    assert "Die Gegenseite will etwas" not in told.text
    assert "#1" in told.text


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask dafür zahlt er 30% an", "30% anzahlen"),
        ("/ask im gegenzug legen sie 2 stühle drauf", "2 stühle drauflegen"),
    ],
)
def test_was_sie_dafuer_tun_heisst_nach_dem_ganzen_verb(
    table: Table, dana: Hands, auto: Channel, typed: str, what: str
) -> None:
    dana.types(typed, in_=auto)
    assert table.move(1).what == what


def test_eine_gegenleistung_heisst_nach_dem_ganzen_verb(
    table: Table, dana: Hands, auto: Channel
) -> None:
    dana.types("/concede lieferung kosten 200, dafür nehmen sie 2 tonnen mehr ab", in_=auto)
    assert table.states() == ["give conditional", "ask open"]
    assert table.move(2).what == "2 tonnen mehr abnehmen"


def test_was_sie_nicht_zahlen_ist_nicht_der_name_ihres_wunschs(
    table: Table, dana: Hands, auto: Channel
) -> None:
    wish = dana.types("/coach sie wollen parkplatz aber zahlen keine kaution", in_=auto)
    assert table.move(1).what == "parkplatz"
    assert "aber zahlen keine kaution" in wish.text
