"""The checklist: eight things to do and five to avoid, held against what a deal shows."""

from bot.coach.actors import Actor, Need
from bot.coach.answers.checklists import ChecklistShown
from bot.coach.context import DealSession, session_for_reading
from bot.coach.plans import load_visible_plan
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.domain.checklist import ChecklistEvidence, check_deal
from bot.domain.ids import DealId
from bot.domain.offers import Offer
from bot.domain.rules import find_cautions
from bot.domain.situation import build_situation
from bot.language.wordings import WORDINGS


def show_checklist(actor: Actor, deal: DealId, *, services: Services) -> ChecklistShown:
    """Every point of the checklist with how it stands. Who may not see a plan is not told whether there is one."""
    with session_for_reading(services, actor, deal) as session:
        plan = load_visible_plan(session)
        offers = tuple(session.work.offers.list_in_deal(actor.team, deal))
        evidence = ChecklistEvidence(
            deal=session.deal,
            ledger=session.ledger,
            today=actor.today,
            offers=offers,
            rhythm=load_rhythm(session.work, session.deal),
            found=_list_found(session, offers),
            plan=plan,
            may_plan=plan is not None or session.may(Need.SEE_PLAN),
        )
        return ChecklistShown(deal=session.deal, checks=check_deal(evidence))


def _list_found(session: DealSession, offers: tuple[Offer, ...]) -> frozenset[str]:
    """The rules that find something in the deal as it stands, muted or not."""
    situation = build_situation(
        session.deal,
        session.ledger,
        session.by.today,
        offers=offers,
        totals=session.snapshot.totals,
        wordings=WORDINGS,
    )
    return frozenset(caution.rule for caution in find_cautions(situation))
