"""Who has which role in which deal."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.deals import Role
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.session import ReadStatement, Repository, WriteStatement
from bot.store.statements import equal_given, given, insert_new
from bot.store.tables import leads, roles

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
    place=_next_place,
)
SAVE_ROLE = WriteStatement[tuple[()]](
    _new_role.on_conflict_do_update(
        index_elements=[roles.c.team, roles.c.deal, roles.c.person],
        # Whoever changes role keeps their place.
        set_={"role": _new_role.excluded.role},
    )
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
    ) -> None:
        self._session.write(
            SAVE_ROLE,
            new_team=team,
            new_deal=deal,
            new_person=person,
            new_role=role.value,
        )

    def list_leads(self, team: TeamId, deal: DealId) -> Sequence[PersonId]:
        rows = self._session.read_all(LIST_LEADS, team=team, deal=deal)
        return [PersonId(person) for (person,) in rows]

    def list_led_deals(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        rows = self._session.read_all(LIST_LED_DEALS, team=team, person=person)
        return [DealId(deal) for (deal,) in rows]

    def set_lead(self, team: TeamId, deal: DealId, person: PersonId, *, on: bool) -> None:
        statement = INSERT_LEAD if on else DELETE_LEAD
        self._session.write(statement, team=team, deal=deal, person=person)
