"""How far the close of each deal has come."""

from sqlalchemy import select

from bot.domain.closing import Closing
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import closings

CLOSING = RowCodec(Closing, closings, packed="body")
CLOSING_ROWS = VersionedRows(closings)
FIND_CLOSING = ReadStatement[Row](
    select(*CLOSING.columns).where(equal_given(closings, "team", "deal"))
)


class SqlClosings(Repository):
    """Implements `ClosingRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId) -> Closing | None:
        rows = self._session.read_all(FIND_CLOSING, team=team, deal=deal)
        return CLOSING.load_first(rows)

    def save(self, team: TeamId, deal: DealId, closing: Closing) -> None:
        begun = closing.begun_on
        row = {
            "team": team,
            "deal": deal,
            "begun_day": begun.isoformat() if begun is not None else None,
            **CLOSING.dump(closing),
        }
        CLOSING_ROWS.save_row(self._session, closing.version, row)
