"""How people want to be nudged, what they were nudged to, and what waits in the deals of many people at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time

import orjson
from sqlalchemy import select, text, union_all
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import Participation, Person, VersionConflict
from bot.domain.deals import Role
from bot.domain.digests import About, Digest, Printed
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.moves import Move
from bot.domain.preferences import Preferences, Snooze
from bot.domain.quieting import Nudge, Tally
from bot.store import rows
from bot.store.bodies import totals
from bot.store.rows import DEAL, MOVE, PERSON, DealRow, MoveRow, PersonRow
from bot.store.sql import ReadStatement, Session, Value, WriteStatement, batches, given, places
from bot.store.tables import deals, digests, moves, people, preferences, roles, snoozes, tallies
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


def preferences_of(
    session: Session, team: TeamId, who: Sequence[PersonId]
) -> Mapping[PersonId, Preferences]:
    found = (
        _preferences(row)
        for batch in batches(who)
        for row in session.all(PREFERENCES, team=team, **batch)
    )
    return {each.person: each for each in found}


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


def save_preferences(session: Session, kept: Preferences) -> None:
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
    if not session.change(ADD if kept.version == 1 else REPLACE, **values):
        raise VersionConflict


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


def snoozes_of(session: Session, team: TeamId, who: Sequence[PersonId]) -> list[Snooze]:
    return [
        Snooze(
            person=PersonId(person),
            deal=DealId(deal),
            move=MoveNo(no),
            until=date.fromisoformat(until),
        )
        for batch in batches(who)
        for person, deal, no, until in session.all(SNOOZES, team=team, **batch)
    ]


def snooze(session: Session, team: TeamId, kept: Snooze) -> None:
    session.change(
        SNOOZE,
        team=team,
        person=kept.person,
        deal=kept.deal,
        no=kept.move,
        until=kept.until.isoformat(),
    )


PEOPLE = ReadStatement[PersonRow](
    select(*PERSON).where(people.c.team == given("team"), people.c.id.in_(places()))
)


def people_of(session: Session, team: TeamId, who: Sequence[PersonId]) -> Mapping[PersonId, Person]:
    found = (
        rows.person(row)
        for batch in batches(who)
        for row in session.all(PEOPLE, team=team, **batch)
    )
    return {each.id: each for each in found}


ConcernRow = tuple[*DealRow, str, str, int, str]
CONCERNS = ReadStatement[ConcernRow](
    select(*DEAL, roles.c.person, roles.c.role, deals.c.entries, deals.c.standing)
    .join(roles)
    .where(roles.c.team == given("team"), roles.c.person.in_(places()), deals.c.closed_at.is_(None))
    .order_by(roles.c.person, deals.c.opened_at, deals.c.id)
)


def concerns(session: Session, team: TeamId, who: Sequence[PersonId]) -> list[Participation]:
    return [
        Participation(
            person=PersonId(row[-4]),
            role=rows.ROLES[row[-3]],
            deal=rows.deal(row[:-4]),
            entries=row[-2],
            totals=totals(row[-1]),
        )
        for batch in batches(who)
        for row in session.all(CONCERNS, team=team, **batch)
        if row[-3] != Role.NOBODY
    ]


WaitingRow = tuple[str, *MoveRow]
_here = (moves.c.team == given("team")) & moves.c.deal.in_(places())
WAITING = ReadStatement[WaitingRow](
    union_all(
        select(moves.c.deal, *MOVE).where(_here, moves.c.open),
        select(moves.c.deal, *MOVE).where(
            _here, text("state IN ('conditional', 'draft', 'goodwill')"), moves.c.open.is_(False)
        ),
    )
)


def waiting(
    session: Session, team: TeamId, of: Sequence[DealId]
) -> Mapping[DealId, Sequence[Move]]:
    found: dict[DealId, list[Move]] = defaultdict(list)
    for batch in batches(of):
        for row in session.all(WAITING, team=team, **batch):
            found[DealId(row[0])].append(rows.read_move(row[1:]))
    return found


DIGEST = ReadStatement[tuple[str]](
    select(digests.c.body).where(digests.c.team == given("team"), digests.c.id == given("id"))
)
_told = insert_or(digests)
KEEP_DIGEST = WriteStatement[tuple[()]](_told.on_conflict_do_nothing())


def digest(session: Session, team: TeamId, id_: str) -> Digest | None:
    row = session.first(DIGEST, team=team, id=id_)
    if row is None:
        return None
    day, since, lines, more, quieter = orjson.loads(row[0])
    return Digest(
        team=team,
        id=id_,
        day=date.fromisoformat(day),
        since=date.fromisoformat(since),
        lines=tuple(
            Printed(about=About(about), deal=DealId(deal), no=MoveNo(no), version=version)
            for about, deal, no, version in lines
        ),
        more=more,
        quieter=tuple(map(About, quieter)),
    )


def keep_digest(session: Session, kept: Digest) -> None:
    lines = [(line.about, line.deal, line.no, line.version) for line in kept.lines]
    body = orjson.dumps((kept.day, kept.since, lines, kept.more, kept.quieter)).decode()
    session.later(KEEP_DIGEST, team=kept.team, id=kept.id, day=kept.day.isoformat(), body=body)


TALLIES = ReadStatement[tuple[str, str]](
    select(tallies.c.person, tallies.c.body).where(
        tallies.c.team == given("team"), tallies.c.person.in_(places())
    )
)
_counted = insert_or(tallies)
KEEP_TALLIES = WriteStatement[tuple[()]](
    _counted.on_conflict_do_update(
        index_elements=[tallies.c.team, tallies.c.person], set_={"body": _counted.excluded.body}
    )
)


def tallies_of(
    session: Session, team: TeamId, who: Sequence[PersonId]
) -> Mapping[PersonId, Mapping[str, Tally]]:
    return {
        PersonId(person): {rule: _tally(*kept) for rule, kept in orjson.loads(body).items()}
        for batch in batches(who)
        for person, body in session.all(TALLIES, team=team, **batch)
    }


def _tally(results: str, open_: list[tuple[str, dict[str, int]]], told: Text) -> Tally:
    return Tally(
        results=tuple(result == "1" for result in results),
        open=tuple(
            Nudge(day=date.fromisoformat(day), deals={DealId(deal): n for deal, n in named.items()})
            for day, named in open_
        ),
        told=_day(told),
    )


def keep_tallies(
    session: Session, team: TeamId, person: PersonId, kept: Mapping[str, Tally]
) -> None:
    body = {
        rule: (
            "".join("1" if result else "0" for result in tally.results),
            [(nudge.day, dict(nudge.deals)) for nudge in tally.open],
            tally.told,
        )
        for rule, tally in kept.items()
    }
    session.later(KEEP_TALLIES, team=team, person=person, body=orjson.dumps(body).decode())
