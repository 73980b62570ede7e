from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.coach.ports import Store, VersionConflict
from bot.coach.records import Note, PendingInput, ShownCaution, Workspace
from bot.domain.deals import Deal
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, OfferNo, PartyId
from bot.domain.issues import Issue, Joint, LinearScale, Points, Scale
from bot.domain.offers import Offer, OfferReply, OfferState
from bot.domain.plans import (
    Alternative,
    Anchor,
    IssuePlan,
    Plan,
    PlannedGive,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.policy import Policy
from bot.domain.styles import Aim, Phrasing, Style, Unsuited
from bot.domain.totals import Totals
from bot.domain.worth import Figure, Size
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, TODAY, acme, offer, recorded

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def opened(store: Store, *deals: Deal) -> None:
    with store.work() as work:
        for deal in deals or (acme(),):
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


def test_the_tick_finds_open_offers_past_their_last_day(store: Store) -> None:
    opened(store)
    standing_until = [replace(offer(n), until=TODAY - timedelta(days=1)) for n in (1, 2)]
    with store.work() as work:
        work.ledger.append_entry(
            acme(), replace(recorded(1), offers=(standing_until[0],)), Totals()
        )
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == [(TEAM, ACME)]
        assert list(work.ledger.list_lapsing_deals(TODAY - timedelta(days=1), 9)) == []
    with store.work() as work:
        over = replace(standing_until[0], state=OfferState.LAPSED, version=2)
        work.ledger.append_entry(acme(), replace(recorded(2), offers=(over,)), Totals())
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == []
        work.ledger.append_entry(
            acme(),
            replace(recorded(3), offers=(replace(standing_until[1], until=None),)),
            Totals(),
        )
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == []


def test_offers_are_kept_as_they_stand_and_as_entries_told_them(store: Store) -> None:
    opened(store)
    first = replace(
        offer(1),
        alternatives=({"price": Decimal("90000.50")},),
        opened=frozenset({"price"}),
        options=frozenset({("support", "Gold")}),
        until=date(2026, 12, 1),
        rhythm="QBR",
        condition="signed by 30 Nov",
    )
    reply = OfferReply(by=PartyId(THEM), accepted=True, on=TODAY, after=OfferNo(1))
    answered = replace(first, state=OfferState.ACCEPTED, replies=(reply,), leaned=1, version=2)
    entries = (
        replace(recorded(1), offers=(first,)),
        replace(recorded(2), offers=(answered,), offers_before=(first,)),
        replace(recorded(3), offers=(offer(2, "80000"),)),
    )
    with store.work() as work:
        for entry in entries:
            work.ledger.append_entry(acme(), entry, Totals())
    with store.reading() as work:
        assert list(work.offers.list_in_deal(TEAM, ACME)) == [answered, offer(2, "80000")]
        assert list(work.ledger.list_entries(TEAM, ACME)) == list(entries)


def test_a_number_and_an_option_of_the_same_spelling_stay_apart(store: Store) -> None:
    opened(store)
    with store.work() as work:
        work.ledger.append_entry(acme(), replace(recorded(1), offers=(offer(1),)), Totals())
    with store.reading() as work:
        kept: Offer = work.offers.list_in_deal(TEAM, ACME)[0]
    assert kept.values == {"price": Decimal(95000), "car": "95000"}


def test_a_plan_is_kept_whole_and_saved_in_order(store: Store) -> None:
    opened(store)
    plan = Plan(
        viewers=frozenset({BEN}),
        alternatives=(
            Alternative(
                what="the other vendor", later_costs=Figure(amount=Decimal("1.50"), unit="EUR")
            ),
        ),
        walk_away=Figure(amount=Decimal(180000), unit="EUR", estimate=True),
        hint="we have a budget to keep",
        issues=(
            IssuePlan(
                issue="price",
                importance=Decimal(60),
                target=TermLevel(text="95k", number=Decimal(95000)),
                walk_away=TermLevel(text="net 60"),
                flexibility=Size.S,
                leverage=Size.L,
                worth_to_us=Figure(amount=Decimal(9), unit="EUR"),
                worth_to_them=Size.M,
            ),
        ),
        people=(Stakeholder(role="head of IT", part=StakeholderPart.DECIDES),),
        anchor=Anchor(
            opening=Figure.between(Decimal(1), Decimal(2), "EUR"), rationale="list price"
        ),
        gives=(
            PlannedGive(what="net 60", size=Size.M, not_before=TODAY),
            PlannedGive(what="a training day"),
        ),
    )
    with store.work() as work:
        work.plans.save(TEAM, ACME, plan)
    with store.reading() as work:
        assert work.plans.find(TEAM, ACME) == plan
    for version in (1, 3):
        with pytest.raises(VersionConflict), store.work() as work:
            work.plans.save(TEAM, ACME, replace(plan, version=version))
    with store.work() as work:
        work.plans.save(TEAM, ACME, replace(plan, hint="", version=2))
        work.plans.delete(TEAM, ACME)
    with store.reading() as work:
        assert work.plans.find(TEAM, ACME) is None


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


def test_a_choice_between_deals_is_remembered_until_the_deal_closes(store: Store) -> None:
    pilot = replace(acme(), id=PILOT, name="Acme pilot")
    opened(store, acme(), pilot)
    with store.work() as work:
        work.deals.save_choice(TEAM, ANA, C1, ACME)
        work.deals.save_choice(TEAM, ANA, C1, PILOT)
        assert work.deals.find_chosen(TEAM, ANA, C1) == PILOT
        assert work.deals.find_chosen(TEAM, BEN, C1) is None
        work.deals.update(replace(pilot, closed_at=NOW, version=2))
        assert work.deals.find_chosen(TEAM, ANA, C1) is None


def test_a_waiting_line_is_taken_once_by_its_person(store: Store) -> None:
    opened(store)
    line = PendingInput(id="w1", person=ANA, channel=C1, command="/concede", text="5% off", at=NOW)
    with store.work() as work:
        work.pending.insert(TEAM, line)
    with store.work() as work:
        assert work.pending.take(TEAM, "w1", BEN) is None
        assert work.pending.take(TEAM, "w1", ANA) == line
        assert work.pending.take(TEAM, "w1", ANA) is None


def test_a_line_that_waited_too_long_is_forgotten(store: Store) -> None:
    opened(store)
    line = PendingInput(id="w1", person=ANA, channel=C1, command="/concede", text="5% off", at=NOW)
    with store.work() as work:
        work.pending.insert(TEAM, line)
        work.pending.insert(TEAM, replace(line, id="w2", at=NOW + timedelta(days=1)))
        assert work.pending.delete_before(NOW + timedelta(hours=1)) == 1
        assert work.pending.take(TEAM, "w1", ANA) is None
        assert work.pending.take(TEAM, "w2", ANA) is not None


def test_a_deal_may_live_in_several_channels(store: Store) -> None:
    opened(store)
    with store.work() as work:
        work.deals.add_channel(TEAM, ACME, C2)
        work.deals.add_channel(TEAM, ACME, C2)
        assert list(work.deals.list_channels(TEAM, ACME)) == [C1, C2]
        work.deals.remove_channel(TEAM, ACME, C1)
        assert list(work.deals.list_channels(TEAM, ACME)) == [C2]


def test_imported_rows_are_remembered(store: Store) -> None:
    opened(store)
    with store.work() as work:
        work.imports.save_moves(TEAM, ACME, {"a": MoveNo(1), "b": MoveNo(2)})
        work.imports.save_moves(TEAM, ACME, {"b": MoveNo(4), "c": MoveNo(3)})
        assert work.imports.find_moves(TEAM, ACME) == {"a": 1, "b": 4, "c": 3}


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
