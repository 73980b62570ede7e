"""The style of a deal's sentences: relationship or transaction, direct or indirect, how the other side is spoken
to, and what we choose to model."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, SentenceKind
from bot.coach.answers.sayings import AddressShown, StyleSet
from bot.coach.context import (
    DealSession,
    run_once_in_session,
    session_for_preview,
    session_for_reading,
)
from bot.coach.refusals import Refused
from bot.coach.says import find_sentence
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb
from bot.domain.styles import Address, Aim, Phrasing
from bot.language.address import has_addresses


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


def show_address(actor: Actor, deal: DealId, *, services: Services) -> AddressShown:
    """How the other side is spoken to in a deal."""
    with session_for_reading(services, actor, deal) as session:
        return _describe_address(session, session.deal)


def set_address(
    actor: Actor,
    deal: DealId,
    address: Address,
    *,
    no: MoveNo | None = None,
    kind: SentenceKind | None = None,
    once: str,
    services: Services,
) -> AddressShown:
    """Speaks to the other side with this form of address from now on; where a sentence of that kind about the move `no`
    brought the question up, it is said once more."""

    def change(session: DealSession) -> AddressShown:
        style = replace(session.deal.style, address=address, address_asked=True)
        styled = replace(session.deal, style=style, version=session.deal.version + 1)
        session.mark_processed(once)
        session.write_audit(Verb.SET, "style")
        session.work.deals.update(styled)
        return _describe_address(session, styled, no, kind)

    def again(session: DealSession) -> AddressShown:
        return _describe_address(session, session.deal, no, kind)

    return run_once_in_session(services, actor, deal, once, change, again, need=Need.SHARE)


def _describe_address(
    session: DealSession,
    deal: Deal,
    no: MoveNo | None = None,
    kind: SentenceKind | None = None,
) -> AddressShown:
    move = session.find_move(no) if no else None
    sentence = find_sentence(session, move, kind) if move is not None and kind else None
    return AddressShown(
        deal=deal,
        reply_day=session.working_days.choose_reply_day(),
        has_forms=has_addresses(session.by.locale),
        sentence=sentence,
        about=move,
    )
