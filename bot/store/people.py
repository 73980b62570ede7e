"""What Slack last said about people and channels."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.coach.records import Channel, Person
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.store import tables
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import equal_given, id_batches, id_places, upsert

PERSON = RowCodec(Person, tables.people)
FIND_PERSON = ReadStatement[Row](
    select(*PERSON.columns).where(equal_given(tables.people, "team", "id"))
)
FIND_PEOPLE = ReadStatement[Row](
    select(*PERSON.columns)
    .where(equal_given(tables.people, "team"))
    .where(tables.people.c.id.in_(id_places()))
)
LIST_TEAMS = ReadStatement[tuple[str]](
    select(tables.people.c.team).distinct().order_by(tables.people.c.team)
)
SAVE_PERSON = upsert(tables.people)

CHANNEL = RowCodec(Channel, tables.channels)
FIND_CHANNEL = ReadStatement[Row](
    select(*CHANNEL.columns).where(equal_given(tables.channels, "team", "id"))
)
SAVE_CHANNEL = upsert(tables.channels)


class SqlPeople(Repository):
    """Implements `PersonRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, person: PersonId) -> Person | None:
        rows = self._session.read_all(FIND_PERSON, team=team, id=person)
        return PERSON.load_first(rows)

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        found: dict[PersonId, Person] = {}
        for batch in id_batches(people):
            rows = self._session.read_all(FIND_PEOPLE, team=team, **batch)
            for person in PERSON.load_all(rows):
                found[person.id] = person
        return found

    def list_teams(self) -> Sequence[TeamId]:
        return [TeamId(team) for (team,) in self._session.read_all(LIST_TEAMS)]

    def save(self, person: Person) -> None:
        self._session.write(SAVE_PERSON, **PERSON.dump(person))


class SqlChannels(Repository):
    """Implements `ChannelRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, channel: ChannelId) -> Channel | None:
        rows = self._session.read_all(FIND_CHANNEL, team=team, id=channel)
        return CHANNEL.load_first(rows)

    def save(self, channel: Channel) -> None:
        self._session.write(SAVE_CHANNEL, **CHANNEL.dump(channel))
