"""What is out with nothing back yet: how much, how long, how fresh."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import takewhile

from bot.domain.deals import Deal
from bot.domain.ledger import Answer, Ledger
from bot.domain.measures.fairness import LEAST_GIVES, Sum, given
from bot.domain.moves import Move
from bot.domain.trades import ZERO

DECAY, DECAY_DAYS = Decimal("0.7"), 30
"""Of the willingness to return a favour this much is left after so many days (Chuan, Kessler & Milkman 2018)."""

BANDS = (7, 14, 30)
"""Ages in days at which an open give enters the next age band."""


def exposure(ledger: Ledger, today: date) -> Sum:
    """UE = Σ c_g (1 − m_g): cost of the unanswered shares of firm gives, in the deal's unit; `unfigured` counts open
    gives without a cost."""
    lefts = [a.left for a in ledger.open_gives(today)]
    known = [left for left in lefts if left is not None]
    return Sum(
        amount=sum(known, ZERO),
        figured=len(known),
        unfigured=len(lefts) - len(known),
        estimate=given(ledger, today).estimate,
    )


def exposure_share(ledger: Ledger, deal: Deal, today: date) -> Decimal | None:
    """UE ÷ D: exposure as a share of the deal's size, 0..; None where the size, or every cost, is unknown."""
    out = exposure(ledger, today)
    return deal.share(out.amount) if out.known else None


def age(give: Move, today: date) -> int:
    """Calendar days since the give was made, or since its condition was met."""
    return (today - give.since).days


def value_days(ledger: Ledger, today: date) -> Decimal:
    """Σ c_g (1 − m_g) · age: the deal's unit × calendar days; what the digest sorts by."""
    return sum(
        (a.left * age(a.give, today) for a in ledger.open_gives(today) if a.left is not None), ZERO
    )


def age_by_exposure(ledger: Ledger, today: date) -> Decimal | None:
    """The mean age of what is out, weighted by its cost, in calendar days; None where nothing with a figure is out."""
    out = exposure(ledger, today).amount
    return value_days(ledger, today) / out if out else None


def freshness(days: int) -> Decimal:
    """0.7^(age/30), 0..1: how much of the willingness to return a give may be left.

    An analogy, to be said as one: measured on hospital donations (Chuan, Kessler & Milkman 2018), not on deals.
    """
    return DECAY ** (Decimal(days) / DECAY_DAYS)


def fresh_exposure(ledger: Ledger, today: date) -> Decimal:
    """Freshness × open amount over all open gives, in the deal's unit: what asking soon may still bring back."""
    by_age: dict[int, Decimal] = defaultdict(Decimal)
    for answer in ledger.open_gives(today):
        by_age[age(answer.give, today)] += answer.left or ZERO
    return sum((freshness(days) * left for days, left in by_age.items() if left), ZERO)


def digest_order(answers: Iterable[Answer], today: date) -> list[Answer]:
    """Open gives as the digest lists them: by value-days, then age; a give without a figure comes after those with one
    of its age band or an older one."""
    answers = list(answers)
    figured = sorted(
        (a for a in answers if a.left is not None), key=lambda a: _weight(a, today), reverse=True
    )
    last_of_band: dict[int, int] = {}
    for place, answer in enumerate(figured):
        for band in range(_band(answer.give, today) + 1):
            last_of_band[band] = place
    places = {id(a): (place, 0, 0) for place, a in enumerate(figured)}
    for answer in answers:
        if answer.left is None:
            place = last_of_band.get(_band(answer.give, today), -1)
            places[id(answer)] = (place, 1, -age(answer.give, today))
    return sorted(answers, key=lambda a: places[id(a)])


def _weight(answer: Answer, today: date) -> tuple[Decimal, int]:
    days = age(answer.give, today)
    return (answer.left or ZERO) * days, days


def _band(give: Move, today: date) -> int:
    days = age(give, today)
    return len(list(takewhile(lambda start: days >= start, BANDS)))


def drip(ledger: Ledger, deal: Deal, today: date) -> Decimal | None:
    """Cost of own gives of at most 5 % of the deal (policy) with nothing matched ÷ Σ_G c, 0..1; from 2 gives."""
    total = given(ledger, today)
    if deal.share(total.amount) is None or total.figured < LEAST_GIVES or not total.amount:
        return None
    unmatched = (a.left for a in ledger.answers(today) if not a.share and a.left is not None)
    small = (cost for cost in unmatched if (deal.share(cost) or ZERO) <= deal.policy.drip_share)
    return sum(small, ZERO) / total.amount
