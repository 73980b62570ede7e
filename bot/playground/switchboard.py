"""The middle of the local Slack: it knows the workspace, the bot's way in and the people's way out."""

import secrets
from collections.abc import Callable
from pathlib import Path

from bot.playground.cast import opening_scene
from bot.playground.faults import Faults
from bot.playground.installing import InstallOffice
from bot.playground.manifest import Manifest
from bot.playground.sockets import Sockets
from bot.playground.time import WoundClock
from bot.playground.tokens import Tokens, new_bot_token
from bot.playground.web_api import WebApi
from bot.playground.wire import PATIENCE, Answer, HttpWire, Sending, Wire, WSGIApp
from bot.playground.workspace import Clock, Workspace
from bot.shipped import shipped_path

Scene = Callable[[Clock], Workspace]
"""Makes a workspace with its people and channels."""


class Exchange:
    """What all workspaces of one local Slack have in common: its address, the app's secrets, the way to the bot, how
    many seconds it waits for an answer of the bot, and whether workspaces install it themselves (`installable`)."""

    def __init__(self, clock: WoundClock, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.signing_secret = secrets.token_hex(16)
        self.app_token = f"xapp-1-{secrets.token_hex(12)}"
        self.office = InstallOffice(clock)
        self.faults = Faults()
        self.sockets = Sockets()
        self.base_url = "http://127.0.0.1:0"
        self.bot_url = ""
        self.installable = False
        self.wire: Wire | None = None
        self.boards: list[Switchboard] = []


class Switchboard:
    """Carries what people of a workspace do to the bot, and what the bot answers to people. More workspaces stand
    `beside` the first one, each with its own people and its own installation of the app."""

    def __init__(
        self,
        *,
        manifest: Manifest,
        clock: WoundClock,
        scene: Scene = opening_scene,
        exchange: Exchange | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.manifest = manifest
        self.clock = clock
        self.exchange = exchange or Exchange(clock, patience)
        self.exchange.boards.append(self)
        self.tokens = Tokens(bot=new_bot_token(), app=self.exchange.app_token)
        self.sent: list[Sending] = []
        self.answers: list[Answer] = []
        self._scene = scene
        self._begin(version=1)

    @property
    def signing_secret(self) -> str:
        return self.exchange.signing_secret

    @property
    def faults(self) -> Faults:
        return self.exchange.faults

    @property
    def sockets(self) -> Sockets:
        return self.exchange.sockets

    @property
    def base_url(self) -> str:
        return self.exchange.base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self.exchange.base_url = url

    def beside(self, scene: Scene) -> "Switchboard":
        """Another workspace, in which nobody has installed the app yet."""
        board = Switchboard(
            manifest=self.manifest, clock=self.clock, scene=scene, exchange=self.exchange
        )
        board.tokens.revoked = True
        return board

    def reset(self) -> None:
        """A fresh workspace; the bot's address and secrets stay, and whoever waits for news gets some."""
        self.exchange.boards[:] = [self]
        self._begin(version=self.workspace.version + 1)

    def _begin(self, *, version: int) -> None:
        self.workspace: Workspace = self._scene(self.clock)
        self.workspace.version = version
        self.tokens.revoked = False
        self.tokens.expires_at = None
        self.faults.clear()
        self.sent.clear()
        self.answers.clear()
        self.api = WebApi(
            workspace=self.workspace,
            manifest=self.manifest,
            tokens=self.tokens,
            socket_url=lambda: (
                f"{self.base_url.replace('http', 'ws', 1)}/link/?ticket={self.sockets.new_ticket()}"
            ),
            upload_url=lambda ticket: f"{self.base_url}/upload/{ticket}",
        )

    def find_board_of_token(self, token: str | None) -> "Switchboard":
        """The workspace that a token was given for; this one where nobody knows it."""
        return next(
            (one for one in self.exchange.boards if token and one.tokens.knows(token)), self
        )

    def find_board_of_link(self, url_id: str) -> "Switchboard":
        """The workspace that a response URL leads into."""
        return next(
            (one for one in self.exchange.boards if url_id in one.workspace.response_urls), self
        )

    def find_board_of_upload(self, ticket: str) -> "Switchboard":
        """The workspace that a file is sent to."""
        for board in self.exchange.boards:
            if any(one.ticket == ticket for one in board.workspace.files.values()):
                return board
        return self

    def connect(self, bot: WSGIApp | str) -> None:
        """From now on payloads go to this WSGI app, or to the bot at this address."""
        self.disconnect()
        self.exchange.wire = HttpWire(bot, self.signing_secret, self.exchange.patience)
        self.exchange.bot_url = bot if isinstance(bot, str) else ""

    def connect_socket(self) -> None:
        """From now on payloads go over the Socket Mode connection the bot opens."""
        self.disconnect()
        self.exchange.wire = self.sockets.wire

    def disconnect(self) -> None:
        if self.exchange.wire is not None:
            self.exchange.wire.close()
            self.exchange.wire = None

    def send(self, sending: Sending) -> Answer:
        if self.exchange.wire is None:
            raise RuntimeError("No bot is connected to this Slack: call connect() first.")
        self.sent.append(sending)
        answer = self.exchange.wire.send(sending)
        self.answers.append(answer)
        return answer


def read_manifest(manifest: Manifest | Path | None) -> Manifest:
    """The one given, or the project's own with all names of commands."""
    if isinstance(manifest, Manifest):
        return manifest
    return Manifest.read(manifest or shipped_path("manifest-with-names.yml"))
