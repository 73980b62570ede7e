"""What a purchase saves: baseline and should-cost, kept in the private plan, against what is offered and agreed."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers.savings import NoPurchase, SavingShown
from bot.coach.context import DealSession, open_session
from bot.coach.offer_changes import list_deal_offers
from bot.coach.plans import PlanClosed, change_plan_now, load_visible_plan
from bot.coach.requests.savings import SetPurchase
from bot.coach.services import Services
from bot.domain.deals import Deal, Side
from bot.domain.ids import DealId
from bot.domain.offers import list_valid_offers
from bot.domain.plans import Plan, PlanStep
from bot.domain.savings import measure_savings
from bot.language.wordings import WORDINGS


def find_saving(by: Actor, deal: DealId, *, services: Services) -> SavingShown | None:
    """What a purchase saves, for who may see its plan; None for everybody else, and where nothing was set."""
    with services.store.reading() as work:
        return saving_of(open_session(services, work, by, deal, Need.READ))


def saving_of(session: DealSession) -> SavingShown | None:
    """The same, in an open session."""
    plan = load_visible_plan(session)
    if plan is None or (plan.baseline is None and plan.should_cost is None):
        return None
    offers = list_valid_offers(list_deal_offers(session))
    return SavingShown(
        deal=session.deal,
        baseline=plan.baseline,
        should_cost=plan.should_cost,
        rows=measure_savings(plan, session.deal, offers, WORDINGS, session.by.today),
    )


def set_purchase(
    request: SetPurchase, *, services: Services
) -> SavingShown | NoPurchase | PlanClosed:
    """Keeps the baseline and the should-cost in the plan, and says what is saved by them."""

    def change(plan: Plan, _deal: Deal) -> Plan:
        if request.whole:
            return replace(plan, baseline=request.baseline, should_cost=request.should_cost)
        return replace(
            plan,
            baseline=request.baseline or plan.baseline,
            should_cost=request.should_cost or plan.should_cost,
        )

    with services.store.reading() as work:
        here = open_session(services, work, request.by, request.deal, Need.READ).deal
    if here.side is not Side.BUYING:
        return NoPurchase(deal=here)
    closed = change_plan_now(
        request.by, request.deal, change, PlanStep.LIMITS, once=request.once, services=services
    )
    if closed is not None:
        return closed
    shown = find_saving(request.by, request.deal, services=services)
    return SavingShown(deal=here) if shown is None else replace(shown, kept=True)
