"""What Slack last said about people and channels."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.coach.records import Channel, Person
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.store import rows, tables
from bot.store.rows import CHANNEL, PERSON, ChannelRow, PersonRow
from bot.store.sql import (
    ReadStatement,
    Repository,
    batches,
    given,
    places,
    upsert,
)
from bot.store.worths import stamp

PERSON_KNOWN = ReadStatement[PersonRow](
    select(*PERSON).where(tables.people.c.team == given("team"), tables.people.c.id == given("id"))
)
CHANNEL_KNOWN = ReadStatement[ChannelRow](
    select(*CHANNEL).where(
        tables.channels.c.team == given("team"), tables.channels.c.id == given("id")
    )
)
KEEP_PERSON = upsert(tables.people)
KEEP_CHANNEL = upsert(tables.channels)


PEOPLE = ReadStatement[PersonRow](
    select(*PERSON).where(tables.people.c.team == given("team"), tables.people.c.id.in_(places()))
)


class SqlPeople(Repository):
    """Implements `PersonRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, person: PersonId) -> Person | None:
        row = self._session.first(PERSON_KNOWN, team=team, id=person)
        return None if row is None else rows.person(row)

    def save(self, person: Person) -> None:
        self._session.change(
            KEEP_PERSON,
            team=person.team,
            id=person.id,
            name=person.name,
            member=person.member,
            admin=person.admin,
            zone=person.zone,
            locale=person.locale,
            seen=stamp(person.seen),
        )

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        found = (
            rows.person(row)
            for batch in batches(people)
            for row in self._session.all(PEOPLE, team=team, **batch)
        )
        return {each.id: each for each in found}


class SqlChannels(Repository):
    """Implements `ChannelRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, channel: ChannelId) -> Channel | None:
        row = self._session.first(CHANNEL_KNOWN, team=team, id=channel)
        return None if row is None else rows.channel(row)

    def save(self, channel: Channel) -> None:
        self._session.change(
            KEEP_CHANNEL,
            team=channel.team,
            id=channel.id,
            name=channel.name,
            private_to_us=channel.private_to_us,
            seen=stamp(channel.seen),
        )
