"""The sums carried on from entry to entry are those of the whole ledger, whatever was entered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import MoveNo, OfferNo
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import compute_totals, find_their_last_turn, open_move_numbers
from bot.domain.totals_change import ChangedPart, OtherMoves, WholeLedgerNeeded, change_totals
from tests.domain.test_standing import TODAY, ledgers
from tests.examples import number_of_examples
from tests.strategies import entries


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersInMemory(OtherMoves):
    """What is outside of a part of a ledger at hand."""

    ledger: Ledger
    part: ChangedPart

    def find_last_turn(self) -> tuple[date, MoveNo] | None:
        return find_their_last_turn(Ledger(self._outside(), yardstick=self.ledger.yardstick), TODAY)

    def list_gives_from(self, day: date | None) -> Iterable[Move]:
        gives = [move for move in self._outside().values() if move.kind is Kind.GIVE]
        return [give for give in gives if day is None or give.since >= day]

    def _outside(self) -> dict[MoveNo, Move]:
        moves = self.ledger.moves
        return {no: move for no, move in moves.items() if no not in self.part.numbers}


def part_of(ledger: Ledger, entry: Entry) -> ChangedPart:
    numbers = {move.no for move in entry.moves}
    numbers.update(no for tie in (*entry.tied, *entry.untied) for no in (tie.give, tie.get))
    old = ledger.group_of(numbers)
    return ChangedPart(old=old, new=old.after(entry), today=TODAY)


def undo(ledger: Ledger, entry: Entry) -> Entry:
    """The entry that takes one back: what was there is as it was, what was new is void."""
    known = {move.no for move in entry.before}
    void = [replace(m, state=State.VOID) for m in entry.moves if m.no not in known]
    return replace(
        entry,
        verb=Verb.UNDONE,
        moves=(*entry.before, *void),
        before=entry.moves,
        tied=tuple(tie for tie in entry.untied if tie not in ledger.ties),
        untied=entry.tied,
    )


def check_step(ledger: Ledger, entry: Entry) -> bool:
    """Holds one entry to the whole ledger; whether its sums were carried on."""
    after, part = ledger.after(entry), part_of(ledger, entry)
    before_open = open_move_numbers(ledger, TODAY) - part.numbers
    assert before_open | part.open_moves() == open_move_numbers(after, TODAY)
    before = compute_totals(ledger, TODAY)
    try:
        carried = change_totals(
            before, part, OthersInMemory(ledger=ledger, part=part), ledger.yardstick
        )
    except WholeLedgerNeeded:
        return False
    assert carried == compute_totals(after, TODAY)
    return True


def in_offers(data: st.DataObject, entry: Entry) -> Entry:
    """The entry with some of its gives following from offers."""
    offers = st.sampled_from([None, None, OfferNo(1), OfferNo(2)])
    return replace(entry, moves=tuple(replace(m, offer=data.draw(offers)) for m in entry.moves))


@settings(max_examples=number_of_examples(300), deadline=None)
@given(ledgers(), st.data())
def test_sums_carried_on_over_any_entry_are_those_of_the_whole_ledger(
    ledger: Ledger, data: st.DataObject
) -> None:
    for seq in range(1, 5):
        entry = in_offers(data, data.draw(entries(ledger, seq)))
        check_step(ledger, entry)
        back = undo(ledger, entry)
        check_step(ledger.after(entry), back)
        ledger = ledger.after(entry) if data.draw(st.booleans()) else ledger.after(entry, back)


def test_most_entries_need_no_whole_ledger() -> None:
    carried: list[bool] = []

    @settings(max_examples=60, deadline=None, database=None)
    @given(ledgers(), st.data())
    def look(ledger: Ledger, data: st.DataObject) -> None:
        carried.append(check_step(ledger, data.draw(entries(ledger))))

    look()
    assert carried.count(True) > len(carried) / 2
