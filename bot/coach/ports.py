"""What the coach needs from outside: a store, a clock, and who people and channels are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from datetime import date, datetime, time
from typing import Protocol

from bot.coach.deal_lists import DealListRepository
from bot.coach.records import (
    Canvas,
    Channel,
    DealSnapshot,
    EntryCursor,
    FeedEntry,
    FormerPlan,
    Installation,
    Mute,
    Note,
    Participation,
    PendingInput,
    PendingT,
    Person,
    PersonalDeal,
    Post,
    ProcessedRequest,
    ShownCaution,
    UrgentCheck,
    WebhookDelivery,
    WebhookState,
    Workspace,
    WorkspaceCounts,
)
from bot.domain.approvals import ApprovalRules, GiveApproval
from bot.domain.calendar import DaysOff
from bot.domain.checkins import CheckIn
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment
from bot.domain.data_rules import DataRules
from bot.domain.deals import Deal, Role, Side
from bot.domain.debriefs import Debrief
from bot.domain.digests import Digest
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger
from bot.domain.mornings import MorningMemory
from bot.domain.moves import Kind, Move, State
from bot.domain.name_erasure import NamedText, NameFinder
from bot.domain.offers import Offer
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.party_memory import PartyRuling
from bot.domain.person_data import StoredRow
from bot.domain.plans import Plan
from bot.domain.playbook_lines import PlaybookLine
from bot.domain.preferences import ConsentAsk, LineSnooze, Preferences, Snooze
from bot.domain.retention import ClosedDeal, PlannedDeletion
from bot.domain.rhythms import Cadence, Rhythm
from bot.domain.schedules import Occurrence, Schedule
from bot.domain.totals import Totals
from bot.domain.tradeable_outcomes import TradeableOutcome
from bot.domain.triggers import Firing, Reading


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""


class Calendar(Protocol):
    """Days and hours where people are."""

    def instant(self, day: date, hour: time, zone: str) -> datetime:
        """The moment in UTC at which a wall in that zone shows the day and hour. An hour that the
        clocks skip is the first one after the gap, an hour they show twice the first of the two."""

    def local(self, at: datetime, zone: str) -> datetime:
        """What a wall in that zone shows at a moment."""

    def days_off(self, country: str, first: date, last: date) -> DaysOff:
        """The weekend of a country (ISO 3166-1, with a region after a hyphen: `DE-BY`) and its
        public holidays within those days; Saturdays and Sundays where the country is not known."""

    def knows_country(self, country: str) -> bool:
        """Whether that is the code of a country, and of a region of it where one is named."""

    def country(self, zone: str) -> str:
        """The country that a zone lies in, under its present name or an older one; "" where it lies
        in none."""

    def recurring(self, cadence: Cadence, first: date, last: date) -> Sequence[date]:
        """The days from `first` up to and including `last` on which a cadence comes round, in
        order, whatever day of the week they are."""


class DealRepository(Protocol):
    """Deals, the channels they live in, and which of several a person means in a channel."""

    def find(self, team: TeamId, deal: DealId) -> Deal | None:
        """One deal."""

    def list_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        """Open deals of a channel, newest first."""

    def list_ids_in_channel(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        """The ids of the open deals of a channel, newest first."""

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


class LedgerRepository(Protocol):
    """The append-only entries of a deal, and the moves, ties and totals that are their fold."""

    def load_snapshot(self, team: TeamId, deal: DealId, person: PersonId) -> DealSnapshot | None:
        """What one new move by that person needs to know, in a bounded number of rows."""

    def load_totals(self, team: TeamId, deal: DealId) -> Totals:
        """The stored totals. Raises `VersionConflict` where the deal is gone."""

    def load(self, team: TeamId, deal: DealId) -> Ledger:
        """All moves as they stand, and their ties. Raises `VersionConflict` where the deal is
        gone."""

    def load_group(self, team: TeamId, deal: Deal, numbers: Iterable[MoveNo]) -> Ledger:
        """Those moves and all that ties connect to them, with these ties."""

    def list_moves(
        self,
        team: TeamId,
        deal: DealId,
        kind: Kind,
        states: Collection[State],
        *,
        since: date | None = None,
    ) -> Sequence[Move]:
        """The moves of that kind in one of at most four states, by number; those whose age runs from `since` on."""

    def list_open_moves(self, team: TeamId, deal: DealId, kind: Kind) -> Sequence[Move]:
        """The open moves of that kind, by the day that their age runs from."""

    def list_latest_turns(
        self, team: TeamId, deal: DealId
    ) -> tuple[Sequence[Move], Sequence[Move]]:
        """The last `LATEST_TURNS` gets that count, and as many asks of ours that were answered last; the latest day
        first."""

    def find_move(self, team: TeamId, deal: DealId, no: MoveNo) -> Move | None:
        """One move as it stands."""

    def list_entries(
        self, team: TeamId, deal: DealId, *, last: int | None = None
    ) -> Sequence[Entry]:
        """The entries of a deal in order, or only its last few."""

    def find_entry(self, team: TeamId, deal: DealId, seq: int) -> Entry | None:
        """One entry."""

    def entries_since(
        self, cursor: EntryCursor | None, limit: int, *, team: TeamId | None = None
    ) -> Sequence[FeedEntry]:
        """The entries of all teams, or of one, that were committed after the one with that cursor,
        in the order of their commits and at most so many; None: from the first. Whoever goes on
        from the last cursor it got misses no entry and sees none twice, whatever is committed
        meanwhile. Entries of purged workspaces are gone. Raises `UnknownCursor`."""

    def append_entry(
        self,
        deal: Deal,
        entry: Entry,
        totals: Totals,
        open_moves: frozenset[MoveNo] | None = None,
        among: frozenset[MoveNo] | None = None,
    ) -> None:
        """Adds an entry: its moves and offers as they stand now, its ties, and the totals after it.
        `entry.seq` must be the next one, else `VersionConflict`. `open_moves` names the moves of
        the whole ledger, or `among` some, that are open after it (unanswered firm gives, unanswered
        asks, gets without a tie); None: of the entry's moves those that `totals.is_open` says."""

    def save_totals(
        self, team: TeamId, deal: DealId, totals: Totals, open_moves: frozenset[MoveNo]
    ) -> None:
        """Replaces the stored totals and which moves are open, after time, a rate or a size changed
        them."""

    def list_waiting_moves(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Move]]:
        """The open moves of those deals, and what waits: drafts, conditions, goodwill."""

    def list_lapsing_deals(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        """Deals of all teams with a condition whose `due` day has passed, an open offer past its
        last day, or a draft whose last day has passed."""

    def list_ended_drafts(self, team: TeamId, deal: DealId, today: date) -> Sequence[MoveNo]:
        """The drafts of a deal whose last day, as `set_last_day` set it, is over everywhere on earth."""

    def set_last_day(self, team: TeamId, deal: DealId, no: MoveNo, day: date) -> None:
        """Lets a draft lapse after that day. Until somebody does, or after it was changed, it does not lapse."""


class OfferRepository(Protocol):
    """Offers as they stand. `LedgerRepository.append_entry` writes those of its entry."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        """All offers of a deal, by number."""

    def list_ending(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Offer]]:
        """The open offers of those deals that stand until a day."""


class CommitmentRepository(Protocol):
    """Commitments of both sides as they stand. `LedgerRepository.append_entry` writes those of its entry."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Commitment]:
        """All commitments of a deal by number, those that were voided too."""

    def list_open_in_deals(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Commitment]]:
        """What is still to be done in those deals, by number; deals without any are left out."""


