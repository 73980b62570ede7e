from dataclasses import replace

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.coach.records import Note
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId
from tests.store.table import ACME, ANA, NOW, TEAM, TODAY, acme

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def opened(store: Store, *deals: Deal) -> None:
    with store.work() as work:
        for deal in deals or (acme(),):
            work.deals.insert(deal, C1, ANA)


def test_signals_are_numbered_and_can_be_removed(store: Store) -> None:
    opened(store)
    note = Note(
        no=1, what="shorter answers than usual", about="buyer", person=ANA, on=TODAY, at=NOW
    )
    with store.work() as work:
        work.signals.insert(TEAM, ACME, note)
        work.signals.insert(TEAM, ACME, replace(note, no=2))
    with pytest.raises(VersionConflict), store.work() as work:
        work.signals.insert(TEAM, ACME, note)
    with store.work() as work:
        assert list(work.signals.list_in_deal(TEAM, ACME)) == [note, replace(note, no=2)]
        work.signals.delete_all(TEAM, ACME)
        assert list(work.signals.list_in_deal(TEAM, ACME)) == []
