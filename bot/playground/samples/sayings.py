"""Samples of sentences read and put better, of styles, of gets judged and of objections answered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.coach.answers import Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.plans import AcceptChecked
from bot.coach.answers.sayings import (
    AddressShown,
    GetJudged,
    ObjectionAnswered,
    SayingRead,
    StyleSet,
)
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import Inquiry
from bot.domain.objections import Objection, ObjectionTrade
from bot.domain.replies import Emptiness
from bot.domain.styles import Address, Aim, Phrasing, Style
from bot.domain.tradeables import Appeal, Proposal
from bot.domain.worth import Figure, Size
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.risks import Risk

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
DEAL = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=NOON - timedelta(days=14),
    opened_by=PersonId("U0ANA"),
    size=Figure(amount=Decimal(240_000), unit="EUR"),
)
PROPOSALS = tuple(
    Proposal(
        key=key,
        label=label,
        what=label.lower(),
        phrase=phrase,
        issue=key,
        why=Appeal.WORTH_MUCH,
        cost=Size.S,
        worth=Size.L,
    )
    for key, label, phrase in (
        ("term", "24-month term", "a 24-month term"),
        ("prepay", "Prepay", "prepayment of the first year"),
        ("reference", "Reference call", "a reference call with a customer like you"),
    )
)
CALL = Move(
    no=MoveNo(4),
    kind=Kind.GET,
    what="reference call",
    state=State.FIRM,
    on=TODAY,
    at=NOON,
    person=PersonId("U0ANA"),
    frm=PartyId(THEM),
    to=PartyId(US),
    worth=Figure(amount=Decimal(5_000), unit="EUR"),
    typed="reference call worth 5k",
)
PRICE = Objection(
    key="price",
    name="the price",
    words=("expensive",),
    question="What are you comparing us with, and over which period?",
    trades=(
        ObjectionTrade(
            we="lower the yearly price",
            you="sign for 24 months",
            label="24-month term",
            what="24-month term",
        ),
        ObjectionTrade(
            we="take out the parts you need least",
            you="decide by the end of the month",
            label="A decision this month",
            what="a decision by the end of the month",
        ),
    ),
)
TERM = Sentence(kind=SentenceKind.ASK, get="24-month term", by=FRIDAY)


def _read(text: str) -> SayingRead:
    saying = read_sentence(text)
    return SayingRead(deal=DEAL, today=TODAY, reply_day=FRIDAY, saying=saying, key="k1", typed=text)


def _styled(aim: Aim, phrasing: Phrasing, model: str = "") -> Deal:
    return replace(DEAL, style=Style(aim=aim, phrasing=phrasing, model=model))


BARE = replace(
    _read("We can do 10% off"),
    sentence=Sentence(
        kind=SentenceKind.REWORDED, give="We can do 10% off", get="a 24-month term", by=FRIDAY
    ),
    chosen="term",
    proposals=PROPOSALS,
)
TURNED = replace(
    _read("If you commit to 24 months, we can do 10% off."),
    sentence=Sentence(
        kind=SentenceKind.REWORDED, give="We can do 10% off", condition="if you commit to 24 months"
    ),
)
PACKAGE = replace(
    _read("You take the rollout in Spain, we take the one in Portugal."),
    sentence=Sentence(
        kind=SentenceKind.REWORDED,
        give="You take the rollout in Spain",
        condition="if we get the one in Portugal",
    ),
)
INDIRECT = _styled(Aim.RELATIONSHIP, Phrasing.INDIRECT, "we answer within a day")
TRANSACTION = _styled(Aim.TRANSACTION, Phrasing.DIRECT)
ON_FIRST_NAMES = replace(DEAL, style=Style(address=Address.ONE))
JUDGED = GetJudged(deal=DEAL, get=CALL, today=TODAY)

SENTENCES = (
    Sentence(kind=SentenceKind.ASK, get="24-month term", reason="we plan capacity", by=FRIDAY),
    Sentence(kind=SentenceKind.ASK_BACK, give="5% off", get="24-month term", by=FRIDAY),
    Sentence(kind=SentenceKind.CALL_OUT, give="5% off", get="24-month term", by=FRIDAY),
    Sentence(kind=SentenceKind.ASK_AGAIN, get="24-month term", by=FRIDAY),
    Sentence(kind=SentenceKind.OFFER_IF, give="8% off", get="24-month term", by=FRIDAY),
    Sentence(kind=SentenceKind.OFFER_IF, give="waive the fee", condition="signed by 30 Nov"),
    Sentence(kind=SentenceKind.ANSWER_THEIRS, give="8% off", get="24-month term", by=FRIDAY),
    Sentence(
        kind=SentenceKind.TRY_IT,
        get="offer a smaller scope at a smaller price",
        need="you tell us what you can do without",
        by=FRIDAY,
    ),
    Sentence(
        kind=SentenceKind.ASK_FIRST,
        already="5% off",
        inquiry=Inquiry.ABOUT_IT,
        question="What are you comparing our price with?",
    ),
    Sentence(
        kind=SentenceKind.REST,
        give="5% off",
        get="reference call",
        need="a 24-month term",
        by=FRIDAY,
    ),
    Sentence(kind=SentenceKind.THANKS, get="reference call"),
    Sentence(kind=SentenceKind.PART, get="18 months", need="24-month term"),
    Sentence(kind=SentenceKind.REPLY, give="payment at net 60", get="reference call"),
    Sentence(kind=SentenceKind.MORE, give="logo badge", get="a 24-month term", by=FRIDAY),
    Sentence(kind=SentenceKind.CALM, get="24-month term"),
    Sentence(kind=SentenceKind.CALM),
    Sentence(kind=SentenceKind.WITHHOLD),
    Sentence(
        kind=SentenceKind.REWORDED, give="We can do 10% off", get="a 24-month term", by=FRIDAY
    ),
)
STYLES = (
    Style(),
    Style(phrasing=Phrasing.INDIRECT),
    Style(aim=Aim.TRANSACTION),
)

SAMPLES: list[tuple[str, Answer]] = [
    ("a draft that gives with nothing in return", BARE),
    (
        "the same where nothing is left to ask for",
        replace(BARE, sentence=None, proposals=(), chosen=""),
    ),
    ("the same, put roundabout", replace(BARE, deal=INDIRECT)),
    (
        "the same in another language than its reader's",
        replace(
            BARE,
            sentence=Sentence(
                kind=SentenceKind.REWORDED, give="We can do 10% off if we get … in return"
            ),
            chosen="",
        ),
    ),
    ("a draft tied to a get, the get first", TURNED),
    ("a draft tied to a get, our offer first", _read("We can do 10% off if you sign by Friday")),
    ("a draft with both side by side", PACKAGE),
    ("a draft that asks", _read("We need a 24-month term")),
    ("a draft that agrees", replace(_read("Agreed."), open_gives=2)),
    (
        "a draft that is an ultimatum",
        replace(
            _read("24-month term or no deal"),
            risks=(Risk.ULTIMATUM,),
            sentence=Sentence(kind=SentenceKind.CALM, get="24-month term"),
        ),
    ),
    (
        "a draft that tells our limit",
        replace(
            _read("We can't go below 90"),
            risks=(Risk.LIMIT,),
            sentence=Sentence(kind=SentenceKind.WITHHOLD),
        ),
    ),
    (
        "a draft that agrees to a figure",
        replace(
            _read("Agreed, 205k it is"),
            check=AcceptChecked(
                deal=DEAL,
                today=TODAY,
                amount=Figure(amount=Decimal(205_000), unit="EUR"),
                open_gives=1,
                open_asks=(CALL,),
            ),
        ),
    ),
    ("a draft that says neither", _read("How long is your contract?")),
    (
        "a draft that gives much away",
        replace(_read("Sign by Friday or we walk"), risks=tuple(Risk)),
    ),
    ("a style, straight", StyleSet(deal=TRANSACTION, style=TRANSACTION.style, reply_day=FRIDAY)),
    ("a style, roundabout", StyleSet(deal=INDIRECT, style=INDIRECT.style, reply_day=FRIDAY)),
    ("no form of address", AddressShown(deal=DEAL, reply_day=FRIDAY, has_forms=False)),
    (
        "how a candidate is spoken to",
        AddressShown(deal=ON_FIRST_NAMES, reply_day=FRIDAY, has_forms=True),
    ),
    (
        "a form of address with its sentence",
        AddressShown(
            deal=ON_FIRST_NAMES,
            reply_day=FRIDAY,
            has_forms=True,
            sentence=Sentence(kind=SentenceKind.ASK, get="24-month term", by=FRIDAY),
            about=JUDGED.get,
        ),
    ),
    (
        "a get that was meant",
        replace(
            JUDGED,
            sentence=Sentence(
                kind=SentenceKind.REPLY, give="payment at net 60", get="reference call"
            ),
        ),
    ),
    (
        "a get for show",
        replace(
            JUDGED,
            empty=(Emptiness.FREE, Emptiness.ASKED_BACK),
            sentence=Sentence(
                kind=SentenceKind.MORE, give="reference call", get="a 24-month term", by=FRIDAY
            ),
            proposals=PROPOSALS,
        ),
    ),
    ("an objection", ObjectionAnswered(deal=DEAL, typed="it's too expensive", objection=PRICE)),
    (
        "an objection, while a give is open",
        ObjectionAnswered(
            deal=DEAL,
            typed="it's too expensive",
            objection=PRICE,
            open_give=replace(CALL, kind=Kind.GIVE, what="5% off"),
        ),
    ),
    (
        "an objection, roundabout",
        ObjectionAnswered(deal=INDIRECT, typed="too expensive", objection=PRICE),
    ),
    (
        "an objection, a transaction",
        ObjectionAnswered(deal=TRANSACTION, typed="too expensive", objection=PRICE),
    ),
    *(
        (
            f"to say, {style.aim} and {style.phrasing}: {sentence.kind} {n}",
            replace(sentence, style=style),
        )
        for style in STYLES
        for n, sentence in enumerate(SENTENCES)
    ),
]