class ClosingRepository(Protocol):
    """How far the close of each deal has come."""

    def find(self, team: TeamId, deal: DealId) -> Closing | None:
        """The close of a deal; None where nobody began it."""

    def save(self, team: TeamId, deal: DealId, closing: Closing) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else `VersionConflict`."""


class PlanRepository(Protocol):
    """Private plans. The caller checks who may see them."""

    def find(self, team: TeamId, deal: DealId) -> Plan | None:
        """The plan of a deal. Raises `WrongKey` where it cannot be opened."""

    def save(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        """Replaces the plan. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def delete(self, team: TeamId, deal: DealId) -> None:
        """Removes the plan."""

    def withdraw(self, team: TeamId, deal: DealId, person: PersonId, at: datetime) -> bool:
        """Puts the plan away under the name of its former owner, unread; from now on the deal has none. Returns whether
        there was one."""

    def list_former(self, team: TeamId, deal: DealId) -> Sequence[FormerPlan]:
        """The plans of a deal that were put away, the oldest first."""

    def pass_on(self, team: TeamId, deal: DealId, person: PersonId) -> bool:
        """Makes the plan that a former owner left the deal's again. Returns whether that could be done: not where the
        deal has another one by now."""

    def delete_former(self, team: TeamId, deal: DealId, person: PersonId) -> None:
        """Removes the plan that a former owner left."""

    def list_all_former(self, before: datetime, most: int) -> Sequence[FormerPlan]:
        """The oldest plans of all teams that were put away before then, at most so many."""


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


