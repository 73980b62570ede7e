"""How even the exchange looks, from our chair and, as an estimate, from theirs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Yardstick
from bot.domain.ledger import Ledger, memoize_on_ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import ZERO
from bot.domain.worth import Figure, Worth

LEAST_GIVES = 2
"""No ratio from fewer gives than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount in the deal's unit and how many moves without a figure are not in it: "12k + 2
    without a figure".

    `figured` counts the moves that are in it, `estimate` says that one of them is an estimate.
    """

    amount: Decimal = ZERO
    figured: int = 0
    unfigured: int = 0
    estimate: bool = False

    @property
    def known(self) -> bool:
        """Whether it says anything: there is nothing to add up, or something of it has a figure."""
        return bool(self.figured) or not self.unfigured


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A ratio, plain. `unfigured` moves had no figure and are not in it."""

    value: Decimal
    unfigured: int = 0
    estimate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion:
    """So many of so many; `ratio` 0.. is None below `least` in all."""

    part: int
    whole: int
    least: int = 1

    @property
    def ratio(self) -> Decimal | None:
        """The part as a share of the whole."""
        if self.whole < max(self.least, 1):
            return None
        return Decimal(self.part) / self.whole


class FigureOf(StrEnum):
    """Which of the two figures of a move is meant."""

    COST = "cost"
    WORTH = "worth"


COST, WORTH = FigureOf


def _figure(move: Move, of: FigureOf) -> Worth | None:
    return move.cost if of is COST else move.worth


def amount_of(move: Move, of: FigureOf, yardstick: Yardstick) -> Decimal | None:
    """A move's cost or worth in the deal's unit."""
    return yardstick.amount(_figure(move, of), move.on)


def _sum_figures(moves: Iterable[Move], of: FigureOf, yardstick: Yardstick) -> Sum:
    total, figured, unfigured, estimate = ZERO, 0, 0, False
    for move in moves:
        amount = amount_of(move, of, yardstick)
        if amount is None:
            unfigured += 1
            continue
        total += amount
        figured += 1
        estimate = estimate or _is_estimate(_figure(move, of), yardstick)
    return Sum(
        amount=total,
        figured=figured,
        unfigured=unfigured,
        estimate=estimate,
    )


def _is_estimate(worth: Worth | None, yardstick: Yardstick) -> bool:
    """Whether a figure is an estimate: said so, a range, a size, or turned into the deal's unit at
    a rate."""
    if not isinstance(worth, Figure):
        return worth is not None
    is_converted = worth.unit not in ("", yardstick.unit)
    return worth.estimate or is_converted


@memoize_on_ledger
def sum_given_cost(ledger: Ledger, today: date) -> Sum:
    """Σ_G c: what our gives that count cost us, in the deal's unit."""
    return _sum_figures(ledger.gives(today), COST, ledger.yardstick)


def is_estimated(figure: Worth, on: date, yardstick: Yardstick) -> bool:
    """Whether a sum that holds this figure of that day is an estimate; one without an amount is in no sum."""
    return yardstick.amount(figure, on) is not None and _is_estimate(figure, yardstick)


@memoize_on_ledger
def sum_goodwill_cost(ledger: Ledger, today: date) -> Sum:
    """What goodwill costs us that does not count as given: until its day of review, or for good. A test that is still
    to be judged is none."""
    counted = {give.no for give in ledger.gives(today)}
    goodwill = [
        move
        for move in ledger.moves.values()
        if move.state is State.GOODWILL and not move.test and move.no not in counted
    ]
    return _sum_figures(goodwill, COST, ledger.yardstick)


@memoize_on_ledger
def sum_got_worth(ledger: Ledger, today: date) -> Sum:
    """Σ_R v: what our gets are worth to us, in the deal's unit."""
    return _sum_figures(ledger.gets(today), WORTH, ledger.yardstick)


def compute_reciprocity(ledger: Ledger, today: date) -> Ratio | None:
    """RR = Σ_R v ÷ Σ_G c: what came back for each unit given, in our view, 0..; from 2 gives with a
    cost."""
    if _count_gives_with(COST, ledger, today) < LEAST_GIVES:
        return None
    return divide_sums(sum_got_worth(ledger, today), sum_given_cost(ledger, today))


