"""Whether give and get, and this coach, suit a deal: asked at its opening, kept with it."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers.tactics import SuitabilityJudged
from bot.coach.context import DealSession, run_once_in_session, session_for_preview
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.styles import Unsuited


def find_deal_to_judge(actor: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who is about to say what speaks against coaching it."""
    with session_for_preview(services, actor, deal, Need.RECORD) as session:
        return session.deal


def judge_suitability(
    actor: Actor, deal: DealId, doubts: frozenset[Unsuited], *, once: str, services: Services
) -> SuitabilityJudged:
    """Stores what speaks against coaching this deal, and says where coaching helps and where it does not."""

    def judge(session: DealSession) -> SuitabilityJudged:
        # Without a version: the last word counts, and a form left open for long is no conflict.
        style = replace(session.deal.style, doubts=doubts)
        judged = replace(session.deal, style=style, version=session.deal.version + 1)
        session.mark_processed(once)
        session.write_audit(Verb.SET, "suitability")
        session.work.deals.update(judged)
        return SuitabilityJudged(deal=judged, doubts=doubts)

    def again(session: DealSession) -> SuitabilityJudged:
        return SuitabilityJudged(deal=session.deal, doubts=session.deal.style.doubts)

    return run_once_in_session(services, actor, deal, once, judge, again)
