"""The size of a deal: what the whole is about, against which its gives are weighed."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers.sizes import SizeAsked, SizeChanged
from bot.coach.context import LedgerChange, record_in_deal, session_for_reading
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.worth import Figure


def change_size(
    actor: Actor,
    deal: DealId,
    size: Figure,
    *,
    rate: str = "",
    not_read: str = "",
    key: str,
    services: Services,
) -> SizeChanged:
    """Gives a deal another size; where it has that one already, nothing is written."""
    with record_in_deal(services, actor, deal, key, Need.SET) as session:
        before = session.deal.size
        after = size.in_unit(session.deal.unit)
        if after == before:
            return SizeChanged(deal=session.deal, before=before, seq=0)
        lifecycle = replace(session.deal.lifecycle, size=after)
        written = session.write(LedgerChange(verb=Verb.SET, moves=(), lifecycle=lifecycle))
        return SizeChanged(
            deal=written.session.deal,
            before=before,
            seq=written.entry.seq,
            rate=rate,
            not_read=not_read,
        )


def ask_size(
    actor: Actor, deal: DealId, sizes: tuple[Figure, ...], not_read: str, *, services: Services
) -> SizeAsked:
    """Which of several amounts is the deal's size."""
    with session_for_reading(services, actor, deal) as session:
        in_unit = tuple(size.in_unit(session.deal.unit) for size in sizes)
        return SizeAsked(deal=session.deal, sizes=in_unit, not_read=not_read)
