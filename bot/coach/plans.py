"""The private plan: who may see it, its steps, how ready we are, and what it says before something is accepted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.coach.actors import ALLOWED, Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.handovers import FormerPlanShown
from bot.coach.answers.plans import (
    AcceptChecked,
    PlanDropped,
    Plannable,
    PlanNotShown,
    PlanSealed,
    PlanShown,
    PlanStepShown,
)
from bot.coach.context import (
    DealSession,
    run_once_in_session,
    session_for_reading,
    session_for_writing,
)
from bot.coach.former_plans import find_my_former_plan
from bot.coach.ports.errors import WrongKey
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import DealSnapshot, ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.requests.mesos import WeighIssues
from bot.coach.services import Services
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, OfferNo, PersonId
from bot.domain.offers import Offer, OfferState, names_figure_of
from bot.domain.plan_review import build_matrix, list_contradictions
from bot.domain.plan_weights import weigh_plan
from bot.domain.planned import (
    PlannedGiveProgress,
    PlannedRow,
    measure_room_used,
    track_planned_gives,
)
from bot.domain.plans import (
    MOST_ENTRIES,
    Benchmark,
    IssuePlan,
    Plan,
    PlannedGive,
    PlanStep,
    Stakeholder,
)
from bot.domain.price_limits import (
    carry_limits_from_issue,
    carry_limits_to_issue,
    complete_limits,
    find_price_issue,
)
from bot.domain.readiness import list_plan_gaps
from bot.domain.walkaway import (
    Stand,
    WalkawayLimit,
    compare_levels,
    compare_with_limits,
    find_break_even,
    find_deal_amount,
)
from bot.domain.worth import Figure
from bot.language.issue_names import DISCOUNT, PAYMENT, kind_of_issue
from bot.language.wordings import WORDINGS

PlanEntry = IssuePlan | Stakeholder | Benchmark | PlannedGive
"""One line of a step that is a list."""

PlanClosed = PlanNotShown | PlanSealed
"""Why somebody does not see the plan. Whether there is one does not show in it."""

NEAR_PRICE = 2
"""A figure that many times as large or small as a price, at most, may be one."""

FORM_FIELDS = {
    PlanStep.LIMITS: ("alternatives", "walk_away", "target", "later_costs", "hint"),
    PlanStep.ANCHOR: ("anchor",),
    PlanStep.THEIRS: ("take_home", "questions"),
}
"""What of a plan each step that is one form sets."""


def load_visible_plan(session: DealSession) -> Plan | None:
    """The deal's plan, for its owner and the people its owner named; to everybody else as if there were none. None too
    where the key it is sealed with is missing: what a plan only helps with goes on without it. Its walk-away and target
    stand both for the deal and on its price, wherever they were typed."""
    return load_plan_of_reader(
        session.work, session.deal, session.snapshot, session.by.person, session.role
    )


def load_plan_of_reader(
    work: UnitOfWork, deal: Deal, snapshot: DealSnapshot, person: PersonId, role: Role | None
) -> Plan | None:
    """The same for somebody with that role who gets a message that comes by itself."""
    if not snapshot.planned:
        return None
    try:
        plan = work.plans.find(deal.team, deal.id)
    except WrongKey:
        return None
    if plan is None:
        return None
    sees_all = role is not None and Need.SEE_PLAN in ALLOWED[role]
    if not sees_all and person not in plan.viewers:
        return None
    return complete_limits(plan, deal, WORDINGS)


def _may_see(session: DealSession, plan: Plan) -> bool:
    return session.may(Need.SEE_PLAN) or session.by.person in plan.viewers


def _open_plan(session: DealSession) -> Plannable | PlanClosed:
    """The plan for somebody who asks to see it. Its owner gets an empty one at version 0 where none was begun."""
    is_owner = session.may(Need.SEE_PLAN)
    try:
        plan = session.work.plans.find(session.by.team, session.deal.id)
    except WrongKey:
        return PlanSealed(deal=session.deal) if is_owner else PlanNotShown(deal=session.deal)
    if plan is None:
        if is_owner:
            return Plannable(deal=session.deal, plan=Plan(), version=0)
        return PlanNotShown(deal=session.deal)
    if not _may_see(session, plan):
        return PlanNotShown(deal=session.deal)
    return Plannable(deal=session.deal, plan=plan, version=plan.version)


def show_plan(
    actor: Actor, deal: DealId, *, once: str = "", audited: bool = True, services: Services
) -> PlanShown | PlanClosed | FormerPlanShown:
    """The whole plan, what contradicts itself in it, and what it still lacks; to the former owner of the deal, what
    became of theirs. The audit holds that they asked, unless it does already."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        if audited:
            session.note_act(AuditAct.PLAN_ASKED, once=once)
        return find_my_former_plan(session) or _show_plan(session)


