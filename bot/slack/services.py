"""What every route has at hand."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

from slack_sdk import WebClient

from bot.coach.direct import DealUse, DirectLine
from bot.coach.recent import RecentCache
from bot.coach.sayings import RecentDrafts
from bot.coach.services import Services
from bot.domain.ids import PersonId, TeamId
from bot.slack.context import Body, RequestContext
from bot.slack.directory import Directory
from bot.slack.idempotency import RecentAnswers
from bot.slack.move_names import Said, name_moves
from bot.slack.render import Renderer
from bot.slack.response_links import ResponseLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackServices:
    """The coach's services, the templates, and Slack: people and channels, and who speaks to it where.
    `secret` seals what a form carries; with `whole_answers` nothing is put behind *More*. The rest is what this process
    remembers for a while: `answers`, those `posted` in direct messages, the whole messages of those
    that were `folded` to four lines, `drafts`, the
    deals that people used last (`used`, by person and place), and the `lines` of direct messages that may be answered
    for another deal, which are stored nowhere, and in `links` the blocks that Slack refused."""

    coach: Services
    renderer: Renderer
    directory: Directory
    secret: bytes
    whole_answers: bool = False
    answers: RecentAnswers = field(default_factory=RecentAnswers)
    posted: RecentAnswers = field(default_factory=RecentAnswers)
    folded: RecentCache[str, tuple[PersonId, bytes]] = field(default_factory=RecentCache)
    drafts: RecentDrafts = field(default_factory=RecentCache)
    used: RecentCache[tuple[TeamId, PersonId, str], DealUse] = field(default_factory=RecentCache)
    lines: RecentCache[str, DirectLine] = field(default_factory=RecentCache)
    links: ResponseLinks

    def client_of(self, team: TeamId) -> WebClient:
        """What speaks to Slack for an installation: for the one call that a request may make. Raises `NotInstalled`."""
        return self.directory.installations.client_of(team)

    def client_for(self, body: Body) -> WebClient:
        """The same for a request, also for one that is refused. Raises `StrangeTeam` too."""
        return self.directory.installations.client_for(body)

    def called(self, context: RequestContext, found: Said) -> Said:
        """What was found, with moves called as the person writes figures, for a form."""
        return name_moves(found, self.renderer.words(context.actor.locale, context.actor.today))

    def seal(self, context: RequestContext) -> str:
        """Proof that this person acted in this channel, for a form that comes back without the channel."""
        text = f"{context.actor.team}:{context.actor.person}:{context.actor.channel}"
        return hmac.new(self.secret, text.encode(), sha256).hexdigest()

    def sealed(self, context: RequestContext, seal: str) -> bool:
        """Whether the seal is this person's and this channel's."""
        return hmac.compare_digest(self.seal(context), seal)
