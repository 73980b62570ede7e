"""The sums of a ledger after an entry, worked out from what the entry changes alone.

What a give or a get adds to the sums follows from itself and from what it is tied to. So the sums after an entry are
those before it, without what its moves and all that ties connect to them added until now, and with what they add
afterwards. `compute_totals` of the whole ledger says the same; property tests hold both to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Protocol, TypeVar

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.ledger import Ledger, first_give_of_each_offer, takes_turn
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import Totals, compute_totals, open_move_numbers
from bot.domain.worth import sum_known

EXACT_BELOW = Decimal(10) ** 20
"""Sums below this are exact in any order of adding up: the smallest part has six decimals."""

Number = TypeVar("Number", int, Decimal)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPart:
    """The moves of an entry with all that ties connect to them, before the entry and after it, as they count today."""

    old: Ledger
    new: Ledger
    today: date

    @property
    def numbers(self) -> frozenset[MoveNo]:
        """All moves in it."""
        return frozenset(self.new.moves)

    def open_moves(self) -> frozenset[MoveNo]:
        """Those that are open after the entry."""
        return open_move_numbers(self.new, self.today)


class WholeLedgerNeeded(Exception):
    """Only the whole ledger tells the sums after this entry."""


class OtherMoves(Protocol):
    """What is outside of the changed part, looked up only where it matters."""

    def find_last_turn(self) -> tuple[date, MoveNo] | None:
        """The place of the other side's last move. Raises `WholeLedgerNeeded`."""

    def list_gives_from(self, day: date | None) -> Iterable[Move]:
        """Our firm gives that count from that day or later; without a day all of them."""


def change_totals(
    before: Totals, part: ChangedPart, others: OtherMoves, yardstick: Yardstick
) -> Totals:
    """The sums after an entry. Raises `WholeLedgerNeeded`."""
    if _has_goodwill(part):
        # It counts from its review day on, so what it added to the kept sums depends on when they were kept.
        raise WholeLedgerNeeded
    old, new = compute_totals(part.old, part.today), compute_totals(part.new, part.today)
    after = _replace_part(before, old, new)
    if max(after.given, after.got, after.exposure_days, before.exposure_days) >= EXACT_BELOW:
        raise WholeLedgerNeeded
    theirs = _find_their_last_turn(before, old, new, others)
    if theirs == before.theirs and not _needs_run(before, part, theirs):
        added = _list_run(part.new, part.today, theirs)
        kept = _list_run(part.old, part.today, theirs)
        return replace(
            after,
            run=before.run + len(added) - len(kept),
            run_cost=before.run_cost + _sum_costs(added, yardstick) - _sum_costs(kept, yardstick),
        )
    gives = [
        *others.list_gives_from(None if theirs is None else theirs[0]),
        *part.new.moves.values(),
    ]
    run = _pick_run(gives, part.today, theirs)
    return replace(
        after,
        theirs=theirs,
        run=len(first_give_of_each_offer(run)),
        run_cost=_sum_costs(run, yardstick),
        run_offer=max(run, key=attrgetter("no")).offer if run else None,
    )


def _has_goodwill(part: ChangedPart) -> bool:
    moves = (*part.old.moves.values(), *part.new.moves.values())
    return any(move.state is State.GOODWILL for move in moves)


def _replace_part(before: Totals, old: Totals, new: Totals) -> Totals:
    """The sums with what a part added to them replaced."""

    def change(total: Number, was: Number, now: Number) -> Number:
        return total - was + now

    return replace(
        before,
        last=max(before.last, new.last),
        gives=change(before.gives, old.gives, new.gives),
        given=change(before.given, old.given, new.given),
        given_unfigured=change(before.given_unfigured, old.given_unfigured, new.given_unfigured),
        gives_if=change(before.gives_if, old.gives_if, new.gives_if),
        gets=change(before.gets, old.gets, new.gets),
        got=change(before.got, old.got, new.got),
        got_unfigured=change(before.got_unfigured, old.got_unfigured, new.got_unfigured),
        open_gives=change(before.open_gives, old.open_gives, new.open_gives),
        exposure=change(before.exposure, old.exposure, new.exposure),
        exposure_days=change(before.exposure_days, old.exposure_days, new.exposure_days),
        unfigured=change(before.unfigured, old.unfigured, new.unfigured),
        asks=change(before.asks, old.asks, new.asks),
        granted=change(before.granted, old.granted, new.granted),
        open_asks=change(before.open_asks, old.open_asks, new.open_asks),
        drafts=change(before.drafts, old.drafts, new.drafts),
        conditional=change(before.conditional, old.conditional, new.conditional),
    )


def _find_their_last_turn(
    before: Totals, old: Totals, new: Totals, others: OtherMoves
) -> tuple[date, MoveNo] | None:
    is_in_part = before.theirs is not None and before.theirs == old.theirs
    turns = [turn for turn in (before.theirs, new.theirs) if turn is not None]
    last = max(turns, default=None)
    if not is_in_part or (new.theirs is not None and new.theirs == last):
        return last
    # Their last move is no longer one: another of theirs, from before, is the last now.
    outside = others.find_last_turn()
    left = [turn for turn in (outside, new.theirs) if turn is not None]
    return max(left, default=None)


def _needs_run(before: Totals, part: ChangedPart, theirs: tuple[date, MoveNo] | None) -> bool:
    """Whether the run of our gives has to be looked at as a whole: what follows from one offer counts once in it, and
    a give that leaves it may have been the last of an offer."""
    was = _list_run(part.old, part.today, theirs)
    now = _list_run(part.new, part.today, theirs)
    if before.run_offer is not None or any(give.offer is not None for give in (*was, *now)):
        return True
    return not {give.no for give in was} <= {give.no for give in now}


def _list_run(ledger: Ledger, today: date, theirs: tuple[date, MoveNo] | None) -> Sequence[Move]:
    return _pick_run(ledger.moves.values(), today, theirs)


def _pick_run(moves: Iterable[Move], today: date, theirs: tuple[date, MoveNo] | None) -> list[Move]:
    """Our gives that take a turn after their last move."""
    gives = [move for move in moves if move.kind is Kind.GIVE and takes_turn(move, today)]
    return [give for give in gives if theirs is None or give.turn > theirs]


def _sum_costs(gives: Iterable[Move], yardstick: Yardstick) -> Decimal:
    return sum_known(yardstick.amount(give.cost, give.on) for give in gives)
