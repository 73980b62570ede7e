"""Installing Giveget from the browser: Slack's own flow over our tables, with pages in plain words."""

import hmac
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from logging import Logger, getLogger
from urllib.parse import urljoin, urlsplit

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth import InstallationStore, OAuthStateStore
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store import Installation as SlackInstallation

from bot import logs
from bot.coach import installations as stored
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.records import Installation, ProcessedRequest, SlackTokens
from bot.coach.services import Services
from bot.domain.ids import DealId, PersonId, TeamId
from bot.slack.errors import UNHEARD, WORKSPACE_CLOSED
from bot.slack.install_pages import InstallPages, PageState
from bot.slack.response_links import SLACK_API_HOST
from bot.slack.scopes import SCOPE_TABLE
from bot.slack.stored_installations import AppCredentials

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
STATE_LIFE = timedelta(minutes=10)
"""How long somebody has to press *Allow* at Slack."""
INSTALLING = TeamId("install")
"""Under which the states are kept that were used; no workspace has that id."""
TEAM_ID = re.compile(r"[TE][A-Z0-9]{2,20}")

FAILURES = {
    "access_denied": PageState.CANCELLED,
    "invalid_browser": PageState.EXPIRED,
    "invalid_state": PageState.EXPIRED,
    "missing_code": PageState.NOT_CONFIRMED,
    "invalid_code": PageState.NOT_CONFIRMED,
}
"""The page for each of Bolt's and Slack's reasons; any other is a failure of ours or Slack's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallReply:
    """What goes back to the browser."""

    status: HTTPStatus
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...]


class SealedInstallationStore(InstallationStore):
    """Slack's store of installations, over our tables: tokens are sealed there like private plans."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def logger(self) -> Logger:
        """Where Slack's library would write; ours says nothing there."""
        return getLogger("slack_sdk.oauth")

    def save(self, installation: SlackInstallation) -> None:
        """Keeps an installation; installed again, it has the new tokens and everything that was there."""
        found = _from_slack(installation, self._services.clock.now())
        stored.record_installation(
            found, waiting_for_it=sorted(WORKSPACE_CLOSED), services=self._services
        )

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot of a workspace, or of an organisation."""
        team = TeamId((enterprise_id if is_enterprise_install else team_id) or "")
        found = stored.find_installation(team, services=self._services)
        if found is None or found.tokens is None:
            return None
        return Bot(
            enterprise_id=found.organisation or None,
            team_id=None if found.org_wide else found.team,
            team_name=found.name,
            bot_token=found.tokens.access,
            bot_refresh_token=found.tokens.refresh or None,
            bot_token_expires_at=int(found.expires_at.timestamp()) if found.expires_at else None,
            bot_id=found.bot,
            bot_user_id=found.bot_user,
            bot_scopes=sorted(found.scopes),
            is_enterprise_install=found.org_wide,
            installed_at=found.installed_at.timestamp(),
        )

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,  # noqa: ARG002 - Giveget has no tokens of people
        is_enterprise_install: bool | None = False,
    ) -> SlackInstallation | None:
        """The same with who installed it."""
        bot = self.find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        if bot is None:
            return None
        team = TeamId((enterprise_id if is_enterprise_install else team_id) or "")
        found = stored.find_installation(team, services=self._services)
        if found is None:
            return None
        return SlackInstallation(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            team_name=bot.team_name,
            bot_token=bot.bot_token,
            bot_refresh_token=bot.bot_refresh_token,
            bot_token_expires_at=bot.bot_token_expires_at,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_scopes=bot.bot_scopes,
            user_id=found.installed_by,
            is_enterprise_install=bot.is_enterprise_install,
            installed_at=bot.installed_at,
        )

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Deletes the tokens; the rows of the workspace wait for the end of the grace."""
        stored.forget_tokens(TeamId(team_id or enterprise_id or ""), services=self._services)

    def delete_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,  # noqa: ARG002 - Giveget has no tokens of people
    ) -> None:
        """The same: there is one bot, and no token of a person."""
        self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)


