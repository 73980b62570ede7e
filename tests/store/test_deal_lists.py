"""Lists of a person's deals and of what waits in them, in every store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.coach.deal_lists import PAGE_SIZE, DealFilter
from bot.coach.ports.store import Store
from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.closing import CloseDecision, CloseStatus, Closing
from bot.domain.commitments import Commitment, CommitmentSide, CommitmentState
from bot.domain.deals import DealOutcome, Role
from bot.domain.ids import THEM, US, CommitmentNo, DealId, MoveNo, PartyId, TeamId
from bot.domain.moves import State
from bot.domain.rhythms import (
    ContractDate,
    DateOutcome,
    Gate,
    GateOutcome,
    Rhythm,
    RiskOccurrence,
    SettledDate,
    list_rhythm_dues,
)
from bot.domain.totals import Totals
from tests.store.table import ANA, BEN, NOW, TEAM, TODAY, acme, ask, give, recorded

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def deals(store: Store) -> None:
    """Ana's deals d00 to d24; Ben is in the first."""
    with store.work() as work:
        for n in range(25):
            deal = replace(acme(deal=DealId(f"d{n:02}")), name=f"Deal {n:02}")
            work.deals.insert(deal, None, ANA)
        work.roles.save(TEAM, DealId("d00"), BEN, Role.MEMBER)
        work.deals.insert(acme(TeamId("T2"), DealId("d00")), None, ANA)


def names(store: Store, which: DealFilter = DealFilter.ALL, offset: int = 0) -> list[str]:
    with store.reading() as work:
        page = work.deal_lists.list_page(TEAM, ANA, which, today=TODAY, offset=offset)
    return [listed.mine.deal.id for listed in page.deals]


def record(store: Store, deal: str, *moves: object) -> None:
    with store.work() as work:
        found = work.deals.find(TEAM, DealId(deal))
        assert found is not None
        work.ledger.append_entry(found, recorded(1, *moves), Totals())  # type: ignore[arg-type]


def test_a_page_has_so_many_and_says_how_many_there_are(store: Store) -> None:
    with store.reading() as work:
        first = work.deal_lists.list_page(TEAM, ANA, DealFilter.ALL, today=TODAY, offset=0)
        bens = work.deal_lists.list_page(TEAM, BEN, DealFilter.ALL, today=TODAY, offset=0)
    assert (len(first.deals), first.total) == (PAGE_SIZE, 25)
    assert ([each.mine.deal.id for each in bens.deals], bens.total) == (["d00"], 1)
    assert names(store, offset=20) == [f"d{n}" for n in range(20, 25)]
    assert names(store, offset=30) == []


def test_what_needs_the_person_comes_first_then_the_oldest_open_give(store: Store) -> None:
    record(store, "d10", replace(give(), on=TODAY - 3 * DAY, person=BEN))
    record(store, "d11", replace(give(), on=TODAY - 9 * DAY, person=BEN))
    record(store, "d12", replace(give(state=State.DRAFT), person=ANA))
    record(store, "d13", replace(give(state=State.DRAFT), person=BEN))
    record(store, "d14", replace(ask(1), due=TODAY))
    record(store, "d15", replace(ask(1), due=TODAY + DAY))
    with store.work() as work:
        late = CheckIn(no=1, of=TODAY - DAY, day=TODAY - DAY)
        work.rhythms.save_checkin(TEAM, DealId("d16"), late)
        work.rhythms.save_checkin(TEAM, DealId("d17"), replace(late, day=TODAY))
        work.rhythms.save(TEAM, DealId("d18"), Rhythm(notice=TODAY + 7 * DAY, version=1))
        work.rhythms.save(TEAM, DealId("d19"), Rhythm(renewal=TODAY + 8 * DAY, version=1))
    assert names(store)[:7] == ["d12", "d14", "d16", "d18", "d11", "d10", "d00"]
    assert names(store, DealFilter.NEEDS) == ["d12", "d14", "d16", "d18"]
    record(store, "d20", replace(give(), person=ANA))
    assert names(store, DealFilter.NEEDS)[-1] == "d20"


def test_a_filter_leaves_the_others_out(store: Store) -> None:
    with store.work() as work:
        work.roles.save(TEAM, DealId("d03"), ANA, Role.VIEWER)
        work.roles.save(TEAM, DealId("d04"), ANA, Role.NOBODY)
        work.roles.set_follower(TEAM, DealId("d05"), ANA, on=True)
        for n, outcome in ((6, DealOutcome.WON), (7, DealOutcome.LOST), (8, DealOutcome.DELETED)):
            deal = work.deals.find(TEAM, DealId(f"d0{n}"))
            assert deal is not None
            closed = replace(deal, closed_at=NOW + n * DAY, outcome=outcome, version=2)
            work.deals.update(closed)
    assert "d03" in names(store)
    assert names(store, DealFilter.MINE)[:5] == ["d00", "d01", "d02", "d05", "d09"]
    assert names(store, DealFilter.FOLLOWING) == ["d05"]
    assert names(store, DealFilter.CLOSED) == ["d07", "d06"]
    assert not {"d04", "d06", "d07", "d08"} & {*names(store), *names(store, offset=10)}


