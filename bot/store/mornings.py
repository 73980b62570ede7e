"""What each reader was told in the messages of their mornings."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select

from bot.domain.ids import PersonId, TeamId
from bot.domain.mornings import MorningMemory
from bot.store import tables
from bot.store.codec import Body
from bot.store.session import ReadStatement, Repository, WriteStatement
from bot.store.statements import equal_given, id_batches, id_places, upsert

MEMORY = Body[MorningMemory](MorningMemory)
FIND_MEMORIES = ReadStatement[tuple[str, str]](
    select(tables.told_lines.c.reader, tables.told_lines.c.body)
    .where(equal_given(tables.told_lines, "team"))
    .where(tables.told_lines.c.reader.in_(id_places()))
)
SAVE_MEMORY = upsert(tables.told_lines)
DELETE_MEMORY = WriteStatement[tuple[()]](
    delete(tables.told_lines).where(equal_given(tables.told_lines, "team", "reader"))
)


class SqlMornings(Repository):
    """Implements `MorningRepository`."""

    __slots__ = ()

    def load_memories(
        self, team: TeamId, readers: Sequence[PersonId]
    ) -> Mapping[PersonId, MorningMemory]:
        found: dict[PersonId, MorningMemory] = {}
        for batch in id_batches(readers):
            rows = self._session.read_all(FIND_MEMORIES, team=team, **batch)
            for reader, body in rows:
                found[PersonId(reader)] = MEMORY.load(body)
        return found

    def save_memory(self, team: TeamId, reader: PersonId, memory: MorningMemory) -> None:
        body = MEMORY.dump(memory)
        self._session.defer_write(SAVE_MEMORY, team=team, reader=reader, body=body)

    def delete_memory(self, team: TeamId, reader: PersonId) -> None:
        self._session.write(DELETE_MEMORY, team=team, reader=reader)
