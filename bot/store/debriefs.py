"""What people said when they looked back on their deals."""

from sqlalchemy import select

from bot.domain.debriefs import Debrief
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import debriefs

DEBRIEF = RowCodec(Debrief, debriefs, packed="body")
DEBRIEF_ROWS = VersionedRows(debriefs)
FIND_DEBRIEF = ReadStatement[Row](
    select(*DEBRIEF.columns).where(equal_given(debriefs, "team", "deal"))
)


class SqlDebriefs(Repository):
    """Implements `DebriefRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId) -> Debrief | None:
        rows = self._session.read_all(FIND_DEBRIEF, team=team, deal=deal)
        return DEBRIEF.load_first(rows)

    def save(self, team: TeamId, deal: DealId, debrief: Debrief) -> None:
        row = {"team": team, "deal": deal, **DEBRIEF.dump(debrief)}
        DEBRIEF_ROWS.save_row(self._session, debrief.version, row)
