"""Samples of cards to rehearse with, and of measures in full."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers import CurvePoint, MutualRow
from bot.coach.answers.base import Answer
from bot.coach.answers.checkins import WatchedState
from bot.coach.answers.home import Home
from bot.coach.answers.lists import ListedDeals
from bot.coach.answers.pooled_measures import DealMeasured, MeasuresPooled, PooledSide
from bot.coach.answers.rehearsals import RehearsalCard, RehearsalShown
from bot.coach.answers.samples import SampleRemoved, SampleShown, SampleStep
from bot.coach.deal_lists import DealFilter
from bot.domain.commitments import Commitment, CommitmentSide, CommitmentState
from bot.domain.deals import Side
from bot.domain.governance import IndexBand
from bot.domain.ids import CommitmentNo
from bot.domain.ledger import Ledger
from bot.domain.measures.picture import compute_picture
from bot.domain.pooled_measures import PooledMeasure, PooledRow, measure_deal
from bot.domain.rhythms import Measure, TriggerResponse
from bot.domain.triggers import Reading, Standing
from bot.domain.worth import Figure
from bot.playground.samples.endings import ANA, GET, GIVE, OPEN

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
UPTIME = Measure(
    name="uptime", unit="%", threshold=Decimal("99.5"), response=TriggerResponse.CREDIT
)
READING = Reading(no=1, measure="uptime", value=Decimal("99.2"), on=TODAY, person=ANA, at=NOON)
OURS = Commitment(
    no=CommitmentNo(1), side=CommitmentSide.OURS, what="two training days", at=NOON, person=ANA
)
THEIRS = replace(OURS, no=CommitmentNo(2), side=CommitmentSide.THEIRS, what="the case study")
DUE = date(2026, 11, 20)
READOUT = RehearsalShown(
    deal=OPEN,
    card=RehearsalCard.READOUT,
    today=TODAY,
    kept=(
        replace(OURS, state=CommitmentState.DELIVERED),
        replace(THEIRS, state=CommitmentState.DELIVERED),
    ),
    late=(replace(OURS, due=DUE), replace(THEIRS, due=DUE)),
    open=(THEIRS, replace(THEIRS, due=date(2026, 12, 18))),
    states=(
        WatchedState(watched=UPTIME, reading=READING, standing=Standing.BELOW),
        WatchedState(watched=UPTIME, reading=READING, standing=Standing.WITHIN),
        WatchedState(watched=UPTIME),
    ),
)
RED_TEAM = RehearsalShown(
    deal=OPEN,
    card=RehearsalCard.RED_TEAM,
    today=TODAY,
    credit_measures=(UPTIME,),
    credits="5 % of the month's fee",
    bands=(
        IndexBand(name="steel", low=Decimal(90), high=Decimal(110), cap=Decimal(120)),
        IndexBand(name="diesel"),
    ),
)
ROLES = RehearsalShown(
    deal=OPEN,
    card=RehearsalCard.ROLES,
    today=TODAY,
    ours=(MutualRow(move=GIVE),),
    theirs=(MutualRow(move=GET),),
    wanted="15% off",
)
LEDGER = Ledger({GIVE.no: GIVE}, frozenset(), OPEN.yardstick)
MEASURED = DealMeasured(
    deal=OPEN,
    today=TODAY,
    picture=compute_picture(LEDGER, OPEN, TODAY),
    curve=(
        CurvePoint(day=DUE, given=Decimal(12_000), got=Decimal(0)),
        CurvePoint(day=TODAY, given=Decimal(12_000), got=Decimal(30_000)),
    ),
)
POOLED = PooledSide(
    side=Side.SELLING,
    deals=4,
    since=date(2026, 2, 3),
    rows=(
        *(
            PooledRow(measure=measure, value=Decimal("0.75"), n=9, deals=4)
            for measure in PooledMeasure
            if measure is not PooledMeasure.LAG
        ),
        PooledRow(measure=PooledMeasure.LAG, value=None, n=2, deals=1),
    ),
    charted=(measure_deal(LEDGER, OPEN, TODAY),),
)

SAMPLE_DEAL = replace(OPEN, name="Sample: a renewal", sample=True)
WORTH = Figure(amount=Decimal(30_000), unit="EUR")

NO_DEALS = ListedDeals(which=DealFilter.ALL, page=1, pages=1, total=0)

SAMPLES: list[tuple[str, Answer]] = [
    *(
        (
            f"sample deal, {step}",
            SampleShown(
                deal=SAMPLE_DEAL,
                step=step,
                give=GIVE,
                ask=replace(GET, worth=WORTH),
                get=replace(GET, worth=WORTH),
            ),
        )
        for step in SampleStep
    ),
    ("sample deal removed", SampleRemoved()),
    ("home, with a sample", Home(today=TODAY, listed=NO_DEALS, has_sample=True)),
    ("rehearsal, readout", READOUT),
    (
        "rehearsal, readout of nothing",
        RehearsalShown(deal=OPEN, card=RehearsalCard.READOUT, today=TODAY),
    ),
    ("rehearsal, red team", RED_TEAM),
    (
        "rehearsal, red team without credits",
        RehearsalShown(deal=OPEN, card=RehearsalCard.RED_TEAM, today=TODAY),
    ),
    ("rehearsal, change of chairs", ROLES),
    (
        "rehearsal, change of chairs in an empty deal",
        RehearsalShown(deal=OPEN, card=RehearsalCard.ROLES, today=TODAY),
    ),
    ("measures of one deal", MEASURED),
    ("measures over own deals", MeasuresPooled(sides=(POOLED,), few=2)),
    ("measures over too few deals", MeasuresPooled(few=2)),
    ("measures of the team", MeasuresPooled(team=True, sides=(POOLED,))),
    ("measures of the team, not allowed", MeasuresPooled(team=True, allowed=False)),
    ("measures of the team, too few", MeasuresPooled(team=True, owners=False)),
]
