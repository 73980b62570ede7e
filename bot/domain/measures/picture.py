"""The picture of a deal: its measures at a glance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.measures.classes import classed, sensitivity
from bot.domain.measures.exposure import (
    age,
    age_by_exposure,
    drip,
    exposure,
    fresh_exposure,
    value_days,
)
from bot.domain.measures.fairness import (
    Proportion,
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
from bot.domain.measures.pace import (
    Bids,
    Mirroring,
    ReplyLag,
    bids_against_ourselves,
    mirroring,
    reply_lag,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The measures that messages show, of one ledger on one day, in the deal's unit; None where not enough is known.

    `share` is exposure as a share of the deal's size 0.., `oldest` the age of the oldest open give in calendar days.
    `ours` and `theirs` are the two views of fairness.
    """

    gives: int
    gets: int
    open_gives: int
    given: Sum
    got: Sum
    exposure: Sum
    share: Decimal | None
    oldest: int | None
    ours: Ratio | None
    theirs: Ratio | None
    bids: Bids
    conditionality: Proportion
    granted: Proportion
    lag: ReplyLag


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Outline):
    """All measures: the outline, and those that are only written out.

    `fresh` is freshness × open amount (an analogy), `age` the mean age of what is out in calendar days, weighted by
    cost; `sensitivity` is ours, `their_sensitivity` theirs.
    """

    value_days: Decimal
    age: Decimal | None
    fresh: Decimal
    balance: Ratio | None
    integrative: Ratio | None
    drip: Decimal | None
    asks: Proportion
    mirroring: Mirroring
    sensitivity: Decimal | None
    their_sensitivity: Decimal | None


def outline(ledger: Ledger, deal: Deal, today: date) -> Outline:
    """The measures that messages show."""
    out, answers = exposure(ledger, today), ledger.open_gives(today)
    return Outline(
        gives=len(ledger.gives(today)),
        gets=len(ledger.gets(today)),
        open_gives=len(answers),
        given=given(ledger, today),
        got=got(ledger, today),
        exposure=out,
        share=deal.share(out.amount) if out.known else None,
        oldest=max((age(a.give, today) for a in answers), default=None),
        ours=reciprocity(ledger, today),
        theirs=their_reciprocity(ledger, today),
        bids=bids_against_ourselves(ledger, today),
        conditionality=conditionality(ledger, today),
        granted=granted_asks(ledger),
        lag=reply_lag(ledger, today),
    )


def picture(ledger: Ledger, deal: Deal, today: date) -> Picture:
    """All measures of the ledger on that day."""
    seen, moves = outline(ledger, deal, today), classed(ledger, deal, today)
    return Picture(
        gives=seen.gives,
        gets=seen.gets,
        open_gives=seen.open_gives,
        given=seen.given,
        got=seen.got,
        exposure=seen.exposure,
        share=seen.share,
        value_days=value_days(ledger, today),
        age=age_by_exposure(ledger, today),
        oldest=seen.oldest,
        fresh=fresh_exposure(ledger, today),
        ours=seen.ours,
        balance=balance(ledger, today),
        theirs=seen.theirs,
        integrative=integrative(ledger, today),
        drip=drip(ledger, deal, today),
        bids=seen.bids,
        conditionality=seen.conditionality,
        asks=asks_per_give(ledger, today),
        granted=seen.granted,
        lag=seen.lag,
        mirroring=mirroring(ledger, today),
        sensitivity=sensitivity(moves, ours=True),
        their_sensitivity=sensitivity(moves, ours=False),
    )
