"""Lets messages go out that were blocked because a workspace took none, once Slack accepts our token again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.coach.ports.clock import Clock
from bot.coach.ports.store import Store
from bot.slack.errors import WORKSPACE_CLOSED
from bot.slack.installations import Installations

CHECK_EVERY = timedelta(minutes=10)
"""How often Slack is asked whether it takes our token, while something waits for that."""


@dataclass(slots=True, kw_only=True)
class BlockedPostReleaser:
    """Asks Slack at the first beat, and then every ten minutes as long as posts are blocked.

    At the first beat, because an app that was installed again may have a new token, with which the program was just
    started; later, because it may have the same one with more scopes.
    """

    store: Store
    installations: Installations
    clock: Clock
    next_check: datetime | None = field(default=None, init=False)

    def release(self, *, blocked: int) -> int:
        """Unblocks posts where Slack takes our token; returns how many. `blocked` is how many posts are blocked."""
        now = self.clock.now()
        is_too_early = self.next_check is not None and now < self.next_check
        if not blocked or is_too_early:
            return 0
        self.next_check = now + CHECK_EVERY
        with self.store.reading() as work:
            teams = work.outbox.list_blocked_teams()
        released = 0
        for team in teams:
            if self.installations.is_installed(team):
                with self.store.work() as work:
                    released += work.outbox.release_blocked(team, sorted(WORKSPACE_CLOSED), now)
        return released
