from dataclasses import replace

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.coach.records import Workspace
from bot.domain.ids import ChannelId, DealId
from bot.domain.policy import Policy
from tests.store.table import ACME, ANA, BEN, TEAM, acme

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


def test_leads_are_kept_by_deal_and_by_person(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        assert list(work.roles.list_leads(TEAM, ACME)) == []
        for _ in range(2):
            work.roles.set_lead(TEAM, ACME, BEN, on=True)
        assert list(work.roles.list_leads(TEAM, ACME)) == [BEN]
        assert list(work.roles.list_led_deals(TEAM, BEN)) == [ACME]
        assert work.roles.find(TEAM, ACME, BEN) is None
        work.roles.set_lead(TEAM, ACME, BEN, on=False)
        assert list(work.roles.list_led_deals(TEAM, BEN)) == []


def test_whether_a_workspace_has_leads_is_kept(store: Store) -> None:
    with store.work() as work:
        work.workspaces.save(Workspace(team=TEAM, policy=Policy(), leads=True))
        found = work.workspaces.find(TEAM)
    assert found is not None
    assert found.leads
