from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.coach.records import LOOSE_GETS, OPEN_ASKS, OPEN_GIVES, RECENT
from bot.domain.deals import Agreement, DealOutcome, Lifecycle, Role
from bot.domain.ids import THEM, DealId, MoveNo, OfferNo, PartyId
from bot.domain.ledger import Entry, Ledger, Verb, by_day, fold_entries
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import Totals, compute_totals, is_open, open_move_numbers
from bot.domain.trades import Tie
from bot.domain.worth import Figure
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, TODAY, acme, ask, get, give, recorded
from tests.strategies import histories

numbers = count(1)
# Each example has a deal of its own in the one store.
made_up = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def opened(store: Store) -> DealId:
    """A new deal's id."""
    deal = DealId(f"made-{next(numbers)}")
    with store.work() as work:
        work.deals.insert(acme(deal=deal), None, ANA)
    return deal


@given(history=histories(longest=8))
@made_up
def test_the_ledger_is_the_fold_of_its_entries(store: Store, history: tuple[Entry, ...]) -> None:
    deal = opened(store)
    for entry in history:
        with store.work() as work:
            work.ledger.append_entry(acme(deal=deal), entry, Totals())
    with store.reading() as work:
        assert tuple(work.ledger.list_entries(TEAM, deal)) == history
        assert work.ledger.load(TEAM, deal) == fold_entries(history, acme().yardstick)
        assert tuple(work.ledger.list_entries(TEAM, deal, last=2)) == history[-2:]
        for move in fold_entries(history, acme().yardstick).moves.values():
            assert work.ledger.find_move(TEAM, deal, move.no) == move


@given(history=histories(longest=8))
@made_up
def test_a_glance_shows_what_the_whole_ledger_would(
    store: Store, history: tuple[Entry, ...]
) -> None:
    deal = opened(store)
    ledger = Ledger(yardstick=acme().yardstick)
    with store.work() as work:
        for entry in history:
            ledger = ledger.after(entry)
            work.ledger.append_entry(
                acme(deal=deal),
                entry,
                compute_totals(ledger, TODAY),
                open_move_numbers(ledger, TODAY),
            )
    with store.reading() as work:
        snapshot = work.ledger.load_snapshot(TEAM, deal, ANA)
    assert snapshot is not None
    asks = [a for ours in (True, False) for a in ledger.unanswered_asks(ours=ours)]
    assert snapshot.entries == len(history)
    assert snapshot.totals == compute_totals(ledger, TODAY)
    assert list(snapshot.open_gives) == [a.give for a in ledger.open_gives(TODAY)][:OPEN_GIVES]
    assert list(snapshot.open_asks) == sorted(asks, key=by_day, reverse=True)[:OPEN_ASKS]
    assert list(snapshot.loose_gets) == ledger.loose_gets(TODAY)[::-1][:LOOSE_GETS]
    assert (
        list(snapshot.recent)
        == [ledger.moves[no] for no in sorted(ledger.moves, reverse=True)][:RECENT]
    )


@given(history=histories(longest=8))
@made_up
def test_without_a_word_on_the_whole_ledger_only_the_entrys_moves_open_or_close(
    store: Store, history: tuple[Entry, ...]
) -> None:
    deal = opened(store)
    with store.work() as work:
        for entry in history:
            work.ledger.append_entry(acme(deal=deal), entry, Totals())
        snapshot = work.ledger.load_snapshot(TEAM, deal, ANA)
    assert snapshot is not None
    wanted = sorted(
        (m for m in fold_entries(history, acme().yardstick).moves.values() if is_open(m)),
        key=by_day,
    )
    assert list(snapshot.open_gives) == [m for m in wanted if m.kind is Kind.GIVE][:OPEN_GIVES]
    assert list(snapshot.loose_gets) == [m for m in wanted if m.kind is Kind.GET][::-1][:LOOSE_GETS]


