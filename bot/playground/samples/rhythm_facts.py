"""A rhythm with all of its parts, for the samples of its messages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers.checkins import Agenda, Quarter, WatchedState
from bot.coach.answers.rhythms import RhythmShown, RhythmStepShown
from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.governance import IndexBand, Limit, LimitDirection, LimitResponse, Recalibration
from bot.domain.ids import MoveNo, PersonId
from bot.domain.ledger import GiveBalance
from bot.domain.moves import Kind, State
from bot.domain.rhythms import (
    Better,
    Cadence,
    CadenceUnit,
    ContractDate,
    DateOutcome,
    Exits,
    Gate,
    Measure,
    Rhythm,
    RhythmStep,
    RiskEvent,
    Rung,
    SettledDate,
    TriggerResponse,
    Window,
    list_rhythm_gaps,
)
from bot.domain.triggers import Firing, Reading, Standing, describe_consequence
from bot.playground.samples.commitments import NO_DAY, ONBOARDING, OURS, THEIRS
from bot.playground.samples.imports import GET, GIVE
from bot.playground.samples.links import RENEWAL

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA, BEN = PersonId("U0ANA"), PersonId("U0BEN")
MONTHLY = Cadence(unit=CadenceUnit.MONTHS, start=date(2026, 12, 7), weekday=0, nth=1)
UPTIME = Measure(
    name="uptime",
    unit="%",
    threshold=Decimal("99.5"),
    response=TriggerResponse.CREDIT,
    action="both owners look at the cause",
    credit="5 % of the month",
)
TICKETS = Measure(name="open tickets", better=Better.LOWER, threshold=Decimal(20))
RHYTHM = Rhythm(
    cadence=MONTHLY,
    agenda="What went well\nDecisions to take",
    country="DE",
    zone="Europe/Berlin",
    owner=ANA,
    their_owner="head of IT",
    decisions="both owners up to five days of work, the rest their board",
    disputes="owners within a week, then both directors",
    measures=(UPTIME, TICKETS),
    escalation=(Rung(person=BEN, after=3), Rung(role="their COO", after=5)),
    renewal=date(2027, 11, 30),
    notice=date(2027, 8, 31),
    credits="5 % of the month below 99 %; late forecasts likewise",
    windows=(
        Window(what="use of their logo", days=5),
        Window(what="the joint release", closes=date(2027, 1, 15)),
    ),
    gates=(
        Gate(
            what="one site, ten people", passes="uptime of 99 % for a month", day=date(2027, 1, 29)
        ),
        Gate(),
        Gate(what="all sites"),
    ),
    risks=(RiskEvent(when="an outage lasts a day", then="both owners meet", days=2),),
    exits=Exits(
        pause="two months below the threshold",
        reopen="volume is 20 % off the plan",
        stop_loss="20 lost days",
    ),
    reminded=frozenset({ANA}),
    version=4,
)
STARTED = Rhythm(
    cadence=Cadence(unit=CadenceUnit.WEEKS, every=2, start=date(2026, 11, 27)), owner=ANA, version=1
)
QUARTERLY = Rhythm(
    cadence=Cadence(unit=CadenceUnit.MONTHS, every=3, start=date(2027, 1, 31)),
    measures=(UPTIME,),
    version=1,
)
NEXT = CheckIn(no=2, of=date(2026, 12, 7), day=date(2026, 12, 7), owner=ANA)
QBR = replace(NEXT, quarterly=True, day=date(2026, 11, 24))
LATE = replace(NEXT, day=date(2026, 11, 20))
HELD = replace(
    NEXT,
    no=1,
    day=date(2026, 11, 2),
    state=CheckInState.HELD,
    outcome="On plan.",
    decisions="one more site",
    version=2,
)
MOVED = replace(NEXT, state=CheckInState.MOVED, moved_to=date(2026, 12, 9), version=2)
SKIPPED = replace(NEXT, state=CheckInState.SKIPPED, why="both owners are away", version=2)
UNHELD = tuple(
    replace(LATE, no=no, day=day)
    for no, day in ((4, date(2026, 11, 6)), (5, date(2026, 11, 13)), (6, date(2026, 11, 20)))
)
CASE_STUDY = replace(GET, no=MoveNo(5), what="case study", state=State.PROMISED)
TERM = replace(
    GIVE,
    no=MoveNo(2),
    kind=Kind.ASK,
    what="24-month term",
    state=State.OPEN,
    due=date(2026, 11, 27),
)
LOW = Reading(no=3, measure="uptime", value=Decimal("99.2"), on=TODAY, person=ANA, at=NOON)
PAST = WatchedState(watched=UPTIME, reading=LOW, standing=Standing.BELOW)
FINE = WatchedState(
    watched=UPTIME, reading=replace(LOW, value=Decimal("99.9")), standing=Standing.WITHIN
)
UNREAD = WatchedState(watched=TICKETS)
CPI = IndexBand(
    name="CPI",
    base=Decimal("2.1"),
    low=Decimal(2),
    high=Decimal(4),
    cap=Decimal(5),
    unit="%",
    recalibrated=Recalibration.YEARLY,
    since=date(2026, 11, 23),
    source="the statistics office",
    terms="price",
)
FLAT = IndexBand(name="steel", cap=Decimal(120), unit="points")
VOLUME = Limit(
    name="volume",
    direction=LimitDirection.BELOW,
    threshold=Decimal(80),
    unit="%",
    terms="price and term",
    times=2,
)
WAY_OUT = Limit(
    name="pilot days",
    direction=LimitDirection.ABOVE,
    threshold=Decimal(20),
    response=LimitResponse.EXIT,
)
OF_OCTOBER = Reading(
    no=4,
    measure="CPI",
    value=Decimal("4.6"),
    on=date(2026, 10, 31),
    since=date(2026, 10, 1),
    person=ANA,
    at=NOON,
)
CPI_ABOVE = WatchedState(watched=CPI, reading=OF_OCTOBER, standing=Standing.ABOVE)
CPI_WITHIN = WatchedState(
    watched=CPI, reading=replace(OF_OCTOBER, value=Decimal(3)), standing=Standing.WITHIN
)
CPI_CAPPED = WatchedState(
    watched=CPI, reading=replace(OF_OCTOBER, value=Decimal("5.2")), standing=Standing.PAST_CAP
)
VOLUME_LOW = WatchedState(
    watched=VOLUME,
    reading=replace(OF_OCTOBER, measure="volume", value=Decimal(75)),
    standing=Standing.BELOW,
)
VOLUME_FINE = WatchedState(
    watched=VOLUME,
    reading=replace(OF_OCTOBER, measure="volume", value=Decimal(85)),
    standing=Standing.WITHIN,
)
FIRING = Firing(
    measure="uptime", reading=3, on=TODAY, action="both owners look at the cause", at=NOON
)
UPTIME_FIRED = replace(FIRING, consequences=(describe_consequence(UPTIME, Standing.BELOW),))
CPI_FIRED = Firing(
    measure="CPI",
    reading=4,
    on=date(2026, 10, 31),
    action="price",
    at=NOON,
    consequences=(describe_consequence(CPI, Standing.ABOVE),),
)
AGENDA = Agenda(
    lines=("What went well", "Decisions to take"),
    gives=(GiveBalance(give=GIVE, share=Decimal(0), valued=True, left=Decimal(12_000)),),
    asks=(TERM,),
    promised=(CASE_STUDY,),
    commitments=(ONBOARDING, NO_DAY),
    measures=(PAST, UNREAD),
    fired=(FIRING,),
)
QUARTER = Quarter(
    since=date(2026, 8, 24),
    held=2,
    skipped=1,
    gives=3,
    gets=1,
    waiting=1,
    decisions=("one more site",),
    theirs=THEIRS,
    ours=OURS,
)
NOTICE_GIVEN = SettledDate(
    kind=ContractDate.NOTICE,
    of=date(2027, 8, 31),
    outcome=DateOutcome.NOTICE_GIVEN,
    person=ANA,
    at=NOON,
)
ENDS = replace(NOTICE_GIVEN, kind=ContractDate.RENEWAL, of=date(2027, 11, 30))
SHOWN = RhythmShown(
    deal=RENEWAL,
    today=TODAY,
    steps=list_rhythm_gaps(RHYTHM),
    rhythm=RHYTHM,
    coming=NEXT,
    mine=True,
    reminded=True,
    unreminded=(BEN,),
)
STEP = RhythmStepShown(deal=RENEWAL, step=RhythmStep.MEASURES, rhythm=RHYTHM, mine=True)
