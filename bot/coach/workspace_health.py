"""Whether Giveget works in a workspace, for its admins: what did not reach anybody, what waits too long, and how the
process is doing. Nothing here says who should have got a message, or what it says."""

from datetime import timedelta

from bot.coach.answers.workspaces import WorkspaceHealth
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.ids import TeamId

FAILURES_PERIOD = timedelta(days=7)
"""How old a message may be that still counts as one that did not arrive."""
SOON_ENOUGH = timedelta(minutes=15)
"""How long a message may wait: Slack asks for pauses, and one that it did not answer is looked for before it is sent
again."""


def load_health(services: Services, work: UnitOfWork, team: TeamId) -> WorkspaceHealth:
    """What was found of this workspace and of this process."""
    now = services.clock.now()
    failures = work.outbox.count_failures(team, now - FAILURES_PERIOD)
    return WorkspaceHealth(
        process=services.look_at_process(),
        failures=tuple(failures),
        late=work.outbox.count_late(team, now - SOON_ENOUGH),
        webhook_dead=work.webhooks.count_dead(team),
        looked_back=FAILURES_PERIOD.days,
    )
