"""Who people are and what channels are. What Slack said is kept in rows, which are refreshed every ten minutes.

Unknown means no: an unknown person is refused, an unknown channel counts as shared with another company.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from bot.coach.ports.clock import Clock
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import Channel, Person
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.slack.account import parse_scopes
from bot.slack.errors import UNHEARD, Outsider, UnknownPerson, is_channel_hidden
from bot.slack.installations import Installations

ROW_FRESH = timedelta(minutes=10)
"""How long a row is believed without asking Slack again."""

CACHE_FRESH = timedelta(seconds=60)
"""How long a person in this process's memory is believed without reading the row again."""

CACHED_PEOPLE = 10_000

# Each member that is not known yet costs a call to Slack while somebody waits.
MOST_MEMBERS = 40
"""A channel with more members than this is not asked about one by one; it counts as shared."""

CHANNEL_MEMBERS_PAGE = 1000

# A slash command has to be answered within three seconds.
PATIENCE = timedelta(milliseconds=700)
"""How long after the first question about a channel another may be put while somebody waits."""
UNHURRIED = timedelta(seconds=10)
"""The same where nobody waits."""

NOT_FULL_MEMBER = (
    "deleted",
    "is_bot",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "is_workflow_bot",
)
"""Slack's marks of somebody who is less than a full member."""

READS_MESSAGES = "im:history"
"""The scope under which Slack tells of messages typed to the bot; an optional one."""

