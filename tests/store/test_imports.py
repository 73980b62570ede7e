from bot.coach.ports.store import Store
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId, MoveNo
from tests.store.table import ACME, ANA, OTHER_TEAM, TEAM, acme

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def opened(store: Store, *deals: Deal) -> None:
    with store.work() as work:
        for deal in deals or (acme(),):
            work.deals.insert(deal, C1, ANA)


def test_imported_rows_are_remembered(store: Store) -> None:
    opened(store)
    with store.work() as work:
        work.imports.save_moves(TEAM, ACME, {"a": MoveNo(1), "b": MoveNo(2)})
        work.imports.save_moves(TEAM, ACME, {"b": MoveNo(4), "c": MoveNo(3)})
        assert work.imports.find_moves(TEAM, ACME) == {"a": 1, "b": 4, "c": 3}


def test_what_columns_are_is_remembered_for_the_workspace_and_these_headings(store: Store) -> None:
    with store.work() as work:
        work.imports.save_columns(TEAM, "a", {"item": "we_give", "colour": "ignored"})
        work.imports.save_columns(TEAM, "a", {"item": "we_get"})
        assert work.imports.find_columns(TEAM, "a") == {"item": "we_get"}
        assert work.imports.find_columns(TEAM, "b") == {}
        assert work.imports.find_columns(OTHER_TEAM, "a") == {}
