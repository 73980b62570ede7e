"""An offer that waits for an answer of the person who typed it: whose it is, whether a word in it is a new issue, or
whether it goes on the table although the deal is on hold."""

from bot.coach.context import DealSession
from bot.coach.records import PendingOffer
from bot.coach.requests.offers import RecordOffer
from bot.domain.ids import PartyId


def keep_offer(session: DealSession, request: RecordOffer) -> None:
    """Keeps the offer under its own key; the same request, sent again, waits once."""
    pending = PendingOffer(
        id=_pending_id(session, request.once),
        person=session.by.person,
        at=session.services.clock.now(),
        party=request.party or PartyId(""),
        values=request.values,
        alternatives=request.alternatives,
        on=request.on,
        until=request.until,
        rhythm=request.rhythm,
        condition=request.condition,
        units=request.units,
        typed=request.typed,
        guesses=request.guesses,
        not_read=request.not_read,
    )
    session.work.pending.save(session.by.team, pending)


def take_offer(session: DealSession, key: str) -> PendingOffer | None:
    """The offer that the person was asked about in this deal, which then waits no more. Whoever does not put it on the
    table after all keeps it again."""
    return session.work.pending.take(
        session.by.team, _pending_id(session, key), session.by.person, PendingOffer
    )


def offer_kept(session: DealSession, pending: PendingOffer, once: str) -> RecordOffer:
    """The order that waited, with the key of the request that goes on with it."""
    return RecordOffer(
        by=session.by,
        deal=session.deal.id,
        party=pending.party or None,
        values=pending.values,
        alternatives=pending.alternatives,
        on=pending.on,
        until=pending.until,
        rhythm=pending.rhythm,
        condition=pending.condition,
        units=pending.units,
        typed=pending.typed,
        guesses=pending.guesses,
        not_read=pending.not_read,
        once=once,
    )


def _pending_id(session: DealSession, key: str) -> str:
    return f"held offer {session.deal.id} {session.by.person}:{key}"
