"""What people of a workspace added to the libraries."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.domain.ids import TeamId
from bot.domain.own_tradeables import OwnTradeable
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import own_tradeables

TRADEABLE = RowCodec(OwnTradeable, own_tradeables)
LIST_TRADEABLES = ReadStatement[Row](
    select(*TRADEABLE.columns)
    .where(equal_given(own_tradeables, "team"))
    .order_by(own_tradeables.c.id)
)
TRADEABLE_ROWS = VersionedRows(own_tradeables)


class SqlTradeables(Repository):
    """Implements `TradeableRepository`."""

    __slots__ = ()

    def list_of_team(self, team: TeamId) -> Sequence[OwnTradeable]:
        return TRADEABLE.load_all(self._session.read_all(LIST_TRADEABLES, team=team))

    def save(self, tradeable: OwnTradeable) -> None:
        TRADEABLE_ROWS.save_row(self._session, tradeable.version, TRADEABLE.dump(tradeable))
