"""What a rule may look at: the sums, the last moves, what is open, and the move about to count."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.moves import Kind, Move
from bot.domain.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A deal on one day, as much of it as one answer needs.

    `open_gives` are firm gives not fully answered and `open_asks` asks of ours without an answer, oldest first (on
    the way of a command the first few); `recent` the last moves, oldest first. `move` is the move about to count or
    just counted; None in a review.
    """

    deal: Deal
    today: date
    standing: Standing
    open_gives: tuple[Move, ...] = ()
    open_asks: tuple[Move, ...] = ()
    loose_gets: tuple[Move, ...] = ()
    recent: tuple[Move, ...] = ()
    move: Move | None = None

    def cost(self, move: Move) -> Decimal | None:
        """The move's cost in the deal's unit; None where it has no figure."""
        return self.deal.yardstick.amount(move.cost, move.on)

    def recent_gives(self) -> list[Move]:
        """The last gives that count, oldest first, without the move about to count."""
        no = self.move.no if self.move else None
        return [m for m in self.recent if m.kind is Kind.GIVE and m.no != no and m.counts(self.today)]
