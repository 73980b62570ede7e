"""What digests said, and what came of each rule's nudges."""

from collections.abc import Mapping, Sequence
from datetime import date

import orjson
from sqlalchemy import select

from bot.domain.digests import About, Digest, Printed
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.quieting import Nudge, Tally
from bot.store.sql import (
    ReadStatement,
    Repository,
    batches,
    delete_oldest,
    given,
    insert_new,
    places,
    upsert,
)
from bot.store.tables import digests, tallies

DIGEST = ReadStatement[tuple[str]](
    select(digests.c.body).where(digests.c.team == given("team"), digests.c.id == given("id"))
)
INSERT = insert_new(digests)
DELETE_BEFORE = delete_oldest(digests, digests.c.day)
TALLIES = ReadStatement[tuple[str, str]](
    select(tallies.c.person, tallies.c.body).where(
        tallies.c.team == given("team"), tallies.c.person.in_(places())
    )
)
SAVE_TALLIES = upsert(tallies)


def _tally(results: str, open_: list[tuple[str, dict[str, int]]], told: str | None) -> Tally:
    return Tally(
        results=tuple(result == "1" for result in results),
        open=tuple(
            Nudge(day=date.fromisoformat(day), deals={DealId(deal): n for deal, n in named.items()})
            for day, named in open_
        ),
        told=None if told is None else date.fromisoformat(told),
    )


class SqlDigests(Repository):
    """Implements `DigestRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, digest: str) -> Digest | None:
        row = self._session.first(DIGEST, team=team, id=digest)
        if row is None:
            return None
        day, since, lines, more, quieter = orjson.loads(row[0])
        return Digest(
            team=team,
            id=digest,
            day=date.fromisoformat(day),
            since=date.fromisoformat(since),
            lines=tuple(
                Printed(about=About(about), deal=DealId(deal), no=MoveNo(no), version=version)
                for about, deal, no, version in lines
            ),
            more=more,
            quieter=tuple(map(About, quieter)),
        )

    def insert(self, digest: Digest) -> None:
        lines = [(line.about, line.deal, line.no, line.version) for line in digest.lines]
        body = orjson.dumps((digest.day, digest.since, lines, digest.more, digest.quieter)).decode()
        self._session.later(
            INSERT, team=digest.team, id=digest.id, day=digest.day.isoformat(), body=body
        )

    def delete_before(self, day: date, most: int) -> int:
        return self._session.change(DELETE_BEFORE, before=day.isoformat(), most=most)

    def load_tallies(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[str, Tally]]:
        return {
            PersonId(person): {rule: _tally(*kept) for rule, kept in orjson.loads(body).items()}
            for batch in batches(people)
            for person, body in self._session.all(TALLIES, team=team, **batch)
        }

    def save_tallies(self, team: TeamId, person: PersonId, tallies: Mapping[str, Tally]) -> None:
        body = {
            rule: (
                "".join("1" if result else "0" for result in tally.results),
                [(nudge.day, dict(nudge.deals)) for nudge in tally.open],
                tally.told,
            )
            for rule, tally in tallies.items()
        }
        self._session.later(
            SAVE_TALLIES, team=team, person=person, body=orjson.dumps(body).decode()
        )