def compute_balance(ledger: Ledger, today: date) -> Ratio | None:
    """B = (Σ_R v − Σ_G c) ÷ (Σ_R v + Σ_G c): −1 all given, 0 even, 1 all got; from 2 gives with a
    cost."""
    reciprocity = compute_reciprocity(ledger, today)
    if reciprocity is None:
        return None
    given = sum_given_cost(ledger, today).amount
    got = sum_got_worth(ledger, today).amount
    return replace(reciprocity, value=(got - given) / (got + given))


def compute_their_reciprocity(ledger: Ledger, today: date) -> Ratio | None:
    """RR′ = Σ_G v ÷ Σ_R c: what they got for each unit they gave, as they may see it, 0..; always
    an estimate.

    What we think a give is worth to them runs high (Stillinger et al.); shown beside RR, both sides
    can feel short-changed.
    """
    if _count_gives_with(WORTH, ledger, today) < LEAST_GIVES:
        return None
    gives = _sum_figures(ledger.gives(today), WORTH, ledger.yardstick)
    gets = _sum_figures(ledger.gets(today), COST, ledger.yardstick)
    ratio = divide_sums(gives, gets)
    return None if ratio is None else replace(ratio, estimate=True)


def divide_sums(top: Sum, bottom: Sum) -> Ratio | None:
    """One sum for each 1 of another; None where that says nothing."""
    # Nothing given makes no ratio, and what came back without any figure is not nothing.
    if not bottom.amount or not top.known or top.amount + bottom.amount == 0:
        return None
    return Ratio(
        value=top.amount / bottom.amount,
        unfigured=top.unfigured + bottom.unfigured,
        estimate=top.estimate or bottom.estimate,
    )


def _count_gives_with(of: FigureOf, ledger: Ledger, today: date) -> int:
    """How many of our gives have that figure, above 0."""
    return sum(bool(amount_of(give, of, ledger.yardstick)) for give in ledger.gives(today))


def compute_leverage(give: Move, yardstick: Yardstick) -> Decimal | None:
    """v ÷ c of one give, 0..: above 1 it is cheap for us and dear to them; None where one is
    unknown or it costs nothing."""
    cost = amount_of(give, COST, yardstick)
    worth = amount_of(give, WORTH, yardstick)
    if not cost or worth is None:
        return None
    return worth / cost


def compute_integrative_index(ledger: Ledger, today: date) -> Ratio | None:
    """Σ(v − c) ÷ Σ(v + c) over both sides' moves, −1..1: above 0 the exchange creates value.

    Moves with only one of the two figures are left out; from 2 gives with both. An estimate, as
    each v and c of the other side is.
    """
    gives = unfigured = 0
    created = whole = ZERO
    for move in (*ledger.gives(today), *ledger.gets(today)):
        cost = amount_of(move, COST, ledger.yardstick)
        worth = amount_of(move, WORTH, ledger.yardstick)
        if cost is None or worth is None:
            unfigured += 1
            continue
        gives += move.kind is Kind.GIVE
        created += worth - cost
        whole += worth + cost
    if not whole or gives < LEAST_GIVES:
        return None
    return Ratio(value=created / whole, unfigured=unfigured, estimate=True)


def compute_conditionality(ledger: Ledger, today: date) -> Proportion:
    """Own gives made with an *if*, of our gives, 0..1; from 2 gives.

    A leading indicator: it counts how gives were made, so those that wait for their condition, or
    lapsed with it, are among them.
    """
    made = (State.CONDITIONAL, State.LAPSED, State.GOODWILL)
    gives = [move for move in ledger.moves.values() if move.kind is Kind.GIVE]
    gives = [give for give in gives if give.state in made or give.counts_on(today)]
    # Without an *if* nothing of a give can lapse: it was a draft that nobody confirmed, of an earlier release.
    gives = [give for give in gives if give.has_if or give.state is not State.LAPSED]
    with_if = sum(give.has_if for give in gives)
    return Proportion(part=with_if, whole=len(gives), least=LEAST_GIVES)


def compute_asks_per_give(ledger: Ledger, today: date) -> Proportion:
    """Our asks over our gives, 0..; from 2 gives. Few asks, few gets."""
    return Proportion(part=len(ledger.asks()), whole=len(ledger.gives(today)), least=LEAST_GIVES)


def compute_granted_asks(ledger: Ledger) -> Proportion:
    """Our asks granted in full, of our asks, 0..1."""
    asks = ledger.asks()
    granted = sum(ask.state is State.GRANTED for ask in asks)
    return Proportion(part=granted, whole=len(asks))
