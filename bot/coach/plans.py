"""The private plan: who may see it, its steps, how ready we are, and what it says before something is accepted."""

from collections.abc import Callable
from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import NotDone, Why
from bot.coach.answers.plans import (
    AcceptChecked,
    PlanDropped,
    Plannable,
    PlanNotShown,
    PlanSealed,
    PlanShown,
    PlanStepShown,
)
from bot.coach.book import Book, opened
from bot.coach.desk import Desk, once
from bot.coach.ports import Once, Work, WrongKey
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
from bot.domain.deals import Role
from bot.domain.ids import DealId, OfferNo
from bot.domain.offers import Offer, OfferState
from bot.domain.planned import Course, PlannedRow, course, rooms
from bot.domain.plans import MOST_ENTRIES, Plan, PlanStep
from bot.domain.readiness import readiness
from bot.domain.walkaway import Limit, Stand, amount_of, compared, levels
from bot.domain.worth import Figure

Closed = PlanNotShown | PlanSealed | NotDone
"""Why somebody does not see the plan."""


def plan_for(book: Book) -> Plan | None:
    """The deal's plan, for its owner and the people its owner named; to everybody else as if there were none. None
    too where it cannot be opened: what a plan only helps with goes on without it."""
    if not book.glance.planned:
        return None
    try:
        plan = book.work.plan(book.by.team, book.deal.id)
    except WrongKey:
        return None
    return plan if plan is not None and _sees(book, plan) else None


def _sees(book: Book, plan: Plan) -> bool:
    return book.role is Role.OWNER or book.by.person in plan.viewers


def show(by: Actor, deal: DealId, *, desk: Desk) -> PlanShown | Closed:
    """The plan's steps, and what they still lack."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _overview(book)


def _overview(book: Book, saved: PlanStep | None = None) -> PlanShown | Closed:
    plan = _open(book)
    return plan if not isinstance(plan, Plan | None) else _shown(book, plan, saved)


def _open(book: Book) -> Plan | PlanNotShown | PlanSealed | None:
    """The plan for somebody who asks to see it: None where the owner has not begun one."""
    owner = book.role is Role.OWNER
    try:
        plan = book.work.plan(book.by.team, book.deal.id)
    except WrongKey:
        return PlanSealed(deal=book.deal) if owner else PlanNotShown(deal=book.deal)
    if owner or (plan is not None and _sees(book, plan)):
        return plan
    return PlanNotShown(deal=book.deal)


def _shown(book: Book, plan: Plan | None, saved: PlanStep | None) -> PlanShown:
    return PlanShown(
        deal=book.deal,
        steps=readiness(plan or Plan(), book.deal.side),
        viewers=tuple(sorted(plan.viewers)) if plan else (),
        mine=book.role is Role.OWNER,
        kept=plan is not None,
        saved=saved,
    )


def show_step(by: Actor, deal: DealId, step: PlanStep, *, desk: Desk) -> PlanStepShown | Closed:
    """One step of the plan in full."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _step(book, step)


def _step(book: Book, step: PlanStep) -> PlanStepShown | Closed:
    plan = _open(book)
    if not isinstance(plan, Plan | None):
        return plan
    plan = plan or Plan()
    return PlanStepShown(
        deal=book.deal,
        today=book.by.today,
        step=step,
        plan=plan,
        state=next(state for state in readiness(plan, book.deal.side) if state.step is step),
        mine=book.role is Role.OWNER,
        course=_course(book, plan) if step is PlanStep.GIVES else Course(),
        rooms=rooms(plan, _offers(book)) if step is PlanStep.ISSUES else (),
    )


def _course(book: Book, plan: Plan) -> Course:
    moves = sorted(book.ledger.moves.values(), key=lambda move: move.no)
    return course(plan.gives, moves, book.by.today)


def next_planned(book: Book) -> PlannedRow | None:
    """The planned give whose turn it is, for somebody who may see the plan."""
    plan = plan_for(book)
    return _course(book, plan).next if plan is not None and plan.gives else None


