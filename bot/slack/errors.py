"""What can go wrong with a request, in the words the person reads. Each class's docstring is its sentence."""

from http.client import HTTPException

from slack_sdk.errors import SlackApiError, SlackClientError

UNHEARD = (SlackClientError, OSError, HTTPException)
"""What is raised where Slack refused, or its answer did not come, or came by half."""

UNREADABLE = frozenset(
    "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long too_many_blocks".split()
)
"""Slack's errors for a message it does not understand; it is then sent as text, without blocks."""

UNDECIDED = frozenset("fatal_error internal_error service_unavailable request_timeout".split())
"""Slack's errors where it may have taken the message all the same."""

CHANNEL_CLOSED = frozenset(
    "is_archived channel_not_found not_in_channel restricted_action restricted_action_read_only_channel "
    "restricted_action_thread_only_channel restricted_action_non_threadable_channel user_not_in_channel "
    "messages_tab_disabled cannot_dm_bot".split()
)
"""Slack's errors where one conversation takes no message until somebody changes something."""

NO_TOKEN = "not_authed"  # noqa: S105 - Slack's word, and no secret
"""Slack's error for a call without a token."""

TOKEN_DEAD = frozenset(f"token_revoked account_inactive invalid_auth {NO_TOKEN}".split())
"""Slack's errors for a token that it will never take again."""

WORKSPACE_CLOSED = TOKEN_DEAD | {"missing_scope", "token_expired", "team_access_not_granted"}
"""Slack's errors where the whole workspace takes none until the app is installed again."""

TRY_AGAIN = UNDECIDED | CHANNEL_CLOSED | WORKSPACE_CLOSED | {"ratelimited"}
"""Slack's errors where the same may be taken later."""


def is_channel_hidden(error: Exception) -> bool:
    """Whether Slack refused to tell of a channel because it is a private one that we are not in."""
    return isinstance(error, SlackApiError) and error.response.get("error") == "channel_not_found"


def find_lasting_error(refused: SlackApiError) -> str | None:
    """Slack's error where it will never take what it was given, a missing scope among them; None where it may take it
    later, or in other words."""
    answer = refused.response
    error = str(answer.get("error"))
    if error == "missing_scope":
        return error
    is_passing = answer.status_code == 429 or answer.status_code >= 500 or error in TRY_AGAIN
    if is_passing or error in UNREADABLE or not error.isidentifier():
        return None
    return error


class Refusal(Exception):
    """This is not possible here."""

    @property
    def sentence(self) -> str:
        """What the person reads."""
        return str(type(self).__doc__)


class Outsider(Refusal):
    """Only full members of this workspace can use Giveget. Nothing was changed."""


class StrangeTeam(Refusal):
    """Giveget is not installed in your workspace. Nothing was changed."""


class NoForm(Refusal):
    """Slack did not open the form. Please try again in a moment."""


class UnknownPerson(Refusal):
    """I could not check with Slack who you are, so I did nothing. Please try again in a moment."""
