"""Offers as they stand, and the day on which an open one lapses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from bot.domain.ids import DealId, TeamId
from bot.domain.offers import Offer, OfferState
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, Value
from bot.store.statements import equal_given, id_batches, id_places, upsert
from bot.store.tables import offers

# One request may read the offers of a deal several times.
OFFER = RowCodec(Offer, offers, packed="body", cached=1024)
LIST_OFFERS = ReadStatement[Row](
    select(*OFFER.columns).where(equal_given(offers, "team", "deal")).order_by(offers.c.no)
)
LIST_ENDING_OFFERS = ReadStatement[tuple[str, *tuple[Value, ...]]](
    select(offers.c.deal, *OFFER.columns)
    .where(equal_given(offers, "team"))
    .where(offers.c.deal.in_(id_places()), offers.c.lapses.is_not(None))
    .order_by(offers.c.deal, offers.c.no)
)
SAVE_OFFER = upsert(offers)


class SqlOffers(Repository):
    """Implements `OfferRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        rows = self._session.read_all(LIST_OFFERS, team=team, deal=deal)
        return OFFER.load_all(rows)

    def list_ending(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Offer]]:
        found: dict[DealId, list[Offer]] = defaultdict(list)
        for batch in id_batches(deals):
            for deal, *offer in self._session.read_all(LIST_ENDING_OFFERS, team=team, **batch):
                found[DealId(deal)].append(OFFER.load(tuple(offer)))
        return found

    def save_all(self, team: TeamId, deal: DealId, changed: Iterable[Offer]) -> None:
        """Adds or replaces the offers of an entry."""
        for offer in changed:
            row = OFFER.dump(offer)
            lapses = _find_last_day(offer)
            self._session.write(
                SAVE_OFFER,
                team=team,
                deal=deal,
                lapses=lapses,
                **row,
            )


def _find_last_day(offer: Offer) -> str | None:
    """The last day of an open offer, so that the tick finds it by an index; else None."""
    if offer.until is None or offer.state is not OfferState.OPEN:
        return None
    return offer.until.isoformat()
