"""The in-memory twin: the same contract without a database, for trying things and for tests.

Everything kept is a frozen value; a transaction works on a copy of the shelves that takes their place at its end.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from threading import Lock

from bot.coach.ports import (
    CLAIMED,
    LOOSE_GETS,
    OPEN_ASKS,
    OPEN_GIVES,
    RECENT,
    Channel,
    DatabaseBusy,
    DealSnapshot,
    DuplicateSubmission,
    Mute,
    Note,
    Participation,
    PendingInput,
    Person,
    PersonalDeal,
    Post,
    PostState,
    ProcessedRequest,
    ShownCaution,
    VersionConflict,
    Workspace,
)
from bot.domain.checkins import CheckIn
from bot.domain.deals import Deal, Role
from bot.domain.digests import Digest
from bot.domain.ids import ChannelId, DealId, MoveNo, OfferNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, by_day
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.plans import Plan
from bot.domain.preferences import Preferences, Snooze
from bot.domain.quieting import Tally
from bot.domain.rhythms import Rhythm
from bot.domain.schedules import Occurrence, Schedule
from bot.domain.totals import Totals, is_open
from bot.domain.trades import Tie
from bot.domain.triggers import Firing, Reading
from bot.store.forgetting import ENDED
from bot.store.lapsing import lapses, stands_until
from bot.store.posts import CLAIM_AS, THERE
from bot.store.sql import ReadOnly, storable

PATIENCE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All that belongs to one deal."""

    deal: Deal
    totals: Totals = field(default_factory=Totals)
    entries: tuple[Entry, ...] = ()
    moves: Mapping[MoveNo, Move] = field(default_factory=dict)
    ties: frozenset[Tie] = frozenset()
    open: frozenset[MoveNo] = frozenset()
    channels: frozenset[ChannelId] = frozenset()
    roles: Mapping[PersonId, Role] = field(default_factory=dict)
    mutes: frozenset[Mute] = frozenset()
    offers: Mapping[OfferNo, Offer] = field(default_factory=dict)
    plan: Plan | None = None
    said: Mapping[tuple[PersonId, str], ShownCaution] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    imported: Mapping[str, MoveNo] = field(default_factory=dict)
    rhythm: Rhythm | None = None
    checkins: Mapping[int, CheckIn] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    firings: tuple[Firing, ...] = ()

    def few(self, kind: Kind, limit: int, *, newest: bool) -> tuple[Move, ...]:
        """A few open moves of one kind, by the day they count from."""
        found = (m for no in self.open if (m := self.moves[no]).kind is kind)
        return tuple(sorted(found, key=by_day, reverse=newest)[:limit])

    @property
    def ledger(self) -> Ledger:
        """The fold of the entries."""
        return Ledger(self.moves, self.ties, self.deal.yardstick)

    def after(self, entry: Entry, totals: Totals, open_moves: frozenset[MoveNo] | None) -> "Shelf":
        """The shelf with an entry added."""
        ledger = self.ledger.after(entry)
        if open_moves is None:
            opened = frozenset(m.no for m in entry.moves if is_open(m))
            open_moves = self.open - {m.no for m in entry.moves} | opened
        return replace(
            self,
            entries=(*self.entries, entry),
            moves=ledger.moves,
            ties=ledger.ties,
            totals=totals,
            open=open_moves & ledger.moves.keys(),
            offers={**self.offers, **{o.no: o for o in entry.offers}},
        )

    def waiting(self) -> list[Move]:
        """What is open, and what waits for a decision, a condition or a review."""
        waits = (State.DRAFT, State.CONDITIONAL, State.GOODWILL)
        return [m for m in self.moves.values() if m.no in self.open or m.state in waits]

    def recent(self) -> tuple[Move, ...]:
        """The moves recorded last, newest first."""
        return tuple(sorted(self.moves.values(), key=lambda m: m.no, reverse=True)[:RECENT])


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A post in the outbox, and when it next needs somebody."""

    post: Post
    wake: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A schedule, and when it next needs somebody."""

    schedule: Schedule
    wake: datetime | None