def _show_plan(session: DealSession, saved: PlanStep | None = None) -> PlanShown | PlanClosed:
    """The same; `saved` is the step that was just saved."""
    opened = _open_plan(session)
    if not isinstance(opened, Plannable):
        return opened
    plan, deal, today = opened.plan, session.deal, session.by.today
    price_issue = find_price_issue(plan, deal, WORDINGS)
    return PlanShown(
        deal=deal,
        today=today,
        plan=plan,
        steps=list_plan_gaps(plan, deal.side),
        contradictions=list_contradictions(plan, deal, today, price_issue=price_issue),
        break_even=find_break_even(plan, deal, today),
        matrix=build_matrix(plan, deal),
        course=_track_gives(session, plan) if plan.gives else PlannedGiveProgress(),
        mine=session.may(Need.SEE_PLAN),
        kept=opened.version > 0,
        saved=saved,
    )


def show_plan_step(
    actor: Actor, deal: DealId, step: PlanStep, *, once: str = "", services: Services
) -> PlanStepShown | PlanClosed:
    """One step of the plan in full; the audit holds that they asked."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        session.note_act(AuditAct.PLAN_ASKED, once=once)
        opened = _open_plan(session)
        if not isinstance(opened, Plannable):
            return opened
        return _build_step(session, opened.plan, step)


def _build_step(session: DealSession, plan: Plan, step: PlanStep) -> PlanStepShown:
    """One step of the plan, for somebody who may see it."""
    deal, today = session.deal, session.by.today
    states = list_plan_gaps(plan, deal.side)
    # Only this step needs the whole ledger.
    progress = _track_gives(session, plan) if step is PlanStep.GIVES else PlannedGiveProgress()
    price_issue = find_price_issue(plan, deal, WORDINGS)
    found = list_contradictions(plan, deal, today, price_issue=price_issue)
    rooms = measure_room_used(plan, _list_offers(session)) if step is PlanStep.ISSUES else ()
    return PlanStepShown(
        deal=deal,
        today=today,
        step=step,
        plan=plan,
        state=next(state for state in states if state.step is step),
        mine=session.may(Need.SEE_PLAN),
        course=progress,
        rooms=rooms,
        break_even=find_break_even(plan, deal, today),
        contradictions=tuple(each for each in found if each.step is step),
    )


def list_plan_steps(session: DealSession) -> tuple[PlanStepShown, ...] | PlanClosed:
    """Every step of the plan for a document, which nobody changes, or why the person does not see it."""
    opened = _open_plan(session)
    if not isinstance(opened, Plannable):
        return opened
    if opened.version == 0:
        return ()
    shown = (_build_step(session, opened.plan, step) for step in PlanStep)
    return tuple(replace(step, mine=False, in_document=True) for step in shown)


def _track_gives(session: DealSession, plan: Plan) -> PlannedGiveProgress:
    moves = sorted(session.ledger.moves.values(), key=lambda move: move.no)
    return track_planned_gives(plan.gives, moves, session.by.today)


def find_next_planned_give(session: DealSession) -> PlannedRow | None:
    """The planned give whose turn it is, for somebody who may see the plan."""
    plan = load_visible_plan(session)
    if plan is None or not plan.gives:
        return None
    return _track_gives(session, plan).next_row


def open_plan_for_form(
    actor: Actor, deal: DealId, *, once: str, services: Services
) -> Plannable | PlanClosed:
    """What a form of the plan starts from, for the owner, who alone changes it; the audit holds that they asked."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        session.note_act(AuditAct.PLAN_ASKED, once=once)
        return _open_for_change(session)


def plan_for_form(actor: Actor, deal: DealId, *, services: Services) -> Plannable | PlanClosed:
    """The same for a form that comes back: what it showed is in the audit already."""
    with session_for_reading(services, actor, deal) as session:
        return _open_for_change(session)


def _open_for_change(session: DealSession) -> Plannable | PlanClosed:
    if not session.may(Need.SEE_PLAN):
        return PlanNotShown(deal=session.deal)
    return _open_plan(session)


def set_plan_step(
    actor: Actor,
    deal: DealId,
    step: PlanStep,
    filled: Plan,
    *,
    version: int,
    once: str,
    services: Services,
) -> PlanShown | PlanClosed:
    """Sets a step that is one form to what `filled` says of it."""

    def change(plan: Plan, deal: Deal) -> Plan:
        fields = {name: getattr(filled, name) for name in FORM_FIELDS[step]}
        changed = replace(plan, **fields)
        if step is PlanStep.LIMITS:
            return carry_limits_to_issue(changed, plan, deal, WORDINGS)
        return changed

    return _change_plan(actor, deal, change, step, version=version, once=once, services=services)


