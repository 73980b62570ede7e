"""Who has which role in which deal."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.deals import Role
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.session import ReadStatement, Repository, WriteStatement
from bot.store.statements import given
from bot.store.tables import roles

_in_deal = (roles.c.team == given("team")) & (roles.c.deal == given("deal"))
IN_DEAL = ReadStatement[tuple[str, str]](
    select(roles.c.person, roles.c.role).where(_in_deal).order_by(roles.c.place, roles.c.person)
)
ONE = ReadStatement[tuple[str]](
    select(roles.c.role).where(_in_deal, roles.c.person == given("person"))
)

_next_place = (
    select(func.coalesce(func.max(roles.c.place), 0) + 1)
    .where(roles.c.team == given("the_team"), roles.c.deal == given("the_deal"))
    .scalar_subquery()
)
_new = insert(roles).values(
    team=given("the_team"),
    deal=given("the_deal"),
    person=given("the_person"),
    role=given("new_role"),
    place=_next_place,
)
SAVE = WriteStatement[tuple[()]](
    _new.on_conflict_do_update(
        index_elements=[roles.c.team, roles.c.deal, roles.c.person],
        set_={"role": _new.excluded.role},  # whoever changes role keeps their place
    )
)


class SqlRoles(Repository):
    """Implements `RoleRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
        row = self._session.first(ONE, team=team, deal=deal, person=person)
        return None if row is None else Role(row[0])

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
        rows = self._session.all(IN_DEAL, team=team, deal=deal)
        return [(PersonId(person), Role(role)) for person, role in rows]

    def save(self, team: TeamId, deal: DealId, person: PersonId, role: Role) -> None:
        self._session.change(
            SAVE, the_team=team, the_deal=deal, the_person=person, new_role=role.value
        )
