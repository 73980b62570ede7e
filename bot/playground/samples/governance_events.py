"""Samples of gates and of what follows when something happens."""

from dataclasses import replace
from datetime import date

from bot.coach.answers.base import Answer
from bot.coach.answers.checkins import CheckInNudged
from bot.coach.answers.governance import (
    EventTold,
    GateSaved,
    GovernanceAsked,
    GovernanceQuestion,
    RiskHappened,
    RiskSaved,
    WhoIsTold,
)
from bot.coach.answers.rhythms import RhythmPage, RhythmStepShown, RhythmUndone
from bot.domain.rhythms import Gate, GateOutcome, RhythmStep, RiskEvent, RiskOccurrence
from bot.playground.samples.acme import BEN, TODAY
from bot.playground.samples.links import RENEWAL
from bot.playground.samples.rhythm_facts import AGENDA, NEXT, RHYTHM

PILOT = Gate(what="one site, ten people", passes="uptime of 99 %", day=date(2027, 1, 29))
PASSED = replace(PILOT, outcome=GateOutcome.PASSED, decided=TODAY, note="99.4 % in October")
FAILED = replace(PILOT, outcome=GateOutcome.FAILED, decided=TODAY)
OUTAGE = RiskEvent(when="an outage lasts a day", then="both owners meet", days=2)
HAPPENED = RiskOccurrence(
    when=OUTAGE.when, then=OUTAGE.then, on=date(2026, 11, 20), due=date(2026, 11, 25)
)
DONE = replace(HAPPENED, done=TODAY)
WHO = WhoIsTold(told=BEN, their_owner="head of IT")
GATED = replace(
    RHYTHM, gates=(PASSED, FAILED, Gate()), risks=(OUTAGE,), occurrences=(HAPPENED, DONE)
)

SAMPLES: tuple[tuple[str, Answer], ...] = (
    ("a gate", GateSaved(deal=RENEWAL, today=TODAY, stage=0, gate=PILOT, undo=4)),
    (
        "a gate without a criterion",
        GateSaved(deal=RENEWAL, today=TODAY, stage=1, gate=replace(PILOT, passes="")),
    ),
    (
        "a gate passed",
        GateSaved(
            deal=RENEWAL,
            today=TODAY,
            stage=0,
            gate=PASSED,
            decided_now=True,
            who=WHO,
            undo=4,
        ),
    ),
    (
        "a gate not passed",
        GateSaved(
            deal=RENEWAL,
            today=TODAY,
            stage=1,
            gate=FAILED,
            decided_now=True,
            way_out="20 lost days",
            who=WhoIsTold(unreached=BEN),
        ),
    ),
    (
        "a gate not passed, with nothing agreed",
        GateSaved(deal=RENEWAL, today=TODAY, stage=2, gate=FAILED, decided_now=True),
    ),
    (
        "a gate taken out",
        GateSaved(deal=RENEWAL, today=TODAY, stage=0, gate=PILOT, removed=True, undo=4),
    ),
    (
        "a gate open again",
        GateSaved(deal=RENEWAL, today=TODAY, stage=0, gate=PILOT, reopened=True, who=WHO, undo=4),
    ),
    (
        "told that a gate is open again",
        EventTold(deal=RENEWAL, today=TODAY, stage=1, gate=FAILED, taken_back=True),
    ),
    (
        "told that it did not happen",
        EventTold(deal=RENEWAL, today=TODAY, occurrence=HAPPENED, taken_back=True),
    ),
    (
        "it did not happen",
        RiskHappened(
            deal=RENEWAL,
            today=TODAY,
            occurrence=HAPPENED,
            taken_back=True,
            who=WHO,
            undo=4,
        ),
    ),
    ("a band undone", RhythmUndone(deal=RENEWAL, step=RhythmStep.BANDS, what="CPI")),
    ("a gate undone", RhythmUndone(deal=RENEWAL, step=RhythmStep.GATES)),
    ("when something happens", RiskSaved(deal=RENEWAL, risk=OUTAGE, undo=4)),
    (
        "when something happens, changed",
        RiskSaved(deal=RENEWAL, risk=OUTAGE, before=replace(OUTAGE, days=1)),
    ),
    (
        "when something happens, taken out",
        RiskSaved(deal=RENEWAL, risk=OUTAGE, removed=True, undo=4),
    ),
    (
        "something happened",
        RiskHappened(deal=RENEWAL, today=TODAY, occurrence=HAPPENED, who=WHO, undo=4),
    ),
    (
        "what followed is done",
        RiskHappened(deal=RENEWAL, today=TODAY, occurrence=DONE, done_now=True, undo=4),
    ),
    (
        "told of a gate",
        EventTold(deal=RENEWAL, today=TODAY, stage=1, gate=FAILED, way_out="20 lost days"),
    ),
    ("told of an event", EventTold(deal=RENEWAL, today=TODAY, occurrence=HAPPENED)),
    ("gates", RhythmStepShown(deal=RENEWAL, step=RhythmStep.GATES, rhythm=GATED, mine=True)),
    (
        "gates to decide",
        RhythmStepShown(
            deal=RENEWAL, step=RhythmStep.GATES, rhythm=replace(GATED, gates=(PILOT,)), mine=True
        ),
    ),
    ("risks", RhythmStepShown(deal=RENEWAL, step=RhythmStep.RISKS, rhythm=GATED, mine=True)),
    ("the one page with gates", RhythmPage(deal=RENEWAL, today=TODAY, rhythm=GATED, names=())),
    (
        "a check-in that speaks of gates and events",
        CheckInNudged(
            deal=RENEWAL,
            today=TODAY,
            checkin=NEXT,
            agenda=replace(AGENDA, occurrences=(HAPPENED,), gates=((1, FAILED),)),
        ),
    ),
    (
        "asked back: which event",
        GovernanceAsked(
            deal=RENEWAL,
            question=GovernanceQuestion.WHICH_EVENT,
            step=RhythmStep.RISKS,
            typed="fire",
            events=(OUTAGE.when, "a strike"),
        ),
    ),
    *(
        (
            f"asked back: {question}",
            GovernanceAsked(deal=RENEWAL, question=question, step=step, typed="soon"),
        )
        for question, step in (
            (GovernanceQuestion.STAGE, RhythmStep.GATES),
            (GovernanceQuestion.NOTHING_SAID, RhythmStep.GATES),
            (GovernanceQuestion.NO_GATE, RhythmStep.GATES),
            (GovernanceQuestion.NOTHING_DUE, RhythmStep.RISKS),
            (GovernanceQuestion.THEN, RhythmStep.RISKS),
            (GovernanceQuestion.WITHIN, RhythmStep.RISKS),
            (GovernanceQuestion.WHICH_EVENT, RhythmStep.RISKS),
        )
    ),
)
