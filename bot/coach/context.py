"""A deal's ledger opened for one request: look, decide, add an entry, all in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from bot.coach.actors import ALLOWED, Actor, Need, check_allowed, find_role
from bot.coach.answers import Exposure, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.approval_gate import (
    ProposedChange,
    keep_waiting,
    may_come_back,
    weigh_change,
    withdraw_same_moves,
)
from bot.coach.asks_met import find_asks_met, is_counted_give
from bot.coach.audit_trail import note_act
from bot.coach.commitment_changes import follow_promised_gets
from bot.coach.deals_meant import find_id_meant, no_deal_meant
from bot.coach.hours import load_working_days
from bot.coach.log_measures import keep_log_measures
from bot.coach.mornings.urgent_checks import note_days_of_entry
from bot.coach.ports.errors import DatabaseBusy, DuplicateSubmission
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import LAST_MOVES, DealSnapshot, ProcessedRequest
from bot.coach.refusals import AlreadyProcessed, HeldForApproval, Refused
from bot.coach.services import Services, run_once
from bot.coach.sums import work_out_sums
from bot.domain.audit import AuditAct
from bot.domain.calendar import WorkingDays
from bot.domain.deals import Deal, Lifecycle, Role
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Entry, Ledger, Verb, next_version
from bot.domain.ledger_changes import LedgerChange as LedgerChange  # noqa: PLC0414 - use cases take it from here
from bot.domain.moves import Kind, Move, State
from bot.domain.situation import Situation, left_of_partly_answered
from bot.domain.totals import Totals, add_move_to_totals, compute_totals, open_move_numbers
from bot.domain.trades import Tie
from bot.domain.worth import sum_known
from bot.language.wordings import WORDINGS

Done = TypeVar("Done", bound=Answer)


@dataclass(frozen=True, kw_only=True)
class DealSession:
    """A deal opened by one person in one transaction."""

    services: Services
    work: UnitOfWork
    by: Actor
    deal: Deal
    role: Role
    snapshot: DealSnapshot
    key: str = ""
    """The key under which the request counts once; empty where it only reads."""
    whole: Ledger | None = None
    is_approved: bool = False
    """Whether what it writes needs nobody's yes any more."""

    @cached_property
    def ledger(self) -> Ledger:
        """The whole ledger, as it stood when it was first looked at, or after `write`."""
        # The snapshot is a few rows and enough for most new moves; loading all entries is what makes a request slow.
        return self.whole or self.work.ledger.load(self.by.team, self.deal.id)

    @cached_property
    def recent_ledger(self) -> Ledger:
        """The last moves, all that wait for something, and what ties connect to them: enough to tell what is open and
        what to do next, however long the ledger is. Of most deals it is the whole ledger."""
        if self.has_whole_ledger:
            return self.ledger
        return self.work.ledger.load_recent(self.by.team, self.deal)

    @property
    def has_whole_ledger(self) -> bool:
        """Whether the whole ledger is at hand already."""
        return self.whole is not None or "ledger" in self.__dict__

    @property
    def has_few_moves(self) -> bool:
        """Whether the last moves that are read of a deal are all there are."""
        return self.snapshot.totals.last < LAST_MOVES

    def load_group(self, numbers: Iterable[MoveNo]) -> Ledger:
        """Those moves and all that ties connect to them, as the deal stands."""
        if self.has_whole_ledger:
            return self.ledger.group_of(numbers)
        wanted = frozenset(numbers)
        if wanted not in self._groups:
            loaded = self.work.ledger.load_group(self.by.team, self.deal, wanted)
            self._groups[wanted] = loaded
        return self._groups[wanted]

    @cached_property
    def _groups(self) -> dict[frozenset[MoveNo], Ledger]:
        """What was loaded already: an undo asks for the same moves when it is weighed and when it is summed up."""
        return {}

    def list_moves(self, kind: Kind, *states: State) -> Sequence[Move]:
        """The moves of one kind that are in one of these states, by number."""
        if not self.has_whole_ledger:
            if (kind, states) not in self._listed:
                listed = self.work.ledger.list_moves(self.by.team, self.deal.id, kind, states)
                self._listed[kind, states] = listed
            return self._listed[kind, states]
        found = [m for m in self.ledger.moves.values() if m.kind is kind and m.state in states]
        return sorted(found, key=attrgetter("no"))

    @cached_property
    def _listed(self) -> dict[tuple[Kind, tuple[State, ...]], Sequence[Move]]:
        """What was listed already: several parts of a request ask for the same moves."""
        return {}

    def list_open_gives(self) -> Sequence[Move]:
        """The gives that are not fully answered, oldest first."""
        if self.has_whole_ledger:
            return [answer.give for answer in self.ledger.open_gives(self.by.today)]
        return self.work.ledger.list_open_moves(self.by.team, self.deal.id, Kind.GIVE)

    def load_moves(self, numbers: Iterable[MoveNo]) -> list[Move]:
        """The moves with these numbers, in that order."""
        if self.has_whole_ledger:
            return [self.ledger.moves[no] for no in numbers]
        found = [self.work.ledger.find_move(self.by.team, self.deal.id, no) for no in numbers]
        return [move for move in found if move is not None]

    @property
    def next_no(self) -> MoveNo:
        """The number of the next move."""
        return MoveNo(self.snapshot.totals.last + 1)

    def may(self, need: Need) -> bool:
        """Whether the person's role allows that at all, as the deal may be."""
        return need in ALLOWED[self.role]

    @cached_property
    def working_days(self) -> WorkingDays:
        """The day it is where the person is, and the days on which people there do not work."""
        # Looked up only where a day is named: it takes two statements.
        return load_working_days(self.work, self.by, services=self.services)

    def may_see(self, move: Move) -> bool:
        """Whether the person may see a move: somebody else's draft is theirs alone."""
        return move.state is not State.DRAFT or move.person == self.by.person

    def hide_drafts_of_others(self, entry: Entry) -> Entry:
        """The entry without what moves of others were while they were drafts."""
        return replace(
            entry,
            moves=tuple(move for move in entry.moves if self.may_see(move)),
            before=tuple(move for move in entry.before if self.may_see(move)),
        )

    def find_move(self, no: MoveNo) -> Move | None:
        """The move with that number, where there is one that the person may see."""
        move = self.work.ledger.find_move(self.by.team, self.deal.id, no)
        return move if move is not None and self.may_see(move) else None

    def settle(self, move: Move, state: State) -> Move:
        """The next version of a move that is settled today: an ask answered, a condition met or lapsed."""
        last = self.snapshot.totals.last
        return next_version(move, state=state, settled=self.by.today, settled_after=last)

    def situation(self, move: Move | None, ties: tuple[Tie, ...] = ()) -> Situation:
        """What the rules may look at: the deal as it was opened, and the move about to count with its ties."""
        situation = situation_of(self.snapshot, self.deal, self.by.today, move)
        return replace(situation, ties=ties, left=self._left_of_gives(move))

    def _left_of_gives(self, move: Move | None) -> Mapping[MoveNo, Decimal]:
        """What is unanswered of gives that gets answer in part, of those that a situation holds."""
        totals = self.snapshot.totals
        if not totals.gets or not totals.open_gives:
            return {}
        yardstick = self.deal.yardstick
        costs = [yardstick.amount(give.cost, give.on) for give in self.snapshot.open_gives]
        if len(costs) == totals.open_gives and sum_known(costs) == totals.exposure:
            # Nothing is answered in part, so that no tie need be read to tell.
            return {}
        looked_at = [*self.snapshot.open_gives, *self.snapshot.recent, *([move] if move else [])]
        group = self.load_group(move.no for move in looked_at if move.kind is Kind.GIVE)
        return left_of_partly_answered(group.answers(self.by.today))

    def mark_processed(self, key: str) -> None:
        """Stores that the request with this key is done, by the entry that comes next. Raises `DuplicateSubmission`
        where another transaction was quicker."""
        processed = ProcessedRequest(deal=self.deal.id, seq=self.snapshot.entries + 1)
        now = self.services.clock.now()
        self.work.keys.mark_processed(self.by.team, key, processed, now)

    def write(self, change: LedgerChange) -> "WrittenEntry":
        """Adds an entry under the request's key. Raises `DuplicateSubmission` where that is taken, and
        `HeldForApproval` where somebody has to say yes to it first."""
        if not self.is_approved:
            self._hold_if_needed(change)
        change = self._with_promises(self._with_their_asks(change))
        entry = Entry(
            seq=self.snapshot.entries + 1,
            at=self.services.clock.now(),
            person=self.by.person,
            verb=change.verb,
            moves=change.moves,
            before=change.before,
            tied=change.tied,
            untied=change.untied,
            offers=change.offers,
            offers_before=change.offers_before,
            commitments=change.commitments,
            commitments_before=change.commitments_before,
            lifecycle=change.lifecycle,
            lifecycle_before=self.deal.lifecycle if change.lifecycle else None,
            why=change.why,
        )
        self.mark_processed(self.key)
        note_days_of_entry(self.work, self.deal, entry, self.by.today)
        before = self.snapshot.totals
        if change.adds_only:
            after = self._add_to_totals(change.moves)
            self._groups.clear()
            self.work.ledger.append_entry(self.deal, entry, after)
            keep_log_measures(self.work, self.deal, entry.seq, after.last)
            session = self._save_lifecycle(change.lifecycle)
            return WrittenEntry(session=session, entry=entry, before=before, after=after)
        sums = work_out_sums(self, entry)
        after = sums.totals
        self._groups.clear()
        self.work.ledger.append_entry(self.deal, entry, after, sums.open_moves, sums.among)
        keep_log_measures(self.work, self.deal, entry.seq, after.last)
        session = replace(self._save_lifecycle(change.lifecycle), whole=sums.whole)
        resumed = self.deal.is_on_hold(self.by.today) and change.brings_a_get
        if resumed:
            session = _end_hold(session, entry, after)
        return WrittenEntry(
            session=session, entry=entry, before=before, after=after, resumed=resumed
        )

    def _hold_if_needed(self, change: LedgerChange) -> None:
        """Raises `HeldForApproval` where the change gives more than may be given without somebody's yes, and `Refused`
        where an undo would bring that back: an undo made later would be about another state of the deal."""
        proposed = ProposedChange(
            by=self.by,
            deal=self.deal,
            role=self.role,
            change=change,
            last=self.snapshot.totals.last,
            unanswered=self._find_unanswered,
        )
        held = weigh_change(self.work, proposed) if self.snapshot.has_approval_rules else None
        if held is not None and change.verb is Verb.UNDONE:
            if not may_come_back(self.work, self.deal, held):
                give = held.gives[0]
                why = RefusalReason.NEEDS_APPROVAL
                raise Refused(why=why, deal=self.deal, no=give.no, move=give)
        elif held is not None:
            self.mark_processed(self.key)
            raise HeldForApproval(keep_waiting(self.services, self.work, proposed, held, self.key))
        if any(move.state is State.DRAFT for move in change.before):
            withdraw_same_moves(self.services, self.work, self.by, self.deal, change)

    def _find_unanswered(self, change: LedgerChange) -> tuple[Decimal, Decimal]:
        """What is given with nothing back, now and after a change."""
        now = self.snapshot.totals.exposure
        if change.adds_only:
            return now, self._add_to_totals(change.moves).exposure
        entry = Entry(
            seq=self.snapshot.entries + 1,
            at=self.services.clock.now(),
            person=self.by.person,
            verb=change.verb,
            moves=change.moves,
            before=change.before,
            tied=change.tied,
            untied=change.untied,
        )
        return now, compute_totals(self.ledger.after(entry), self.by.today).exposure

    def _with_their_asks(self, change: LedgerChange) -> LedgerChange:
        """The change with their asks that it answers: whatever makes a give count grants what they asked for."""
        change = self._with_asks_reopened(change)
        counted = {move.no for move in change.before if is_counted_give(move)}
        gives = [m for m in change.moves if is_counted_give(m) and m.no not in counted]
        changed = {move.no for move in change.moves}
        asks = [ask for ask in self.snapshot.open_asks if not ask.ours and ask.no not in changed]
        if not gives or not asks:
            return change
        met = find_asks_met(gives, asks, self.deal, self.by.locale)
        met = [each for each in met if each.state is not each.ask.state]
        return replace(
            change,
            moves=(*change.moves, *(self.settle(each.ask, each.state) for each in met)),
            before=(*change.before, *(each.ask for each in met)),
        )

    def _with_promises(self, change: LedgerChange) -> LedgerChange:
        """The change with the commitments that its promised gets bring, or settle."""
        promised = [m for m in (*change.moves, *change.before) if m.state is State.PROMISED]
        if not promised or change.verb is Verb.UNDONE:
            return change
        known = self.work.commitments.list_in_deal(self.by.team, self.deal.id)
        after, before = follow_promised_gets(
            change.moves,
            change.before,
            known,
            settled_here={each.no for each in change.commitments},
            person=self.by.person,
            now=self.services.clock.now(),
            today=self.by.today,
        )
        return replace(
            change,
            commitments=(*change.commitments, *after),
            commitments_before=(*change.commitments_before, *before),
        )

    def _with_asks_reopened(self, change: LedgerChange) -> LedgerChange:
        """The change with their asks that a give met which counts no more: what still counts of our gives says how they
        stand. An undone entry restores its asks by itself."""
        gone = {move.no for move in change.moves if not is_counted_give(move)}
        lost = [m for m in change.before if is_counted_give(m) and m.no in gone]
        if not lost or change.verb is Verb.UNDONE:
            return change
        left = [m for m in self.ledger.moves.values() if is_counted_give(m) and m.no not in gone]
        closed = [
            replace(ask, state=State.OPEN)
            for ask in self.ledger.moves.values()
            if ask.kind is Kind.ASK and not ask.ours and ask.state in (State.GRANTED, State.PARTLY)
        ]
        met = find_asks_met(lost, closed, self.deal, self.by.locale)
        still = find_asks_met(left, [each.ask for each in met], self.deal, self.by.locale)
        states = {each.ask.no: each.state for each in still}
        before = [self.ledger.moves[each.ask.no] for each in met]
        after = [
            next_version(ask, state=states.get(ask.no, State.OPEN), settled=None)
            for ask in before
            if states.get(ask.no, State.OPEN) is not ask.state
        ]
        numbers = {ask.no for ask in after}
        return replace(
            change,
            moves=(*change.moves, *after),
            before=(*change.before, *(ask for ask in before if ask.no in numbers)),
        )

    def _add_to_totals(self, moves: Iterable[Move]) -> Totals:
        totals = self.snapshot.totals
        for move in moves:
            totals = add_move_to_totals(totals, move, self.deal.yardstick)
        return totals

    def _save_lifecycle(self, lifecycle: Lifecycle | None) -> "DealSession":
        """The session on the deal as the entry left it."""
        if lifecycle is None:
            return self
        deal = self.deal.with_lifecycle(lifecycle)
        self.work.deals.update(deal)
        return replace(self, deal=deal)

    def write_audit(self, verb: Verb, why: str) -> None:
        """Adds an entry without a move: it says who changed what, and changes no sum."""
        entry = Entry(
            seq=self.snapshot.entries + 1,
            at=self.services.clock.now(),
            person=self.by.person,
            verb=verb,
            why=why,
        )
        self.work.ledger.append_entry(self.deal, entry, self.snapshot.totals)
        keep_log_measures(self.work, self.deal, entry.seq, self.snapshot.totals.last)
        if verb is Verb.SHARED:
            self.note_act(AuditAct.SHARED, detail=why)

    def note_act(self, act: AuditAct, *, whom: str = "", detail: str = "", once: str = "") -> None:
        """Adds a row to the workspace's audit, which no ledger shows."""
        by, deal = self.by, self.deal.id
        note_act(
            self.services, self.work, by.team, by.person, act,
            deal=deal, whom=whom, detail=detail, once=once,
        )  # fmt: skip


