"""Samples of offers: recorded, answered, taken back, compared, and what they are about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import cycle

from bot.coach.answers import Doubt, Exposure, GiveChecked, Undone
from bot.coach.answers.base import Answer
from bot.coach.answers.offers import (
    AcceptHeld,
    AnswerChoice,
    DirectionSet,
    IssuesSet,
    NewIssuesAsked,
    OfferAnswered,
    OfferCorrectionAsked,
    OfferHeld,
    OfferRecorded,
    OfferRow,
    OfferSaid,
    OffersCompared,
    OffersListed,
    OfferUnfit,
    OfferUnread,
    OfferWithdrawn,
    ThousandsAsked,
    UnfitValue,
    WhichPackage,
    WhoAnswered,
    WhoseOffer,
)
from bot.domain.cautions import Caution, Severity
from bot.domain.deals import Deal, Party, Side
from bot.domain.ids import THEM, US, MoveNo, OfferNo, PartyId, PersonId
from bot.domain.issues import Bundle, Issue, Scale, build_even_scale
from bot.domain.ledger import Verb
from bot.domain.measures.classes import MoveClass
from bot.domain.meso import compare_bundles
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState, list_bundles
from bot.domain.scores import build_scores
from bot.domain.steps import OfferResponse, OfferStep, ResponseKind, compare_offers
from bot.domain.tradeables import Appeal, Proposal
from bot.domain.trades import Tie
from bot.domain.worth import Figure
from bot.language.unclear_offers import UnclearPart, UnclearReason
from bot.playground.samples.mesos import DEAL, ISSUES

TODAY = date(2026, 11, 23)
WE, THEY = PartyId(US), PartyId(THEM)
NOTHING_OPEN = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)
ONE_OPEN = Exposure(before=Decimal(0), after=Decimal(2_000), open_gives=1, unfigured=0, share=None)


def _offer(no: int, by: PartyId, stated: Bundle, before: Offer | None = None) -> Offer:
    return Offer(
        no=OfferNo(no),
        by=by,
        values={**(before.values if before else {}), **stated},
        stated=frozenset(stated),
        on=TODAY,
        at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        person=PersonId("U0ANA"),
    )


def _move(no: int, kind: Kind, what: str, state: State, *, ours: bool) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=TODAY,
        at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        person=PersonId("U0ANA"),
        frm=WE if ours else THEY,
        to=THEY if ours else WE,
        offer=OfferNo(3 if ours else 4),
    )


def _worth(issue: Issue, ours: int, theirs: int) -> Issue:
    """The issue with what its whole range is worth to both sides."""
    up = bool(issue.more_is_ours)
    scales: dict[PartyId, Scale | None] = {
        WE: build_even_scale(issue, Decimal(ours), more_is_better=up, estimate=False),
        THEY: build_even_scale(issue, Decimal(theirs), more_is_better=not up, estimate=True),
    }
    return replace(issue, scales={party: scale for party, scale in scales.items() if scale})


PRICE, TERM, PAYMENT, ONBOARDING = ISSUES
VALUED = replace(
    DEAL,
    issues=(
        _worth(PRICE, 10_000, 10_000),
        _worth(TERM, 6_000, 2_000),
        _worth(PAYMENT, 1_000, 3_000),
        ONBOARDING,
    ),
)
THREE = replace(
    DEAL,
    parties=(
        Party(id=PartyId("p1"), name="Acme Corp"),
        Party(id=PartyId("p2"), name="Globex Holding"),
    ),
)


def _step(before: Offer, after: Offer) -> OfferStep:
    return compare_offers(
        before, after, build_scores(VALUED), tolerance=Decimal("0.03"), answered=True
    )


FIRST = _offer(
    1,
    WE,
    {"price": Decimal(98_000), "term": Decimal(12), "payment": Decimal(30), "onboarding": "paid"},
)
THEIRS = _offer(2, THEY, {"price": Decimal(90_000), "term": Decimal(12), "payment": Decimal(60)})
SECOND = replace(
    _offer(3, WE, {"price": Decimal(95_000), "term": Decimal(24)}, FIRST),
    until=date(2026, 11, 27),
    condition="signed by 30 Nov",
    rhythm="quarterly reviews",
)
BACK = _offer(4, THEY, {"price": Decimal(92_000)}, THEIRS)
EQUAL = replace(
    SECOND,
    no=OfferNo(5),
    alternatives=({**SECOND.values, "price": Decimal(97_000), "payment": Decimal(60)},),
    condition="",
    rhythm="",
)
THEIR_TWO = replace(
    BACK, alternatives=({**BACK.values, "price": Decimal(94_000), "payment": Decimal(30)},)
)
GIVE = _move(4, Kind.GIVE, "price 98k → 95k", State.CONDITIONAL, ours=True)
ASK = _move(5, Kind.ASK, "term 12 → 24 months", State.OPEN, ours=True)
GET = _move(6, Kind.GET, "price 90k → 92k", State.PROMISED, ours=False)
OLD_ASK = _move(3, Kind.ASK, "a better price", State.PARTLY, ours=True)
SEATS = Issue(name="seats", unit="seats")
OPENED = OfferRecorded(
    deal=DEAL, offer=FIRST, seq=3, today=TODAY, exposure=NOTHING_OPEN, opened=(PRICE, TERM)
)
MOVED = OfferRecorded(
    deal=VALUED,
    offer=SECOND,
    seq=5,
    today=TODAY,
    exposure=NOTHING_OPEN,
    before=replace(FIRST, state=OfferState.REPLACED),
    step=_step(FIRST, SECOND),
    derived=(GIVE, ASK),
    lapsed=(_move(2, Kind.GIVE, "payment from 30 to 45 days", State.LAPSED, ours=True),),
)
DRAFT = replace(GIVE, state=State.DRAFT, cost=Figure(amount=Decimal(3_000), unit="EUR"))
CHECK = GiveChecked(
    deal=VALUED,
    give=DRAFT,
    seq=5,
    today=TODAY,
    doubt=Doubt.UNANSWERED,
    exposure=replace(ONE_OPEN, after=Decimal(3_000)),
    nth=1,
    sign_by=date(2026, 11, 30),
    proposals=(
        Proposal(
            key="term",
            label="24-month term",
            what="24-month term",
            phrase="a 24-month term",
            issue="term",
            why=Appeal.WORTH_MUCH,
        ),
    ),
)
CHECKED = replace(
    MOVED,
    offer=replace(SECOND, condition="", rhythm=""),
    derived=(DRAFT,),
    lapsed=(),
    check=CHECK,
)
BARE_AGAIN = replace(
    CHECKED,
    check=replace(
        CHECK,
        exposure=replace(ONE_OPEN, before=Decimal(2_000), after=Decimal(5_000)),
        proposals=(),
    ),
)
UNPRICED = replace(CHECKED, check=replace(CHECK, give=replace(DRAFT, cost=None), proposals=()))
GOT = OfferRecorded(
    deal=VALUED,
    offer=replace(BACK, on=date(2026, 11, 20)),
    seq=6,
    today=TODAY,
    exposure=ONE_OPEN,
    before=replace(THEIRS, state=OfferState.REPLACED),
    step=_step(THEIRS, BACK),
    derived=(GET,),
    answered=(OLD_ASK,),
    matched=(Tie(give=MoveNo(1), get=MoveNo(6)),),
    resumed=True,
)
ALONE = Caution(
    rule="no_asks",
    severity=Severity.CAUTION,
    moves=(MoveNo(1),),
    what="5% off",
    count=3,
    days=7,
    weight=Decimal(3),
)


UNWEIGHED = replace(
    MOVED,
    deal=replace(DEAL, issues=tuple(replace(issue, more_is_ours=None) for issue in ISSUES)),
    step=compare_offers(
        FIRST,
        SECOND,
        build_scores(replace(DEAL, issues=())),
        tolerance=Decimal("0.03"),
        answered=True,
    ),
    derived=(),
    lapsed=(),
)


def _recorded() -> list[tuple[str, Answer]]:
    return [
        ("offer recorded, our first", OPENED),
        ("offer recorded, ours against the one before", MOVED),
        (
            "offer recorded, packages",
            replace(MOVED, offer=EQUAL, step=None, derived=(ASK,), lapsed=(), caution=ALONE),
        ),
        ("offer recorded, ours with a give for nothing", CHECKED),
        ("offer recorded, ours with one give more for nothing", BARE_AGAIN),
        ("offer recorded, ours with a give for nothing of unknown cost", UNPRICED),
        (
            "offer recorded, an issue of which nobody knows the better way",
            replace(
                OPENED,
                deal=replace(DEAL, issues=(PRICE, SEATS)),
                opened=(PRICE, SEATS),
                to_direct=SEATS,
            ),
        ),
        ("offer recorded, theirs", GOT),
        (
            "offer recorded, theirs, packages",
            replace(GOT, offer=THEIR_TWO, derived=(), answered=(), matched=(), resumed=False),
        ),
        ("offer recorded, of issues nobody has weighed", UNWEIGHED),
        ("offer recorded, ours among three", replace(OPENED, deal=THREE, opened=())),
        (
            "offer recorded, of one of three",
            replace(OPENED, deal=THREE, offer=replace(FIRST, by=PartyId("p2")), opened=()),
        ),
        (
            "offer in words, of a buyer",
            OfferSaid(deal=replace(DEAL, side=Side.BUYING), offer=FIRST),
        ),
        ("whose offer", WhoseOffer(deal=DEAL, who="Nora", key="1", typed="Nora offered 92k")),
        (
            "whose offer, nobody named",
            WhoseOffer(deal=DEAL, who="", key="1", typed="3,900 a month was offered"),
        ),
        (
            "who put forward what was accepted",
            WhoseOffer(deal=DEAL, who="", key="1", typed="she took 57k", accepted="57k"),
        ),
        (
            "whose offer, of three",
            WhoseOffer(deal=THREE, who="they", key="1", typed="they offered 92k"),
        ),
        (
            "an offer that was typed wrong",
            OfferCorrectionAsked(
                deal=DEAL,
                offer=FIRST,
                values={next(iter(FIRST.values)): Decimal(97_000)},
                seq=4,
                key="1",
                typed="sorry, I meant 97k",
            ),
        ),
        (
            "a price that may be meant in thousands",
            ThousandsAsked(
                deal=DEAL,
                issue=Issue(name="price", unit="EUR"),
                value=Decimal("21.5"),
                in_thousands=Decimal(21_500),
                key="1",
                typed="they offer 21.5",
            ),
        ),
        (
            "a new issue in an offer",
            NewIssuesAsked(deal=DEAL, names=("wobble",), key="1", typed="price 95k, wobble 3"),
        ),
        (
            "new issues in an offer",
            NewIssuesAsked(
                deal=DEAL, names=("wobble", "gizmo"), key="1", typed="wobble 3, gizmo 4"
            ),
        ),
        (
            "offer recorded, with words not used",
            replace(OPENED, not_read="take it or leave it", opened=()),
        ),
        (
            "offer recorded, with a part of the price not used",
            replace(OPENED, not_read="extra cushions at cost", opened=()),
        ),
        (
            "offer recorded, with a word that may be an issue",
            replace(OPENED, not_read="transport", guessed=("transport",), key="k1", opened=()),
        ),
        ("offer on hold", OfferHeld(deal=replace(DEAL, held_since=TODAY), gives=(GIVE,), key="1")),
        (
            "our yes on hold",
            AcceptHeld(
                deal=replace(DEAL, held_since=TODAY),
                offer=BACK,
                gives=(GIVE, _move(7, Kind.GIVE, "term 24 → 12 months", State.FIRM, ours=True)),
            ),
        ),
        ("offer in words", OfferSaid(deal=VALUED, offer=SECOND, step=_step(FIRST, SECOND))),
        ("offer in words, the first", OfferSaid(deal=DEAL, offer=FIRST)),
        ("offer in words, packages", OfferSaid(deal=DEAL, offer=EQUAL)),
    ]


def _settled() -> list[tuple[str, Answer]]:
    yes = OfferAnswered(
        deal=VALUED,
        offer=replace(SECOND, state=OfferState.ACCEPTED),
        by=THEY,
        accepted=True,
        seq=7,
        today=TODAY,
        exposure=NOTHING_OPEN,
        firm=(replace(GIVE, state=State.FIRM),),
        derived=(GET,),
        granted=(replace(ASK, state=State.GRANTED),),
    )
    no = replace(
        yes,
        offer=replace(SECOND, state=OfferState.DECLINED),
        accepted=False,
        firm=(),
        derived=(),
        lapsed=(replace(GIVE, state=State.LAPSED), replace(ASK, state=State.DECLINED)),
    )
    choices = (AnswerChoice(offer=SECOND, by=THEY), AnswerChoice(offer=BACK, by=WE))
    gone = OfferWithdrawn(
        deal=DEAL, offer=replace(SECOND, state=OfferState.WITHDRAWN), seq=8, lapsed=(GIVE, ASK)
    )
    return [
        ("offer accepted, by them", yes),
        (
            "offer accepted, by us",
            replace(yes, offer=replace(BACK, state=OfferState.ACCEPTED), by=WE, firm=()),
        ),
        (
            "offer accepted, by one of two others",
            replace(yes, deal=THREE, offer=SECOND, by=PartyId("p1"), firm=(), derived=()),
        ),
        ("offer declined, by them", no),
        (
            "offer declined, by us",
            replace(no, offer=replace(BACK, state=OfferState.DECLINED), by=WE, lapsed=()),
        ),
        ("offer withdrawn", gone),
        ("offer withdrawn, with nothing in it", replace(gone, lapsed=())),
        ("which package, of theirs", _which(DEAL, THEIR_TWO, WE)),
        (
            "which package, of one of three",
            _which(THREE, replace(THEIR_TWO, by=PartyId("p1")), PartyId("p2")),
        ),
        ("who accepted", WhoAnswered(deal=DEAL, accepted=True, choices=choices, typed="accepted")),
        (
            "who declined, of three",
            WhoAnswered(
                deal=THREE,
                accepted=False,
                choices=tuple(AnswerChoice(offer=SECOND, by=party.id) for party in THREE.parties),
                typed="they declined",
            ),
        ),
    ]


def _which(deal: Deal, offer: Offer, by: PartyId) -> WhichPackage:
    return WhichPackage(
        deal=deal, offer=offer, by=by, rows=compare_bundles(deal.issues, list_bundles(offer), {})
    )


def _seen() -> list[tuple[str, Answer]]:
    replaced = replace(FIRST, state=OfferState.REPLACED)
    changed = _step(FIRST, SECOND)
    rows = [
        OfferRow(
            offer=replaced,
            step=None,
            response=OfferResponse(status=ResponseKind.OPP_OPENING, by=OfferNo(2)),
        ),
        OfferRow(
            offer=replace(THEIRS, state=OfferState.REPLACED),
            step=None,
            response=OfferResponse(status=ResponseKind.RECIPROCATED, by=OfferNo(3)),
        ),
        OfferRow(
            offer=SECOND,
            step=_step(FIRST, SECOND),
            response=OfferResponse(status=ResponseKind.RECIPROCATED, by=OfferNo(4)),
        ),
        OfferRow(
            offer=BACK, step=_step(THEIRS, BACK), response=OfferResponse(status=ResponseKind.ENDED)
        ),
        OfferRow(offer=EQUAL, step=_step(SECOND, EQUAL), response=None),
        *(
            OfferRow(
                offer=offer,
                step=replace(changed, kind=kind),
                response=OfferResponse(status=status, by=OfferNo(6)),
            )
            for offer in (replaced, replace(THEIRS, state=OfferState.REPLACED))
            for status, kind in zip(ResponseKind, cycle(MoveClass), strict=False)
        ),
        *(
            OfferRow(offer=replace(FIRST, state=state), step=None, response=None)
            for state in OfferState
        ),
    ]
    several = [
        _offer(no, party.id, {"price": Decimal(80_000 + no)})
        for no, party in enumerate(THREE.parties, start=6)
    ]
    return [
        (
            "offers listed",
            OffersListed(deal=VALUED, today=TODAY, rows=tuple(rows), latest=(SECOND, BACK)),
        ),
        ("offers listed, none", OffersListed(deal=DEAL, today=TODAY, rows=(), latest=())),
        ("offers compared", OffersCompared(deal=VALUED, today=TODAY, latest=(SECOND, BACK))),
        ("offers compared, one", OffersCompared(deal=DEAL, today=TODAY, latest=(FIRST,))),
        ("offers compared, none", OffersCompared(deal=DEAL, today=TODAY, latest=())),
        (
            "offers compared, of three",
            OffersCompared(deal=THREE, today=TODAY, latest=(SECOND, *several)),
        ),
        ("issues set", IssuesSet(deal=VALUED)),
        ("more is better", DirectionSet(deal=DEAL, issue=TERM)),
        ("less is better", DirectionSet(deal=DEAL, issue=replace(TERM, more_is_ours=False))),
        ("issues set, none", IssuesSet(deal=replace(DEAL, issues=()))),
        ("issues set, of three", IssuesSet(deal=replace(THREE, issues=(_among_three(),)))),
    ]


def _among_three() -> Issue:
    bare = Issue(name="seats", unit="seats", low=Decimal(10), high=Decimal(50))
    return replace(
        bare,
        scales={
            p.id: s
            for p in THREE.parties
            if (s := build_even_scale(bare, Decimal(5_000), more_is_better=True, estimate=True))
        },
    )


DOUBTS = {
    UnclearReason.PART: UnclearPart(why=UnclearReason.PART, part="whatever they like"),
    UnclearReason.TWICE: UnclearPart(why=UnclearReason.TWICE, part="98k", issue="price"),
    UnclearReason.CURRENCY: UnclearPart(
        why=UnclearReason.CURRENCY, part="price $95k", issue="price", takes=("EUR",)
    ),
    UnclearReason.UNIT: UnclearPart(
        why=UnclearReason.UNIT, part="term 5 %", issue="term", takes=("months",)
    ),
    UnclearReason.OPTION: UnclearPart(
        why=UnclearReason.OPTION, part="half", issue="onboarding", takes=ONBOARDING.options
    ),
    UnclearReason.NUMBER: UnclearPart(
        why=UnclearReason.NUMBER, part="term tbd", issue="term", takes=("months",)
    ),
    UnclearReason.WHO: UnclearPart(why=UnclearReason.WHO, part="globex", takes=("Acme",)),
    UnclearReason.TWO_SIDES: UnclearPart(
        why=UnclearReason.TWO_SIDES, part="we 97k, they 92k", takes=("we 97k", "they 92k")
    ),
}


def _unread() -> list[tuple[str, Answer]]:
    plain = {why: UnclearPart(why=why, part="price 10-15k") for why in UnclearReason}
    return [
        (f"offer unread, {why}", OfferUnread(deal=DEAL, doubt=doubt, typed=doubt.part))
        for why, doubt in (plain | DOUBTS).items()
    ]


UNFIT = (UnfitValue(issue=TERM, value=Decimal(6)), UnfitValue(issue=ONBOARDING, value="half"))

SAMPLES: list[tuple[str, Answer]] = [
    (
        "an offer that says what an issue does not take",
        OfferUnfit(deal=DEAL, unfit=UNFIT, typed="price 95k, term 6 months, onboarding half"),
    ),
    (
        "undone, an offer",
        Undone(deal=DEAL, verb=Verb.OFFERED, moves=(), offers=(OfferNo(3),), exposure=NOTHING_OPEN),
    ),
    *_recorded(),
    *_settled(),
    *_seen(),
    *_unread(),
]
