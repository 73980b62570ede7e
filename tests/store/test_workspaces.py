from dataclasses import replace

import pytest

from bot.coach.ports import Store, VersionConflict
from bot.coach.records import Workspace
from bot.domain.ids import ChannelId, DealId
from bot.domain.policy import Policy
from tests.store.table import TEAM

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def test_a_workspaces_policy_is_saved_in_order(store: Store) -> None:
    kept = Workspace(team=TEAM, policy=Policy(open_days=7))
    with store.work() as work:
        assert work.workspaces.find(TEAM) is None
        work.workspaces.save(kept)
    with pytest.raises(VersionConflict), store.work() as work:
        work.workspaces.save(kept)
    with store.work() as work:
        work.workspaces.save(replace(kept, policy=Policy(), version=2))
        assert work.workspaces.find(TEAM) == replace(kept, policy=Policy(), version=2)
