"""Samples of how a deal ends, and opens again."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers import (
    DealStatus,
    Exposure,
    NotDone,
    RefusalReason,
    Undone,
)
from bot.coach.answers.base import Answer
from bot.coach.answers.endings import (
    AgreedTerms,
    CloseAsked,
    ClosedCard,
    DealClosed,
    DealDeleted,
    DealEnded,
    DealRenamed,
    DealReopened,
    DeleteAsked,
    OtherEndAsked,
    ReopenAsked,
    StillOpen,
    WhichToReopen,
)
from bot.coach.answers.home import Home
from bot.coach.answers.lists import ListedDeals
from bot.coach.deal_lists import DealFilter
from bot.domain.deals import Agreement, Deal, DealOutcome, Party, Side, Yardstick
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, OfferNo, PartyId, PersonId, TeamId
from bot.domain.issues import Issue
from bot.domain.ledger import GiveBalance, Ledger, Verb
from bot.domain.measures.picture import compute_picture
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import NextStep, StepKind, StepReason
from bot.domain.offers import Offer, OfferState
from bot.domain.worth import Figure

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA = PersonId("U0ANA")
OPEN = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    opened_by=ANA,
    issues=(Issue(name="price", unit="EUR"), Issue(name="term", unit="months")),
)
AGREED = replace(OPEN, agreed=(Agreement(party=PartyId(THEM), on=TODAY, offer=OfferNo(2)),))


def closed_as(outcome: DealOutcome, deal: Deal = OPEN) -> Deal:
    """The deal, closed."""
    return replace(deal, outcome=outcome, closed_at=NOON)


def _move(no: int, kind: Kind, what: str, state: State, *, ours: bool) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=TODAY,
        at=NOON,
        person=ANA,
        frm=PartyId(US if ours else THEM),
        to=PartyId(THEM if ours else US),
        typed=what,
    )


GIVE = replace(
    _move(1, Kind.GIVE, "5% off", State.FIRM, ours=True),
    cost=Figure(amount=Decimal(12_000), unit="EUR"),
)
BALANCE = GiveBalance(give=GIVE, share=Decimal(0), valued=True, left=Decimal(12_000))
GET = _move(4, Kind.GET, "case study", State.PROMISED, ours=False)
OFFER = Offer(
    no=OfferNo(2),
    by=PartyId(US),
    values={"price": Decimal(175_000), "term": Decimal(24)},
    stated=frozenset({"price", "term"}),
    on=TODAY,
    at=NOON,
    person=ANA,
    state=OfferState.ACCEPTED,
    condition="signed by 30 Nov",
)
STILL_OPEN = StillOpen(
    gives=(
        BALANCE,
        *[replace(BALANCE, give=replace(GIVE, no=MoveNo(no)), left=None) for no in range(20, 27)],
    ),
    asks=(_move(2, Kind.ASK, "24-month term", State.OPEN, ours=True),),
    their_asks=(_move(3, Kind.ASK, "15% off", State.OPEN, ours=False),),
    conditional=(_move(5, Kind.GIVE, "net 60", State.CONDITIONAL, ours=True),),
    promised=(GET,),
    held=1,
    drafts=tuple(
        _move(no, Kind.GIVE, "10 more seats", State.DRAFT, ours=True) for no in range(6, 13)
    ),
    offers=(replace(OFFER, state=OfferState.OPEN),),
)
TERMS = AgreedTerms(
    offer=OFFER, terms=((OPEN.issues[0], Decimal(175_000)), (OPEN.issues[1], Decimal(24)))
)
BESIDE = replace(
    TERMS,
    gives=(GIVE, _move(5, Kind.GIVE, "net 60", State.CONDITIONAL, ours=True)),
    gets=(GET,),
)
SIGNED = AgreedTerms(gives=(GIVE,), gets=(GET,))

HALF = replace(
    AGREED,
    parties=(Party(id=PartyId(THEM), name="Acme"), Party(id=PartyId("them2"), name="Beta")),
)
CLOSED = (
    ClosedCard(deal=closed_as(DealOutcome.WON), channel=ChannelId("C0ACME")),
    ClosedCard(deal=closed_as(DealOutcome.WON), channel=None, is_kept=True),
    ClosedCard(deal=closed_as(DealOutcome.ARCHIVED), channel=None),
)
ALL_CLOSED = ListedDeals(which=DealFilter.CLOSED, page=1, pages=1, total=2, closed=CLOSED)
NOTHING = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)


def _status(deal: Deal, agreed: AgreedTerms | None = None) -> DealStatus:
    ledger = Ledger({}, frozenset(), deal.yardstick)
    return DealStatus(
        deal=deal,
        today=TODAY,
        picture=compute_picture(ledger, deal, TODAY),
        open_gives=(),
        open_asks=(),
        drafts=(),
        conditional=(),
        step=NextStep(
            kind=StepKind.NOTHING if deal.is_closed else StepKind.CLOSE,
            reason=StepReason.CLOSED if deal.is_closed else StepReason.ALL_AGREED,
        ),
        agreed=agreed,
        ended=DealEnded(person=ANA, on=TODAY, why="the price"),
        still_open=STILL_OPEN,
    )


SAMPLES: list[tuple[str, Answer]] = [
    (
        "close asked, much is open",
        CloseAsked(
            deal=OPEN, today=TODAY, still_open=STILL_OPEN, why="they went silent", line="w1"
        ),
    ),
    ("close asked, nothing is open", CloseAsked(deal=OPEN, today=TODAY, still_open=StillOpen())),
    (
        "deal won",
        DealClosed(
            deal=closed_as(DealOutcome.WON),
            seq=9,
            outcome=DealOutcome.WON,
            today=TODAY,
            still_open=STILL_OPEN,
        ),
    ),
    (
        "deal ended",
        DealClosed(
            deal=closed_as(DealOutcome.ENDED),
            seq=9,
            outcome=DealOutcome.ENDED,
            today=TODAY,
            still_open=StillOpen(),
            before=DealOutcome.WON,
        ),
    ),
    (
        "deal lost after all",
        DealClosed(
            deal=closed_as(DealOutcome.LOST),
            seq=9,
            outcome=DealOutcome.LOST,
            today=TODAY,
            still_open=StillOpen(),
            why="too expensive",
            before=DealOutcome.WON,
        ),
    ),
    (
        "other end asked, much would end",
        OtherEndAsked(
            deal=closed_as(DealOutcome.WON),
            outcome=DealOutcome.LOST,
            before=DealOutcome.WON,
            ended=DealEnded(person=ANA, on=TODAY),
            has_rhythm=True,
            commitments=2,
            why="too expensive",
            line="w3",
        ),
    ),
    (
        "other end asked, nobody knows who closed it",
        OtherEndAsked(
            deal=closed_as(DealOutcome.LOST),
            outcome=DealOutcome.WON,
            before=DealOutcome.LOST,
            ended=None,
        ),
    ),
    (
        "deal reopened",
        DealReopened(deal=OPEN, seq=10, before=DealOutcome.LOST, why="they came back", others=1),
    ),
    ("deal open already", DealReopened(deal=OPEN, again=True)),
    ("deal renamed", DealRenamed(deal=OPEN, seq=11, before="Acme renwal")),
    ("delete asked", DeleteAsked(deal=OPEN, moves=3)),
    ("delete asked, one entry", DeleteAsked(deal=OPEN, moves=1)),
    ("deal deleted", DealDeleted(deal=closed_as(DealOutcome.DELETED), seq=2)),
    (
        "reopen asked",
        ReopenAsked(deal=closed_as(DealOutcome.WON), typed="2% off cost 4k", line="w2"),
    ),
    (
        "which to reopen",
        WhichToReopen(
            deals=(closed_as(DealOutcome.WON), closed_as(DealOutcome.ARCHIVED)), typed="Acme"
        ),
    ),
    ("which to reopen, none there", WhichToReopen(deals=())),
    ("deal status, won", _status(closed_as(DealOutcome.WON, AGREED), agreed=TERMS)),
    (
        "deal status, kept",
        replace(_status(closed_as(DealOutcome.WON, AGREED), agreed=BESIDE), is_kept=True),
    ),
    ("deal status, lost", _status(closed_as(DealOutcome.LOST))),
    (
        "deal status, archived before ends were kept",
        replace(_status(replace(OPEN, closed_at=NOON)), ended=None),
    ),
    (
        "deal status, agreed",
        replace(_status(AGREED, agreed=TERMS), ended=None, still_open=StillOpen()),
    ),
    (
        "deal status, signed",
        replace(_status(AGREED, agreed=SIGNED), ended=None, still_open=StillOpen()),
    ),
    (
        "deal status, one of two agreed",
        replace(_status(HALF, agreed=SIGNED), ended=None, still_open=StillOpen()),
    ),
    ("home, deals closed in each way", Home(today=TODAY, listed=ALL_CLOSED)),
    *(
        (f"undone, {verb}", Undone(deal=OPEN, verb=verb, moves=(), exposure=NOTHING))
        for verb in (Verb.CLOSED, Verb.REOPENED, Verb.RENAMED, Verb.DELETED, Verb.MET)
    ),
    (
        "undone, another end",
        Undone(deal=closed_as(DealOutcome.WON), verb=Verb.CLOSED, moves=(), exposure=NOTHING),
    ),
    (
        "not done, deleted",
        NotDone(why=RefusalReason.CLOSED, deal=closed_as(DealOutcome.DELETED)),
    ),
    ("not done, closed", NotDone(why=RefusalReason.CLOSED, deal=closed_as(DealOutcome.WON))),
    (
        "not done, closed so already",
        NotDone(why=RefusalReason.SETTLED, deal=closed_as(DealOutcome.WON)),
    ),
]
