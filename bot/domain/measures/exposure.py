"""What is out with nothing back yet: how much, how long, how fresh."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.measures.fairness import LEAST_GIVES, Sum, sum_given_cost
from bot.domain.moves import Move
from bot.domain.trades import ZERO
from bot.domain.worth import sum_known

DECAY, DECAY_DAYS = Decimal("0.7"), 30
"""Of the willingness to return a favour this much is left after so many days (Chuan, Kessler &
Milkman 2018)."""


def compute_exposure(ledger: Ledger, today: date) -> Sum:
    """UE = Σ c_g (1 − m_g): cost of the unanswered shares of firm gives, in the deal's unit;
    `unfigured` counts open gives without a cost."""
    lefts = [answer.left for answer in ledger.open_gives(today)]
    unfigured = lefts.count(None)
    return Sum(
        amount=sum_known(lefts),
        figured=len(lefts) - unfigured,
        unfigured=unfigured,
        estimate=sum_given_cost(ledger, today).estimate,
    )


def compute_exposure_share(ledger: Ledger, deal: Deal, today: date) -> Decimal | None:
    """UE ÷ D: exposure as a share of the deal's size, 0..; None where the size, or every cost, is
    unknown."""
    exposure = compute_exposure(ledger, today)
    return deal.share(exposure.amount) if exposure.known else None


def age_in_days(give: Move, today: date) -> int:
    """Calendar days since the give was made, or since its condition was met."""
    return (today - give.since).days


def compute_value_days(ledger: Ledger, today: date) -> Decimal:
    """Σ c_g (1 − m_g) · age: the deal's unit × calendar days; what the digest sorts by."""
    return sum(
        (
            (answer.left or ZERO) * age_in_days(answer.give, today)
            for answer in ledger.open_gives(today)
        ),
        ZERO,
    )


def compute_age_by_exposure(ledger: Ledger, today: date) -> Decimal | None:
    """The mean age of what is out, weighted by its cost, in calendar days; None where nothing with
    a figure is out."""
    exposure = compute_exposure(ledger, today).amount
    if not exposure:
        return None
    return compute_value_days(ledger, today) / exposure


def compute_freshness(days: int) -> Decimal:
    """0.7^(age/30), 0..1: how much of the willingness to return a give may be left.

    An analogy, to be said as one: measured on hospital donations (Chuan, Kessler & Milkman 2018),
    not on deals.
    """
    return DECAY ** (Decimal(days) / DECAY_DAYS)


def compute_fresh_exposure(ledger: Ledger, today: date) -> Decimal:
    """Freshness × open amount over all open gives, in the deal's unit: what asking soon may still
    bring back."""
    # A power of decimals is slow, so it is taken once for all gives of one age.
    left_by_age: dict[int, Decimal] = defaultdict(Decimal)
    for answer in ledger.open_gives(today):
        left_by_age[age_in_days(answer.give, today)] += answer.left or ZERO
    total = ZERO
    for days, left in left_by_age.items():
        if left:
            total += compute_freshness(days) * left
    return total


def compute_drip_share(ledger: Ledger, deal: Deal, today: date) -> Decimal | None:
    """Cost of own gives of at most 5 % of the deal (policy) with nothing matched ÷ Σ_G c, 0..1;
    from 2 gives."""
    given = sum_given_cost(ledger, today)
    if given.figured < LEAST_GIVES or not given.amount:
        return None
    # Without the size of the deal nobody can say which gives are small.
    if deal.share(given.amount) is None:
        return None
    unmatched = [answer.left for answer in ledger.answers(today) if not answer.share]
    small = [cost for cost in unmatched if cost is not None and _is_small(cost, deal)]
    return sum(small, ZERO) / given.amount


def _is_small(cost: Decimal, deal: Deal) -> bool:
    share = deal.share(cost)
    return share is not None and share <= deal.policy.drip_share