def test_what_waits_is_listed_across_all_deals(store: Store) -> None:
    record(
        store,
        "d01",
        replace(ask(1), due=TODAY - 2 * DAY),
        replace(ask(2), frm=PartyId(THEM), to=PartyId(US)),
        replace(give(3, state=State.DRAFT), person=BEN),
    )
    record(store, "d02", *(replace(give(n, state=State.DRAFT), person=ANA) for n in range(1, 8)))
    record(store, "d03", give(1), give(2), replace(ask(3), due=TODAY))
    with store.reading() as work:
        drafts = work.deal_lists.list_drafts(TEAM, ANA)
        due = work.deal_lists.list_due_asks(TEAM, ANA, TODAY)
        theirs = work.deal_lists.list_their_asks(TEAM, ANA)
        gives = work.deal_lists.count_open_gives(TEAM, ANA)
        nobodys = work.deal_lists.list_due_asks(TEAM, BEN, TODAY)
        later = work.deal_lists.list_drafts(TEAM, ANA, offset=5)
        last = work.deal_lists.list_drafts(TEAM, ANA, offset=15)
    assert (len(drafts.moves), drafts.total) == (5, 7)
    assert {deal.id for deal, _move in drafts.moves} == {"d02"}
    assert [move.no for _deal, move in [*drafts.moves, *later.moves]] == [7, 6, 5, 4, 3, 2, 1]
    assert (last.moves, last.total, last.offset) == (later.moves, 7, 5)
    assert [(deal.id, move.no) for deal, move in due.moves] == [("d01", 1), ("d03", 3)]
    assert [(deal.id, move.no) for deal, move in theirs.moves] == [("d01", MoveNo(2))]
    assert (gives, nobodys.total) == (2, 0)


def test_a_check_in_or_a_day_waits_until_it_is_settled(store: Store) -> None:
    late = CheckIn(no=1, of=TODAY - DAY, day=TODAY - DAY)
    notice = Rhythm(notice=TODAY, renewal=TODAY + 60 * DAY, version=1)
    with store.work() as work:
        work.rhythms.save_checkin(TEAM, DealId("d01"), late)
        work.rhythms.save(TEAM, DealId("d01"), notice)
    with store.reading() as work:
        (waiting,) = work.deal_lists.list_waiting_check_ins(TEAM, ANA, TODAY).checkins
        (ending,) = work.deal_lists.list_ending(TEAM, ANA, TODAY).rhythms
    assert (waiting[0].id, waiting[1]) == ("d01", late)
    assert (ending[0].id, ending[1]) == ("d01", notice)
    settled = tuple(
        SettledDate(kind=kind, of=of, outcome=DateOutcome.NOTICE_GIVEN, person=ANA, at=NOW)
        for kind, of in (
            (ContractDate.NOTICE, TODAY),
            (ContractDate.RENEWAL, TODAY + 60 * DAY),
        )
    )
    with store.work() as work:
        held = replace(late, state=CheckInState.HELD, version=2)
        work.rhythms.save_checkin(TEAM, DealId("d01"), held)
        work.rhythms.save(TEAM, DealId("d01"), replace(notice, settled=settled, version=2))
    with store.reading() as work:
        assert work.deal_lists.list_waiting_check_ins(TEAM, ANA, TODAY).total == 0
        assert work.deal_lists.list_ending(TEAM, ANA, TODAY + 90 * DAY).total == 0


def test_deals_are_read_by_their_ids_only_where_they_are_the_persons(store: Store) -> None:
    with store.reading() as work:
        found = work.deal_lists.list_by_ids(TEAM, BEN, [DealId("d00"), DealId("d01")])
        known = work.deal_lists.list_names(TEAM, BEN)
    assert [each.mine.deal.id for each in found] == ["d00"]
    assert known == [("d00", "Deal 00")]


def commitment(no: int, due: date | None, **what: object) -> Commitment:
    said = Commitment(
        no=CommitmentNo(no),
        side=CommitmentSide.THEIRS,
        what="send the case study",
        at=NOW,
        person=ANA,
        due=due,
    )
    return replace(said, **what)  # type: ignore[arg-type] # by name


def commit(store: Store, deal: str, *commitments: Commitment) -> None:
    with store.work() as work:
        found = work.deals.find(TEAM, DealId(deal))
        assert found is not None
        entry = replace(recorded(1), commitments=commitments)
        work.ledger.append_entry(found, entry, Totals())


