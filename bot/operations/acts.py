"""What an operator does by the command line stands in the audits of the workspaces that it is about."""

from bot.clock.system_clock import SystemClock
from bot.coach.audit_trail import note_act
from bot.domain.audit import OPERATOR, AuditAct
from bot.domain.deals import Deal
from bot.main import build_services
from bot.store.engine import Database
from bot.store.schema import load_schema_state
from bot.store.store import SqlStore


def note_command(
    database: Database, command: str, deal: Deal | None = None, whom: str = ""
) -> None:
    """Adds a command to the audit of the deal's workspace; without a deal, to that of every one. Where the tables are
    those of an earlier release, before `giveget migrate`, there is no audit yet."""
    if not load_schema_state(database).servable:
        return
    services = build_services(SqlStore(database), SystemClock())
    with services.store.work() as work:
        teams = work.people.list_teams() if deal is None else [deal.team]
        for team in teams:
            note_act(
                services,
                work,
                team,
                OPERATOR,
                AuditAct.COMMAND,
                deal=deal.id if deal is not None else None,
                whom=whom,
                detail=command,
            )
