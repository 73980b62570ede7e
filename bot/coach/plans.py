"""The private plan: who may see it, its steps, how ready we are, and what it says before something is accepted."""

from collections.abc import Callable
from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.plans import (
    AcceptChecked,
    PlanDropped,
    Plannable,
    PlanNotShown,
    PlanSealed,
    PlanShown,
    PlanStepShown,
)
from bot.coach.context import DealSession, open_session
from bot.coach.ports import UnitOfWork, WrongKey
from bot.coach.records import ProcessedRequest
from bot.coach.requests import Actor
from bot.coach.requests.plans import (
    ChangePlan,
    CheckAccepting,
    DropPlan,
    NameViewers,
    PlanEntry,
    PutEntry,
    SetAnchor,
    SetLimits,
)
from bot.coach.services import Services, run_once
from bot.domain.deals import Role
from bot.domain.ids import DealId, OfferNo
from bot.domain.offers import Offer, OfferState
from bot.domain.planned import (
    PlannedGiveProgress,
    PlannedRow,
    measure_room_used,
    track_planned_gives,
)
from bot.domain.plans import MOST_ENTRIES, Plan, PlanStep
from bot.domain.readiness import list_plan_gaps
from bot.domain.walkaway import (
    Stand,
    WalkawayLimit,
    compare_levels,
    compare_with_limits,
    find_deal_amount,
)
from bot.domain.worth import Figure

Closed = PlanNotShown | PlanSealed | NotDone
"""Why somebody does not see the plan."""


def load_visible_plan(session: DealSession) -> Plan | None:
    """The deal's plan, for its owner and the people its owner named; to everybody else as if there were none. None
    too where it cannot be opened: what a plan only helps with goes on without it."""
    if not session.snapshot.planned:
        return None
    try:
        plan = session.work.plans.find(session.by.team, session.deal.id)
    except WrongKey:
        return None
    return plan if plan is not None and _sees(session, plan) else None


def _sees(session: DealSession, plan: Plan) -> bool:
    return session.role is Role.OWNER or session.by.person in plan.viewers


def show_plan(by: Actor, deal: DealId, *, services: Services) -> PlanShown | Closed:
    """The plan's steps, and what they still lack."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _overview(session)


def _overview(session: DealSession, saved: PlanStep | None = None) -> PlanShown | Closed:
    plan = _open(session)
    return plan if not isinstance(plan, Plan | None) else _shown(session, plan, saved)


def _open(session: DealSession) -> Plan | PlanNotShown | PlanSealed | None:
    """The plan for somebody who asks to see it: None where the owner has not begun one."""
    owner = session.role is Role.OWNER
    try:
        plan = session.work.plans.find(session.by.team, session.deal.id)
    except WrongKey:
        return PlanSealed(deal=session.deal) if owner else PlanNotShown(deal=session.deal)
    if owner or (plan is not None and _sees(session, plan)):
        return plan
    return PlanNotShown(deal=session.deal)


def _shown(session: DealSession, plan: Plan | None, saved: PlanStep | None) -> PlanShown:
    return PlanShown(
        deal=session.deal,
        steps=list_plan_gaps(plan or Plan(), session.deal.side),
        viewers=tuple(sorted(plan.viewers)) if plan else (),
        mine=session.role is Role.OWNER,
        kept=plan is not None,
        saved=saved,
    )


def show_plan_step(
    by: Actor, deal: DealId, step: PlanStep, *, services: Services
) -> PlanStepShown | Closed:
    """One step of the plan in full."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _step(session, step)


def _step(session: DealSession, step: PlanStep) -> PlanStepShown | Closed:
    plan = _open(session)
    if not isinstance(plan, Plan | None):
        return plan
    plan = plan or Plan()
    return PlanStepShown(
        deal=session.deal,
        today=session.by.today,
        step=step,
        plan=plan,
        state=next(
            state for state in list_plan_gaps(plan, session.deal.side) if state.step is step
        ),
        mine=session.role is Role.OWNER,
        course=_course(session, plan) if step is PlanStep.GIVES else PlannedGiveProgress(),
        rooms=measure_room_used(plan, _offers(session)) if step is PlanStep.ISSUES else (),
    )


def _course(session: DealSession, plan: Plan) -> PlannedGiveProgress:
    moves = sorted(session.ledger.moves.values(), key=lambda move: move.no)
    return track_planned_gives(plan.gives, moves, session.by.today)


def find_next_planned_give(session: DealSession) -> PlannedRow | None:
    """The planned give whose turn it is, for somebody who may see the plan."""
    plan = load_visible_plan(session)
    return _course(session, plan).next_row if plan is not None and plan.gives else None


