"""The ledger: entries are appended and never changed; what stands today is their fold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo, PersonId
from bot.domain.moves import ANSWERED, UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.trades import GRAIN, ONE, ZERO, Tie, split_shares, split_worth


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
    OFFERED = "offered"
    """An offer of either side was put on the table, with the moves that follow from it."""
    ACCEPTED = "accepted"
    TURNED_DOWN = "turned_down"
    """An offer was declined."""
    LEANED = "leaned"
    """They leaned to one of several equal offers."""
    HELD = "held"
    RESUMED = "resumed"
    IMPORTED = "imported"
    SET = "set"
    CHECKED_IN = "checked_in"
    """What became of a check-in of the rhythm."""
    MEASURED = "measured"
    """A reading of one of the rhythm's measures."""
    SHARED = "shared"
    MUTED = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing somebody did at one moment: the moves as they stand after it, the ties it made and undid.

    `before` holds the moves as they stood before it (none for a new move), so that undoing restores exactly; `offers`
    and `offers_before` say the same of offers. `why` is the reason given. `seq` counts a deal's entries from 1.
    """

    seq: int
    at: datetime
    person: PersonId
    verb: Verb
    moves: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()
    offers: tuple[Offer, ...] = ()
    offers_before: tuple[Offer, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBalance:
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


P = ParamSpec("P")
Found = TypeVar("Found")


def reckoned(
    measure: "Callable[Concatenate[Ledger, P], Found]",
) -> "Callable[Concatenate[Ledger, P], Found]":
    """A measure that is worked out once for one ledger and the same day."""

    @wraps(measure)
    def known(ledger: "Ledger", /, *args: P.args, **kwargs: P.kwargs) -> Found:
        key = measure, args
        if key not in ledger.reckoned:
            ledger.reckoned[key] = measure(ledger, *args, **kwargs)
        return cast(Found, ledger.reckoned[key])

    return known


@dataclass(frozen=True)
class Ledger:
    """All moves of a deal as they stand, by number, and the ties between them."""

    moves: Mapping[MoveNo, Move] = field(default_factory=dict)
    ties: frozenset[Tie] = frozenset()
    yardstick: Yardstick = field(default_factory=lambda: Yardstick(unit="EUR"))

    @cached_property
    def reckoned(self) -> dict[object, object]:
        """What measures have worked out on it already."""
        return {}

    def after(self, *entries: Entry) -> "Ledger":
        """The ledger with those entries on top."""
        moves, ties = dict(self.moves), set(self.ties)
        for entry in entries:
            moves.update((m.no, m) for m in entry.moves)
            ties.difference_update(entry.untied)
            ties.update(entry.tied)
        return Ledger(moves, frozenset(ties), self.yardstick)

    def without_move(self, no: MoveNo) -> "Ledger":
        """The ledger as if that move had never been made."""
        moves = {n: m for n, m in self.moves.items() if n != no}
        return Ledger(
            moves, frozenset(t for t in self.ties if no not in (t.give, t.get)), self.yardstick
        )

    def gives(self, today: date) -> Sequence[Move]:
        """G: our gives that count on that day, oldest first."""
        return self._counted(Kind.GIVE, today)

    def gets(self, today: date) -> Sequence[Move]:
        """R: our gets that count on that day, oldest first."""
        return self._counted(Kind.GET, today)

    def _counted(self, kind: Kind, today: date) -> Sequence[Move]:
        if (kind, today) not in self._counted_by_day:
            counted = (m for m in self.moves.values() if m.kind is kind and m.counts_on(today))
            self._counted_by_day[kind, today] = sorted(counted, key=by_day)
        return self._counted_by_day[kind, today]

    @cached_property
    def _counted_by_day(self) -> dict[tuple[Kind, date], list[Move]]:
        return {}

    def asks(self, *, ours: bool = True) -> list[Move]:
        """Asks of one side that were not voided, oldest first."""
        return self._asks_of_ours if ours else self._asks_of_theirs

    @cached_property
    def _asks_of_ours(self) -> list[Move]:
        return self._asks(ours=True)

    @cached_property
    def _asks_of_theirs(self) -> list[Move]:
        return self._asks(ours=False)

    def _asks(self, *, ours: bool) -> list[Move]:
        asks = (
            m
            for m in self.moves.values()
            if m.kind is Kind.ASK and m.ours == ours and m.state is not State.VOID
        )
        return sorted(asks, key=by_day)

    def unanswered_asks(self, *, ours: bool = True) -> list[Move]:
        """Asks of one side that are still without a full answer."""
        return [m for m in self.asks(ours=ours) if m.state in UNANSWERED]

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

    def find_answer(self, give: Move, today: date) -> GiveBalance:
        """How far the gets tied to a give that counts answer it on that day.

        A tied get without a figure answers it whole, and so does any tied get where the give's cost is unknown or nil.
        """
        cost = self.yardstick.amount(give.cost, give.on)
        parts_of = self._parts(today)
        tied = [parts_of[t] for t in self.ties_of(give.no) if t in parts_of]
        got = sum((p for p in tied if p is not None), ZERO)
        valued = None not in tied
        if not tied:
            return GiveBalance(give=give, share=ZERO, valued=True, left=cost)
        if cost is None:
            return GiveBalance(give=give, share=ONE, valued=valued, left=None)
        if not valued or cost - got < len(tied) * GRAIN:
            return GiveBalance(give=give, share=ONE, valued=valued, left=ZERO)
        return GiveBalance(give=give, share=got / cost, valued=True, left=cost - got)

    def _parts(self, today: date) -> Mapping[Tie, Decimal | None]:
        """What each tie allocates to its give on that day, None where the get has no figure; ties of a give or a get
        that does not count are left out, so that the rest of its worth falls on the others."""
        if today not in self._parts_by_day:
            self._parts_by_day[today] = {
                Tie(give=no, get=get.no): part
                for get in self.gets(today)
                if (gives := self._tied_gives(get.no, today))
                for no, part in self._split(get, gives).items()
            }
        return self._parts_by_day[today]

    @cached_property
    def _parts_by_day(self) -> dict[date, Mapping[Tie, Decimal | None]]:
        return {}

    def _split(self, get: Move, gives: list[Move]) -> Mapping[MoveNo, Decimal | None]:
        worth = self.yardstick.amount(get.worth, get.on)
        return (
            dict.fromkeys([g.no for g in gives])
            if worth is None
            else split_worth(worth, gives, self.yardstick)
        )

    def _tied_gives(self, get: MoveNo, today: date) -> list[Move]:
        gives = (self.moves[t.give] for t in self.ties_of(get))
        return [g for g in gives if g.counts_on(today)]

    def share(self, tie: Tie, today: date) -> Decimal:
        """The share of the tie's get that falls on its give on that day, 0..1; 0 where the give does not count."""
        gives = self._tied_gives(tie.get, today)
        return split_shares(gives, self.yardstick).get(tie.give, ZERO) if gives else ZERO

    def answers(self, today: date) -> Sequence[GiveBalance]:
        """How far each counted give is answered, oldest first."""
        if today not in self._answers_by_day:
            self._answers_by_day[today] = [self.find_answer(g, today) for g in self.gives(today)]
        return self._answers_by_day[today]

    @cached_property
    def _answers_by_day(self) -> dict[date, list[GiveBalance]]:
        return {}

    def open_gives(self, today: date) -> list[GiveBalance]:
        """Gives not fully answered, oldest first."""
        return [a for a in self.answers(today) if a.open]

    def loose_gets(self, today: date) -> list[Move]:
        """Gets not tied to any give that still stands."""
        return [
            g for g in self.gets(today) if not any(self._stands(t.give) for t in self.ties_of(g.no))
        ]

    def _stands(self, no: MoveNo) -> bool:
        return self.moves[no].state not in (State.VOID, State.LAPSED)


