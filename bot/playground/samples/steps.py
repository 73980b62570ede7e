"""Samples of what to do next, and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.steps import NextStepShown, StepExplained, TheirAskAdvised
from bot.domain.ids import THEM, OfferNo, PartyId
from bot.domain.ladder import Miss, MissKind
from bot.domain.moves import State
from bot.domain.next_steps import Inquiry, NextStep, StepKind, StepReason
from bot.domain.offers import Offer
from bot.domain.styles import Aim, Style
from bot.domain.turns import WhoseTurn
from bot.playground.samples.acme import (
    ANA,
    CALL,
    CASE_STUDY,
    DEAL,
    DISCOUNT,
    NOON,
    PROPOSALS,
    TERM,
    THEIR_ASK,
    TODAY,
)

LATE = replace(TERM, due=date(2026, 11, 20))
SILENT = Miss(kind=MissKind.OPEN_GIVE, move=DISCOUNT, since=date(2026, 11, 12), days=7)
DECLINED = Miss(
    kind=MissKind.DECLINED, move=replace(TERM, state=State.DECLINED), since=TODAY, days=0
)
JUDGED = Miss(
    kind=MissKind.TEST,
    move=replace(DISCOUNT, what="small pilot", for_what="their data"),
    since=date(2026, 11, 20),
    days=1,
)
OFFER = Offer(
    no=OfferNo(2),
    by=PartyId(THEM),
    values={},
    stated=frozenset(),
    on=TODAY,
    at=NOON,
    person=ANA,
)
ASKING = NextStep(
    kind=StepKind.ASK_IN_RETURN,
    reason=StepReason.NOTHING_ASKED,
    turn=WhoseTurn.THEIRS,
    about=DISCOUNT,
    open_give=DISCOUNT,
    left=Decimal(12_000),
    proposals=PROPOSALS,
)
ANSWERING = replace(
    ASKING,
    kind=StepKind.ANSWER_ASK,
    reason=StepReason.THEIR_ASK_WAITS,
    turn=WhoseTurn.OURS,
    about=THEIR_ASK,
    inquiry=Inquiry.ABOUT_IT,
    amount=Decimal(36_000),
)
BARE = replace(ASKING, about=None, open_give=None, left=None, proposals=())

STEPS: tuple[tuple[str, NextStep], ...] = (
    ("ask in return", ASKING),
    ("ask in return, after they gave something", replace(ASKING, credited=CALL)),
    ("ask in return, with nothing to propose", replace(ASKING, proposals=())),
    ("silent", replace(ASKING, reason=StepReason.SILENT, misses=(SILENT,))),
    ("declined", replace(ASKING, reason=StepReason.DECLINED, misses=(DECLINED,))),
    (
        "the test is due",
        replace(ASKING, reason=StepReason.TEST_IS_DUE, misses=(JUDGED,)),
    ),
    (
        "missed often",
        replace(
            ASKING,
            kind=StepKind.LADDER,
            reason=StepReason.MISSED_OFTEN,
            misses=(SILENT, DECLINED),
        ),
    ),
    (
        "past its day",
        replace(ASKING, kind=StepKind.ASK_AGAIN, reason=StepReason.PAST_DAY, about=LATE),
    ),
    (
        "tie",
        replace(
            ASKING,
            kind=StepKind.TIE,
            reason=StepReason.NOT_TIED,
            turn=WhoseTurn.OURS,
            about=CALL,
        ),
    ),
    ("answer their ask", ANSWERING),
    (
        "their offer",
        replace(
            BARE,
            kind=StepKind.CHECK_YES,
            reason=StepReason.THEIR_OFFER_WAITS,
            turn=WhoseTurn.OURS,
            offer=OFFER,
        ),
    ),
    (
        "our offer",
        replace(BARE, kind=StepKind.WAIT, reason=StepReason.OUR_OFFER_WAITS, offer=OFFER),
    ),
    (
        "wait for a day",
        replace(BARE, kind=StepKind.WAIT, reason=StepReason.WITHIN_ITS_DAY, about=TERM),
    ),
    (
        "wait without a day",
        replace(
            BARE,
            kind=StepKind.WAIT,
            reason=StepReason.WITHIN_ITS_DAY,
            about=replace(TERM, due=None),
        ),
    ),
    (
        "write it down",
        replace(
            BARE,
            kind=StepKind.WRITE_DOWN,
            reason=StepReason.PROMISED_ONLY,
            turn=WhoseTurn.OURS,
            about=CASE_STUDY,
        ),
    ),
    ("on hold", replace(BARE, kind=StepKind.HOLD, reason=StepReason.ON_HOLD)),
    (
        "close",
        replace(BARE, kind=StepKind.CLOSE, reason=StepReason.ALL_AGREED, turn=WhoseTurn.OURS),
    ),
    (
        "close, with something promised",
        replace(
            BARE,
            kind=StepKind.CLOSE,
            reason=StepReason.ALL_AGREED,
            turn=WhoseTurn.OURS,
            about=CASE_STUDY,
        ),
    ),
    (
        "nothing waits",
        replace(
            BARE,
            kind=StepKind.ASK,
            reason=StepReason.NOTHING_WAITS,
            turn=WhoseTurn.EITHER,
            proposals=PROPOSALS,
        ),
    ),
    (
        "nothing waits and nothing to propose",
        replace(BARE, kind=StepKind.ASK, reason=StepReason.NOTHING_WAITS, turn=WhoseTurn.EITHER),
    ),
    (
        "closed",
        replace(BARE, kind=StepKind.NOTHING, reason=StepReason.CLOSED, turn=WhoseTurn.NOBODY),
    ),
)

ADVISED = TheirAskAdvised(
    deal=DEAL,
    ask=THEIR_ASK,
    today=TODAY,
    step=ANSWERING,
    ask_first=Sentence(
        kind=SentenceKind.ASK_FIRST,
        already="5% off",
        inquiry=Inquiry.ABOUT_IT,
        question="What are you comparing our price with?",
    ),
)

SAMPLES: list[tuple[str, Answer]] = [
    *(
        (f"next step: {name}", NextStepShown(deal=DEAL, today=TODAY, step=step))
        for name, step in STEPS
    ),
    (
        "next step in a transaction",
        NextStepShown(
            deal=replace(DEAL, style=Style(aim=Aim.TRANSACTION)), today=TODAY, step=ASKING
        ),
    ),
    (
        "next step, with what to say",
        NextStepShown(
            deal=DEAL,
            today=TODAY,
            step=ASKING,
            sentence=Sentence(
                kind=SentenceKind.ASK_BACK,
                give="5% off",
                get="a 24-month term",
                by=date(2026, 11, 27),
            ),
        ),
    ),
    *(
        (f"why: {reason}", StepExplained(deal=DEAL, step=replace(ASKING, reason=reason)))
        for reason in StepReason
    ),
    *(
        (f"why: {reason}, of an ask", StepExplained(deal=DEAL, step=replace(BARE, reason=reason)))
        for reason in (StepReason.PAST_DAY, StepReason.NOTHING_ASKED)
    ),
    (
        "why: past its day",
        StepExplained(deal=DEAL, step=replace(ASKING, reason=StepReason.PAST_DAY, about=LATE)),
    ),
    (
        "why: missed often",
        StepExplained(
            deal=DEAL,
            step=replace(ASKING, reason=StepReason.MISSED_OFTEN, misses=(SILENT, DECLINED)),
        ),
    ),
    ("how to answer their ask", ADVISED),
    (
        "how to answer their ask, nothing known",
        replace(
            ADVISED,
            step=replace(ANSWERING, open_give=None, left=None, amount=None, proposals=()),
        ),
    ),
]
