"""The end of an installation: Slack tells of it, and what was stored is deleted once the grace is over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.coach import data_rules
from bot.coach import installations as stored
from bot.coach.services import Services
from bot.domain.ids import TeamId
from bot.slack.context import Body
from bot.slack.errors import WORKSPACE_CLOSED
from bot.slack.events import event_id
from bot.slack.installations import Installations
from bot.slack.routing import Routes
from bot.slack.services import SlackServices

CHECK_EVERY = timedelta(minutes=10)
"""How often Slack is asked whether a workspace took Giveget back, while one has it uninstalled."""


@dataclass(slots=True, kw_only=True)
class UninstallKeeper:
    """Looks after workspaces that Giveget was uninstalled from."""

    services: Services
    installations: Installations
    next_check: datetime | None = field(default=None, init=False)

    def settle(self) -> None:
        """Deletes what nobody took back within the grace; asks Slack before it does."""
        now = self.services.clock.now()
        if self.next_check is not None and now < self.next_check:
            return
        self.next_check = now + CHECK_EVERY
        purged = data_rules.settle_uninstalled(self._is_installed, services=self.services)
        if purged:
            structlog.stdlib.get_logger("bot").info("workspaces deleted", count=purged)

    def _is_installed(self, team: TeamId) -> bool | None:
        is_installed = self.installations.is_installed(team)
        if is_installed is False:
            self.installations.end(team)
        return is_installed


def end_installation(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Giveget was taken out of the workspace, or the bot's token was revoked; people's own tokens are nothing to us."""
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return
    installations = services.directory.installations
    team = installations.find_ended_team(body)
    if team is not None and installations.end(team):
        data_rules.mark_uninstalled(team, services=services.coach)


def note_team_access(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """An organisation gave some of its workspaces access to the app, or took it away."""
    stored.note_access(
        services.directory.installations.find_team(body),
        [str(team) for team in event.get("team_ids") or () if str(team).isalnum()],
        granted=event["type"] == "team_access_granted",
        waiting_for_it=sorted(WORKSPACE_CLOSED),
        once=event_id(body),
        services=services.coach,
    )


ROUTES = Routes(
    events={
        "app_uninstalled": end_installation,
        "tokens_revoked": end_installation,
        "team_access_granted": note_team_access,
        "team_access_revoked": note_team_access,
    }
)
