"""Where Giveget is installed: which installation a request is for, and what speaks to Slack there.

Usually it is one workspace, whose token the operator set. `bot.slack.stored_installations` knows many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.ids import ChannelId, TeamId
from bot.slack.errors import TOKEN_DEAD, UNHEARD, StrangeTeam, UnknownPerson

Body = dict[str, Any]


class NotInstalled(SlackClientError):
    """Slack was not asked: Giveget has no token for this workspace. Where `is_passing`, it may have one in a moment."""

    def __init__(self, *, is_passing: bool = False) -> None:
        super().__init__()
        self.is_passing = is_passing


@dataclass(frozen=True, slots=True, kw_only=True)
class BotIdentity:
    """The workspace that installed the bot, its Enterprise organisation, if any, and the bot's own ids. Where the bot
    is installed for all of an organisation, `team` is the organisation's id."""

    team: TeamId
    organisation: str = ""
    bot_user: str
    bot: str


class Installations(Protocol):
    """Who installed Giveget. Rows are kept under the id of an installation, its team."""

    def find_team(self, body: Body) -> TeamId:
        """The installation that a request is for. Raises `StrangeTeam`, and `UnknownPerson` while Slack cannot say."""

    def list_event_teams(self, body: Body, channel: ChannelId) -> Sequence[TeamId]:
        """The installations that an event about a channel is for. Where several of them see it, Slack tells of it once
        and names one. Raises as `find_team` does."""

    def find_identity(self, team: TeamId) -> BotIdentity:
        """Who the bot is there. Raises as `find_team` does."""

    def client_of(self, team: TeamId) -> WebClient:
        """What speaks to Slack there. Raises `NotInstalled`, which is one of Slack's library's errors: it cannot be
        asked."""

    def client_for(self, body: Body) -> WebClient:
        """What answers a request, also one that is refused. Raises as `find_team` and `client_of` do."""

    def is_installed(self, team: TeamId) -> bool | None:
        """Whether Slack takes our token there now; None where it cannot be asked."""

    def find_ended_team(self, body: Body) -> TeamId | None:
        """The installation that Slack says is over; None where it is none of ours."""

    def end(self, team: TeamId) -> bool:
        """Slack says that the installation is over. Returns whether that is so; then nothing is left that Slack would
        take."""


def list_named_teams(body: Body) -> list[str]:
    """The workspaces that a request names, the one it is most likely for first.

    In an Enterprise organisation `user.team_id` is one fixed workspace of the person's, or the organisation, wherever
    they press; in a shared channel `team` is the other company's. Whether the person is a member is never taken from
    here: `users.info` says so.
    """
    return [str(team) for team in _named_teams(body) if team]


def _named_teams(body: Body) -> Iterator[object]:
    yield (body.get("view") or {}).get("app_installed_team_id")
    for authorization in body.get("authorizations") or ():
        yield authorization.get("team_id")
    yield (body.get("team") or {}).get("id")
    yield body.get("team_id")
    if isinstance(body.get("user"), dict):
        yield body["user"].get("team_id")


@dataclass(slots=True, kw_only=True)
class SingleInstallation:
    """One workspace, by the token that the operator set."""

    client: WebClient
    _identity: BotIdentity | None = field(default=None, init=False)

    def find_team(self, body: Body) -> TeamId:
        ours = self._identify().team
        if ours not in list_named_teams(body):
            raise StrangeTeam
        return ours

    def list_event_teams(self, body: Body, channel: ChannelId) -> Sequence[TeamId]:  # noqa: ARG002 - one only
        return [self._identify().team]

    def find_identity(self, team: TeamId) -> BotIdentity:
        identity = self._identify()
        if team != identity.team:
            raise StrangeTeam
        return identity

    def client_of(self, team: TeamId) -> WebClient:
        # Rows of another workspace may lie in the database, from a time when it was installed there too.
        if self._identity is not None and team != self._identity.team:
            raise NotInstalled
        return self.client

    def client_for(self, body: Body) -> WebClient:  # noqa: ARG002 - there is one only
        return self.client

    def is_installed(self, team: TeamId) -> bool | None:
        try:
            answer = self.client.auth_test()
        except SlackApiError as refused:
            return False if refused.response.get("error") in TOKEN_DEAD else None
        except (*UNHEARD, ValueError):
            return None
        return bool(answer.get("team_id") == team)

    def find_ended_team(self, body: Body) -> TeamId | None:
        return TeamId(str(body.get("team_id") or "")) or None

    def end(self, team: TeamId) -> bool:  # noqa: ARG002 - the token is the operator's to take away
        return True

    def _identify(self) -> BotIdentity:
        """Asks Slack once who we are."""
        if self._identity is None:
            try:
                answer = self.client.auth_test()
            except UNHEARD as error:
                raise UnknownPerson from error
            self._identity = BotIdentity(
                team=TeamId(answer["team_id"]),
                organisation=answer.get("enterprise_id") or "",
                bot_user=answer["user_id"],
                bot=answer.get("bot_id") or "",
            )
        return self._identity
