"""What can be asked for: the trade of a deal, the libraries of trades, and what people add to them."""

import pytest

from bot.domain.deals import Side
from bot.domain.industries import Industry
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened

SCREWS = "/deal open Screws M8 buying 120k EUR"


def own(table: Table) -> list[tuple[str, Side, bool]]:
    with table.store.reading() as work:
        found = work.tradeables.list_of_team(table.deal.team)
    return sorted((each.what, each.side, each.retired) for each in found)


def proposed(person: Hands, channel: Channel) -> list[str]:
    return person.types("/coach", in_=channel).buttons


def test_the_trade_is_asked_when_a_deal_is_opened(table: Table, ana: Hands, acme: Channel) -> None:
    seen = opened(ana, acme, SCREWS)
    assert "Which trade is it?" in seen.text
    assert "Its name sounds like machinery." in seen.text
    assert table.deal.industry is None


@pytest.mark.parametrize(
    ("typed", "industry"),
    [
        ("trade freight", Industry.FREIGHT),
        ("trade haulage", Industry.FREIGHT),
        ("trade building", Industry.CONSTRUCTION),
        ("trade recruiting", Industry.STAFFING),
        ("trade packaging", Industry.PACKAGING),
    ],
)
def test_the_trade_is_typed(
    table: Table, ana: Hands, acme: Channel, typed: str, industry: Industry
) -> None:
    opened(ana, acme, SCREWS)
    said = ana.types(f"/deal {typed}", in_=acme)
    assert f"Screws M8: its trade is {industry} now." in said.text
    assert table.deal.industry is industry


def test_a_trade_that_nobody_knows_is_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, SCREWS)
    said = ana.types("/deal trade beekeeping", in_=acme)
    assert 'There is no library for "beekeeping" yet.' in said.text
    chosen = ana.presses("It is machinery", on=said)
    assert "Service contract" not in chosen.text
    assert "Longer warranty" in chosen.text
    assert table.deal.industry is Industry.MACHINERY


def test_screws_are_never_answered_with_a_right_to_leave(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, SCREWS)
    assert "Exit after 6 months" not in ana.types("/concede 5% more cost 6k", in_=acme).text
    ana.types("/deal trade machinery", in_=acme)
    said = ana.types("/coach tradeables", in_=acme)
    assert "From the library of machinery: Longer warranty, Operator training" in said.text
    assert "Exit after" not in said.text


def test_what_is_proposed_is_of_the_trade(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Lane Hamburg buying 400k EUR")
    ana.types("/deal trade freight", in_=acme)
    given = ana.types("/concede 3% more on the rate cost 8k", in_=acme)
    named = {"Guaranteed trucks in peak", "On-time commitment", "Longer free time", "Live tracking"}
    assert named & set(given.buttons)


def test_a_thing_of_our_own_is_added_and_proposed_first(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Two presses buying 300k EUR")
    said = ana.types("/coach tradeable add second set of tools cost 2k worth 9k", in_=acme)
    assert "Added: second set of tools, cost 2,000 EUR, worth 9,000 EUR." in said.text
    assert "It is something we can ask for." in said.text
    given = ana.types("/concede 2% more cost 4k", in_=acme)
    assert "Second set of tools" in given.buttons


def test_what_is_better_for_them_is_something_that_we_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach tradeable add extended warranty cost 2k", in_=acme)
    assert "It is something we can give." in said.text
    assert own(table) == [("extended warranty", Side.BUYING, False)]
    flipped = ana.presses("No, they give it", on=said)
    assert "It is something we can ask for." in flipped.text
    assert own(table) == [("extended warranty", Side.SELLING, False)]


def test_a_thing_is_changed_retired_and_brought_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach tradeable add spare parts from us cost 2k", in_=acme)
    changed = ana.types("/coach tradeable spare parts from us cost 3k", in_=acme)
    assert "Changed: spare parts from us, cost 3,000 EUR." in changed.text
    gone = ana.types("/coach tradeable retire spare parts from us", in_=acme)
    assert "Retired: spare parts from us" in gone.text
    assert "Spare parts from us" not in ana.types("/concede 2% off cost 4k", in_=acme).buttons
    back = ana.presses("Bring it back", on=gone)
    assert "Proposed again: spare parts from us" in back.text
    assert [retired for _, _, retired in own(table)] == [False]


def test_a_thing_is_added_and_changed_in_its_form(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = form_of(ana.presses("Add one", on=ana.types("/deal tradeables", in_=acme)))
    said.fill("What is it?", "night shift support").fill(
        "Who gives it?", "We do, and they can ask for it"
    )
    saved = said.fill("What does it cost whoever gives it?", "500 EUR").submit()
    assert "Added: night shift support, cost 500 EUR." in saved.text
    assert ("night shift support", Side.BUYING, False) in own(table)


def test_what_is_no_thing_is_not_added(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach tradeable add they sign this month", in_=acme)
    assert "names no thing that a sentence could ask for." in said.text
    assert 'Nobody added "the moon".' in ana.types("/coach tradeable drop the moon", in_=acme).text
    assert own(table) == []


def test_a_forged_id_changes_nothing(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach tradeable add spare parts from us cost 2k", in_=acme)
    ana.presses("Retire", on=said)
    deal = table.deal.id
    assert own(table) == [("spare parts from us", Side.SELLING, True)]
    forged(slack, ana, value=f"{deal}|0|0|0|0|nobody")
    assert own(table) == [("spare parts from us", Side.SELLING, True)]


def test_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    said = opened(dana, general, "/deal eröffnen Kartonagen Werk 2 Einkauf 400k EUR")
    assert "Um welche Branche geht es?" in said.text
    assert "Der Name klingt nach Verpackung." in said.text
    assert (
        "die Branche ist jetzt Verpackung"
        in dana.types("/deal branche Verpackung", in_=general).text
    )
    added = dana.types("/coach tauschgut neu zweiter Satz Klischees Kosten 2k", in_=general)
    assert "Ergänzt: zweiter Satz Klischees, Kosten 2.000 EUR." in added.text
    page = dana.types("/deal verhandlungsmasse", in_=general)
    assert "Aus der Sammlung für Verpackung: Preisbindung für das Jahr" in page.text
