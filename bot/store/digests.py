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
from bot.store.statements import delete_oldest, given, id_batches, id_places, insert_new, upsert

DIGEST = RowCodec(Digest, tables.digests, packed="body")
ONE = ReadStatement[Row](
    select(*DIGEST.columns).where(
        tables.digests.c.team == given("team"), tables.digests.c.id == given("id")
    )
)
INSERT = insert_new(tables.digests)
DELETE_BEFORE = delete_oldest(tables.digests, tables.digests.c.day)
TALLIES = Body[Mapping[str, Tally]](Mapping[str, Tally])
MANY_TALLIES = ReadStatement[tuple[str, str]](
    select(tables.tallies.c.person, tables.tallies.c.body).where(
        tables.tallies.c.team == given("team"), tables.tallies.c.person.in_(id_places())
    )
)
SAVE_TALLIES = upsert(tables.tallies)


class SqlDigests(Repository):
    """Implements `DigestRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, digest: str) -> Digest | None:
        row = self._session.first(ONE, team=team, id=digest)
        return None if row is None else DIGEST.load(row)

    def insert(self, digest: Digest) -> None:
        self._session.defer(INSERT, **DIGEST.dump(digest))

    def delete_before(self, day: date, most: int) -> int:
        return self._session.change(DELETE_BEFORE, before=day.isoformat(), most=most)

    def load_tallies(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[str, Tally]]:
        found: dict[PersonId, Mapping[str, Tally]] = {}
        for batch in id_batches(people):
            for person, body in self._session.all(MANY_TALLIES, team=team, **batch):
                found[PersonId(person)] = TALLIES.load(body)
        return found

    def save_tallies(self, team: TeamId, person: PersonId, tallies: Mapping[str, Tally]) -> None:
        self._session.defer(SAVE_TALLIES, team=team, person=person, body=TALLIES.dump(tallies))
