"""The style of a deal's sentences: relationship or transaction, direct or indirect, and what we choose to model."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.sayings import StyleSet
from bot.coach.context import DealSession, run_once_in_session, session_for_preview
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.styles import Aim, Phrasing


def find_deal_to_style(actor: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who may set its style."""
    with session_for_preview(services, actor, deal, Need.SHARE) as session:
        return session.deal


def set_style(
    actor: Actor,
    deal: DealId,
    *,
    aim: Aim,
    phrasing: Phrasing,
    model: str,
    version: int,
    once: str,
    services: Services,
) -> StyleSet:
    """Sets how the deal's sentences are put from now on. Refused where the deal has changed since the form showed it at
    `version`."""

    def change(session: DealSession) -> StyleSet:
        if session.deal.version != version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, typed=model)
        style = replace(session.deal.style, aim=aim, phrasing=phrasing, model=model)
        styled = replace(session.deal, style=style, version=version + 1)
        session.mark_processed(once)
        session.write_audit(Verb.SET, "style")
        session.work.deals.update(styled)
        return _style_set(session, styled)

    def again(session: DealSession) -> StyleSet:
        return _style_set(session, session.deal)

    return run_once_in_session(
        services, actor, deal, once, change, again, need=Need.SHARE, typed=model
    )


def _style_set(session: DealSession, deal: Deal) -> StyleSet:
    day = session.working_days.choose_reply_day()
    return StyleSet(deal=deal, style=deal.style, reply_day=day)
