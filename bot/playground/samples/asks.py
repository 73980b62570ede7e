"""Samples of asks and their answers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import (
    AskAnswered,
    AskRecorded,
    AsksListed,
    Sentence,
    SentenceKind,
    TheirAskRecorded,
    WhichAsk,
)
from bot.coach.answers.base import Answer
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.matching import Ground, Suggested
from bot.domain.moves import State
from bot.domain.next_steps import Inquiry, NextStep, StepKind, StepReason
from bot.domain.our_parts import OurPart, Source
from bot.domain.turns import WhoseTurn
from bot.playground.samples import cautions
from bot.playground.samples.acme import (
    ANSWERED,
    DEAL,
    DISCOUNT,
    NET_60,
    NONE_OPEN,
    ONE_OPEN,
    PROPOSALS,
    SECOND,
    TERM,
    THEIR_ASK,
    TODAY,
    eur,
    sample_get,
)


def _asks() -> list[tuple[str, Answer]]:
    asking = Sentence(
        kind=SentenceKind.ASK_BACK,
        give="5% off",
        get="24-month term",
        reason="it lets us plan capacity",
        by=TERM.due,
    )
    plain = Sentence(kind=SentenceKind.ASK, get="reference call", by=date(2026, 12, 4))
    answer = Sentence(
        kind=SentenceKind.ANSWER_THEIRS,
        already="5% off",
        give="8% off",
        get="a 24-month term",
        by=TERM.due,
    )
    trial = Sentence(
        kind=SentenceKind.TRY_IT,
        get="offer a smaller scope at a smaller price",
        need="you tell us what you can do without",
        by=TERM.due,
    )
    ask_first = Sentence(
        kind=SentenceKind.ASK_FIRST,
        inquiry=Inquiry.ABOUT_IT,
        question="What are you comparing our price with?",
    )
    step = NextStep(
        kind=StepKind.ANSWER_ASK,
        reason=StepReason.THEY_HAVE_OURS,
        turn=WhoseTurn.OURS,
        about=THEIR_ASK,
        open_give=DISCOUNT,
        left=Decimal(12_000),
        proposals=PROPOSALS,
        amount=Decimal(36_000),
    )
    recorded = AskRecorded(
        deal=DEAL, ask=TERM, seq=2, today=TODAY, for_give=DISCOUNT, sentence=asking
    )
    theirs = TheirAskRecorded(
        deal=DEAL,
        ask=THEIR_ASK,
        seq=8,
        today=TODAY,
        exposure=ONE_OPEN,
        step=step,
        ask_first=replace(ask_first, already="5% off"),
        try_it=trial,
    )
    part = OurPart(
        what="8% off", phrase="8% off", source=Source.PLANNED, in_return="a 24-month term"
    )
    return [
        ("ask recorded, for a give", recorded),
        (
            "ask recorded, which corrects another",
            replace(recorded, corrects=THEIR_ASK, sentence=None),
        ),
        (
            "ask recorded, for a give that a caution is about",
            replace(recorded, caution=cautions.sample_caution("open_give")),
        ),
        (
            "ask recorded, on its own",
            replace(
                recorded,
                ask=replace(TERM, what="reference call", worth=eur(5_000), ref=None),
                for_give=None,
                sentence=plain,
            ),
        ),
        ("their ask recorded", theirs),
        *(
            (
                f"their ask recorded: {one}",
                replace(theirs, ask_first=replace(ask_first, inquiry=one), try_it=None),
            )
            for one in Inquiry
        ),
        (
            "their ask recorded, with a part that was planned",
            replace(theirs, step=replace(step, part=part), sentence=answer, try_it=None),
        ),
        (
            "their ask recorded, with nothing near in size",
            replace(theirs, step=replace(step, proposals=(), near=Decimal(28_800)), try_it=None),
        ),
        (
            "their ask recorded, nothing known",
            replace(
                theirs,
                exposure=NONE_OPEN,
                step=replace(step, proposals=(), open_give=None, left=None, amount=None),
                ask_first=ask_first,
                try_it=None,
            ),
        ),
        *_answers(),
        (
            "asks listed",
            AsksListed(
                deal=DEAL,
                today=TODAY,
                ours=(TERM, replace(TERM, due=date(2026, 11, 20))),
                theirs=(THEIR_ASK,),
            ),
        ),
        ("asks listed, none", AsksListed(deal=DEAL, today=TODAY, ours=(), theirs=())),
        (
            "which ask",
            WhichAsk(
                deal=DEAL,
                verb=Verb.DECLINED,
                what="the study",
                typed="a no on the study",
                asks=(TERM,),
            ),
        ),
        (
            "which ask, again",
            WhichAsk(
                deal=DEAL,
                verb=Verb.ASKED_AGAIN,
                what="the logo",
                typed="again about the logo by 27 Nov",
                asks=(TERM,),
                due=date(2026, 11, 27),
                line="5d3a",
            ),
        ),
        (
            "which ask, or a condition",
            WhichAsk(
                deal=DEAL,
                verb=Verb.GRANTED,
                what="",
                typed="they said yes",
                asks=(TERM,),
                gives=(replace(NET_60, state=State.CONDITIONAL, condition="they sign"),),
            ),
        ),
        (
            "which condition",
            WhichAsk(
                deal=DEAL,
                verb=Verb.GRANTED,
                what="",
                typed="they said yes",
                asks=(),
                gives=(replace(NET_60, state=State.CONDITIONAL, condition="they sign"),),
            ),
        ),
        (
            "which ask, none",
            WhichAsk(
                deal=DEAL, verb=Verb.DECLINED, what="the study", typed="a no on the study", asks=()
            ),
        ),
    ]


def _answers() -> list[tuple[str, Answer]]:
    thanks = Sentence(kind=SentenceKind.THANKS, get="24-month term")
    get = replace(sample_get(9, "24-month term", eur(30_000), State.PROMISED), ref=TERM.no)
    settled = replace(TERM, state=State.GRANTED)
    agreed = AskAnswered(
        deal=DEAL,
        ask=settled,
        verb=Verb.GRANTED,
        seq=9,
        today=TODAY,
        exposure=ANSWERED,
        get=get,
        matched=(DISCOUNT,),
        sentence=thanks,
    )
    bare = replace(agreed, get=None, matched=(), sentence=None, exposure=ONE_OPEN)
    oldest = (Suggested(move=DISCOUNT, why=Ground.OLDEST),)
    return [
        ("ask answered, agreed", agreed),
        (
            "ask answered, and what the get may answer",
            replace(agreed, matched=(), suggested=oldest, exposure=ONE_OPEN),
        ),
        ("ask answered, and a give now counts", replace(agreed, firm=(NET_60,), exposure=SECOND)),
        (
            "ask answered, and a give still waits",
            replace(agreed, waiting=(NET_60,), awaited=(THEIR_ASK,), exposure=ONE_OPEN),
        ),
        (
            "ask answered, after a give had lapsed",
            replace(agreed, matched=(), late=(replace(NET_60, state=State.LAPSED),)),
        ),
        ("ask answered, partly", replace(bare, verb=Verb.PARTLY)),
        (
            "ask answered, declined",
            replace(
                bare,
                verb=Verb.DECLINED,
                lapsed=(NET_60, replace(NET_60, no=MoveNo(10), what="free setup")),
            ),
        ),
        ("ask answered, withdrawn", replace(bare, verb=Verb.WITHDRAWN)),
    ]


SAMPLES = [*_asks()]