class DebriefRepository(Protocol):
    """What people said when they looked back on their deals."""

    def find(self, team: TeamId, deal: DealId) -> Debrief | None:
        """A deal's debrief."""

    def save(self, team: TeamId, deal: DealId, debrief: Debrief) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""


class LearningRepository(Protocol):
    """What deals that ended taught. Rows of deals that were deleted are passed over."""

    def list_lines(self, team: TeamId, side: Side) -> Sequence[PlaybookLine]:
        """The latest lines that deals of a side added to the playbook, newest first."""

    def list_lines_of_deal(self, team: TeamId, deal: DealId) -> Sequence[PlaybookLine]:
        """The lines that a deal added, by place."""

    def replace_lines(self, team: TeamId, deal: DealId, lines: Sequence[PlaybookLine]) -> None:
        """Puts these in the place of the lines that a deal added before."""

    def list_outcomes(
        self, team: TeamId, side: Side, person: PersonId | None
    ) -> Sequence[TradeableOutcome]:
        """The latest outcomes in closed deals of a side, newest first; with a person, in deals only in which they have
        a role other than nobody. Samples, and deals that were put away without an outcome, are left out."""

    def replace_outcomes(
        self, team: TeamId, deal: DealId, outcomes: Sequence[TradeableOutcome]
    ) -> None:
        """Puts these in the place of the outcomes that were kept of a deal before."""

    def list_rulings(self, team: TeamId, deals: Sequence[DealId]) -> Sequence[PartyRuling]:
        """What was said about the parties of those deals."""

    def save_ruling(self, team: TeamId, ruling: PartyRuling) -> None:
        """Keeps a ruling, instead of an earlier one about the same two deals."""


