"""Samples of gives, recorded and checked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers import (
    Doubt,
    DraftDropped,
    Exposure,
    GiveChecked,
    GiveRecorded,
    Sentence,
    SentenceKind,
)
from bot.coach.answers.base import Answer
from bot.domain.ids import MoveNo
from bot.domain.moves import Move, State
from bot.domain.worth import Figure
from bot.playground.samples import cautions
from bot.playground.samples.acme import (
    ANSWERED,
    CALL,
    DEAL,
    DISCOUNT,
    FIRST,
    NET_60,
    NONE_OPEN,
    ONBOARDING,
    ONE_OPEN,
    PROPOSALS,
    SECOND,
    TERM,
    THEIR_ASK,
    TODAY,
    eur,
    sample_ask,
    sample_give,
)


def sample_recorded(give: Move, exposure: Exposure = ONE_OPEN) -> GiveRecorded:
    return GiveRecorded(deal=DEAL, give=give, seq=3, today=TODAY, exposure=exposure)


def _gives() -> list[tuple[str, Answer]]:
    offer = Sentence(kind=SentenceKind.OFFER_IF, give=NET_60.what, condition=NET_60.condition)
    swap = Sentence(
        kind=SentenceKind.OFFER_IF,
        give="8% off",
        get="24-month term",
        reason="they commit volume",
        by=TERM.due,
    )
    waits = replace(sample_give(3, "8% off", eur(19_200), State.CONDITIONAL), ref=MoveNo(4))
    opened = replace(sample_ask(4, "24-month term", due=TERM.due), worth=eur(30_000))
    return [
        ("give recorded, open", replace(sample_recorded(DISCOUNT, FIRST), proposals=PROPOSALS)),
        (
            "give recorded, one of several",
            sample_recorded(replace(DISCOUNT, no=MoveNo(9), on=TODAY), SECOND),
        ),
        (
            "give recorded, an amount in its words",
            replace(
                sample_recorded(replace(ONBOARDING, what="2 free seats 3k", state=State.FIRM)),
                cost_in_words=eur(3_000),
            ),
        ),
        (
            "give recorded, without a cost",
            sample_recorded(replace(ONBOARDING, state=State.FIRM), replace(ONE_OPEN, unfigured=1)),
        ),
        ("give recorded, on a condition", replace(sample_recorded(NET_60), sentence=offer)),
        (
            "give recorded, for a new ask",
            replace(sample_recorded(waits), opened=(opened,), sentence=swap),
        ),
        (
            "give recorded, for an earlier ask",
            replace(sample_recorded(waits, NONE_OPEN), awaits=(TERM,)),
        ),
        (
            "give recorded, for two things",
            replace(sample_recorded(waits, NONE_OPEN), awaits=(TERM,), opened=(opened,)),
        ),
        (
            "give recorded, matched",
            replace(sample_recorded(DISCOUNT, ANSWERED), matched=(CALL,), left=Decimal(7_000)),
        ),
        ("give recorded, goodwill", sample_recorded(ONBOARDING, NONE_OPEN)),
        (
            "give recorded, what they asked for",
            replace(
                sample_recorded(DISCOUNT, FIRST),
                their_asks=(replace(THEIR_ASK, state=State.GRANTED),),
            ),
        ),
        (
            "give recorded, less than they asked for",
            replace(
                sample_recorded(DISCOUNT, FIRST),
                their_asks=(replace(THEIR_ASK, state=State.PARTLY),),
            ),
        ),
    ]


def sample_checked(
    give: Move, doubt: Doubt, exposure: Exposure = SECOND, *, nth: int = 2
) -> GiveChecked:
    return GiveChecked(
        deal=DEAL,
        give=give,
        seq=5,
        today=TODAY,
        doubt=doubt,
        exposure=exposure,
        nth=nth,
        sign_by=date(2026, 11, 30),
    )


def _checks() -> list[tuple[str, Answer]]:
    draft = replace(NET_60, state=State.DRAFT, condition="", due=None)
    said = replace(DISCOUNT, state=State.DRAFT)
    return [
        ("give checked, of an earlier day", sample_checked(said, Doubt.UNANSWERED, FIRST, nth=1)),
        (
            "give checked, second in a row",
            replace(sample_checked(draft, Doubt.UNANSWERED), open_give=DISCOUNT),
        ),
        (
            "give checked, with what to ask for",
            replace(
                sample_checked(draft, Doubt.UNANSWERED, FIRST, nth=1),
                proposals=PROPOSALS,
                caution=cautions.sample_caution("no_asks"),
            ),
        ),
        (
            "give checked, in another currency",
            sample_checked(
                replace(draft, cost=Figure(amount=Decimal(3000), unit="USD")),
                Doubt.UNANSWERED,
                ONE_OPEN,
                nth=1,
            ),
        ),
        (
            "give checked, an amount in its words",
            replace(
                sample_checked(
                    replace(draft, what="weekend crew 3k", cost=None),
                    Doubt.UNANSWERED,
                    ONE_OPEN,
                    nth=1,
                ),
                cost_in_words=eur(3_000),
            ),
        ),
        (
            "give checked, without a cost",
            sample_checked(replace(draft, cost=None), Doubt.UNANSWERED, ONE_OPEN, nth=1),
        ),
        (
            "give checked, same line again",
            replace(sample_checked(draft, Doubt.SAME_AGAIN), earlier=NET_60),
        ),
        (
            "give checked, comes back or part",
            replace(
                sample_checked(replace(draft, what="5% off for the hotel"), Doubt.RETURN_OR_PART),
                may_return="the hotel",
            ),
        ),
        (
            "give checked, in all or more",
            replace(
                sample_checked(replace(draft, what="12% off"), Doubt.TOTAL_OR_MORE),
                earlier=replace(DISCOUNT, what="10% off"),
            ),
        ),
        ("draft dropped", DraftDropped(deal=DEAL, move=replace(draft, state=State.VOID))),
        ("drafts dropped", DraftDropped(deal=DEAL, move=draft, others=(said,))),
    ]


SAMPLES = [*_gives(), *_checks()]
