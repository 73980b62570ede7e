"""The picture of a deal: its measures at a glance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.measures.classes import classed, sensitivity
from bot.domain.measures.exposure import age, age_by_exposure, drip, exposure, fresh_exposure, value_days
from bot.domain.measures.fairness import (
    Part,
    Ratio,
    Sum,
    asks_per_give,
    balance,
    conditionality,
    given,
    got,
    granted_asks,
    integrative,
    reciprocity,
    their_reciprocity,
)
from bot.domain.measures.pace import Bids, Mirroring, ReplyLag, bids_against_ourselves, mirroring, reply_lag


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The measures of one ledger on one day, in the deal's unit; None where not enough is known.

    `share` is exposure as a share of the deal's size 0.., `fresh` freshness × open amount (an analogy), `age` the mean
    age of what is out, weighted by cost, `oldest` that of the oldest open give, both in calendar days. `ours` and
    `theirs` are the two views of fairness; `sensitivity` is ours, `their_sensitivity` theirs.
    """

    gives: int
    gets: int
    open_gives: int
    given: Sum
    got: Sum
    exposure: Sum
    share: Decimal | None
    value_days: Decimal
    age: Decimal | None
    oldest: int | None
    fresh: Decimal
    ours: Ratio | None
    balance: Ratio | None
    theirs: Ratio | None
    integrative: Ratio | None
    drip: Decimal | None
    bids: Bids
    conditionality: Part
    asks: Part
    granted: Part
    lag: ReplyLag
    mirroring: Mirroring
    sensitivity: Decimal | None
    their_sensitivity: Decimal | None


def picture(ledger: Ledger, deal: Deal, today: date) -> Picture:
    """All measures of the ledger on that day."""
    out, answers, moves = exposure(ledger, today), ledger.open_gives(today), classed(ledger, deal, today)
    return Picture(
        gives=len(ledger.gives(today)),
        gets=len(ledger.gets(today)),
        open_gives=len(answers),
        given=given(ledger, today),
        got=got(ledger, today),
        exposure=out,
        share=deal.share(out.amount) if out.known else None,
        value_days=value_days(ledger, today),
        age=age_by_exposure(ledger, today),
        oldest=max((age(a.give, today) for a in answers), default=None),
        fresh=fresh_exposure(ledger, today),
        ours=reciprocity(ledger, today),
        balance=balance(ledger, today),
        theirs=their_reciprocity(ledger, today),
        integrative=integrative(ledger, today),
        drip=drip(ledger, deal, today),
        bids=bids_against_ourselves(ledger, today),
        conditionality=conditionality(ledger, today),
        asks=asks_per_give(ledger, today),
        granted=granted_asks(ledger),
        lag=reply_lag(ledger, today),
        mirroring=mirroring(ledger, today),
        sensitivity=sensitivity(moves, ours=True),
        their_sensitivity=sensitivity(moves, ours=False),
    )
