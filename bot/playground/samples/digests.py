"""Sample digests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers import Exposure, GiveRecorded, Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.checkins import Agenda, CheckInLate, CheckInNudged, DateNudged
from bot.coach.answers.commitments import CommitmentDue, EngagementCooled
from bot.coach.answers.digests import (
    ChannelDigestMade,
    ChannelDigestSet,
    DigestRow,
    Done,
)
from bot.coach.answers.mornings import (
    ApprovalWaits,
    DealPart,
    DueLine,
    LineFacts,
    LineTopic,
    MorningMade,
    MorningRow,
    OfferEnding,
    WaitingListed,
)
from bot.coach.answers.preferences import FirstNudge
from bot.coach.answers.retention import DeletionComes
from bot.coach.answers.snoozes import LineSnoozed, SnoozedLine, SnoozesListed
from bot.coach.digests import repeat_what_was_asked
from bot.coach.mornings.moves import build_move_line
from bot.domain.calendar import WorkingDays
from bot.domain.checkins import CheckIn, CheckInState, ReminderCause
from bot.domain.commitments import CommitmentState
from bot.domain.deals import Deal
from bot.domain.digests import About, DigestLine
from bot.domain.ids import THEM, US, ChannelId, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.mornings import OpenTotal
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.preferences import MORNING
from bot.domain.rhythms import DateOutcome
from bot.domain.worth import Figure
from bot.playground.samples import approvals
from bot.playground.samples.commitments import CASE_STUDY, ONBOARDING
from bot.playground.samples.tactics import DEAL

TODAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
CHANNEL = ChannelId("C0ACME")


def _move(no: int, kind: Kind, what: str, state: State) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=date(2026, 11, 12),
        at=datetime(2026, 11, 12, 12, tzinfo=UTC),
        person=PersonId("U0ANA"),
        frm=PartyId(US),
        to=PartyId(THEM),
    )


GIVE = replace(
    _move(1, Kind.GIVE, "5% off", State.FIRM),
    cost=Figure(amount=Decimal(12_000), unit="EUR"),
    typed="5% off",
)
BARE = _move(6, Kind.GIVE, "onboarding *week*", State.FIRM)
ASK = replace(_move(2, Kind.ASK, "24-month term", State.OPEN), due=FRIDAY, ref=MoveNo(1))
STALLED = replace(_move(3, Kind.ASK, "reference call", State.OPEN), due=date(2026, 11, 20))
DRAFT = _move(4, Kind.GIVE, "10 more seats", State.DRAFT)
NET_60 = replace(
    _move(5, Kind.GIVE, "net 60", State.CONDITIONAL), condition="they sign", due=date(2026, 11, 26)
)
GOODWILL = replace(_move(7, Kind.GIVE, "free training", State.GOODWILL), review=date(2026, 11, 23))
TEST = replace(GOODWILL, no=MoveNo(8), what="small pilot", for_what="their numbers")


def _line(
    about: About, move: Move, *, left: Decimal | None = None, ask: Move | None = None
) -> DigestLine:
    return DigestLine(
        about=about, deal=DEAL, move=move, left=left, age=(TODAY - move.on).days, ask=ask
    )


def _say(line: DigestLine) -> Sentence | None:
    if line.about is About.OPEN_GIVE and line.ask is None:
        return Sentence(
            kind=SentenceKind.ASK_BACK,
            give=line.move.what,
            get="a 24-month term",
            by=date(2026, 11, 27),
        )
    return repeat_what_was_asked(line, WorkingDays(today=TODAY))


def _row(line: DigestLine, *, is_over: bool = False) -> MorningRow:
    return MorningRow(line=build_move_line(line), sentence=_say(line), is_over=is_over)


def _morning(*rows: MorningRow, deal: Deal = DEAL) -> MorningMade:
    part = DealPart(deal=deal, rows=rows, channel=CHANNEL)
    return MorningMade(today=TODAY, since=TODAY, total=TOTAL, parts=(part,), key=TODAY.isoformat())


TOTAL = OpenTotal(gives=3, amounts=(("EUR", Decimal(15_000)),), oldest=12, asks=2)
OPEN = _line(About.OPEN_GIVE, GIVE, left=Decimal(12_000))
ASKED = _line(About.OPEN_GIVE, GIVE, left=Decimal(7_000), ask=ASK)
STALE = _line(About.STALLED_ASK, STALLED)
SOME = _morning(
    _row(ASKED),
    _row(_line(About.OPEN_GIVE, BARE)),
    _row(STALE),
    _row(_line(About.DRAFT, replace(DRAFT, condition="they sign"))),
    _row(_line(About.LAPSING, NET_60)),
)
EVERY = replace(SOME, more=3, as_before=4)
AFTER_DAYS = _morning(
    _row(_line(About.STALLED_ASK, replace(STALLED, due=None))),
    _row(replace(_line(About.DRAFT, replace(DRAFT, kind=Kind.GET)), is_last=True)),
    _row(_line(About.ASK_DUE, replace(ASK, due=TODAY))),
    _row(_line(About.REVIEW, GOODWILL)),
    _row(_line(About.REVIEW, TEST)),
)
OTHERS = replace(AFTER_DAYS, since=date(2026, 11, 20))
OVER = _morning(
    _row(OPEN, is_over=True),
    _row(STALE, is_over=True),
    _row(_line(About.REVIEW, GOODWILL), is_over=True),
)
CHECK_IN = CheckIn(no=4, of=date(2026, 11, 25), day=date(2026, 11, 25), owner=PersonId("U0ANA"))


def _reminder(
    about: About,
    facts: LineFacts,
    deal: Deal = DEAL,
) -> MorningRow:
    line = DueLine(
        about=about, deal=deal, subject=about.value, stage="", facts=facts, day=TODAY, binds=True
    )
    return MorningRow(line=line)


NUDGED = CheckInNudged(
    deal=DEAL,
    today=TODAY,
    checkin=CHECK_IN,
    agenda=Agenda(lines=("what went well",), asks=(ASK, STALLED), promised=(ASK,)),
    put_off=date(2026, 11, 23),
    away=True,
)
QUIET = replace(NUDGED, checkin=replace(CHECK_IN, quarterly=True), agenda=Agenda(), put_off=None)
LATE = CheckInLate(deal=DEAL, today=TODAY, checkin=CHECK_IN, rung=1, person=PersonId("U0BEN"))
ROLE_LATE = replace(
    LATE,
    checkin=replace(CHECK_IN, quarterly=True),
    person=None,
    role="their COO",
    put_off=date(2026, 11, 23),
)
SEVERAL_LATE = replace(
    LATE,
    unsettled=tuple(replace(CHECK_IN, no=no, day=date(2026, 10, no)) for no in range(1, 8)),
    person=None,
)
NOTICE = DateNudged(deal=DEAL, today=TODAY, cause=ReminderCause.NOTICE, of=date(2026, 12, 1))
REMINDERS = _morning(
    _reminder(About.CHECK_IN, NUDGED),
    _reminder(About.CHECK_IN, replace(QUIET, away=False)),
    _reminder(About.CHECK_IN_LATE, LATE),
    _reminder(About.CHECK_IN_LATE, ROLE_LATE),
    _reminder(About.CHECK_IN_LATE, SEVERAL_LATE),
    _reminder(About.DATE, NOTICE),
    _reminder(About.DATE, replace(NOTICE, cause=ReminderCause.RENEWAL, put_off=TODAY)),
    _reminder(About.DATE, replace(NOTICE, of=TODAY)),
    _reminder(About.DATE, replace(NOTICE, of=date(2026, 11, 20))),
    _reminder(About.DATE, replace(NOTICE, cause=ReminderCause.WINDOW, what="the board")),
    _reminder(About.DATE, replace(NOTICE, cause=ReminderCause.BAND, what="CPI")),
    _reminder(About.DATE, replace(NOTICE, cause=ReminderCause.GATE, what="one site runs")),
)

OFFER = Offer(
    no=OfferNo(1),
    by=PartyId(US),
    values={},
    stated=frozenset(),
    on=TODAY,
    at=GIVE.at,
    person=GIVE.person,
    until=FRIDAY,
)
OFFERS = _morning(
    *(
        MorningRow(
            line=DueLine(
                about=About.OFFER,
                deal=DEAL,
                subject=f"offer:{offer.no}",
                stage="",
                facts=OfferEnding(deal=DEAL, offer=offer),
                day=FRIDAY,
                binds=True,
            )
        )
        for offer in (OFFER, replace(OFFER, no=OfferNo(2), by=PartyId(THEM)))
    )
)
TO_DO = _morning(
    _reminder(About.COMMITMENT, CommitmentDue(deal=DEAL, commitment=ONBOARDING)),
    _reminder(
        About.COMMITMENT, CommitmentDue(deal=DEAL, commitment=replace(CASE_STUDY, due=TODAY))
    ),
    _reminder(
        About.COMMITMENT,
        CommitmentDue(deal=DEAL, commitment=replace(CASE_STUDY, due=date(2026, 11, 20))),
    ),
    _reminder(
        About.COMMITMENT,
        CommitmentDue(deal=DEAL, commitment=replace(ONBOARDING, due=date(2026, 11, 26))),
    ),
    _reminder(About.COOLING, EngagementCooled(deal=DEAL, since=date(2026, 8, 3))),
    _reminder(About.DELETION, DeletionComes(deal=DEAL, last_day=date(2026, 12, 24))),
)

APPROVALS = _morning(
    *(
        _reminder(About.APPROVAL, ApprovalWaits(facts=facts, is_asked=is_asked))
        for facts, is_asked in (
            (approvals.FACTS, True),
            (approvals.MANY, True),
            (approvals.FACTS, False),
            (approvals.NOBODY_ASKED, False),
        )
    )
)
RENEWALS = _morning(
    _reminder(About.DATE, replace(NOTICE, cause=ReminderCause.RENEWAL, of=date(2026, 11, 25))),
    _reminder(About.DATE, replace(NOTICE, cause=ReminderCause.RENEWAL, of=date(2026, 11, 20))),
    _reminder(
        About.DATE,
        replace(NOTICE, cause=ReminderCause.RENEWAL, outcome=DateOutcome.NOTICE_GIVEN),
    ),
)


def _settled(move: Move, about: About, done: Done, until: date | None = None) -> MorningRow:
    return MorningRow(line=build_move_line(_line(about, move)), done=done, until=until)


SETTLED = (
    _settled(GIVE, About.OPEN_GIVE, Done.ANSWERED),
    _settled(STALLED, About.STALLED_ASK, Done.CLOSED),
    _settled(
        replace(BARE, state=State.GOODWILL), About.OPEN_GIVE, Done.CHANGED, date(2026, 12, 24)
    ),
    _settled(STALLED, About.STALLED_ASK, Done.ASKED_AGAIN, FRIDAY),
    _settled(replace(DRAFT, state=State.VOID), About.DRAFT, Done.CHANGED),
    _settled(NET_60, About.LAPSING, Done.SNOOZED, FRIDAY),
)
SEEN_TO = replace(_morning(*SETTLED), settled=2, total=OpenTotal())
MANY = _morning(
    *(_row(replace(OPEN, move=replace(GIVE, no=MoveNo(no)))) for no in range(1, 12)),
    _row(_line(About.LAPSING, NET_60)),
    _row(_line(About.DRAFT, DRAFT)),
    _reminder(About.CHECK_IN, NUDGED),
    *SETTLED[:1],
)
RECORDED = GiveRecorded(
    deal=DEAL,
    give=NET_60,
    seq=1,
    today=TODAY,
    exposure=Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None),
)
FOR_CHANNEL = ChannelDigestMade(
    deal=DEAL,
    today=TODAY,
    since=TODAY,
    lines=tuple(
        DigestRow(line=line, sentence=_say(line))
        for line in (OPEN, ASKED, STALE, _line(About.ASK_DUE, replace(ASK, due=TODAY)))
    ),
    more=1,
    as_before=2,
    key=f"{CHANNEL}:{TODAY}",
)


def _topic(**about: object) -> LineTopic:
    return LineTopic(deal=DEAL, **about)  # type: ignore[arg-type] # by name


TOPICS = {
    "move:1": _topic(move=GIVE),
    "commitment:2": _topic(commitment=CASE_STUDY),
    "offer:1": _topic(offer=OFFER),
    "late:4:2026-11-25:0": _topic(checkin=CHECK_IN),
    "notice:0:2027-03-31:30": _topic(cause="notice", of=date(2027, 3, 31)),
    "renewal:0:2027-06-30:30": _topic(cause="renewal", of=date(2027, 6, 30)),
    "window:0:2026-11-27:1": _topic(cause="window", of=FRIDAY),
}
PUT_OFF = tuple(
    SnoozedLine(topic=topic, subject=subject, until=FRIDAY, comes=FRIDAY)
    for subject, topic in TOPICS.items()
)


def _done(about: About, topic: LineTopic, done: Done = Done.SETTLED) -> MorningRow:
    subject = next(iter(TOPICS))
    line = DueLine(about=about, deal=DEAL, subject=subject, stage="", facts=topic, day=TODAY)
    return MorningRow(line=line, done=done, until=FRIDAY if done is Done.SNOOZED else None)


LAST_DAY = TOPICS["notice:0:2027-03-31:30"]
OTHERS_SEEN_TO = _morning(
    _done(About.CHECK_IN_LATE, _topic(checkin=replace(CHECK_IN, state=CheckInState.HELD))),
    _done(About.CHECK_IN_LATE, _topic(checkin=replace(CHECK_IN, state=CheckInState.SKIPPED))),
    _done(
        About.CHECK_IN,
        _topic(checkin=replace(CHECK_IN, state=CheckInState.MOVED, moved_to=FRIDAY)),
    ),
    _done(About.DATE, replace(LAST_DAY, outcome=DateOutcome.NOTICE_GIVEN)),
    _done(About.DATE, replace(LAST_DAY, cause="renewal", outcome=DateOutcome.RENEWED)),
    _done(About.DATE, replace(LAST_DAY, moved_to=date(2027, 4, 30))),
    _done(About.OFFER, _topic(offer=replace(OFFER, state=OfferState.ACCEPTED))),
    _done(
        About.COMMITMENT, _topic(commitment=replace(CASE_STUDY, state=CommitmentState.DELIVERED))
    ),
    _done(About.COMMITMENT, _topic(commitment=CASE_STUDY), Done.SNOOZED),
)
URGENT = replace(
    _morning(
        MorningRow(line=replace(build_move_line(_line(About.LAPSING, NET_60)), is_own=False)),
        _row(_line(About.ASK_DUE, replace(ASK, due=TODAY))),
    ),
    key=f"{TODAY}.1",
    is_urgent=True,
)
WAITING = WaitingListed(today=TODAY, total=TOTAL, parts=SOME.parts, count=70, page=1, pages=3)
LOCKED = replace(DEAL, locked=True)

SAMPLES: list[tuple[str, Answer]] = [
    ("morning of approvals", APPROVALS),
    ("morning made, one line", _morning(_row(OPEN))),
    ("morning made, all there is room for", EVERY),
    ("morning made, after days that were missed", OTHERS),
    ("morning made, seen to since", SEEN_TO),
    ("morning made, is it over", OVER),
    ("morning made, of rhythms", replace(REMINDERS, total=replace(TOTAL, gives=0))),
    ("morning made, of offers", OFFERS),
    ("morning made, of what is to be done", replace(TO_DO, total=replace(TOTAL, gives=0, asks=0))),
    ("morning made, of renewals", replace(RENEWALS, total=replace(TOTAL, gives=0, asks=0))),
    ("morning made, of many deals", MANY),
    ("morning made, at once", URGENT),
    ("morning made, at once, seen to since", replace(SEEN_TO, is_urgent=True)),
    (
        "morning made, figures of several kinds",
        replace(
            _morning(_row(OPEN)),
            total=replace(
                TOTAL, amounts=(("EUR", Decimal(15_000)), ("USD", Decimal(4_000))), unfigured=1
            ),
        ),
    ),
    (
        "morning made, of a locked deal",
        _morning(_row(replace(OPEN, deal=LOCKED)), _row(replace(STALE, deal=LOCKED)), deal=LOCKED),
    ),
    ("all that waits, a page in between", WAITING),
    ("all that waits, one page", replace(WAITING, page=0, pages=1)),
    (
        "nothing waits",
        replace(WAITING, total=OpenTotal(), parts=(), count=0, page=0, pages=1),
    ),
    ("line snoozed", LineSnoozed(deal=DEAL, line=PUT_OFF[0])),
    (
        "line snoozed, without messages",
        LineSnoozed(deal=DEAL, line=replace(PUT_OFF[0], comes=None)),
    ),
    ("snoozes listed", SnoozesListed(lines=PUT_OFF)),
    ("snoozes listed, none", SnoozesListed(lines=())),
    (
        "snoozes listed, some ended",
        SnoozesListed(
            lines=PUT_OFF[:1], ended=tuple(line.topic for line in PUT_OFF[1:]), comes=FRIDAY
        ),
    ),
    (
        "snoozes listed, one ended without messages",
        SnoozesListed(lines=(), ended=(PUT_OFF[0].topic,)),
    ),
    ("morning made, of other lines seen to", replace(OTHERS_SEEN_TO, total=OpenTotal())),
    (
        "channel digest set, paused",
        ChannelDigestSet(deal=DEAL, channel=CHANNEL, first=FRIDAY, is_paused=True),
    ),
    ("channel digest made", FOR_CHANNEL),
    (
        "channel digest made, after days that were missed",
        replace(FOR_CHANNEL, since=date(2026, 11, 20), more=0),
    ),
    (
        "channel digest made, seen to since",
        replace(
            FOR_CHANNEL,
            lines=(
                DigestRow(line=OPEN, done=Done.ANSWERED),
                DigestRow(line=STALE, done=Done.CLOSED),
                DigestRow(line=STALE, done=Done.ASKED_AGAIN, until=FRIDAY),
                DigestRow(line=STALE, sentence=_say(STALE), is_last=True),
            ),
            more=0,
            as_before=0,
        ),
    ),
    ("channel digest set", ChannelDigestSet(deal=DEAL, channel=CHANNEL, first=TODAY)),
    (
        "channel digest set, as a daily list",
        ChannelDigestSet(deal=DEAL, channel=CHANNEL, first=TODAY, is_daily=True),
    ),
    ("channel digest set, off", ChannelDigestSet(deal=DEAL, channel=CHANNEL, first=None)),
    (
        "give recorded, and asked about nudges",
        replace(RECORDED, first_nudge=FirstNudge(day=FRIDAY, hour=MORNING)),
    ),
    (
        "give recorded, and asked about tomorrow",
        replace(RECORDED, first_nudge=FirstNudge(day=date(2026, 11, 24), hour=MORNING)),
    ),
]
