"""Samples of a deal looked back on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.debriefs import (
    DebriefFactNamed,
    DebriefLineDrafted,
    DebriefQuestion,
    DebriefShown,
    PlanOutcome,
)
from bot.domain.deals import DealOutcome
from bot.domain.debriefs import (
    TOPICS,
    Debrief,
    DebriefAnswer,
    DebriefFact,
    DebriefTopic,
    FactKind,
    pick_to_begin,
)
from bot.domain.ledger import Ledger
from bot.domain.measures.history import ExposurePoint
from bot.domain.measures.picture import compute_outline
from bot.domain.planned import PlannedGiveProgress, PlannedGiveState, PlannedRow
from bot.domain.plans import PlannedGive
from bot.domain.walkaway import LevelComparison, LimitComparison, Stand, WalkawayLimit
from bot.playground.samples.endings import ANA, GIVE, OPEN, closed_as

TODAY = date(2026, 11, 23)
WON = closed_as(DealOutcome.WON)


def _fact(kind: FactKind, what: str, **more: object) -> DebriefFact:
    return DebriefFact(key=f"{kind}:1", kind=kind, what=what, on=TODAY, **more)  # type: ignore[arg-type] # by name


_GAINED = {
    "other": "24-month term",
    "cost": Decimal(12_000),
    "worth": Decimal(30_000),
}
FACTS = (
    _fact(FactKind.SIGNAL, "went quiet when we named the date", about="buyer"),
    _fact(FactKind.VOLUNTEERED, "reference call"),
    _fact(FactKind.DELIVERED, "case study"),
    _fact(FactKind.NOT_DELIVERED, "logo on our page"),
    _fact(FactKind.TAKEN_BACK, "prepayment"),
    _fact(FactKind.GAINED, "5% off", **_GAINED),
    _fact(FactKind.COST_MORE, "net 60", **{**_GAINED, "worth": Decimal(2_000)}),
    _fact(FactKind.NOT_VALUED, "training day", other="logo on our page"),
    _fact(FactKind.NOISY, "uptime", count=4, whole=9),
    _fact(FactKind.ON_THE_LINE, "response time", count=5, whole=6),
    _fact(FactKind.STEADY, "open tickets", count=1, whole=8),
    _fact(FactKind.UNREAD, "adoption", count=1, whole=1),
    _fact(FactKind.HELD, "two engineers for the backlog"),
    _fact(FactKind.SKIPPED, "both owners away"),
    _fact(FactKind.RECOVERED, "both owners look at the cause", about="uptime"),
    _fact(FactKind.CHEAP_GIVE, "onboarding week", cost=Decimal(3_000), worth=Decimal(9_000)),
    _fact(FactKind.GRANTED, "24-month term"),
    _fact(FactKind.DECLINED, "case study"),
)


def _questions(*, saved: bool) -> tuple[DebriefQuestion, ...]:
    questions = []
    for topic in DebriefTopic:
        facts = tuple(fact for fact in FACTS if TOPICS[fact.kind] is topic)
        picked = pick_to_begin(FACTS, topic)
        answer = DebriefAnswer(picked=picked, words="They kept their word." if saved else "")
        questions.append(DebriefQuestion(topic=topic, facts=facts, answer=answer, saved=saved))
    return tuple(questions)


_EMPTY = tuple(
    DebriefQuestion(topic=topic, facts=(), answer=DebriefAnswer()) for topic in DebriefTopic
)
DEBRIEF = Debrief(
    lines=("24-month term: to be had for 5% off", "onboarding week: worth much to them"),
    person=ANA,
    at=datetime(2026, 11, 23, 12, tzinfo=UTC),
)
PLAN = PlanOutcome(
    limits=(
        LimitComparison(limit=WalkawayLimit.WALK_AWAY, stand=Stand.BETTER),
        LimitComparison(
            limit=WalkawayLimit.ALTERNATIVE,
            stand=Stand.BETTER,
            gap=Decimal(5_000),
            what="the other offer",
        ),
        LimitComparison(limit=WalkawayLimit.TARGET, stand=Stand.WORSE, gap=Decimal(2_000)),
    ),
    levels=(
        LevelComparison(issue="price", past_walk_away=False, reaches_target=False),
        LevelComparison(issue="term", past_walk_away=False, reaches_target=True),
        LevelComparison(issue="payment", past_walk_away=True, reaches_target=False),
    ),
    gives=PlannedGiveProgress(
        rows=(
            PlannedRow(
                at=0,
                give=PlannedGive(what="5% off"),
                stage=PlannedGiveState.MADE,
                made=GIVE,
                early=True,
                out_of_order=True,
            ),
            PlannedRow(at=1, give=PlannedGive(what="net 60"), stage=PlannedGiveState.NEXT),
        ),
        unplanned=(GIVE,),
    ),
)
SHOWN = DebriefShown(
    deal=WON,
    today=TODAY,
    outline=compute_outline(Ledger({GIVE.no: GIVE}, frozenset(), OPEN.yardstick), WON, TODAY),
    curve=(
        ExposurePoint(day=date(2026, 11, 12), amount=Decimal(12_000)),
        ExposurePoint(day=date(2026, 11, 20), amount=Decimal(15_000)),
        ExposurePoint(day=TODAY, amount=Decimal(0)),
    ),
    questions=_questions(saved=False),
    mine=True,
)


def _other_stands(stand: Stand) -> PlanOutcome:
    limits = tuple(replace(each, stand=stand) for each in PLAN.limits)
    return replace(PLAN, limits=limits, levels=(), gives=PlannedGiveProgress())


SAMPLES: list[tuple[str, Answer]] = [
    ("debrief from the ledger, with a plan", replace(SHOWN, plan=PLAN)),
    (
        "debrief saved",
        replace(SHOWN, questions=_questions(saved=True), debrief=DEBRIEF, just_saved=True),
    ),
    ("debrief seen later", replace(SHOWN, questions=_questions(saved=True), debrief=DEBRIEF)),
    (
        "debrief of an empty deal",
        replace(
            SHOWN,
            questions=_EMPTY,
            curve=(),
            mine=False,
            plan=PlanOutcome(gives=PlannedGiveProgress()),
        ),
    ),
    *(
        (f"debrief, every limit {stand}", replace(SHOWN, plan=_other_stands(stand)))
        for stand in Stand
    ),
    *((f"debrief fact, {fact.kind}", DebriefFactNamed(deal=WON, fact=fact)) for fact in FACTS),
    (
        "debrief fact, skipped without a reason",
        DebriefFactNamed(deal=WON, fact=_fact(FactKind.SKIPPED, "")),
    ),
    *(
        (f"debrief line, {fact.kind}", DebriefLineDrafted(deal=WON, fact=fact))
        for fact in FACTS
        if fact.kind
        in (FactKind.GAINED, FactKind.CHEAP_GIVE, FactKind.GRANTED, FactKind.HELD, FactKind.SIGNAL)
    ),
]