class CanvasRepository(Protocol):
    """Canvases on which channels keep where both sides of a deal stand."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Canvas]:
        """The canvases of a deal, one a channel at most."""

    def save(self, team: TeamId, deal: DealId, canvas: Canvas) -> None:
        """Remembers a canvas; replaces the one of its channel."""

    def delete(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        """Forgets the canvas of a channel."""


class ImportRepository(Protocol):
    """Which rows of imported spreadsheets became which moves."""

    def find_moves(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        """The moves that were imported into a deal, by the external id of their row."""

    def save_moves(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        """Remembers which move a row became; a row that became another one before is that one
        now."""

    def find_columns(self, team: TeamId, shape: str) -> Mapping[str, str]:
        """What somebody said that the columns of sheets with these headings are, by their keys;
        none where nobody did."""

    def save_columns(self, team: TeamId, shape: str, columns: Mapping[str, str]) -> None:
        """Remembers what the columns of sheets with these headings are, instead of what was said
        before."""


class PersonRepository(Protocol):
    """What Slack last said about people."""

    def find(self, team: TeamId, person: PersonId) -> Person | None:
        """What was last known of a person."""

    def find_many(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        """What was last known of those people."""

    def save(self, person: Person) -> None:
        """Replaces what is known of a person."""


class ChannelRepository(Protocol):
    """What Slack last said about channels."""

    def find(self, team: TeamId, channel: ChannelId) -> Channel | None:
        """What was last known of a channel."""

    def save(self, channel: Channel) -> None:
        """Replaces what is known of a channel."""


class ScheduleRepository(Protocol):
    """What comes round at an hour, and when it did."""

    def find(self, team: TeamId, schedule: str) -> Schedule | None:
        """One schedule."""

    def save(self, schedule: Schedule) -> None:
        """Adds a schedule, or replaces one; whoever had claimed the old one has lost it."""

    def delete(self, team: TeamId, schedule: str) -> None:
        """Removes a schedule; its occurrences stay."""

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        """Takes schedules that are due until the end of the lease, in the order of their keys; no
        other worker gets them before it. `wake` says when they were due."""

    def complete(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        """Ends a claim: what the schedule came to, and when it comes round next (None: never
        again). Where it was no longer this worker's, or one of the occurrences was there before,
        the transaction fails with `VersionConflict`, at its end at the latest."""

    def list_past_days(self, of: Sequence[Schedule]) -> AbstractSet[tuple[TeamId, str, date]]:
        """The days on which those schedules came round already, with all of each one's own day or
        later among them."""

    def list_occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        """Each time that a schedule came round, oldest first."""

    def delete_occurrences_before(self, before: datetime, most: int) -> int:
        """Removes the oldest occurrences from before then, at most so many; how many."""

    def count_overdue(self, now: datetime) -> int:
        """How many schedules should have come round by then and have not."""


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


class DigestRepository(Protocol):
    """What digests said."""

    def find(self, team: TeamId, digest: str) -> Digest | None:
        """What a digest said, by the id of its post."""

    def insert(self, digest: Digest) -> None:
        """Remembers what a digest says; one that is already there stays as it is."""

    def delete_before(self, day: date, most: int) -> int:
        """Removes the oldest digests from before that day, at most so many; how many."""


class MorningRepository(Protocol):
    """What each reader was told: a person, or the schedule of a channel's digest."""

    def load_memories(
        self, team: TeamId, readers: Sequence[PersonId]
    ) -> Mapping[PersonId, MorningMemory]:
        """The memories of those readers, where they were ever told anything."""

    def save_memory(self, team: TeamId, reader: PersonId, memory: MorningMemory) -> None:
        """Replaces what a reader was told."""

    def delete_memory(self, team: TeamId, reader: PersonId) -> None:
        """Forgets what a reader was told, so that everything that waits is new to them."""

    def save_check(self, check: UrgentCheck) -> None:
        """Has a deal looked at for what binds before somebody's next morning; a check of it that waits is replaced."""

    def list_due_checks(self, now: datetime, most: int) -> Sequence[UrgentCheck]:
        """The checks whose moment has come, at most so many, the earliest first."""

    def take_check(self, check: UrgentCheck) -> bool:
        """Takes a check out; False where another worker did, or a later entry replaced it."""


