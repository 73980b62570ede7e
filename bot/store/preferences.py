"""How people want to be nudged."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences, Snooze
from bot.store import tables
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, given, id_batches, id_places, upsert

PREFERENCES = RowCodec(Preferences, tables.preferences)
MANY = ReadStatement[Row](
    select(*PREFERENCES.columns).where(
        tables.preferences.c.team == given("team"), tables.preferences.c.person.in_(id_places())
    )
)
VERSIONED = VersionedRows(tables.preferences)
SNOOZE = RowCodec(Snooze, tables.snoozes, renamed={"move": "no"})
SNOOZES = ReadStatement[Row](
    select(*SNOOZE.columns).where(
        tables.snoozes.c.team == given("team"), tables.snoozes.c.person.in_(id_places())
    )
)
SAVE_SNOOZE = upsert(tables.snoozes)


class SqlPreferences(Repository):
    """Implements `PreferenceRepository`."""

    __slots__ = ()

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Preferences]:
        found: dict[PersonId, Preferences] = {}
        for batch in id_batches(people):
            for row in self._session.all(MANY, team=team, **batch):
                preferences = PREFERENCES.load(row)
                found[preferences.person] = preferences
        return found

    def save(self, preferences: Preferences) -> None:
        VERSIONED.save(self._session, preferences.version, PREFERENCES.dump(preferences))

    def list_snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Snooze]:
        return [
            SNOOZE.load(row)
            for batch in id_batches(people)
            for row in self._session.all(SNOOZES, team=team, **batch)
        ]

    def save_snooze(self, team: TeamId, snooze: Snooze) -> None:
        self._session.change(SAVE_SNOOZE, team=team, **SNOOZE.dump(snooze))