SHARED = ("is_ext_shared", "is_pending_ext_shared")
"""Slack's marks of a channel that another company is in, or is invited to. One that other workspaces of our
organisation see (`is_org_shared`) is private while nobody but members and colleagues is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLook:
    """What one call to Slack tells of a channel: whether another company is in it, or may be, and whether everybody of
    the workspace can look into it; `silent` where Slack did not tell the latter."""

    shared: bool
    public: bool = False
    silent: bool = False


@dataclass(slots=True, kw_only=True)
class Directory:
    """People and channels as Slack knows them. The clients of `installations` must have a short timeout: they are asked
    while someone waits."""

    installations: Installations
    store: Store
    clock: Clock
    on_left: Callable[[UnitOfWork, Person], object] = lambda _work, _person: None
    """What is done in the transaction that stores that somebody is no full member any more."""
    _scopes: dict[TeamId, tuple[datetime, frozenset[str]]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _people: dict[tuple[TeamId, PersonId], tuple[datetime, Person]] = field(default_factory=dict)

    def hears_messages(self, team: TeamId) -> bool:
        """Whether Slack tells of what people type in the bot's direct messages; yes where it cannot be told. Asked at
        most every ten minutes: an admin may grant the scope at any time."""
        now = self.clock.now()
        known = self._scopes.get(team)
        if known is None or not _is_fresh(known[0], now):
            try:
                answer = self.installations.client_of(team).auth_test()
            except UNHEARD:
                return True
            known = self._scopes[team] = (now, parse_scopes(answer.headers))
        scopes = known[1]
        return not scopes or READS_MESSAGES in scopes

    def require_member(self, team: TeamId, person: str) -> Person:
        """The full member with that id, where Giveget is installed. Raises `Outsider`, `StrangeTeam` or
        `UnknownPerson`."""
        self.installations.find_identity(team)
        known = self.find_person(team, PersonId(person))
        if known is None:
            raise UnknownPerson
        if not known.member:
            raise Outsider
        return known

    def find_person(self, team: TeamId, person: PersonId) -> Person | None:
        """What is known of a person, at most ten minutes old; None where Slack cannot say."""
        now = self.clock.now()
        cached = self._people.get((team, person))
        if cached is not None and now - cached[0] < CACHE_FRESH:
            return cached[1]
        with self.store.reading() as work:
            row = work.people.find(team, person)
        if row is None or not _is_fresh(row.seen, now):
            row = self._fetch_person(team, person, now)
        if row is not None:
            self._cache_person(row, now)
        return row

    def _cache_person(self, person: Person, now: datetime) -> None:
        with self._lock:
            if len(self._people) > CACHED_PEOPLE:
                self._people.clear()
            self._people[person.team, person.id] = (now, person)

    def _fetch_person(self, team: TeamId, person: PersonId, now: datetime) -> Person | None:
        try:
            client = self.installations.client_of(team)
            answer = client.users_info(user=person, include_locale=True)
        except UNHEARD:
            return None
        return self.save_user(team, answer["user"], now)

    def save_user(self, team: TeamId, user: dict[str, Any], now: datetime) -> Person:
        """Stores what Slack says about a person."""
        person = parse_user(
            team, user, now, organisation=self.installations.find_identity(team).organisation
        )
        with self.store.work() as work:
            before = work.people.find(team, person.id)
            work.people.save(person)
            if before is not None and before.member and not person.member:
                self.on_left(work, person)
        self._cache_person(person, now)
        return person

    def is_private(
        self,
        team: TeamId,
        channel: ChannelId,
        *,
        patience: timedelta = PATIENCE,
        anew: bool = False,
    ) -> bool:
        """Whether the channel is known not to be shared with another company, nor about to be, and to hold no guest.
        Direct messages count as private. Where Slack takes longer than `patience` to say so, it is not known. `anew`:
        Slack is asked whatever is known already, since something is about to be shown there."""
        if channel.startswith("D"):
            return True
        now = self.clock.now()
        with self.store.reading() as work:
            row = work.channels.find(team, channel)
        if anew or row is None or not _is_fresh(row.seen, now):
            row = self._fetch_channel(team, channel, now, patience)
        return row is not None and row.private_to_us

    def look_at(self, team: TeamId, channel: ChannelId) -> ChannelLook:
        """What one call to Slack tells of a channel; it counts as shared where Slack cannot say."""
        try:
            answer = self.installations.client_of(team).conversations_info(channel=channel)
        except UNHEARD as error:
            # Of public channels Slack tells whoever asks, so one that it does not know for us is private.
            return ChannelLook(shared=True, silent=not is_channel_hidden(error))
        found = answer["channel"]
        known = parse_channel(team, found, self.clock.now())
        # Slack marks every channel that only those who are in it can see, and shared ones as well.
        is_public = found.get("is_private") is False and not found.get("is_group")
        return ChannelLook(shared=not known.private_to_us, public=is_public)

    def list_members(self, team: TeamId, channel: ChannelId) -> tuple[PersonId, ...]:
        """The full members of ours in a channel, as far as they are known; nobody where Slack cannot say."""
        try:
            client = self.installations.client_of(team)
            answer = client.conversations_members(channel=channel, limit=MOST_MEMBERS)
        except UNHEARD:
            return ()
        people = [PersonId(person) for person in answer["members"]]
        with self.store.reading() as work:
            known = work.people.find_many(team, people)
        return tuple(person for person in people if person not in known or known[person].member)

    def _fetch_channel(
        self, team: TeamId, channel: ChannelId, now: datetime, patience: timedelta
    ) -> Channel | None:
        deadline = self.clock.now() + patience
        try:
            client = self.installations.client_of(team)
            info = client.conversations_info(channel=channel)
            if self.clock.now() > deadline:
                return None
            answer = client.conversations_members(channel=channel, limit=MOST_MEMBERS + 1)
        except UNHEARD:
            return None
        known = parse_channel(team, info["channel"], now)
        is_ours: bool | None = known.private_to_us
        if is_ours:
            is_ours = self._are_all_members(team, answer["members"], deadline)
        if is_ours is None:
            return None
        known = replace(known, private_to_us=is_ours)
        with self.store.work() as work:
            work.channels.save(known)
        return known

    def _are_all_members(
        self, team: TeamId, people: Sequence[str], deadline: datetime
    ) -> bool | None:
        """Whether everyone in a channel is a full member of ours or of our organisation, or our own bot; no where there
        are too many to ask about. None where asking took too long: those asked about so far are known the next time."""
        if len(people) > MOST_MEMBERS:
            return False
        bot_user = self.installations.find_identity(team).bot_user
        for person in people:
            if self.clock.now() > deadline:
                return None
            if person == bot_user:
                continue
            known = self.find_person(team, PersonId(person))
            if known is None or not (known.member or known.colleague):
                return False
        return True

    def is_in_channel(self, team: TeamId, channel: ChannelId, person: PersonId) -> bool:
        """Whether Slack says that the person is in the channel; no where it cannot say."""
        try:
            client = self.installations.client_of(team)
            answer = client.conversations_members(channel=channel, limit=CHANNEL_MEMBERS_PAGE)
        except UNHEARD:
            return False
        return person in answer["members"]


def _is_fresh(seen: datetime, now: datetime) -> bool:
    # A row seen "in the future" is from before the clock was set back: nobody knows how old it is.
    return timedelta() <= now - seen < ROW_FRESH


def parse_user(
    team: TeamId, user: dict[str, Any], now: datetime, *, organisation: str = ""
) -> Person:
    """A person from Slack's user object. Any mark of somebody less than a full member counts against them.

    Of people of an Enterprise organisation Slack may name another home workspace, or none, and lists theirs apart.
    `organisation` is ours, or empty.
    """
    profile = user.get("profile") or {}
    enterprise = user.get("enterprise_user") or {}
    teams = {user.get("team_id"), *(user.get("teams") or ()), *(enterprise.get("teams") or ())}
    is_full_member = not any(user.get(flag) for flag in NOT_FULL_MEMBER)
    is_of_organisation = bool(organisation) and enterprise.get("enterprise_id") == organisation
    # Where all of the organisation has installed it, everybody of the organisation is a member, and its own admins
    # are the admins: one of a workspace decides about that workspace.
    is_org_wide = team == organisation
    with_rights = enterprise if is_org_wide else user
    is_ours = is_of_organisation if is_org_wide else team in teams
    return Person(
        team=team,
        id=PersonId(user["id"]),
        name=profile.get("display_name") or user.get("real_name") or user.get("name") or "",
        member=is_ours and is_full_member,
        colleague=is_of_organisation and is_full_member,
        admin=bool(with_rights.get("is_admin") or with_rights.get("is_owner")),
        zone=user.get("tz") or "UTC",
        locale=user.get("locale") or "en-US",
        seen=now,
    )


def parse_channel(team: TeamId, channel: dict[str, Any], now: datetime) -> Channel:
    """A channel from Slack's conversation object. Shared in any way, or about to be, is not private to us."""
    is_shared = any(channel.get(flag) for flag in SHARED)
    is_pending = channel.get("pending_shared") or channel.get("pending_connected_team_ids")
    return Channel(
        team=team,
        id=ChannelId(channel["id"]),
        name=channel.get("name") or "",
        private_to_us=not is_shared and not is_pending,
        seen=now,
    )
