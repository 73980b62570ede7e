"""Which rows of imported spreadsheets became which moves."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.domain.ids import DealId, MoveNo, TeamId
from bot.store.session import ReadStatement, Repository
from bot.store.statements import given, upsert
from bot.store.tables import imported_moves

IN_DEAL = ReadStatement[tuple[str, int]](
    select(imported_moves.c.external, imported_moves.c.no).where(
        imported_moves.c.team == given("team"), imported_moves.c.deal == given("deal")
    )
)
SAVE = upsert(imported_moves)


class SqlImports(Repository):
    """Implements `ImportRepository`."""

    __slots__ = ()

    def find_moves(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        rows = self._session.all(IN_DEAL, team=team, deal=deal)
        return {external: MoveNo(no) for external, no in rows}

    def save_moves(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        for external, no in moves.items():
            self._session.change(SAVE, team=team, deal=deal, external=external, no=no)
