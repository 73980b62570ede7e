"""Where is kept who people and channels are, what people chose, and what is stored about them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from bot.coach.records import Channel, Person
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.name_erasure import NamedText, NameFinder
from bot.domain.person_data import StoredRow
from bot.domain.preferences import ConsentAsk, LineSnooze, Preferences, Snooze


class PersonRepository(Protocol):
    """What Slack last said about people."""

    def find(self, team: TeamId, person: PersonId) -> Person | None:
        """What was last known of a person."""

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        """What was last known of those people."""

    def list_teams(self) -> Sequence[TeamId]:
        """The workspaces that anybody is known of."""

    def save(self, person: Person) -> None:
        """Replaces what is known of a person."""


class ChannelRepository(Protocol):
    """What Slack last said about channels."""

    def find(self, team: TeamId, channel: ChannelId) -> Channel | None:
        """What was last known of a channel."""

    def save(self, channel: Channel) -> None:
        """Replaces what is known of a channel."""


class PreferenceRepository(Protocol):
    """How people want to be nudged."""

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Preferences]:
        """The preferences of those people, where they or the coach ever said anything about it."""

    def save(self, preferences: Preferences) -> None:
        """Replaces a person's preferences. The version must be one above the stored one (1 for the
        first), else `VersionConflict`."""

    def list_snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Snooze]:
        """The moves that those people do not want to hear of for a while."""

    def save_snooze(self, team: TeamId, snooze: Snooze) -> None:
        """Remembers a snooze; replaces an earlier one of the same move."""

    def list_line_snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[LineSnooze]:
        """The same of lines that are about no move."""

    def save_line_snooze(self, team: TeamId, snooze: LineSnooze) -> None:
        """Remembers such a snooze; replaces an earlier one of the same line."""

    def list_consent_asks(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[ConsentAsk]:
        """The messages that asked those people whether they want any, oldest first."""

    def save_consent_ask(self, team: TeamId, ask: ConsentAsk) -> None:
        """Remembers that somebody was asked for a deal, or what they said to it."""


class PersonRowRepository(Protocol):
    """What is stored about a person and by them, whichever table it is in."""

    def list_own(self, team: TeamId, person: PersonId) -> Sequence[StoredRow]:
        """Rows about the person alone."""

    def list_by(self, team: TeamId, person: PersonId) -> Sequence[StoredRow]:
        """Rows of deals by the person, or for them to do; those of ledgers are left out."""

    def list_named_in(self, team: TeamId, person: PersonId) -> Sequence[tuple[str, DealId]]:
        """Tables and deals with rows that name the person beside others."""

    def list_ledgers(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        """Deals in whose ledgers the person entered something."""


class NameRepository(Protocol):
    """What people wrote, searched for names of the other side's people: in some deals, or in the whole workspace."""

    def find(
        self, team: TeamId, finder: NameFinder, deals: AbstractSet[DealId] | None
    ) -> Sequence[NamedText]:
        """Each text with a name in it; what only repeats another or waits is left out. Raises `WrongKey`."""

    def replace(self, team: TeamId, finder: NameFinder, deals: AbstractSet[DealId] | None) -> int:
        """Replaces the names everywhere, in what repeats and waits too, and in plans; how many rows that changed.
        Raises `WrongKey` where a plan does not open."""


class ErasureRepository(Protocol):
    """Takes a person out of every table of a workspace."""

    def list_owned_deals(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        """The deals that the person owns and that are not closed."""

    def list_planned_deals(self, team: TeamId) -> Sequence[DealId]:
        """The deals that have a private plan."""

    def empty_drafts(self, team: TeamId, person: PersonId) -> None:
        """Takes what the person wrote out of drafts that nobody else ever saw."""

    def delete_own_rows(self, team: TeamId, person: PersonId) -> None:
        """Removes all that is about the person alone: preferences, choices, roles but that of an owner, reminders,
        messages to them, and what is known of them from Slack."""

    def replace_id(self, team: TeamId, person: PersonId, by: PersonId) -> None:
        """Puts another id in the place of the person's, wherever it stands."""
