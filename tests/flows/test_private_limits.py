"""How far we would go, typed where others read along: kept nowhere, said so, and one press from the private plan."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

NOT_KEPT = "This says how far you would go. Nothing of the line is kept here."
NICHT_FESTGEHALTEN = (
    "Das sagt, wie weit Sie gehen würden. Von der Zeile wird hier nichts festgehalten."
)


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.mark.parametrize(
    "typed",
    [
        "/concede my limit is 138731",
        "/got our limit is 138731",
        "/ask our floor is 138731",
        "/offer we can't go below 138731",
        "/offer our floor is 138731",
        "/coach my floor is 138731",
        "/coach I won't go under 138731",
        "/coach 138731 is our absolute limit",
        "/coach never below 138731",
        "/deal my walk-away is 138731",
    ],
)
def test_a_limit_is_kept_nowhere_and_says_where_it_belongs(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    told = ana.types(typed, in_=acme)
    assert told.text.startswith(NOT_KEPT)
    assert "/deal plan" in told.text
    assert table.states() == []
    assert told.public == ()
    assert "138731" not in table.everything_stored()
    form = form_of(ana.presses("Set the limit in the plan", on=told))
    assert form["Walk-away"] == "138731 EUR"
    saved = form.submit()
    assert "Saved: Alternatives, walk-away and target." in saved.text


@pytest.mark.parametrize(
    "typed",
    [
        "/concede meine Grenze ist 33k",
        "/got unsere Obergrenze liegt bei 33k",
        "/offer mehr als 33k geht nicht",
        "/coach wir gehen nicht über 33k",
        "/coach mehr als 33k zahlen wir nicht",
        "/coach Schmerzgrenze 33k",
        "/coach intern: Limit 33k",
        "/deal meine Grenze ist 33k",
    ],
)
def test_eine_grenze_wird_nirgends_festgehalten(
    table: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types("/deal eröffnen Grundschule Nord IT-Support Einkauf 36k EUR", in_=general)
    told = dana.types(typed, in_=general)
    assert told.text.startswith(NICHT_FESTGEHALTEN)
    assert table.states() == []
    form = form_of(dana.presses("Grenze im Plan setzen", on=told))
    assert form["Ausstiegspunkt"] == "33000 EUR"


def test_a_target_fills_the_target(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    told = ana.types("/coach our target is 250k", in_=acme)
    assert told.text.startswith("This says what you aim for. Nothing of the line is kept here.")
    form = form_of(ana.presses("Set the target in the plan", on=told))
    assert form["Target"] == "250000 EUR"
    assert form["Walk-away"] is None


def test_a_limit_of_one_issue_fills_that_issue(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Desk space Hubwork buying 36k EUR")
    ana.types("/offer they want 420 per desk", in_=acme)
    told = ana.types("/coach my limit is 395 per desk", in_=acme)
    form = form_of(ana.presses("Set the limit in the plan", on=told))
    assert (form["Issue"], form["Walk-away"]) == ("price per desk", "395 per desk")
    form.submit()
    assert "395 per desk" in ana.types("/deal plan issues", in_=acme).text


def test_the_plan_takes_a_limit_with_its_command(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert form_of(ana.types("/deal plan walk-away 138k", in_=acme))["Walk-away"] == "138000 EUR"
    assert form_of(ana.types("/deal plan my limit is 140k", in_=acme))["Walk-away"] == "140000 EUR"


def test_who_may_not_see_the_plan_reads_the_same_and_gets_no_form(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = ben.types("/coach my floor is 138k", in_=acme)
    form_of(ana.types("/deal plan walk-away 150k", in_=acme)).submit()
    after = ben.types("/coach my floor is 138k", in_=acme)
    assert before.text == after.text
    shown = ben.presses("Set the limit in the plan", on=after)
    assert shown.form is None
    assert "150" not in shown.text


def test_a_line_that_is_no_limit_after_all_can_be_recorded(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    told = ana.types("/got our limit is 138k", in_=acme)
    form_of(ana.presses("Record it as a get", on=told)).submit()
    assert table.states() == ["get firm"]


def test_their_limit_is_theirs(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Offer 1, theirs." in ana.types("/offer they won't go below 230k", in_=acme).text


@pytest.mark.parametrize(
    "line",
    [
        "/ask 50% deposit; our limit is 54k",
        "/ask 2 years. we can't go below 54k",
        "/got 2 years yes. our floor is 54k",
        "/concede 10% off, our floor is 54k",
        "/concede sorry I meant 8% off, our floor is 54k",
        "/offer 58k, our floor is 54k",
        "/ask 24 months (our limit is 54k)",
        "/got training [our floor is 54k]",
        "/ask training - our limit is 54k",
        "/concede a 5% discount cost 3k if they sign because our floor is 54k",
        "/ask 24 months as our limit is 54k",
        "/offer 58k because we can't go below 54k",
        "/ask " + "a very long word of what we want " * 30 + "since our floor is 54k",
        "/deal note our floor is 54k",
    ],
)
def test_a_limit_behind_something_else_is_stored_nowhere(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    told = ana.types(line, in_=acme)
    assert told.text.startswith(NOT_KEPT)
    assert table.states() == []
    assert "54k" not in table.everything_stored()
    assert "54" in form_of(ana.presses("Set the limit in the plan", on=told))["Walk-away"]


def test_a_german_limit_behind_something_else_is_stored_nowhere(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Dach Verkauf 60k EUR")
    told = dana.types("/concede 10% Rabatt, aber unter 54k gehen wir nicht", in_=general)
    assert told.text.startswith(NICHT_FESTGEHALTEN)
    assert table.states() == []


def test_what_a_thing_is_at_most_is_no_limit_of_ours(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 3 crates, max 20 kg each, cost 200", in_=acme)
    assert table.states() == ["give firm"]


@pytest.mark.parametrize("line", ["/coach my floor is 38k", "/deal plan walk-away 38k"])
def test_a_limit_does_not_wait_for_the_choice_of_a_deal(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    opened(ana, acme, "/deal open Acme second selling 90k EUR")
    ana.types(line, in_=acme)
    assert "38k" not in table.everything_stored()


@pytest.mark.parametrize(
    "line",
    [
        "/ask 24 Monate (unser Limit ist 54k)",
        "/ask 24 Monate, weil unser Limit 54k ist",
        "/concede 5% Rabatt Kosten 3k, da wir nicht unter 54k gehen",
        "/got Schulung denn unsere Schmerzgrenze liegt bei 54k",
    ],
)
def test_a_german_limit_behind_a_reason_or_in_brackets_is_stored_nowhere(
    table: Table, dana: Hands, general: Channel, line: str
) -> None:
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    assert NICHT_FESTGEHALTEN in dana.types(line, in_=general).text
    assert table.states() == []
    assert "54k" not in table.everything_stored()
