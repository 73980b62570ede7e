"""The middle of the local Slack: it knows the workspace, the bot's way in and the people's way out."""

import secrets
from pathlib import Path

from bot.playground.cast import opening_scene
from bot.playground.faults import Faults
from bot.playground.manifest import Manifest
from bot.playground.sockets import Sockets
from bot.playground.time import WoundClock
from bot.playground.web_api import Tokens, WebApi
from bot.playground.wire import Answer, HttpWire, Sending, Wire, WSGIApp
from bot.playground.workspace import Workspace
from bot.shipped import shipped_path


class Switchboard:
    """Carries what people do to the bot, and what the bot answers to people."""

    def __init__(self, *, manifest: Manifest, clock: WoundClock) -> None:
        self.manifest = manifest
        self.clock = clock
        self.signing_secret = secrets.token_hex(16)
        self.tokens = Tokens(
            bot=f"xoxb-{secrets.token_hex(12)}", app=f"xapp-1-{secrets.token_hex(12)}"
        )
        self.faults = Faults()
        self.sockets = Sockets()
        self.base_url = "http://127.0.0.1:0"
        self.sent: list[Sending] = []
        self.answers: list[Answer] = []
        self._wire: Wire | None = None
        self._begin(version=1)

    def reset(self) -> None:
        """A fresh workspace; the bot's address and secrets stay, and whoever waits for news gets some."""
        self._begin(version=self.workspace.version + 1)

    def _begin(self, *, version: int) -> None:
        self.workspace: Workspace = opening_scene(self.clock)
        self.workspace.version = version
        self.tokens.revoked = False
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

    def connect(self, bot: WSGIApp | str) -> None:
        """From now on payloads go to this WSGI app, or to the bot at this address."""
        self.disconnect()
        self._wire = HttpWire(bot, self.signing_secret)

    def connect_socket(self) -> None:
        """From now on payloads go over the Socket Mode connection the bot opens."""
        self.disconnect()
        self._wire = self.sockets.wire

    def disconnect(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def send(self, sending: Sending) -> Answer:
        if self._wire is None:
            raise RuntimeError("No bot is connected to this Slack: call connect() first.")
        self.sent.append(sending)
        answer = self._wire.send(sending)
        self.answers.append(answer)
        return answer


def read_manifest(manifest: Manifest | Path | None) -> Manifest:
    """The one given, or the project's own."""
    if isinstance(manifest, Manifest):
        return manifest
    return Manifest.read(manifest or shipped_path("manifest.yml"))
