"""Where a deal stands: the running sums of its ledger, kept so that a move costs the same in a deal
of ten thousand.

`compute_totals` works them out from the whole ledger, `add_move_to_totals` adds one new move. Both
must agree; a property test holds them to it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo, OfferNo
from bot.domain.ledger import GiveBalance, Ledger, first_give_of_each_offer, takes_turn
from bot.domain.moves import COUNTED, UNANSWERED, Kind, Move, State
from bot.domain.trades import ZERO
from bot.domain.worth import sum_known

NOTHING_YET = MoveNo(0)
"""Stands for the last move's number where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Running sums in the deal's unit.

    `exposure` is the cost of the unanswered shares of firm gives; `exposure_days` the same times
    the ordinal of each give's day, from which value-days of any day follow. `unfigured` counts open
    gives whose cost has no figure. `run` counts our gives since their last move (`theirs`, with its
    number), those of one offer as one; `run_offer` is the offer that the last recorded of them
    follows from. `recheck` is the next day on which time alone changes a sum: a review of goodwill.
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
    costs = [ledger.yardstick.amount(give.cost, give.on) for give in gives]
    worths = [ledger.yardstick.amount(get.worth, get.on) for get in gets]
    open_gives = ledger.open_gives(today)
    theirs = find_their_last_turn(ledger, today)
    run = _gives_after(ledger, today, theirs)
    states = Counter(move.state for move in ledger.moves.values())
    return Totals(
        last=max(ledger.moves, default=NOTHING_YET),
        gives=len(gives),
        given=sum_known(costs),
        given_unfigured=costs.count(None),
        gives_if=sum(give.has_if for give in gives),
        gets=len(gets),
        got=sum_known(worths),
        got_unfigured=worths.count(None),
        open_gives=len(open_gives),
        exposure=sum_known(answer.left for answer in open_gives),
        exposure_days=sum_known(map(_left_times_day, open_gives)),
        unfigured=sum(answer.left is None for answer in open_gives),
        run=len(first_give_of_each_offer(run)),
        run_cost=sum_known(ledger.yardstick.amount(give.cost, give.on) for give in run),
        run_offer=max(run, key=attrgetter("no")).offer if run else None,
        theirs=theirs,
        asks=len(asks),
        granted=sum(ask.state is State.GRANTED for ask in asks),
        open_asks=len(ledger.unanswered_asks()),
        drafts=states[State.DRAFT],
        conditional=states[State.CONDITIONAL],
        recheck=min(_reviews_to_come(ledger, today), default=None),
    )


def _left_times_day(answer: GiveBalance) -> Decimal | None:
    """What is unanswered of a give, times the ordinal of its day; None where it has no figure."""
    if answer.left is None:
        return None
    return answer.left * answer.give.since.toordinal()


def is_open(move: Move) -> bool:
    """Whether a move that is not tied to anything is open: a firm give, an unanswered ask, a get
    not matched yet."""
    states = UNANSWERED if move.kind is Kind.ASK else COUNTED
    return move.state in states


def open_move_numbers(ledger: Ledger, today: date) -> frozenset[MoveNo]:
    """The open moves of the whole ledger: gives not fully answered, unanswered asks, gets without a
    tie."""
    moves = [
        *(answer.give for answer in ledger.open_gives(today)),
        *ledger.unanswered_asks(ours=True),
        *ledger.unanswered_asks(ours=False),
        *ledger.loose_gets(today),
    ]
    return frozenset(move.no for move in moves)


def _reviews_to_come(ledger: Ledger, today: date) -> list[date]:
    goodwill = [move for move in ledger.moves.values() if move.state is State.GOODWILL]
    reviews = [give.review for give in goodwill if give.review is not None]
    return [review for review in reviews if review > today]


def find_their_last_turn(ledger: Ledger, today: date) -> tuple[date, MoveNo] | None:
    """Day and number of the other side's last move: a get, or an answer to our ask."""
    turns = [
        move.turn
        for move in ledger.moves.values()
        if move.kind is not Kind.GIVE and takes_turn(move, today)
    ]
    return max(turns, default=None)


def _gives_after(ledger: Ledger, today: date, theirs: tuple[date, MoveNo] | None) -> Sequence[Move]:
    """Our gives that take a turn after their last move, oldest first; all where they made none."""
    gives = [
        move for move in ledger.moves.values() if move.kind is Kind.GIVE and takes_turn(move, today)
    ]
    if theirs is not None:
        gives = [give for give in gives if give.turn > theirs]
    return sorted(gives, key=attrgetter("turn"))


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
        return _add_ask(after, move)
    if move.state is State.GOODWILL:
        reviews = [day for day in (after.recheck, move.review) if day is not None]
        return replace(after, recheck=min(reviews, default=None))
    return _add_firm_give(after, move, yardstick)


def _add_ask(before: Totals, ask: Move) -> Totals:
    if not ask.ours:
        return before
    return replace(before, asks=before.asks + 1, open_asks=before.open_asks + 1)


def _add_firm_give(before: Totals, give: Move, yardstick: Yardstick) -> Totals:
    cost = yardstick.amount(give.cost, give.on)
    known = cost or ZERO
    after = replace(
        before,
        gives=before.gives + 1,
        given=before.given + known,
        given_unfigured=before.given_unfigured + (cost is None),
        gives_if=before.gives_if + give.has_if,
        open_gives=before.open_gives + 1,
        exposure=before.exposure + known,
        exposure_days=before.exposure_days + known * give.since.toordinal(),
        unfigured=before.unfigured + (cost is None),
    )
    # What was given before their last move, but recorded after it, had its answer already.
    is_before_theirs = before.theirs is not None and give.turn <= before.theirs
    if give.has_if or is_before_theirs:
        return after
    # Gives that follow from one offer are one move of ours.
    is_same_offer = give.offer is not None and give.offer == before.run_offer
    return replace(
        after,
        run=after.run + (not is_same_offer),
        run_offer=give.offer,
        run_cost=after.run_cost + known,
    )
