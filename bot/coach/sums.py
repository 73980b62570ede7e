"""The sums of a deal after an entry, without reading its whole ledger where that can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.coach.records import LATEST_TURNS
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import Totals, compute_totals, open_move_numbers
from bot.domain.totals_change import ChangedPart, OtherMoves, WholeLedgerNeeded, change_totals

if TYPE_CHECKING:
    from bot.coach.context import DealSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SumsAfter:
    """The totals after an entry, and the moves that are open then: all of them, or those `among` some. `whole` is the
    ledger after the entry, where it was read."""

    totals: Totals
    open_moves: frozenset[MoveNo]
    among: frozenset[MoveNo] | None
    whole: Ledger | None


def work_out_sums(session: "DealSession", entry: Entry) -> SumsAfter:
    """What an entry makes of the deal's sums."""
    today = session.by.today
    numbers = {move.no for move in entry.moves}
    numbers.update(no for tie in (*entry.tied, *entry.untied) for no in (tie.give, tie.get))
    # A new move has no row and no tie yet, so that there is nothing to look up.
    old = session.load_group(no for no in numbers if no <= session.snapshot.totals.last)
    part = ChangedPart(old=old, new=old.after(entry), today=today)
    others = _OtherMovesOfDeal(session=session, numbers=part.numbers)
    try:
        totals = change_totals(session.snapshot.totals, part, others, session.deal.yardstick)
    except WholeLedgerNeeded:
        ledger = session.ledger.after(entry)
        return SumsAfter(
            totals=compute_totals(ledger, today),
            open_moves=open_move_numbers(ledger, today),
            among=None,
            whole=ledger,
        )
    return SumsAfter(
        totals=totals,
        open_moves=part.open_moves(),
        among=part.numbers,
        whole=session.ledger.after(entry) if session.has_whole_ledger else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _OtherMovesOfDeal(OtherMoves):
    """The moves of a deal but for those with some numbers, looked up as they are asked for."""

    session: "DealSession"
    numbers: frozenset[MoveNo]

    def find_last_turn(self) -> tuple[date, MoveNo] | None:
        work, by, deal = self.session.work, self.session.by, self.session.deal
        turns = []
        for latest in work.ledger.list_latest_turns(by.team, deal.id):
            outside = [move.turn for move in latest if move.no not in self.numbers]
            last = max(outside, default=None)
            if len(latest) == LATEST_TURNS and (last is None or last[0] == latest[-1].turn[0]):
                # There may be a later one among those of that day that were not read.
                raise WholeLedgerNeeded
            turns += outside
        return max(turns, default=None)

    def list_gives_from(self, day: date | None) -> Iterable[Move]:
        work, by, deal = self.session.work, self.session.by, self.session.deal
        gives = work.ledger.list_moves(by.team, deal.id, Kind.GIVE, {State.FIRM}, since=day)
        return [give for give in gives if give.no not in self.numbers]
