"""Signals noted in meetings."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select

from bot.coach.ports import VersionConflict
from bot.coach.records import Note
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.sql import ReadStatement, Repository, WriteStatement, given, insert_new
from bot.store.tables import notes
from bot.store.worths import moment, stamp

NoteRow = tuple[int, str, str, str, str, str]
_notes = (notes.c.team == given("team")) & (notes.c.deal == given("deal"))
NOTES = ReadStatement[NoteRow](
    select(notes.c.no, notes.c.what, notes.c.about, notes.c.person, notes.c.day, notes.c.at)
    .where(_notes)
    .order_by(notes.c.no)
)
INSERT = insert_new(notes)
DELETE_ALL = WriteStatement[tuple[()]](delete(notes).where(_notes))


class SqlSignals(Repository):
    """Implements `SignalRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Note]:
        return [
            Note(
                no=no,
                what=what,
                about=about,
                person=PersonId(person),
                on=date.fromisoformat(day),
                at=moment(at),
            )
            for no, what, about, person, day, at in self._session.all(NOTES, team=team, deal=deal)
        ]

    def insert(self, team: TeamId, deal: DealId, note: Note) -> None:
        added = self._session.change(
            INSERT,
            team=team,
            deal=deal,
            no=note.no,
            what=note.what,
            about=note.about,
            person=note.person,
            day=note.on.isoformat(),
            at=stamp(note.at),
        )
        if not added:
            raise VersionConflict

    def delete_all(self, team: TeamId, deal: DealId) -> None:
        self._session.change(DELETE_ALL, team=team, deal=deal)
