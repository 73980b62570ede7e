"""Private plans, sealed with the operator's key where one is set."""

from typing import Protocol

from sqlalchemy import delete, select

from bot.coach.ports import WrongKey
from bot.domain.ids import DealId, TeamId
from bot.domain.plans import Plan
from bot.store.codec import Body
from bot.store.session import ReadStatement, Repository, Session, Value, WriteStatement
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import plans

SEALED = "sealed:"
"""What a sealed text begins with; JSON never does."""


class Seal(Protocol):
    """Makes a text unreadable without the key, and readable again."""

    def seal_text(self, text: str) -> str:
        """The text sealed."""

    def open_text(self, sealed: str) -> str:
        """The text that was sealed. Raises `WrongKey` where that was done with a key that is not
        here."""


class NoSeal:
    """Nobody set a key: texts are stored as they are."""

    def seal_text(self, text: str) -> str:
        """The text itself."""
        return text

    def open_text(self, sealed: str) -> str:
        """The text itself. Raises `WrongKey` where there was a key once."""
        if sealed.startswith(SEALED):
            raise WrongKey
        return sealed


UNSEALED = NoSeal()

PLAN = Body[Plan](Plan)
VERSIONED_BODY = '{"v":'
_of_deal = equal_given(plans, "team", "deal")
FIND_PLAN = ReadStatement[tuple[str]](select(plans.c.body).where(_of_deal))
PLAN_ROWS = VersionedRows(plans)
DELETE_PLAN = WriteStatement[tuple[()]](delete(plans).where(_of_deal))


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
        body = self._seal.open_text(row[0])
        if not body.startswith(VERSIONED_BODY):
            # Sealed before bodies had a version. A migration has no key to open it with; it gets
            # its version when it is saved the next time.
            body = f'{VERSIONED_BODY}1,"body":{body}}}'
        return PLAN.load(body)

    def save(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        body = self._seal.seal_text(PLAN.dump(plan))
        row: dict[str, Value] = {
            "team": team,
            "deal": deal,
            "body": body,
            "version": plan.version,
        }
        PLAN_ROWS.save_row(self._session, plan.version, row)

    def delete(self, team: TeamId, deal: DealId) -> None:
        self._session.write(DELETE_PLAN, team=team, deal=deal)
