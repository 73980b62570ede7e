"""What Slack last said about people and channels."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.coach.records import Channel, Person
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.store import tables
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import given, id_batches, id_places, upsert

PERSON = RowCodec(Person, tables.people)
CHANNEL = RowCodec(Channel, tables.channels)
ONE_PERSON = ReadStatement[Row](
    select(*PERSON.columns).where(
        tables.people.c.team == given("team"), tables.people.c.id == given("id")
    )
)
MANY_PEOPLE = ReadStatement[Row](
    select(*PERSON.columns).where(
        tables.people.c.team == given("team"), tables.people.c.id.in_(id_places())
    )
)
ONE_CHANNEL = ReadStatement[Row](
    select(*CHANNEL.columns).where(
        tables.channels.c.team == given("team"), tables.channels.c.id == given("id")
    )
)
SAVE_PERSON = upsert(tables.people)
SAVE_CHANNEL = upsert(tables.channels)


class SqlPeople(Repository):
    """Implements `PersonRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, person: PersonId) -> Person | None:
        row = self._session.first(ONE_PERSON, team=team, id=person)
        return None if row is None else PERSON.load(row)

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        found: dict[PersonId, Person] = {}
        for batch in id_batches(people):
            for row in self._session.all(MANY_PEOPLE, team=team, **batch):
                person = PERSON.load(row)
                found[person.id] = person
        return found

    def save(self, person: Person) -> None:
        self._session.change(SAVE_PERSON, **PERSON.dump(person))


class SqlChannels(Repository):
    """Implements `ChannelRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, channel: ChannelId) -> Channel | None:
        row = self._session.first(ONE_CHANNEL, team=team, id=channel)
        return None if row is None else CHANNEL.load(row)

    def save(self, channel: Channel) -> None:
        self._session.change(SAVE_CHANNEL, **CHANNEL.dump(channel))