def _from_slack(installation: SlackInstallation, now: datetime) -> Installation:
    """An installation as it is kept. Slack counts the life of a token in seconds from now, by its own clock; ours may
    be another."""
    expires_at = None
    if installation.bot_token_expires_at is not None:
        lives = installation.bot_token_expires_at - installation.installed_at
        expires_at = now + timedelta(seconds=round(lives))
    org_wide = bool(installation.is_enterprise_install)
    name = installation.enterprise_name if org_wide else installation.team_name
    id_ = installation.enterprise_id if org_wide else installation.team_id
    return Installation(
        team=TeamId(id_ or ""),
        organisation=installation.enterprise_id or "",
        org_wide=org_wide,
        name=name or "",
        bot=installation.bot_id or "",
        bot_user=installation.bot_user_id or "",
        scopes=frozenset(installation.bot_scopes or ()),
        installed_by=PersonId(installation.user_id or ""),
        installed_at=now,
        expires_at=expires_at,
        tokens=SlackTokens(
            access=installation.bot_token or "", refresh=installation.bot_refresh_token or ""
        ),
    )


class SignedStateStore(OAuthStateStore):
    """States that prove themselves by a signature and their day, so that whoever asks for the page without a right to
    anything writes nothing into the database. A used one is kept, so that it counts once."""

    def __init__(self, services: Services, secret: str) -> None:
        self._services = services
        self._secret = f"install:{secret}".encode()

    @property
    def logger(self) -> Logger:
        """Where Slack's library would write; ours says nothing there."""
        return getLogger("slack_sdk.oauth")

    def issue(self, *args: object, **kwargs: object) -> str:  # noqa: ARG002 - Slack's interface
        """A new state, good for ten minutes."""
        ends = int((self._services.clock.now() + STATE_LIFE).timestamp())
        plain = f"{ends}.{secrets.token_urlsafe(18)}"
        return f"{plain}.{self._sign(plain)}"

    def consume(self, state: str) -> bool:
        """Whether the state is one of ours, in time, and used for the first time."""
        plain, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(plain).encode()):
            return False
        now = self._services.clock.now()
        if now.timestamp() > int(plain.partition(".")[0]):
            return False
        key = sha256(state.encode()).hexdigest()
        try:
            with self._services.store.work() as work:
                processed = ProcessedRequest(deal=DealId(""), seq=0)
                work.keys.mark_processed(INSTALLING, key, processed, now)
        except DuplicateSubmission:
            return False
        return True

    def _sign(self, plain: str) -> str:
        return hmac.new(self._secret, plain.encode(), sha256).hexdigest()


class InstallFlow(OAuthFlow):
    """Slack's flow, with our pages. Errors of Slack's and of the network are told as a page, never as an exception."""

    def __init__(self, *, client: WebClient, settings: OAuthSettings, pages: InstallPages) -> None:
        super().__init__(client=client, logger=getLogger("slack_sdk.oauth"), settings=settings)
        self._pages = pages

    def build_authorize_url(self, state: str, request: BoltRequest) -> str:
        """Slack's page for it. The workspace that a link names is passed on where it looks like one."""
        named = (request.query.get("team") or [""])[0]
        team = named if TEAM_ID.fullmatch(named) else None
        url: str = self.settings.authorize_url_generator.generate(state=state, team=team)
        return url

    def build_install_page_html(self, url: str, request: BoltRequest) -> str:
        """Our page with what Giveget asks for and why."""
        return self._pages.render(PageState.BEGIN, language=_language_of(request), link=url)

    def run_installation(self, code: str) -> SlackInstallation | None:
        """What Slack gives for the code that it sent the browser back with; None where it gives nothing."""
        try:
            return super().run_installation(code)
        except UNHEARD as error:
            logs.unexpected(error, kind="installation")
            return None


