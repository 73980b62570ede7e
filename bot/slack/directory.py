"""Who people are and what channels are: rows first, refreshed every ten minutes, one call to Slack on a miss.

Unknown means no: an unknown person is refused, an unknown channel counts as shared.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from slack_sdk import WebClient

from bot.coach.ports import Clock, Store
from bot.coach.records import Channel, Person
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.slack.errors import UNHEARD, Outsider, StrangeTeam, UnknownPerson

FRESH = timedelta(minutes=10)
"""How long a row is believed without asking Slack again."""

REMEMBERED = timedelta(seconds=60)
"""How long a row is believed without looking at the row again."""

MEMBERS = 40
"""A channel with more members than this is not asked about one by one; it counts as shared."""

PATIENCE = timedelta(milliseconds=700)
"""How long after the first question about a channel another may be put while somebody waits."""
UNHURRIED = timedelta(seconds=10)
"""The same where nobody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Us:
    """The workspace that installed the bot, and the bot's own ids."""

    team: TeamId
    bot_user: str
    bot: str


@dataclass(slots=True, kw_only=True)
class Directory:
    """People and channels as Slack knows them. `client` must have a short timeout: it is asked while someone waits."""

    client: WebClient
    store: Store
    clock: Clock
    _us: Us | None = None
    _lock: Lock = field(default_factory=Lock)
    _people: dict[tuple[TeamId, PersonId], tuple[datetime, Person]] = field(default_factory=dict)

    def us(self) -> Us:
        """Which workspace this is; asked once. Raises `UnknownPerson` while Slack cannot say."""
        if self._us is None:
            try:
                said = self.client.auth_test()
            except UNHEARD as error:
                raise UnknownPerson from error
            self._us = Us(
                team=TeamId(said["team_id"]), bot_user=said["user_id"], bot=said.get("bot_id") or ""
            )
        return self._us

    def member(self, team: str, person: str) -> Person:
        """The full member of our workspace with that id. Raises `Outsider`, `StrangeTeam` or `UnknownPerson`."""
        ours = self.us().team
        if team != ours:
            raise StrangeTeam
        known = self.person(ours, PersonId(person))
        if known is None:
            raise UnknownPerson
        if not known.member:
            raise Outsider
        return known

    def person(self, team: TeamId, person: PersonId) -> Person | None:
        """What is known of a person, at most ten minutes old; None where nobody can say."""
        now = self.clock.now()
        seen = self._people.get((team, person))
        if seen is not None and now - seen[0] < REMEMBERED:
            return seen[1]
        with self.store.reading() as work:
            row = work.people.find(team, person)
        if row is None or not timedelta() <= now - row.seen < FRESH:
            row = self._ask_person(team, person, now)
        if row is not None:
            self._remember(row, now)
        return row

    def _remember(self, person: Person, now: datetime) -> None:
        with self._lock:
            if len(self._people) > 10_000:
                self._people.clear()
            self._people[person.team, person.id] = (now, person)

    def _ask_person(self, team: TeamId, person: PersonId, now: datetime) -> Person | None:
        try:
            said = self.client.users_info(user=person, include_locale=True)
        except UNHEARD:
            return None
        return self.learn(team, said["user"], now)

    def learn(self, team: TeamId, user: dict[str, Any], now: datetime) -> Person:
        """Keeps what Slack says about a person."""
        person = person_of(team, user, now)
        with self.store.work() as work:
            work.people.save(person)
        self._remember(person, now)
        return person

    def private(self, team: TeamId, channel: ChannelId, *, patience: timedelta = PATIENCE) -> bool:
        """Whether the channel is known not to be shared with another company, nor about to be, and to hold
        no guest. Direct messages count as private. Slack has so long to say so (`patience`)."""
        if channel.startswith("D"):
            return True
        now = self.clock.now()
        with self.store.reading() as work:
            row = work.channels.find(team, channel)
        if row is None or not timedelta() <= now - row.seen < FRESH:
            row = self._ask_channel(team, channel, now, patience)
        return row is not None and row.private_to_us

    def shared(self, team: TeamId, channel: ChannelId) -> bool:
        """Whether another company is in the channel, or may be, as far as one call to Slack can tell."""
        with self.store.reading() as work:
            row = work.channels.find(team, channel)
        if row is not None and row.private_to_us:
            return False
        try:
            said = self.client.conversations_info(channel=channel)
        except UNHEARD:
            return True
        return not channel_of(team, said["channel"], self.clock.now()).private_to_us

    def _ask_channel(
        self, team: TeamId, channel: ChannelId, now: datetime, patience: timedelta
    ) -> Channel | None:
        until = self.clock.now() + patience
        try:
            said = self.client.conversations_info(channel=channel)
            if self.clock.now() > until:
                return None
            members = self.client.conversations_members(channel=channel, limit=MEMBERS + 1)[
                "members"
            ]
        except UNHEARD:
            return None
        known = channel_of(team, said["channel"], now)
        ours = known.private_to_us and self._only_members(team, members, until)
        if ours is None:
            return None
        return self.learn_channel(replace(known, private_to_us=ours))

    def belongs(self, channel: ChannelId, person: PersonId) -> bool:
        """Whether Slack says that the person is in the channel; no where it cannot say."""
        try:
            said = self.client.conversations_members(channel=channel, limit=1000)
        except UNHEARD:
            return False
        return person in said["members"]

    def _only_members(self, team: TeamId, people: list[str], until: datetime) -> bool | None:
        """Whether everyone in a channel is a full member of ours, or a bot of ours. Too many to ask about: no. None
        where asking took too long; those asked about so far are known the next time."""
        if len(people) > MEMBERS:
            return False
        ours = self.us().bot_user
        for person in people:
            if self.clock.now() > until:
                return None
            known = None if person == ours else self.person(team, PersonId(person))
            if person != ours and not (known and known.member):
                return False
        return True

    def learn_channel(self, channel: Channel) -> Channel:
        """Keeps what is known of a channel."""
        with self.store.work() as work:
            work.channels.save(channel)
        return channel


def person_of(team: TeamId, user: dict[str, Any], now: datetime) -> Person:
    """A person as `users.info` tells of them. Whatever marks somebody as less than a full member counts against."""
    less = (
        "deleted",
        "is_bot",
        "is_restricted",
        "is_ultra_restricted",
        "is_stranger",
        "is_workflow_bot",
    )
    profile = user.get("profile") or {}
    return Person(
        team=team,
        id=PersonId(user["id"]),
        name=profile.get("display_name") or user.get("real_name") or user.get("name") or "",
        member=user.get("team_id") == team and not any(user.get(flag) for flag in less),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
        zone=user.get("tz") or "UTC",
        locale=user.get("locale") or "en-US",
        seen=now,
    )


def channel_of(team: TeamId, channel: dict[str, Any], now: datetime) -> Channel:
    """A channel as `conversations.info` tells of it. Shared in any way, or about to be, is not private to us."""
    shared = ("is_ext_shared", "is_pending_ext_shared", "is_org_shared")
    pending = channel.get("pending_shared") or channel.get("pending_connected_team_ids")
    return Channel(
        team=team,
        id=ChannelId(channel["id"]),
        name=channel.get("name") or "",
        private_to_us=not pending and not any(channel.get(flag) for flag in shared),
        seen=now,
    )
