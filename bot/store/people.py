"""What is known of people and channels."""

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import Channel, Person
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.store import rows
from bot.store.rows import CHANNEL, PERSON, ChannelRow, PersonRow
from bot.store.sql import ReadStatement, Session, WriteStatement, given
from bot.store.tables import channels, people
from bot.store.worths import stamp


def _keep(table: Table) -> WriteStatement[tuple[()]]:
    """Adds a row, or replaces the one with the same key."""
    new = insert_or(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    return WriteStatement(new.on_conflict_do_update(index_elements=key, set_=rest))


PERSON_KNOWN = ReadStatement[PersonRow](
    select(*PERSON).where(people.c.team == given("team"), people.c.id == given("id"))
)
CHANNEL_KNOWN = ReadStatement[ChannelRow](
    select(*CHANNEL).where(channels.c.team == given("team"), channels.c.id == given("id"))
)
KEEP_PERSON = _keep(people)
KEEP_CHANNEL = _keep(channels)


def person(session: Session, team: TeamId, person: PersonId) -> Person | None:
    row = session.first(PERSON_KNOWN, team=team, id=person)
    return None if row is None else rows.person(row)


def save_person(session: Session, person: Person) -> None:
    session.change(
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


def channel(session: Session, team: TeamId, channel: ChannelId) -> Channel | None:
    row = session.first(CHANNEL_KNOWN, team=team, id=channel)
    return None if row is None else rows.channel(row)


def save_channel(session: Session, channel: Channel) -> None:
    session.change(
        KEEP_CHANNEL,
        team=channel.team,
        id=channel.id,
        name=channel.name,
        private_to_us=channel.private_to_us,
        seen=stamp(channel.seen),
    )
