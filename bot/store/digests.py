"""What digests said, and what came of each rule's nudges."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from bot.domain.digests import Digest
from bot.domain.ids import PersonId, TeamId
from bot.domain.quieting import Tally
from bot.store import tables
from bot.store.codec import Body, RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import (
    delete_oldest,
    equal_given,
    id_batches,
    id_places,
    insert_new,
    upsert,
)

DIGEST = RowCodec(Digest, tables.digests, packed="body")
FIND_DIGEST = ReadStatement[Row](
    select(*DIGEST.columns).where(equal_given(tables.digests, "team", "id"))
)
INSERT_DIGEST = insert_new(tables.digests)
DELETE_DIGESTS = delete_oldest(tables.digests, tables.digests.c.day)

TALLIES = Body[Mapping[str, Tally]](Mapping[str, Tally])
FIND_TALLIES = ReadStatement[tuple[str, str]](
    select(tables.tallies.c.person, tables.tallies.c.body)
    .where(equal_given(tables.tallies, "team"))
    .where(tables.tallies.c.person.in_(id_places()))
)
SAVE_TALLIES = upsert(tables.tallies)


class SqlDigests(Repository):
    """Implements `DigestRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, digest: str) -> Digest | None:
        rows = self._session.read_all(FIND_DIGEST, team=team, id=digest)
        return DIGEST.load_first(rows)

    def insert(self, digest: Digest) -> None:
        self._session.defer_write(INSERT_DIGEST, **DIGEST.dump(digest))

    def delete_before(self, day: date, most: int) -> int:
        return self._session.write(DELETE_DIGESTS, before=day.isoformat(), most=most)

    def load_tallies(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[str, Tally]]:
        found: dict[PersonId, Mapping[str, Tally]] = {}
        for batch in id_batches(people):
            rows = self._session.read_all(FIND_TALLIES, team=team, **batch)
            for person, body in rows:
                found[PersonId(person)] = TALLIES.load(body)
        return found

    def save_tallies(self, team: TeamId, person: PersonId, tallies: Mapping[str, Tally]) -> None:
        body = TALLIES.dump(tallies)
        self._session.defer_write(SAVE_TALLIES, team=team, person=person, body=body)
