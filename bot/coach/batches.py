"""Several things done in a deal as one entry of its ledger: each sees what those before it did, and all are undone
together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.coach.context import DealSession, LedgerChange, WrittenEntry
from bot.coach.records import LOOSE_GETS, OPEN_ASKS, OPEN_GIVES, RECENT, DealSnapshot
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.moves import Move
from bot.domain.rules import RULES_BY_ID
from bot.domain.totals import compute_totals
from bot.domain.trades import Tie


@dataclass(slots=True, kw_only=True)
class Batch:
    """Changes that wait to be written as one entry. `session` is the deal as it would stand after them."""

    base: DealSession
    session: "BatchSession" = field(init=False)
    changes: list[LedgerChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        base = self.base
        self.session = BatchSession(
            services=base.services,
            work=base.work,
            by=base.by,
            deal=base.deal,
            role=base.role,
            # One caution for all, and that once they are written.
            snapshot=replace(base.snapshot, mutes=frozenset(RULES_BY_ID)),
            key=base.key,
            whole=base.ledger,
            batch=self,
        )

    def add(self, change: LedgerChange) -> WrittenEntry:
        """Keeps a change for the entry; returns what would have been written of it alone."""
        session = self.session
        entry = Entry(
            seq=session.snapshot.entries + 1,
            at=session.services.clock.now(),
            person=session.by.person,
            verb=change.verb,
            moves=change.moves,
            before=change.before,
            tied=change.tied,
            untied=change.untied,
            why=change.why,
        )
        self.changes.append(change)
        today = session.by.today
        ledger = session.ledger.after(entry)
        before, after = session.snapshot.totals, compute_totals(ledger, today)
        snapshot = refresh_snapshot(replace(session.snapshot, totals=after), ledger, session)
        self.session = replace(session, whole=ledger, snapshot=snapshot)
        return WrittenEntry(
            session=replace(session, whole=ledger), entry=entry, before=before, after=after
        )

    def write(self) -> WrittenEntry:
        """Writes all changes as one entry; the deal is left as it stands after them."""
        written = self.base.write(merge_changes(self.changes))
        snapshot = replace(self.session.snapshot, mutes=self.base.snapshot.mutes)
        session = replace(written.session, whole=self.session.ledger, snapshot=snapshot)
        return replace(written, session=session)


@dataclass(frozen=True, kw_only=True)
class BatchSession(DealSession):
    """A deal in which changes are gathered instead of written."""

    batch: Batch

    def find_move(self, no: MoveNo) -> Move | None:
        """The move with that number as it stands in the batch, where the person may see it."""
        move = self.ledger.moves.get(no)
        return move if move is not None and self.may_see(move) else None

    def write(self, change: LedgerChange) -> WrittenEntry:
        """Keeps the change for the batch's entry."""
        return self.batch.add(change)


def refresh_snapshot(snapshot: DealSnapshot, ledger: Ledger, session: DealSession) -> DealSnapshot:
    """The snapshot of a deal with the moves of that ledger."""
    today = session.by.today
    asks = [*ledger.unanswered_asks(ours=True), *ledger.unanswered_asks(ours=False)]
    asks.sort(key=lambda ask: (ask.since, ask.no), reverse=True)
    moves = sorted(ledger.moves.values(), key=lambda move: move.no, reverse=True)
    gives = [answer.give for answer in ledger.open_gives(today)]
    return replace(
        snapshot,
        open_gives=tuple(gives[:OPEN_GIVES]),
        open_asks=tuple(asks[:OPEN_ASKS]),
        loose_gets=tuple(reversed(ledger.loose_gets(today)))[:LOOSE_GETS],
        recent=tuple(moves[:RECENT]),
    )


def merge_changes(changes: Sequence[LedgerChange]) -> LedgerChange:
    """What several changes after one another come to: each move as it stands after all of them and as it stood before
    the first."""
    after: dict[MoveNo, Move] = {}
    before: dict[MoveNo, Move] = {}
    ties: dict[Tie, bool] = {}
    for change in changes:
        for move in change.before:
            if move.no not in after:
                before.setdefault(move.no, move)
        after |= {move.no: move for move in change.moves}
        _count_ties(ties, change)
    return LedgerChange(
        verb=_choose_verb(changes),
        moves=tuple(after.values()),
        before=tuple(before.values()),
        tied=tuple(tie for tie, is_made in ties.items() if is_made),
        untied=tuple(tie for tie, is_made in ties.items() if not is_made),
    )


def _choose_verb(changes: Sequence[LedgerChange]) -> Verb:
    """The one verb of all changes; a condition met goes with what met it."""
    verbs = [change.verb for change in changes if change.verb is not Verb.MET]
    first = verbs[0] if verbs else Verb.MET
    return first if set(verbs) <= {first} else Verb.RECORDED


def _count_ties(ties: dict[Tie, bool], change: LedgerChange) -> None:
    """Notes ties as made or undone; what was made and undone again is neither."""
    for tie, is_made in _tie_changes(change):
        if ties.get(tie, is_made) is not is_made:
            del ties[tie]
        else:
            ties[tie] = is_made


def _tie_changes(change: LedgerChange) -> Iterable[tuple[Tie, bool]]:
    yield from ((tie, False) for tie in change.untied)
    yield from ((tie, True) for tie in change.tied)
