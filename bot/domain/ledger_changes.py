"""What one entry of a ledger will say, before it is one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.commitments import Commitment
from bot.domain.deals import Lifecycle
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.trades import Tie

STATES_OF_NEW = frozenset({State.DRAFT, State.CONDITIONAL, State.FIRM, State.GOODWILL, State.OPEN})
"""States in which moves are recorded; `add_move_to_totals` knows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChange:
    """What one entry will say: moves as they stand after it, those that stood before, ties made and undone."""

    verb: Verb
    moves: tuple[Move, ...]
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()
    offers: tuple[Offer, ...] = ()
    offers_before: tuple[Offer, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    commitments_before: tuple[Commitment, ...] = ()
    lifecycle: Lifecycle | None = None
    """What the deal is called, who has agreed and how it ended, where the entry changes that."""
    why: str = ""

    @property
    def adds_only(self) -> bool:
        """Whether it only adds gives and asks that are tied to nothing, so that the sums can be carried on without the
        whole ledger."""
        # A get that counts ends a run of our gives, wherever its day puts it.
        if self.before or self.tied or self.untied:
            return False
        return all(move.state in STATES_OF_NEW and not _is_counted_get(move) for move in self.moves)

    @property
    def brings_a_get(self) -> bool:
        """Whether a get counts after it that did not count before."""
        counted = {move.no for move in self.before if _is_counted_get(move)}
        return any(_is_counted_get(move) and move.no not in counted for move in self.moves)


def _is_counted_get(move: Move) -> bool:
    return move.kind is Kind.GET and move.state in COUNTED


def renumber_new_moves(change: LedgerChange, last: MoveNo, now_last: MoveNo) -> LedgerChange:
    """The change with other numbers for its new moves: those above `last`, which was the deal's last move when the
    change was made. They follow `now_last`."""
    if now_last == last:
        return change
    numbers = {
        move.no: MoveNo(move.no + now_last - last) for move in change.moves if move.no > last
    }
    return replace(
        change,
        moves=tuple(_renumber_move(move, numbers) for move in change.moves),
        tied=tuple(_renumber_tie(tie, numbers) for tie in change.tied),
        commitments=tuple(_renumber_commitment(each, numbers) for each in change.commitments),
    )


def _renumber_move(move: Move, numbers: Mapping[MoveNo, MoveNo]) -> Move:
    return replace(
        move,
        no=numbers.get(move.no, move.no),
        ref=None if move.ref is None else numbers.get(move.ref, move.ref),
        also=tuple(numbers.get(no, no) for no in move.also),
    )


def _renumber_tie(tie: Tie, numbers: Mapping[MoveNo, MoveNo]) -> Tie:
    return Tie(give=numbers.get(tie.give, tie.give), get=numbers.get(tie.get, tie.get))


def _renumber_commitment(commitment: Commitment, numbers: Mapping[MoveNo, MoveNo]) -> Commitment:
    if commitment.source is None:
        return commitment
    return replace(commitment, source=numbers.get(commitment.source, commitment.source))
