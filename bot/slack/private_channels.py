"""Where an admin decided so, deals are opened in private channels only."""

from bot.coach.answers import RefusalReason
from bot.coach.refusals import Refused
from bot.coach.workspaces import takes_private_channels_only
from bot.slack.context import RequestContext
from bot.slack.directory import ChannelLook
from bot.slack.services import SlackServices


def require_private_channel(
    services: SlackServices, context: RequestContext, look: ChannelLook | None = None, *, typed: str
) -> None:
    """Raises `Refused` where an admin decided that deals live in private channels only and this is none, or Slack did
    not say. `look` is what it said, where it was asked already."""
    actor = context.actor
    if not takes_private_channels_only(actor.team, services=services.coach):
        return
    if look is None and actor.channel is not None:
        look = services.directory.look_at(actor.team, actor.channel)
    if look is None or look.silent:
        raise Refused(why=RefusalReason.PERHAPS_PUBLIC, typed=typed)
    if look.public:
        raise Refused(why=RefusalReason.PUBLIC_CHANNEL, typed=typed)
