"""What deals teach: lines of debriefs in the playbook, what became of things that were asked for, and how a company
answered before; nothing from fewer than three deals, nothing across sides, nothing to who was not there."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


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


def allow(admin: Hands, channel: Channel, *what: str) -> Seen:
    """An admin says what may be learned."""
    form = form_of(admin.types("/deal settings workspace", in_=channel))
    return form.fill("What may be learned across deals", list(what)).submit()


def run_deal(person: Hands, channel: Channel, name: str, *, side: str = "selling") -> None:
    """A whole deal: their ask, a give, their answer, our ask granted, and the end."""
    person.types(f"/deal open {name} {side} 100k EUR", in_=channel)
    person.types("/coach they want 15% off", in_=channel)
    given = person.types("/concede 5% off cost 4k because they commit volume", in_=channel)
    if "[Already said]" in given.text:
        person.presses("Already said", on=given)
    person.types("/ask reference call", in_=channel)
    person.types("/got reference call worth 6k", in_=channel)
    person.types("/deal close won", in_=channel)


def publish(person: Hands, channel: Channel, first: str, second: str = "") -> Seen:
    """Answers the debrief and puts its lines into the playbook."""
    shown = person.types("/deal debrief", in_=channel)
    form = form_of(person.presses("Answer it", on=shown))
    form.fill("A line for everybody's playbook", first).fill("Another line", second)
    return person.presses("Put them in the playbook", on=form.submit())


# The playbook


def test_lines_of_a_debrief_reach_the_playbook_by_a_press_alone(
    table: Table, ana: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    run_deal(ana, acme, "Acme renewal")
    shown = ana.types("/deal debrief", in_=acme)
    form = form_of(ana.presses("Answer it", on=shown))
    form.fill("A line for everybody's playbook", "Ask for the call before the price moves")
    saved = form.fill("Another line", "").submit()
    assert "Nobody else sees them yet." in saved.text
    chris.types("/deal open Globex pilot selling 50k EUR", in_=general)
    assert "From our own deals" not in chris.types("/coach playbook", in_=general).text
    put = ana.presses("Put them in the playbook", on=saved)
    assert "They stand in the playbook" in put.text
    seen = chris.types("/coach playbook", in_=general).text
    assert "From our own deals: 1 debrief since Mon 23 Nov" in seen
    assert "• Ask for the call before the price moves (1 deal, 23 Nov)" in seen
    assert "Acme" not in seen
    ana.presses("Take them out of the playbook", on=put)
    assert "From our own deals" not in chris.types("/coach playbook", in_=general).text


def test_the_other_side_of_the_table_does_not_read_them(
    table: Table, ana: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    run_deal(ana, acme, "Acme renewal")
    publish(ana, acme, "Ask for the call before the price moves")
    chris.types("/deal open Initech support buying 50k EUR", in_=general)
    assert "From our own deals" not in chris.types("/coach playbook", in_=general).text


def test_the_same_line_of_several_deals_is_counted(table: Table, ana: Hands, acme: Channel) -> None:
    for name in ("Acme one", "Acme two"):
        run_deal(ana, acme, name)
        publish(ana, acme, "Ask for the reference call early")
    opened(ana, acme)
    seen = ana.types("/coach playbook", in_=acme).text
    assert "• Ask for the reference call early (2 deals since 23 Nov)" in seen


@pytest.mark.parametrize("line", ["Acme always asks twice", "as @Ben said, ask early"])
def test_a_line_that_names_somebody_is_not_kept(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    run_deal(ana, acme, "Acme renewal with Acme")
    form = form_of(ana.presses("Answer it", on=ana.types("/deal debrief", in_=acme)))
    form.fill("A line for everybody's playbook", line).fill("Another line", "").submit()
    named = "Please leave names out" in form.text
    assert named == ("@" in line or bool(table.deal.parties[0].name))


# What things usually cost and are worth


def test_nothing_is_learned_from_two_deals(table: Table, ana: Hands, acme: Channel) -> None:
    run_deal(ana, acme, "Acme one")
    run_deal(ana, acme, "Acme two")
    opened(ana, acme)
    assert "Learned from" not in ana.types("/coach tradeables", in_=acme).text


def test_three_deals_say_what_is_usual_with_n_and_since_when(
    table: Table, ana: Hands, acme: Channel
) -> None:
    for name in ("Acme one", "Acme two", "Acme three"):
        run_deal(ana, acme, name)
    opened(ana, acme)
    seen = ana.types("/coach tradeables", in_=acme).text
    assert "Learned from your own closed deals of this side" in seen
    assert (
        "• Reference call: granted in 3 of 3 deals since Mon 23 Nov, "
        "usual worth 6,000 EUR (median of 3 deals)"
    ) in seen


def test_what_was_granted_before_is_asked_for_first_and_says_why(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = ana.types("/coach", in_=acme).text
    assert "Reference call" not in before.split("]")[0]
    ana.types("/deal close dropped", in_=acme)
    for name in ("Acme one", "Acme two", "Acme three"):
        run_deal(ana, acme, name)
    opened(ana, acme, "/deal open Acme four selling 240k EUR")
    asked = ana.types("/coach next", in_=acme)
    why = ana.presses("Why this?", on=asked)
    assert "because of deals before: granted in 3 of 3 deals since Mon 23 Nov" in why.text


def test_deals_of_others_teach_only_where_an_admin_allowed_it(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    for name in ("Acme one", "Acme two", "Acme three"):
        run_deal(ana, acme, name)
    chris.types("/deal open Globex pilot selling 50k EUR", in_=general)
    assert "Learned from" not in chris.types("/coach tradeables", in_=general).text
    allow(ben, acme, "What things usually cost and are worth")
    seen = chris.types("/coach tradeables", in_=general).text
    assert "Learned from closed deals of this side in this workspace" in seen
    assert "Acme" not in seen
    chris.types("/deal close dropped", in_=general)
    chris.types("/deal open Initech support buying 50k EUR", in_=general)
    assert "Learned from" not in chris.types("/coach tradeables", in_=general).text


def test_a_deal_that_is_open_again_teaches_nothing(table: Table, ana: Hands, acme: Channel) -> None:
    for name in ("Acme one", "Acme two", "Acme three"):
        run_deal(ana, acme, name)
    ana.types("/deal reopen Acme three", in_=acme)
    assert "Learned from" not in ana.types("/coach tradeables", in_=acme).text


# How a company answered before


def run_with_party(person: Hands, channel: Channel, name: str, party: str) -> None:
    person.types(f"/deal open {name} selling 100k EUR", in_=channel)
    name_other_side(person, channel, party)
    person.types("/coach they want 15% off", in_=channel)
    given = person.types("/concede 5% off cost 4k because they commit volume", in_=channel)
    if "[Already said]" in given.text:
        person.presses("Already said", on=given)
    person.types("/got reference call worth 2k for #2", in_=channel)
    person.types("/deal close won", in_=channel)


def run_three_with_party(person: Hands, channel: Channel, party: str) -> None:
    """As many deals as something is said to be usual from: Past 1, Past 2, Past 3."""
    for count in range(1, 4):
        run_with_party(person, channel, f"Past {count}", party)


def name_other_side(person: Hands, channel: Channel, party: str) -> None:
    form = form_of(person.types("/deal settings", in_=channel))
    form.fill("The other side", party).submit()


def test_how_a_company_answered_is_told_from_three_deals_on(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Acme four selling 240k EUR")
    name_other_side(ana, acme, "Acme")
    ana.types("/deal close dropped", in_=acme)
    ana.types("/deal reopen", in_=acme)
    assert "An admin can allow it" in ana.types("/coach history", in_=acme).text
    allow(ben, acme, "How a company answered before")
    asked = ana.types("/coach history", in_=acme)
    assert "Is Acme a company? Of people nothing is remembered." in asked.text
    none = ana.presses("A company", on=asked)
    assert "No deal of yours with Acme on this side before this one." in none.text
    ana.types("/deal close dropped", in_=acme)
    run_three_with_party(ana, acme, "Acme")
    opened(ana, acme, "/deal open Acme five selling 240k EUR")
    name_other_side(ana, acme, "Acme")
    told = ana.types("/coach history", in_=acme)
    assert "Acme before (selling): 4 deals of yours since Mon 23 Nov" in told.text
    assert "it was worth 50 % of what ours cost (median of 3)" in told.text
    assert "asked for first: 15% off (3 of 3 deals, last on Mon 23 Nov)" in told.text
    assert "Few cases, and no forecast" in told.text
    assert "Before, in 4 deals since Mon 23 Nov" in ana.types("/coach brief", in_=acme).text


def test_who_was_not_there_is_told_nothing(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    allow(ben, acme, "How a company answered before")
    run_three_with_party(ana, acme, "Acme GmbH")
    chris.types("/deal open Acme again selling 50k EUR", in_=general)
    name_other_side(chris, general, "Acme GmbH")
    seen = chris.types("/coach history", in_=general).text
    assert "No deal of yours with Acme GmbH on this side before this one." in seen


def test_a_name_that_is_nearly_the_same_is_asked_about(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    allow(ben, acme, "How a company answered before")
    run_three_with_party(ana, acme, "Acme GmbH")
    opened(ana, acme)
    name_other_side(ana, acme, "Acme Inc.")
    asked = ana.types("/coach history", in_=acme)
    assert "Is Acme GmbH the same as Acme Inc.?" in asked.text
    same = ana.presses("The same", on=asked)
    assert "Acme Inc. before (selling): 3 deals of yours" in same.text


def test_of_a_person_nothing_is_remembered(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    allow(ben, acme, "How a company answered before")
    run_three_with_party(ana, acme, "Kim Novak")
    opened(ana, acme)
    name_other_side(ana, acme, "Kim Novak")
    asked = ana.types("/coach history", in_=acme)
    person = ana.presses("A person", on=asked)
    assert "Kim Novak is a person, so nothing is remembered." in person.text
    assert "Before, in" not in ana.types("/coach brief", in_=acme).text
    assert "is a person" in ana.types("/coach history kim novak", in_=acme).text


@pytest.mark.parametrize(("others", "kept"), [("", "promises kept: 3 of 3"), (", Globex GmbH", "")])
def test_what_one_of_several_partners_did_is_no_promise_of_another(
    table: Table, ana: Hands, ben: Hands, acme: Channel, others: str, kept: str
) -> None:
    allow(ben, acme, "How a company answered before")
    for count in range(1, 4):
        ana.types(f"/deal open Past {count} selling 100k EUR", in_=acme)
        name_other_side(ana, acme, f"Acme GmbH{others}")
        ana.types("/deal commit they send the case study by 27 Nov", in_=acme)
        ana.types("/deal delivered #c1 link", in_=acme)
        ana.types("/deal close won", in_=acme)
    opened(ana, acme)
    name_other_side(ana, acme, "Acme GmbH")
    told = ana.types("/coach history", in_=acme).text
    assert "Acme GmbH before (selling): 3 deals of yours" in told
    assert kept in told
    assert ("promises kept" in told) is bool(kept)


def test_buying_and_selling_are_remembered_apart(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    allow(ben, acme, "How a company answered before")
    run_three_with_party(ana, acme, "Acme GmbH")
    opened(ana, acme, "/deal open Acme parts buying 50k EUR")
    name_other_side(ana, acme, "Acme GmbH")
    seen = ana.types("/coach history", in_=acme).text
    assert "No deal of yours with Acme GmbH on this side before this one." in seen


def test_hiring_deals_have_no_memory(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    allow(ben, acme, "How a company answered before")
    opened(ana, acme, "/deal open Data engineer hiring 80k EUR")
    seen = ana.types("/coach history", in_=acme).text
    assert "Nothing is remembered across hiring deals." in seen


def test_nothing_is_remembered_of_a_deal_that_is_erased(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    allow(ben, acme, "How a company answered before")
    run_three_with_party(ana, acme, "Acme GmbH")
    opened(ana, acme)
    name_other_side(ana, acme, "Acme GmbH")
    assert "3 deals of yours" in ana.types("/coach history", in_=acme).text
    erased = next(deal for deal in table.deals() if deal.name == "Past 2")
    with table.store.work() as work:
        work.deals.remove(erased.team, erased.id)
    assert "Nothing is said to be usual" in ana.types("/coach history", in_=acme).text
    assert "Past 2" not in table.everything_stored()


def test_the_same_in_german(
    table: Table, dana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    allow(ben, acme, "How a company answered before")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    form = form_of(dana.types("/deal einstellungen", in_=general))
    form.fill("Die Gegenseite", "Acme GmbH").submit()
    seen = dana.types("/coach vorgeschichte", in_=general).text
    assert "Auf dieser Seite gab es bisher keinen Deal von Ihnen mit Acme GmbH." in seen
    unknown = dana.types("/coach vorgeschichte Globex", in_=general).text
    assert "Keiner Ihrer Deals auf dieser Seite ist mit Globex." in unknown
