"""The style of a deal's sentences: relationship or transaction, direct or indirect, and what we choose to model."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone, RefusalReason, Sentence, SentenceKind
from bot.coach.answers.sayings import StyleSet
from bot.coach.context import DealSession, open_session, session_for_preview
from bot.coach.ports import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.requests.sayings import SetStyle
from bot.coach.services import Services, run_once
from bot.domain.calendar import choose_reply_day
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb


def find_deal_to_style(by: Actor, deal: DealId, *, services: Services) -> Deal | NotDone:
    """The deal, for somebody who may set its style."""
    with session_for_preview(services, by, deal, Need.SHARE) as session:
        return session.deal


def set_style(request: SetStyle, *, services: Services) -> StyleSet | NotDone:
    """Sets the style of a deal; sentences are put so from now on."""

    def act(work: UnitOfWork) -> StyleSet | NotDone:
        session = open_session(services, work, request.by, request.deal, Need.SHARE, request.model)
        return _set(session, request)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> StyleSet | NotDone:
        deal = work.deals.find(request.by.team, taken.deal)
        return _told(deal, request) if deal else NotDone(why=RefusalReason.NO_DEAL)

    return run_once(services, request.by, request.once, act, again)


def _set(session: DealSession, request: SetStyle) -> StyleSet | NotDone:
    if session.deal.version != request.version:
        return NotDone(why=RefusalReason.CHANGED, deal=session.deal, typed=request.model)
    style = replace(
        session.deal.style, aim=request.aim, phrasing=request.phrasing, model=request.model
    )
    deal = replace(session.deal, style=style, version=session.deal.version + 1)
    taken = ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1)
    session.work.keys.mark_processed(deal.team, request.once, taken, session.services.clock.now())
    session.note(Verb.SET, "style")
    session.work.deals.update(deal)
    return _told(deal, request)


def _told(deal: Deal, request: SetStyle) -> StyleSet:
    example = Sentence(
        kind=SentenceKind.ASK, get="24-month term", by=choose_reply_day(request.by.today)
    )
    return StyleSet(deal=deal, style=deal.style, example=example)
