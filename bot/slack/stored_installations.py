"""Many installations in one database: in workspaces, and in whole Enterprise organisations.

Rows are kept under the id of the installation that a request comes through. Where an organisation installed Giveget for
all its workspaces that is the organisation's, so that a deal is the same from each of them; a workspace that had
installed it before keeps its own rows.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.coach import installations as stored
from bot.coach.records import Installation, SlackTokens
from bot.coach.services import Services
from bot.domain.ids import ChannelId, TeamId
from bot.slack.errors import TOKEN_DEAD, UNHEARD, StrangeTeam
from bot.slack.installations import Body, BotIdentity, NotInstalled

RENEW_BEFORE = timedelta(hours=2)
"""How long before a token runs out it is renewed. Until then the old one is good as well."""
RENEWAL_SECONDS = 1.0
"""How long somebody waits for another process that renews a token which ran out."""
RENEWAL_LOOKS = 20

REFRESH_DEAD = TOKEN_DEAD | {"invalid_refresh_token"}
"""Slack's errors where no token will ever come of ours again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppCredentials:
    """What the app proves itself with to Slack."""

    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInstallations:
    """Implements `Installations` over the database. `client` speaks to Slack without a token; those for installations
    wait as long for an answer as it does."""

    services: Services
    client: WebClient
    app: AppCredentials

    def find_team(self, body: Body) -> TeamId:
        organisations = list(_list_organisations(body))
        team = stored.find_tenant(_list_teams(body), organisations, services=self.services)
        if team is None:
            raise StrangeTeam
        return team

    def list_event_teams(self, body: Body, channel: ChannelId) -> Sequence[TeamId]:
        first = self.find_team(body)
        others = stored.list_teams_knowing(channel, services=self.services)
        return [first, *(team for team in others if team != first)]

    def find_identity(self, team: TeamId) -> BotIdentity:
        acting = stored.find_acting(team, services=self.services)
        if acting is None:
            raise StrangeTeam
        organisation = acting.team if acting.org_wide else acting.organisation
        return BotIdentity(
            team=team, organisation=organisation, bot_user=acting.bot_user, bot=acting.bot
        )

    def client_of(self, team: TeamId) -> WebClient:
        acting = stored.find_acting(team, services=self.services)
        if acting is None:
            raise NotInstalled
        tokens = self._renew_in_time(acting).tokens
        if tokens is None:
            raise NotInstalled
        return WebClient(
            token=tokens.access,
            base_url=self.client.base_url,
            timeout=self.client.timeout,
            retry_handlers=[],
        )

    def client_for(self, body: Body) -> WebClient:
        return self.client_of(self.find_team(body))

    def is_installed(self, team: TeamId) -> bool | None:
        try:
            self.client_of(team).auth_test()
        except NotInstalled as error:
            return None if error.is_passing else False
        except SlackApiError as refused:
            return False if refused.response.get("error") in TOKEN_DEAD else None
        except (*UNHEARD, ValueError):
            return None
        return True

    def find_ended_team(self, body: Body) -> TeamId | None:
        teams = [*_list_teams(body)]
        if is_org_wide(body):
            teams = [*_list_organisations(body), *teams]
        for team in teams:
            found = stored.find_installation(TeamId(team), services=self.services)
            if found is not None and found.tokens is not None:
                return found.team
        return None

    def end(self, team: TeamId) -> bool:
        """An event may come late, after the app was installed again: then Slack takes the token that we have."""
        found = stored.find_installation(team, services=self.services)
        if found is not None and found.tokens is not None:
            is_installed = self.is_installed(team)
            if is_installed:
                return False
            if is_installed is False:
                stored.forget_tokens(team, services=self.services)
        # Where Slack could not be asked, whoever settles uninstalled workspaces asks again.
        return True

    def _renew_in_time(self, acting: Installation) -> Installation:
        """The installation with a token that Slack takes. Raises `NotInstalled`."""
        now = self.services.clock.now()
        if acting.expires_at is None or acting.expires_at - now > RENEW_BEFORE:
            return acting
        claimed = stored.claim_renewal(acting, services=self.services)
        if claimed is None:
            return self._wait_for_renewal(acting)
        try:
            answer = self.client.oauth_v2_access(
                client_id=self.app.client_id,
                client_secret=self.app.client_secret,
                grant_type="refresh_token",
                refresh_token=claimed.tokens.refresh if claimed.tokens else "",
            )
        except (*UNHEARD, ValueError) as error:
            _log_failed_renewal(error, acting.team)
            if acting.expires_at > now:
                return acting
            raise NotInstalled(is_passing=not _is_dead(error)) from error
        tokens, seconds = read_tokens(answer)
        expires_at = now + timedelta(seconds=seconds) if seconds else None
        return stored.save_renewed(claimed, tokens, expires_at, services=self.services)

    def _wait_for_renewal(self, seen: Installation) -> Installation:
        """Another process renews the token, or did a moment ago; while the old one is good it is used."""
        for _ in range(RENEWAL_LOOKS):
            found = stored.find_installation(seen.team, services=self.services)
            if found is None or found.tokens is None:
                raise NotInstalled
            is_good = found.expires_at is None or found.expires_at > self.services.clock.now()
            if found.tokens != seen.tokens or is_good:
                return found
            time.sleep(RENEWAL_SECONDS / RENEWAL_LOOKS)
        raise NotInstalled(is_passing=True)


def read_tokens(answer: SlackResponse) -> tuple[SlackTokens, int]:
    """The tokens in an answer of `oauth.v2.access`, and for how many seconds they are good; 0 for ever."""
    tokens = SlackTokens(
        access=str(answer["access_token"]), refresh=str(answer.get("refresh_token") or "")
    )
    return tokens, int(answer.get("expires_in") or 0)


def is_org_wide(body: Body) -> bool:
    """Whether a request comes through an installation for all of an Enterprise organisation."""
    if str(body.get("is_enterprise_install")).lower() == "true":
        return True
    authorizations = body.get("authorizations") or ()
    return any(each.get("is_enterprise_install") is True for each in authorizations)


def _list_teams(body: Body) -> list[str]:
    """The workspaces that may have installed it. Where a person is at home counts only where nothing else is named, and
    not where the whole organisation has it: it may be a workspace with an installation of its own."""
    named = [str(team) for team in _named_teams(body) if team]
    user: Any = body.get("user")
    if named or is_org_wide(body) or not isinstance(user, dict):
        return named
    return [str(user["team_id"])] if user.get("team_id") else []


def _named_teams(body: Body) -> Iterator[object]:
    yield (body.get("view") or {}).get("app_installed_team_id")
    # Of an event, `team_id` may be the other company's in a channel shared with one.
    for authorization in body.get("authorizations") or ():
        yield authorization.get("team_id")
    yield (body.get("team") or {}).get("id")
    yield body.get("team_id")


def _list_organisations(body: Body) -> Iterator[str]:
    for authorization in body.get("authorizations") or ():
        if authorization.get("enterprise_id"):
            yield str(authorization["enterprise_id"])
    named = (body.get("enterprise") or {}).get("id") or body.get("enterprise_id")
    if named:
        yield str(named)


def _is_dead(error: Exception) -> bool:
    return isinstance(error, SlackApiError) and error.response.get("error") in REFRESH_DEAD


def _log_failed_renewal(error: Exception, team: TeamId) -> None:
    """Slack's own word, which holds nothing of a token."""
    word = type(error).__name__
    if isinstance(error, SlackApiError):
        word = str(error.response.get("error"))
    structlog.stdlib.get_logger("bot").warning(
        "token not renewed", kind="installation", team=team, error=word
    )