def plannable(by: Actor, deal: DealId, *, desk: Desk) -> Plannable | Closed:
    """What a form of the plan starts from, for the owner, who alone changes it."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _plannable(book)


def _plannable(book: Book) -> Plannable | Closed:
    if book.role is not Role.OWNER:
        return PlanNotShown(deal=book.deal)
    plan = _open(book)
    if not isinstance(plan, Plan | None):
        return plan
    return Plannable(deal=book.deal, plan=plan or Plan(), version=plan.version if plan else 0)


def set_limits(request: SetLimits, *, desk: Desk) -> PlanShown | Closed:
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

    return _change(desk, request, change, PlanStep.LIMITS)


def set_anchor(request: SetAnchor, *, desk: Desk) -> PlanShown | Closed:
    """Sets the first figure and what supports it."""
    return _change(
        desk, request, lambda plan: replace(plan, anchor=request.anchor), PlanStep.ANCHOR
    )


def put_entry(request: PutEntry, *, desk: Desk) -> PlanShown | Closed:
    """Adds, replaces, moves or takes away one entry of a step."""
    name = request.step.value

    def change(plan: Plan) -> Plan:
        entries: tuple[PlanEntry, ...] = getattr(plan, name)
        return replace(plan, **{name: _put(entries, request)})  # type: ignore[arg-type] # by name

    return _change(desk, request, change, request.step)


def _put(entries: tuple[PlanEntry, ...], request: PutEntry) -> tuple[PlanEntry, ...]:
    others = [entry for at, entry in enumerate(entries) if at != request.at]
    place = request.place if request.place is not None else request.at
    if request.entry is not None:
        others.insert(len(others) if place is None else place, request.entry)
    return tuple(others[:MOST_ENTRIES])


def name_viewers(request: NameViewers, *, desk: Desk) -> PlanShown | Closed:
    """Names the people who may see the plan beside the owner. Nobody else learns of it."""
    return _change(desk, request, lambda plan: replace(plan, viewers=request.viewers), None)


def _change(
    desk: Desk, request: ChangePlan, change: Callable[[Plan], Plan], step: PlanStep | None
) -> PlanShown | Closed:
    """Changes the plan once. It leaves no entry in the ledger, where others would see that there is one; and who sends
    somebody else's form again does not get that person's answer."""
    key = f"{request.by.person}:{request.once}"

    def act(work: Work) -> PlanShown | Closed:
        book = opened(desk, work, request.by, request.deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        found = _plannable(book)
        if not isinstance(found, Plannable):
            return found
        if found.version != request.version:
            return NotDone(why=Why.CHANGED, deal=book.deal)
        after = replace(change(found.plan), version=found.version + 1)
        work.take(request.by.team, key, Once(deal=book.deal.id, seq=0), desk.clock.now())
        work.save_plan(request.by.team, book.deal.id, after)
        return _shown(book, after, step)

    def again(work: Work, taken: Once) -> PlanShown | Closed:
        book = opened(desk, work, request.by, taken.deal, Need.READ)
        return book if isinstance(book, NotDone) else _overview(book, step)

    return once(desk, request.by, key, act, again)


def drop(request: DropPlan, *, desk: Desk) -> PlanDropped | Closed:
    """Removes the plan, also one that can no longer be opened."""
    with desk.store.work() as work:
        book = opened(desk, work, request.by, request.deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        if book.role is not Role.OWNER:
            return PlanNotShown(deal=book.deal)
        work.drop_plan(request.by.team, book.deal.id)
        return PlanDropped(deal=book.deal)


def check_accepting(request: CheckAccepting, *, desk: Desk) -> AcceptChecked | NotDone:
    """What to look at before something is accepted: what is open, and for those who may see the plan its limits."""
    with desk.store.reading() as work:
        book = opened(desk, work, request.by, request.deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        offer = _their_offer(book, request.offer) if request.amount is None else None
        return accept_check(book, request.amount, offer)


def before_our_yes(book: Book, offer: Offer) -> AcceptChecked | None:
    """What the plan holds against accepting an offer of theirs: past the walk-away, or worse than the alternative. None
    where that is not so, where the person may not see the plan, and for our own offers."""
    if offer.ours or not book.glance.planned:
        return None
    found = accept_check(book, None, offer)
    worse = any(
        check.limit is not Limit.TARGET and check.stand is Stand.WORSE for check in found.checks
    )
    return found if worse or any(level.past_walk_away for level in found.levels) else None


def accept_check(book: Book, amount: Figure | None, offer: Offer | None) -> AcceptChecked:
    """The figure, or the offer of theirs, against what is open and what the person may see of the plan."""
    deal, day = book.deal, book.by.today
    if amount is None and offer is not None:
        worth = amount_of(offer.picked.values, deal)
        amount = Figure(amount=worth, unit=deal.unit) if worth is not None else None
    counted = deal.yardstick.amount(amount, day)
    plan = plan_for(book)
    checks = compared(plan, counted, deal, day) if plan is not None and counted is not None else ()
    past = any(check.limit is Limit.WALK_AWAY and check.stand is Stand.WORSE for check in checks)
    return AcceptChecked(
        deal=deal,
        today=day,
        amount=amount,
        offer=offer,
        open_gives=book.glance.standing.open_gives,
        open_asks=tuple(ask for ask in book.ledger.wanted()),
        checks=checks,
        levels=levels(plan, offer.picked.values, deal.issues)
        if plan is not None and offer is not None
        else (),
        hint=plan.hint if plan is not None and past else "",
        mine=book.role is Role.OWNER,
        convertible=amount is None or counted is not None,
    )


def _their_offer(book: Book, no: OfferNo | None) -> Offer | None:
    theirs = [offer for offer in _offers(book) if not offer.ours]
    if no is not None:
        return next((offer for offer in theirs if offer.no == no), None)
    return next((offer for offer in reversed(theirs) if offer.state is OfferState.OPEN), None)


def _offers(book: Book) -> tuple[Offer, ...]:
    return tuple(book.work.offers(book.by.team, book.deal.id))
