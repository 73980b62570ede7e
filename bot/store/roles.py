"""Who has which role in which deal."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.records import Participation
from bot.domain.deals import Role
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store import rows
from bot.store.bodies import totals
from bot.store.rows import DEAL, DealRow
from bot.store.sql import ReadStatement, Repository, WriteStatement, batches, given, places
from bot.store.tables import deals, roles

_role_of = (roles.c.team == given("team")) & (roles.c.deal == given("deal"))
_next_place = (
    select(func.coalesce(func.max(roles.c.place), 0) + 1)
    .where(roles.c.team == given("the_team"), roles.c.deal == given("the_deal"))
    .scalar_subquery()
)
_given = insert_or(roles).values(
    team=given("the_team"),
    deal=given("the_deal"),
    person=given("who"),
    role=given("now"),
    place=_next_place,
)
SAVE = WriteStatement[tuple[()]](
    _given.on_conflict_do_update(
        index_elements=[roles.c.team, roles.c.deal, roles.c.person],
        set_={"role": _given.excluded.role},
    )
)
ROLES = ReadStatement[tuple[str, str]](
    select(roles.c.person, roles.c.role).where(_role_of).order_by(roles.c.place, roles.c.person)
)
ROLE = ReadStatement[tuple[str]](
    select(roles.c.role).where(_role_of, roles.c.person == given("person"))
)
ConcernRow = tuple[*DealRow, str, str, int, str]
CONCERNS = ReadStatement[ConcernRow](
    select(*DEAL, roles.c.person, roles.c.role, deals.c.entries, deals.c.standing)
    .join(roles)
    .where(roles.c.team == given("team"), roles.c.person.in_(places()), deals.c.closed_at.is_(None))
    .order_by(roles.c.person, deals.c.opened_at, deals.c.id)
)


class SqlRoles(Repository):
    """Implements `RoleRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
        row = self._session.first(ROLE, team=team, deal=deal, person=person)
        return None if row is None else rows.role(row[0])

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
        return [
            (PersonId(person), Role(role))
            for person, role in self._session.all(ROLES, team=team, deal=deal)
        ]

    def save(self, team: TeamId, deal: DealId, person: PersonId, role: Role) -> None:
        self._session.change(SAVE, the_team=team, the_deal=deal, who=person, now=role.value)

    def list_participations(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Sequence[Participation]:
        return [
            Participation(
                person=PersonId(row[-4]),
                role=rows.ROLES[row[-3]],
                deal=rows.deal(row[:-4]),
                entries=row[-2],
                totals=totals(row[-1]),
            )
            for batch in batches(people)
            for row in self._session.all(CONCERNS, team=team, **batch)
            if row[-3] != Role.NOBODY
        ]