def plan_for_form(by: Actor, deal: DealId, *, services: Services) -> Plannable | Closed:
    """What a form of the plan starts from, for the owner, who alone changes it."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _plannable(session)


def _plannable(session: DealSession) -> Plannable | Closed:
    if session.role is not Role.OWNER:
        return PlanNotShown(deal=session.deal)
    plan = _open(session)
    if not isinstance(plan, Plan | None):
        return plan
    return Plannable(deal=session.deal, plan=plan or Plan(), version=plan.version if plan else 0)


def set_plan_limits(request: SetLimits, *, services: Services) -> PlanShown | Closed:
    """Sets alternatives, walk-away and target."""

    def change(plan: Plan) -> Plan:
        return replace(
            plan,
            alternatives=request.alternatives,
            walk_away=request.walk_away,
            target=request.target,
            later_costs=request.later_costs,
            hint=request.hint,
        )

    return _change(services, request, change, PlanStep.LIMITS)


def set_plan_anchor(request: SetAnchor, *, services: Services) -> PlanShown | Closed:
    """Sets the first figure and what supports it."""
    return _change(
        services, request, lambda plan: replace(plan, anchor=request.anchor), PlanStep.ANCHOR
    )


def put_plan_entry(request: PutEntry, *, services: Services) -> PlanShown | Closed:
    """Adds, replaces, moves or takes away one entry of a step."""
    name = request.step.value

    def change(plan: Plan) -> Plan:
        entries: tuple[PlanEntry, ...] = getattr(plan, name)
        return replace(plan, **{name: _put(entries, request)})  # type: ignore[arg-type] # by name

    return _change(services, request, change, request.step)


def _put(entries: tuple[PlanEntry, ...], request: PutEntry) -> tuple[PlanEntry, ...]:
    others = [entry for at, entry in enumerate(entries) if at != request.at]
    place = request.place if request.place is not None else request.at
    if request.entry is not None:
        others.insert(len(others) if place is None else place, request.entry)
    return tuple(others[:MOST_ENTRIES])


def set_plan_viewers(request: NameViewers, *, services: Services) -> PlanShown | Closed:
    """Names the people who may see the plan beside the owner. Nobody else learns of it."""
    return _change(services, request, lambda plan: replace(plan, viewers=request.viewers), None)


def _change(
    services: Services, request: ChangePlan, change: Callable[[Plan], Plan], step: PlanStep | None
) -> PlanShown | Closed:
    """Changes the plan once. It leaves no entry in the ledger, where others would see that there is one; and who sends
    somebody else's form again does not get that person's answer."""
    key = f"{request.by.person}:{request.once}"

    def act(work: UnitOfWork) -> PlanShown | Closed:
        session = open_session(services, work, request.by, request.deal, Need.READ)
        found = _plannable(session)
        if not isinstance(found, Plannable):
            return found
        if found.version != request.version:
            return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
        after = replace(change(found.plan), version=found.version + 1)
        work.keys.mark_processed(
            request.by.team,
            key,
            ProcessedRequest(deal=session.deal.id, seq=0),
            services.clock.now(),
        )
        work.plans.save(request.by.team, session.deal.id, after)
        return _shown(session, after, step)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> PlanShown | Closed:
        session = open_session(services, work, request.by, taken.deal, Need.READ)
        return _overview(session, step)

    return run_once(services, request.by, key, act, again)


def drop_plan(request: DropPlan, *, services: Services) -> PlanDropped | Closed:
    """Removes the plan, also one that can no longer be opened."""
    with services.store.work() as work:
        session = open_session(services, work, request.by, request.deal, Need.READ)
        if session.role is not Role.OWNER:
            return PlanNotShown(deal=session.deal)
        work.plans.delete(request.by.team, session.deal.id)
        return PlanDropped(deal=session.deal)


def check_accepting(request: CheckAccepting, *, services: Services) -> AcceptChecked | NotDone:
    """What to look at before something is accepted: what is open, and for those who may see the plan its limits."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.deal, Need.READ)
        offer = _their_offer(session, request.offer) if request.amount is None else None
        return build_accept_check(session, request.amount, offer)


def check_before_accepting(session: DealSession, offer: Offer) -> AcceptChecked | None:
    """What the plan holds against accepting an offer of theirs: past the walk-away, or worse than the alternative. None
    where that is not so, where the person may not see the plan, and for our own offers."""
    if offer.ours or not session.snapshot.planned:
        return None
    found = build_accept_check(session, None, offer)
    worse = any(
        check.limit is not WalkawayLimit.TARGET and check.stand is Stand.WORSE
        for check in found.checks
    )
    return found if worse or any(level.past_walk_away for level in found.levels) else None


def build_accept_check(
    session: DealSession, amount: Figure | None, offer: Offer | None
) -> AcceptChecked:
    """The figure, or the offer of theirs, against what is open and what the person may see of the plan."""
    deal, day = session.deal, session.by.today
    if amount is None and offer is not None:
        worth = find_deal_amount(offer.with_pick_first.values, deal)
        amount = Figure(amount=worth, unit=deal.unit) if worth is not None else None
    counted = deal.yardstick.amount(amount, day)
    plan = load_visible_plan(session)
    checks = (
        compare_with_limits(plan, counted, deal, day)
        if plan is not None and counted is not None
        else ()
    )
    past = any(
        check.limit is WalkawayLimit.WALK_AWAY and check.stand is Stand.WORSE for check in checks
    )
    return AcceptChecked(
        deal=deal,
        today=day,
        amount=amount,
        offer=offer,
        open_gives=session.snapshot.totals.open_gives,
        open_asks=tuple(ask for ask in session.ledger.unanswered_asks()),
        checks=checks,
        levels=compare_levels(plan, offer.with_pick_first.values, deal.issues)
        if plan is not None and offer is not None
        else (),
        hint=plan.hint if plan is not None and past else "",
        mine=session.role is Role.OWNER,
        convertible=amount is None or counted is not None,
    )


def _their_offer(session: DealSession, no: OfferNo | None) -> Offer | None:
    theirs = [offer for offer in _offers(session) if not offer.ours]
    if no is not None:
        return next((offer for offer in theirs if offer.no == no), None)
    return next((offer for offer in reversed(theirs) if offer.state is OfferState.OPEN), None)


def _offers(session: DealSession) -> tuple[Offer, ...]:
    return tuple(session.work.offers.list_in_deal(session.by.team, session.deal.id))
