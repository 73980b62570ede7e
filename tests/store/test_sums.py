"""The sums and open moves that a session writes are those of the whole ledger, on either database, also after what was
rolled back; and what it looks up by index is what the whole ledger says."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.actors import Actor
from bot.coach.context import LedgerChange, record_in_deal, session_for_reading
from bot.coach.deal_sums import sum_up_deal
from bot.coach.ports.store import Store
from bot.coach.services import Services
from bot.domain.deals import Role
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.measures.picture import compute_deal_sums
from bot.domain.moves import COUNTED, UNANSWERED, Kind, State
from bot.domain.totals import compute_totals, open_move_numbers
from bot.main import build_services
from bot.store.in_memory import in_memory_store
from tests.store.table import ANA, NOW, TEAM, TODAY, acme
from tests.store.test_ledger import made_up, opened
from tests.strategies import entries

keys = count(1)
BY = Actor(team=TEAM, person=ANA, channel=None, today=TODAY)
STATES = (COUNTED, UNANSWERED, frozenset({State.CONDITIONAL}), frozenset({State.LAPSED}))


class StoppedClock:
    def now(self) -> datetime:
        return NOW


@cache
def services_of_nobody() -> Services:
    """The services over a store that nobody uses."""
    return build_services(in_memory_store(), StoppedClock())


class RolledBack(Exception):
    """Nothing of the transaction stays."""


def write(services: Services, deal: DealId, entry: Entry, *, keep: bool) -> None:
    change = LedgerChange(
        verb=entry.verb if entry.verb is not Verb.UNDONE else Verb.AMENDED,
        moves=entry.moves,
        before=entry.before,
        tied=entry.tied,
        untied=entry.untied,
    )
    with record_in_deal(services, BY, deal, f"key-{next(keys)}") as session:
        session.write(change)
        if not keep:
            raise RolledBack


def check_part(ledger: Ledger, part: Ledger) -> None:
    """Holds what the last moves and those that wait tell to what the whole ledger tells."""
    assert part.open_gives(TODAY) == ledger.open_gives(TODAY)
    assert part.loose_gets(TODAY) == ledger.loose_gets(TODAY)
    for ours in (True, False):
        assert part.unanswered_asks(ours=ours) == ledger.unanswered_asks(ours=ours)
    waiting = (State.CONDITIONAL, State.DRAFT, State.GOODWILL, State.PROMISED)
    missing = [move for move in ledger.moves.values() if move.no not in part.moves]
    assert [move for move in missing if move.state in waiting] == []
    for no, move in part.moves.items():
        assert move == ledger.moves[no]
        assert part.ties_of(no) == ledger.ties_of(no)


def check_sums(services: Services, deal: DealId, ledger: Ledger) -> None:
    """Holds the sums that messages show, read without most of the moves, to those of the whole ledger."""
    with session_for_reading(services, BY, deal) as session:
        part = session.work.ledger.load_recent(TEAM, session.deal, last=1)
        vars(session)["recent_ledger"] = part
        assert sum_up_deal(session) == compute_deal_sums(ledger, session.deal, TODAY)


def check_kept(store: Store, deal: DealId) -> Ledger:
    """Holds what is kept, and what is looked up, to the whole ledger."""
    with store.reading() as work:
        ledger = work.ledger.load(TEAM, deal)
        kept = work.ledger.load_totals(TEAM, deal)
        # What time alone has changed is worked out anew when the deal is opened next.
        if not kept.is_stale(TODAY):
            assert kept == compute_totals(ledger, TODAY)
            open_moves = [work.ledger.list_open_moves(TEAM, deal, kind) for kind in Kind]
            found = {move.no for moves in open_moves for move in moves}
            assert found == open_move_numbers(ledger, TODAY)
        for no in ledger.moves:
            group = work.ledger.load_group(TEAM, acme(deal=deal), [no])
            assert group == ledger.group_of([no])
        for last in (1, 3, len(ledger.moves) + 1):
            check_part(ledger, work.ledger.load_recent(TEAM, acme(deal=deal), last=last))
        for kind in Kind:
            for states in STATES:
                listed = work.ledger.list_moves(TEAM, deal, kind, states)
                moves = ledger.moves.values()
                assert list(listed) == [m for m in moves if m.kind is kind and m.state in states]
    return ledger


@given(data=st.data())
@settings(made_up, max_examples=8)
def test_what_a_session_keeps_is_what_the_whole_ledger_says(
    store: Store, data: st.DataObject
) -> None:
    services = replace(services_of_nobody(), store=store)
    deal = opened(store)
    with store.work() as work:
        work.roles.save(TEAM, deal, ANA, Role.OWNER)
    ledger = check_kept(store, deal)
    for seq in range(1, 6):
        entry = data.draw(entries(ledger, seq))
        with pytest.raises(RolledBack):
            write(services, deal, entry, keep=False)
        assert check_kept(store, deal) == ledger
        write(services, deal, entry, keep=True)
        ledger = check_kept(store, deal)
        check_sums(services, deal, ledger)
        assert MoveNo(0) not in ledger.moves
