"""How even the exchange looks, from our chair and, as an estimate, from theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Yardstick
from bot.domain.ledger import Ledger, reckoned
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import ZERO
from bot.domain.worth import Size, Worth

LEAST_GIVES = 2
"""No ratio from fewer gives than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """An amount in the deal's unit and how many moves without a figure are not in it: "12k + 2 without a figure".

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
        return Decimal(self.part) / self.whole if self.whole >= max(self.least, 1) else None


class _Of(StrEnum):
    COST = "cost"
    WORTH = "worth"


def _figure(move: Move, of: _Of) -> Worth | None:
    return move.cost if of is _Of.COST else move.worth


def amount_of(move: Move, of: _Of, yardstick: Yardstick) -> Decimal | None:
    """A move's cost or worth in the deal's unit."""
    return yardstick.amount(_figure(move, of), move.on)


def _total(moves: Iterable[Move], of: _Of, yardstick: Yardstick) -> Sum:
    total, figured, unfigured, rough = ZERO, 0, 0, False
    for move in moves:
        own = amount_of(move, of, yardstick)
        if own is None:
            unfigured += 1
        else:
            total, figured, rough = (
                total + own,
                figured + 1,
                rough or _rough(_figure(move, of), yardstick),
            )
    return Sum(amount=total, figured=figured, unfigured=unfigured, estimate=rough)


def _rough(worth: Worth | None, yardstick: Yardstick) -> bool:
    """Whether a figure is an estimate: said so, a range, a size, or turned into the deal's unit at a rate."""
    return worth is not None and (
        isinstance(worth, Size) or worth.estimate or worth.unit not in ("", yardstick.unit)
    )


@reckoned
def sum_given_cost(ledger: Ledger, today: date) -> Sum:
    """Σ_G c: what our gives that count cost us, in the deal's unit."""
    return _total(ledger.gives(today), _Of.COST, ledger.yardstick)


@reckoned
def sum_got_worth(ledger: Ledger, today: date) -> Sum:
    """Σ_R v: what our gets are worth to us, in the deal's unit."""
    return _total(ledger.gets(today), _Of.WORTH, ledger.yardstick)


def compute_reciprocity(ledger: Ledger, today: date) -> Ratio | None:
    """RR = Σ_R v ÷ Σ_G c: what came back for each unit given, in our view, 0..; from 2 gives with a cost."""
    gives, gets = sum_given_cost(ledger, today), sum_got_worth(ledger, today)
    return _over(gets, gives) if _enough(ledger, today, _Of.COST) else None


def compute_balance(ledger: Ledger, today: date) -> Ratio | None:
    """B = (Σ_R v − Σ_G c) ÷ (Σ_R v + Σ_G c): −1 all given, 0 even, 1 all got; from 2 gives with a cost."""
    gives, gets = sum_given_cost(ledger, today), sum_got_worth(ledger, today)
    ratio = _over(gets, gives) if _enough(ledger, today, _Of.COST) else None
    if ratio is None:
        return None
    return Ratio(
        value=(gets.amount - gives.amount) / (gets.amount + gives.amount),
        unfigured=ratio.unfigured,
        estimate=ratio.estimate,
    )


def compute_their_reciprocity(ledger: Ledger, today: date) -> Ratio | None:
    """RR′ = Σ_G v ÷ Σ_R c: what they got for each unit they gave, as they may see it, 0..; always an estimate.

    What we think a give is worth to them runs high (Stillinger et al.); shown beside RR, both sides can feel
    short-changed.
    """
    gives = _total(ledger.gives(today), _Of.WORTH, ledger.yardstick)
    gets = _total(ledger.gets(today), _Of.COST, ledger.yardstick)
    ratio = _over(gives, gets) if _enough(ledger, today, _Of.WORTH) else None
    return ratio and Ratio(value=ratio.value, unfigured=ratio.unfigured, estimate=True)


def _over(top: Sum, bottom: Sum) -> Ratio | None:
    if not bottom.amount or not top.known or top.amount + bottom.amount == 0:
        return None
    return Ratio(
        value=top.amount / bottom.amount,
        unfigured=top.unfigured + bottom.unfigured,
        estimate=top.estimate or bottom.estimate,
    )


def _enough(ledger: Ledger, today: date, of: _Of) -> bool:
    return sum(bool(amount_of(g, of, ledger.yardstick)) for g in ledger.gives(today)) >= LEAST_GIVES


def compute_leverage(give: Move, yardstick: Yardstick) -> Decimal | None:
    """v ÷ c of one give, 0..: above 1 it is cheap for us and dear to them; None where one is unknown or it costs
    nothing."""
    cost, worth = amount_of(give, _Of.COST, yardstick), amount_of(give, _Of.WORTH, yardstick)
    return worth / cost if cost and worth is not None else None


def compute_integrative_index(ledger: Ledger, today: date) -> Ratio | None:
    """Σ(v − c) ÷ Σ(v + c) over both sides' moves, −1..1: above 0 the exchange creates value.

    Moves with only one of the two figures are left out; from 2 gives with both. An estimate, as each v and c of the
    other side is.
    """
    moves = [*ledger.gives(today), *ledger.gets(today)]
    both = [
        (m, worth, cost)
        for m in moves
        if (worth := amount_of(m, _Of.WORTH, ledger.yardstick)) is not None
        and (cost := amount_of(m, _Of.COST, ledger.yardstick)) is not None
    ]
    whole = sum((worth + cost for _, worth, cost in both), ZERO)
    if not whole or sum(m.kind is Kind.GIVE for m, _, _ in both) < LEAST_GIVES:
        return None
    made = sum((worth - cost for _, worth, cost in both), ZERO)
    return Ratio(value=made / whole, unfigured=len(moves) - len(both), estimate=True)


def compute_conditionality(ledger: Ledger, today: date) -> Proportion:
    """Own gives made with an *if*, of our gives, 0..1; from 2 gives.

    A leading indicator: it counts how gives were made, so those that wait for their condition, or lapsed with it, are
    among them.
    """
    made = (State.CONDITIONAL, State.LAPSED, State.GOODWILL)
    gives = [
        m
        for m in ledger.moves.values()
        if m.kind is Kind.GIVE and (m.counts_on(today) or m.state in made)
    ]
    return Proportion(part=sum(g.has_if for g in gives), whole=len(gives), least=LEAST_GIVES)


def compute_asks_per_give(ledger: Ledger, today: date) -> Proportion:
    """Our asks over our gives, 0..; from 2 gives. Few asks, few gets."""
    return Proportion(part=len(ledger.asks()), whole=len(ledger.gives(today)), least=LEAST_GIVES)


def compute_granted_asks(ledger: Ledger) -> Proportion:
    """Our asks granted in full, of our asks, 0..1."""
    asks = ledger.asks()
    return Proportion(part=sum(a.state is State.GRANTED for a in asks), whole=len(asks))