def test_what_is_to_be_done_is_listed_by_its_day(store: Store) -> None:
    commit(
        store,
        "d01",
        commitment(1, TODAY + DAY),
        commitment(2, TODAY - DAY, side=CommitmentSide.OURS),
        commitment(3, TODAY + 8 * DAY),
        commitment(4, None),
        commitment(5, TODAY, state=CommitmentState.DELIVERED),
    )
    commit(store, "d02", commitment(1, TODAY))
    commit(store, "d03", commitment(1, TODAY))
    with store.work() as work:
        lost = work.deals.find(TEAM, DealId("d03"))
        assert lost is not None
        work.deals.update(replace(lost, closed_at=NOW, outcome=DealOutcome.LOST, version=2))
    with store.reading() as work:
        found = work.deal_lists.list_due_commitments(TEAM, ANA, TODAY + 7 * DAY)
        bens = work.deal_lists.list_due_commitments(TEAM, BEN, TODAY + 7 * DAY)
    assert [(deal.id, each.no) for deal, each in found.commitments] == [
        ("d01", 2),
        ("d02", 1),
        ("d01", 1),
    ]
    assert (found.total, bens.total) == (3, 0)
    assert names(store, DealFilter.NEEDS) == ["d01"]


def test_a_close_is_listed_from_its_first_decision_until_it_is_finished(store: Store) -> None:
    decision = CloseDecision(
        key="move:1",
        said="case study",
        status=CloseStatus.CONTRACT,
        person=ANA,
        on=TODAY - 3 * DAY,
    )
    begun = Closing(version=1).with_decisions([decision, replace(decision, key="m", on=TODAY)])
    begun = replace(begun, version=1)
    with store.work() as work:
        work.closings.save(TEAM, DealId("d01"), begun)
        work.closings.save(TEAM, DealId("d02"), replace(begun, finished=TODAY))
        work.closings.save(TEAM, DealId("d03"), Closing(review="remember", version=1))
    with store.reading() as work:
        found = work.deal_lists.list_begun_closes(TEAM, ANA)
    assert [deal.id for deal, _ in found.closes] == ["d01"]
    assert found.closes[0][1].begun_on == TODAY - 3 * DAY
    with store.work() as work:
        work.closings.save(TEAM, DealId("d01"), replace(begun, finished=TODAY, version=2))
    with store.reading() as work:
        assert work.deal_lists.list_begun_closes(TEAM, ANA).total == 0


def test_gates_and_events_are_listed_until_they_are_settled(store: Store) -> None:
    gate = Gate(what="one site", day=TODAY + 2 * DAY)
    happened = RiskOccurrence(when="an outage", then="meet", on=TODAY, due=TODAY + DAY)
    rhythm = Rhythm(gates=(Gate(), gate), occurrences=(happened,), version=1)
    settled = replace(
        rhythm,
        gates=(replace(gate, outcome=GateOutcome.PASSED),),
        occurrences=(replace(happened, done=TODAY),),
    )
    far = Rhythm(gates=(replace(gate, day=TODAY + 9 * DAY),), version=1)
    with store.work() as work:
        work.rhythms.save(TEAM, DealId("d01"), rhythm)
        work.rhythms.save(TEAM, DealId("d02"), settled)
        work.rhythms.save(TEAM, DealId("d03"), far)
    with store.reading() as work:
        found = work.deal_lists.list_with_dues(TEAM, ANA, TODAY + 7 * DAY)
    assert [(deal.id, each) for deal, each in found.rhythms] == [("d01", rhythm)]
    assert [(due.kind, due.place) for due in list_rhythm_dues(rhythm)] == [("risk", 0), ("gate", 1)]
    assert names(store, DealFilter.NEEDS) == ["d01"]


def test_won_deals_with_a_rhythm_are_kept(store: Store) -> None:
    with store.work() as work:
        for n, outcome in ((1, DealOutcome.WON), (2, DealOutcome.WON), (3, DealOutcome.ENDED)):
            deal = work.deals.find(TEAM, DealId(f"d0{n}"))
            assert deal is not None
            work.deals.update(replace(deal, closed_at=NOW, outcome=outcome, version=2))
        work.rhythms.save(TEAM, DealId("d01"), Rhythm(agenda="figures", version=1))
        work.rhythms.save(TEAM, DealId("d02"), Rhythm(reminded=frozenset({ANA}), version=1))
        work.rhythms.save(TEAM, DealId("d03"), Rhythm(agenda="figures", version=1))
        work.rhythms.save(TEAM, DealId("d04"), Rhythm(agenda="figures", version=1))
    assert names(store, DealFilter.KEPT) == ["d01"]
    assert names(store, DealFilter.CLOSED) == ["d03", "d02", "d01"]
    with store.reading() as work:
        found = work.deal_lists.list_by_ids(TEAM, ANA, [DealId("d01"), DealId("d02")])
    assert {each.mine.deal.id: each.has_rhythm for each in found} == {"d01": True, "d02": False}