def test_a_glance_holds_a_few_of_many(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        moves = [kind(no) for no, kind in enumerate([give, ask, get] * 40, start=1)]
        work.ledger.append_entry(acme(), recorded(1, *moves), Totals())
    with store.reading() as work:
        snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
    assert snapshot is not None
    assert [m.no for m in snapshot.open_gives] == list(range(1, 1 + 3 * OPEN_GIVES, 3))
    assert [m.no for m in snapshot.open_asks] == list(range(119, 119 - 3 * OPEN_ASKS, -3))
    assert [m.no for m in snapshot.loose_gets] == list(range(120, 120 - 3 * LOOSE_GETS, -3))
    assert [m.no for m in snapshot.recent] == list(range(120, 120 - RECENT, -1))


def test_a_glance_is_one_persons(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.roles.save(TEAM, ACME, BEN, Role.SCRIBE)
    with store.reading() as work:
        glances = [work.ledger.load_snapshot(TEAM, ACME, person) for person in (ANA, BEN)]
    assert [g and g.role for g in glances] == [Role.OWNER, Role.SCRIBE]


def test_an_entry_must_be_the_next_one(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, give()), Totals(last=MoveNo(1)))
    for seq in (0, 1, 3):
        with pytest.raises(VersionConflict), store.work() as work:
            work.ledger.append_entry(acme(), recorded(seq, give(2)), Totals())
    with store.reading() as work:
        assert list(work.ledger.list_entries(TEAM, ACME)) == [recorded(1, give())]
        assert list(work.ledger.load(TEAM, ACME).moves) == [1]
        assert work.ledger.load_totals(TEAM, ACME) == Totals(last=MoveNo(1))


def test_a_later_entry_leaves_the_earlier_ones_as_they_were(store: Store) -> None:
    voided = replace(give(), state=State.VOID, version=2)
    void = Entry(
        seq=2,
        at=NOW,
        person=BEN,
        verb=Verb.VOIDED,
        moves=(voided,),
        before=(give(),),
        why="typed twice",
    )
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, give()), Totals())
        work.ledger.append_entry(acme(), void, Totals())
    with store.reading() as work:
        assert work.ledger.find_entry(TEAM, ACME, 1) == recorded(1, give())
        assert work.ledger.find_entry(TEAM, ACME, 2) == void
        assert work.ledger.find_entry(TEAM, ACME, 3) is None
        assert work.ledger.find_move(TEAM, ACME, MoveNo(1)) == voided
        assert work.ledger.find_move(TEAM, ACME, MoveNo(2)) is None


def test_an_entry_keeps_what_the_deal_was_called_and_how_it_ended(store: Store) -> None:
    before = Lifecycle(name="Acme")
    agreed = (Agreement(party=PartyId(THEM), on=TODAY, offer=OfferNo(2)),)
    after = Lifecycle(name="Acme 2027", agreed=agreed, outcome=DealOutcome.WON, closed_at=NOW)
    closed = Entry(
        seq=1, at=NOW, person=ANA, verb=Verb.CLOSED, lifecycle=after, lifecycle_before=before
    )
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), closed, Totals())
    with store.reading() as work:
        assert list(work.ledger.list_entries(TEAM, ACME)) == [closed]


def test_a_give_that_is_answered_leaves_the_glance_and_comes_back_when_untied(store: Store) -> None:
    tie = Tie(give=MoveNo(1), get=MoveNo(2))
    match = Entry(seq=2, at=NOW, person=ANA, verb=Verb.MATCHED, tied=(tie,))
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, give(1), get(2)), Totals())
        work.ledger.append_entry(acme(), match, Totals(), frozenset())
        matched = work.ledger.load_snapshot(TEAM, ACME, ANA)
        work.ledger.append_entry(
            acme(),
            replace(match, seq=3, tied=(), untied=(tie,)),
            Totals(),
            frozenset({MoveNo(1), MoveNo(2)}),
        )
        unmatched = work.ledger.load_snapshot(TEAM, ACME, ANA)
    assert matched is not None
    assert matched.open_gives == matched.loose_gets == ()
    assert unmatched is not None
    assert (unmatched.open_gives, unmatched.loose_gets) == ((give(1),), (get(2),))