def put_plan_entry(
    actor: Actor,
    deal: DealId,
    step: PlanStep,
    entry: PlanEntry | None,
    *,
    at: int | None,
    place: int | None,
    version: int,
    once: str,
    services: Services,
) -> PlanShown | PlanClosed:
    """Puts an entry into a step that is a list: instead of the one at `at`, or as a new one where that is None. Without
    an entry the one at `at` is taken out. `place` is where it stands afterwards, counted from 0; None: where it was."""

    def change(plan: Plan, deal: Deal) -> Plan:
        entries: Sequence[PlanEntry] = getattr(plan, step.value)
        changed = [other for index, other in enumerate(entries) if index != at]
        if entry is not None:
            index = place if place is not None else at
            changed.insert(len(changed) if index is None else index, entry)
        entered = replace(plan, **{step.value: tuple(changed[:MOST_ENTRIES])})  # type: ignore[arg-type] # by name
        if step is PlanStep.ISSUES:
            return carry_limits_from_issue(entered, plan, deal, WORDINGS)
        return entered

    return _change_plan(actor, deal, change, step, version=version, once=once, services=services)


def set_plan_viewers(
    actor: Actor,
    deal: DealId,
    viewers: frozenset[PersonId],
    *,
    version: int,
    once: str,
    services: Services,
) -> PlanShown | PlanClosed:
    """Names the people who may see the plan beside the owner. Nobody else learns of it."""

    def change(plan: Plan, _deal: Deal) -> Plan:
        return replace(plan, viewers=viewers)

    return _change_plan(actor, deal, change, None, version=version, once=once, services=services)


def _change_plan(
    actor: Actor,
    deal: DealId,
    change: Callable[[Plan, Deal], Plan],
    step: PlanStep | None,
    *,
    version: int,
    once: str,
    services: Services,
) -> PlanShown | PlanClosed:
    """Changes the plan once. Refused where it has changed since the form showed it at `version`."""
    # With the person in it: who sends somebody else's form again must not get that person's answer.
    key = f"{actor.person}:{once}"

    def act(session: DealSession) -> PlanShown | PlanClosed:
        opened = _open_for_change(session)
        if not isinstance(opened, Plannable):
            return opened
        if opened.version != version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        changed = replace(change(opened.plan, session.deal), version=version + 1)
        # No entry in the ledger, where others would see that there is a plan.
        processed = ProcessedRequest(deal=session.deal.id, seq=0)
        session.work.keys.mark_processed(actor.team, key, processed, services.clock.now())
        session.work.plans.save(actor.team, session.deal.id, changed)
        return _show_plan(session, step)

    def again(session: DealSession) -> PlanShown | PlanClosed:
        return _show_plan(session, step)

    return run_once_in_session(services, actor, deal, key, act, again, need=Need.READ)


def weigh_issues(request: WeighIssues, *, services: Services) -> PlanClosed | None:
    """Keeps which issues matter most to us, and to them, beside what the plan says of them already. None where it was
    kept, else why the person does not see the plan."""

    def change(plan: Plan, deal: Deal) -> Plan:
        names = [issue.name for issue in deal.issues]
        firm = frozenset(name for name in names if kind_of_issue(name) in (PAYMENT, DISCOUNT))
        return weigh_plan(plan, names, request.ours, request.theirs, leave=firm)

    return change_plan_now(
        request.by, request.deal, change, PlanStep.ISSUES, once=request.once, services=services
    )


def change_plan_now(
    by: Actor,
    deal: DealId,
    change: Callable[[Plan, Deal], Plan],
    step: PlanStep,
    *,
    once: str,
    services: Services,
) -> PlanClosed | None:
    """Changes the plan as it is by now, for a line or a form that shows nothing of it. None where it was changed, else
    why the person does not see it."""
    with session_for_reading(services, by, deal) as session:
        opened = _open_for_change(session)
    if not isinstance(opened, Plannable):
        return opened
    done = _change_plan(
        by, deal, change, step, version=opened.version, once=once, services=services
    )
    return None if isinstance(done, PlanShown) else done


def drop_plan(actor: Actor, deal: DealId, *, services: Services) -> PlanDropped | PlanNotShown:
    """Removes the plan, also one that can no longer be opened."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        if not session.may(Need.SEE_PLAN):
            return PlanNotShown(deal=session.deal)
        session.work.plans.delete(actor.team, session.deal.id)
        return PlanDropped(deal=session.deal)


def check_accepting(
    actor: Actor,
    deal: DealId,
    *,
    amount: Figure | None,
    offer: OfferNo | None,
    figures: Sequence[Decimal] = (),
    once: str = "",
    services: Services,
) -> AcceptChecked:
    """What to look at before accepting an amount, else that offer of theirs, else their latest open one: what is open,
    and for those who may see the plan its limits. `figures` are all that the person named: an offer of theirs that
    holds one of them is meant, and one with another price is not. The audit holds that they asked."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        session.note_act(AuditAct.PLAN_WEIGHED, detail="accept", once=once)
        named = None if offer is not None else _find_offer_with(session, figures)
        if named is not None:
            return build_accept_check(session, None, named)
        latest = _find_their_offer(session, offer)
        if offer is None and amount is None and latest is not None:
            amount = _find_other_price(session, latest, figures)
        return build_accept_check(session, amount, latest if amount is None else None)


