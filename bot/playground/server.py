"""`giveget play`: the production bot over signed HTTP against the local Slack, in one process, on this machine only."""

import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Self

from a2wsgi import WSGIMiddleware
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.browser import Browser
from bot.playground.cast import OPENING
from bot.playground.faces import slack_routes
from bot.playground.fake_slack import BotSettings, FakeSlack
from bot.playground.listening import LOOPBACK, Listening
from bot.playground.manifest import Manifest
from bot.playground.neighbours import acme_scene, organisation_scene
from bot.playground.page import Gallery, Sample, page_routes
from bot.playground.story import FIRST, Player, story_named
from bot.playground.switchboard import Switchboard, read_manifest
from bot.playground.time import StandingClock, WoundClock
from bot.playground.wire import PATIENCE, UNHURRIED, WSGIApp
from bot.playground.workspace import Kind

WORKERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The bot as the playground needs it: its web app, its heartbeat, what sends the messages that wait, and a way to
    let go of its database."""

    app: WSGIApp
    tick: Callable[[], object]
    drain: Callable[[], object] = lambda: None
    close: Callable[[], object] = lambda: None


MakeBot = Callable[[BotSettings], Bot]


class OnlyThisPage:
    """Lets in only what this machine's own page asks: no other site may press buttons here, nor a name point here."""

    def __init__(self, app: ASGIApp, hosts: set[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._welcome(HTTPConnection(scope), scope):
            refusal = JSONResponse(
                {"ok": False, "error": "The playground answers only its own page."}, status_code=403
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _welcome(self, asked: HTTPConnection, scope: Scope) -> bool:
        if asked.headers.get("host") not in self._hosts:
            return False
        if not scope["path"].startswith("/play/"):
            return True
        origin = asked.headers.get("origin")
        own = origin is None or origin.removeprefix("http://") in self._hosts
        strange = asked.headers.get("sec-fetch-site") in ("cross-site", "same-site")
        return own and not strange and self._is_json(asked, scope)

    def _is_json(self, asked: HTTPConnection, scope: Scope) -> bool:
        """A form of another site cannot send JSON without asking first."""
        return scope["method"] != "POST" or asked.headers.get("content-type", "").startswith(
            "application/json"
        )


class LocalPlayground:
    """The local Slack with its page, and the bot beside it on a port of its own. Where it is `unhurried`, a slow
    machine changes nothing: time stands while nobody winds it, and Slack waits for each answer."""

    def __init__(
        self,
        make_bot: MakeBot,
        *,
        gallery: Gallery | None = None,
        manifest: Manifest | Path | None = None,
        port: int = 0,
        now: datetime = OPENING,
        installable: bool = False,
        unhurried: bool = False,
    ) -> None:
        self._first = Switchboard(
            manifest=read_manifest(manifest),
            clock=StandingClock(now) if unhurried else WoundClock(now),
            patience=UNHURRIED if unhurried else PATIENCE,
        )
        self._first.exchange.installable = installable
        self._shown = self._first
        self.player: Player | None = None
        self.closing = False
        self._make_bot = make_bot
        self._gallery = gallery
        self._folder = tempfile.TemporaryDirectory(prefix="giveget-playground-")
        self._databases = 0
        self._now = now
        hosts: set[str] = set()
        app = Starlette(routes=[*slack_routes(self._first), *page_routes(self)])
        self.slack = FakeSlack(board=self._first, port=port, app=OnlyThisPage(app, hosts))
        hosts |= {f"{name}:{self.slack.port}" for name in (LOOPBACK, "localhost")}
        self._bot: Bot | None = None
        self._served: Listening | None = None

    @property
    def url(self) -> str:
        return self.slack.url

    @property
    def board(self) -> Switchboard:
        """The workspace that the page shows."""
        return self._shown

    def show(self, workspace: str) -> None:
        """Puts another workspace on the page; the first one where none has that id."""
        boards = self._first.exchange.boards
        chosen = next((one for one in boards if one.workspace.installed_id == workspace), boards[0])
        if chosen is self._shown:
            return
        # Each counts its own changes; the page has to see that this is something new.
        newest = max(one.workspace.version for one in boards)
        with chosen.workspace.change():
            chosen.workspace.version = newest + 1
        self._shown = chosen

    def start(self) -> Self:
        self.slack.start()
        self._house_bot()
        return self

    def stop(self) -> None:
        self.closing = True
        self._let_go_of_bot()
        self.slack.stop()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def tick(self) -> None:
        """The bot's heartbeat, now."""
        if self._bot is not None:
            self._bot.tick()

    def drain(self) -> None:
        """What waits to be posted is posted now."""
        if self._bot is not None:
            self._bot.drain()

    def fresh(self) -> None:
        """A new workspace and a new database."""
        self._let_go_of_bot()
        self.player = None
        self._shown = self._first
        self._first.clock.wind_to(self._now)
        self._first.reset()
        self._house_bot()

    def samples(self) -> list[Sample]:
        return self._gallery() if self._gallery else []

    def _house_bot(self) -> None:
        self._databases += 1
        database = Path(self._folder.name) / f"playground-{self._databases}.db"
        self._bot = self._make_bot(self.slack.settings(f"sqlite:///{database}"))
        self._served = Listening(WSGIMiddleware(self._bot.app, workers=WORKERS), name="bot")
        self._served.start()
        self._first.connect(self._served.url)
        if self._first.exchange.installable:
            self._install()

    def _install(self) -> None:
        """The first workspace has the app when the page opens, installed in the way that the others can go too."""
        self._first.tokens.revoked = True
        self._first.beside(acme_scene)
        self._first.beside(organisation_scene)
        admins = [one for one in self._first.workspace.people.values() if one.kind is Kind.ADMIN]
        Browser(self._first).install(admins[0])

    def _let_go_of_bot(self) -> None:
        self._first.disconnect()
        if self._served is not None:
            self._served.stop()
        if self._bot is not None:
            self._bot.close()
        self._bot = self._served = None


def play(
    make_bot: MakeBot,
    *,
    port: int = 0,
    headless: bool = False,
    story: str | None = None,
    gallery: Gallery | None = None,
    manifest: Manifest | Path | None = None,
    installable: bool = False,
    say: Callable[[str], object] | None = None,
) -> int:
    """Serves the playground until interrupted, or plays one story without a page; the exit code."""
    tell = say or (lambda line: sys.stdout.write(f"{line}\n"))
    with LocalPlayground(
        make_bot,
        gallery=gallery,
        manifest=manifest,
        port=port,
        installable=installable,
        unhurried=headless,
    ) as playground:
        if headless:
            return tell_story(playground, story or FIRST, tell)
        tell(
            f"The playground is at {playground.url} (Ctrl-C stops it). Nothing leaves this machine."
        )
        _until_interrupted()
    return 0


def tell_story(playground: LocalPlayground, name: str, tell: Callable[[str], object]) -> int:
    """Plays a story to its end; fails where Slack would refuse something. Raises `Unplayable` where it cannot go on."""
    player = Player(playground.board, story_named(name), playground.tick)
    while not player.done:
        for line in player.step().lines:
            tell(line)
    return 1 if playground.board.workspace.violations else 0


def _until_interrupted() -> None:
    over = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        over.set()

    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    over.wait()
