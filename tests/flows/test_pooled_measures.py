"""Measures of one deal in full, over one's own deals, and of all where a workspace allows it; cards to rehearse with;
the sample deal."""

import pytest

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened
from tests.flows.test_learning import allow, run_deal
from tests.flows.test_plans import fill_limits


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    """Somebody who is not in #acme."""
    return slack.person("Chris")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


def test_one_deals_measures_say_what_they_mean_and_where_data_lack(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/concede training cost 3k for reference call", in_=acme)
    shown = ana.types("/coach measures", in_=acme)
    assert "Acme renewal, the measures." in shown.text
    assert "Given with nothing back" in shown.text
    assert "12,000 EUR" in shown.text
    assert "not enough data" in shown.text
    assert "bidding against ourselves" in shown.text
    assert shown.public == ()


def test_a_plan_changes_no_measure(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    run_deal(ana, acme, "Acme renewal")
    before = ben.types("/coach measures", in_=acme).text
    ana.types("/deal reopen", in_=acme)
    fill_limits(ana, acme)
    ana.types("/deal close won", in_=acme)
    assert ben.types("/coach measures", in_=acme).text == before


def test_over_own_deals_nothing_is_said_of_two(table: Table, ana: Hands, acme: Channel) -> None:
    for name in ("Acme one", "Acme two"):
        run_deal(ana, acme, name)
    shown = ana.types("/coach measures mine", in_=acme).text
    assert "You do not have three deals on one side yet" in shown


def test_over_own_deals_each_side_is_by_itself_with_n_and_since_when(
    table: Table, ana: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    for name in ("Acme one", "Acme two", "Acme three"):
        run_deal(ana, acme, name)
    run_deal(ana, acme, "Acme parts", side="buying")
    shown = ana.types("/coach measures mine", in_=acme).text
    assert "Over your own deals" in shown
    assert "selling: 3 deals since Mon 23 Nov." in shown
    assert "1 deal of another side is left out" in shown
    assert "3 in 3 deals" in shown
    assert "buying:" not in shown
    others = chris.types("/coach measures mine", in_=general).text
    assert "You do not have three deals on one side yet" in others


def test_team_figures_need_a_yes_and_five_owners(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    for number in range(5):
        run_deal(ana, acme, f"Acme {number}")
    assert "are not shown in this workspace" in ana.types("/coach measures team", in_=acme).text
    allow(ben, acme, "Measures of all deals together")
    few = ana.types("/coach measures team", in_=acme).text
    assert "There are not yet five owners" in few
    with table.store.work() as work:
        for number, deal in enumerate(table.deals()):
            work.roles.save(deal.team, deal.id, deal.opened_by, Role.MEMBER)
            work.roles.save(deal.team, deal.id, PersonId(f"U00OWNER{number}"), Role.OWNER)
    shown = ana.types("/coach measures team", in_=acme).text
    assert "All deals of this workspace together" in shown
    assert "selling: 5 deals since Mon 23 Nov." in shown
    assert "Acme" not in shown


def test_measures_in_german(table: Table, dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    shown = dana.types("/coach kennzahlen", in_=general).text
    assert "Acme Verlängerung, die Messwerte." in shown
    assert "Noch haben Sie keine drei Deals" in dana.types("/coach kennzahlen meine").text


# Rehearsal


def test_a_readout_is_filled_from_what_was_promised(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    ana.types("/got reference call worth 5k", in_=acme)
    ana.types("/coach they want 15% off", in_=acme)
    shown = ana.types("/coach rehearse", in_=acme)
    assert "Rehearse the readout: Acme renewal" in shown.text
    assert "by Fri 15 Jan 2027" in shown.text
    chairs = ana.presses("Change chairs", on=shown)
    assert "We gave them: reference call." in chairs.text
    assert "We asked for 15% off and have not got it." in chairs.text
    assert "5,000" not in chairs.text
    team = ana.presses("Red team", on=chairs)
    assert "No credit and no band is agreed here." in team.text


def test_rehearsing_in_german(table: Table, dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    shown = dana.types("/coach proben", in_=general)
    assert "Den Bericht proben: Acme Verlängerung" in shown.text
    assert "Rollentausch: Acme" in dana.presses("Rollentausch", on=shown).text


# The sample deal


def test_a_sample_is_pressed_through_from_home_and_removed_for_good(
    table: Table, ana: Hands
) -> None:
    shown = ana.presses("Try a sample deal", on=ana.home())
    assert "It costs us 12,000 EUR, and nothing came back." in shown.text
    asked = ana.presses("Ask for a longer term", on=shown)
    assert "Open ask #2: 24-month term, worth 30,000 EUR to us." in asked.text
    agreed = ana.presses("They agree", on=asked)
    assert "It answers the give, so nothing is open any more." in agreed.text
    closed = ana.presses("Close it as won", on=agreed)
    assert "Won. Look back on it in a minute" in closed.text
    assert table.states() == ["give firm", "ask granted", "get firm"]
    assert "[Go on with the sample]" in ana.home().text
    again = ana.presses("Go on with the sample", on=ana.home())
    gone = ana.presses("Remove the sample", on=again)
    assert "The sample is gone" in gone.text
    assert table.deals() == []
    assert "Sample: a renewal" not in table.everything_stored()
    assert "[Try a sample deal]" in ana.home().text


def test_a_sample_is_in_no_digest_no_measure_and_nobody_elses_sight(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    for name in ("Acme one", "Acme two"):
        run_deal(ana, acme, name)
    with table.store.work() as work:
        for deal in table.deals():
            work.deals.remove(deal.team, deal.id)
    ana.presses("Try a sample deal", on=ana.home())
    ana.types("/coach start")
    before = len(ana.sees(ana.dm))
    table.wind(days=3)
    told = "".join(shown.text for shown in ana.sees(ana.dm)[before:])
    assert "5% off" not in told
    assert "You do not have three deals" in ana.types("/coach measures mine").text
    assert "Sample" not in ben.home().text


def test_a_sample_in_german(table: Table, dana: Hands) -> None:
    shown = dana.presses("Beispiel ausprobieren", on=dana.home())
    assert "Beispiel: eine Verlängerung" in shown.text
    asked = dana.presses("Längere Laufzeit fordern", on=shown)
    assert "Offene Forderung #2: 24 Monate Laufzeit" in asked.text
