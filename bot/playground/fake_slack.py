"""The local Slack as a test fixture: up within a blink, strict, and spoken to through people's hands."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.playground import deeds
from bot.playground.faces import slack_routes
from bot.playground.faults import ALWAYS, Fault, Harm
from bot.playground.hands import Hands
from bot.playground.listening import Listening
from bot.playground.manifest import Manifest
from bot.playground.switchboard import Switchboard, read_manifest
from bot.playground.time import WoundClock
from bot.playground.wire import PATIENCE, UNHURRIED, Answer, Sending, What
from bot.playground.workspace import Channel, Json, Organisation, Team, Violation, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class BotSettings:
    """What a bot needs to know to live in this Slack."""

    slack_api_url: str
    signing_secret: str
    bot_token: str
    app_token: str
    client_id: str
    client_secret: str
    clock: WoundClock
    database_url: str


class FakeSlack:
    """One Slack on a loopback port. Enter it, connect a bot, then let people act. It waits `patience` seconds for each
    answer of the bot."""

    def __init__(
        self,
        *,
        manifest: Manifest | Path | None = None,
        now: datetime | None = None,
        clock: WoundClock | None = None,
        patience: float = PATIENCE,
        port: int = 0,
        board: Switchboard | None = None,
        app: ASGIApp | None = None,
    ) -> None:
        self.clock = board.clock if board else clock or WoundClock(now)
        self.board = board or Switchboard(
            manifest=read_manifest(manifest), clock=self.clock, patience=patience
        )
        self._listening = Listening(
            app or Starlette(routes=slack_routes(self.board)), port=port, name="local-slack"
        )
        self.board.base_url = self._listening.url

    def start(self) -> Self:
        self._listening.start()
        return self

    def stop(self) -> None:
        self.board.disconnect()
        self._listening.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return self._listening.url

    @property
    def port(self) -> int:
        return self._listening.port

    @property
    def workspace(self) -> Workspace:
        return self.board.workspace

    @property
    def violations(self) -> list[Violation]:
        """Payloads of the bot's that Slack would refuse, drop or show wrongly. Tests want none."""
        return self.workspace.violations

    def settings(self, database_url: str = "sqlite://") -> BotSettings:
        return BotSettings(
            slack_api_url=f"{self.url}/api/",
            signing_secret=self.board.signing_secret,
            bot_token=self.board.tokens.bot,
            app_token=self.board.tokens.app,
            client_id=self.board.exchange.office.client_id,
            client_secret=self.board.exchange.office.client_secret,
            clock=self.clock,
            database_url=database_url,
        )

    def connect(self, bot: Callable[..., object] | str) -> Self:
        """To a WSGI app in this process or to a bot at an address."""
        self.board.connect(bot)
        return self

    def connect_socket(self) -> Self:
        """To a bot that opens a Socket Mode connection."""
        self.board.connect_socket()
        return self

    def reset(self, now: datetime | None = None) -> None:
        """A fresh workspace for the next test; address and secrets stay."""
        if now:
            self.clock.wind_to(now)
        self.board.reset()

    def person(self, name: str) -> Hands:
        return Hands(self.board, self.workspace.person_named(name))

    def channel(self, name: str) -> Channel:
        return self.workspace.channel_named(name)

    def calls(self, method: str) -> list[Json]:
        """The arguments of every call of a Web API method, refused ones too."""
        return [one.args for one in self.board.api.called(method)]

    def wait_until(self, condition: Callable[[], bool], seconds: float = UNHURRIED) -> bool:
        """For what the bot does unasked in its own time."""
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until:
                return False
            with self.workspace.changed:
                self.workspace.changed.wait(0.02)
        return True

    def deliver(self, sending: Sending, *, times: int = 1) -> list[Answer]:
        """A payload of the test's own making, signed as it says."""
        return deeds.copies(self.board, sending, times)

    def last_payload(self, sending: What) -> Json:
        """The latest payload of a kind, to send again or to forge from."""
        return next(one.payload for one in reversed(self.board.sent) if one.what is sending)

    def event(self, named: str, *, times: int = 1, **fields: object) -> list[Answer]:
        """An event as Slack tells it, if the manifest asks for it."""
        return deeds.tell_event(self.board, {"type": named, **fields}, times=times)

    def message(self, *, times: int = 1, **fields: object) -> list[Answer]:
        """What Slack tells of a message in the bot's direct messages, if the manifest asks for it."""
        event = {"type": "message", **fields}
        return deeds.tell_event(self.board, event, named="message.im", times=times)

    def shares(self, channel: Channel) -> None:
        """Another company joins the channel; a private one changes its id."""
        deeds.share(self.board, channel, shared=True)

    def unshares(self, channel: Channel) -> None:
        deeds.share(self.board, channel, shared=False)

    def invites_company_to(self, channel: Channel) -> None:
        """An invitation to another company is out, and not taken yet."""
        deeds.share(self.board, channel, shared=False, pending=True)

    def shares_in_organisation(self, channel: Channel) -> None:
        """Other workspaces of our Enterprise organisation see the channel too; its id stays."""
        with self.workspace.change():
            channel.org_shared = True

    def joins_organisation(self, organisation: Organisation) -> None:
        """Our workspace becomes one of an Enterprise organisation, and every member of it one of its people."""
        with self.workspace.change():
            self.workspace.organisation = organisation
            for person in self.workspace.people.values():
                if person.team == self.workspace.team.id:
                    person.org_teams = (self.workspace.team.id,)

    def moves_to_other_workspace(self, person: Hands, team: Team) -> None:
        """The person belongs to that other workspace of our organisation, and not to ours any more."""
        with self.workspace.change():
            if team not in self.workspace.teams:
                self.workspace.teams.append(team)
            person.person.team = team.id
            person.person.org_teams = (team.id,)

    def refuses(self, method: str, error: str, **also: str) -> None:
        """From now on every call of that method is refused with that code, and with what Slack adds to it, such as
        `needed` and `provided`."""
        self.board.faults.next(
            Fault(harm=Harm.ERROR, method=method, error=error, times=ALWAYS, also=also)
        )

    def renames(self, channel: Channel, name: str) -> None:
        deeds.rename(self.board, channel, name)

    def joins(self, person: Hands, channel: Channel) -> None:
        deeds.join(self.board, person.person, channel, on=True)

    def leaves(self, person: Hands, channel: Channel) -> None:
        deeds.join(self.board, person.person, channel, on=False)

    def changes(self, person: Hands) -> None:
        """Someone's profile changed (zone, language, role): set it on `person.person` first."""
        deeds.tell_person_changed(self.board, person.person)

    def uninstalls(self) -> list[Answer]:
        return deeds.uninstall(self.board)
