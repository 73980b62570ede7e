"""Lets messages go out that waited because the workspace took none, once Slack takes our token again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.coach.ports import Clock, Store
from bot.domain.ids import TeamId
from bot.slack.errors import UNHEARD
from bot.slack.poster import WORKSPACE_CLOSED

EVERY = timedelta(minutes=10)
"""How often Slack is asked whether it takes our token, while something waits for that."""


@dataclass(slots=True, kw_only=True)
class Reopening:
    """Asks at the first beat, and then now and then as long as posts are blocked: an app that was installed again may
    have a new token, with which the program was started, or the same with more scopes."""

    store: Store
    client: WebClient
    clock: Clock
    again: datetime | None = field(default=None, init=False)

    def look(self, *, blocked: int) -> int:
        """How many posts may go out after all."""
        now = self.clock.now()
        if not blocked or (self.again is not None and now < self.again):
            return 0
        self.again = now + EVERY
        team = self._team()
        if team is None:
            return 0
        with self.store.work() as work:
            return work.outbox.release_blocked(team, sorted(WORKSPACE_CLOSED), now)

    def _team(self) -> TeamId | None:
        """The workspace of our token; None where Slack does not take it or cannot be asked."""
        try:
            answer = self.client.auth_test()
        except (*UNHEARD, ValueError):
            return None
        return TeamId(str(answer.get("team_id")))
