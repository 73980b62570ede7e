"""The picture of a deal: its measures at a glance."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.measures.classes import classify_moves, compute_sensitivity
from bot.domain.measures.exposure import (
    age_in_days,
    compute_age_by_exposure,
    compute_drip_share,
    compute_exposure,
    compute_exposure_share,
    compute_fresh_exposure,
    compute_value_days,
)
from bot.domain.measures.fairness import (
    LEAST_GIVES,
    Proportion,
    Ratio,
    Sum,
    compute_asks_per_give,
    compute_balance,
    compute_conditionality,
    compute_granted_asks,
    compute_integrative_index,
    compute_reciprocity,
    compute_their_reciprocity,
    divide_sums,
    sum_given_cost,
    sum_goodwill_cost,
    sum_got_worth,
)
from bot.domain.measures.kept import KeptMeasures, sum_counted_gives
from bot.domain.measures.pace import (
    Bids,
    BidSum,
    Mirroring,
    ReplyLag,
    compute_mirroring,
    compute_reply_lag,
    find_bids_against_ourselves,
)
from bot.domain.moves import State
from bot.domain.totals import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class DealSums:
    """What was given and got and what of it is open, on one day, in the deal's unit; None where not enough is known.

    `share` is exposure as a share of the deal's size 0.., `oldest` the age of the oldest open give
    in calendar days. `goodwill` is what was given on purpose and is not in `given`.
    """

    gives: int
    gets: int
    open_gives: int
    given: Sum
    goodwill: Sum
    got: Sum
    exposure: Sum
    share: Decimal | None
    oldest: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMeasures(DealSums):
    """What the ledger's page says of one ledger on one day. `ours` and `theirs` are the two views of fairness."""

    ours: Ratio | None
    theirs: Ratio | None
    bids: BidSum
    conditionality: Proportion
    granted: Proportion
    lag: ReplyLag


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(LogMeasures):
    """The measures that messages show."""

    bids: Bids


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Outline):
    """All measures: the outline, and those that are only written out.

    `fresh` is freshness × open amount (an analogy), `age` the mean age of what is out in calendar
    days, weighted by cost; `sensitivity` is ours, `their_sensitivity` theirs.
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


def compute_deal_sums(ledger: Ledger, deal: Deal, today: date) -> DealSums:
    """The sums of the whole ledger."""
    open_gives = ledger.open_gives(today)
    ages = [age_in_days(answer.give, today) for answer in open_gives]
    return DealSums(
        gives=len(ledger.gives(today)),
        gets=len(ledger.gets(today)),
        open_gives=len(open_gives),
        given=sum_given_cost(ledger, today),
        goodwill=sum_goodwill_cost(ledger, today),
        got=sum_got_worth(ledger, today),
        exposure=compute_exposure(ledger, today),
        share=compute_exposure_share(ledger, deal, today),
        oldest=max(ages, default=None),
    )


def read_deal_sums(
    totals: Totals,
    waiting: Ledger,
    deal: Deal,
    today: date,
    *,
    given_estimated: bool,
    got_estimated: bool,
) -> DealSums:
    """The sums as `totals` keep them, of a ledger of which only the moves that wait for something are at hand, with
    whatever is tied to them. `given_estimated` and `got_estimated` say whether any figure in a sum is an estimate."""
    ages = [age_in_days(answer.give, today) for answer in waiting.open_gives(today)]
    exposure = Sum(
        amount=totals.exposure,
        figured=totals.open_gives - totals.unfigured,
        unfigured=totals.unfigured,
        estimate=given_estimated,
    )
    return DealSums(
        gives=totals.gives,
        gets=totals.gets,
        open_gives=totals.open_gives,
        given=Sum(
            amount=totals.given,
            figured=totals.gives - totals.given_unfigured,
            unfigured=totals.given_unfigured,
            estimate=given_estimated,
        ),
        goodwill=sum_goodwill_cost(waiting, today),
        got=Sum(
            amount=totals.got,
            figured=totals.gets - totals.got_unfigured,
            unfigured=totals.got_unfigured,
            estimate=got_estimated,
        ),
        exposure=exposure,
        share=deal.share(exposure.amount) if exposure.known else None,
        oldest=max(ages, default=None),
    )


def read_log_measures(
    totals: Totals, kept: KeptMeasures, waiting: Ledger, deal: Deal, today: date
) -> LogMeasures:
    """The same from what is kept of a ledger of which only the moves that wait for something are at hand. How long we
    took to answer is not kept, since the page does not say it."""
    # What was goodwill and counts by now is not in what is kept.
    goodwill = [give for give in waiting.gives(today) if give.state is State.GOODWILL]
    counted = sum_counted_gives(goodwill, deal.yardstick)
    sums = read_deal_sums(
        totals,
        waiting,
        deal,
        today,
        given_estimated=kept.estimated_gives + counted.estimated_gives > 0,
        got_estimated=kept.estimated_gets > 0,
    )
    given_worth = Sum(
        amount=kept.given_worth + counted.given_worth,
        figured=kept.given_with_worth + counted.given_with_worth,
        unfigured=kept.given_without_worth + counted.given_without_worth,
    )
    got_cost = Sum(
        amount=kept.got_cost, figured=kept.got_with_cost, unfigured=kept.got_without_cost
    )
    ours = theirs = None
    if kept.gives_with_cost + counted.gives_with_cost >= LEAST_GIVES:
        ours = divide_sums(sums.got, sums.given)
    if kept.gives_with_worth + counted.gives_with_worth >= LEAST_GIVES:
        theirs = divide_sums(given_worth, got_cost)
    return LogMeasures(
        **{field.name: getattr(sums, field.name) for field in fields(DealSums)},
        ours=ours,
        theirs=None if theirs is None else replace(theirs, estimate=True),
        bids=BidSum(count=kept.bids, cost=kept.bids_cost),
        conditionality=Proportion(part=kept.made_with_if, whole=kept.made, least=LEAST_GIVES),
        granted=Proportion(part=totals.granted, whole=totals.asks),
        lag=ReplyLag(theirs=kept.median_lag, ours=None, their_replies=kept.replies),
    )


def compute_outline(ledger: Ledger, deal: Deal, today: date) -> Outline:
    """The measures that messages show."""
    sums = compute_deal_sums(ledger, deal, today)
    return Outline(
        **{field.name: getattr(sums, field.name) for field in fields(DealSums)},
        ours=compute_reciprocity(ledger, today),
        theirs=compute_their_reciprocity(ledger, today),
        bids=find_bids_against_ourselves(ledger, today),
        conditionality=compute_conditionality(ledger, today),
        granted=compute_granted_asks(ledger),
        lag=compute_reply_lag(ledger, today),
    )


def compute_picture(ledger: Ledger, deal: Deal, today: date) -> Picture:
    """All measures of the ledger on that day."""
    outline = compute_outline(ledger, deal, today)
    shown = {field.name: getattr(outline, field.name) for field in fields(Outline)}
    moves = classify_moves(ledger, deal, today)
    return Picture(
        **shown,
        value_days=compute_value_days(ledger, today),
        age=compute_age_by_exposure(ledger, today),
        fresh=compute_fresh_exposure(ledger, today),
        balance=compute_balance(ledger, today),
        integrative=compute_integrative_index(ledger, today),
        drip=compute_drip_share(ledger, deal, today),
        asks=compute_asks_per_give(ledger, today),
        mirroring=compute_mirroring(ledger, today),
        sensitivity=compute_sensitivity(moves, ours=True),
        their_sensitivity=compute_sensitivity(moves, ours=False),
    )
