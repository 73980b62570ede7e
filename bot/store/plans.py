"""The private plan, kept as JSON, sealed with the operator's key where one is set."""

from typing import Protocol

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import VersionConflict, WrongKey
from bot.domain.ids import DealId, TeamId
from bot.domain.plans import Plan
from bot.store.sql import ReadStatement, Session, WriteStatement, given
from bot.store.tables import plans

_PLAN = TypeAdapter(Plan)

MARK = "sealed:"
"""What a sealed text begins with; JSON never does."""


class Seal(Protocol):
    """Makes a text unreadable without the key, and readable again."""

    def close(self, text: str) -> str: ...
    def open(self, sealed: str) -> str:
        """Raises `WrongKey` where it was closed with a key that is not here."""


class Plain:
    """No seal: nobody set a key."""

    def close(self, text: str) -> str:
        return text

    def open(self, sealed: str) -> str:
        if sealed.startswith(MARK):
            raise WrongKey
        return sealed


UNSEALED = Plain()


_this = (plans.c.team == given("team")) & (plans.c.deal == given("deal"))
PLAN = ReadStatement[tuple[str]](select(plans.c.body).where(_this))
FIRST = WriteStatement[tuple[()]](insert_or(plans).on_conflict_do_nothing())
SAVE = WriteStatement[tuple[()]](
    update(plans)
    .where(
        plans.c.team == given("the_team"),
        plans.c.deal == given("the_deal"),
        plans.c.version == given("before"),
    )
    .values(body=given("new_body"), version=given("new_version"))
)
DROP = WriteStatement[tuple[()]](delete(plans).where(_this))


def plan(session: Session, seal: Seal, team: TeamId, deal: DealId) -> Plan | None:
    row = session.first(PLAN, team=team, deal=deal)
    return None if row is None else _PLAN.validate_json(seal.open(row[0]))


def save(session: Session, seal: Seal, team: TeamId, deal: DealId, kept: Plan) -> None:
    body = seal.close(_PLAN.dump_json(kept).decode())
    if kept.version == 1:
        saved = session.change(FIRST, team=team, deal=deal, body=body, version=1)
    else:
        saved = session.change(
            SAVE,
            the_team=team,
            the_deal=deal,
            before=kept.version - 1,
            new_body=body,
            new_version=kept.version,
        )
    if not saved:
        raise VersionConflict


def drop(session: Session, team: TeamId, deal: DealId) -> None:
    session.change(DROP, team=team, deal=deal)
