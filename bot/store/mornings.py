"""What each reader was told in the messages of their mornings."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from bot.coach.records import UrgentCheck
from bot.domain.ids import PersonId, TeamId
from bot.domain.mornings import MorningMemory
from bot.store import tables
from bot.store.codec import Body, RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, given, id_batches, id_places, upsert

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

CHECK = RowCodec(UrgentCheck, tables.urgent_checks)
SAVE_CHECK = upsert(tables.urgent_checks)
LIST_DUE_CHECKS = ReadStatement[Row](
    select(*CHECK.columns)
    .where(tables.urgent_checks.c.wake <= given("now"))
    .order_by(tables.urgent_checks.c.wake, tables.urgent_checks.c.team, tables.urgent_checks.c.deal)
    .limit(given("most", func.count().type))
)
# Of two workers that take the same check the second one finds it gone once the first has committed.
TAKE_CHECK = WriteStatement[tuple[()]](
    delete(tables.urgent_checks).where(
        equal_given(tables.urgent_checks, "team", "deal", "at", "wake")
    )
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

    def save_check(self, check: UrgentCheck) -> None:
        self._session.defer_write(SAVE_CHECK, **CHECK.dump(check))

    def list_due_checks(self, now: datetime, most: int) -> Sequence[UrgentCheck]:
        rows = self._session.read_all(LIST_DUE_CHECKS, now=format_moment(now), most=most)
        return CHECK.load_all(rows)

    def take_check(self, check: UrgentCheck) -> bool:
        row = CHECK.dump(check)
        key = {name: row[name] for name in ("team", "deal", "at", "wake")}
        return self._session.write(TAKE_CHECK, **key) > 0
