"""What Giveget asks a workspace to let it do in Slack, and why. The manifest asks for the same."""

from dataclasses import dataclass

from bot.slack import canvases, uploads
from bot.slack.directory import READS_MESSAGES
from bot.translations import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A permission, why it is asked for, and what does not work where a workspace leaves an optional one out."""

    name: str
    reason: str
    without: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether a workspace may leave it out."""
        return bool(self.without)


SCOPE_TABLE = (
    Scope(name="commands", reason=N_("Answers /giveget and the menu of a message.")),
    Scope(name="chat:write", reason=N_("Writes its own messages, and those that somebody shares.")),
    Scope(
        name="channels:read",
        reason=N_("Knows whether another company or a guest is in a public channel."),
    ),
    Scope(name="groups:read", reason=N_("Knows the same of private channels that it is in.")),
    Scope(name="users:read", reason=N_("Knows who is a full member, and each one's language.")),
    Scope(
        name="im:write",
        reason=N_("Looks whether a message arrived before it sends it again."),
        without="A message whose answer from Slack was lost may be there twice, and says so itself.",
    ),
    Scope(
        name=READS_MESSAGES,
        reason=N_("Answers what people type to the bot itself."),
        without="What people type in the bot's direct message is not answered; commands work.",
    ),
    Scope(
        name=uploads.SCOPE,
        reason=N_("Sends somebody the document that they asked for."),
        without=(
            "Documents cannot be sent as files: with GIVEGET_PUBLIC_URL set they wait under a link, but for private "
            "plans; without it people read that they cannot have them."
        ),
    ),
    Scope(
        name=canvases.SCOPE,
        reason=N_("Keeps where both sides stand as a canvas, where somebody asks for it."),
        without="Where both sides stand is posted as a message and cannot be kept as a canvas.",
    ),
)

SCOPES = frozenset(scope.name for scope in SCOPE_TABLE if not scope.is_optional)
"""What the bot may do in Slack, and no more; the manifest asks for it, the workspace grants it."""

OPTIONAL_SCOPES = {scope.name: scope.without for scope in SCOPE_TABLE if scope.is_optional}
"""What a workspace may leave out, and what then does not work."""
