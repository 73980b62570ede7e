"""What is kept of the people of a deal: where roles came from, who follows, who was asked, plans of former owners."""

from dataclasses import replace
from datetime import timedelta

from bot.coach.ports.store import Store
from bot.coach.records import FormerPlan, Person, Workspace
from bot.domain.deals import Role
from bot.domain.ids import ChannelId, DealId
from bot.domain.plans import Plan
from bot.domain.policy import Policy
from bot.domain.preferences import ConsentAnswer, ConsentAsk, Preferences
from tests.store.table import ACME, ANA, BEN, NOW, OTHER_TEAM, TEAM, acme

GLOBEX = DealId("D2")
C1, C2 = ChannelId("C1"), ChannelId("C2")


def test_a_role_from_a_channel_is_found_by_the_channel_and_ends(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), C1, ANA)
        work.deals.insert(replace(acme(), id=GLOBEX), C2, ANA)
        for deal in (ACME, GLOBEX):
            work.roles.save(TEAM, deal, BEN, Role.MEMBER, from_channel=True)
        assert list(work.roles.list_from_channel(TEAM, C1, BEN)) == [ACME]
        assert list(work.roles.list_from_channel(TEAM, C1, ANA)) == []
        assert list(work.roles.list_from_channel(OTHER_TEAM, C1, BEN)) == []
        # One that is given by hand takes its place.
        work.roles.save(TEAM, GLOBEX, BEN, Role.SCRIBE)
        assert list(work.roles.list_from_channel(TEAM, C2, BEN)) == []
        work.roles.set_follower(TEAM, ACME, BEN, on=True)
        work.roles.remove(TEAM, ACME, BEN)
        assert work.roles.find(TEAM, ACME, BEN) is None
        assert list(work.roles.list_followers(TEAM, ACME)) == []


def test_followers_are_kept_by_deal_and_by_person(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        for _ in range(2):
            work.roles.set_follower(TEAM, ACME, BEN, on=True)
        assert list(work.roles.list_followers(TEAM, ACME)) == [BEN]
        assert work.roles.list_follows(TEAM, [ANA, BEN]) == {BEN: frozenset({ACME})}
        assert work.roles.list_follows(OTHER_TEAM, [BEN]) == {}
        work.roles.set_follower(TEAM, ACME, BEN, on=False)
        assert list(work.roles.list_followers(TEAM, ACME)) == []


def test_deals_whose_owners_are_no_members_any_more_are_found(store: Store) -> None:
    ana = Person(team=TEAM, id=ANA, name="Ana", member=True, seen=NOW)
    with store.work() as work:
        work.people.save(ana)
        work.deals.insert(acme(), None, ANA)
        work.roles.save(TEAM, ACME, BEN, Role.MEMBER)
        assert list(work.roles.list_owned(TEAM, ANA)) == [ACME]
        assert list(work.roles.list_orphaned(TEAM)) == []
        work.people.save(replace(ana, member=False))
        assert list(work.roles.list_orphaned(TEAM)) == [ACME]
        assert list(work.roles.list_orphaned(OTHER_TEAM)) == []
        work.people.save(replace(ana, id=BEN, name="Ben"))
        work.roles.save(TEAM, ACME, BEN, Role.OWNER)
        assert list(work.roles.list_orphaned(TEAM)) == []


def test_who_was_asked_and_what_they_said_is_kept(store: Store) -> None:
    asked = ConsentAsk(person=BEN, deal=ACME, at=NOW)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.preferences.save_consent_ask(TEAM, asked)
        assert list(work.preferences.list_consent_asks(TEAM, [ANA, BEN])) == [asked]
        said = replace(asked, answer=ConsentAnswer.NOT_ME)
        work.preferences.save_consent_ask(TEAM, said)
        assert list(work.preferences.list_consent_asks(TEAM, [BEN])) == [said]
        assert list(work.preferences.list_consent_asks(OTHER_TEAM, [BEN])) == []


def test_what_a_stop_ended_and_who_is_an_admin_is_kept(store: Store) -> None:
    mine = Preferences(team=TEAM, person=ANA, stopped=frozenset({ACME, DealId("D9")}))
    workspace = Workspace(team=TEAM, policy=Policy(), admins=frozenset({ANA, BEN}), plan_grace=7)
    with store.work() as work:
        work.preferences.save(mine)
        work.workspaces.save(workspace)
        assert work.preferences.find_many(TEAM, [ANA]) == {ANA: mine}
        assert work.workspaces.find(TEAM) == workspace


def test_a_plan_that_is_put_away_is_the_deals_no_more(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        assert not work.plans.withdraw(TEAM, ACME, ANA, NOW)
        plan = Plan(hint="we have a second bid")
        work.plans.save(TEAM, ACME, plan)
        assert work.plans.withdraw(TEAM, ACME, ANA, NOW)
        assert work.plans.find(TEAM, ACME) is None
        former = FormerPlan(team=TEAM, deal=ACME, person=ANA, at=NOW)
        assert list(work.plans.list_former(TEAM, ACME)) == [former]
        later = NOW + timedelta(days=30)
        assert list(work.plans.list_all_former(later, 10)) == [former]
        assert list(work.plans.list_all_former(NOW, 10)) == []
        # Nobody but the former owner's own plan comes back, and only where no other stands there.
        assert not work.plans.pass_on(TEAM, ACME, BEN)
        assert work.plans.pass_on(TEAM, ACME, ANA)
        assert work.plans.find(TEAM, ACME) == plan
        assert list(work.plans.list_former(TEAM, ACME)) == []


def test_a_plan_that_was_put_away_does_not_replace_a_new_one(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.plans.save(TEAM, ACME, Plan(hint="old"))
        work.plans.withdraw(TEAM, ACME, ANA, NOW)
        work.plans.save(TEAM, ACME, Plan(hint="new"))
        assert not work.plans.pass_on(TEAM, ACME, ANA)
        found = work.plans.find(TEAM, ACME)
        assert found is not None
        assert found.hint == "new"
        work.plans.delete_former(TEAM, ACME, ANA)
        assert list(work.plans.list_former(TEAM, ACME)) == []
