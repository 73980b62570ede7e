"""Several deals in a channel, several channels for a deal."""

import pytest

from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import OPEN, Table, forged, form_of, give_role, opened, pressed

SERVICES = "/deal open Acme services selling 10k EUR"


def two_deals(ana: Hands, acme: Channel) -> Seen:
    opened(ana, acme)
    return opened(ana, acme, SERVICES)


def named(table: Table, name: str) -> Deal:
    (deal,) = (deal for deal in table.deals() if deal.name == name)
    return deal


def gives(table: Table, name: str) -> list[str]:
    deal = named(table, name)
    with table.store.reading() as work:
        return [move.what for move in work.ledger.load(deal.team, deal.id).moves.values()]


def test_the_same_deal_is_not_opened_twice(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Acme renewal is already open here" in opened(ana, acme).text
    assert len(table.deals()) == 1


def test_what_is_typed_after_opening_a_second_deal_is_for_that(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = two_deals(ana, acme)
    assert "1 other deal is open here too. What you type here is for Acme services now" in said.text
    said = ana.types("/concede workshop cost 100", in_=acme)
    assert gives(table, "Acme services") == ["workshop"]
    assert "In Acme services" in said.text
    assert "Another deal" in said.buttons


def test_where_nobody_chose_the_line_waits_for_the_choice(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    said = ben.types("/concede workshop cost 100", in_=acme)
    assert "2 deals are open in this channel. Which one is this for?" in said.text
    assert "You typed: workshop cost 100" in said.text
    assert gives(table, "Acme renewal") == gives(table, "Acme services") == []
    done = ben.presses("Acme renewal", on=said)
    assert "Recorded #1: workshop" in done.text
    assert gives(table, "Acme renewal") == ["workshop"]
    ben.types("/ask reference call", in_=acme)
    assert gives(table, "Acme renewal") == ["workshop", "reference call"]


def test_a_choice_pressed_twice_records_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    said = ben.types("/concede workshop cost 100", in_=acme)
    ben.presses("Acme renewal", on=said, times=2)
    assert gives(table, "Acme renewal") == ["workshop"]


def test_a_form_waits_for_the_choice_too(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    form = form_of(ben.presses("Acme services", on=ben.types("/concede", in_=acme)))
    form.fill("What", "workshop").fill("Cost to us", "100").submit()
    assert gives(table, "Acme services") == ["workshop"]


def test_the_deal_can_be_switched(table: Table, ana: Hands, acme: Channel) -> None:
    two_deals(ana, acme)
    said = ana.types("/deal switch", in_=acme)
    assert "Which one are your next lines for?" in said.text
    assert "Now: Acme services" in said.text
    assert "is for Acme renewal now" in ana.presses("Acme renewal", on=said).text
    assert "In Acme renewal" in ana.types("/deal", in_=acme).text


def test_an_answer_says_which_deal_only_where_there_are_several(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Another deal" not in ana.types("/deal log", in_=acme).buttons
    opened(ana, acme, SERVICES)
    assert "Another deal" in ana.types("/deal log", in_=acme).buttons


def test_each_person_chooses_for_themselves(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    ben.presses("Acme renewal", on=ben.types("/deal switch", in_=acme))
    assert "In Acme services" in ana.types("/deal", in_=acme).text
    assert "In Acme renewal" in ben.types("/deal", in_=acme).text


def test_a_deal_one_may_not_see_is_not_offered(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    give_role(ana, acme, "Ben", "Nobody")
    said = ben.types("/deal switch", in_=acme)
    assert "Acme services" not in said.text
    assert "Acme services" not in said.buttons


def test_another_persons_line_cannot_be_taken(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    waiting = ben.types("/concede workshop cost 100", in_=acme)
    ben.presses("Acme renewal", on=ben.types("/deal switch", in_=acme))
    value = next(
        element["value"]
        for block in waiting.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == "Acme renewal"
    )
    ana.presses("Acme services", on=ana.types("/deal switch", in_=acme))
    assert pressed(slack) != value
    forged(slack, ana, value=value)
    assert gives(table, "Acme renewal") == []


def test_a_deal_of_another_channel_cannot_be_picked(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, slack.channel("globex"), "/deal open Globex selling 10k EUR")
    two_deals(ana, acme)
    ana.presses("Acme renewal", on=ana.types("/deal switch", in_=acme))
    value = pressed(slack).replace(named(table, "Acme renewal").id, named(table, "Globex").id)
    assert "This deal lives in another channel" in forged(slack, ana, value=value).text


def test_a_deal_lives_in_a_second_channel(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    globex = slack.channel("globex")
    asked = ana.types("/deal link acme ren", in_=globex)
    assert "Everybody of this workspace can look into this channel" in asked.text
    assert "No deal is open" in ana.types("/deal log", in_=globex).text
    assert "lives in one more channel now" in ana.presses("Bring it here", on=asked).text
    ana.types("/concede workshop cost 100", in_=globex)
    assert gives(table, "Acme renewal") == ["workshop"]
    assert "no longer lives in this channel" in ana.types("/deal unlink", in_=globex).text
    assert "No deal is open in this channel." in ana.types("/deal log", in_=globex).text
    assert "needs a channel, and this is its only one" in ana.types("/deal unlink", in_=acme).text


def test_the_deals_that_may_be_linked_are_one_s_own(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    globex = slack.channel("globex")
    said = ana.types("/deal link Acem", in_=globex)
    assert "Acem" in said.text
    assert {"Acme renewal", "Acme services"} <= set(said.buttons)
    asked = ana.presses("Acme renewal", on=said)
    assert "lives in one more channel now" in ana.presses("Bring it here", on=asked).text
    assert "You own no deal" in ben.types("/deal link", in_=globex).text


def test_a_deal_is_linked_by_a_name_that_slack_escapes(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    ana.types("/deal open R&D <pilot> selling 10k EUR", in_=acme)
    globex = slack.channel("globex")
    assert "You typed: a<b>(1)" in ben.types("/deal link a<b>(1)", in_=globex).text
    asked = ana.types("/deal link r&d <p", in_=globex)
    assert "lives in one more channel now" in ana.presses("Bring it here", on=asked).text


@pytest.mark.parametrize("name", ["Acme renewal", ""])
def test_a_deal_is_linked_by_its_owner_alone(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel, name: str
) -> None:
    opened(ana, acme)
    ben.types("/concede workshop cost 100", in_=acme)
    assert "You own no deal" in ben.types(f"/deal link {name}", in_=slack.channel("globex")).text


def test_a_deal_linked_into_a_shared_channel_says_that_nothing_is_posted_there(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    asked = ana.types("/deal link Acme renewal", in_=slack.channel("acme-shared"))
    assert "nothing is ever posted here" in asked.text
    assert "nothing is ever posted here" in ana.presses("Bring it here", on=asked).text


def test_who_would_see_a_linked_deal_is_named_before_it_is_linked(
    table: Table, slack: FakeSlack, ben: Hands
) -> None:
    opened(ben, slack.channel("initech"), "/deal open Initech support buying 10k EUR")
    asked = ben.types("/deal link initech", in_=slack.channel("acme"))
    assert "may take part in the deal and read it from then on: @Ana." in asked.text
    said = slack.person("Ana").types("/deal log", in_=slack.channel("acme"))
    assert "No deal is open" in said.text


def test_a_deal_is_not_linked_to_a_direct_message(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "not in a direct message" in ana.types("/deal link Acme renewal").text


def test_an_id_nobody_knows_does_nothing(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    two_deals(ana, acme)
    ana.presses("Acme renewal", on=ana.types("/deal switch", in_=acme))
    value = pressed(slack).replace(named(table, "Acme renewal").id, DealId("x"))
    assert "You are not part of this deal" in forged(slack, ana, value=value).text


def test_opening_by_line_is_unchanged(table: Table, ana: Hands, acme: Channel) -> None:
    assert "open here too" not in ana.types(OPEN, in_=acme).text
