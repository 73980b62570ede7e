from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import ChannelSummary, Mute, PersonalDeal
from bot.domain.deals import Agreement, Deal, DealOutcome, Role
from bot.domain.ids import THEM, US, ChannelId, DealId, OfferNo, PartyId, PersonId
from bot.domain.issues import Issue, Joint, LinearScale, Points, Scale
from bot.domain.references import DealReference
from bot.domain.styles import Aim, Phrasing, Style, Unsuited
from bot.domain.totals import Totals
from tests.store.table import (
    ACME,
    ANA,
    BEN,
    NOW,
    OTHER_TEAM,
    TEAM,
    TODAY,
    acme,
    give,
    recorded,
)
from tests.store.test_ledger import made_up
from tests.strategies import deals

C1, C2 = ChannelId("C1"), ChannelId("C2")
GLOBEX = DealId("D2")
numbers = count(1)


def test_a_deal_opens_in_its_channel_with_its_owner(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), C1, ANA)
    with store.reading() as work:
        assert work.deals.find(TEAM, ACME) == acme()
        assert list(work.deals.list_in_channel(TEAM, C1)) == [acme()]
        assert list(work.deals.list_channels(TEAM, ACME)) == [C1]
        assert list(work.roles.list_in_deal(TEAM, ACME)) == [(ANA, Role.OWNER)]
        assert work.ledger.load_totals(TEAM, ACME) == Totals()
        assert list(work.ledger.list_entries(TEAM, ACME)) == []
        assert work.ledger.load(TEAM, ACME).moves == {}


@given(deal=deals())
@settings(made_up)
def test_whatever_a_deal_is_set_to_comes_back(store: Store, deal: Deal) -> None:
    deal = replace(deal, id=DealId(f"made-{next(numbers)}"))
    later = replace(
        deal,
        name="🤝 renamed",
        closed_at=NOW,
        outcome=DealOutcome.WON,
        agreed=(
            Agreement(party=PartyId(THEM), on=TODAY, offer=OfferNo(2)),
            Agreement(party=PartyId("bank"), on=TODAY),
        ),
        version=2,
    )
    with store.work() as work:
        work.deals.insert(deal, None, ANA)
        assert work.deals.find(TEAM, deal.id) == deal
        work.deals.update(later)
        assert work.deals.find(TEAM, deal.id) == later


