"""A second ledger, written as simply as can be from the entries alone. It shares no code with the first one but the
shapes of what is stored, so that a mistake in the fold or in the sums that are kept cannot hide in both.

It knows what the storm types: gives, asks and gets with a cost or a worth in the deal's currency, edits and undoing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from bot.domain.ids import US
from bot.domain.ledger import Entry
from bot.domain.moves import Move
from bot.domain.totals import Totals

IN_SUMS = ("firm", "promised")
WANTED = ("open", "partly")


@dataclass(slots=True)
class NaiveLedger:
    """Moves by number and ties as pairs of numbers, as they stand after the entries."""

    moves: dict[int, Move] = field(default_factory=dict)
    ties: set[tuple[int, int]] = field(default_factory=set)

    def apply(self, entries: Iterable[Entry]) -> None:
        """Puts what each entry says in the place of what stood there."""
        for entry in sorted(entries, key=lambda entry: entry.seq):
            for move in entry.moves:
                self.moves[int(move.no)] = move
            for tie in entry.untied:
                self.ties.discard((int(tie.give), int(tie.get)))
            for tie in entry.tied:
                self.ties.add((int(tie.give), int(tie.get)))

    def sums(self) -> Mapping[str, object]:
        """The sums that are kept beside a ledger, under the names that they have there."""
        gives, gets = self._in_sums("give"), self._in_sums("get")
        asks = [move for move in self.moves.values() if move.kind == "ask" and move.frm == US]
        left = {no: _amount(move.cost) for no, move in gives.items()}
        costs = [_amount(move.cost) for move in gives.values()]
        worths = [_amount(move.worth) for move in gets.values()]
        # A cost of nothing is open too until something comes back.
        still_open = [left[no] for no in gives if not self._is_tied(no)]
        states = [move.state.value for move in self.moves.values()]
        return {
            "last": max(self.moves, default=0),
            "gives": len(gives),
            "given": sum((cost for cost in costs if cost is not None), Fraction()),
            "given_unfigured": costs.count(None),
            "gets": len(gets),
            "got": sum((worth for worth in worths if worth is not None), Fraction()),
            "got_unfigured": worths.count(None),
            "open_gives": len(still_open),
            "exposure": sum((cost for cost in still_open if cost is not None), Fraction()),
            "open_asks": sum(move.state.value in WANTED for move in asks),
            "drafts": states.count("draft"),
            "conditional": states.count("conditional"),
        }

    def _in_sums(self, kind: str) -> dict[int, Move]:
        return {
            no: move
            for no, move in self.moves.items()
            if move.kind.value == kind and move.state.value in IN_SUMS
        }

    def _is_tied(self, give: int) -> bool:
        gets = self._in_sums("get")
        return any(one == give and get in gets for one, get in self.ties)


def _amount(worth: object) -> Fraction | None:
    amount = getattr(worth, "amount", None)
    return Fraction(amount) if isinstance(amount, Decimal) else None


def compare_with_kept(entries: Iterable[Entry], kept: Totals) -> list[str]:
    """The names of the sums that are kept otherwise than this ledger has them. Where gets answer only a part of a give
    nothing is said of the exposure: how that is shared out is the first ledger's own."""
    ledger = NaiveLedger()
    ledger.apply(entries)
    sums = ledger.sums()
    compared = dict(sums)
    if ledger.ties:
        for name in ("open_gives", "exposure"):
            del compared[name]
    return [name for name, value in compared.items() if _plain(getattr(kept, name)) != value]


def _plain(value: object) -> object:
    return Fraction(value) if isinstance(value, Decimal) else value
