"""An offer of ours that would give something while the deal is on hold: it waits until the person who
put it says whether it goes on the table all the same."""

from bot.coach.context import DealSession
from bot.coach.records import PendingOffer
from bot.coach.requests.offers import RecordOffer


def keep_held(session: DealSession, request: RecordOffer) -> None:
    """Keeps the offer under its own key; the same request, sent again, waits once."""
    pending = PendingOffer(
        id=_pending_id(session, request.once),
        person=session.by.person,
        at=session.services.clock.now(),
        party=request.party,
        values=request.values,
        alternatives=request.alternatives,
        on=request.on,
        until=request.until,
        rhythm=request.rhythm,
        condition=request.condition,
        units=request.units,
        typed=request.typed,
    )
    session.work.pending.save(session.by.team, pending)


def take_held(session: DealSession, key: str) -> PendingOffer | None:
    """The offer that the person was asked about in this deal, which then waits no more. Whoever does
    not put it on the table after all keeps it again."""
    return session.work.pending.take(
        session.by.team, _pending_id(session, key), session.by.person, PendingOffer
    )


def offer_held(session: DealSession, pending: PendingOffer, once: str) -> RecordOffer:
    """The order that waited, now that the person was asked."""
    return RecordOffer(
        by=session.by,
        deal=session.deal.id,
        party=pending.party,
        values=pending.values,
        alternatives=pending.alternatives,
        on=pending.on,
        until=pending.until,
        rhythm=pending.rhythm,
        condition=pending.condition,
        units=pending.units,
        typed=pending.typed,
        anyway=True,
        confirmed=True,
        once=once,
    )


def _pending_id(session: DealSession, key: str) -> str:
    return f"held offer {session.deal.id} {session.by.person}:{key}"
