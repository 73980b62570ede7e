from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.coach.ports.store import Store
from bot.coach.records import PendingCommand, PendingDay, PendingInput, PendingOffer, PendingSheet
from bot.domain.ids import US, ChannelId, PartyId
from tests.store.table import ANA, BEN, NOW, OTHER_TEAM, TEAM, TODAY

C1 = ChannelId("C1")
LINE = PendingCommand(id="w1", person=ANA, at=NOW, channel=C1, command="/concede", text="5% off")
OFFER = PendingOffer(
    id="held offer D1 U1:key",
    person=ANA,
    at=NOW,
    party=PartyId(US),
    values={"price": Decimal("95000.50"), "car": "95000"},
    alternatives=({"price": Decimal(99000)},),
    on=TODAY,
    until=TODAY,
    rhythm="a call",
    condition="the board agrees",
    units={"price": "EUR"},
    typed="/offer price 95000.50",
)
ALL = [
    LINE,
    OFFER,
    PendingDay(id="day", person=ANA, at=NOW, day=TODAY),
    PendingSheet(id="sheet", person=ANA, at=NOW, text="what,day\n"),
]


@pytest.mark.parametrize("pending", ALL, ids=lambda pending: type(pending).__name__)
def test_each_kind_is_taken_as_it_was_saved(store: Store, pending: PendingInput) -> None:
    with store.work() as work:
        work.pending.save(TEAM, pending)
        others = {type(each) for each in ALL} - {type(pending)}
        for kind in others:
            assert work.pending.take(TEAM, pending.id, ANA, kind) is None
        assert work.pending.take(TEAM, pending.id, ANA, type(pending)) == pending


def test_what_is_saved_again_waits_once(store: Store) -> None:
    with store.work() as work:
        work.pending.save(TEAM, LINE)
        work.pending.save(TEAM, replace(LINE, text="6% off"))
        found = work.pending.take(TEAM, "w1", ANA, PendingCommand)
        assert found is not None
        assert found.text == "6% off"
        assert work.pending.take(TEAM, "w1", ANA, PendingCommand) is None


def test_it_is_taken_once_and_by_its_person(store: Store) -> None:
    with store.work() as work:
        work.pending.save(TEAM, LINE)
    with store.work() as work:
        assert work.pending.take(TEAM, "w1", BEN, PendingCommand) is None
        assert work.pending.take(OTHER_TEAM, "w1", ANA, PendingCommand) is None
        assert work.pending.take(TEAM, "w1", ANA, PendingCommand) == LINE
        assert work.pending.take(TEAM, "w1", ANA, PendingCommand) is None


def test_what_waited_too_long_is_forgotten(store: Store) -> None:
    with store.work() as work:
        work.pending.save(TEAM, LINE)
        work.pending.save(TEAM, replace(LINE, id="w2", at=NOW + timedelta(days=1)))
        assert work.pending.delete_before(NOW + timedelta(hours=1)) == 1
        assert work.pending.take(TEAM, "w1", ANA, PendingCommand) is None
        assert work.pending.take(TEAM, "w2", ANA, PendingCommand) is not None
