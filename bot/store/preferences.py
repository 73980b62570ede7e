"""How people want to be nudged."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import ConsentAsk, LineSnooze, Preferences, Snooze
from bot.store import tables
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, equal_given, id_batches, id_places, upsert

PREFERENCES = RowCodec(Preferences, tables.preferences)
FIND_PREFERENCES = ReadStatement[Row](
    select(*PREFERENCES.columns)
    .where(equal_given(tables.preferences, "team"))
    .where(tables.preferences.c.person.in_(id_places()))
)
FIND_PREFERENCES_OF_ONE = ReadStatement[Row](
    select(*PREFERENCES.columns).where(equal_given(tables.preferences, "team", "person"))
)
PREFERENCES_ROWS = VersionedRows(tables.preferences)

SNOOZE = RowCodec(Snooze, tables.snoozes, renamed={"move": "no"})
LIST_SNOOZES = ReadStatement[Row](
    select(*SNOOZE.columns)
    .where(equal_given(tables.snoozes, "team"))
    .where(tables.snoozes.c.person.in_(id_places()))
)
SAVE_SNOOZE = upsert(tables.snoozes)

LINE_SNOOZE = RowCodec(LineSnooze, tables.line_snoozes)
LIST_LINE_SNOOZES = ReadStatement[Row](
    select(*LINE_SNOOZE.columns)
    .where(equal_given(tables.line_snoozes, "team"))
    .where(tables.line_snoozes.c.person.in_(id_places()))
)
SAVE_LINE_SNOOZE = upsert(tables.line_snoozes)

CONSENT_ASK = RowCodec(ConsentAsk, tables.consent_asks)
LIST_CONSENT_ASKS = ReadStatement[Row](
    select(*CONSENT_ASK.columns)
    .where(equal_given(tables.consent_asks, "team"))
    .where(tables.consent_asks.c.person.in_(id_places()))
    .order_by(tables.consent_asks.c.at, tables.consent_asks.c.deal)
)
SAVE_CONSENT_ASK = upsert(tables.consent_asks)


class SqlPreferences(Repository):
    """Implements `PreferenceRepository`."""

    __slots__ = ()

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Preferences]:
        found: dict[PersonId, Preferences] = {}
        if len(people) == 1:
            # As every give asks: without the places for a hundred.
            rows = self._session.read_all(FIND_PREFERENCES_OF_ONE, team=team, person=people[0])
            return {preferences.person: preferences for preferences in PREFERENCES.load_all(rows)}
        for batch in id_batches(people):
            rows = self._session.read_all(FIND_PREFERENCES, team=team, **batch)
            for preferences in PREFERENCES.load_all(rows):
                found[preferences.person] = preferences
        return found

    def save(self, preferences: Preferences) -> None:
        row = PREFERENCES.dump(preferences)
        PREFERENCES_ROWS.save_row(self._session, preferences.version, row)

    def list_snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Snooze]:
        found: list[Snooze] = []
        for batch in id_batches(people):
            rows = self._session.read_all(LIST_SNOOZES, team=team, **batch)
            found += SNOOZE.load_all(rows)
        return found

    def save_snooze(self, team: TeamId, snooze: Snooze) -> None:
        self._session.write(SAVE_SNOOZE, team=team, **SNOOZE.dump(snooze))

    def list_line_snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[LineSnooze]:
        found: list[LineSnooze] = []
        for batch in id_batches(people):
            rows = self._session.read_all(LIST_LINE_SNOOZES, team=team, **batch)
            found += LINE_SNOOZE.load_all(rows)
        return found

    def save_line_snooze(self, team: TeamId, snooze: LineSnooze) -> None:
        self._session.write(SAVE_LINE_SNOOZE, team=team, **LINE_SNOOZE.dump(snooze))

    def list_consent_asks(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[ConsentAsk]:
        found: list[ConsentAsk] = []
        for batch in id_batches(people):
            rows = self._session.read_all(LIST_CONSENT_ASKS, team=team, **batch)
            found += CONSENT_ASK.load_all(rows)
        return found

    def save_consent_ask(self, team: TeamId, ask: ConsentAsk) -> None:
        self._session.write(SAVE_CONSENT_ASK, team=team, **CONSENT_ASK.dump(ask))
