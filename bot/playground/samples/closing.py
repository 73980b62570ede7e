"""Samples of the close in two layers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.closing import (
    CloseFinished,
    CloseItemNamed,
    CloseSheet,
    CloseSheetRow,
    CloseSheetShared,
    CloseShown,
    ReviewSaved,
)
from bot.domain.close_checks import CloseCheck, CloseGap, RhythmLack
from bot.domain.closing import (
    CloseDecision,
    CloseItem,
    CloseItemKind,
    CloseLine,
    CloseStatus,
    count_statuses,
)
from bot.domain.commitments import Commitment
from bot.domain.deals import DealOutcome
from bot.domain.ids import THEM, US, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.issues import Issue
from bot.domain.moves import Kind, State
from bot.domain.offers import OfferState
from bot.domain.rhythms import Rhythm
from bot.playground.samples.commitments import CASE_STUDY, NO_DAY, ONBOARDING, WAIVED
from bot.playground.samples.endings import OFFER, closed_as
from bot.playground.samples.imports import GET, GIVE
from bot.playground.samples.links import RENEWAL
from bot.playground.samples.rhythm_facts import RHYTHM

TODAY = date(2026, 11, 23)
ANA = PersonId("U0ANA")
WON = closed_as(DealOutcome.WON, RENEWAL)
PRICE = CloseItem(
    key="term:2:price",
    kind=CloseItemKind.TERM,
    said="price 175000 EUR",
    issue=Issue(name="price", unit="EUR"),
    value=Decimal(175_000),
)
CONDITION = CloseItem(key="condition:2", kind=CloseItemKind.CONDITION, said="signed by 30 Nov")
MONTHLY = CloseItem(key="rhythm:2", kind=CloseItemKind.RHYTHM, said="a call each month")
TRAINING = CloseItem(key="move:1", kind=CloseItemKind.GIVE, said="training day", ours=True)
REFERENCE = CloseItem(key="move:2", kind=CloseItemKind.GET, said="reference call", ours=False)
LOGO = CloseItem(key="move:3", kind=CloseItemKind.PROMISED, said="use of their logo", ours=False)
NET_60 = CloseItem(
    key="move:4",
    kind=CloseItemKind.CONDITIONAL,
    said="net 60",
    ours=True,
    move=replace(GIVE, no=MoveNo(4), what="net 60", state=State.CONDITIONAL, condition="signed"),
)
DATA = CloseItem(key="move:5", kind=CloseItemKind.CONDITIONAL, said="their data", ours=False)
FORECAST = replace(
    DATA,
    key="move:8",
    said="a forecast",
    move=replace(
        GET,
        no=MoveNo(8),
        kind=Kind.GET,
        what="a forecast",
        state=State.CONDITIONAL,
        condition="we ship",
    ),
)
FREE = replace(NET_60, key="move:9", said="free seats", move=None)
CIO = CloseItem(key="move:6", kind=CloseItemKind.ASK, said="intro to their CIO", ours=True)
SLA = CloseItem(key="move:7", kind=CloseItemKind.ASK, said="a penalty", ours=False)
NOTE = CloseItem(key="note:1", kind=CloseItemKind.NOTE, said="went quiet on the date")
ITEMS = (
    PRICE,
    CONDITION,
    MONTHLY,
    TRAINING,
    REFERENCE,
    LOGO,
    NET_60,
    FREE,
    DATA,
    FORECAST,
    CIO,
    SLA,
    NOTE,
)


def _line(
    item: CloseItem,
    status: CloseStatus,
    detail: str = "",
    commitment: Commitment | None = None,
) -> CloseLine:
    decision = CloseDecision(
        key=item.key,
        said=item.said,
        status=status,
        detail=detail,
        commitment=commitment.no if commitment else None,
        person=ANA,
        on=TODAY,
    )
    return CloseLine(item=item, decision=decision, commitment=commitment)


OPEN = tuple(CloseLine(item=item) for item in ITEMS)
DECIDED = (
    _line(PRICE, CloseStatus.CONTRACT, "MSA 4.2"),
    _line(CONDITION, CloseStatus.CONTRACT),
    _line(MONTHLY, CloseStatus.SUPERSEDED, "the rhythm"),
    _line(TRAINING, CloseStatus.WAIVED, "their CFO"),
    _line(REFERENCE, CloseStatus.COMMITMENT, "", CASE_STUDY),
    _line(LOGO, CloseStatus.COMMITMENT, "", NO_DAY),
    _line(NET_60, CloseStatus.SUPERSEDED),
    _line(CIO, CloseStatus.QUESTION, "who is the CIO now?"),
    _line(SLA, CloseStatus.QUESTION),
    _line(NOTE, CloseStatus.WAIVED),
)
GAPS = tuple(
    CloseGap(check=check, items=(TRAINING, REFERENCE))
    for check in CloseCheck
    if check not in (CloseCheck.NO_WAY_OUT, CloseCheck.VAGUE_RHYTHM, CloseCheck.OFFERS_OPEN)
)
OUR_OFFER = replace(OFFER, state=OfferState.OPEN, by=PartyId(US))
RHYTHM_GAPS = (
    CloseGap(
        check=CloseCheck.OFFERS_OPEN,
        offers=(OUR_OFFER, replace(OUR_OFFER, no=OfferNo(3), by=PartyId(THEM))),
    ),
    CloseGap(check=CloseCheck.OFFERS_OPEN, offers=(OUR_OFFER,)),
    CloseGap(check=CloseCheck.NO_WAY_OUT),
    CloseGap(check=CloseCheck.VAGUE_RHYTHM, lacks=frozenset(RhythmLack)),
    *(CloseGap(check=CloseCheck.VAGUE_RHYTHM, lacks=frozenset({lack})) for lack in RhythmLack),
    CloseGap(
        check=CloseCheck.VAGUE_RHYTHM,
        lacks=frozenset({RhythmLack.OWNER, RhythmLack.THEIR_OWNER}),
    ),
    CloseGap(check=CloseCheck.SILENCE_AS_CONSENT),
    CloseGap(check=CloseCheck.SURPRISE_RENEWAL, day=date(2027, 3, 31)),
    CloseGap(check=CloseCheck.CONTRADICTION, day=date(2028, 1, 1)),
    CloseGap(check=CloseCheck.ONE_SIDED_CREDIT),
    CloseGap(check=CloseCheck.UNWRITTEN_GET, items=(REFERENCE,)),
    CloseGap(check=CloseCheck.UNWRITTEN_GIVE, items=(TRAINING,)),
)
SHOWN = CloseShown(
    deal=RENEWAL,
    today=TODAY,
    lines=OPEN,
    gaps=RHYTHM_GAPS,
    missing=3,
    paper_gap=10,
    version=2,
    mine=True,
    held=2,
)
FINISHED = CloseFinished(
    deal=WON,
    today=TODAY,
    seq=9,
    closed=True,
    counts=count_statuses(DECIDED),
    commitments=(ONBOARDING, CASE_STUDY),
    questions=tuple(line for line in DECIDED if line.status is CloseStatus.QUESTION),
    gaps=GAPS,
    missing=2,
    thanks=Sentence(kind=SentenceKind.THANKS, get="reference call"),
    thanked=GET,
)
SHEET = CloseSheet(
    deal=RENEWAL,
    today=TODAY,
    rows=(
        CloseSheetRow(item=PRICE, status=CloseStatus.CONTRACT, detail="MSA 4.2"),
        CloseSheetRow(item=TRAINING, status=CloseStatus.WAIVED),
        CloseSheetRow(item=CIO, status=CloseStatus.QUESTION, detail="who is the CIO now?"),
    ),
    commitments=(ONBOARDING, CASE_STUDY, WAIVED),
    rhythm=RHYTHM,
    names=((ANA, "Ana"),),
)
MANY = tuple(
    _line(replace(REFERENCE, key=f"move:{no}"), CloseStatus.CONTRACT) for no in range(20, 70)
)
SAMPLES: list[tuple[str, Answer]] = [
    ("close shown, all open", SHOWN),
    ("close shown, all decided", replace(SHOWN, lines=DECIDED, gaps=GAPS, missing=0, marked=2)),
    (
        "close shown, finished",
        replace(
            SHOWN,
            deal=WON,
            lines=DECIDED,
            gaps=(),
            finished=TODAY,
            review="ask for the reference earlier",
        ),
    ),
    ("close shown, many", replace(SHOWN, lines=MANY, gaps=())),
    (
        "close shown, nothing to a viewer",
        replace(SHOWN, lines=(), gaps=(), missing=1, mine=False),
    ),
    ("close finished, won", FINISHED),
    (
        "close finished, much is left",
        replace(
            FINISHED,
            closed=False,
            missing=0,
            thanks=None,
            gaps=(),
            commitments=(CASE_STUDY,) * 10,
            questions=FINISHED.questions * 5,
        ),
    ),
    ("close sheet", SHEET),
    ("close sheet, not here", replace(SHEET, allowed=False, rhythm=Rhythm())),
    ("close sheet, copied", replace(SHEET, copied=True)),
    ("close sheet, empty", replace(SHEET, rows=(), commitments=())),
    ("close sheet shared", CloseSheetShared(deal=RENEWAL, by=ANA, sheet=SHEET)),
    ("close item named", CloseItemNamed(item=PRICE)),
    ("review saved", ReviewSaved(deal=WON, review="ask for the reference earlier")),
]
