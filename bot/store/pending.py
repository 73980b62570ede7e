"""Input that waits until its person answers a question."""

from datetime import datetime

from sqlalchemy import delete, insert

from bot.coach.records import PendingInput
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.store.sql import Repository, WriteStatement, given
from bot.store.tables import waiting
from bot.store.worths import moment, stamp

INSERT = WriteStatement[tuple[()]](insert(waiting))
TAKE = WriteStatement[tuple[str, str, str, str, str, str]](
    delete(waiting)
    .where(
        waiting.c.team == given("team"),
        waiting.c.id == given("id"),
        waiting.c.person == given("person"),
    )
    .returning(
        waiting.c.id,
        waiting.c.person,
        waiting.c.channel,
        waiting.c.command,
        waiting.c.text,
        waiting.c.at,
    )
)


DELETE_BEFORE = WriteStatement[tuple[()]](delete(waiting).where(waiting.c.at < given("before")))


class SqlPending(Repository):
    """Implements `PendingRepository`."""

    __slots__ = ()

    def insert(self, team: TeamId, line: PendingInput) -> None:
        values = {
            "id": line.id,
            "person": line.person,
            "channel": line.channel,
            "command": line.command,
        }
        self._session.change(INSERT, team=team, text=line.text, at=stamp(line.at), **values)

    def take(self, team: TeamId, line: str, person: PersonId) -> PendingInput | None:
        for id_, who, channel, command, text, at in self._session.changed(
            TAKE, team=team, id=line, person=person
        ):
            return PendingInput(
                id=id_,
                person=PersonId(who),
                channel=ChannelId(channel),
                command=command,
                text=text,
                at=moment(at),
            )
        return None

    def delete_before(self, before: datetime) -> int:
        return self._session.change(DELETE_BEFORE, before=stamp(before))
