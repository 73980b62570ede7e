"""How people want to be nudged."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import VersionConflict
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.preferences import Preferences, Snooze
from bot.store.sql import ReadStatement, Repository, Value, WriteStatement, batches, given, places
from bot.store.tables import preferences, snoozes
from bot.store.worths import moment, stamp

Text = str | None

PreferencesRow = tuple[str, str, bool | None, Text, str, str, str, str, Text, Text, int]
PREFERENCES = ReadStatement[PreferencesRow](
    select(*preferences.c).where(
        preferences.c.team == given("team"), preferences.c.person.in_(places())
    )
)
ADD = WriteStatement[tuple[()]](insert_or(preferences).on_conflict_do_nothing())
_kept = insert_or(preferences)
REPLACE = WriteStatement[tuple[()]](
    _kept.on_conflict_do_update(
        index_elements=[preferences.c.team, preferences.c.person],
        set_={c.name: _kept.excluded[c.name] for c in preferences.c if not c.primary_key},
        where=preferences.c.version == _kept.excluded.version - 1,
    )
)


def _preferences(row: PreferencesRow) -> Preferences:
    team, person, digest, asked, hour, zone, country, quiet, away_from, away_until, version = row
    return Preferences(
        team=TeamId(team),
        person=PersonId(person),
        digest=None if digest is None else bool(digest),
        asked=None if asked is None else moment(asked),
        hour=time.fromisoformat(hour),
        zone=zone,
        country=country,
        quiet=frozenset(map(int, quiet)),
        away_from=_day(away_from),
        away_until=_day(away_until),
        version=version,
    )


def _day(text: Text) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _iso(day: date | None) -> Text:
    return None if day is None else day.isoformat()


SNOOZES = ReadStatement[tuple[str, str, int, str]](
    select(snoozes.c.person, snoozes.c.deal, snoozes.c.no, snoozes.c.until).where(
        snoozes.c.team == given("team"), snoozes.c.person.in_(places())
    )
)
_snoozed = insert_or(snoozes)
SNOOZE = WriteStatement[tuple[()]](
    _snoozed.on_conflict_do_update(
        index_elements=[snoozes.c.team, snoozes.c.person, snoozes.c.deal, snoozes.c.no],
        set_={"until": _snoozed.excluded.until},
    )
)


class SqlPreferences(Repository):
    """Implements `PreferenceRepository`."""

    __slots__ = ()

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Preferences]:
        found = (
            _preferences(row)
            for batch in batches(people)
            for row in self._session.all(PREFERENCES, team=team, **batch)
        )
        return {each.person: each for each in found}

    def save(self, kept: Preferences) -> None:
        values: dict[str, Value] = {
            "team": kept.team,
            "person": kept.person,
            "digest": kept.digest,
            "asked": None if kept.asked is None else stamp(kept.asked),
            "hour": kept.hour.isoformat("minutes"),
            "zone": kept.zone,
            "country": kept.country,
            "quiet": "".join(map(str, sorted(kept.quiet))),
            "away_from": _iso(kept.away_from),
            "away_until": _iso(kept.away_until),
            "version": kept.version,
        }
        if not self._session.change(ADD if kept.version == 1 else REPLACE, **values):
            raise VersionConflict

    def list_snoozes(self, team: TeamId, people: Sequence[PersonId]) -> list[Snooze]:
        return [
            Snooze(
                person=PersonId(person),
                deal=DealId(deal),
                move=MoveNo(no),
                until=date.fromisoformat(until),
            )
            for batch in batches(people)
            for person, deal, no, until in self._session.all(SNOOZES, team=team, **batch)
        ]

    def save_snooze(self, team: TeamId, kept: Snooze) -> None:
        self._session.change(
            SNOOZE,
            team=team,
            person=kept.person,
            deal=kept.deal,
            no=kept.move,
            until=kept.until.isoformat(),
        )
