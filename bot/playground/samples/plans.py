"""Sample answers of the private plan."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.plans import (
    AcceptChecked,
    PlanDropped,
    PlanNotShown,
    PlanSealed,
    PlanShown,
    PlanStepShown,
)
from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, MoveNo, OfferNo, PartyId, PersonId, TeamId
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.plan_review import build_matrix, list_contradictions
from bot.domain.planned import RoomUsed, track_planned_gives
from bot.domain.plans import (
    Alternative,
    Anchor,
    Benchmark,
    IssuePlan,
    Plan,
    PlannedGive,
    PlanStep,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.readiness import list_plan_gaps
from bot.domain.walkaway import compare_levels, compare_with_limits, find_break_even
from bot.domain.worth import Figure, Size

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA, BEN = PersonId("U0ANA"), PersonId("U0BEN")


def eur(amount: int) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR")


DEAL = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=NOON - timedelta(days=14),
    opened_by=ANA,
    size=eur(240_000),
    parties=(Party(id=PartyId(THEM), name="Acme"),),
)
HIRING = replace(DEAL, name="Head of Data", side=Side.HIRING, size=eur(90_000))

PLAN = Plan(
    viewers=frozenset({BEN}),
    alternatives=(
        Alternative(
            what="sell to Globex in spring", comes_to=eur(205_000), later_costs=eur(15_000)
        ),
    ),
    walk_away=eur(180_000),
    target=eur(230_000),
    later_costs=eur(10_000),
    hint="To keep up the service we need at least two years.",
    issues=(
        IssuePlan(
            issue="price",
            importance=Decimal(60),
            theirs=Decimal(80),
            target=TermLevel(text="230k", number=Decimal(230_000)),
            walk_away=TermLevel(text="180k", number=Decimal(180_000)),
            flexibility=Size.S,
            worth_to_us=eur(50_000),
        ),
        IssuePlan(
            issue="term",
            importance=Decimal(40),
            theirs=Decimal(20),
            target=TermLevel(text="36 months", number=Decimal(36)),
            walk_away=TermLevel(text="12 months", number=Decimal(12)),
            leverage=Size.L,
        ),
    ),
    people=(
        Stakeholder(
            role="head of IT", part=StakeholderPart.DECIDES, incentives="a launch before the fair"
        ),
        Stakeholder(
            role="operations lead",
            part=StakeholderPart.DAY_TWO,
            limits="two people",
            history="the slow rollout",
        ),
    ),
    anchor=Anchor(
        opening=eur(260_000),
        range=Figure.between(Decimal(200_000), Decimal(260_000), "EUR"),
        evidence="three quotes of this year",
        rationale="it covers support in two languages",
        range_known=False,
    ),
    evidence=(
        Benchmark(
            issue="price",
            best="250k",
            likely="225k",
            worst="190k",
            source="three quotes, spring 2026",
        ),
    ),
    gives=(
        PlannedGive(
            what="5% off",
            issue="price",
            size=eur(12_000),
            ask="24-month term",
            ask_worth=eur(20_000),
        ),
        PlannedGive(
            what="onboarding week", size=Size.M, not_before=date(2026, 12, 7), ask="reference call"
        ),
        PlannedGive(what="net 60", size=eur(3_000)),
    ),
    take_home="a price below last year's, and a name for outages",
    questions=("Who signs above 200k?", "When does their budget close?"),
)
CONTRADICTORY = replace(
    PLAN,
    alternatives=(Alternative(what="sell to Globex", comes_to=eur(240_000)),),
    walk_away=eur(250_000),
    issues=tuple(replace(issue, importance=Decimal(70)) for issue in PLAN.issues),
    anchor=Anchor(opening=eur(220_000), range=Figure.between(Decimal(230_000), Decimal(260_000))),
    gives=(
        PlannedGive(what="onboarding", size=eur(9_000), ask="case study", ask_worth=eur(4_000)),
    ),
)
EMPTY = Plan()


def _give(no: int, what: str, cost: int) -> Move:
    return Move(
        no=MoveNo(no),
        kind=Kind.GIVE,
        what=what,
        state=State.FIRM,
        on=TODAY,
        at=NOON,
        person=ANA,
        frm=PartyId(US),
        to=PartyId(THEM),
        cost=eur(cost),
    )


def _ask(no: int, what: str) -> Move:
    return replace(_give(no, what, 0), kind=Kind.ASK, state=State.OPEN, cost=None)


GIVES = (_give(1, "5% off", 12_000), _give(2, "two training days", 4_000))
THEIRS = Offer(
    no=OfferNo(2),
    by=PartyId(THEM),
    values={"price": Decimal(175_000), "term": Decimal(24)},
    stated=frozenset({"price", "term"}),
    on=TODAY,
    at=NOON,
    person=ANA,
)


def _shown(
    plan: Plan, deal: Deal = DEAL, *, mine: bool = True, saved: PlanStep | None = None
) -> PlanShown:
    return PlanShown(
        deal=deal,
        today=TODAY,
        plan=plan,
        steps=list_plan_gaps(plan, deal.side),
        contradictions=list_contradictions(
            plan, deal, TODAY, price_issue=0 if plan.issues else None
        ),
        break_even=find_break_even(plan, deal, TODAY),
        matrix=build_matrix(plan, deal),
        course=track_planned_gives(plan.gives, GIVES, TODAY),
        mine=mine,
        kept=plan is not EMPTY,
        saved=saved,
    )


def _step(
    step: PlanStep, plan: Plan = PLAN, *, deal: Deal = DEAL, mine: bool = True
) -> PlanStepShown:
    return PlanStepShown(
        deal=deal,
        today=TODAY,
        step=step,
        plan=plan,
        state=next(state for state in list_plan_gaps(plan, deal.side) if state.step is step),
        mine=mine,
        course=track_planned_gives(plan.gives, GIVES, TODAY),
        rooms=(
            RoomUsed(
                issue="price", first=Decimal(260_000), now=Decimal(220_000), share=Decimal("0.5")
            ),
        ),
    )


def _check(amount: int, *, plan: Plan = PLAN) -> AcceptChecked:
    checks = compare_with_limits(plan, Decimal(amount), DEAL, TODAY)
    return AcceptChecked(
        deal=DEAL,
        today=TODAY,
        amount=eur(amount),
        checks=checks,
        hint=PLAN.hint if amount < 180_000 else "",
        mine=True,
    )


NEARLY = replace(PLAN, viewers=frozenset(), hint="")
ASKS = (_ask(3, "24-month term"), _ask(4, "reference call"))

SAMPLES: list[tuple[str, Answer]] = [
    ("a plan not begun yet", _shown(EMPTY)),
    ("a plan nearly ready", _shown(NEARLY, saved=PlanStep.ISSUES)),
    ("the plan as a named viewer sees it", _shown(PLAN, mine=False)),
    ("the plan of a hiring deal", _shown(EMPTY, HIRING)),
    ("a plan that contradicts itself", _shown(CONTRADICTORY, saved=PlanStep.LIMITS)),
    (
        "a buyer's plan whose walk-away is below the target",
        _shown(replace(CONTRADICTORY, walk_away=eur(200_000)), replace(DEAL, side=Side.BUYING)),
    ),
    *((f"the plan's {step.value}", _step(step)) for step in PlanStep),
    ("the plan's limits as a viewer sees them", _step(PlanStep.LIMITS, mine=False)),
    ("no planned gives yet", replace(_step(PlanStep.GIVES, EMPTY, mine=False), rooms=())),
    (
        "the pay range of a hiring deal",
        _step(PlanStep.ANCHOR, replace(PLAN, anchor=Anchor(range=eur(85_000))), deal=HIRING),
    ),
    ("a plan is not for this person", PlanNotShown(deal=DEAL)),
    ("a plan sealed with another key", PlanSealed(deal=DEAL)),
    ("a plan was deleted", PlanDropped(deal=DEAL)),
    (
        "accepting a figure past the walk-away",
        replace(_check(170_000), open_gives=1, open_asks=ASKS),
    ),
    ("accepting a figure above the target", _check(235_000)),
    ("accepting the walk-away itself", _check(180_000)),
    (
        "accepting their offer, with a plan",
        replace(_check(175_000), offer=THEIRS, levels=compare_levels(PLAN, THEIRS.values, ())),
    ),
    (
        "accepting without a plan",
        AcceptChecked(deal=DEAL, today=TODAY, amount=eur(95_000), open_gives=2, mine=True),
    ),
    (
        "accepting as a member",
        AcceptChecked(deal=DEAL, today=TODAY, amount=eur(95_000), open_asks=ASKS[:1]),
    ),
    (
        "accepting in a currency without a rate",
        AcceptChecked(
            deal=DEAL,
            today=TODAY,
            amount=Figure(amount=Decimal(95_000), unit="USD"),
            convertible=False,
        ),
    ),
    ("accepting what nobody named", AcceptChecked(deal=DEAL, today=TODAY, amount=None)),
]
