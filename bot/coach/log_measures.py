"""What the page of a long ledger says of all its moves: kept as of some entry, and carried on from there whenever it is
asked for. Of a deal with few moves nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256

from bot.coach.ports.store import UnitOfWork
from bot.coach.records import GETS_LOOKED_AT, LAST_MOVES, KeptLog
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.matching import longest_months
from bot.domain.measures.kept import (
    ChangedMoves,
    KeptMeasures,
    MovesAround,
    carry_on,
    keep_measures,
    list_changed_moves,
)
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.rules.worded import NOT_ON_THE_TABLE
from bot.domain.totals_change import WholeLedgerNeeded
from bot.language.wordings import WORDINGS

KEPT_EVERY = 100
"""Entries from one keeping to the next. Whoever looks reads those since, and whoever writes the last of them pays for
the next: with one in a hundred it is hardly ever the slow one."""
MOST_BEHIND = 4 * KEPT_EVERY
"""Entries from which on the whole ledger is read sooner than what they changed."""


def measure_log(work: UnitOfWork, deal: Deal, entries: int) -> KeptMeasures:
    """The sums over the whole ledger, which holds so many entries."""
    kept = work.log_measures.find(deal.team, deal.id)
    if kept is not None and kept.basis == describe_basis(deal):
        if kept.seq == entries:
            return kept.measures
        if 0 < entries - kept.seq <= MOST_BEHIND:
            try:
                return _carry_on(work, deal, kept, entries)
            except WholeLedgerNeeded:
                pass
    ledger = replace(work.ledger.load(deal.team, deal.id), yardstick=deal.yardstick)
    return keep_measures(ledger, partial(is_telling, deal))


def keep_log_measures(work: UnitOfWork, deal: Deal, entries: int, last: MoveNo) -> None:
    """Keeps the sums of a long ledger now and then; `entries` are those there are with the one just written."""
    if entries % KEPT_EVERY == 0 and last >= LAST_MOVES:
        measures = measure_log(work, deal, entries)
        kept = KeptLog(seq=entries, basis=describe_basis(deal), measures=measures)
        work.log_measures.save(deal.team, deal.id, kept)


def describe_basis(deal: Deal) -> str:
    """What the sums follow from beside the entries: another unit or rate, other thresholds, other words to look for."""
    policy = deal.policy
    basis = (deal.yardstick, policy.long_months, policy.shared_get, WORDINGS.fingerprint)
    return sha256(repr(basis).encode()).hexdigest()


def _carry_on(work: UnitOfWork, deal: Deal, kept: KeptLog, entries: int) -> KeptMeasures:
    new = work.ledger.list_entries(deal.team, deal.id, last=entries - kept.seq)
    numbers, recorded, before = list_changed_moves(new)
    group = work.ledger.load_group(deal.team, deal, numbers)
    after = {no: group.moves[no] for no in numbers}
    changed = ChangedMoves(
        # What was only tied stands as it did.
        before={no: before.get(no, after[no]) for no in numbers - recorded},
        after=after,
        ties={no: len(group.ties_of(no)) for no in numbers},
    )
    around = _AroundInStore(work=work, deal=deal, changed=numbers)
    return carry_on(kept.measures, changed, around, deal.yardstick, partial(is_telling, deal))


@dataclass(frozen=True, slots=True, kw_only=True)
class _AroundInStore(MovesAround):
    """The moves of a deal but for the changed ones, looked up as they are asked for."""

    work: UnitOfWork
    deal: Deal
    changed: frozenset[MoveNo]

    def find_day_of_get(self, day: date, *, earlier: bool) -> date | None:
        nearest = self.work.log_measures.list_nearest_gets(
            self.deal.team, self.deal.id, day, earlier=earlier
        )
        for on, no in nearest:
            if no not in self.changed:
                return on
        if len(nearest) == GETS_LOOKED_AT:
            # There may be one beyond those that were read.
            raise WholeLedgerNeeded
        return None

    def list_turns(self, first: date | None, last: date | None) -> Iterable[Move]:
        turns = self.work.log_measures.list_turns(self.deal.team, self.deal.id, first, last)
        return [move for move in turns if move.no not in self.changed]

    def follows_offer_after(self, no: MoveNo) -> bool:
        numbers = self.work.move_pages.list_numbers_of_offers(self.deal.team, self.deal.id)
        return any(other > no for other in numbers)


def is_telling(deal: Deal, move: Move, ties: int) -> bool:
    """Whether a rule may have something to say of a move however old it is: by its words, by figures of nil, as taken
    back, or because it answers much. Rather one too many, since the rules look again."""
    if move.state is State.TAKEN_BACK:
        return True
    if move.state in NOT_ON_THE_TABLE:
        return False
    if WORDINGS.find_in_move(move) or longest_months(move.what) >= deal.policy.long_months:
        return True
    if move.kind is Kind.GIVE:
        # A discount for a reference says so in the ask that it waits for.
        return move.ref is not None
    if move.kind is Kind.ASK or move.state not in COUNTED:
        return False
    figures = (deal.yardstick.amount(figure, move.on) for figure in (move.cost, move.worth))
    return ties >= deal.policy.shared_get or 0 in [*figures]
