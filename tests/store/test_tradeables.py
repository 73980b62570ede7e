from dataclasses import replace
from decimal import Decimal

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.domain.deals import Side
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.worth import Figure, Size
from tests.store.table import TEAM

WARRANTY = OwnTradeable(
    team=TEAM,
    id="t1",
    side=Side.BUYING,
    what="extended warranty",
    cost=Figure(amount=Decimal(2000), unit="EUR"),
    worth=Size.L,
)


def test_what_was_added_is_listed_and_replaced(store: Store) -> None:
    with store.work() as work:
        work.tradeables.save(WARRANTY)
        work.tradeables.save(replace(WARRANTY, id="t2", what="spare kit", cost=None, worth=None))
    retired = replace(WARRANTY, retired=True, version=2)
    with store.work() as work:
        work.tradeables.save(retired)
    with pytest.raises(VersionConflict), store.work() as work:
        work.tradeables.save(retired)
    with store.reading() as work:
        assert next(iter(work.tradeables.list_of_team(TEAM))) == retired
        assert [each.what for each in work.tradeables.list_of_team(TEAM)] == [
            "extended warranty",
            "spare kit",
        ]
