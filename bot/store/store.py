"""The store of the coach's port, over SQL."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import date, datetime

from bot.coach.ports import (
    Channel,
    DealSnapshot,
    Mute,
    Note,
    Participation,
    PendingInput,
    Person,
    PersonalDeal,
    Post,
    ProcessedRequest,
    ShownCaution,
    Workspace,
)
from bot.domain.checkins import CheckIn
from bot.domain.deals import Deal, Role
from bot.domain.digests import Digest
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.plans import Plan
from bot.domain.preferences import Preferences, Snooze
from bot.domain.quieting import Tally
from bot.domain.rhythms import Rhythm
from bot.domain.schedules import Occurrence, Schedule
from bot.domain.totals import Totals
from bot.domain.triggers import Firing, Reading
from bot.store import (
    deals,
    forgetting,
    leaves,
    ledgers,
    nudges,
    people,
    plans,
    posts,
    rhythms,
    schedules,
)
from bot.store import idempotency as requests
from bot.store.engine import Database
from bot.store.plans import UNSEALED, Seal
from bot.store.sql import Session
from bot.store.teams import purge


class SqlWork:
    """One transaction (`bot.coach.ports.UnitOfWork` says what each call means)."""

    __slots__ = ("_seal", "_session", "posted")

    def __init__(self, session: Session, seal: Seal = UNSEALED) -> None:
        self._session, self._seal = session, seal
        self.posted = False

    def processed_request(self, team: TeamId, key: str) -> ProcessedRequest | None:
        return requests.taken(self._session, team, key)

    def take(self, team: TeamId, key: str, once: ProcessedRequest, at: datetime) -> None:
        requests.take(self._session, team, key, once, at)

    def forget_taken(self, before: datetime) -> int:
        return requests.forget(self._session, before)

    def forget_told(self, before: datetime, most: int) -> int:
        return forgetting.forget_told(self._session, before, most)

    def deal(self, team: TeamId, deal: DealId) -> Deal | None:
        return deals.one(self._session, team, deal)

    def deals_in(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        return deals.in_channel(self._session, team, channel)

    def ids_in(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        return deals.ids_in_channel(self._session, team, channel)

    def deals_of(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        return deals.of_person(self._session, team, person)

    def all_deals(self) -> Sequence[Deal]:
        return deals.every(self._session)

    def open_deal(self, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
        deals.open_(self._session, deal, channel, owner)

    def save_deal(self, deal: Deal) -> None:
        deals.save(self._session, deal)

    def channels_of(self, team: TeamId, deal: DealId) -> Sequence[ChannelId]:
        return deals.channels_of(self._session, team, deal)

    def rebind(self, team: TeamId, old: ChannelId, new: ChannelId) -> Sequence[Deal]:
        return deals.rebind(self._session, team, old, new)

    def link(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        deals.link(self._session, team, deal, channel)

    def unlink(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        deals.unlink(self._session, team, deal, channel)

    def picked(self, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
        return leaves.picked(self._session, team, person, channel)

    def pick(self, team: TeamId, person: PersonId, channel: ChannelId, deal: DealId) -> None:
        leaves.pick(self._session, team, person, channel, deal)

    def keep_line(self, team: TeamId, line: PendingInput) -> None:
        leaves.keep_line(self._session, team, line)

    def take_line(self, team: TeamId, line: str, person: PersonId) -> PendingInput | None:
        return leaves.take_line(self._session, team, line, person)

    def forget_lines(self, before: datetime) -> int:
        return leaves.forget_lines(self._session, before)

    def offers(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        return leaves.offers_of(self._session, team, deal)

    def plan(self, team: TeamId, deal: DealId) -> Plan | None:
        return plans.plan(self._session, self._seal, team, deal)

    def save_plan(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        plans.save(self._session, self._seal, team, deal, plan)

    def drop_plan(self, team: TeamId, deal: DealId) -> None:
        plans.drop(self._session, team, deal)

    def said(
        self, team: TeamId, deal: DealId, person: PersonId, rule: str
    ) -> Sequence[ShownCaution]:
        return leaves.said_of(self._session, team, deal, person, rule)

    def keep_said(self, team: TeamId, deal: DealId, said: ShownCaution) -> None:
        leaves.keep_said(self._session, team, deal, said)

    def notes(self, team: TeamId, deal: DealId) -> Sequence[Note]:
        return leaves.notes_of(self._session, team, deal)

    def add_note(self, team: TeamId, deal: DealId, note: Note) -> None:
        leaves.add_note(self._session, team, deal, note)

    def drop_notes(self, team: TeamId, deal: DealId) -> None:
        leaves.drop_notes(self._session, team, deal)

    def imported(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        return leaves.imported_in(self._session, team, deal)

    def mark_imported(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        leaves.mark_imported(self._session, team, deal, moves)

    def workspace(self, team: TeamId) -> Workspace | None:
        return leaves.workspace(self._session, team)

    def save_workspace(self, workspace: Workspace) -> None:
        leaves.save_workspace(self._session, workspace)

    def role(self, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
        return deals.role(self._session, team, deal, person)

    def roles(self, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
        return deals.roles_in(self._session, team, deal)

    def give_role(self, team: TeamId, deal: DealId, person: PersonId, role: Role) -> None:
        deals.give_role(self._session, team, deal, person, role)

    def mutes(self, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
        return deals.mutes_of(self._session, team, deal, person)

    def mute(self, team: TeamId, deal: DealId, mute: Mute, *, on: bool) -> None:
        deals.mute(self._session, team, deal, mute, on=on)

    def snapshot(self, team: TeamId, deal: DealId, person: PersonId) -> DealSnapshot | None:
        return ledgers.snapshot(self._session, team, deal, person)

    def totals(self, team: TeamId, deal: DealId) -> Totals:
        return ledgers.totals(self._session, team, deal)

    def ledger(self, team: TeamId, deal: DealId) -> Ledger:
        return ledgers.ledger(self._session, team, deal)

    def move(self, team: TeamId, deal: DealId, no: MoveNo) -> Move | None:
        return ledgers.move(self._session, team, deal, no)

    def entries(self, team: TeamId, deal: DealId, *, last: int | None = None) -> Sequence[Entry]:
        return ledgers.entries_of(self._session, team, deal, last)

    def entry(self, team: TeamId, deal: DealId, seq: int) -> Entry | None:
        return ledgers.entry(self._session, team, deal, seq)

    def append(
        self,
        deal: Deal,
        entry: Entry,
        totals: Totals,
        open_moves: frozenset[MoveNo] | None = None,
    ) -> None:
        ledgers.append(self._session, deal, entry, totals, open_moves)

    def restate(
        self, team: TeamId, deal: DealId, totals: Totals, open_moves: frozenset[MoveNo]
    ) -> None:
        ledgers.restate(self._session, team, deal, totals, open_moves)

    def due_moves(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        return ledgers.due(self._session, today, limit)

    def person(self, team: TeamId, person: PersonId) -> Person | None:
        return people.person(self._session, team, person)

    def save_person(self, person: Person) -> None:
        people.save_person(self._session, person)

    def channel(self, team: TeamId, channel: ChannelId) -> Channel | None:
        return people.channel(self._session, team, channel)

    def save_channel(self, channel: Channel) -> None:
        people.save_channel(self._session, channel)

    def schedule(self, team: TeamId, schedule: str) -> Schedule | None:
        return schedules.one(self._session, team, schedule)

    def save_schedule(self, schedule: Schedule) -> None:
        schedules.save(self._session, schedule)

    def drop_schedule(self, team: TeamId, schedule: str) -> None:
        schedules.drop(self._session, team, schedule)

    def claim_schedules(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        return schedules.claim(self._session, now, lease, limit)

    def fire(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        schedules.fire(self._session, schedule, occurrences, following)

    def days_told(self, of: Sequence[Schedule]) -> AbstractSet[tuple[TeamId, str, date]]:
        return schedules.days(self._session, of)

    def occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        return schedules.occurred(self._session, team, schedule)

    def preferences(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Preferences]:
        return nudges.preferences_of(self._session, team, people)

    def save_preferences(self, preferences: Preferences) -> None:
        nudges.save_preferences(self._session, preferences)

    def people(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        return nudges.people_of(self._session, team, people)

    def concerns(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Participation]:
        return nudges.concerns(self._session, team, people)

    def waiting(self, team: TeamId, deals: Sequence[DealId]) -> Mapping[DealId, Sequence[Move]]:
        return nudges.waiting(self._session, team, deals)

    def snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Snooze]:
        return nudges.snoozes_of(self._session, team, people)

    def snooze(self, team: TeamId, snooze: Snooze) -> None:
        nudges.snooze(self._session, team, snooze)

    def digest(self, team: TeamId, digest: str) -> Digest | None:
        return nudges.digest(self._session, team, digest)

    def keep_digest(self, digest: Digest) -> None:
        nudges.keep_digest(self._session, digest)

    def tallies(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[str, Tally]]:
        return nudges.tallies_of(self._session, team, people)

    def keep_tallies(self, team: TeamId, person: PersonId, tallies: Mapping[str, Tally]) -> None:
        nudges.keep_tallies(self._session, team, person, tallies)

    def sent(self, team: TeamId, post: str) -> Post | None:
        return posts.one(self._session, team, post)

    def hold_back(self, team: TeamId, first: str, why: str) -> int:
        return posts.hold_back(self._session, team, first, why)

    def rhythm(self, team: TeamId, deal: DealId) -> Rhythm | None:
        return rhythms.rhythm(self._session, team, deal)

    def save_rhythm(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        rhythms.save_rhythm(self._session, team, deal, rhythm)

    def checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        return rhythms.checkins_of(self._session, team, deal)

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        rhythms.save_checkin(self._session, team, deal, checkin)

    def measured(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        return rhythms.readings_of(self._session, team, deal)

    def add_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        rhythms.add_reading(self._session, team, deal, reading)

    def firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        return rhythms.firings_of(self._session, team, deal)

    def add_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        rhythms.add_firing(self._session, team, deal, firing)

    def post(self, post: Post) -> None:
        self.posted = True
        posts.add(self._session, post)

    def claim_posts(self, now: datetime, lease: datetime, limit: int) -> Sequence[Post]:
        return posts.claim(self._session, now, lease, limit)

    def settle_post(self, post: Post, *, wake: datetime | None = None) -> bool:
        return posts.settle(self._session, post, wake)

    def look_again(self, post: Post, *, wake: datetime) -> None:
        posts.look_again(self._session, post, wake)

    def release_posts(self, team: TeamId, why: Sequence[str], now: datetime) -> int:
        return posts.release(self._session, team, why, now)

    def count_posts(self) -> Mapping[str, int]:
        return posts.count(self._session)

    def oldest_post(self) -> datetime | None:
        return posts.oldest(self._session)

    def overdue_schedules(self, now: datetime) -> int:
        return schedules.overdue(self._session, now)

    def purge_team(self, team: TeamId) -> None:
        purge(self._session, team)


class SqlStore:
    """Everything, in one database. `posted` is called once a transaction has put something into the outbox."""

    def __init__(
        self, database: Database, seal: Seal = UNSEALED, posted: Callable[[], object] = lambda: None
    ) -> None:
        self._database = database
        self._seal = seal
        self._posted = posted

    @contextmanager
    def work(self) -> Iterator[SqlWork]:
        """A transaction that may write."""
        with self._database.transaction(writing=True) as session:
            work = SqlWork(session, self._seal)
            yield work
        if work.posted:
            self._posted()

    @contextmanager
    def reading(self) -> Iterator[SqlWork]:
        """A transaction that only reads."""
        with self._database.transaction(writing=False) as session:
            yield SqlWork(session, self._seal)
