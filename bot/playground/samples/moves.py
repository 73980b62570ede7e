"""Samples of what changes a move, and of one move looked at."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.answers import MoveChanged, MoveShown, Sentence, SentenceKind, Undone
from bot.coach.answers.base import Answer
from bot.coach.answers.entries import EntryShown
from bot.coach.answers.trades import LeftAlone, Matched, MatchedSeveral, TieAsked, Unmatched
from bot.domain.fields import list_changes
from bot.domain.ids import MoveNo, PersonId
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import State
from bot.domain.trades import Tie
from bot.playground.samples import entries
from bot.playground.samples.acme import (
    ANA,
    ANSWERED,
    BEN,
    CALL,
    CASE_STUDY,
    DEAL,
    DISCOUNT,
    DRAFT,
    FIRST,
    NET_60,
    NONE_OPEN,
    NOON,
    ONBOARDING,
    ONE_OPEN,
    SECOND,
    TERM,
    THEIR_ASK,
    TODAY,
    eur,
    sample_row,
    suggested_gives,
)


def _changes() -> list[tuple[str, Answer]]:
    changed = MoveChanged(
        deal=DEAL,
        verb=Verb.AMENDED,
        before=DISCOUNT,
        move=DISCOUNT,
        seq=7,
        today=TODAY,
        exposure=ONE_OPEN,
    )
    again = Sentence(kind=SentenceKind.ASK_AGAIN, get="24-month term", by=TERM.due)
    ties = Matched(
        deal=DEAL,
        give=DISCOUNT,
        get=CALL,
        seq=8,
        share=Decimal("0.8"),
        left=Decimal(8_000),
        exposure=ANSWERED,
    )
    return [
        ("move changed", changed),
        (
            "get changed, less than was asked",
            replace(
                changed,
                before=CALL,
                move=CALL,
                reopened=(replace(TERM, state=State.PARTLY),),
                waiting=(NET_60,),
            ),
        ),
        (
            "get changed, all that was asked",
            replace(
                changed,
                before=CALL,
                move=CALL,
                reopened=(replace(TERM, state=State.GRANTED),),
                firm=(NET_60,),
            ),
        ),
        (
            "what belongs together",
            TieAsked(
                deal=DEAL, typed="that was for the moon", pairs=((DISCOUNT, CALL), (NET_60, CALL))
            ),
        ),
        (
            "whether a draft counts",
            TieAsked(
                deal=DEAL,
                typed="the discount was for the call",
                pairs=((replace(DISCOUNT, state=State.DRAFT), CALL),),
            ),
        ),
        (
            "whether a give that waits counts",
            TieAsked(
                deal=DEAL,
                typed="net 60 was for the call",
                pairs=((replace(NET_60, state=State.CONDITIONAL), CALL),),
            ),
        ),
        (
            "whether a give that waits counts, with its cost",
            TieAsked(
                deal=DEAL,
                typed="net 60, cost 3k, was for the call",
                pairs=((replace(NET_60, state=State.CONDITIONAL), CALL),),
                priced=NET_60,
                seq=7,
            ),
        ),
        ("move void", replace(changed, verb=Verb.VOIDED, why="typed twice", exposure=ANSWERED)),
        ("condition met", replace(changed, verb=Verb.MET, move=NET_60, exposure=SECOND)),
        ("condition lapsed", replace(changed, verb=Verb.LAPSED, move=NET_60)),
        ("get delivered", replace(changed, verb=Verb.DELIVERED, move=CASE_STUDY)),
        ("get taken back", replace(changed, verb=Verb.TAKEN_BACK, move=CALL, exposure=FIRST)),
        (
            "get taken back, its ask open again",
            replace(changed, verb=Verb.TAKEN_BACK, move=CALL, exposure=FIRST, reopened=(TERM,)),
        ),
        ("give taken back", replace(changed, verb=Verb.TAKEN_BACK, exposure=NONE_OPEN)),
        ("asked again", replace(changed, verb=Verb.ASKED_AGAIN, move=TERM, sentence=again)),
        ("made goodwill", replace(changed, verb=Verb.GOODWILL, move=ONBOARDING, exposure=ANSWERED)),
        ("undone", Undone(deal=DEAL, verb=Verb.RECORDED, moves=(DISCOUNT,), exposure=ANSWERED)),
        ("undone, a match", Undone(deal=DEAL, verb=Verb.MATCHED, moves=(), exposure=FIRST)),
        ("matched", ties),
        (
            "matched with several gives",
            MatchedSeveral(
                deal=DEAL,
                gives=(DISCOUNT, NET_60),
                get=CALL,
                seq=8,
                left=Decimal(7_000),
                exposure=ONE_OPEN,
            ),
        ),
        ("get left alone", LeftAlone(deal=DEAL, get=CALL, suggested=suggested_gives())),
        ("unmatched", Unmatched(deal=DEAL, give=DISCOUNT, get=CALL, seq=9, exposure=FIRST)),
        (
            "move shown, open give",
            MoveShown(deal=DEAL, today=TODAY, row=sample_row(DISCOUNT, age=11), history=_history()),
        ),
        ("move shown, draft", MoveShown(deal=DEAL, today=TODAY, row=sample_row(DRAFT), history=())),
        (
            "move shown, conditional",
            MoveShown(deal=DEAL, today=TODAY, row=sample_row(NET_60), history=()),
        ),
        ("move shown, ask", MoveShown(deal=DEAL, today=TODAY, row=sample_row(TERM), history=())),
        (
            "move shown, promised get",
            MoveShown(deal=DEAL, today=TODAY, row=sample_row(CASE_STUDY), history=()),
        ),
        (
            "move shown, ask of theirs",
            MoveShown(deal=DEAL, today=TODAY, row=sample_row(THEIR_ASK), history=_by_the_coach()),
        ),
        (
            "move shown, matched get",
            MoveShown(deal=DEAL, today=TODAY, row=sample_row(CALL, ties=(1,)), history=()),
        ),
        *entries.entry_samples(DEAL, TODAY, DISCOUNT, ONBOARDING, CALL),
    ]


def _history() -> tuple[EntryShown, ...]:
    cheaper = replace(DISCOUNT, cost=eur(10_000))
    recorded = Entry(seq=1, at=NOON, person=ANA, verb=Verb.RECORDED, moves=(DISCOUNT,))
    matched = Entry(
        seq=3, at=NOON, person=ANA, verb=Verb.MATCHED, tied=(Tie(give=MoveNo(1), get=MoveNo(4)),)
    )
    return (
        EntryShown(entry=recorded),
        EntryShown(
            entry=Entry(
                seq=2,
                at=NOON,
                person=BEN,
                verb=Verb.AMENDED,
                moves=(DISCOUNT,),
                why="cost was net of tax",
            ),
            changes=list_changes(cheaper, replace(DISCOUNT, due=TODAY), DEAL.unit),
        ),
        EntryShown(entry=matched, others=(MoveNo(4),)),
    )


def _by_the_coach() -> tuple[EntryShown, ...]:
    lapsed = Entry(seq=3, at=NOON, person=PersonId("coach"), verb=Verb.LAPSED, moves=(THEIR_ASK,))
    return (EntryShown(entry=lapsed),)


SAMPLES = [*_changes()]