def situation_of(
    snapshot: DealSnapshot, deal: Deal, today: date, move: Move | None = None
) -> Situation:
    """A deal as its snapshot tells it, with the move that is looked at; without ties and parts of gives."""
    open_asks = tuple(reversed(snapshot.open_asks))
    return Situation(
        deal=deal,
        today=today,
        totals=snapshot.totals,
        wordings=WORDINGS,
        open_gives=snapshot.open_gives,
        open_asks=tuple(ask for ask in open_asks if ask.ours),
        their_asks=tuple(ask for ask in open_asks if not ask.ours),
        loose_gets=snapshot.loose_gets,
        recent=tuple(reversed(snapshot.recent)),
        move=move,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenEntry:
    """An entry that was added, and the sums around it."""

    session: DealSession
    entry: Entry
    before: Totals
    after: Totals
    resumed: bool = False
    """Whether it ended a hold: a get does."""

    @property
    def their_asks(self) -> tuple[Move, ...]:
        """Their asks that the entry answered."""
        asks = (move for move in self.entry.moves if move.kind is Kind.ASK and not move.ours)
        return tuple(ask for ask in asks if ask.state in (State.GRANTED, State.PARTLY))

    @property
    def exposure(self) -> Exposure:
        """What was given with nothing back yet, before and after the entry."""
        return compare_exposure(self.session.deal, self.before, self.after)


def _end_hold(session: DealSession, entry: Entry, totals: Totals) -> DealSession:
    """The deal off its hold, as an entry of its own after that one."""
    deal = replace(session.deal, held_since=None, held_until=None, version=session.deal.version + 1)
    resumed = Entry(seq=entry.seq + 1, at=entry.at, person=entry.person, verb=Verb.RESUMED)
    session.work.ledger.append_entry(deal, resumed, totals)
    keep_log_measures(session.work, deal, resumed.seq, totals.last)
    session.work.deals.update(deal)
    return replace(session, deal=deal)


def compare_exposure(deal: Deal, before: Totals, after: Totals) -> Exposure:
    """What was given with nothing back yet, at two moments."""
    return Exposure(
        before=before.exposure,
        after=after.exposure,
        open_gives=after.open_gives,
        unfigured=after.unfigured,
        share=deal.share(after.exposure) if after.exposure else None,
    )


def open_session(
    services: Services,
    work: UnitOfWork,
    by: Actor,
    deal: DealId | None,
    need: Need,
    typed: str = "",
    *,
    key: str = "",
) -> DealSession:
    """Opens a deal for that person; without a deal, the one meant in the person's channel. Raises `Refused` where there
    is none or the person may not do what they need. A person who is no party to a deal cannot tell it from one that
    does not exist."""
    deal = deal or find_id_meant(work, by)
    if deal is None:
        raise no_deal_meant(work, by, typed)
    snapshot = work.ledger.load_snapshot(by.team, deal, by.person)
    if snapshot is None:
        raise Refused(why=RefusalReason.NOT_IN_DEAL, typed=typed)
    role = find_role(work, by, snapshot.deal, snapshot.role)
    if by.asks_first and deal == by.deal and need is not Need.READ and role is not Role.NOBODY:
        raise Refused(why=RefusalReason.WHICH_DEAL, deal=snapshot.deal, typed=typed)
    check_allowed(snapshot.deal, role, need, typed)
    if snapshot.role is None and need is not Need.READ:
        # Whoever has no role yet and may do something has it from the channel that they act in.
        work.roles.save(by.team, deal, by.person, role, from_channel=True)
    if snapshot.totals.is_stale(by.today):
        snapshot = _recompute_totals(work, by, snapshot, save=need is not Need.READ)
    return DealSession(
        services=services,
        work=work,
        by=by,
        deal=snapshot.deal,
        role=role,
        snapshot=snapshot,
        key=key,
    )


@contextmanager
def record_in_deal(
    services: Services,
    actor: Actor,
    deal: DealId | None,
    key: str,
    need: Need = Need.RECORD,
    typed: str = "",
) -> Iterator[DealSession]:
    """A deal opened in a transaction of its own, for a request that counts once under `key`.

    Commits when the block ends, also where it ends because something in it waits for approval: then it raises
    `HeldForApproval`. Raises `AlreadyProcessed` where a request with this key was processed before, and
    `Refused` as `open_session` does or where the database is busy; then nothing of the block stays. Raises
    `VersionConflict` where the ledger changed since it was read.
    """
    held: HeldForApproval | None = None
    try:
        with services.store.work() as work:
            try:
                session = open_session(services, work, actor, deal, need, typed, key=key)
            except Refused:
                _raise_if_processed(work, actor, key)
                raise
            # Only now: opening waits until another process that answers the same request has committed.
            _raise_if_processed(work, actor, key)
            try:
                yield session
            except HeldForApproval as waiting:
                # What waits was stored in this transaction, which therefore has to end well.
                held = waiting
    except DuplicateSubmission:  # a parallel delivery, say to another process, was faster
        raise AlreadyProcessed(key) from None
    except DatabaseBusy:
        raise Refused(why=RefusalReason.BUSY) from None
    if held is not None:
        raise held


def _raise_if_processed(work: UnitOfWork, actor: Actor, key: str) -> None:
    if work.keys.find_processed(actor.team, key) is not None:
        raise AlreadyProcessed(key)


@contextmanager
def session_for_reading(
    services: Services, by: Actor, deal: DealId, typed: str = ""
) -> Iterator[DealSession]:
    """The deal opened for somebody who may read it. Raises `Refused` as `open_session` does."""
    with services.store.reading() as work:
        yield open_session(services, work, by, deal, Need.READ, typed)


@contextmanager
def session_for_writing(
    services: Services, by: Actor, deal: DealId, need: Need, typed: str = ""
) -> Iterator[DealSession]:
    """The deal opened in a transaction that writes, for what may be done twice without harm; what counts once goes
    through `run_once`. Raises `Refused` as `open_session` does."""
    with services.store.work() as work:
        yield open_session(services, work, by, deal, need, typed)


def run_once_in_session(
    services: Services,
    by: Actor,
    deal: DealId,
    once: str,
    act: Callable[[DealSession], Done],
    again: Callable[[DealSession], Done],
    *,
    need: Need = Need.RECORD,
    typed: str = "",
) -> Done:
    """Runs `act` once per key on the deal opened for what the person needs. A request processed before gets the answer
    it had or, where that is no longer known, that of `again` on the deal as it stands."""

    def run(work: UnitOfWork) -> Done:
        return act(open_session(services, work, by, deal, need, typed))

    def repeat(work: UnitOfWork, processed: ProcessedRequest) -> Done:
        return again(open_session(services, work, by, processed.deal, Need.READ))

    return run_once(services, by, once, run, repeat)


@contextmanager
def session_for_preview(
    services: Services, by: Actor, deal: DealId, need: Need
) -> Iterator[DealSession]:
    """The deal opened to look at what the person is about to do. Whoever does so for the first time joins the deal
    here already, because a form comes back without the channel it was opened in."""
    with services.store.reading() as work:
        joined = work.roles.find(by.team, deal, by.person) is not None
    with services.store.reading() if joined else services.store.work() as work:
        yield open_session(services, work, by, deal, need)


def _recompute_totals(
    work: UnitOfWork, by: Actor, snapshot: DealSnapshot, *, save: bool
) -> DealSnapshot:
    """The snapshot with the sums as of today, where time alone changed them: a condition lapsed, say."""
    ledger = work.ledger.load(by.team, snapshot.deal.id)
    totals = compute_totals(ledger, by.today)
    if save:
        open_moves = open_move_numbers(ledger, by.today)
        work.ledger.save_totals(by.team, snapshot.deal.id, totals, open_moves)
    return replace(snapshot, totals=totals)
