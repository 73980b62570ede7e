"""Samples of gets, and of lines that say several moves."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.answers import Doubt, GetChecked, GetRecorded
from bot.coach.answers.base import Answer
from bot.domain.ids import US, MoveNo, PartyId
from bot.domain.moves import State
from bot.domain.next_steps import NextStep, StepKind, StepReason
from bot.domain.our_parts import OurPart, Source
from bot.domain.turns import WhoseTurn
from bot.domain.worth import Size
from bot.playground.samples import several
from bot.playground.samples.acme import (
    ANSWERED,
    CALL,
    CASE_STUDY,
    DEAL,
    DISCOUNT,
    DRAFT,
    FIRST,
    NET_60,
    NONE_OPEN,
    ONE_OPEN,
    PROPOSALS,
    SECOND,
    TERM,
    THEIR_ASK,
    TODAY,
    sample_ask,
    suggested_gives,
)


def _gets() -> list[tuple[str, Answer]]:
    get = GetRecorded(deal=DEAL, get=CALL, seq=4, today=TODAY, exposure=ONE_OPEN)
    suggested = suggested_gives()
    step = NextStep(
        kind=StepKind.TIE,
        reason=StepReason.OURS_ARE_OPEN,
        turn=WhoseTurn.OURS,
        about=CALL,
        open_give=DISCOUNT,
        proposals=PROPOSALS,
    )
    counter = OurPart(
        what="training", phrase="training of our team", source=Source.LIBRARY, cost=Size.S
    )
    rest = replace(step, kind=StepKind.ASK_REST, reason=StepReason.PART_IS_OPEN)
    rise = GetChecked(
        deal=DEAL,
        get=replace(CALL, what="3% price rise"),
        seq=6,
        today=TODAY,
        doubt=Doubt.TAKEN_BACK,
    )
    return [
        ("get recorded, loose", replace(get, suggested=suggested, step=step)),
        (
            "get recorded, with a counter",
            replace(
                get,
                exposure=NONE_OPEN,
                step=replace(
                    step,
                    kind=StepKind.COUNTER,
                    reason=StepReason.RELATIONSHIP,
                    open_give=None,
                    part=counter,
                ),
            ),
        ),
        (
            "get recorded, that moves nothing",
            replace(
                get,
                exposure=NONE_OPEN,
                step=replace(step, kind=StepKind.WHY_THIS, reason=StepReason.MOVES_NOTHING),
            ),
        ),
        ("get recorded, of two asks", replace(get, candidates=(TERM, replace(TERM, no=MoveNo(9))))),
        ("get recorded, perhaps of an ask", replace(get, candidates=(TERM,))),
        (
            "get recorded, matched",
            replace(
                get,
                exposure=ANSWERED,
                matched=(DISCOUNT,),
                left=Decimal(7_000),
                answered=TERM,
                step=rest,
            ),
        ),
        (
            "get recorded, conditions met",
            replace(get, firm=(DISCOUNT,), waiting=(NET_60,), exposure=FIRST),
        ),
        ("get recorded, promised", replace(get, get=CASE_STUDY)),
        (
            "get recorded, on a condition",
            replace(get, get=replace(CALL, state=State.CONDITIONAL, condition="we renew")),
        ),
        ("get checked, against us", rise),
        ("get checked, same line again", replace(rise, doubt=Doubt.SAME_AGAIN, earlier=CALL)),
    ]


def _several() -> list[tuple[str, Answer]]:
    signed = several.signing_samples(
        DEAL, TODAY, give=NET_60, other=DISCOUNT, ask=TERM, exposure=ONE_OPEN
    )
    taken_back = several.take_back_samples(DEAL, give=DISCOUNT, get=CALL, other=CASE_STUDY)
    dropped = several.drop_samples(
        DEAL, give=DISCOUNT, draft=DRAFT, get=CALL, ask=TERM, their_ask=THEIR_ASK
    )
    return (
        signed
        + taken_back
        + dropped
        + several.change_samples(DEAL, give=DISCOUNT, get=CALL, ask=TERM)
        + several.several_samples(
            DEAL,
            TODAY,
            gives=(DISCOUNT, replace(DRAFT, state=State.FIRM)),
            gets=(CALL, CASE_STUDY),
            asks=(TERM, replace(THEIR_ASK, what="20 more seats", frm=PartyId(US))),
            theirs=(THEIR_ASK, sample_ask(9, "net 60", ours=False)),
            exposure=SECOND,
            proposals=PROPOSALS,
            question=GetChecked(deal=DEAL, get=CALL, seq=9, today=TODAY, doubt=Doubt.TAKEN_BACK),
        )
    )


SAMPLES = [*_gets(), *_several()]
