"""The end of a deal: agreed by a yes, closed by a press, reopened, renamed, archived."""

from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def state(table: Table) -> str:
    """Where the only deal is in its life."""
    return str(table.deal.state)


def test_an_accepted_offer_makes_the_deal_agreed_until_it_is_undone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 200k, 24 months", in_=acme)
    assert state(table) == "open"
    said = ana.types("/offer they accepted", in_=acme)
    assert "Acme renewal counts as agreed from now on." in said.text
    assert state(table) == "agreed"
    ana.presses("Undo", on=said)
    assert state(table) == "open"


def test_a_no_leaves_the_deal_open(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/offer price 200k, 24 months", in_=acme)
    said = ana.types("/offer they declined", in_=acme)
    assert "agreed" not in said.text
    assert state(table) == "open"
