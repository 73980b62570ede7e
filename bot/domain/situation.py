"""What a rule may look at: the sums, the last moves, what is open, and the move or offer about to count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain import wordings
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.ledger import Ledger, by_day
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Plan
from bot.domain.totals import Totals, compute_totals
from bot.domain.trades import Tie
from bot.domain.wordings import Wording


class Occasion(StrEnum):
    """What gives reason to look: something about to count or just counted, or a review of everything."""

    GIVE = "give"
    GET = "get"
    ASK = "ask"
    THEIR_ASK = "their_ask"
    OFFER = "offer"
    REVIEW = "review"


_OF_A_MOVE = {Kind.GIVE: Occasion.GIVE, Kind.GET: Occasion.GET, Kind.ASK: Occasion.ASK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A deal on one day, as much of it as one answer needs.

    `open_gives` are firm gives not fully answered, `open_asks` asks of ours without an answer and `their_asks` those of
    theirs, oldest first (on the way of a command the first few); `recent` the last moves, oldest first. `move` or
    `offer` is what is about to count or just counted, and the sums and lists of moves are those without it; both None
    in a review. `ties` are the ties of `move`, in a review all ties. `left` holds what is unanswered of gives that gets
    answer in part, as far as it is known. `offers` are all that were ever on the table, `offer` among them, where they
    matter. `plan` is None for everyone who may not see it. `said` is what `said_by` tells of `recent`, where somebody
    has looked already.
    """

    deal: Deal
    today: date
    totals: Totals
    open_gives: tuple[Move, ...] = ()
    open_asks: tuple[Move, ...] = ()
    their_asks: tuple[Move, ...] = ()
    loose_gets: tuple[Move, ...] = ()
    recent: tuple[Move, ...] = ()
    move: Move | None = None
    offer: Offer | None = None
    offers: tuple[Offer, ...] = ()
    plan: Plan | None = None
    ties: tuple[Tie, ...] = ()
    left: Mapping[MoveNo, Decimal] = field(default_factory=dict)
    said: Sequence[tuple[Move, frozenset[Wording]]] | None = field(
        default=None, compare=False, repr=False
    )

    @property
    def occasion(self) -> Occasion:
        """What gives reason to look."""
        move = self.move
        if move is None:
            return Occasion.REVIEW if self.offer is None else Occasion.OFFER
        return (
            Occasion.THEIR_ASK if move.kind is Kind.ASK and not move.ours else _OF_A_MOVE[move.kind]
        )

    def cost_of(self, move: Move) -> Decimal | None:
        """The move's cost in the deal's unit; None where it has no figure."""
        return self.deal.yardstick.amount(move.cost, move.on)

    def worth_of(self, move: Move) -> Decimal | None:
        """The move's worth in the deal's unit; None where it has no figure."""
        return self.deal.yardstick.amount(move.worth, move.on)

    def unanswered_cost(self, give: Move) -> Decimal | None:
        """The cost of an open give's unanswered share; None where its cost has no figure."""
        left = self.left.get(give.no)
        return self.cost_of(give) if left is None else left

    def recent_gives(self) -> list[Move]:
        """The last gives that count, oldest first, without the move about to count."""
        no = self.move.no if self.move else None
        return [
            m for m in self.recent if m.kind is Kind.GIVE and m.no != no and m.counts_on(self.today)
        ]

    def bare_give(self) -> Move | None:
        """The move about to count, where it is a give with nothing in return: no tie, no condition, no ask it waits
        for, and not goodwill."""
        move = self.move
        if (
            move is None
            or move.kind is not Kind.GIVE
            or move.has_if
            or move.state not in (State.FIRM, State.DRAFT)
        ):
            return None
        return None if any(t.give == move.no for t in self.ties) else move

    def moves_dealt_with(self) -> frozenset[MoveNo]:
        """Moves that the move about to count does something about: what it is tied to, answers or asks a return for."""
        move = self.move
        if move is None:
            return frozenset()
        return frozenset(
            {
                move.no,
                *([move.ref] if move.ref else ()),
                *(no for t in self.ties for no in (t.give, t.get)),
            }
        )

    def gives_with_open_ask(self) -> frozenset[MoveNo]:
        """Gives whose return is asked for, with a day that has not passed."""
        return frozenset(
            a.ref for a in self.open_asks if a.ref and (a.due is None or a.due >= self.today)
        )

    def place_in_run(self, give: Move) -> int:
        """Which give in a row a bare give is, from 1: our gives since their last move, with this one."""
        theirs = self.totals.theirs
        return 1 if theirs is not None and give.turn < theirs else self.totals.run + 1

    def offers_by(self, *, ours: bool) -> list[Offer]:
        """The offers that one side put on the table, oldest first, without those recorded by mistake."""
        return [o for o in self.offers if o.ours is ours and o.state is not OfferState.VOID]


GONE = frozenset(
    {State.DRAFT, State.VOID, State.LAPSED, State.WITHDRAWN, State.DECLINED, State.TAKEN_BACK}
)
"""States of a move that is not on the table: nothing its words say counts any more, or not yet."""


def said_by(recent: Iterable[Move]) -> Sequence[tuple[Move, frozenset[Wording]]]:
    """The moves on the table, newest first, each with what its words say."""
    stand = [move for move in recent if move.state not in GONE]
    return [(move, wordings.of(move)) for move in reversed(stand)]


def build_situation(
    deal: Deal,
    ledger: Ledger,
    today: date,
    move: Move | None = None,
    *,
    offers: Iterable[Offer] = (),
    plan: Plan | None = None,
    sums: Totals | None = None,
) -> Situation:
    """The whole ledger as a situation: for a review, or for `move` about to be added to it or just added. `sums` are
    those of the whole ledger, where they are at hand."""
    without = ledger if move is None else ledger.without_move(move.no)
    answers = without.open_gives(today)
    ties = ledger.ties if move is None else ledger.ties_of(move.no)
    recent = tuple(sorted(without.moves.values(), key=by_day))
    return Situation(
        deal=deal,
        today=today,
        totals=sums if sums is not None and move is None else compute_totals(without, today),
        open_gives=tuple(a.give for a in answers),
        open_asks=tuple(without.unanswered_asks()),
        their_asks=tuple(without.unanswered_asks(ours=False)),
        loose_gets=tuple(without.loose_gets(today)),
        recent=recent,
        said=said_by(recent) if move is None else None,
        move=move,
        offers=tuple(offers),
        plan=plan,
        ties=tuple(sorted(ties)),
        left={a.give.no: a.left for a in answers if a.left is not None and a.share},
    )