@dataclass(slots=True, kw_only=True)
class Shelves:
    """Everything, by team and id."""

    deals: dict[tuple[TeamId, DealId], Shelf] = field(default_factory=dict)
    once: dict[tuple[TeamId, str], tuple[ProcessedRequest, datetime]] = field(default_factory=dict)
    people: dict[tuple[TeamId, PersonId], Person] = field(default_factory=dict)
    channels: dict[tuple[TeamId, ChannelId], Channel] = field(default_factory=dict)
    posts: dict[tuple[TeamId, str], Posted] = field(default_factory=dict)
    schedules: dict[tuple[TeamId, str], Coming] = field(default_factory=dict)
    occurrences: dict[tuple[TeamId, str, str], Occurrence] = field(default_factory=dict)
    picks: dict[tuple[TeamId, PersonId, ChannelId], DealId] = field(default_factory=dict)
    waiting: dict[tuple[TeamId, str], PendingInput] = field(default_factory=dict)
    workspaces: dict[tuple[TeamId], Workspace] = field(default_factory=dict)
    preferences: dict[tuple[TeamId, PersonId], Preferences] = field(default_factory=dict)
    snoozes: dict[tuple[TeamId, PersonId, DealId, MoveNo], Snooze] = field(default_factory=dict)
    digests: dict[tuple[TeamId, str], Digest] = field(default_factory=dict)
    tallies: dict[tuple[TeamId, PersonId], Mapping[str, Tally]] = field(default_factory=dict)

    def copied(self) -> "Shelves":
        """The same, for a transaction to work on."""
        return Shelves(
            deals=dict(self.deals),
            once=dict(self.once),
            people=dict(self.people),
            channels=dict(self.channels),
            posts=dict(self.posts),
            schedules=dict(self.schedules),
            occurrences=dict(self.occurrences),
            picks=dict(self.picks),
            waiting=dict(self.waiting),
            workspaces=dict(self.workspaces),
            preferences=dict(self.preferences),
            snoozes=dict(self.snoozes),
            digests=dict(self.digests),
            tallies=dict(self.tallies),
        )


