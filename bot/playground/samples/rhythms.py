"""Samples of a deal's rhythm, its check-ins and its measures."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.checkins import (
    CheckInAhead,
    CheckInAsked,
    CheckInNudged,
    CheckInSettled,
    CheckInsListed,
    CheckInsSettled,
    MeasuresListed,
    NoCheckInWaits,
    ReadingAsked,
    ReadingQuestion,
    ReadingRecorded,
    TriggerFired,
    WatchedState,
)
from bot.coach.answers.contract_dates import DateReopened, DateSettled
from bot.coach.answers.rhythms import RhythmLine, RhythmPage
from bot.domain.checkins import CheckInState
from bot.domain.rhythms import ContractDate, DateOutcome, Rhythm, RhythmStep, list_rhythm_gaps
from bot.domain.triggers import Standing, describe_consequence
from bot.playground.samples.links import RENEWAL
from bot.playground.samples.rhythm_facts import (
    AGENDA,
    ANA,
    BEN,
    CPI,
    CPI_ABOVE,
    CPI_CAPPED,
    CPI_FIRED,
    CPI_WITHIN,
    ENDS,
    FINE,
    FIRING,
    FLAT,
    HELD,
    LATE,
    LOW,
    MOVED,
    NEXT,
    NOTICE_GIVEN,
    OF_OCTOBER,
    PAST,
    QBR,
    QUARTER,
    QUARTERLY,
    RHYTHM,
    SHOWN,
    SKIPPED,
    STARTED,
    STEP,
    TODAY,
    UNHELD,
    UNREAD,
    UPTIME_FIRED,
    VOLUME_FINE,
    VOLUME_LOW,
    WAY_OUT,
)

SAMPLES: list[tuple[str, Answer]] = [
    ("a rhythm", SHOWN),
    ("a rhythm, the next reminder", replace(SHOWN, next_reminder=date(2026, 11, 30), hour=time(9))),
    ("a rhythm, no reminders wanted", replace(SHOWN, reminded=False, is_quiet=True)),
    (
        "a rhythm not begun",
        replace(
            SHOWN,
            steps=list_rhythm_gaps(Rhythm()),
            rhythm=Rhythm(),
            coming=None,
            reminded=False,
            unreminded=(),
        ),
    ),
    (
        "a rhythm just saved",
        replace(
            SHOWN,
            steps=list_rhythm_gaps(STARTED),
            rhythm=STARTED,
            coming=QBR,
            reminded=False,
            saved=RhythmStep.CADENCE,
            undo=4,
        ),
    ),
    ("a rhythm for somebody who only reads", replace(SHOWN, mine=False)),
    (
        "a rhythm after notice",
        replace(SHOWN, rhythm=replace(RHYTHM, settled=(NOTICE_GIVEN, ENDS))),
    ),
    (
        "a rhythm that was renewed",
        replace(
            SHOWN,
            rhythm=replace(RHYTHM, settled=(replace(ENDS, outcome=DateOutcome.RENEWED),)),
        ),
    ),
    ("measures of a rhythm", STEP),
    ("windows of a rhythm", replace(STEP, step=RhythmStep.WINDOWS)),
    ("risks of a rhythm", replace(STEP, step=RhythmStep.RISKS)),
    ("no measures yet", replace(STEP, rhythm=Rhythm())),
    ("a step that is one form", replace(STEP, step=RhythmStep.DATES)),
    (
        "the one page",
        RhythmPage(
            deal=RENEWAL, today=TODAY, rhythm=RHYTHM, names=((ANA, "Ana Ünal"), (BEN, "Ben Okafor"))
        ),
    ),
    (
        "the one page of a rhythm just begun",
        RhythmPage(deal=RENEWAL, today=TODAY, rhythm=STARTED, names=()),
    ),
    ("a rhythm in an offer", RhythmLine(rhythm=RHYTHM)),
    ("a quarterly rhythm in an offer", RhythmLine(rhythm=QUARTERLY)),
    ("a check-in is coming", CheckInNudged(deal=RENEWAL, today=TODAY, checkin=NEXT, agenda=AGENDA)),
    (
        "a QBR is coming",
        CheckInNudged(
            deal=RENEWAL, today=TODAY, checkin=QBR, agenda=replace(AGENDA, quarter=QUARTER)
        ),
    ),
    (
        "a check-in is coming on a day off",
        CheckInNudged(
            deal=RENEWAL,
            today=TODAY,
            checkin=NEXT,
            agenda=AGENDA,
            put_off=TODAY - timedelta(days=3),
            away=True,
        ),
    ),
    (
        "a check-in after others that were not held",
        CheckInNudged(
            deal=RENEWAL,
            today=TODAY,
            checkin=NEXT,
            agenda=replace(
                AGENDA,
                earlier=(HELD, replace(SKIPPED, day=date(2026, 11, 9))),
                unheld=UNHELD,
                more_unheld=2,
            ),
        ),
    ),
    (
        "several check-ins held",
        CheckInsSettled(
            deal=RENEWAL,
            today=TODAY,
            checkins=tuple(
                replace(each, state=CheckInState.HELD, outcome="on plan") for each in UNHELD
            ),
            gone=1,
            coming=NEXT,
        ),
    ),
    (
        "several check-ins skipped",
        CheckInsSettled(
            deal=RENEWAL,
            today=TODAY,
            checkins=tuple(
                replace(each, state=CheckInState.SKIPPED, why="a strike") for each in UNHELD
            ),
        ),
    ),
    ("a check-in that is still to come", CheckInAhead(deal=RENEWAL, today=TODAY, checkin=NEXT)),
    ("a QBR that is still to come", CheckInAhead(deal=RENEWAL, today=TODAY, checkin=QBR)),
    ("a check-in that waits", CheckInAsked(deal=RENEWAL, today=TODAY, checkin=LATE)),
    (
        "a check-in that waits again",
        CheckInAsked(deal=RENEWAL, today=TODAY, checkin=LATE, taken_back=CheckInState.HELD),
    ),
    (
        "a QBR that waits",
        CheckInAsked(deal=RENEWAL, today=TODAY, checkin=replace(LATE, quarterly=True, owner=None)),
    ),
    ("no check-in waits", NoCheckInWaits(deal=RENEWAL, today=TODAY, coming=NEXT)),
    (
        "notice given",
        DateSettled(
            deal=RENEWAL,
            today=TODAY,
            kind=ContractDate.NOTICE,
            of=date(2027, 8, 31),
            outcome=DateOutcome.NOTICE_GIVEN,
            rhythm=replace(RHYTHM, settled=(NOTICE_GIVEN,)),
        ),
    ),
    (
        "renewed, with its next days",
        DateSettled(
            deal=RENEWAL,
            today=TODAY,
            kind=ContractDate.RENEWAL,
            of=date(2026, 11, 30),
            outcome=DateOutcome.RENEWED,
            rhythm=RHYTHM,
        ),
    ),
    (
        "the last day for notice moved",
        DateSettled(
            deal=RENEWAL,
            today=TODAY,
            kind=ContractDate.NOTICE,
            of=date(2026, 11, 30),
            outcome=None,
            rhythm=RHYTHM,
        ),
    ),
    (
        "a renewal moved",
        DateSettled(
            deal=RENEWAL,
            today=TODAY,
            kind=ContractDate.RENEWAL,
            of=date(2026, 11, 30),
            outcome=None,
            rhythm=RHYTHM,
        ),
    ),
    (
        "notice not given after all",
        DateReopened(deal=RENEWAL, today=TODAY, kind=ContractDate.NOTICE, of=date(2026, 11, 30)),
    ),
    (
        "not renewed after all",
        DateReopened(deal=RENEWAL, today=TODAY, kind=ContractDate.RENEWAL, of=date(2026, 11, 30)),
    ),
    ("a check-in held", CheckInSettled(deal=RENEWAL, today=TODAY, checkin=HELD, coming=NEXT)),
    ("a check-in moved", CheckInSettled(deal=RENEWAL, today=TODAY, checkin=MOVED, coming=NEXT)),
    ("a check-in skipped", CheckInSettled(deal=RENEWAL, today=TODAY, checkin=SKIPPED)),
    (
        "check-ins",
        CheckInsListed(
            deal=RENEWAL,
            today=TODAY,
            past=(MOVED, SKIPPED, replace(SKIPPED, why="missed"), HELD),
            planned=(LATE, QBR),
            later=(date(2027, 1, 4), date(2027, 2, 1)),
        ),
    ),
    ("no check-ins yet", CheckInsListed(deal=RENEWAL, today=TODAY, past=(), planned=())),
    (
        "a reading",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(FINE,),
            reading=replace(LOW, value=Decimal("99.9")),
            unit="%",
            not_used=("thanks to the new server",),
        ),
    ),
    (
        "a reading past the threshold",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(PAST,),
            reading=LOW,
            unit="%",
            firing=UPTIME_FIRED,
            told=BEN,
        ),
    ),
    (
        "an index outside its band",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(CPI_ABOVE,),
            reading=OF_OCTOBER,
            unit="%",
            firing=CPI_FIRED,
            unreached=BEN,
            their_owner="head of IT",
        ),
    ),
    (
        "an index past its cap",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(CPI_CAPPED,),
            reading=replace(OF_OCTOBER, value=Decimal("5.2")),
            unit="%",
            firing=replace(CPI_FIRED, consequences=(describe_consequence(CPI, Standing.PAST_CAP),)),
        ),
    ),
    (
        "a reading corrected",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(CPI_WITHIN,),
            reading=replace(OF_OCTOBER, no=5, value=Decimal(3), corrects=4),
            unit="%",
            corrected=OF_OCTOBER,
            taken_back=CPI_FIRED,
            their_owner="head of IT",
        ),
    ),
    (
        "a reading taken away",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(WatchedState(watched=CPI),),
            reading=replace(OF_OCTOBER, no=5, corrects=4, withdrawn=True),
            unit="%",
            corrected=OF_OCTOBER,
        ),
    ),
    (
        "an index back in its band",
        ReadingRecorded(
            deal=RENEWAL,
            today=TODAY,
            states=(CPI_WITHIN,),
            reading=replace(OF_OCTOBER, value=Decimal(3)),
            unit="%",
            recovered=True,
        ),
    ),
    (
        "which reading to take away",
        ReadingAsked(
            deal=RENEWAL, question=ReadingQuestion.WITHDRAW_WHICH, typed="remove", name="uptime"
        ),
    ),
    (
        "no reading to take away",
        ReadingAsked(
            deal=RENEWAL,
            question=ReadingQuestion.NOTHING_TO_WITHDRAW,
            typed="remove uptime",
            name="uptime",
        ),
    ),
    (
        "a reading without a number",
        ReadingAsked(
            deal=RENEWAL, question=ReadingQuestion.NO_NUMBER, typed="CPI high", name="CPI"
        ),
    ),
    (
        "a reading with two numbers",
        ReadingAsked(
            deal=RENEWAL, question=ReadingQuestion.NUMBERS, typed="CPI 4 of 5", name="CPI"
        ),
    ),
    (
        "a reading of nothing",
        ReadingAsked(deal=RENEWAL, question=ReadingQuestion.NO_NAME, typed="4.6"),
    ),
    (
        "a reading to come",
        ReadingAsked(
            deal=RENEWAL, question=ReadingQuestion.TO_COME, typed="CPI 4 for May 2028", name="CPI"
        ),
    ),
    (
        "a reading out of bounds",
        ReadingAsked(
            deal=RENEWAL, question=ReadingQuestion.OUT_OF_BOUNDS, typed="CPI 4600", name="CPI"
        ),
    ),
    (
        "a reading in another unit",
        ReadingAsked(
            deal=RENEWAL,
            question=ReadingQuestion.OTHER_UNIT,
            typed="CPI 4 points",
            name="CPI",
            unit="%",
        ),
    ),
    (
        "nothing to correct",
        ReadingAsked(
            deal=RENEWAL,
            question=ReadingQuestion.NOTHING_TO_CORRECT,
            typed="CPI 4 not 5",
            name="CPI",
            unit="%",
            readings=(OF_OCTOBER,),
        ),
    ),
    (
        "a measure recovered",
        ReadingRecorded(
            deal=RENEWAL, today=TODAY, states=(FINE,), reading=LOW, unit="%", recovered=True
        ),
    ),
    (
        "a trigger fired",
        TriggerFired(
            deal=RENEWAL,
            today=TODAY,
            reading=LOW,
            unit="%",
            consequences=UPTIME_FIRED.consequences,
        ),
    ),
    (
        "a trigger taken back",
        TriggerFired(
            deal=RENEWAL,
            today=TODAY,
            reading=OF_OCTOBER,
            unit="%",
            consequences=CPI_FIRED.consequences,
            taken_back=True,
        ),
    ),
    (
        "measures",
        MeasuresListed(
            deal=RENEWAL,
            today=TODAY,
            states=(PAST, UNREAD),
            names=("uptime", "tickets"),
            firings=(FIRING,),
        ),
    ),
    (
        "measures, bands and limits",
        MeasuresListed(
            deal=RENEWAL,
            today=TODAY,
            states=(
                CPI_ABOVE,
                CPI_WITHIN,
                CPI_CAPPED,
                WatchedState(watched=FLAT),
                VOLUME_LOW,
                VOLUME_FINE,
                WatchedState(watched=WAY_OUT),
            ),
            names=("CPI", "steel", "volume", "pilot days"),
            firings=(CPI_FIRED, replace(CPI_FIRED, taken_back=5)),
        ),
    ),
    (
        "a measure that there is not",
        MeasuresListed(
            deal=RENEWAL, today=TODAY, states=(PAST,), names=("uptime",), typed="speed 12"
        ),
    ),
    ("no measures", MeasuresListed(deal=RENEWAL, today=TODAY, states=())),
]
