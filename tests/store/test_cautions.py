from dataclasses import replace
from decimal import Decimal

from bot.coach.ports.store import Store
from bot.coach.records import ShownCaution
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, acme

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def opened(store: Store, *deals: Deal) -> None:
    with store.work() as work:
        for deal in deals or (acme(),):
            work.deals.insert(deal, C1, ANA)


def test_what_was_said_is_remembered_once_per_thing_and_person(store: Store) -> None:
    opened(store)
    told = ShownCaution(person=ANA, key="drip:1", weight=Decimal(2), at=NOW)
    with store.work() as work:
        work.cautions.save_shown(TEAM, ACME, told)
        work.cautions.save_shown(TEAM, ACME, replace(told, key="drip:4"))
        work.cautions.save_shown(TEAM, ACME, replace(told, key="drip_drop:1"))
        work.cautions.save_shown(TEAM, ACME, replace(told, person=BEN, weight=Decimal(9)))
        work.cautions.save_shown(TEAM, ACME, replace(told, weight=Decimal("3.5")))
    with store.reading() as work:
        found = list(work.cautions.list_shown(TEAM, ACME, ANA, "drip"))
    assert found == [replace(told, weight=Decimal("3.5")), replace(told, key="drip:4")]
