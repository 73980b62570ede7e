"""Slack's side of installing an app: the page that asks, the code that it gives, and the tokens for the code."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

from bot.playground.tokens import TOKEN_LIFE
from bot.playground.workspace import Json, Kind, Person, SlackError

if TYPE_CHECKING:
    from bot.playground.switchboard import Switchboard

CODE_LIFE = timedelta(minutes=10)
APP = "A0GIVEGET0"


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Good once, for ten minutes, for who presses *Allow*."""

    board: "Switchboard"
    person: str
    redirect_uri: str
    ends: datetime


@dataclass(slots=True)
class InstallOffice:
    """Knows the app's credentials and the codes that are out. `rotates` says whether tokens run out after twelve
    hours."""

    clock: Clock
    client_id: str = field(
        default_factory=lambda: f"{secrets.randbelow(10**10)}.{secrets.randbelow(10**10)}"
    )
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    rotates: bool = False
    codes: dict[str, Code] = field(default_factory=dict)

    def allow(self, board: "Switchboard", person: Person, query: Mapping[str, str]) -> str:
        """*Allow*: where the browser is sent. Raises `SlackError` where this person may not install it."""
        self._check_person(board, person)
        code = f"{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self.codes[code] = Code(
            board=board,
            person=person.id,
            redirect_uri=query.get("redirect_uri", ""),
            ends=self.clock.now() + CODE_LIFE,
        )
        return self._lead_back(board, query, {"code": code})

    def cancel(self, board: "Switchboard", query: Mapping[str, str]) -> str:
        """*Cancel*: where the browser is sent."""
        return self._lead_back(board, query, {"error": "access_denied"})

    def _check_person(self, board: "Switchboard", person: Person) -> None:
        """Who may: full members; for all of an organisation its admins."""
        if person.kind not in (Kind.MEMBER, Kind.ADMIN):
            raise SlackError("not_allowed")
        if board.workspace.org_wide and person.kind is not Kind.ADMIN:
            raise SlackError("not_allowed")

    def _lead_back(
        self, board: "Switchboard", query: Mapping[str, str], told: Mapping[str, str]
    ) -> str:
        where = query.get("redirect_uri") or f"{board.exchange.bot_url}/slack/oauth_redirect"
        return f"{where}?{urlencode({**told, 'state': query.get('state', '')})}"

    def access(self, boards: Sequence["Switchboard"], args: Json) -> Json:
        """`oauth.v2.access`: tokens for a code, or new ones for a refresh token."""
        if args.get("client_id") != self.client_id:
            raise SlackError("invalid_client_id")
        if args.get("client_secret") != self.client_secret:
            raise SlackError("bad_client_secret")
        if args.get("grant_type") == "refresh_token":
            return self._renew(boards, str(args.get("refresh_token") or ""))
        code = self.codes.pop(str(args.get("code") or ""), None)
        if code is None or code.ends < self.clock.now():
            raise SlackError("invalid_code")
        if code.redirect_uri != str(args.get("redirect_uri") or ""):
            raise SlackError("bad_redirect_uri")
        with code.board.workspace.change():
            code.board.tokens.renew(self.clock.now(), rotating=self.rotates)
        return self._tell(code.board, code.person)

    def _renew(self, boards: Sequence["Switchboard"], refresh: str) -> Json:
        board = next((one for one in boards if refresh and one.tokens.refresh == refresh), None)
        if board is None or board.tokens.revoked:
            raise SlackError("invalid_refresh_token")
        board.tokens.renew(self.clock.now(), rotating=True)
        return self._tell(board, "")

    def _tell(self, board: "Switchboard", person: str) -> Json:
        workspace, tokens = board.workspace, board.tokens
        organisation = workspace.organisation
        team: Json | None = {"id": workspace.team.id, "name": workspace.team.name}
        told: Json = {
            "app_id": APP,
            "authed_user": {"id": person},
            "scope": ",".join(board.manifest.scopes),
            "token_type": "bot",
            "access_token": tokens.bot,
            "bot_user_id": workspace.bot.id,
            "team": None if workspace.org_wide else team,
            "enterprise": {"id": organisation.id, "name": organisation.name}
            if organisation
            else None,
            "is_enterprise_install": workspace.org_wide,
        }
        if tokens.refresh:
            told |= {
                "refresh_token": tokens.refresh,
                "expires_in": int(TOKEN_LIFE.total_seconds()),
            }
        return told
