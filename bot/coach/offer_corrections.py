"""Offers that were typed wrong: the wrong one is undone and the right one stands in its place, so that no step of a
side follows from a slip of the keys."""

from dataclasses import replace

from bot.coach.actors import Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.offers import OfferCorrectionAsked, OfferUnfit
from bot.coach.context import DealSession, open_session, session_for_reading, session_for_writing
from bot.coach.held import keep_offer
from bot.coach.issues import find_unfit_values
from bot.coach.offer_changes import list_deal_offers
from bot.coach.refusals import Refused
from bot.coach.requests.offers import CorrectOffer, RecordOffer
from bot.coach.services import Services
from bot.coach.undo import find_last_own_entry, undo_in_session
from bot.domain.deals import Deal
from bot.domain.ids import OfferNo
from bot.domain.ledger import Verb
from bot.domain.offers import Offer, OfferState, list_valid_offers


def ask_to_correct_offer(
    request: CorrectOffer, *, services: Services
) -> OfferCorrectionAsked | OfferUnfit | None:
    """Asks whether the offer that the person typed last is to say this instead, unless the deal's issues do not take
    it. None where their last entry is no offer that still stands as it was put, or is too old to be undone."""
    entry = find_last_own_entry(request.by, request.deal, services=services)
    if entry is None or entry.verb is not Verb.OFFERED:
        return None
    numbers = {offer.no for offer in entry.offers_before}
    brought = [offer.no for offer in entry.offers if offer.no not in numbers]
    if len(brought) != 1:
        return None
    with session_for_reading(services, request.by, request.deal) as session:
        offer = _find_standing(session, brought[0])
    if offer is None or not _holds(offer, request):
        return None
    unfit = tuple(find_unfit_values(session.deal, (request.values,)))
    if unfit:
        return OfferUnfit(deal=session.deal, unfit=unfit, typed=request.typed)
    with session_for_writing(
        services, request.by, request.deal, Need.RECORD, request.typed
    ) as session:
        keep_offer(session, _build_right_offer(session.deal, offer, request))
    return OfferCorrectionAsked(
        deal=session.deal,
        offer=offer,
        values=request.values,
        seq=entry.seq,
        key=request.once,
        typed=request.typed,
    )


def _find_standing(session: DealSession, no: OfferNo) -> Offer | None:
    for offer in list_valid_offers(list_deal_offers(session)):
        if offer.no == no and offer.state is OfferState.OPEN and not offer.is_menu:
            return offer
    return None


def _holds(offer: Offer, request: CorrectOffer) -> bool:
    """Whether an offer says what the line puts right: its issues, and the old values where those are named."""
    if not set(request.values) <= set(offer.stated):
        return False
    return all(offer.values.get(issue) == value for issue, value in request.old.items())


def _build_right_offer(deal: Deal, offer: Offer, request: CorrectOffer) -> RecordOffer:
    """The offer as it should have been put. Issues that the wrong one opened are gone once it is undone, and are opened
    again in the units that they had."""
    stated = {issue: value for issue, value in offer.values.items() if issue in offer.stated}
    issues = [deal.find_issue(name) for name in stated]
    units = {issue.name: issue.unit for issue in issues if issue is not None and issue.unit}
    return RecordOffer(
        by=request.by,
        deal=request.deal,
        party=offer.by,
        values={**stated, **request.values},
        units={**units, **request.units},
        on=offer.on,
        until=request.until or offer.until,
        rhythm=offer.rhythm,
        condition=offer.condition,
        typed=request.typed,
        once=request.once,
    )


def undo_wrong_offer(session: DealSession, seq: int) -> DealSession:
    """Undoes the entry of an offer that was typed wrong; returns the deal opened anew, as it stands without it. Raises
    `Refused` where it is no offer of the same person, or where something builds on it by now."""
    entry = session.work.ledger.find_entry(session.by.team, session.deal.id, seq)
    if entry is None or entry.verb is not Verb.OFFERED:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    if entry.person != session.by.person:
        raise Refused(why=RefusalReason.NOT_YOURS, deal=session.deal)
    undo_in_session(replace(session, key=f"{session.key}:undone"), seq)
    return open_session(
        session.services, session.work, session.by, session.deal.id, Need.RECORD, key=session.key
    )
