"""The end of an installation: Slack tells of it, and what was stored is deleted once the grace is over."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.coach import data_rules
from bot.coach.services import Services
from bot.domain.ids import TeamId
from bot.slack.context import Body
from bot.slack.errors import UNHEARD, WORKSPACE_CLOSED
from bot.slack.routing import Routes
from bot.slack.services import SlackServices

CHECK_EVERY = timedelta(minutes=10)
"""How often Slack is asked whether a workspace took Giveget back, while one has it uninstalled."""


@dataclass(slots=True, kw_only=True)
class UninstallKeeper:
    """Looks after workspaces that Giveget was uninstalled from."""

    services: Services
    client: WebClient
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
        try:
            answer = self.client.auth_test()
        except SlackApiError as refused:
            return False if refused.response.get("error") in WORKSPACE_CLOSED else None
        except (*UNHEARD, ValueError):
            return None
        return bool(answer.get("team_id") == team)


def end_installation(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Giveget was taken out of the workspace, or the bot's token was revoked; people's own tokens are nothing to us."""
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return
    team = str(body.get("team_id") or "")
    if team:
        data_rules.mark_uninstalled(TeamId(team), services=services.coach)


ROUTES = Routes(events={"app_uninstalled": end_installation, "tokens_revoked": end_installation})