class RhythmRepository(Protocol):
    """Rhythms, their check-ins, readings of their measures, and triggers that fired."""

    def find(self, team: TeamId, deal: DealId) -> Rhythm | None:
        """How a deal is governed."""

    def find_many(self, team: TeamId, deals: Sequence[DealId]) -> Mapping[DealId, Rhythm]:
        """How those deals are governed, where somebody began it."""

    def save(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        """Replaces the rhythm. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def list_checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        """The check-ins of a deal, by number."""

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        """Adds a check-in at version 1, or replaces one. Its version must be one above the stored
        one, else `VersionConflict`."""

    def list_readings(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        """The readings of a deal's measures, by number."""

    def insert_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        """Adds a reading. Its number must be free, else `VersionConflict`."""

    def list_firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        """The triggers that fired in a deal, by the number of their reading."""

    def insert_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        """Remembers that a trigger fired. One reading fires it once, else `VersionConflict`."""

    def take_back_firing(self, team: TeamId, deal: DealId, reading: int, by: int) -> None:
        """Remembers that the reading `by` showed what that reading had set off to be a mistake."""


class WebhookRepository(Protocol):
    """Entries on their way to the webhook, and its place in the feed."""

    def insert(self, delivery: WebhookDelivery) -> None:
        """Adds a delivery, due at once; one that is there already stays as it is."""

    def claim_next(self, now: datetime, lease: datetime) -> WebhookDelivery | None:
        """Claims until `lease` a delivery that is due, or whose lease has ended, and that is the first of its deal that
        is not settled. None where there is none, or another worker was faster."""

    def settle(self, delivery: WebhookDelivery, *, wake: datetime | None) -> bool:
        """Stores what became of a claimed delivery, which is due again at `wake`; False where the claim was lost."""

    def list_by_state(self, state: WebhookState, most: int) -> Sequence[WebhookDelivery]:
        """The deliveries in that state, oldest first."""

    def retry(self, id_: str, now: datetime) -> bool:
        """Makes a dead delivery due again, as if it had never been tried; False where none is dead under that id."""

    def count_by_state(self) -> Mapping[str, int]:
        """How many deliveries there are in each state."""

    def find_cursor(self) -> EntryCursor | None:
        """The place in the feed up to which entries became deliveries; None where none ever did."""

    def find_end(self) -> EntryCursor:
        """The place after the last entry."""

    def save_cursor(self, cursor: EntryCursor) -> None:
        """Moves the place on."""

    def delete_sent_before(self, before: datetime, most: int) -> int:
        """Deletes at most so many deliveries that were handed over; how many."""


class OutboxRepository(Protocol):
    """Messages on their way to Slack."""

    def find(self, team: TeamId, post: str) -> Post | None:
        """A message as it stands, sent or not."""

    def insert(self, post: Post) -> None:
        """Puts a message into the outbox; one that is already there stays as it is."""

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Post]:
        """Takes due messages until the end of the lease; no other worker gets them before it. Their
        state says what is to be done: `SENDING` those that were pending, `AUDITING` those sent
        again, `CHECKING` all others, among them those whose worker was not heard of again."""

    def settle(self, post: Post, *, wake: datetime | None = None) -> bool:
        """Writes what became of a claimed message, its state among it, and when somebody comes back
        to it. Returns whether it was still this worker's; where another worker has claimed it
        since, nothing changes."""

    def recheck(self, post: Post, *, wake: datetime) -> None:
        """Has a message that counts as sent looked at once more: whoever sent it had lost its claim
        by then."""

    def cancel_pending(self, team: TeamId, first: str, why: str) -> int:
        """Gives up the posts that wait to be sent and whose ids begin with `first`; how many."""

    def list_blocked_teams(self) -> Sequence[TeamId]:
        """Where posts are blocked."""

    def release_blocked(self, team: TeamId, why: Sequence[str], now: datetime) -> int:
        """Lets blocked posts with these reasons go out after all; how many."""

    def count_by_state(self) -> Mapping[str, int]:
        """How many posts there are in each state."""

    def find_oldest_due(self) -> datetime | None:
        """Since when the post that waits longest should have been sent; None where none waits."""

    def delete_ended_before(self, before: datetime, most: int) -> int:
        """Removes the oldest posts that were sent or given up and were due before then, at most so
        many; how many."""


class KeyRepository(Protocol):
    """Idempotency keys of requests."""

    def find_processed(self, team: TeamId, key: str) -> ProcessedRequest | None:
        """The request with this key, where it was already taken."""

    def mark_processed(
        self, team: TeamId, key: str, request: ProcessedRequest, at: datetime
    ) -> None:
        """Marks a request as taken. Raises `DuplicateSubmission` where another took it first."""

    def delete_before(self, before: datetime) -> int:
        """Removes keys older than that; how many."""


