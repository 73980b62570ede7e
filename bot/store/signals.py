"""Signals noted in meetings."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.coach.ports import VersionConflict
from bot.coach.records import Note
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import given, insert_new
from bot.store.tables import signals

SIGNAL = RowCodec(Note, signals, renamed={"on": "day"})
_in_deal = (signals.c.team == given("team")) & (signals.c.deal == given("deal"))
IN_DEAL = ReadStatement[Row](select(*SIGNAL.columns).where(_in_deal).order_by(signals.c.no))
INSERT = insert_new(signals)
DELETE_ALL = WriteStatement[tuple[()]](delete(signals).where(_in_deal))


class SqlSignals(Repository):
    """Implements `SignalRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Note]:
        return [SIGNAL.load(row) for row in self._session.all(IN_DEAL, team=team, deal=deal)]

    def insert(self, team: TeamId, deal: DealId, note: Note) -> None:
        if not self._session.change(INSERT, team=team, deal=deal, **SIGNAL.dump(note)):
            raise VersionConflict

    def delete_all(self, team: TeamId, deal: DealId) -> None:
        self._session.change(DELETE_ALL, team=team, deal=deal)
