"""Where a deal stands: the running sums of its ledger, kept so that a move costs the same in a deal of ten thousand.

`standing` computes them from the whole ledger; `advance` adds one new move. Both must agree (a property test).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo, OfferNo
from bot.domain.ledger import Ledger, first_give_of_each_offer, takes_turn
from bot.domain.moves import COUNTED, UNANSWERED, Kind, Move, State
from bot.domain.trades import ZERO

NOTHING_YET = MoveNo(0)
"""Stands for the last move's number where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Running sums in the deal's unit.

    `exposure` is the cost of the unanswered shares of firm gives; `exposure_days` the same times the ordinal of each
    give's day, from which value-days of any day follow. `unfigured` counts open gives whose cost has no figure.
    `run` counts our gives since their last move (`theirs`, with its number), those of one offer as one; `run_offer` is
    the offer that the last recorded of them follows from. `recheck` is the next day on which time alone changes a sum:
    a review of goodwill.
    """

    last: MoveNo = NOTHING_YET
    gives: int = 0
    given: Decimal = ZERO
    given_unfigured: int = 0
    gives_if: int = 0
    gets: int = 0
    got: Decimal = ZERO
    got_unfigured: int = 0
    open_gives: int = 0
    exposure: Decimal = ZERO
    exposure_days: Decimal = ZERO
    unfigured: int = 0
    run: int = 0
    run_cost: Decimal = ZERO
    run_offer: OfferNo | None = None
    theirs: tuple[date, MoveNo] | None = None
    asks: int = 0
    granted: int = 0
    open_asks: int = 0
    drafts: int = 0
    conditional: int = 0
    recheck: date | None = None

    def value_days(self, today: date) -> Decimal:
        """Exposure times age, summed: amount × days."""
        return self.exposure * today.toordinal() - self.exposure_days

    def is_stale(self, today: date) -> bool:
        """Whether time has changed a sum since it was kept."""
        return self.recheck is not None and self.recheck <= today


def compute_totals(ledger: Ledger, today: date) -> Totals:
    """The sums of the whole ledger as of that day."""
    gives, gets, asks = ledger.gives(today), ledger.gets(today), ledger.asks()
    costs = [ledger.yardstick.amount(g.cost, g.on) for g in gives]
    worths = [ledger.yardstick.amount(g.worth, g.on) for g in gets]
    open_ = ledger.open_gives(today)
    theirs = find_their_last_turn(ledger, today)
    run = list(_since(ledger, today, theirs))
    return Totals(
        last=max(ledger.moves, default=NOTHING_YET),
        gives=len(gives),
        given=sum((c for c in costs if c is not None), ZERO),
        given_unfigured=costs.count(None),
        gives_if=sum(g.has_if for g in gives),
        gets=len(gets),
        got=sum((w for w in worths if w is not None), ZERO),
        got_unfigured=worths.count(None),
        open_gives=len(open_),
        exposure=sum((a.left for a in open_ if a.left is not None), ZERO),
        exposure_days=sum(
            (a.left * a.give.since.toordinal() for a in open_ if a.left is not None), ZERO
        ),
        unfigured=sum(a.left is None for a in open_),
        run=len(first_give_of_each_offer(run)),
        run_cost=sum((ledger.yardstick.amount(g.cost, g.on) or ZERO for g in run), ZERO),
        run_offer=max(run, key=attrgetter("no")).offer if run else None,
        theirs=theirs,
        asks=len(asks),
        granted=sum(a.state is State.GRANTED for a in asks),
        open_asks=len(ledger.unanswered_asks()),
        drafts=sum(m.state is State.DRAFT for m in ledger.moves.values()),
        conditional=sum(m.state is State.CONDITIONAL for m in ledger.moves.values()),
        recheck=min(_reviews(ledger, today), default=None),
    )


def is_open(move: Move) -> bool:
    """Whether a move that is not tied to anything is open: a firm give, an unanswered ask, a get not matched yet."""
    if move.kind is Kind.ASK:
        return move.state in UNANSWERED
    return move.state in COUNTED


def open_move_numbers(ledger: Ledger, today: date) -> frozenset[MoveNo]:
    """The open moves of the whole ledger: gives not fully answered, unanswered asks, gets without a tie."""
    gives = (a.give for a in ledger.open_gives(today))
    asks = (a for ours in (True, False) for a in ledger.unanswered_asks(ours=ours))
    return frozenset(m.no for group in (gives, asks, ledger.loose_gets(today)) for m in group)


def _reviews(ledger: Ledger, today: date) -> list[date]:
    goodwill = (m.review for m in ledger.moves.values() if m.state is State.GOODWILL)
    return [review for review in goodwill if review is not None and review > today]


def find_their_last_turn(ledger: Ledger, today: date) -> tuple[date, MoveNo] | None:
    """Day and number of the other side's last move: a get, or an answer to our ask."""
    theirs = (m for m in ledger.moves.values() if m.kind is not Kind.GIVE and takes_turn(m, today))
    return max((m.turn for m in theirs), default=None)


def _since(ledger: Ledger, today: date, theirs: tuple[date, MoveNo] | None) -> Iterable[Move]:
    gives = (m for m in ledger.moves.values() if m.kind is Kind.GIVE and takes_turn(m, today))
    return sorted((g for g in gives if theirs is None or g.turn > theirs), key=attrgetter("turn"))


def add_move_to_totals(before: Totals, move: Move, yardstick: Yardstick) -> Totals:
    """The sums with one new move added: a give without a tie, or an ask.

    A move dated before their last one does not lengthen the run.
    """
    after = replace(before, last=max(before.last, move.no))
    if move.state is State.DRAFT:
        return replace(after, drafts=after.drafts + 1)
    if move.state is State.CONDITIONAL:
        return replace(after, conditional=after.conditional + 1)
    if move.kind is Kind.ASK:
        return (
            replace(after, asks=after.asks + 1, open_asks=after.open_asks + 1)
            if move.ours
            else after
        )
    if move.state is State.GOODWILL:
        return replace(after, recheck=min(filter(None, (after.recheck, move.review)), default=None))
    return _add_firm(after, move, yardstick)


def _add_firm(before: Totals, give: Move, yardstick: Yardstick) -> Totals:
    cost = yardstick.amount(give.cost, give.on)
    known = cost or ZERO
    in_run = not give.has_if and (before.theirs is None or give.turn > before.theirs)
    return replace(
        before,
        gives=before.gives + 1,
        given=before.given + known,
        given_unfigured=before.given_unfigured + (cost is None),
        gives_if=before.gives_if + give.has_if,
        open_gives=before.open_gives + 1,
        exposure=before.exposure + known,
        exposure_days=before.exposure_days + known * give.since.toordinal(),
        unfigured=before.unfigured + (cost is None),
        run=before.run + (in_run and (give.offer is None or give.offer != before.run_offer)),
        run_offer=give.offer if in_run else before.run_offer,
        run_cost=before.run_cost + (known if in_run else ZERO),
    )
