"""The ledger: entries are appended and never changed; what stands today is their fold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo, PersonId
from bot.domain.moves import ANSWERED, UNANSWERED, Kind, Move, State
from bot.domain.trades import ONE, ZERO, Tie, shares


class Verb(StrEnum):
    """What somebody did to the ledger."""

    OPENED = "opened"
    RECORDED = "recorded"
    DRAFTED = "drafted"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"
    AMENDED = "amended"
    VOIDED = "voided"
    UNDONE = "undone"
    MATCHED = "matched"
    UNMATCHED = "unmatched"
    GRANTED = "granted"
    PARTLY = "partly"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ASKED_AGAIN = "asked_again"
    MET = "met"
    LAPSED = "lapsed"
    GOODWILL = "goodwill"
    DELIVERED = "delivered"
    TAKEN_BACK = "taken_back"
    SET = "set"
    SHARED = "shared"
    MUTED = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing somebody did at one moment: the moves as they stand after it, the ties it made and undid.

    `before` holds the moves as they stood before it (none for a new move), so that undoing restores exactly.
    `why` is the reason given. `seq` counts a deal's entries from 1.
    """

    seq: int
    at: datetime
    person: PersonId
    verb: Verb
    moves: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How far gets answer a give. `share` 0..1; `valued` is false where a tied get has no figure; `left` is the cost
    not answered, None where the give's cost has no figure."""

    give: Move
    share: Decimal
    valued: bool
    left: Decimal | None

    @property
    def open(self) -> bool:
        """Whether something of the give is still unanswered."""
        return self.share < ONE


@dataclass(frozen=True)
class Ledger:
    """All moves of a deal as they stand, by number, and the ties between them."""

    moves: Mapping[MoveNo, Move] = field(default_factory=dict)
    ties: frozenset[Tie] = frozenset()
    yardstick: Yardstick = field(default_factory=lambda: Yardstick(unit="EUR"))

    def after(self, *entries: Entry) -> "Ledger":
        """The ledger with those entries on top."""
        moves, ties = dict(self.moves), set(self.ties)
        for entry in entries:
            moves.update((m.no, m) for m in entry.moves)
            ties.difference_update(entry.untied)
            ties.update(entry.tied)
        return Ledger(moves, frozenset(ties), self.yardstick)

    def gives(self, today: date) -> list[Move]:
        """G: our gives that count on that day, oldest first."""
        return self._counted(Kind.GIVE, today)

    def gets(self, today: date) -> list[Move]:
        """R: our gets that count on that day, oldest first."""
        return self._counted(Kind.GET, today)

    def _counted(self, kind: Kind, today: date) -> list[Move]:
        return sorted((m for m in self.moves.values() if m.kind is kind and m.counts(today)), key=by_day)

    def asks(self, *, ours: bool = True) -> list[Move]:
        """Asks of one side that were not voided, oldest first."""
        return [m for m in self.moves.values() if m.kind is Kind.ASK and m.ours == ours and m.state is not State.VOID]

    def wanted(self, *, ours: bool = True) -> list[Move]:
        """Asks of one side that are still without a full answer."""
        return [m for m in self.asks(ours=ours) if m.state in UNANSWERED]

    @cached_property
    def _shares(self) -> dict[Tie, Decimal]:
        by_get: dict[MoveNo, list[Tie]] = {}
        for tie in self.ties:
            by_get.setdefault(tie.get, []).append(tie)
        return {
            Tie(give=no, get=get): share
            for get, ties in by_get.items()
            for no, share in shares(get, ties, self.moves, self.yardstick).items()
        }

    @cached_property
    def _ties_of(self) -> dict[MoveNo, list[Tie]]:
        of: dict[MoveNo, list[Tie]] = {}
        for tie in sorted(self.ties):
            of.setdefault(tie.give, []).append(tie)
            of.setdefault(tie.get, []).append(tie)
        return of

    def ties_of(self, no: MoveNo) -> list[Tie]:
        """The ties of a give or a get."""
        return self._ties_of.get(no, [])

    def answer(self, give: Move, today: date) -> Answer:
        """How far the gets tied to a give answer it on that day; a tied get without a figure answers it whole."""
        cost = self.yardstick.amount(give.cost, give.on)
        tied = [t for t in self.ties_of(give.no) if self.moves[t.get].counts(today)]
        worths = [self._allocated(t) for t in tied]
        valued = None not in worths
        if not tied:
            share = ONE if cost == 0 else ZERO
        elif not valued or not cost:
            share = ONE
        else:
            share = min(ONE, sum((w for w in worths if w is not None), ZERO) / cost)
        return Answer(give=give, share=share, valued=valued, left=None if cost is None else cost * (ONE - share))

    def _allocated(self, tie: Tie) -> Decimal | None:
        get = self.moves[tie.get]
        worth = self.yardstick.amount(get.worth, get.on)
        return None if worth is None else worth * self._shares[tie]

    def answers(self, today: date) -> list[Answer]:
        """How far each counted give is answered, oldest first."""
        return [self.answer(g, today) for g in self.gives(today)]

    def open_gives(self, today: date) -> list[Answer]:
        """Gives not fully answered, oldest first."""
        return [a for a in self.answers(today) if a.open]

    def loose_gets(self, today: date) -> list[Move]:
        """Gets not tied to any give."""
        return [g for g in self.gets(today) if not self.ties_of(g.no)]


def by_day(move: Move) -> tuple[date, MoveNo]:
    """The order of the table: by the day it counts from, then by number."""
    return move.since, move.no


def fold(entries: Iterable[Entry], yardstick: Yardstick) -> Ledger:
    """What stands after all entries, in their order."""
    return Ledger(yardstick=yardstick).after(*entries)


def changed(move: Move, **what: object) -> Move:
    """The next version of a move."""
    return replace(move, version=move.version + 1, **what)  # type: ignore[arg-type]


def runs(ledger: Ledger, today: date) -> Iterator[list[Move]]:
    """Runs of our own gives between two moves of theirs, oldest first.

    Their moves are gets and answers to our asks; our asks, goodwill and gives made with an *if* neither count nor
    reset (metrics: "bidding against yourself").
    """
    run: list[Move] = []
    for move in sorted((m for m in ledger.moves.values() if _turns(m, today)), key=_turn_day):
        if move.kind is Kind.GIVE:
            run.append(move)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _turns(move: Move, today: date) -> bool:
    if move.kind is Kind.GIVE:
        return move.state is State.FIRM and not move.made_if
    if move.kind is Kind.GET:
        return move.counts(today)
    return move.ours and move.settled is not None and move.state in ANSWERED


def _turn_day(move: Move) -> tuple[date, MoveNo]:
    return (move.settled or move.on) if move.kind is Kind.ASK else move.since, move.no
