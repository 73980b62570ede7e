"""Which rows of imported spreadsheets became which moves, and what their columns were said to be."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.domain.ids import DealId, MoveNo, TeamId
from bot.store.codec import Body
from bot.store.session import ReadStatement, Repository
from bot.store.statements import equal_given, upsert
from bot.store.tables import import_columns, imported_moves

LIST_MOVES = ReadStatement[tuple[str, int]](
    select(imported_moves.c.external, imported_moves.c.no).where(
        equal_given(imported_moves, "team", "deal")
    )
)
SAVE_MOVE = upsert(imported_moves)
COLUMNS = Body[Mapping[str, str]](Mapping[str, str])
FIND_COLUMNS = ReadStatement[tuple[str]](
    select(import_columns.c.columns).where(equal_given(import_columns, "team", "shape"))
)
SAVE_COLUMNS = upsert(import_columns)


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

    def find_columns(self, team: TeamId, shape: str) -> Mapping[str, str]:
        rows = self._session.read_all(FIND_COLUMNS, team=team, shape=shape)
        return COLUMNS.load(rows[0][0]) if rows else {}

    def save_columns(self, team: TeamId, shape: str, columns: Mapping[str, str]) -> None:
        self._session.write(SAVE_COLUMNS, team=team, shape=shape, columns=COLUMNS.dump(columns))
