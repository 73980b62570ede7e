"""Which rows of imported spreadsheets became which moves."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.domain.ids import DealId, MoveNo, TeamId
from bot.store.sql import ReadStatement, Repository, given, upsert
from bot.store.tables import imported

IN_DEAL = ReadStatement[tuple[str, int]](
    select(imported.c.external, imported.c.no).where(
        imported.c.team == given("team"), imported.c.deal == given("deal")
    )
)
SAVE = upsert(imported)


class SqlImports(Repository):
    """Implements `ImportRepository`."""

    __slots__ = ()

    def find_moves(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        found = self._session.all(IN_DEAL, team=team, deal=deal)
        return {external: MoveNo(no) for external, no in found}

    def save_moves(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        for external, no in moves.items():
            self._session.change(SAVE, team=team, deal=deal, external=external, no=no)