class MemoryWork:
    """One transaction (`bot.coach.ports.UnitOfWork` says what each call means)."""

    def __init__(self, shelves: Shelves, *, writing: bool) -> None:
        self._shelves, self._writing = shelves, writing

    def processed_request(self, team: TeamId, key: str) -> ProcessedRequest | None:
        taken = self._shelves.once.get((team, key))
        return taken[0] if taken else None

    def take(self, team: TeamId, key: str, once: ProcessedRequest, at: datetime) -> None:
        self._check(key)
        if (team, key) in self._shelves.once:
            raise DuplicateSubmission
        self._shelves.once[team, key] = once, at

    def forget_taken(self, before: datetime) -> int:
        self._check()
        old = [key for key, (_, at) in self._shelves.once.items() if at < before]
        for key in old:
            del self._shelves.once[key]
        return len(old)

    def forget_told(self, before: datetime, most: int) -> int:
        self._check()
        shelves = self._shelves
        told = [
            (one.day.isoformat(), key)
            for key, one in shelves.digests.items()
            if one.day < before.date()
        ]
        came = [(one.at, key) for key, one in shelves.occurrences.items() if one.at < before]
        ended = [
            (kept.post.due, key)
            for key, kept in shelves.posts.items()
            if kept.wake is None and kept.post.state.value in ENDED and kept.post.due < before
        ]
        for _, digest in sorted(told)[:most]:
            del shelves.digests[digest]
        for _, occurrence in sorted(came)[:most]:
            del shelves.occurrences[occurrence]
        for _, post in sorted(ended)[:most]:
            del shelves.posts[post]
        return sum(min(len(found), most) for found in (told, came, ended))

    def deal(self, team: TeamId, deal: DealId) -> Deal | None:
        shelf = self._shelf(team, deal)
        return shelf.deal if shelf else None

    def all_deals(self) -> Sequence[Deal]:
        deals = _newest_first(self._shelves.deals.values())
        return [shelf.deal for shelf in sorted(deals, key=lambda shelf: shelf.deal.team)]

    def deals_in(self, team: TeamId, channel: ChannelId) -> Sequence[Deal]:
        return [shelf.deal for shelf in self._open_deals(team) if channel in shelf.channels]

    def ids_in(self, team: TeamId, channel: ChannelId) -> Sequence[DealId]:
        return [deal.id for deal in self.deals_in(team, channel)]

    def deals_of(self, team: TeamId, person: PersonId) -> Sequence[PersonalDeal]:
        return [
            PersonalDeal(
                deal=shelf.deal, totals=shelf.totals, channel=min(shelf.channels, default=None)
            )
            for shelf in self._open_deals(team)
            if shelf.roles.get(person, Role.NOBODY) is not Role.NOBODY
        ]

    def _open_deals(self, team: TeamId) -> list[Shelf]:
        of_team = (
            s
            for (of, _), s in self._shelves.deals.items()
            if of == team and s.deal.closed_at is None
        )
        return _newest_first(of_team)

    def open_deal(self, deal: Deal, channel: ChannelId | None, owner: PersonId) -> None:
        self._check(deal)
        if (deal.team, deal.id) in self._shelves.deals:
            raise VersionConflict
        channels = frozenset() if channel is None else frozenset({channel})
        self._put(Shelf(deal=deal, channels=channels, roles={owner: Role.OWNER}))

    def save_deal(self, deal: Deal) -> None:
        self._check(deal)
        shelf = self._known(deal.team, deal.id)
        if deal.version != shelf.deal.version + 1:
            raise VersionConflict
        self._put(replace(shelf, deal=deal))

    def channels_of(self, team: TeamId, deal: DealId) -> Sequence[ChannelId]:
        shelf = self._shelf(team, deal)
        return sorted(shelf.channels) if shelf else []

    def rebind(self, team: TeamId, old: ChannelId, new: ChannelId) -> Sequence[Deal]:
        self._check(new)
        moved = [
            s for (of, _), s in self._shelves.deals.items() if of == team and old in s.channels
        ]
        for shelf in moved:
            self._put(replace(shelf, channels=shelf.channels - {old} | {new}))
        return [shelf.deal for shelf in _newest_first(moved)]

    def role(self, team: TeamId, deal: DealId, person: PersonId) -> Role | None:
        shelf = self._shelf(team, deal)
        return shelf.roles.get(person) if shelf else None

    def roles(self, team: TeamId, deal: DealId) -> Sequence[tuple[PersonId, Role]]:
        shelf = self._shelf(team, deal)
        return list(shelf.roles.items()) if shelf else []

    def give_role(self, team: TeamId, deal: DealId, person: PersonId, role: Role) -> None:
        self._check(person)
        shelf = self._known(team, deal)
        self._put(replace(shelf, roles={**shelf.roles, person: role}))

    def link(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._check(channel)
        shelf = self._known(team, deal)
        self._put(replace(shelf, channels=shelf.channels | {channel}))

    def unlink(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._check()
        shelf = self._known(team, deal)
        self._put(replace(shelf, channels=shelf.channels - {channel}))

    def picked(self, team: TeamId, person: PersonId, channel: ChannelId) -> DealId | None:
        deal = self._shelves.picks.get((team, person, channel))
        shelf = self._shelf(team, deal) if deal else None
        return deal if shelf is not None and shelf.deal.closed_at is None else None

    def pick(self, team: TeamId, person: PersonId, channel: ChannelId, deal: DealId) -> None:
        self._check(person, channel)
        self._known(team, deal)
        self._shelves.picks[team, person, channel] = deal

    def keep_line(self, team: TeamId, line: PendingInput) -> None:
        self._check(line)
        if (team, line.id) in self._shelves.waiting:
            raise VersionConflict
        self._shelves.waiting[team, line.id] = line

    def take_line(self, team: TeamId, line: str, person: PersonId) -> PendingInput | None:
        self._check()
        found = self._shelves.waiting.get((team, line))
        return (
            self._shelves.waiting.pop((team, line))
            if found is not None and found.person == person
            else None
        )

    def forget_lines(self, before: datetime) -> int:
        self._check()
        old = [key for key, line in self._shelves.waiting.items() if line.at < before]
        for key in old:
            del self._shelves.waiting[key]
        return len(old)

    def offers(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        shelf = self._shelf(team, deal)
        return sorted(shelf.offers.values(), key=lambda offer: offer.no) if shelf else []

    def plan(self, team: TeamId, deal: DealId) -> Plan | None:
        shelf = self._shelf(team, deal)
        return shelf.plan if shelf else None

    def save_plan(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        self._check(plan)
        shelf = self._known(team, deal)
        if plan.version != (shelf.plan.version if shelf.plan else 0) + 1:
            raise VersionConflict
        self._put(replace(shelf, plan=plan))

    def drop_plan(self, team: TeamId, deal: DealId) -> None:
        self._check()
        self._put(replace(self._known(team, deal), plan=None))

    def said(
        self, team: TeamId, deal: DealId, person: PersonId, rule: str
    ) -> Sequence[ShownCaution]:
        shelf = self._shelf(team, deal)
        told = shelf.said.values() if shelf else ()
        mine = (one for one in told if one.person == person and one.key.partition(":")[0] == rule)
        return sorted(mine, key=lambda one: one.key)

    def keep_said(self, team: TeamId, deal: DealId, said: ShownCaution) -> None:
        self._check(said)
        shelf = self._known(team, deal)
        self._put(replace(shelf, said={**shelf.said, (said.person, said.key): said}))

    def notes(self, team: TeamId, deal: DealId) -> Sequence[Note]:
        shelf = self._shelf(team, deal)
        return shelf.notes if shelf else ()

    def add_note(self, team: TeamId, deal: DealId, note: Note) -> None:
        self._check(note)
        shelf = self._known(team, deal)
        if note.no in {known.no for known in shelf.notes}:
            raise VersionConflict
        self._put(replace(shelf, notes=(*shelf.notes, note)))

    def drop_notes(self, team: TeamId, deal: DealId) -> None:
        self._check()
        self._put(replace(self._known(team, deal), notes=()))

    def imported(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        shelf = self._shelf(team, deal)
        return shelf.imported if shelf else {}

    def mark_imported(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        self._check(*moves)
        shelf = self._known(team, deal)
        self._put(replace(shelf, imported={**shelf.imported, **moves}))

    def workspace(self, team: TeamId) -> Workspace | None:
        return self._shelves.workspaces.get((team,))

    def save_workspace(self, workspace: Workspace) -> None:
        self._check(workspace)
        known = self._shelves.workspaces.get((workspace.team,))
        if workspace.version != (known.version if known else 0) + 1:
            raise VersionConflict
        self._shelves.workspaces[workspace.team,] = workspace

    def mutes(self, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
        shelf = self._shelf(team, deal)
        return (
            frozenset(m.rule for m in shelf.mutes if m.person == person) if shelf else frozenset()
        )

    def mute(self, team: TeamId, deal: DealId, mute: Mute, *, on: bool) -> None:
        self._check(mute)
        shelf = self._known(team, deal)
        self._put(replace(shelf, mutes=shelf.mutes | {mute} if on else shelf.mutes - {mute}))

    def snapshot(self, team: TeamId, deal: DealId, person: PersonId) -> DealSnapshot | None:
        shelf = self._shelf(team, deal)
        if shelf is None:
            return None
        return DealSnapshot(
            deal=shelf.deal,
            role=shelf.roles.get(person),
            entries=len(shelf.entries),
            totals=shelf.totals,
            open_gives=shelf.few(Kind.GIVE, OPEN_GIVES, newest=False),
            open_asks=shelf.few(Kind.ASK, OPEN_ASKS, newest=True),
            loose_gets=shelf.few(Kind.GET, LOOSE_GETS, newest=True),
            recent=shelf.recent(),
            mutes=self.mutes(team, deal, person),
            planned=shelf.plan is not None,
        )

    def totals(self, team: TeamId, deal: DealId) -> Totals:
        return self._known(team, deal).totals

    def ledger(self, team: TeamId, deal: DealId) -> Ledger:
        return self._known(team, deal).ledger

    def move(self, team: TeamId, deal: DealId, no: MoveNo) -> Move | None:
        shelf = self._shelf(team, deal)
        return shelf.moves.get(no) if shelf else None

    def entries(self, team: TeamId, deal: DealId, *, last: int | None = None) -> Sequence[Entry]:
        shelf = self._shelf(team, deal)
        entries = shelf.entries if shelf else ()
        return list(entries if last is None else entries[max(0, len(entries) - last) :])

    def entry(self, team: TeamId, deal: DealId, seq: int) -> Entry | None:
        return next((e for e in self.entries(team, deal) if e.seq == seq), None)

    def append(
        self,
        deal: Deal,
        entry: Entry,
        totals: Totals,
        open_moves: frozenset[MoveNo] | None = None,
    ) -> None:
        self._check(entry)
        shelf = self._known(deal.team, deal.id)
        if entry.seq != len(shelf.entries) + 1:
            raise VersionConflict
        self._put(shelf.after(entry, totals, open_moves))

    def restate(
        self, team: TeamId, deal: DealId, totals: Totals, open_moves: frozenset[MoveNo]
    ) -> None:
        self._check()
        shelf = self._known(team, deal)
        self._put(replace(shelf, totals=totals, open=open_moves & shelf.moves.keys()))

    def due_moves(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        first: dict[tuple[TeamId, DealId], date] = {}
        for key, shelf in self._shelves.deals.items():
            ends = (*map(lapses, shelf.moves.values()), *map(stands_until, shelf.offers.values()))
            days = [day for day in ends if day is not None and day < today]
            if days:
                first[key] = min(days)
        return sorted(first, key=lambda key: (first[key], key))[:limit]

    def person(self, team: TeamId, person: PersonId) -> Person | None:
        return self._shelves.people.get((team, person))

    def save_person(self, person: Person) -> None:
        self._check(person)
        self._shelves.people[person.team, person.id] = person

    def channel(self, team: TeamId, channel: ChannelId) -> Channel | None:
        return self._shelves.channels.get((team, channel))

    def save_channel(self, channel: Channel) -> None:
        self._check(channel)
        self._shelves.channels[channel.team, channel.id] = channel

    def schedule(self, team: TeamId, schedule: str) -> Schedule | None:
        kept = self._shelves.schedules.get((team, schedule))
        return kept.schedule if kept else None

    def save_schedule(self, schedule: Schedule) -> None:
        self._check(schedule)
        key = schedule.team, schedule.id
        self._shelves.schedules[key] = Coming(
            schedule=replace(schedule, lease=None), wake=schedule.wake
        )

    def drop_schedule(self, team: TeamId, schedule: str) -> None:
        self._check()
        self._shelves.schedules.pop((team, schedule), None)

    def claim_schedules(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        self._check()
        waiting = [
            (c.wake, key)
            for key, c in self._shelves.schedules.items()
            if c.wake is not None and c.wake <= now
        ]
        keys = sorted(key for _, key in sorted(waiting)[:limit])
        for key in keys:
            self._shelves.schedules[key] = replace(self._shelves.schedules[key], wake=lease)
        return [replace(self._shelves.schedules[key].schedule, lease=lease) for key in keys]

    def fire(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        self._check(*occurrences)
        key = schedule.team, schedule.id
        kept = self._shelves.schedules.get(key)
        if kept is None or (kept.wake, kept.schedule.wake) != (schedule.lease, schedule.wake):
            raise VersionConflict
        known = {(schedule.team, schedule.id, one.day.isoformat()): one for one in occurrences}
        if self._shelves.occurrences.keys() & known.keys():
            raise VersionConflict
        self._shelves.occurrences.update(known)
        following = replace(following or replace(schedule, day=None, wake=None), lease=None)
        self._shelves.schedules[key] = Coming(schedule=following, wake=following.wake)

    def days_told(self, of: Sequence[Schedule]) -> AbstractSet[tuple[TeamId, str, date]]:
        asked = {(each.team, each.id) for each in of}
        return {
            (*key[:2], date.fromisoformat(key[2]))
            for key in self._shelves.occurrences
            if key[:2] in asked
        }

    def occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        found = (
            one for key, one in self._shelves.occurrences.items() if key[:2] == (team, schedule)
        )
        return sorted(found, key=lambda one: one.day)

    def preferences(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Preferences]:
        kept = self._shelves.preferences
        return {person: kept[team, person] for person in people if (team, person) in kept}

    def save_preferences(self, preferences: Preferences) -> None:
        self._check(preferences)
        key = preferences.team, preferences.person
        known = self._shelves.preferences.get(key)
        if preferences.version != (known.version if known else 0) + 1:
            raise VersionConflict
        self._shelves.preferences[key] = preferences

    def people(self, team: TeamId, people: Sequence[PersonId]) -> Mapping[PersonId, Person]:
        return {
            person: known for person in people if (known := self.person(team, person)) is not None
        }

    def concerns(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Participation]:
        return [
            Participation(
                person=person,
                role=shelf.roles[person],
                deal=shelf.deal,
                entries=len(shelf.entries),
                totals=shelf.totals,
            )
            for person in sorted(set(people))
            for shelf in reversed(self._open_deals(team))
            if shelf.roles.get(person, Role.NOBODY) is not Role.NOBODY
        ]

    def waiting(self, team: TeamId, deals: Sequence[DealId]) -> Mapping[DealId, Sequence[Move]]:
        shelves = [
            shelf for deal in dict.fromkeys(deals) if (shelf := self._shelf(team, deal)) is not None
        ]
        return {shelf.deal.id: found for shelf in shelves if (found := shelf.waiting())}

    def snoozes(self, team: TeamId, people: Sequence[PersonId]) -> Sequence[Snooze]:
        return [
            snooze
            for key, snooze in self._shelves.snoozes.items()
            if key[0] == team and key[1] in people
        ]

    def snooze(self, team: TeamId, snooze: Snooze) -> None:
        self._check(snooze)
        self._known(team, snooze.deal)
        self._shelves.snoozes[team, snooze.person, snooze.deal, snooze.move] = snooze

    def digest(self, team: TeamId, digest: str) -> Digest | None:
        return self._shelves.digests.get((team, digest))

    def keep_digest(self, digest: Digest) -> None:
        self._check(digest)
        self._shelves.digests.setdefault((digest.team, digest.id), digest)

    def tallies(
        self, team: TeamId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[str, Tally]]:
        kept = self._shelves.tallies
        return {person: kept[team, person] for person in people if (team, person) in kept}

    def keep_tallies(self, team: TeamId, person: PersonId, tallies: Mapping[str, Tally]) -> None:
        self._check(*tallies)
        self._shelves.tallies[team, person] = dict(tallies)

    def sent(self, team: TeamId, post: str) -> Post | None:
        kept = self._shelves.posts.get((team, post))
        return kept.post if kept else None

    def hold_back(self, team: TeamId, first: str, why: str) -> int:
        self._check(why)
        waiting = {
            key: kept.post
            for key, kept in self._shelves.posts.items()
            if key[0] == team and key[1].startswith(first) and kept.post.state is PostState.PENDING
        }
        for key, post in waiting.items():
            self._shelves.posts[key] = Posted(
                post=replace(post, state=PostState.DEAD, why=why), wake=None
            )
        return len(waiting)

    def rhythm(self, team: TeamId, deal: DealId) -> Rhythm | None:
        shelf = self._shelf(team, deal)
        return shelf.rhythm if shelf else None

    def save_rhythm(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        self._check(rhythm)
        shelf = self._known(team, deal)
        if rhythm.version != (shelf.rhythm.version if shelf.rhythm else 0) + 1:
            raise VersionConflict
        self._put(replace(shelf, rhythm=rhythm))

    def checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        shelf = self._shelf(team, deal)
        return sorted(shelf.checkins.values(), key=lambda checkin: checkin.no) if shelf else []

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        self._check(checkin)
        shelf = self._known(team, deal)
        known = shelf.checkins.get(checkin.no)
        if checkin.version != (known.version if known else 0) + 1:
            raise VersionConflict
        self._put(replace(shelf, checkins={**shelf.checkins, checkin.no: checkin}))

    def measured(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        shelf = self._shelf(team, deal)
        return sorted(shelf.readings, key=lambda reading: reading.no) if shelf else []

    def add_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        self._check(reading)
        shelf = self._known(team, deal)
        if reading.no in {known.no for known in shelf.readings}:
            raise VersionConflict
        self._put(replace(shelf, readings=(*shelf.readings, reading)))

    def firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        shelf = self._shelf(team, deal)
        return sorted(shelf.firings, key=lambda firing: firing.reading) if shelf else []

    def add_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        self._check(firing)
        shelf = self._known(team, deal)
        if firing.reading in {known.reading for known in shelf.firings}:
            raise VersionConflict
        self._put(replace(shelf, firings=(*shelf.firings, firing)))

    def post(self, post: Post) -> None:
        self._check(post)
        self._shelves.posts.setdefault((post.team, post.id), Posted(post=post, wake=post.due))

    def claim_posts(self, now: datetime, lease: datetime, limit: int) -> Sequence[Post]:
        self._check()
        waiting = [
            (p.wake, key)
            for key, p in self._shelves.posts.items()
            if p.wake is not None and p.wake <= now
        ]
        claimed = [self._claim(key, lease) for _, key in sorted(waiting)[:limit]]
        return sorted(claimed, key=lambda post: (post.due, post.team, post.id))

    def _claim(self, key: tuple[TeamId, str], lease: datetime) -> Post:
        post = self._shelves.posts[key].post
        post = replace(
            post, state=CLAIM_AS.get(post.state, PostState.CHECKING), tries=post.tries + 1
        )
        self._shelves.posts[key] = Posted(post=post, wake=lease)
        return post

    def settle_post(self, post: Post, *, wake: datetime | None = None) -> bool:
        self._check(post)
        key = post.team, post.id
        kept = self._shelves.posts.get(key)
        mine = kept is not None and kept.post.state in CLAIMED and kept.post.tries == post.tries
        if mine:
            self._shelves.posts[key] = Posted(post=post, wake=wake)
        return mine

    def look_again(self, post: Post, *, wake: datetime) -> None:
        self._check()
        kept = self._shelves.posts.get((post.team, post.id))
        if kept is not None and kept.post.state is PostState.SENT:
            again = Posted(post=replace(kept.post, state=PostState.RESENT), wake=wake)
            self._shelves.posts[post.team, post.id] = again

    def release_posts(self, team: TeamId, why: Sequence[str], now: datetime) -> int:
        self._check()
        blocked = {
            key: kept.post
            for key, kept in self._shelves.posts.items()
            if key[0] == team and kept.post.state is PostState.BLOCKED and kept.post.why in why
        }
        for key, post in blocked.items():
            self._shelves.posts[key] = Posted(post=replace(post, state=PostState.PENDING), wake=now)
        return len(blocked)

    def count_posts(self) -> Mapping[str, int]:
        return Counter(kept.post.state.value for kept in self._shelves.posts.values())

    def oldest_post(self) -> datetime | None:
        waiting = (
            kept.post.due
            for kept in self._shelves.posts.values()
            if kept.wake and kept.post.state not in THERE
        )
        return min(waiting, default=None)

    def overdue_schedules(self, now: datetime) -> int:
        wakes = (coming.schedule.wake for coming in self._shelves.schedules.values())
        return sum(wake is not None and wake <= now for wake in wakes)

    def purge_team(self, team: TeamId) -> None:
        self._check()
        for rows in (getattr(self._shelves, shelf.name) for shelf in fields(Shelves)):
            for key in [key for key in rows if key[0] == team]:
                del rows[key]

    def _shelf(self, team: TeamId, deal: DealId) -> Shelf | None:
        return self._shelves.deals.get((team, deal))

    def _known(self, team: TeamId, deal: DealId) -> Shelf:
        shelf = self._shelf(team, deal)
        if shelf is None:
            raise VersionConflict
        return shelf

    def _put(self, shelf: Shelf) -> None:
        self._shelves.deals[shelf.deal.team, shelf.deal.id] = shelf

    def _check(self, *written: object) -> None:
        """What the database would refuse is refused here as well."""
        if not self._writing:
            raise ReadOnly
        for value in written:
            _refuse_unstorable(value)


def _newest_first(shelves: Iterable[Shelf]) -> list[Shelf]:
    return sorted(shelves, key=lambda shelf: (shelf.deal.opened_at, shelf.deal.id), reverse=True)


def _refuse_unstorable(value: object) -> None:
    if isinstance(value, str):
        storable([value])
        value.encode()
    elif isinstance(value, tuple | frozenset):
        for part in value:
            _refuse_unstorable(part)
    elif is_dataclass(value):
        for part in fields(value):
            _refuse_unstorable(getattr(value, part.name))


class MemoryStore:
    """Everything, as long as the process lives."""

    def __init__(self) -> None:
        self._shelves = Shelves()
        self._turns = Lock()

    @contextmanager
    def work(self) -> Iterator[MemoryWork]:
        """A transaction that may write."""
        if not self._turns.acquire(timeout=PATIENCE):
            raise DatabaseBusy
        try:
            shelves = self._shelves.copied()
            yield MemoryWork(shelves, writing=True)
            self._shelves = shelves
        finally:
            self._turns.release()

    @contextmanager
    def reading(self) -> Iterator[MemoryWork]:
        """A transaction that only reads."""
        yield MemoryWork(self._shelves, writing=False)
