"""Who has which role in which deal."""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, delete, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.deals import DealOutcome, Role
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.store.session import ReadStatement, Repository, WriteStatement
from bot.store.statements import equal_given, given, id_batches, id_places, insert_new
from bot.store.tables import deal_channels, deals, followers, leads, people, roles

FIND_ROLE = ReadStatement[tuple[str]](
    select(roles.c.role).where(equal_given(roles, "team", "deal", "person"))
)
LIST_ROLES = ReadStatement[tuple[str, str]](
    select(roles.c.person, roles.c.role)
    .where(equal_given(roles, "team", "deal"))
    .order_by(roles.c.place, roles.c.person)
)

_next_place = (
    select(func.coalesce(func.max(roles.c.place), 0) + 1)
    .where(equal_given(roles, "team", "deal", prefix="new_"))
    .scalar_subquery()
)
_new_role = insert(roles).values(
    team=given("new_team"),
    deal=given("new_deal"),
    person=given("new_person"),
    role=given("new_role"),
    from_channel=given("new_from_channel", roles.c.from_channel.type),
    place=_next_place,
)
SAVE_ROLE = WriteStatement[tuple[()]](
    _new_role.on_conflict_do_update(
        index_elements=[roles.c.team, roles.c.deal, roles.c.person],
        # Whoever changes role keeps their place.
        set_={"role": _new_role.excluded.role, "from_channel": _new_role.excluded.from_channel},
    )
)
DELETE_ROLE = WriteStatement[tuple[()]](
    delete(roles).where(equal_given(roles, "team", "deal", "person"))
)
LIST_FROM_CHANNEL = ReadStatement[tuple[str]](
    select(roles.c.deal)
    .join_from(
        roles,
        deal_channels,
        and_(deal_channels.c.team == roles.c.team, deal_channels.c.deal == roles.c.deal),
    )
    .where(equal_given(roles, "team", "person"), roles.c.from_channel)
    .where(equal_given(deal_channels, "channel"))
    .order_by(roles.c.deal)
)
LIST_OWNED = ReadStatement[tuple[str]](
    select(roles.c.deal)
    .where(equal_given(roles, "team", "person"), roles.c.role == Role.OWNER.value)
    .order_by(roles.c.deal)
)
_active_owner = exists().where(
    roles.c.team == deals.c.team,
    roles.c.deal == deals.c.id,
    roles.c.role == Role.OWNER.value,
    people.c.team == roles.c.team,
    people.c.id == roles.c.person,
    people.c.member,
)
LIST_ORPHANED = ReadStatement[tuple[str]](
    select(deals.c.id)
    .where(equal_given(deals, "team"), ~_active_owner)
    .where(or_(deals.c.closed_at.is_(None), deals.c.outcome == DealOutcome.WON.value))
    .order_by(deals.c.opened_at, deals.c.id)
)
LIST_FOLLOWERS = ReadStatement[tuple[str]](
    select(followers.c.person)
    .where(equal_given(followers, "team", "deal"))
    .order_by(followers.c.person)
)
LIST_FOLLOWS = ReadStatement[tuple[str, str]](
    select(followers.c.person, followers.c.deal)
    .where(equal_given(followers, "team"))
    .where(followers.c.person.in_(id_places()))
)
INSERT_FOLLOWER = insert_new(followers)
DELETE_FOLLOWER = WriteStatement[tuple[()]](
    delete(followers).where(equal_given(followers, "team", "deal", "person"))
)
LIST_LEADS = ReadStatement[tuple[str]](
    select(leads.c.person).where(equal_given(leads, "team", "deal")).order_by(leads.c.person)
)
LIST_LED_DEALS = ReadStatement[tuple[str]](
    select(leads.c.deal).where(equal_given(leads, "team", "person")).order_by(leads.c.deal)
)
INSERT_LEAD = insert_new(leads)
DELETE_LEAD = WriteStatement[tuple[()]](
    delete(leads).where(equal_given(leads, "team", "deal", "person"))
)


class SqlRoles(Repository):
    """Implements `RoleRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
        row = self._session.read_first(FIND_ROLE, team=team, deal=deal, person=person)
        return None if row is None else Role(row[0])

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
        rows = self._session.read_all(LIST_ROLES, team=team, deal=deal)
        return [(PersonId(person), Role(role)) for person, role in rows]

    def save(
        self,
        team: TeamId,
        deal: DealId,
        person: PersonId,
        role: Role,
        *,
        from_channel: bool = False,
    ) -> None:
        self._session.write(
            SAVE_ROLE,
            new_team=team,
            new_deal=deal,
            new_person=person,
            new_role=role.value,
            new_from_channel=from_channel,
        )

    def remove(self, team: TeamId, deal: DealId, person: PersonId) -> None:
        self._session.write(DELETE_ROLE, team=team, deal=deal, person=person)
        self._session.write(DELETE_FOLLOWER, team=team, deal=deal, person=person)

    def list_from_channel(
        self, team: TeamId, channel: ChannelId, person: PersonId
    ) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_FROM_CHANNEL, team=team, channel=channel, person=person)
        return [DealId(deal) for (deal,) in rows]

    def list_owned(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_OWNED, team=team, person=person)
        return [DealId(deal) for (deal,) in rows]

    def list_orphaned(self, team: TeamId) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_ORPHANED, team=team)
        return [DealId(deal) for (deal,) in rows]

    def list_followers(self, team: TeamId, deal: DealId) -> Sequence[PersonId]:
        rows = self._session.read_all(LIST_FOLLOWERS, team=team, deal=deal)
        return [PersonId(person) for (person,) in rows]

    def list_follows(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, frozenset[DealId]]:
        found: dict[PersonId, frozenset[DealId]] = {}
        for batch in id_batches(people):
            for person, deal in self._session.read_all(LIST_FOLLOWS, team=team, **batch):
                known = found.get(PersonId(person), frozenset())
                found[PersonId(person)] = known | {DealId(deal)}
        return found

    def set_follower(self, team: TeamId, deal: DealId, person: PersonId, *, on: bool) -> None:
        statement = INSERT_FOLLOWER if on else DELETE_FOLLOWER
        self._session.write(statement, team=team, deal=deal, person=person)

    def list_leads(self, team: TeamId, deal: DealId) -> Sequence[PersonId]:
        rows = self._session.read_all(LIST_LEADS, team=team, deal=deal)
        return [PersonId(person) for (person,) in rows]

    def list_led_deals(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_LED_DEALS, team=team, person=person)
        return [DealId(deal) for (deal,) in rows]

    def set_lead(self, team: TeamId, deal: DealId, person: PersonId, *, on: bool) -> None:
        statement = INSERT_LEAD if on else DELETE_LEAD
        self._session.write(statement, team=team, deal=deal, person=person)