def by_day(move: Move) -> tuple[date, MoveNo]:
    """The order of the table: by the day it counts from, then by number."""
    return move.since, move.no


def fold_entries(entries: Iterable[Entry], yardstick: Yardstick) -> Ledger:
    """What stands after all entries, in their order."""
    return Ledger(yardstick=yardstick).after(*entries)


def next_version(move: Move, **what: object) -> Move:
    """The next version of a move."""
    return replace(move, version=move.version + 1, **what)  # type: ignore[arg-type]


def find_runs(ledger: Ledger, today: date) -> Iterator[list[Move]]:
    """Runs of our own gives between two moves of theirs, oldest first.

    Their moves are gets and answers to our asks; our asks, goodwill and gives made with an *if* neither count nor
    reset (metrics: "bidding against yourself").
    """
    run: list[Move] = []
    turns = [m for m in ledger.moves.values() if takes_turn(m, today)]
    first = {m.no for m in first_give_of_each_offer(m for m in turns if m.kind is Kind.GIVE)}
    for move in sorted((m for m in turns if m.kind is not Kind.GIVE or m.no in first), key=_turn):
        if move.kind is Kind.GIVE:
            run.append(move)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _turn(move: Move) -> tuple[date, MoveNo, bool]:
    """The order of the table; an answer comes after the last move by then."""
    return *move.turn, move.kind is Kind.ASK


def first_give_of_each_offer(gives: Iterable[Move]) -> list[Move]:
    """The gives that are a move of their own, by number: of those that follow from one offer only the first."""
    found: list[Move] = []
    before: Move | None = None
    for give in sorted(gives, key=lambda m: m.no):
        if before is None or give.offer is None or give.offer != before.offer:
            found.append(give)
        before = give
    return found


def takes_turn(move: Move, today: date) -> bool:
    """Whether it lengthens a run of ours (a bare firm give) or ends one (a get, an answer to our ask)."""
    if move.kind is Kind.GIVE:
        return move.state is State.FIRM and not move.has_if
    if move.kind is Kind.GET:
        return move.counts_on(today)
    return move.ours and move.settled is not None and move.state in ANSWERED