class PendingRepository(Protocol):
    """Input that waits until its person answers a question."""

    def save(self, team: TeamId, pending: PendingInput) -> None:
        """Keeps an input until its person takes it again; replaces one with the same id."""

    def take(
        self, team: TeamId, pending: str, person: PersonId, kind: type[PendingT]
    ) -> PendingT | None:
        """The waiting input of that person with this id, which then waits no more; None where there
        is none of that kind."""

    def delete_before(self, before: datetime) -> int:
        """Removes inputs that have waited since before then; how many."""


class TradeableRepository(Protocol):
    """What people of workspaces added to the libraries."""

    def list_of_team(self, team: TeamId) -> Sequence[OwnTradeable]:
        """All that was added in a workspace, retired ones too."""

    def save(self, tradeable: OwnTradeable) -> None:
        """Adds one, or replaces it. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""


class ApprovalRepository(Protocol):
    """Gives that wait for somebody's yes, and the rules that say which do."""

    def find_rules(self, team: TeamId) -> ApprovalRules | None:
        """What an admin of the workspace set; None where none did."""

    def save_rules(self, rules: ApprovalRules) -> None:
        """Replaces them. Their version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def find(self, team: TeamId, approval: str) -> GiveApproval | None:
        """The approval of that id, waiting or decided."""

    def save(self, team: TeamId, approval: GiveApproval) -> None:
        """Adds or replaces one. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def list_waiting_in_deal(self, team: TeamId, deal: DealId) -> Sequence[GiveApproval]:
        """Those of a deal that nobody decided yet, oldest first."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[GiveApproval]:
        """Those of a deal, waiting or decided, oldest first."""

    def list_waiting(self, team: TeamId) -> Sequence[GiveApproval]:
        """Those of all deals of a workspace, oldest first."""

    def list_all_waiting(self) -> Sequence[tuple[TeamId, GiveApproval]]:
        """Those of all workspaces, for the tick."""

    def delete_decided_before(self, at: datetime, most: int) -> int:
        """Deletes the oldest of those that were asked for before then and that wait no more, at most so many; returns
        how many. What they recorded stays in the ledger."""


class DataRulesRepository(Protocol):
    """How long data of workspaces stays."""

    def find(self, team: TeamId) -> DataRules | None:
        """What an admin of the workspace decided; None where none did."""

    def list_uninstalled(self) -> Sequence[DataRules]:
        """Those of all workspaces that Giveget was uninstalled from."""

    def save(self, rules: DataRules) -> None:
        """Replaces them. Their version must be one above the stored one (1 for the first), else
        `VersionConflict`."""


class RetentionRepository(Protocol):
    """Closed deals that are deleted for their age, of all workspaces."""

    def list_closed(self) -> Sequence[ClosedDeal]:
        """The closed deals of which nothing was announced, but for those that were deleted."""

    def find_last_end(self, team: TeamId, deal: DealId) -> datetime | None:
        """When somebody last said how the deal ended; None where nobody did."""

    def list_planned(self) -> Sequence[PlannedDeletion]:
        """What was announced, the earliest first."""

    def find(self, team: TeamId, deal: DealId) -> PlannedDeletion | None:
        """What was announced of a deal."""

    def find_last_days(self, team: TeamId, found: Sequence[DealId]) -> Mapping[DealId, date]:
        """The last day of each of the deals of which it was announced."""

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[tuple[Deal, date]]:
        """The deals of which it was announced that the person owns alone or with others, with their last day, the
        earliest first."""

    def save(self, planned: PlannedDeletion) -> None:
        """Adds it, or replaces what was announced of the deal."""

    def delete(self, team: TeamId, deal: DealId) -> None:
        """The deal stays after all."""


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


class InstallationRepository(Protocol):
    """Who installed Giveget. What Slack gave for it is sealed; reading it raises `WrongKey` where it does not open."""

    def find(self, team: TeamId) -> Installation | None:
        """The installation of a workspace, or the one for all of an organisation, by its id. In a transaction that may
        write it stays as it was read until the end."""

    def list_all(self) -> Sequence[Installation]:
        """All of them."""

    def save(self, installation: Installation) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else `VersionConflict`."""


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


