"""Samples of briefs, recaps and signals."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers import Exposure, LogRow, Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.briefs import (
    BriefGiven,
    OpenUnknown,
    Recap,
    RecapWritten,
    SignalNoted,
    SignalsListed,
    SignalsRemoved,
)
from bot.coach.records import Note
from bot.domain.ids import MoveNo, PersonId
from bot.domain.moves import Kind, State
from bot.domain.styles import Style
from bot.playground.samples.imports import GET, GIVE
from bot.playground.samples.links import RENEWAL
from bot.playground.samples.steps import ASKING

TODAY = date(2026, 11, 23)
ASK = replace(
    GIVE,
    no=MoveNo(2),
    kind=Kind.ASK,
    what="24-month term",
    state=State.OPEN,
    cost=None,
    due=date(2026, 11, 27),
)
NET_60 = replace(
    GIVE, no=MoveNo(3), what="net 60", state=State.CONDITIONAL, condition="signed by 30 Nov"
)
THEIRS = replace(ASK, no=MoveNo(4), what="a pilot", frm=GET.frm, to=GET.to, due=None)
EXPOSURE = Exposure(
    before=Decimal(12_000), after=Decimal(12_000), open_gives=1, unfigured=1, share=Decimal("0.05")
)
BRIEF = BriefGiven(
    deal=RENEWAL,
    today=TODAY,
    exposure=EXPOSURE,
    ask=ASK,
    said_of=ASK,
    sentence=Sentence(kind=SentenceKind.ASK_AGAIN, get="24-month term", by=date(2026, 11, 27)),
    open_gives=(LogRow(move=GIVE, left=Decimal(12_000), age=11),),
    hold=(NET_60,),
    theirs=(THEIRS,),
    changed=(GET, GIVE),
    unknown=OpenUnknown.WORTH_TO_THEM,
    about=GIVE,
)
NOTE = Note(
    no=1,
    what="went quiet when we named the date",
    about="buyer",
    person=PersonId("U0ANA"),
    on=TODAY,
    at=datetime(2026, 11, 23, 9, tzinfo=UTC),
)
PARTS = {
    "deal": RENEWAL,
    "today": TODAY,
    "name": "Acme",
    "ours": (GIVE,),
    "theirs": (replace(GET, state=State.PROMISED),),
    "only_if": (NET_60,),
    "asked": (ASK,),
    "wanted": (THEIRS,),
}

SAMPLES: list[tuple[str, Answer]] = [
    ("brief given", BRIEF),
    (
        "brief given, nothing asked for",
        replace(
            BRIEF,
            ask=None,
            step=ASKING,
            sentence=Sentence(
                kind=SentenceKind.ASK_BACK,
                give="5% off",
                get="a 24-month term",
                by=date(2026, 11, 27),
            ),
            said_of=GIVE,
        ),
    ),
    (
        "brief given, little known",
        BriefGiven(
            deal=RENEWAL, today=TODAY, exposure=replace(EXPOSURE, after=Decimal(0), unfigured=0)
        ),
    ),
    (
        "brief given, what a get costs them",
        replace(BRIEF, unknown=OpenUnknown.COST_TO_THEM, about=GET),
    ),
    (
        "brief given, with what was noticed and what we show first",
        replace(
            BRIEF,
            deal=replace(RENEWAL, style=Style(model="we open our cost figures first")),
            signals=(NOTE, replace(NOTE, no=2, about="", what="asked twice about the start date")),
        ),
    ),
    ("recap written", RecapWritten(**PARTS)),  # type: ignore[arg-type] # by name
    (
        "recap written, nothing yet",
        RecapWritten(
            deal=RENEWAL, today=TODAY, name="", ours=(), theirs=(), only_if=(), asked=(), wanted=()
        ),
    ),
    ("recap", Recap(**PARTS)),  # type: ignore[arg-type] # by name
    ("signal noted", SignalNoted(deal=RENEWAL, note=NOTE)),
    (
        "signals listed",
        SignalsListed(deal=RENEWAL, today=TODAY, notes=(NOTE, replace(NOTE, about="")), mine=True),
    ),
    ("signals listed, none", SignalsListed(deal=RENEWAL, today=TODAY, notes=())),
    ("signals removed", SignalsRemoved(deal=RENEWAL, count=2)),
]
