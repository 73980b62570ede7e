"""One value of each kind that is stored, with every field set to something of its own."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

from bot.coach.ports.store import UnitOfWork
from bot.coach.records import (
    Channel,
    Mute,
    Note,
    PendingCommand,
    PendingDay,
    PendingInput,
    PendingOffer,
    PendingSheet,
    Person,
    Post,
    ProcessedRequest,
    ShownCaution,
    Workspace,
)
from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.deals import Deal, Party, Rate, Role, Side, Yardstick
from bot.domain.digests import About, Digest, Printed
from bot.domain.ids import THEM, US, ChannelId, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.issues import Issue, Joint, LinearScale, Points, Scale
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import Increase, Kind, Move, State
from bot.domain.offers import Offer, OfferReply, OfferState
from bot.domain.plans import (
    Alternative,
    Anchor,
    Benchmark,
    IssuePlan,
    Plan,
    PlannedGive,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.policy import Policy
from bot.domain.preferences import Preferences, Snooze
from bot.domain.rhythms import (
    Better,
    Cadence,
    CadenceUnit,
    Exits,
    Gate,
    Measure,
    Rhythm,
    RiskEvent,
    Rung,
    TriggerResponse,
    Window,
)
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind
from bot.domain.styles import Aim, Phrasing, Style, Unsuited
from bot.domain.totals import Totals
from bot.domain.trades import Tie
from bot.domain.triggers import Firing, Reading
from bot.domain.worth import Figure, Size
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, TODAY

LATER = NOW + timedelta(minutes=7, microseconds=21)
SOON = TODAY + timedelta(days=12)
OURS, THEIRS, BANK = PartyId(US), PartyId(THEM), PartyId("bank")
RANGE = Figure.between(Decimal(10000), Decimal("15000.50"), "EUR")
ODD = Figure(amount=Decimal(7), unit="EUR", estimate=True, low=Decimal(1), high=None)

POLICY = Policy(small_share=Decimal("0.03"), open_days=9, speaking=frozenset({"drip", "no_reason"}))
DEAL = Deal(
    team=TEAM,
    id=ACME,
    name="Acme — Erneuerung",
    side=Side.BUYING,
    yardstick=Yardstick(
        unit="EUR",
        sizes={Size.S: Decimal(1000), Size.XL: Decimal("90000.00")},
        rates=(Rate(currency="USD", rate=Decimal("0.91"), day=TODAY),),
    ),
    opened_at=NOW,
    opened_by=ANA,
    size=RANGE,
    parties=(Party(id=THEIRS, name="Acme"), Party(id=BANK, name="Bank of Acme")),
    policy=POLICY,
    issues=(
        Issue(
            name="price",
            unit="EUR",
            low=Decimal(80000),
            high=Decimal("120000.5"),
            more_is_ours=False,
            scales={
                OURS: Scale(
                    weight=Decimal("0.5"), shape=LinearScale(slope=Decimal(-1), start=Decimal(7))
                ),
                THEIRS: Scale(
                    weight=Decimal(2), shape=LinearScale(slope=Decimal("0.1")), estimate=True
                ),
            },
        ),
        Issue(
            name="car",
            options=("none", "95000", "two"),
            scales={
                OURS: Scale(weight=Decimal(1), shape=Points(of={"none": Decimal(0)})),
                BANK: Scale(
                    weight=Decimal(3),
                    shape=Joint(other="price", of={("95000", "none"): Decimal("4.5")}),
                ),
            },
        ),
    ),
    style=Style(
        aim=Aim.TRANSACTION,
        phrasing=Phrasing.INDIRECT,
        model="the buyer likes tables",
        doubts=frozenset(Unsuited),
    ),
    held_since=TODAY,
    locked=True,
    version=4,
)
MOVE = Move(
    no=MoveNo(1),
    kind=Kind.GIVE,
    what="12% Rabatt",
    state=State.CONDITIONAL,
    on=TODAY,
    at=LATER,
    person=ANA,
    frm=OURS,
    to=BANK,
    issue="price",
    cost=RANGE,
    worth=Size.M,
    for_what="reference call",
    ref=MoveNo(2),
    condition="they sign by Friday",
    due=SOON,
    reason="to close the year",
    review=SOON,
    settled=SOON,
    settled_after=MoveNo(2),
    offer=OfferNo(1),
    increase=Increase(step=Decimal("2.5"), unit="%"),
    typed="/concede 12% Rabatt",
    version=3,
)
PLAIN_MOVE = Move(
    no=MoveNo(2),
    kind=Kind.ASK,
    what="24-month term",
    state=State.OPEN,
    on=TODAY,
    at=NOW,
    person=BEN,
    frm=OURS,
    to=THEIRS,
)
GET = replace(
    PLAIN_MOVE,
    no=MoveNo(3),
    kind=Kind.GET,
    what="logo",
    state=State.FIRM,
    frm=THEIRS,
    to=OURS,
    worth=ODD,
)
OFFER = Offer(
    no=OfferNo(1),
    by=OURS,
    values={"price": Decimal("95000.50"), "car": "95000"},
    stated=frozenset({"price", "car"}),
    opened=frozenset({"car"}),
    options=frozenset({("car", "95000"), ("car", "two")}),
    alternatives=({"price": Decimal(99000)}, {"car": "two"}),
    on=TODAY,
    at=LATER,
    person=ANA,
    state=OfferState.ACCEPTED,
    replies=(OfferReply(by=THEIRS, accepted=True, on=TODAY, after=OfferNo(1)),),
    leaned=1,
    until=SOON,
    rhythm="a call every quarter",
    condition="the board agrees",
    typed="/offer price 95000.50",
    version=2,
)
PLAIN_OFFER = Offer(
    no=OfferNo(2),
    by=BANK,
    values={"price": Decimal(1)},
    stated=frozenset({"price"}),
    on=TODAY,
    at=NOW,
    person=BEN,
)
ENTRY = Entry(
    seq=1,
    at=LATER,
    person=ANA,
    verb=Verb.AMENDED,
    moves=(MOVE, PLAIN_MOVE, GET),
    before=(replace(MOVE, version=2, increase=Increase()),),
    tied=(Tie(give=MoveNo(1), get=MoveNo(3)),),
    untied=(Tie(give=MoveNo(1), get=MoveNo(4)),),
    offers=(OFFER, PLAIN_OFFER),
    offers_before=(replace(OFFER, version=1, leaned=None),),
    why="typed in a hurry",
)
PLAIN_ENTRY = Entry(seq=2, at=NOW, person=BEN, verb=Verb.SET)
TOTALS = Totals(
    last=MoveNo(3),
    gives=1,
    given=Decimal("12000.50"),
    given_unfigured=2,
    gives_if=3,
    gets=4,
    got=Decimal("0.1"),
    got_unfigured=5,
    open_gives=6,
    exposure=Decimal(7),
    exposure_days=Decimal("8.25"),
    unfigured=9,
    run=10,
    run_cost=Decimal(11),
    run_offer=OfferNo(1),
    theirs=(TODAY, MoveNo(3)),
    asks=12,
    granted=13,
    open_asks=14,
    drafts=15,
    conditional=16,
    recheck=SOON,
)
PLAN = Plan(
    viewers=frozenset({BEN, PersonId("U9")}),
    alternatives=(
        Alternative(
            what="Globex", comes_to=RANGE, later_costs=Figure(amount=Decimal(9), unit="EUR")
        ),
    ),
    walk_away=Figure(amount=Decimal("180000.00"), unit="EUR"),
    target=ODD,
    later_costs=Figure(amount=Decimal(0)),
    hint="our budget is a promise",
    issues=(
        IssuePlan(
            issue="term",
            importance=Decimal(40),
            theirs=Decimal("12.5"),
            target=TermLevel(text="24 months", number=Decimal(24)),
            walk_away=TermLevel(text="30 or 60"),
            flexibility=Size.L,
            leverage=Size.S,
            worth_to_us=Size.XL,
            worth_to_them=Figure(amount=Decimal(3), unit="pts", estimate=True),
        ),
    ),
    people=(
        Stakeholder(
            role="head of IT",
            part=StakeholderPart.DAY_TWO,
            incentives="the fair",
            limits="no budget",
            history="was late",
        ),
    ),
    anchor=Anchor(
        opening=Figure(amount=Decimal(1), unit="EUR"),
        range=RANGE,
        evidence="the index",
        rationale="their last deal",
        range_known=False,
    ),
    evidence=(Benchmark(issue="price", best="90k", likely="95k", worst="99k", source="index"),),
    gives=(
        PlannedGive(
            what="training", issue="support", size=Size.M, not_before=SOON, ask="a reference"
        ),
    ),
)
RHYTHM = Rhythm(
    cadence=Cadence(unit=CadenceUnit.MONTHS, start=TODAY, every=3, weekday=0, nth=-1),
    agenda="numbers first",
    country="DE-BY",
    zone="Europe/Berlin",
    owner=ANA,
    their_owner="Cy",
    decisions="both owners",
    disputes="the boards",
    measures=(
        Measure(
            name="uptime",
            unit="%",
            better=Better.LOWER,
            threshold=Decimal("99.90"),
            response=TriggerResponse.PAUSE,
            action="a meeting",
            credit="5 %",
        ),
    ),
    escalation=(Rung(person=BEN, role="head of sales", after=2), Rung(after=5)),
    renewal=SOON,
    notice=TODAY,
    credits="5 % a month",
    windows=(Window(what="change requests", days=5, closes=SOON),),
    gates=(Gate(what="pilot", passes="10 users", day=SOON), Gate()),
    risks=(RiskEvent(when="a flood", then="a call", days=2),),
    exits=Exits(pause="one month", reopen="a new law", stop_loss="two quarters"),
    reminded=frozenset({ANA, BEN}),
    version=1,
)
CHECKIN = CheckIn(
    no=1,
    of=TODAY,
    day=SOON,
    owner=BEN,
    quarterly=True,
    state=CheckInState.MOVED,
    outcome="on plan",
    decisions="go on",
    why="holidays",
    moved_to=SOON,
    person=ANA,
    at=LATER,
)
DIGEST = Digest(
    team=TEAM,
    id="digest:U1",
    day=SOON,
    since=TODAY,
    lines=(Printed(about=next(iter(About)), deal=ACME, no=MoveNo(1), version=3),),
    more=4,
)
PREFERENCES = Preferences(
    team=TEAM,
    person=ANA,
    digest=False,
    asked=LATER,
    hour=time(7, 30),
    zone="Europe/Berlin",
    country="DE-BY",
    quiet=frozenset({0, 5, 6}),
    away_from=TODAY,
    away_until=SOON,
)
SNOOZE = Snooze(person=ANA, deal=ACME, move=MoveNo(1), until=SOON)
PERSON = Person(
    team=TEAM,
    id=ANA,
    name="Ana Ünal",
    member=True,
    admin=True,
    zone="Europe/Berlin",
    locale="de-DE",
    seen=LATER,
)
C1 = ChannelId("C1")
CHANNEL = Channel(team=TEAM, id=C1, name="acme", private_to_us=True, seen=LATER)
SHOWN = ShownCaution(person=ANA, key="drip:price", weight=Decimal("2.5"), at=LATER)
SIGNAL = Note(no=1, what="folded arms", about="buyer", person=BEN, on=TODAY, at=LATER)
WORKSPACE = Workspace(team=TEAM, policy=POLICY)
REQUEST = ProcessedRequest(deal=ACME, seq=1)
SCHEDULE = Schedule(
    team=TEAM,
    id="digest:U1",
    occasion=ScheduleKind.DIGEST,
    person=ANA,
    deal=ACME,
    key="7",
    zone="Europe/Berlin",
    hour=time(9, 5),
    day=SOON,
    wake=LATER,
)
OCCURRENCE = Occurrence(day=TODAY, at=LATER, outcome=Outcome.EMPTY, why="nothing open")
READING = Reading(no=1, measure="uptime", value=Decimal("99.50"), on=TODAY, person=BEN, at=LATER)
FIRING = Firing(measure="uptime", reading=1, on=TODAY, action="pause", at=LATER)
POST = Post(
    id="post:1",
    team=TEAM,
    to="U1",
    body='{"text":"Good morning"}',
    due=LATER,
    deal=ACME,
    conversation="D1",
    ts="17.5",
    marked=True,
    bare=True,
    why="no_channel",
    sends=2,
    misses=1,
)


PENDING: tuple[PendingInput, ...] = (
    PendingCommand(id="line", person=ANA, at=NOW, channel=C1, command="/concede", text="5% off"),
    PendingOffer(
        id="held offer D1 U1:key",
        person=ANA,
        at=NOW,
        party=OURS,
        values={"price": Decimal("95000.50"), "car": "95000"},
        alternatives=({"price": Decimal(99000)},),
        on=TODAY,
        rhythm="a call",
        condition="the board agrees",
        units={"price": "EUR"},
        typed="/offer price 95000.50",
    ),
    PendingDay(id="day", person=ANA, at=NOW, day=TODAY + timedelta(days=8)),
    PendingSheet(id="sheet", person=ANA, at=NOW, text="what,day\npens,1 Dec\n"),
)


def fill(work: UnitOfWork) -> None:
    """Stores all of it."""
    new_deal = replace(DEAL, version=1)
    work.deals.insert(new_deal, C1, ANA)
    work.deals.update(replace(DEAL, version=2))
    work.roles.save(TEAM, ACME, BEN, Role.VIEWER)
    work.deals.save_choice(TEAM, BEN, C1, ACME)
    work.ledger.append_entry(DEAL, ENTRY, TOTALS, frozenset({MoveNo(2)}))
    work.ledger.append_entry(DEAL, PLAIN_ENTRY, TOTALS)
    work.cautions.save_shown(TEAM, ACME, SHOWN)
    work.cautions.set_muted(TEAM, ACME, Mute(person=ANA, rule="drip"), on=True)
    work.signals.insert(TEAM, ACME, SIGNAL)
    work.imports.save_moves(TEAM, ACME, {"row 7": MoveNo(1)})
    work.keys.mark_processed(TEAM, "key", REQUEST, LATER)
    work.people.save(PERSON)
    work.channels.save(CHANNEL)
    work.plans.save(TEAM, ACME, PLAN)
    work.rhythms.save(TEAM, ACME, RHYTHM)
    work.rhythms.save_checkin(TEAM, ACME, CHECKIN)
    work.rhythms.insert_reading(TEAM, ACME, READING)
    work.rhythms.insert_firing(TEAM, ACME, FIRING)
    work.digests.insert(DIGEST)
    work.preferences.save(PREFERENCES)
    work.preferences.save_snooze(TEAM, SNOOZE)
    work.schedules.save(replace(SCHEDULE, day=TODAY))
    (claimed,) = work.schedules.claim_due(LATER, LATER + timedelta(minutes=1), 9)
    work.schedules.complete(claimed, [OCCURRENCE], SCHEDULE)
    assert work.schedules.claim_due(LATER, LATER + timedelta(minutes=2), 9)
    work.workspaces.save(WORKSPACE)
    for pending in PENDING:
        work.pending.save(TEAM, pending)
    work.outbox.insert(POST)


def check(work: UnitOfWork) -> None:
    """All of it is there as it was stored."""
    deal = replace(DEAL, version=2)
    assert work.deals.find(TEAM, ACME) == deal
    assert work.roles.list_in_deal(TEAM, ACME) == [(ANA, Role.OWNER), (BEN, Role.VIEWER)]
    assert work.deals.find_chosen(TEAM, BEN, C1) == ACME
    assert work.ledger.list_entries(TEAM, ACME) == [ENTRY, PLAIN_ENTRY]
    ledger = work.ledger.load(TEAM, ACME)
    assert list(ledger.moves.values()) == [MOVE, PLAIN_MOVE, GET]
    assert (ledger.yardstick, ledger.ties) == (deal.yardstick, frozenset(ENTRY.tied))
    snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
    assert snapshot is not None
    assert (snapshot.deal, snapshot.totals, snapshot.role) == (deal, TOTALS, Role.OWNER)
    assert (snapshot.entries, snapshot.planned, snapshot.mutes) == (2, True, frozenset({"drip"}))
    assert (snapshot.open_asks, snapshot.recent) == ((PLAIN_MOVE,), (GET, PLAIN_MOVE, MOVE))
    assert work.offers.list_in_deal(TEAM, ACME) == [OFFER, PLAIN_OFFER]
    assert work.cautions.list_shown(TEAM, ACME, ANA, "drip") == [SHOWN]
    assert work.signals.list_in_deal(TEAM, ACME) == [SIGNAL]
    assert work.imports.find_moves(TEAM, ACME) == {"row 7": MoveNo(1)}
    assert work.keys.find_processed(TEAM, "key") == REQUEST
    assert work.people.find(TEAM, ANA) == PERSON
    assert work.channels.find(TEAM, C1) == CHANNEL
    assert work.plans.find(TEAM, ACME) == PLAN
    assert work.rhythms.find(TEAM, ACME) == RHYTHM
    assert work.rhythms.list_checkins(TEAM, ACME) == [CHECKIN]
    assert work.rhythms.list_readings(TEAM, ACME) == [READING]
    assert work.rhythms.list_firings(TEAM, ACME) == [FIRING]
    assert work.digests.find(TEAM, DIGEST.id) == DIGEST
    assert work.preferences.find_many(TEAM, [ANA]) == {ANA: PREFERENCES}
    assert work.preferences.list_snoozes(TEAM, [ANA]) == [SNOOZE]
    assert work.schedules.find(TEAM, SCHEDULE.id) == SCHEDULE
    assert work.schedules.list_occurrences(TEAM, SCHEDULE.id) == [OCCURRENCE]
    assert work.workspaces.find(TEAM) == WORKSPACE
    assert work.outbox.find(TEAM, POST.id) == POST
    feed = work.ledger.entries_since(None, 9, team=TEAM)
    assert [(found.deal, found.entry) for found in feed] == [(ACME, ENTRY), (ACME, PLAIN_ENTRY)]


def check_pending(work: UnitOfWork) -> None:
    """What waits is there, too, and is taken away."""
    for pending in PENDING:
        assert work.pending.take(TEAM, pending.id, ANA, type(pending)) == pending
    assert work.ledger.list_lapsing_deals(SOON + timedelta(days=1), 9) == [(TEAM, ACME)]
