"""Whether give and get, and this coach, suit a deal: asked at its opening, kept with it."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.tactics import SuitabilityJudged
from bot.coach.context import DealSession, open_session, session_for_preview
from bot.coach.ports import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.requests.tactics import JudgeSuitability
from bot.coach.services import Services, run_once
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb


def find_deal_to_judge(by: Actor, deal: DealId, *, services: Services) -> Deal | NotDone:
    """The deal, for somebody who is about to say what speaks against coaching it."""
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        return session.deal


def judge_suitability(
    request: JudgeSuitability, *, services: Services
) -> SuitabilityJudged | NotDone:
    """Keeps what was said, and says honestly where coaching helps and where it does not."""

    def act(work: UnitOfWork) -> SuitabilityJudged | NotDone:
        session = open_session(services, work, request.by, request.deal, Need.RECORD)
        return _judged(session, request)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> SuitabilityJudged | NotDone:
        deal = work.deals.find(request.by.team, taken.deal)
        return (
            SuitabilityJudged(deal=deal, doubts=deal.style.doubts)
            if deal
            else NotDone(why=RefusalReason.NO_DEAL)
        )

    return run_once(services, request.by, request.once, act, again)


def _judged(session: DealSession, request: JudgeSuitability) -> SuitabilityJudged:
    style = replace(session.deal.style, doubts=request.doubts)
    deal = replace(session.deal, style=style, version=session.deal.version + 1)
    taken = ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1)
    session.work.keys.mark_processed(deal.team, request.once, taken, session.services.clock.now())
    session.note(Verb.SET, "suitability")
    session.work.deals.update(deal)
    return SuitabilityJudged(deal=deal, doubts=request.doubts)
