"""Which rows of imported spreadsheets became which moves."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.domain.ids import DealId, MoveNo, TeamId
from bot.store.session import ReadStatement, Repository
from bot.store.statements import equal_given, upsert
from bot.store.tables import imported_moves

LIST_MOVES = ReadStatement[tuple[str, int]](
    select(imported_moves.c.external, imported_moves.c.no).where(
        equal_given(imported_moves, "team", "deal")
    )
)
SAVE_MOVE = upsert(imported_moves)


class SqlImports(Repository):
    """Implements `ImportRepository`."""

    __slots__ = ()

    def find_moves(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        rows = self._session.read_all(LIST_MOVES, team=team, deal=deal)
        return {external: MoveNo(no) for external, no in rows}

    def save_moves(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        for external, no in moves.items():
            self._session.write(
                SAVE_MOVE,
                team=team,
                deal=deal,
                external=external,
                no=no,
            )
