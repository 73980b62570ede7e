"""What every route has at hand."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from slack_sdk import WebClient

from bot.coach.desk import Desk
from bot.slack.called import Said, called
from bot.slack.directory import Directory
from bot.slack.render import Renderer
from bot.slack.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The coach's desk, the templates, and Slack: `client` for the one call a request may make.
    `secret` seals what a form carries."""

    desk: Desk
    renderer: Renderer
    directory: Directory
    client: WebClient
    secret: bytes

    def called(self, where: Where, found: Said) -> Said:
        """What was found, with moves called as the person writes figures, for a form."""
        return called(found, self.renderer.words(where.actor.locale, where.actor.today))

    def seal(self, where: Where) -> str:
        """Proof that this person acted in this channel, for a form that comes back without the channel."""
        text = f"{where.actor.team}:{where.actor.person}:{where.actor.channel}"
        return hmac.new(self.secret, text.encode(), sha256).hexdigest()

    def sealed(self, where: Where, seal: str) -> bool:
        """Whether the seal is this person's and this channel's."""
        return hmac.compare_digest(self.seal(where), seal)
