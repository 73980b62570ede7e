"""What digests said, and what came of each rule's nudges."""

from datetime import date

from sqlalchemy import select

from bot.domain.digests import Digest
from bot.domain.ids import TeamId
from bot.store import tables
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import (
    delete_oldest,
    equal_given,
    insert_new,
)

DIGEST = RowCodec(Digest, tables.digests, packed="body")
FIND_DIGEST = ReadStatement[Row](
    select(*DIGEST.columns).where(equal_given(tables.digests, "team", "id"))
)
INSERT_DIGEST = insert_new(tables.digests)
DELETE_DIGESTS = delete_oldest(tables.digests, tables.digests.c.day)


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