def test_sums_can_be_stated_anew_without_an_entry(store: Store) -> None:
    goodwill = replace(give(), state=State.GOODWILL, review=TODAY)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, goodwill), Totals())
        work.ledger.save_totals(TEAM, ACME, Totals(open_gives=1), frozenset({MoveNo(1)}))
    with store.reading() as work:
        snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
    assert snapshot is not None
    assert (snapshot.open_gives, snapshot.totals, snapshot.entries) == (
        (goodwill,),
        Totals(open_gives=1),
        1,
    )


@pytest.mark.parametrize(
    "cost", ["0.3", "1000000000000000", "1000000000000000.001", "0", "0.125", "12000.00"]
)
def test_money_is_kept_to_the_last_digit(store: Store, cost: str) -> None:
    given_away = give(cost=cost)
    sums = Totals(given=Decimal(cost), exposure=Decimal("0.1") + Decimal("0.2"))
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, given_away), sums)
    with store.reading() as work:
        assert work.ledger.find_move(TEAM, ACME, MoveNo(1)) == given_away
        assert work.ledger.load_totals(TEAM, ACME) == sums
        assert work.ledger.load_totals(TEAM, ACME).exposure == Decimal("0.3")


@pytest.mark.parametrize(
    "what",
    ["🤝 Ünïçødé \u202ertl", "40,000 " * 6000, "'; DROP TABLE moves; --", "%s %(team)s ? :x", ""],
)
def test_any_wording_is_kept_to_the_letter(store: Store, what: str) -> None:
    with store.work() as work:
        work.deals.insert(replace(acme(), name=what), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, give(what=what)), Totals())
    with store.reading() as work:
        ledger, deal = work.ledger.load(TEAM, ACME), work.deals.find(TEAM, ACME)
    assert ledger.moves[MoveNo(1)].what == what
    assert deal is not None
    assert deal.name == what


@pytest.mark.parametrize("what", ["a\0b", "half an emoji \ud83e"])
def test_what_no_database_can_keep_is_refused_by_every_store(store: Store, what: str) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
    with pytest.raises(ValueError), store.work() as work:  # noqa: PT011 - either of two kinds
        work.ledger.append_entry(acme(), recorded(1, give(what=what)), Totals())
    with store.reading() as work:
        assert list(work.ledger.list_entries(TEAM, ACME)) == []


def waiting(no: int, state: State, days_ago: int) -> Move:
    """A conditional give due, or a draft typed, so many days ago."""
    then = timedelta(days=days_ago)
    return replace(
        give(no, state=state), due=TODAY - then, at=NOW - then, cost=Figure(amount=Decimal(1))
    )


def test_the_tick_finds_conditions_past_their_day_and_drafts_past_their_last_day(
    store: Store,
) -> None:
    waits = {
        "late": waiting(1, State.CONDITIONAL, 3),
        "yesterday": waiting(1, State.CONDITIONAL, 1),
        "today": waiting(1, State.CONDITIONAL, 0),
        "a draft of a week": waiting(1, State.DRAFT, 7),
        "an old draft": waiting(4, State.DRAFT, 9),
        "firm": waiting(1, State.FIRM, 9),
    }
    with store.work() as work:
        for name, move in waits.items():
            work.deals.insert(acme(deal=DealId(name)), None, ANA)
            work.ledger.append_entry(acme(deal=DealId(name)), recorded(1, move), Totals())
        # A draft has a last day once its author was told of it; the other one waits.
        told = TODAY - timedelta(days=2)
        work.ledger.set_last_day(TEAM, DealId("an old draft"), MoveNo(4), told)
    with store.reading() as work:
        assert [deal for _, deal in work.ledger.list_lapsing_deals(TODAY, 10)] == [
            "late",
            "an old draft",
            "yesterday",
        ]
        assert [deal for _, deal in work.ledger.list_lapsing_deals(TODAY, 1)] == ["late"]
    with store.work() as work:
        lapsed = replace(waits["late"], state=State.LAPSED)
        work.ledger.append_entry(acme(deal=DealId("late")), recorded(2, lapsed), Totals())
        assert [deal for _, deal in work.ledger.list_lapsing_deals(TODAY, 10)] == [
            "an old draft",
            "yesterday",
        ]
