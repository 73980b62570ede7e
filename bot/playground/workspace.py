"""The local Slack workspace: who is there, what was said, which forms are open. All of it in memory."""

import itertools
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from bot.slack import limits_table as limits

Json = dict[str, Any]
JsonValue = Any
"""Whatever the bot, or a test, put into its JSON: it is looked at here, not trusted."""

TRIGGER_LIFE = timedelta(seconds=limits.TRIGGER_SECONDS)
RESPONSE_URL_LIFE = timedelta(minutes=limits.RESPONSE_URL_MINUTES)
RESPONSE_URL_USES = limits.RESPONSE_URL_USES
VIEW_STACK = limits.VIEW_STACK


class Clock(Protocol):
    def now(self) -> datetime: ...


class Kind(StrEnum):
    """How a person belongs to our workspace."""

    MEMBER = "member"
    ADMIN = "admin"
    GUEST = "guest"
    OUTSIDER = "outsider"
    DEACTIVATED = "deactivated"
    BOT = "bot"
    WORKFLOW = "workflow"
    """The bot of a workflow, which Slack marks by a flag of its own."""


class SlackError(Exception):
    """What Slack answers as `error`, with the explanations it adds."""

    def __init__(self, error: str, *, messages: tuple[str, ...] = (), **also: str) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.also = also


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An Enterprise organisation that our workspace belongs to."""

    id: str
    name: str


@dataclass(slots=True, kw_only=True)
class Person:
    """Someone in Slack. `org_teams` are the workspaces of the organisation they belong to; of such a person Slack may
    leave out the one home workspace (`shows_team`), and name another, or the organisation, wherever they press
    (`click_team`)."""

    id: str
    name: str
    kind: Kind
    team: str
    title: str = ""
    zone: str = "Europe/Berlin"
    locale: str = "en-US"
    org_teams: tuple[str, ...] = ()
    shows_team: bool = True
    click_team: str = ""

    @property
    def handle(self) -> str:
        return self.name.lower().replace(" ", ".")


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """A file: announced with its length, then sent, then shown in a conversation (`shared`)."""

    id: str
    ticket: str
    name: str
    length: int
    by: str
    title: str = ""
    content: bytes | None = None
    shared: bool = False


@dataclass(slots=True, kw_only=True)
class LocalCanvas:
    """A canvas: its tab is in `channel`; those channels in `readers` may read it."""

    id: str
    title: str
    markdown: str
    channel: str
    readers: set[str] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Message:
    ts: str
    by: str
    text: str
    at: datetime
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    only_for: str | None = None
    edited: bool = False
    metadata: Json | None = None
    files: tuple[StoredFile, ...] = ()
    version: int = 0

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None


@dataclass(slots=True, kw_only=True)
class Channel:
    id: str
    name: str
    members: list[str]
    private: bool = False
    partner: str | None = None
    shared: bool = False
    pending_shared: bool = False
    org_shared: bool = False
    """Whether other workspaces of our organisation see it too."""
    archived: bool = False
    topic: str = ""
    former_ids: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    @property
    def is_dm(self) -> bool:
        return self.partner is not None

    def message(self, ts: str) -> Message | None:
        return next((one for one in self.messages if one.ts == ts), None)

    def visible_to(self, person: str) -> list[Message]:
        return [one for one in self.messages if one.only_for in (None, person)]


@dataclass(slots=True, kw_only=True)
class View:
    """A form that is open, or someone's Home tab, as Slack keeps it."""

    id: str
    person: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    version: int = 0

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks


@dataclass(slots=True, kw_only=True)
class Trigger:
    id: str
    person: str
    born: datetime
    view: str | None = None
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    id: str
    channel: str
    person: str
    born: datetime
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What Slack itself tells a person, or what the playground tells everyone about a payload it refused."""

    text: str
    level: str
    person: str | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A payload of the bot's that Slack would refuse, drop, or show wrongly."""

    where: str
    messages: tuple[str, ...]