def build_install_flow(
    services: Services,
    *,
    client: WebClient,
    app: AppCredentials,
    secret: str,
    public_url: str,
    pages: InstallPages,
) -> InstallFlow:
    """The flow over our tables. `client` speaks to Slack without a token; `secret` signs the states. Without a
    `public_url` Slack leads back to the first address in the app's settings."""

    def succeed(args: SuccessArgs) -> BoltResponse:
        installed = args.installation
        state = PageState.INSTALLED_ORG if installed.is_enterprise_install else PageState.INSTALLED
        body = pages.render(
            state,
            language=_language_of(args.request),
            name=installed.enterprise_name
            if installed.is_enterprise_install
            else installed.team_name,
            link=_link_into_slack(installed, client.base_url),
        )
        return _page(HTTPStatus.OK, body, args.settings)

    def fail(args: FailureArgs) -> BoltResponse:
        state = FAILURES.get(args.reason, PageState.FAILED)
        status = HTTPStatus.OK if state is PageState.CANCELLED else HTTPStatus.BAD_REQUEST
        body = pages.render(state, language=_language_of(args.request), link=INSTALL_PATH)
        return _page(status, body, args.settings)

    return InstallFlow(
        client=client,
        pages=pages,
        settings=OAuthSettings(
            client_id=app.client_id,
            client_secret=app.client_secret,
            scopes=[scope.name for scope in SCOPE_TABLE],
            user_scopes=[],
            redirect_uri=f"{public_url}{REDIRECT_PATH}" if public_url else None,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            callback_options=CallbackOptions(success=succeed, failure=fail),
            authorization_url=urljoin(client.base_url, "../oauth/v2/authorize"),
            installation_store=SealedInstallationStore(services),
            installation_store_bot_only=True,
            state_store=SignedStateStore(services, secret),
            state_expiration_seconds=int(STATE_LIFE.total_seconds()),
        ),
    )


def _page(status: HTTPStatus, body: str, settings: OAuthSettings) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Set-Cookie": settings.state_utils.build_set_cookie_for_deletion(),
    }
    return BoltResponse(status=status.value, body=body, headers=headers)


def _link_into_slack(installed: SlackInstallation, api_url: str) -> str:
    """Where the person goes on: the app in Slack; for an organisation, the page where workspaces get it."""
    if not installed.is_enterprise_install:
        named = f"app={installed.app_id}&team={installed.team_id}"
        return urljoin(api_url, f"../app_redirect?{named}")
    place = f"{installed.enterprise_id}/integrations/profile/{installed.app_id}/workspaces/add"
    if urlsplit(api_url).hostname == SLACK_API_HOST:
        return f"https://app.slack.com/manage/{place}"
    return urljoin(api_url, f"../manage/{place}")


def _language_of(request: BoltRequest) -> str:
    return ",".join(request.headers.get("accept-language") or ())


class InstallDoor:
    """Answers browsers at both addresses of the flow."""

    def __init__(self, flow: InstallFlow, pages: InstallPages) -> None:
        self._flow = flow
        self._pages = pages

    def answer(self, path: str, query: str, headers: Mapping[str, str]) -> InstallReply:
        """The page, with the header that binds a state to the browser."""
        request = BoltRequest(
            body="", query=query, headers={name: [value] for name, value in headers.items()}
        )
        handle = (
            self._flow.handle_installation if path == INSTALL_PATH else self._flow.handle_callback
        )
        try:
            response = handle(request)
        except Exception as error:  # noqa: BLE001 - told with a reference, whatever it was
            reference = logs.unexpected(error, kind="installation")
            body = self._pages.render(
                PageState.FAILED,
                language=_language_of(request),
                link=INSTALL_PATH,
                reference=reference,
            )
            return _reply(HTTPStatus.INTERNAL_SERVER_ERROR, body, (), self._pages)
        cookies = response.headers.get("set-cookie") or ()
        return _reply(HTTPStatus(response.status), response.body, cookies, self._pages)


def _reply(
    status: HTTPStatus, body: str, cookies: Sequence[str], pages: InstallPages
) -> InstallReply:
    # A page at Slack leads back here, so that the cookie has to come along when it does.
    set_cookies = [("set-cookie", f"{cookie}; SameSite=Lax") for cookie in cookies]
    return InstallReply(
        status=status,
        body=body.encode(),
        content_type="text/html; charset=utf-8",
        headers=(*pages.headers, *set_cookies),
    )
