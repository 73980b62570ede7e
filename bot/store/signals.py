"""Signals noted in meetings."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.coach.ports.errors import VersionConflict
from bot.coach.records import Note
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, insert_new
from bot.store.tables import signals

SIGNAL = RowCodec(Note, signals, renamed={"on": "day"})
_in_deal = equal_given(signals, "team", "deal")
LIST_SIGNALS = ReadStatement[Row](select(*SIGNAL.columns).where(_in_deal).order_by(signals.c.no))
INSERT_SIGNAL = insert_new(signals)
DELETE_SIGNALS = WriteStatement[tuple[()]](delete(signals).where(_in_deal))


class SqlSignals(Repository):
    """Implements `SignalRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Note]:
        rows = self._session.read_all(LIST_SIGNALS, team=team, deal=deal)
        return SIGNAL.load_all(rows)

    def insert(self, team: TeamId, deal: DealId, note: Note) -> None:
        row = SIGNAL.dump(note)
        inserted = self._session.write(INSERT_SIGNAL, team=team, deal=deal, **row)
        if not inserted:
            raise VersionConflict

    def delete_all(self, team: TeamId, deal: DealId) -> None:
        self._session.write(DELETE_SIGNALS, team=team, deal=deal)
