"""The private plan, kept as JSON, sealed with the operator's key where one is set."""

from typing import Protocol

from pydantic import TypeAdapter
from sqlalchemy import delete, select

from bot.coach.ports import WrongKey
from bot.domain.ids import DealId, TeamId
from bot.domain.plans import Plan
from bot.store.sql import ReadStatement, Repository, Session, VersionedRows, WriteStatement, given
from bot.store.tables import plans

_PLAN = TypeAdapter(Plan)

MARK = "sealed:"
"""What a sealed text begins with; JSON never does."""


class Seal(Protocol):
    """Makes a text unreadable without the key, and readable again."""

    def close(self, text: str) -> str: ...
    def open(self, sealed: str) -> str:
        """Raises `WrongKey` where it was closed with a key that is not here."""


class Unsealed:
    """No seal: nobody set a key."""

    def close(self, text: str) -> str:
        return text

    def open(self, sealed: str) -> str:
        if sealed.startswith(MARK):
            raise WrongKey
        return sealed


UNSEALED = Unsealed()


_this = (plans.c.team == given("team")) & (plans.c.deal == given("deal"))
PLAN = ReadStatement[tuple[str]](select(plans.c.body).where(_this))
PLANS = VersionedRows(plans)
DELETE = WriteStatement[tuple[()]](delete(plans).where(_this))


class SqlPlans(Repository):
    """Implements `PlanRepository`."""

    __slots__ = ("_seal",)

    def __init__(self, session: Session, seal: Seal) -> None:
        super().__init__(session)
        self._seal = seal

    def find(self, team: TeamId, deal: DealId) -> Plan | None:
        row = self._session.first(PLAN, team=team, deal=deal)
        return None if row is None else _PLAN.validate_json(self._seal.open(row[0]))

    def save(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        body = self._seal.close(_PLAN.dump_json(plan).decode())
        PLANS.save(self._session, plan.version, team=team, deal=deal, body=body)

    def delete(self, team: TeamId, deal: DealId) -> None:
        self._session.change(DELETE, team=team, deal=deal)
