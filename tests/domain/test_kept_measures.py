"""What the ledger's page adds up, carried on over any entries, is what the whole ledger says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.deals import Deal
from bot.domain.ids import MoveNo, OfferNo
from bot.domain.ledger import Entry, Ledger
from bot.domain.measures.kept import (
    ChangedMoves,
    MovesAround,
    carry_on,
    keep_measures,
    list_changed_moves,
    takes_place,
)
from bot.domain.measures.picture import (
    LogMeasures,
    compute_outline,
    read_log_measures,
)
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.totals import compute_totals
from bot.domain.totals_change import WholeLedgerNeeded
from tests.domain.test_standing import TODAY, ledgers
from tests.domain.test_totals_change import undo
from tests.examples import number_of_examples
from tests.strategies import deals, entries


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundInMemory(MovesAround):
    """The moves around those that changed, in a ledger at hand."""

    ledger: Ledger
    changed: frozenset[MoveNo]

    def find_day_of_get(self, day: date, *, earlier: bool) -> date | None:
        days = [
            move.since for move in self._others() if move.kind is Kind.GET and move.state in COUNTED
        ]
        if earlier:
            return max((each for each in days if each < day), default=None)
        return min((each for each in days if each > day), default=None)

    def list_turns(self, first: date | None, last: date | None) -> Iterable[Move]:
        for move in self._others():
            day = move.turn[0]
            is_within = (first is None or day >= first) and (last is None or day <= last)
            if takes_place(move) and is_within:
                yield move

    def follows_offer_after(self, no: MoveNo) -> bool:
        return any(m.offer is not None and m.no > no for m in self.ledger.moves.values())

    def _others(self) -> list[Move]:
        return [move for move in self.ledger.moves.values() if move.no not in self.changed]


def is_telling(move: Move, ties: int) -> bool:
    """Whether there is something of interest to the test."""
    return ties > 1 or move.state is State.TAKEN_BACK


def changed_by(ledger: Ledger, new: Sequence[Entry]) -> ChangedMoves:
    numbers, recorded, before = list_changed_moves(new)
    after = {no: ledger.moves[no] for no in numbers}
    # What was only tied stands as it did.
    known = {no: before.get(no, after[no]) for no in numbers - recorded}
    return ChangedMoves(
        before=known, after=after, ties={no: len(ledger.ties_of(no)) for no in numbers}
    )


def check_carried(was: Ledger, new: Sequence[Entry]) -> bool:
    """Holds the sums after those entries to the whole ledger; whether they were carried on."""
    now = was.after(*new)
    changed = changed_by(now, new)
    around = AroundInMemory(ledger=now, changed=frozenset(changed.after))
    try:
        carried = carry_on(
            keep_measures(was, is_telling), changed, around, now.yardstick, is_telling
        )
    except WholeLedgerNeeded:
        return False
    assert carried == keep_measures(now, is_telling)
    return True


@settings(max_examples=number_of_examples(300), deadline=None)
@given(ledgers(), st.data())
def test_what_is_carried_on_over_any_entries_is_what_the_whole_ledger_says(
    ledger: Ledger, data: st.DataObject
) -> None:
    offers = st.sampled_from([None, None, None, OfferNo(1), OfferNo(2)])
    now, new = ledger, []
    for seq in range(1, 6):
        entry = data.draw(entries(now, seq))
        entry = replace(
            entry, moves=tuple(replace(m, offer=data.draw(offers)) for m in entry.moves)
        )
        new += [entry, undo(now, entry)] if data.draw(st.booleans()) else [entry]
        now = ledger.after(*new)
    check_carried(ledger, new)


def test_most_entries_need_no_whole_ledger() -> None:
    carried: list[bool] = []

    @settings(max_examples=60, deadline=None, database=None)
    @given(ledgers(), st.data())
    def look(ledger: Ledger, data: st.DataObject) -> None:
        carried.append(check_carried(ledger, [data.draw(entries(ledger))]))

    look()
    assert carried.count(True) > len(carried) / 2


@settings(max_examples=number_of_examples(200), deadline=None)
@given(ledgers(), deals())
def test_what_the_page_says_from_the_sums_is_what_the_whole_ledger_says(
    ledger: Ledger, deal: Deal
) -> None:
    deal = replace(deal, yardstick=ledger.yardstick)
    totals, kept = compute_totals(ledger, TODAY), keep_measures(ledger, is_telling)
    said = read_log_measures(totals, kept, ledger, deal, TODAY)
    outline = compute_outline(ledger, deal, TODAY)
    for field in fields(LogMeasures):
        if field.name not in ("bids", "lag"):
            assert getattr(said, field.name) == getattr(outline, field.name)
    assert (said.bids.count, said.bids.cost) == (outline.bids.count, outline.bids.cost)
    assert said.lag.theirs == outline.lag.theirs
    assert said.lag.their_replies == outline.lag.their_replies
