"""Samples of what happens when they do not answer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.coach.answers import (
    AskAnswered,
    DealStatus,
    Doubt,
    Exposure,
    GetRecorded,
    GiveChecked,
    GiveRecorded,
    Sentence,
    SentenceKind,
)
from bot.coach.answers.base import Answer
from bot.coach.answers.ladder import (
    DealHeld,
    HoldEnded,
    LadderAccepted,
    LadderAsked,
    LadderPaused,
    LadderShown,
    Waited,
)
from bot.domain.ids import THEM, US, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.ladder import Miss, MissKind
from bot.domain.ledger import Ledger, Verb
from bot.domain.measures.picture import compute_picture
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import NextStep, StepKind, StepReason
from bot.domain.offers import Offer
from bot.domain.tradeables import Appeal, Proposal
from bot.domain.turns import WhoseTurn
from bot.domain.worth import Figure, Size
from bot.playground.samples.tactics import DEAL

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _move(no: int, kind: Kind, what: str, state: State, on: date = TODAY) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=on,
        at=NOON,
        person=PersonId("U0ANA"),
        frm=PartyId(US),
        to=PartyId(THEM),
        typed=what,
    )


GIVE = replace(
    _move(1, Kind.GIVE, "5% off", State.FIRM, date(2026, 11, 12)),
    cost=Figure(amount=Decimal(12_000), unit="EUR"),
)
TERM = replace(
    _move(2, Kind.ASK, "24-month term", State.OPEN, date(2026, 11, 13)), due=date(2026, 11, 20)
)
NO = replace(_move(3, Kind.ASK, "case study", State.DECLINED), settled=TODAY)
TEST = replace(
    _move(4, Kind.GIVE, "small pilot", State.GOODWILL, date(2026, 11, 16)),
    for_what="their data",
    review=date(2026, 11, 20),
)
NET_60 = replace(
    _move(5, Kind.GIVE, "net 60", State.CONDITIONAL),
    condition="signed by 30 Nov",
    due=date(2026, 11, 30),
)
SETUP = replace(_move(6, Kind.GIVE, "free setup", State.CONDITIONAL), ref=MoveNo(2))
PREPAY = Proposal(
    key="prepay",
    label="Prepay",
    what="prepayment of the first year",
    phrase="prepayment of the first year",
    issue="payment",
    why=Appeal.NEAR_IN_SIZE,
    cost=Size.S,
    worth=Size.M,
)
SILENT = Miss(kind=MissKind.OPEN_GIVE, move=GIVE, since=GIVE.on, days=7)
LATE = Miss(kind=MissKind.PAST_DAY, move=TERM, since=date(2026, 11, 20), days=1)
DECLINED = Miss(kind=MissKind.DECLINED, move=NO, since=TODAY, days=0)
JUDGED = Miss(kind=MissKind.TEST, move=TEST, since=date(2026, 11, 20), days=1)
WAITED = Waited(misses=(SILENT,), give=GIVE, proposals=(PREPAY,))
TWICE = Waited(misses=(SILENT, LATE, DECLINED, JUDGED), give=GIVE, ask=TERM)
OPENLY = Sentence(
    kind=SentenceKind.CALL_OUT,
    give="5% off",
    get="prepayment of the first year",
    by=date(2026, 11, 27),
)
SAID = Waited(misses=(SILENT, LATE, DECLINED), give=GIVE, sentence=OPENLY)
HELD = replace(DEAL, held_since=TODAY)
HELD_UNTIL = replace(HELD, held_until=TODAY + timedelta(days=4))
SHOWN = LadderShown(deal=DEAL, today=TODAY, waited=WAITED)
OFFER = Offer(
    no=OfferNo(2),
    by=PartyId(US),
    values={},
    stated=frozenset(),
    on=TODAY,
    at=NOON,
    person=PersonId("U0ANA"),
    until=date(2026, 11, 30),
)

PICTURE = compute_picture(
    Ledger({m.no: m for m in (GIVE, TERM, NO)}, frozenset(), DEAL.yardstick), DEAL, TODAY
)

NOTHING = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)
ONE = Exposure(
    before=Decimal(12_000), after=Decimal(12_000), open_gives=1, unfigured=0, share=Decimal("0.05")
)
GET = replace(_move(7, Kind.GET, "their data", State.FIRM), frm=PartyId(THEM), to=PartyId(US))
REFUSED = AskAnswered(deal=DEAL, ask=NO, verb=Verb.DECLINED, seq=9, today=TODAY, exposure=ONE)
STEP = NextStep(
    kind=StepKind.ASK_AGAIN,
    reason=StepReason.PAST_DAY,
    turn=WhoseTurn.THEIRS,
    about=TERM,
    open_give=GIVE,
)
STATUS = DealStatus(
    deal=DEAL,
    today=TODAY,
    picture=PICTURE,
    open_gives=(),
    open_asks=(TERM,),
    drafts=(),
    conditional=(),
    step=STEP,
)
CHECKED = GiveChecked(
    deal=HELD,
    give=replace(NET_60, state=State.DRAFT),
    seq=8,
    today=TODAY,
    doubt=Doubt.HELD,
    exposure=ONE,
    nth=1,
    sign_by=date(2026, 11, 30),
)

SAMPLES: list[tuple[str, Answer]] = [
    ("ladder shown, the imbalance said openly", replace(SHOWN, waited=SAID)),
    ("ladder, nothing missed", LadderShown(deal=DEAL, today=TODAY)),
    ("ladder, on hold", LadderShown(deal=HELD, today=TODAY)),
    ("ladder, a give without an answer", SHOWN),
    (
        "ladder, an ask past its day",
        replace(SHOWN, waited=Waited(misses=(LATE,), give=GIVE, ask=TERM)),
    ),
    ("ladder, an ask declined", replace(SHOWN, waited=replace(WAITED, misses=(DECLINED,)))),
    ("ladder, a test is due", replace(SHOWN, waited=Waited(misses=(JUDGED,), give=TEST))),
    (
        "ladder, the second time",
        replace(SHOWN, waited=replace(TWICE, misses=(SILENT, LATE, DECLINED))),
    ),
    ("ladder, and a test", replace(SHOWN, waited=TWICE)),
    ("ladder, pause", LadderPaused(deal=DEAL, picture=PICTURE)),
    (
        "ladder, pause, with a plan",
        LadderPaused(deal=DEAL, picture=PICTURE, alternatives=("build it ourselves",)),
    ),
    ("ladder, ask for one thing", LadderAsked(deal=DEAL, give=GIVE, proposals=(PREPAY,))),
    ("ladder, nothing left to propose", LadderAsked(deal=DEAL, give=None, proposals=())),
    ("ladder, accept", LadderAccepted(deal=DEAL, gives=(GIVE,), unit="EUR")),
    ("ladder, nothing to accept", LadderAccepted(deal=DEAL, gives=(), unit="EUR")),
    (
        "hold",
        DealHeld(
            deal=HELD,
            conditional=(NET_60, SETUP),
            offers=(OFFER, replace(OFFER, no=OfferNo(3), until=None)),
        ),
    ),
    ("hold, nothing on the table", DealHeld(deal=HELD)),
    ("hold, already", DealHeld(deal=HELD, again=True)),
    ("hold, until a day", DealHeld(deal=HELD_UNTIL)),
    ("hold, until a day, already", DealHeld(deal=HELD_UNTIL, again=True)),
    ("hold ended", HoldEnded(deal=DEAL)),
    ("hold ended, there was none", HoldEnded(deal=DEAL, was=False)),
    ("give checked, on hold", CHECKED),
    (
        "give recorded, a test",
        GiveRecorded(deal=DEAL, give=TEST, seq=4, today=TODAY, exposure=NOTHING),
    ),
    (
        "get recorded, and the hold is over",
        GetRecorded(deal=DEAL, get=GET, seq=9, today=TODAY, exposure=ONE, resumed=True),
    ),
    (
        "ask answered, and the hold is over",
        replace(REFUSED, verb=Verb.PARTLY, get=GET, resumed=True),
    ),
    (
        "ask answered, declined, the first time",
        replace(
            REFUSED,
            waited=replace(
                WAITED,
                misses=(DECLINED,),
                sentence=Sentence(
                    kind=SentenceKind.ASK_BACK,
                    give="5% off",
                    get="prepayment of the first year",
                    by=date(2026, 11, 27),
                ),
            ),
        ),
    ),
    (
        "ask answered, declined, the second time",
        replace(REFUSED, waited=replace(TWICE, misses=(LATE, DECLINED))),
    ),
    (
        "deal status, on hold",
        replace(
            STATUS,
            deal=HELD,
            step=replace(STEP, kind=StepKind.HOLD, reason=StepReason.ON_HOLD, about=None),
        ),
    ),
    ("deal status, an ask past its day", STATUS),
]
