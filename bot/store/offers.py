"""Offers as they stand, and the day on which an open one lapses."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from bot.domain.ids import DealId, TeamId
from bot.domain.offers import Offer, OfferState
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import given, upsert
from bot.store.tables import offers

OFFER = RowCodec(Offer, offers, packed="body")
IN_DEAL = ReadStatement[Row](
    select(*OFFER.columns)
    .where(offers.c.team == given("team"), offers.c.deal == given("deal"))
    .order_by(offers.c.no)
)
SAVE = upsert(offers)


class SqlOffers(Repository):
    """Implements `OfferRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        return [OFFER.load(row) for row in self._session.all(IN_DEAL, team=team, deal=deal)]

    def save_all(self, team: TeamId, deal: DealId, changed: Iterable[Offer]) -> None:
        """Adds or replaces the offers of an entry."""
        for offer in changed:
            self._session.change(
                SAVE, team=team, deal=deal, lapses=_last_day(offer), **OFFER.dump(offer)
            )


def _last_day(offer: Offer) -> str | None:
    """The last day of an open offer, so that the tick finds it by an index; else None."""
    if offer.until is None or offer.state is not OfferState.OPEN:
        return None
    return offer.until.isoformat()