class WorkspaceRepository(Protocol):
    """What admins set for whole workspaces."""

    def find(self, team: TeamId) -> Workspace | None:
        """What an admin set for the workspace."""

    def save(self, workspace: Workspace) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def count(self, team: TeamId, since: datetime) -> WorkspaceCounts:
        """How much is in use in the workspace; entries and people since that moment."""

    def purge(self, team: TeamId) -> None:
        """Removes every row of a workspace from every table."""


class UnitOfWork(Protocol):
    """One transaction over the rows of every workspace, in parts by concept; each call names its
    team. Nothing is kept unless the `with` block of `Store.work` ends without an error."""

    @property
    def deals(self) -> DealRepository: ...

    @property
    def deal_lists(self) -> DealListRepository: ...

    @property
    def roles(self) -> RoleRepository: ...

    @property
    def ledger(self) -> LedgerRepository: ...

    @property
    def offers(self) -> OfferRepository: ...

    @property
    def commitments(self) -> CommitmentRepository: ...

    @property
    def closings(self) -> ClosingRepository: ...

    @property
    def plans(self) -> PlanRepository: ...

    @property
    def cautions(self) -> CautionRepository: ...

    @property
    def signals(self) -> SignalRepository: ...

    @property
    def debriefs(self) -> DebriefRepository: ...

    @property
    def learning(self) -> LearningRepository: ...

    @property
    def canvases(self) -> CanvasRepository: ...

    @property
    def tradeables(self) -> TradeableRepository: ...

    @property
    def imports(self) -> ImportRepository: ...

    @property
    def people(self) -> PersonRepository: ...

    @property
    def channels(self) -> ChannelRepository: ...

    @property
    def schedules(self) -> ScheduleRepository: ...

    @property
    def preferences(self) -> PreferenceRepository: ...

    @property
    def digests(self) -> DigestRepository: ...
    @property
    def mornings(self) -> MorningRepository: ...

    @property
    def rhythms(self) -> RhythmRepository: ...

    @property
    def outbox(self) -> OutboxRepository: ...

    @property
    def keys(self) -> KeyRepository: ...

    @property
    def pending(self) -> PendingRepository: ...

    @property
    def webhooks(self) -> WebhookRepository: ...

    @property
    def workspaces(self) -> WorkspaceRepository: ...

    @property
    def approvals(self) -> ApprovalRepository: ...

    @property
    def data_rules(self) -> DataRulesRepository: ...

    @property
    def names(self) -> NameRepository: ...

    @property
    def person_rows(self) -> PersonRowRepository: ...

    @property
    def retention(self) -> RetentionRepository: ...

    @property
    def installations(self) -> InstallationRepository: ...

    @property
    def erasure(self) -> ErasureRepository: ...


class Store(Protocol):
    """Where everything is kept."""

    @property
    def seals_plans(self) -> bool:
        """Whether private plans are sealed with a key."""

    def wipe_deleted(self) -> None:
        """Leaves nothing of deleted rows in files beside the database."""

    def work(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that may write; only one at a time on SQLite."""

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that only reads."""


class VersionConflict(Exception):
    """Somebody else changed this a moment ago. Nothing was changed; please look at it again."""


class UnknownCursor(Exception):
    """This cursor is not of this database. Start again without one."""


class WrongKey(Exception):
    """This was sealed with a key that is not set here. Whoever runs Giveget can set it again, after the new one."""


class NotSealedHere(WrongKey):
    """This was not sealed for this place. Whoever runs Giveget runs `giveget reseal` once."""


class DuplicateSubmission(Exception):
    """This was already taken."""


class DatabaseUnusable(Exception):
    """The ledger cannot be written, or parts of it cannot be read: its disk is full, read-only or damaged."""


class DatabaseBusy(Exception):
    """The ledger is busy right now. Nothing was recorded; please send it again in a moment."""
