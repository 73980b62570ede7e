"""Where deals are kept: who is in them, what was noted and said beside their ledgers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.coach.records import (
    Canvas,
    ChannelSummary,
    Mute,
    Note,
    Participation,
    PersonalDeal,
    ShownCaution,
)
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId


class DealRepository(Protocol):
    """Deals, the channels they live in, and which of several a person means in a channel."""

    def find(self, team: TeamId, deal: DealId) -> Deal | None:
        """One deal."""

    def list_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        """Open deals of a channel, newest first."""

    def list_ids_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        """The ids of the open deals of a channel, newest first."""

    def summarize_channel(self, team: TeamId, channel: ChannelId) -> ChannelSummary:
        """How many deals are open in a channel, and when the last one was closed there, but for those that were
        deleted."""

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        """Open deals in which the person has a role other than nobody, newest first."""

    def find_last_of_person(self, team: TeamId, person: PersonId) -> DealId | None:
        """The open deal that the person recorded something in last, among those in which they have a role other than
        nobody; None where they recorded nothing yet."""

    def list_closed_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        """Closed deals of a channel, the one closed last first; those that were deleted are left
        out."""

    def list_closed_of_person(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        """Closed deals in which the person has a role other than nobody, the one closed last first;
        those that were deleted are left out."""

    def list_participations(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Sequence[Participation]:
        """The open deals in which those people have a role other than nobody."""

    def list_governed_participations(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Sequence[Participation]:
        """Their closed deals that have a rhythm, whose check-ins and dates may go on, in which something is still to be
        done, or that are to be deleted for their age."""

    def list_deleted(self, before: datetime, limit: int) -> Sequence[Deal]:
        """Deals of all teams that were deleted before then and whose rows are still there, in the order of that."""

    def remove(self, team: TeamId, deal: DealId) -> None:
        """Removes every row of a deal from every table, and what was said about its party in other deals."""

    def list_all(self) -> Sequence[Deal]:
        """Every deal of every team, for the operator's commands."""

    def list_holds_over(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        """Deals that are on hold until that day or an earlier one."""

    def insert(self, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
        """Adds a new deal, its channel and its owner. Raises `VersionConflict` where it exists."""

    def update(self, deal: Deal) -> None:
        """Replaces a deal's settings. Its version must be one above the stored one, else
        `VersionConflict`."""

    def find_sample(self, team: TeamId, person: PersonId) -> DealId | None:
        """The sample that the person learns on, open or closed; None where there is none."""

    def list_channels(self, team: TeamId, deal: DealId) -> Sequence[ChannelId]:
        """The channels a deal lives in."""

    def add_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        """Adds one more channel to a deal; nothing changes where it already lives there."""

    def remove_channel(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        """Takes a channel away from a deal."""

    def move_channel(self, team: TeamId, old: ChannelId, new: ChannelId) -> Sequence[Deal]:
        """Moves a channel's deals to its new id, for a channel whose id changed in Slack. Returns
        the deals it moved, newest first."""

    def find_chosen(self, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
        """The deal that the person last chose in a channel with several; None where they chose
        none, or it is closed or gone."""

    def save_choice(self, team: TeamId, person: PersonId, channel: ChannelId, deal: DealId) -> None:
        """Remembers the person's choice in a channel with several deals."""


class RoleRepository(Protocol):
    """Who has which role in which deal."""

    def find(self, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
        """The person's role; None where none was given."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
        """Everyone with a role, in the order they joined."""

    def save(
        self,
        team: TeamId,
        deal: DealId,
        person: PersonId,
        role: Role,
        *,
        from_channel: bool = False,
    ) -> None:
        """Sets a person's role. One that came `from_channel` ends when the person leaves the channel."""

    def remove(self, team: TeamId, deal: DealId, person: PersonId) -> None:
        """Takes a person's role away, as if they had never had one, and their following with it."""

    def list_from_channel(
        self, team: TeamId, channel: ChannelId, person: PersonId
    ) -> Sequence[DealId]:
        """The deals of a channel in which the person has a role that came from a channel, by id."""

    def list_followers(self, team: TeamId, deal: DealId) -> Sequence[PersonId]:
        """Who chose to get the lines of a deal, by id."""

    def list_follows(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, frozenset[DealId]]:
        """The deals that each of those people follows, where they follow any."""

    def set_follower(self, team: TeamId, deal: DealId, person: PersonId, *, on: bool) -> None:
        """Makes somebody follow a deal, or no longer."""

    def list_owned(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        """The deals that a person owns, open and closed ones, by id."""

    def list_orphaned(self, team: TeamId) -> Sequence[DealId]:
        """The deals, open or won, none of whose owners is a full member any more, by id."""

    def list_leads(self, team: TeamId, deal: DealId) -> Sequence[PersonId]:
        """Who sees a few sums of the deal without a role in it, by id."""

    def list_led_deals(self, team: TeamId, person: PersonId) -> Sequence[DealId]:
        """The deals that a person leads, by id."""

    def set_lead(self, team: TeamId, deal: DealId, person: PersonId, *, on: bool) -> None:
        """Names a lead, or takes that away again."""


class CautionRepository(Protocol):
    """Which cautions people were shown, and which rules they do not want to hear."""

    def list_shown(
        self, team: TeamId, deal: DealId, person: PersonId, rule: str
    ) -> Sequence[ShownCaution]:
        """What the person was shown of a rule in this deal."""

    def save_shown(self, team: TeamId, deal: DealId, shown: ShownCaution) -> None:
        """Remembers that a person was shown a caution; replaces what was shown under its key."""

    def list_muted_rules(self, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
        """Rules the person has muted in the deal."""

    def set_muted(self, team: TeamId, deal: DealId, mute: Mute, *, on: bool) -> None:
        """Mutes a rule for a person in a deal, or lets it speak again."""


class SignalRepository(Protocol):
    """Signals noted in meetings."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Note]:
        """The signals noted in a deal, oldest first."""

    def insert(self, team: TeamId, deal: DealId, note: Note) -> None:
        """Adds a signal. Its number must be the next, else `VersionConflict`."""

    def delete_all(self, team: TeamId, deal: DealId) -> None:
        """Removes all signals of a deal."""


class CanvasRepository(Protocol):
    """Canvases on which channels keep where both sides of a deal stand."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Canvas]:
        """The canvases of a deal, one a channel at most."""

    def save(self, team: TeamId, deal: DealId, canvas: Canvas) -> None:
        """Remembers a canvas; replaces the one of its channel."""

    def delete(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        """Forgets the canvas of a channel."""
