"""What is out with nothing back yet: how much, how long, how fresh."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.measures.fairness import LEAST_GIVES, Sum, sum_given_cost
from bot.domain.moves import Move
from bot.domain.trades import ZERO

DECAY, DECAY_DAYS = Decimal("0.7"), 30
"""Of the willingness to return a favour this much is left after so many days (Chuan, Kessler & Milkman 2018)."""


def compute_exposure(ledger: Ledger, today: date) -> Sum:
    """UE = Σ c_g (1 − m_g): cost of the unanswered shares of firm gives, in the deal's unit; `unfigured` counts open
    gives without a cost."""
    lefts = [a.left for a in ledger.open_gives(today)]
    known = [left for left in lefts if left is not None]
    return Sum(
        amount=sum(known, ZERO),
        figured=len(known),
        unfigured=len(lefts) - len(known),
        estimate=sum_given_cost(ledger, today).estimate,
    )


def compute_exposure_share(ledger: Ledger, deal: Deal, today: date) -> Decimal | None:
    """UE ÷ D: exposure as a share of the deal's size, 0..; None where the size, or every cost, is unknown."""
    out = compute_exposure(ledger, today)
    return deal.share(out.amount) if out.known else None


def age_in_days(give: Move, today: date) -> int:
    """Calendar days since the give was made, or since its condition was met."""
    return (today - give.since).days


def compute_value_days(ledger: Ledger, today: date) -> Decimal:
    """Σ c_g (1 − m_g) · age: the deal's unit × calendar days; what the digest sorts by."""
    return sum(
        (
            a.left * age_in_days(a.give, today)
            for a in ledger.open_gives(today)
            if a.left is not None
        ),
        ZERO,
    )


def compute_age_by_exposure(ledger: Ledger, today: date) -> Decimal | None:
    """The mean age of what is out, weighted by its cost, in calendar days; None where nothing with a figure is out."""
    out = compute_exposure(ledger, today).amount
    return compute_value_days(ledger, today) / out if out else None


def compute_freshness(days: int) -> Decimal:
    """0.7^(age/30), 0..1: how much of the willingness to return a give may be left.

    An analogy, to be said as one: measured on hospital donations (Chuan, Kessler & Milkman 2018), not on deals.
    """
    return DECAY ** (Decimal(days) / DECAY_DAYS)


def compute_fresh_exposure(ledger: Ledger, today: date) -> Decimal:
    """Freshness × open amount over all open gives, in the deal's unit: what asking soon may still bring back."""
    by_age: dict[int, Decimal] = defaultdict(Decimal)
    for answer in ledger.open_gives(today):
        by_age[age_in_days(answer.give, today)] += answer.left or ZERO
    return sum((compute_freshness(days) * left for days, left in by_age.items() if left), ZERO)


def compute_drip_share(ledger: Ledger, deal: Deal, today: date) -> Decimal | None:
    """Cost of own gives of at most 5 % of the deal (policy) with nothing matched ÷ Σ_G c, 0..1; from 2 gives."""
    total = sum_given_cost(ledger, today)
    if deal.share(total.amount) is None or total.figured < LEAST_GIVES or not total.amount:
        return None
    unmatched = (a.left for a in ledger.answers(today) if not a.share and a.left is not None)
    small = (cost for cost in unmatched if (deal.share(cost) or ZERO) <= deal.policy.drip_share)
    return sum(small, ZERO) / total.amount
