"""Private plans, sealed with the operator's key where one is set."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, func, select

from bot.coach.ports.errors import WrongKey
from bot.coach.records import FormerPlan
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.plans import Plan
from bot.store.codec import Body, RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row, Session, Value, WriteStatement
from bot.store.statements import VersionedRows, equal_given, given, insert_new, upsert
from bot.store.tables import former_plans, plans

SEALED = "sealed2:"
"""What a sealed text begins with; JSON never does."""
EARLIER_SEALED = "sealed:"
"""What one begins with that was sealed before texts were bound to their places."""


def place_of(team: TeamId | str, deal: DealId | str) -> str:
    """The place that the plan of a deal is bound to, whoever owned it."""
    return f"plan/{team}/{deal}"


class Seal(Protocol):
    """Makes a text unreadable without the key, and readable again."""

    def seal_text(self, text: str, *, place: str) -> str:
        """The text sealed, bound to its place."""

    def open_text(self, sealed: str, *, place: str) -> str:
        """The text that was sealed there. Raises `WrongKey` where that was done with a key that is not
        here."""


class NoSeal:
    """Nobody set a key: texts are stored as they are."""

    def seal_text(self, text: str, *, place: str) -> str:  # noqa: ARG002 - nothing is bound here
        """The text itself."""
        return text

    def open_text(self, sealed: str, *, place: str) -> str:  # noqa: ARG002 - nothing is bound here
        """The text itself. Raises `WrongKey` where there was a key once."""
        if sealed.startswith((SEALED, EARLIER_SEALED)):
            raise WrongKey
        return sealed


UNSEALED = NoSeal()

PLAN = Body[Plan](Plan)
VERSIONED_BODY = '{"v":'
_of_deal = equal_given(plans, "team", "deal")
FIND_PLAN = ReadStatement[tuple[str]](select(plans.c.body).where(_of_deal))
PLAN_ROWS = VersionedRows(plans)
DELETE_PLAN = WriteStatement[tuple[()]](delete(plans).where(_of_deal))

FIND_SEALED = ReadStatement[tuple[str, int]](select(plans.c.body, plans.c.version).where(_of_deal))
INSERT_SEALED = insert_new(plans)
_of_former = equal_given(former_plans, "team", "deal", "person")
FORMER_PLAN = RowCodec(FormerPlan, former_plans)
SAVE_FORMER = upsert(former_plans)
FIND_FORMER = ReadStatement[tuple[str, int]](
    select(former_plans.c.body, former_plans.c.version).where(_of_former)
)
LIST_FORMER = ReadStatement[Row](
    select(*FORMER_PLAN.columns)
    .where(equal_given(former_plans, "team", "deal"))
    .order_by(former_plans.c.at, former_plans.c.person)
)
LIST_ALL_FORMER = ReadStatement[Row](
    select(*FORMER_PLAN.columns)
    .where(former_plans.c.at < given("before"))
    .order_by(former_plans.c.at)
    .limit(given("most", func.count().type))
)
DELETE_FORMER = WriteStatement[tuple[()]](delete(former_plans).where(_of_former))


class SqlPlans(Repository):
    """Implements `PlanRepository`."""

    __slots__ = ("_seal",)

    def __init__(self, session: Session, seal: Seal) -> None:
        super().__init__(session)
        self._seal = seal

    def find(self, team: TeamId, deal: DealId) -> Plan | None:
        row = self._session.read_first(FIND_PLAN, team=team, deal=deal)
        if row is None:
            return None
        body = self._seal.open_text(row[0], place=place_of(team, deal))
        if not body.startswith(VERSIONED_BODY):
            # Sealed before bodies had a version. A migration has no key to open it with; it gets
            # its version when it is saved the next time.
            body = f'{VERSIONED_BODY}1,"body":{body}}}'
        return PLAN.load(body)

    def save(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        body = self._seal.seal_text(PLAN.dump(plan), place=place_of(team, deal))
        row: dict[str, Value] = {
            "team": team,
            "deal": deal,
            "body": body,
            "version": plan.version,
        }
        PLAN_ROWS.save_row(self._session, plan.version, row)

    def delete(self, team: TeamId, deal: DealId) -> None:
        self._session.write(DELETE_PLAN, team=team, deal=deal)

    def withdraw(self, team: TeamId, deal: DealId, person: PersonId, at: datetime) -> bool:
        row = self._session.read_first(FIND_SEALED, team=team, deal=deal)
        if row is None:
            return False
        body, version = row
        # As it is: whoever puts it away needs no key for it, and it may be one that nobody has.
        self._session.write(
            SAVE_FORMER,
            team=team,
            deal=deal,
            person=person,
            body=body,
            version=version,
            at=format_moment(at),
        )
        self.delete(team, deal)
        return True

    def list_former(self, team: TeamId, deal: DealId) -> Sequence[FormerPlan]:
        rows = self._session.read_all(LIST_FORMER, team=team, deal=deal)
        return FORMER_PLAN.load_all(rows)

    def pass_on(self, team: TeamId, deal: DealId, person: PersonId) -> bool:
        row = self._session.read_first(FIND_FORMER, team=team, deal=deal, person=person)
        if row is None:
            return False
        body, version = row
        written = self._session.write(
            INSERT_SEALED, team=team, deal=deal, body=body, version=version
        )
        if written:
            self.delete_former(team, deal, person)
        return bool(written)

    def delete_former(self, team: TeamId, deal: DealId, person: PersonId) -> None:
        self._session.write(DELETE_FORMER, team=team, deal=deal, person=person)

    def list_all_former(self, before: datetime, most: int) -> Sequence[FormerPlan]:
        rows = self._session.read_all(LIST_ALL_FORMER, before=format_moment(before), most=most)
        return FORMER_PLAN.load_all(rows)