class Workspace:
    """Everything Slack knows. Take `lock` around anything that reads more than one thing."""

    def __init__(
        self, *, clock: Clock, teams: list[Team], people: list[Person], channels: list[Channel]
    ) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.version = 1
        self.teams = teams
        self.organisation: Organisation | None = None
        self.org_wide = False
        self.people = {one.id: one for one in people}
        self.channels = {one.id: one for one in channels}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, StoredFile] = {}
        self.canvases: dict[str, LocalCanvas] = {}
        self.notices: list[Notice] = []
        self.violations: list[Violation] = []
        self.history_lag = timedelta()
        self.unknown_blocks: set[str] = set()
        self._numbers = itertools.count(1)
        self._last_ts = 0

    @property
    def team(self) -> Team:
        """Ours: the workspace the app is installed in. Where it is installed for all of an organisation (`org_wide`),
        the first of its workspaces."""
        return self.teams[0]

    @property
    def installed_id(self) -> str:
        """The id of what the app is installed in."""
        return self.organisation.id if self.organisation and self.org_wide else self.team.id

    def team_of(self, person: Person) -> Team:
        """The workspace in which somebody types: where the app is for the whole organisation, each one's own."""
        if not self.org_wide:
            return self.team
        return next((one for one in self.teams if one.id == person.team), self.team)

    @property
    def bot(self) -> Person:
        return next(one for one in self.people.values() if one.kind is Kind.BOT)

    @contextmanager
    def change(self) -> Iterator[int]:
        """One visible change; whoever polls for news wakes up after it."""
        with self.changed:
            self.version += 1
            yield self.version
            self.changed.notify_all()

    def number(self) -> int:
        return next(self._numbers)

    def new_id(self, letter: str) -> str:
        return f"{letter}{self.number():09d}"

    def person_named(self, name: str) -> Person:
        return next(
            one for one in self.people.values() if name.lower() in (one.name.lower(), one.handle)
        )

    def channel_named(self, name: str) -> Channel:
        return next(one for one in self.channels.values() if one.name == name.lstrip("#"))

    def conversation(self, channel_id: str) -> Channel | None:
        """A channel or a direct message by its id."""
        return self.channels.get(channel_id)

    def dm_with(self, person: str) -> Channel:
        """The conversation of the bot with this person, made when first needed."""
        with self.lock:
            for channel in self.channels.values():
                if channel.partner == person:
                    return channel
            made = Channel(
                id=self.new_id("D"),
                name="directmessage",
                members=[person, self.bot.id],
                private=True,
                partner=person,
            )
            self.channels[made.id] = made
            return made

    def new_ts(self) -> str:
        """A message's time and name; unique, and ascending even when the clock is set back."""
        with self.lock:
            self._last_ts = max(self._last_ts + 1, int(self.clock.now().timestamp() * 1_000_000))
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def say(
        self,
        channel: Channel,
        *,
        by: str,
        text: str,
        blocks: list[Json] | None = None,
        thread_ts: str | None = None,
        only_for: str | None = None,
        metadata: Json | None = None,
        files: tuple[StoredFile, ...] = (),
    ) -> Message:
        """Puts a message into a conversation, for all of it or for one person's eyes only."""
        with self.change() as version:
            message = Message(
                ts=self.new_ts(),
                by=by,
                text=text,
                blocks=self.named_blocks(blocks),
                thread_ts=thread_ts,
                only_for=only_for,
                metadata=metadata,
                files=files,
                at=self.clock.now(),
                version=version,
            )
            channel.messages.append(message)
            return message

    def rewrite(self, message: Message, *, text: str, blocks: list[Json] | None) -> None:
        with self.change() as version:
            message.text, message.blocks = text, self.named_blocks(blocks)
            message.edited, message.version = True, version

    def remove(self, channel: Channel, message: Message) -> None:
        with self.change():
            channel.messages.remove(message)

    def named_blocks(self, blocks: list[Json] | None) -> list[Json] | None:
        """Blocks as Slack keeps them: those without a name get one, and so do their buttons and fields."""
        return None if blocks is None else [self._named_block(block) for block in blocks]

    def _named_block(self, block: Json) -> Json:
        named = {**block, "block_id": block.get("block_id") or self._short_name()}
        if named.get("type") in ("actions", "context_actions"):
            named["elements"] = [self._named_element(one) for one in named["elements"]]
        for part in ("accessory", "element"):
            if part in named:
                named[part] = self._named_element(named[part])
        return named

    def _named_element(self, element: Json) -> Json:
        if element.get("type") == "image" or element.get("action_id"):
            return element
        return {**element, "action_id": self._short_name()}

    def _short_name(self) -> str:
        return f"x{self.number():04d}"

    def new_trigger(self, person: str, *, view: str | None = None) -> Trigger:
        with self.lock:
            number = self.number()
            trigger = Trigger(
                id=f"{number}.{secrets.randbelow(10**9)}.{secrets.token_hex(10)}",
                person=person,
                born=self.clock.now(),
                view=view,
            )
            self.triggers[trigger.id] = trigger
            return trigger

    def spend_trigger(self, trigger_id: str) -> Trigger:
        """A trigger opens one form, within three seconds."""
        with self.lock:
            trigger = self.triggers.get(trigger_id)
            if trigger is None:
                raise SlackError("invalid_trigger_id")
            if trigger.used:
                raise SlackError("exchanged_trigger_id")
            if self.clock.now() - trigger.born > TRIGGER_LIFE:
                raise SlackError("expired_trigger_id")
            trigger.used = True
            return trigger

    def new_response_url(
        self,
        *,
        channel: str,
        person: str,
        message_ts: str | None = None,
        thread_ts: str | None = None,
    ) -> ResponseUrl:
        with self.lock:
            made = ResponseUrl(
                id=secrets.token_hex(12),
                channel=channel,
                person=person,
                born=self.clock.now(),
                message_ts=message_ts,
                thread_ts=thread_ts,
            )
            self.response_urls[made.id] = made
            return made

    def spend_response_url(self, url_id: str) -> ResponseUrl:
        """One of five uses within half an hour."""
        with self.lock:
            url = self.response_urls.get(url_id)
            if url is None:
                raise SlackError("invalid_url")
            if self.clock.now() - url.born > RESPONSE_URL_LIFE:
                raise SlackError("expired_url")
            if url.uses >= RESPONSE_URL_USES:
                raise SlackError("used_url")
            url.uses += 1
            return url

    def notice(self, text: str, *, person: str | None = None, level: str = "error") -> None:
        with self.change() as version:
            self.notices.append(Notice(text=text, level=level, person=person, version=version))

    def violate(self, where: str, messages: tuple[str, ...]) -> None:
        """Remembers a payload that breaks Slack's rules and says so where everyone sees it."""
        self.violations.append(Violation(where=where, messages=messages))
        self.notice(f"{where}: {'; '.join(messages)}")

    def notices_for(self, person: str) -> list[Notice]:
        return [one for one in self.notices if one.person in (None, person)]

    def stack_of(self, person: str) -> list[View]:
        """The forms this person has open, the one in front last."""
        return [self.views[one] for one in self.stacks.get(person, [])]

    def share(self, channel: Channel, *, shared: bool, pending: bool = False) -> str | None:
        """Makes a channel one with another company, or not; a private one gets a new id, the old one is returned."""
        with self.change():
            channel.shared, channel.pending_shared = shared, pending
            if not (shared and channel.private):
                return None
            old, channel.id = channel.id, self.new_id("C")
            channel.former_ids.append(old)
            del self.channels[old]
            self.channels[channel.id] = channel
            return old
