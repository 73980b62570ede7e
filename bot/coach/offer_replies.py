"""How offers were answered: accepted or declined, by whom, which of several packages, and what follows from it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.agreements import mark_agreed
from bot.coach.answers import MoveShown, RefusalReason
from bot.coach.answers.mesos import MesoShown
from bot.coach.answers.offers import AcceptHeld, OfferAnswered, WhichPackage
from bot.coach.answers.plans import AcceptChecked
from bot.coach.cautions import find_offer_caution
from bot.coach.context import DealSession
from bot.coach.offer_asks import grant_asks_in_offer
from bot.coach.offer_changes import change_of, describe_table, is_open, list_deal_offers, with_state
from bot.coach.plans import check_before_accepting
from bot.coach.recording import run_once_in_deal
from bot.coach.refusals import Refused
from bot.coach.requests.offers import AnswerOffer
from bot.coach.services import Services
from bot.domain.consequences import derive_moves_from_acceptance, derive_moves_from_refusal
from bot.domain.deals import Deal
from bot.domain.ids import US
from bot.domain.ledger import Verb
from bot.domain.meso import compare_bundles
from bot.domain.moves import Kind, State
from bot.domain.offers import Offer, OfferReply, OfferState, list_bundles, list_valid_offers
from bot.domain.working_ledger import Consequences

AnswerOutcome = OfferAnswered | AcceptChecked | AcceptHeld | MesoShown | WhichPackage


def answer_offer(request: AnswerOffer, *, services: Services) -> AnswerOutcome | MoveShown:
    """Records that an offer was accepted or declined. Accepted by everybody else at the table, what it holds stands and
    every other open offer lapses; a second yes, of those who made it, is kept beside it. Before our own yes the plan is
    asked, where the person may see it, and on hold whether to give what it gives all the same; before any to equal
    bundles, which one was picked."""

    return run_once_in_deal(services, request, lambda session: _answer(session, request))


def _answer(session: DealSession, request: AnswerOffer) -> AnswerOutcome:
    if request.party not in (US, *(party.id for party in session.deal.parties)):
        raise Refused(why=RefusalReason.NO_PARTY, deal=session.deal)
    offers = list_valid_offers(list_deal_offers(session))
    meant = _require_meant(offers, request, session)
    offer = _with_its_pick(session, request, meant)
    if not isinstance(offer, Offer):
        return offer
    doubt = (
        _before_our_yes(session, request, offer, offers)
        if request.accepted and request.party == US
        else None
    )
    if doubt is not None:
        return doubt
    replies = (*offer.replies, _reply(request, session, offers))
    if offer.by == request.party:
        return _answered(session, request, replace(offer, replies=replies), offers, Consequences())
    if not request.accepted:
        found = derive_moves_from_refusal(offer, describe_table(session, offers))
        return _answered(
            session,
            request,
            replace(offer, replies=replies, state=OfferState.DECLINED),
            offers,
            found,
        )
    if not _all_said_yes(session.deal, offer, replies):
        return _answered(session, request, replace(offer, replies=replies), offers, Consequences())
    picked = offer.with_pick_first
    found = _accepted(session, request, offer, offers)
    return _answered(
        session, request, replace(picked, replies=replies, state=OfferState.ACCEPTED), offers, found
    )


def _with_its_pick(
    session: DealSession, request: AnswerOffer, offer: Offer
) -> Offer | MesoShown | WhichPackage:
    """Equal bundles that are accepted, with the one that was picked; where nobody knows which, the question. A no to
    one of several leaves the others on the table, so that which one they would take is asked too."""
    if not offer.is_menu or offer.by == request.party:
        return offer
    if request.bundle is not None and request.accepted:
        if not 0 <= request.bundle <= len(offer.alternatives):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return replace(offer, leaned=request.bundle)
    is_no_to_all = not request.accepted and request.bundle is None
    if is_no_to_all or (request.accepted and offer.leaned is not None):
        return offer
    rows = compare_bundles(session.deal.issues, list_bundles(offer), {})
    if not offer.ours:
        return WhichPackage(deal=session.deal, offer=offer, by=request.party, rows=rows)
    return offer if request.checked else MesoShown(deal=session.deal, offer=offer, rows=rows)


def _accepted(
    session: DealSession, request: AnswerOffer, offer: Offer, offers: Sequence[Offer]
) -> Consequences:
    """What follows from the last yes, with all that were said before it."""
    picked = offer.with_pick_first
    scene = describe_table(session, [picked if o.no == picked.no else o for o in offers])
    yes = dict.fromkeys([*(reply.by for reply in offer.replies if reply.accepted), request.party])
    return derive_moves_from_acceptance(
        picked, [by for by in yes if by != offer.by], scene, another=picked.values != offer.values
    )


def _before_our_yes(
    session: DealSession, request: AnswerOffer, offer: Offer, offers: Sequence[Offer]
) -> AcceptChecked | AcceptHeld | None:
    """What to ask before our yes counts: what the plan holds against it; on hold, whether to give all the same."""
    doubt = None if request.checked else check_before_accepting(session, offer)
    if (
        doubt is not None
        or offer.ours
        or request.anyway
        or not session.deal.is_on_hold(session.by.today)
    ):
        return doubt
    found = _accepted(session, request, offer, offers)
    gives = tuple(
        m for m in (*found.after, *found.new) if m.kind is Kind.GIVE and m.state is State.FIRM
    )
    return AcceptHeld(deal=session.deal, offer=offer, gives=gives) if gives else None


def _reply(request: AnswerOffer, session: DealSession, offers: Sequence[Offer]) -> OfferReply:
    return OfferReply(
        by=request.party, accepted=request.accepted, on=session.by.today, after=offers[-1].no
    )


def _all_said_yes(deal: Deal, offer: Offer, replies: Sequence[OfferReply]) -> bool:
    yes = {reply.by for reply in replies if reply.accepted}
    return all(party in yes for party in (US, *(p.id for p in deal.parties)) if party != offer.by)


def _require_meant(offers: Sequence[Offer], request: AnswerOffer, session: DealSession) -> Offer:
    """The offer that is answered: by its number, else the other side's latest open one; a second yes where they have
    agreed already."""
    others = [offer for offer in offers if offer.by != request.party]
    if request.no is not None:
        offer = next((each for each in others if each.no == request.no), None)
    else:
        offer = _find_unanswered(offers, request, session)
    if offer is None:
        was_answered = any(_replied(each, request) for each in offers)
        why = RefusalReason.SETTLED if others or was_answered else RefusalReason.NO_OFFER
        raise Refused(why=why, deal=session.deal)
    if request.version is not None and request.version != offer.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    if request.no is not None and not is_open(offer, session):
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
    return offer


def _find_unanswered(
    offers: Sequence[Offer], request: AnswerOffer, session: DealSession
) -> Offer | None:
    """The other side's latest open offer that the party did not answer so; else, for a yes, the latest that was
    accepted already."""
    for offer in reversed(offers):
        is_theirs = offer.by != request.party
        if is_theirs and is_open(offer, session) and not _replied(offer, request):
            return offer
    if not request.accepted:
        return None
    return next((offer for offer in reversed(offers) if _may_confirm(offer, request)), None)


def _replied(offer: Offer, request: AnswerOffer) -> bool:
    return any(r.by == request.party and r.accepted == request.accepted for r in offer.replies)


def _may_confirm(offer: Offer, request: AnswerOffer) -> bool:
    return offer.state is OfferState.ACCEPTED and not _replied(offer, request)


def _answered(
    session: DealSession,
    request: AnswerOffer,
    after: Offer,
    offers: Sequence[Offer],
    found: Consequences,
) -> OfferAnswered:
    before = next(o for o in offers if o.no == after.no)
    after = replace(after, version=before.version + 1)
    settled = after.state is OfferState.ACCEPTED is not before.state
    others = [o for o in offers if settled and o.no != after.no and o.state is OfferState.OPEN]
    verb = Verb.ACCEPTED if request.accepted else Verb.TURNED_DOWN
    lapsing = [with_state(o, OfferState.LAPSED) for o in others]
    change = change_of(verb, found, after=(after, *lapsing), before=(before, *others))
    if settled:
        change = grant_asks_in_offer(session, change, after)
        change = mark_agreed(session, change, offer=after.no)
    known = {move.no for move in change.before}
    written = session.write(change)
    return OfferAnswered(
        deal=written.session.deal,
        offer=after,
        by=request.party,
        accepted=request.accepted,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        firm=tuple(m for m in change.moves if m.no in known and m.state is State.FIRM),
        lapsed=tuple(
            m for m in found.after if m.state in (State.LAPSED, State.WITHDRAWN, State.DECLINED)
        ),
        derived=tuple(m for m in change.moves if m.no not in known and m.kind is not Kind.ASK),
        granted=tuple(m for m in change.moves if m.state in (State.GRANTED, State.PARTLY)),
        caution=find_offer_caution(written.session, after),
    )
