"""What the app signs in with, and what Slack makes of each token that it ever gave."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.workspace import SlackError

TOKEN_LIFE = timedelta(hours=12)
"""How long a token is good where tokens rotate."""


def new_bot_token() -> str:
    return f"xoxb-{secrets.token_hex(12)}"


@dataclass(slots=True, kw_only=True)
class Tokens:
    """The tokens of one installation; drawn afresh for each run. `bot` stops to be good at `expires_at`, where it
    rotates; `refresh` is good for one exchange. `earlier` are those from before, with the moment until which they are
    still taken."""

    bot: str
    app: str
    revoked: bool = False
    refresh: str = ""
    expires_at: datetime | None = None
    earlier: dict[str, datetime | None] = field(default_factory=dict)

    def knows(self, token: str) -> bool:
        """Whether the token was ever given for this installation."""
        return token in (self.bot, self.app, self.refresh) or token in self.earlier

    def check(self, token: str, now: datetime) -> None:
        """Raises what Slack answers to a bot token that it does not take."""
        if token in self.earlier:
            until = self.earlier[token]
            if until is None or self.revoked:
                raise SlackError("token_revoked")
            if now >= until:
                raise SlackError("token_expired")
            return
        if token != self.bot:
            raise SlackError("invalid_auth")
        if self.revoked:
            raise SlackError("token_revoked")
        if self.expires_at is not None and now >= self.expires_at:
            raise SlackError("token_expired")

    def renew(self, now: datetime, *, rotating: bool) -> None:
        """A new pair, where tokens rotate or the old one was revoked. Installing again leaves a token that does not
        rotate as it is; renewing leaves the old one good until its end."""
        if not rotating and not self.revoked and self.expires_at is None:
            return
        self.earlier[self.bot] = None if self.revoked else self.expires_at
        self.bot, self.revoked = new_bot_token(), False
        self.expires_at = now + TOKEN_LIFE if rotating else None
        self.refresh = f"xoxe-1-{secrets.token_hex(12)}" if rotating else ""
