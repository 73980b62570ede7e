"""Offers as they stand."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from bot.domain.ids import DealId, TeamId
from bot.domain.offers import Offer
from bot.store.lapsing import stands_until
from bot.store.packages import offer_of, offer_text
from bot.store.sql import ReadStatement, Repository, given, upsert
from bot.store.tables import offers

IN_DEAL = ReadStatement[tuple[str]](
    select(offers.c.body)
    .where(offers.c.team == given("team"), offers.c.deal == given("deal"))
    .order_by(offers.c.no)
)
SAVE = upsert(offers)


class SqlOffers(Repository):
    """Implements `OfferRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        return [offer_of(body) for (body,) in self._session.all(IN_DEAL, team=team, deal=deal)]

    def save_all(self, team: TeamId, deal: DealId, changed: Iterable[Offer]) -> None:
        """Adds or replaces the offers of an entry."""
        for offer in changed:
            until = stands_until(offer)
            self._session.change(
                SAVE,
                team=team,
                deal=deal,
                no=offer.no,
                body=offer_text(offer),
                lapses=until.isoformat() if until else None,
            )