def test_a_deal_opens_once(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
    with pytest.raises(VersionConflict), store.work() as work:
        work.deals.insert(acme(), None, BEN)


@pytest.mark.parametrize("version", [1, 3])
def test_settings_are_saved_only_over_the_version_that_was_seen(store: Store, version: int) -> None:
    with store.work() as work:
        work.deals.insert(acme(), C1, ANA)
    with pytest.raises(VersionConflict), store.work() as work:
        work.deals.update(replace(acme(), name="Globex", version=version))
    with store.reading() as work:
        assert work.deals.find(TEAM, ACME) == acme()


CHANGES: dict[str, Callable[[UnitOfWork], object]] = {
    "save": lambda work: work.deals.update(replace(acme(), version=2)),
    "append": lambda work: work.ledger.append_entry(acme(), recorded(1, give()), Totals()),
    "restate": lambda work: work.ledger.save_totals(TEAM, ACME, Totals(), frozenset()),
    "give a role": lambda work: work.roles.save(TEAM, ACME, ANA, Role.OWNER),
    "mute": lambda work: work.cautions.set_muted(
        TEAM, ACME, Mute(person=ANA, rule="drip"), on=True
    ),
    "read the ledger": lambda work: work.ledger.load(TEAM, ACME),
    "read the sums": lambda work: work.ledger.load_totals(TEAM, ACME),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_deal_that_is_gone_was_changed_by_somebody_else(
    store: Store, change: Callable[[UnitOfWork], object]
) -> None:
    with pytest.raises(VersionConflict), store.work() as work:
        change(work)


def test_a_deal_that_is_not_there_is_nothing(store: Store) -> None:
    with store.reading() as work:
        assert work.deals.find(TEAM, ACME) is None
        assert work.ledger.load_snapshot(TEAM, ACME, ANA) is None
        assert work.roles.find(TEAM, ACME, ANA) is None
        assert list(work.ledger.list_entries(TEAM, ACME)) == []


def test_a_channel_lists_its_open_deals_newest_first(store: Store) -> None:
    newer = replace(acme(deal=GLOBEX), opened_at=NOW + timedelta(microseconds=1))
    closed = replace(acme(deal=DealId("D3")), closed_at=NOW)
    with store.work() as work:
        for deal in (acme(), newer, closed):
            work.deals.insert(deal, C1, ANA)
        work.deals.insert(acme(deal=DealId("D4")), C2, ANA)
    with store.reading() as work:
        assert list(work.deals.list_in_channel(TEAM, C1)) == [newer, acme()]


def test_a_person_finds_their_open_deals_with_sums_and_a_channel(store: Store) -> None:
    newer = replace(acme(deal=GLOBEX), opened_at=NOW + timedelta(days=1))
    left = replace(acme(deal=DealId("D3")))
    closed = replace(acme(deal=DealId("D4")), closed_at=NOW)
    sums = Totals(open_gives=1)
    with store.work() as work:
        work.deals.insert(acme(), C2, ANA)
        work.deals.insert(newer, None, BEN)
        work.deals.insert(left, C1, BEN)
        work.deals.insert(closed, C1, ANA)
        work.roles.save(TEAM, GLOBEX, ANA, Role.VIEWER)
        work.roles.save(TEAM, left.id, ANA, Role.NOBODY)
        work.ledger.append_entry(acme(), recorded(1, give()), sums)
    with store.reading() as work:
        assert list(work.deals.list_of_person(TEAM, ANA)) == [
            PersonalDeal(deal=newer, totals=Totals(), channel=None),
            PersonalDeal(deal=acme(), totals=sums, channel=C2),
        ]


def test_closed_deals_are_found_apart_the_one_closed_last_first(store: Store) -> None:
    names = ["won", "lost", "open", "deleted"]
    deals = [replace(acme(), id=DealId(name), name=name) for name in names]
    ends = {"won": DealOutcome.WON, "lost": DealOutcome.LOST, "deleted": DealOutcome.DELETED}
    with store.work() as work:
        for hours, deal in enumerate(deals):
            work.deals.insert(deal, C1, ANA)
            if deal.name in ends:
                at = NOW + timedelta(hours=hours)
                closed = replace(deal, outcome=ends[deal.name], closed_at=at, version=2)
                work.deals.update(closed)
        work.roles.save(TEAM, DealId("lost"), BEN, Role.NOBODY)
    with store.reading() as work:
        assert [deal.name for deal in work.deals.list_in_channel(TEAM, C1)] == ["open"]
        closed_here = work.deals.list_closed_in_channel(TEAM, C1)
        assert [deal.name for deal in closed_here] == ["lost", "won"]
        assert list(work.deals.list_closed_in_channel(TEAM, C2)) == []
        here = work.deals.summarize_channel(TEAM, C1)
        assert here == ChannelSummary(open_deals=1, last_closed_at=NOW + timedelta(hours=1))
        for elsewhere in ((TEAM, C2), (OTHER_TEAM, C1)):
            nothing = ChannelSummary(open_deals=0, last_closed_at=None)
            assert work.deals.summarize_channel(*elsewhere) == nothing
        assert list(work.deals.list_closed_in_channel(OTHER_TEAM, C1)) == []
        mine = work.deals.list_closed_of_person(TEAM, ANA)
        assert [each.deal.name for each in mine] == ["lost", "won"]
        assert list(work.deals.list_closed_of_person(TEAM, BEN)) == []


def test_the_operator_finds_every_deal_of_every_team(store: Store) -> None:
    closed = replace(acme(OTHER_TEAM), closed_at=NOW)
    with store.work() as work:
        work.deals.insert(closed, None, ANA)
        work.deals.insert(acme(), None, ANA)
    with store.reading() as work:
        assert list(work.deals.list_all()) == [acme(), closed]


def test_people_with_a_role_are_listed_in_the_order_they_joined(store: Store) -> None:
    cleo = PersonId("U0")
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.roles.save(TEAM, ACME, BEN, Role.SCRIBE)
        work.roles.save(TEAM, ACME, cleo, Role.VIEWER)
        work.roles.save(TEAM, ACME, BEN, Role.NOBODY)
    with store.reading() as work:
        assert list(work.roles.list_in_deal(TEAM, ACME)) == [
            (ANA, Role.OWNER),
            (BEN, Role.NOBODY),
            (cleo, Role.VIEWER),
        ]
        assert work.roles.find(TEAM, ACME, BEN) is Role.NOBODY
        assert work.roles.find(TEAM, ACME, PersonId("U9")) is None


def test_a_muted_rule_stays_muted_for_that_person_until_it_may_speak_again(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        for rule in ("drip", "no_reason", "drip"):
            work.cautions.set_muted(TEAM, ACME, Mute(person=ANA, rule=rule), on=True)
    with store.reading() as work:
        assert work.cautions.list_muted_rules(TEAM, ACME, ANA) == {"drip", "no_reason"}
        assert work.cautions.list_muted_rules(TEAM, ACME, BEN) == frozenset()
    with store.work() as work:
        work.cautions.set_muted(TEAM, ACME, Mute(person=ANA, rule="drip"), on=False)
        work.cautions.set_muted(TEAM, ACME, Mute(person=BEN, rule="drip"), on=False)
        assert work.cautions.list_muted_rules(TEAM, ACME, ANA) == {"no_reason"}


def test_a_channel_that_changed_its_id_keeps_its_deals(store: Store) -> None:
    newer = replace(acme(deal=GLOBEX), opened_at=NOW + timedelta(days=1))
    with store.work() as work:
        work.deals.insert(acme(), C1, ANA)
        work.deals.insert(newer, C1, ANA)
        work.deals.insert(acme(OTHER_TEAM), C1, ANA)
    with store.work() as work:
        assert list(work.deals.move_channel(TEAM, C1, C2)) == [newer, acme()]
        assert list(work.deals.move_channel(TEAM, C1, C2)) == []
    with store.reading() as work:
        assert list(work.deals.list_in_channel(TEAM, C1)) == []
        assert list(work.deals.list_in_channel(TEAM, C2)) == [newer, acme()]
        assert list(work.deals.list_in_channel(OTHER_TEAM, C1)) == [acme(OTHER_TEAM)]


def opened(store: Store, *new: Deal) -> None:
    with store.work() as work:
        for deal in new or (acme(),):
            work.deals.insert(deal, C1, ANA)


def test_a_deal_keeps_its_issues_its_style_and_its_hold(store: Store) -> None:
    us, them = PartyId(US), PartyId(THEM)
    issues = (
        Issue(
            name="price",
            unit="EUR",
            low=Decimal("0.10"),
            high=Decimal(100),
            more_is_ours=True,
            scales={
                us: Scale(
                    weight=Decimal("0.7"),
                    shape=LinearScale(slope=Decimal("0.01"), start=Decimal(-1)),
                )
            },
        ),
        Issue(
            name="post",
            options=("a", "b"),
            scales={
                us: Scale(weight=Decimal(1), shape=Points(of={"a": Decimal(0), "b": Decimal(1)})),
                them: Scale(
                    weight=Decimal(1),
                    estimate=True,
                    shape=Joint(other="firm", of={("x", "a"): Decimal("0.5")}),
                ),
            },
        ),
    )
    style = Style(
        aim=Aim.TRANSACTION,
        phrasing=Phrasing.INDIRECT,
        model="ask before answering",
        doubts=frozenset({Unsuited.RIGID}),
    )
    deal = replace(acme(), issues=issues, style=style, held_since=TODAY)
    opened(store, deal)
    with store.reading() as work:
        assert work.deals.find(TEAM, ACME) == deal


def test_a_choice_between_deals_is_remembered_until_the_deal_closes(store: Store) -> None:
    pilot = replace(acme(), id=GLOBEX, name="Acme pilot")
    opened(store, acme(), pilot)
    with store.work() as work:
        work.deals.save_choice(TEAM, ANA, C1, ACME)
        work.deals.save_choice(TEAM, ANA, C1, GLOBEX)
        assert work.deals.find_chosen(TEAM, ANA, C1) == GLOBEX
        assert work.deals.find_chosen(TEAM, BEN, C1) is None
        work.deals.update(replace(pilot, closed_at=NOW, version=2))
        assert work.deals.find_chosen(TEAM, ANA, C1) is None


def test_a_deal_may_live_in_several_channels(store: Store) -> None:
    opened(store)
    with store.work() as work:
        work.deals.add_channel(TEAM, ACME, C2)
        work.deals.add_channel(TEAM, ACME, C2)
        assert list(work.deals.list_channels(TEAM, ACME)) == [C1, C2]
        work.deals.remove_channel(TEAM, ACME, C1)
        assert list(work.deals.list_channels(TEAM, ACME)) == [C2]


def test_what_a_deal_is_called_elsewhere_comes_back(store: Store) -> None:
    opened(store)
    references = (
        DealReference(system="Salesforce", id="OPP-4711", link="https://acme.example/1?a=b"),
        DealReference(system="Coupa", id="90210"),
    )
    with store.work() as work:
        work.deals.update(replace(acme(), references=references, version=2))
    with store.reading() as work:
        found = work.deals.find(TEAM, ACME)
        assert found is not None
        assert found.references == references
