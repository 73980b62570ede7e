"""Samples of what deals that ended taught: how parties answered, what became of things, lines of the playbook."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.party_memory import MemoryState, PartyHistoryShown, SimilarParty
from bot.coach.answers.steps import StepExplained
from bot.coach.answers.tactics import PlaybookShown
from bot.coach.answers.tradeables import LearnedTradeable, TradeablesShown
from bot.coach.answers.workspaces import WorkspaceSet
from bot.coach.records import Learning
from bot.domain.ids import DealId
from bot.domain.next_steps import NextStep, StepKind, StepReason
from bot.domain.party_memory import FirstAsk, PartyHistory
from bot.domain.phases import Phase
from bot.domain.playbook_lines import PlaybookAdvice
from bot.domain.policy import Policy
from bot.domain.tradeable_outcomes import TrackRecord, UsualFigure
from bot.domain.tradeables import Appeal, Proposal
from bot.domain.worth import Size
from bot.playground.samples.acme import DEAL
from bot.playground.samples.briefs import BRIEF
from bot.playground.samples.debriefs import DEBRIEF, SHOWN

SINCE, LAST = date(2026, 2, 3), date(2026, 9, 14)
HISTORY = PartyHistory(
    deals=4,
    since=SINCE,
    last=LAST,
    lag=Decimal(4),
    lag_n=9,
    mirror=Decimal("0.8"),
    mirror_n=7,
    first_ask=FirstAsk(what="15% off", count=3, deals=4, last=LAST),
    promised=5,
    kept=3,
    taken_back=1,
)
TOLD = PartyHistoryShown(deal=DEAL, state=MemoryState.TOLD, name="Acme", history=HISTORY)
SIMILAR = SimilarParty(name="Acme GmbH", deal=DealId("d9"))
RECORD = TrackRecord(
    granted=3,
    asked=4,
    deals=4,
    since=SINCE,
    cost=UsualFigure(amount=None, unit="EUR", size=Size.S, deals=3, since=SINCE),
    worth=UsualFigure(amount=Decimal(5_000), unit="EUR", size=Size.M, deals=4, since=SINCE),
)
GIVEN = replace(RECORD, granted=5, asked=5, deals=5, cost=None, worth=None)
CALL = Proposal(
    key="call",
    label="Reference call",
    what="reference call",
    phrase="a reference call",
    issue="reference",
    why=Appeal.GRANTED_BEFORE,
    record=RECORD,
)
LEARNED = (
    LearnedTradeable(label="Reference call", record=RECORD),
    LearnedTradeable(label="Training day", record=GIVEN, ours=True),
)
ASK_FOR_CALL = NextStep(kind=StepKind.ASK, reason=StepReason.NOTHING_WAITS, proposals=(CALL,))

SAMPLES: list[tuple[str, Answer]] = [
    ("brief given, with how they answered before", replace(BRIEF, before=HISTORY)),
    ("party history", TOLD),
    ("party history, a name that is nearly the same", replace(TOLD, similar=SIMILAR)),
    (
        "party history, nothing usual",
        replace(TOLD, history=PartyHistory(deals=3, since=SINCE, last=LAST)),
    ),
    *(
        (
            f"party history, {state}",
            PartyHistoryShown(deal=DEAL, state=state, name="Acme", typed="Globex"),
        )
        for state in MemoryState
        if state is not MemoryState.TOLD
    ),
    (
        "party history, two deals",
        PartyHistoryShown(
            deal=DEAL,
            state=MemoryState.TOO_FEW,
            name="Acme",
            deals=2,
            since=SINCE,
            similar=SIMILAR,
        ),
    ),
    (
        "party history, which of two",
        PartyHistoryShown(deal=DEAL, state=MemoryState.WHICH, names=("Acme", "Beta")),
    ),
    (
        "tradeables, learned from own deals",
        TradeablesShown(deal=DEAL, asks=(), gives=(), learned=LEARNED),
    ),
    (
        "tradeables, learned from all deals",
        TradeablesShown(deal=DEAL, asks=(), gives=(), learned=LEARNED, everybody=True),
    ),
    ("step explained, by deals before", StepExplained(deal=DEAL, step=ASK_FOR_CALL)),
    (
        "playbook with lines of our own",
        PlaybookShown(
            deal=DEAL,
            phase=Phase.MIDDLE,
            goal="Trade, never drip.",
            steps=(),
            learned=(
                PlaybookAdvice(what="24-month term: to be had for 5% off", deals=3, since=SINCE),
                PlaybookAdvice(what="ask for the call early", deals=1, since=LAST),
            ),
            debriefs=3,
            since=SINCE,
        ),
    ),
    (
        "workspace set, learning allowed",
        WorkspaceSet(policy=Policy(), learning=frozenset(Learning)),
    ),
    (
        "debrief, lines in the playbook",
        replace(SHOWN, debrief=DEBRIEF, published=DEBRIEF.lines),
    ),
    (
        "debrief, other lines in the playbook",
        replace(SHOWN, debrief=DEBRIEF, published=("an earlier line",)),
    ),
]