def _find_offer_with(session: DealSession, figures: Sequence[Decimal]) -> Offer | None:
    """Their latest open offer that holds one of the figures."""
    theirs = [o for o in _list_offers(session) if not o.ours and o.state is OfferState.OPEN]
    holding = [o for o in theirs if any(names_figure_of(o, figure) for figure in figures)]
    return holding[-1] if holding else None


def _find_other_price(
    session: DealSession, offer: Offer, figures: Sequence[Decimal]
) -> Figure | None:
    """The figure that may be a price, though not that of the offer: `96 is good enough`, where 110 stands."""
    price = find_deal_amount(offer.with_pick_first.values, session.deal, WORDINGS)
    prices = [price] if price is not None else []
    prices += [value for value in offer.values.values() if isinstance(value, Decimal) and value]
    for figure in figures:
        if any(value / NEAR_PRICE <= figure <= value * NEAR_PRICE for value in prices):
            return Figure(amount=figure, unit=session.deal.unit)
    return None


def check_before_accepting(session: DealSession, offer: Offer) -> AcceptChecked | None:
    """What the plan holds against accepting an offer of theirs: past the walk-away, or worse than the alternative. None
    where that is not so, where the person may not see the plan, and for our own offers."""
    if offer.ours or not session.snapshot.planned:
        return None
    checked = build_accept_check(session, None, offer)
    # Missing the target is no reason to stop somebody: it is what we aim for, not a limit.
    is_worse = any(
        check.limit is not WalkawayLimit.TARGET and check.stand is Stand.WORSE
        for check in checked.checks
    )
    is_past_walk_away = any(level.past_walk_away for level in checked.levels)
    return checked if is_worse or is_past_walk_away else None


def check_a_yes(session: DealSession, amount: Figure | None) -> AcceptChecked | None:
    """The private look before a yes to that amount, else to their latest open offer; None where neither is known."""
    offer = None if amount is not None else _find_their_offer(session, None)
    if amount is None and offer is None:
        return None
    return build_accept_check(session, amount, offer)


def build_accept_check(
    session: DealSession, amount: Figure | None, offer: Offer | None
) -> AcceptChecked:
    """The figure, or the offer of theirs, against what is open and what the person may see of the plan."""
    deal, today = session.deal, session.by.today
    if amount is None and offer is not None:
        found = find_deal_amount(offer.with_pick_first.values, deal, WORDINGS)
        amount = Figure(amount=found, unit=deal.unit) if found is not None else None
    counted = deal.yardstick.amount(amount, today)
    checked = AcceptChecked(
        deal=deal,
        today=today,
        amount=amount,
        offer=offer,
        open_gives=session.snapshot.totals.open_gives,
        open_asks=tuple(session.ledger.unanswered_asks()),
        mine=session.may(Need.SEE_PLAN),
        convertible=amount is None or counted is not None,
    )
    plan = load_visible_plan(session)
    if plan is None:
        return checked
    if counted is not None:
        checked = replace(checked, checks=compare_with_limits(plan, counted, deal, today))
    if offer is not None:
        levels = compare_levels(
            _without_price(plan, deal, checked), offer.with_pick_first.values, deal.issues
        )
        checked = replace(checked, levels=levels)
    is_past_walk_away = any(
        check.limit is WalkawayLimit.WALK_AWAY and check.stand is Stand.WORSE
        for check in checked.checks
    )
    return replace(checked, hint=plan.hint) if is_past_walk_away else checked


def _without_price(plan: Plan, deal: Deal, checked: AcceptChecked) -> Plan:
    """The plan without its price issue where the whole deal was compared with the same limits already."""
    place = find_price_issue(plan, deal, WORDINGS)
    if place is None or not checked.checks:
        return plan
    return replace(plan, issues=(*plan.issues[:place], *plan.issues[place + 1 :]))


def _find_their_offer(session: DealSession, no: OfferNo | None) -> Offer | None:
    """Their offer of that number; without one their latest that is open."""
    theirs = [offer for offer in _list_offers(session) if not offer.ours]
    for offer in reversed(theirs):
        if offer.no == no or (no is None and offer.state is OfferState.OPEN):
            return offer
    return None


def _list_offers(session: DealSession) -> Sequence[Offer]:
    return session.work.offers.list_in_deal(session.by.team, session.deal.id)
