"""The ledger: entries are appended and never changed; what stands today is their fold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, wraps
from operator import attrgetter
from typing import Concatenate, ParamSpec, TypeVar, cast

from bot.domain.commitments import Commitment
from bot.domain.deals import Lifecycle, Yardstick
from bot.domain.ids import MoveNo, OfferNo, PersonId
from bot.domain.moves import ANSWERED, UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.trades import GRAIN, ONE, ZERO, Tie, split_shares, split_worth
from bot.domain.worth import sum_known


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
    COMMITTED = "committed"
    """A side has to do something from now on."""
    WAIVED = "waived"
    """A side need not do any more what it had to do."""
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
    TRIGGERED = "triggered"
    """A reading set off what both sides had agreed, or took that back."""
    SHARED = "shared"
    MUTED = "muted"
    AGREED = "agreed"
    """A party signed, or said yes to the whole deal."""
    CLOSED = "closed"
    REOPENED = "reopened"
    RENAMED = "renamed"
    APPROVED = "approved"
    """Somebody said yes to gives that waited for it; the entry that follows records them."""
    NOT_APPROVED = "not_approved"
    """Somebody said no to them, or only for something in return."""
    SAID_UNAPPROVED = "said_unapproved"
    """Gives that waited for a yes had been said to the other side already; the entry that follows records them."""
    DELETED = "deleted"
    """A deal that was opened by mistake was taken out of every list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing somebody did at one moment: the moves as they stand after it, the ties it made and
    undid.

    `before` holds the moves as they stood before it (none for a new move), so that undoing restores
    exactly; `offers` and `offers_before` say the same of offers, `commitments` and
    `commitments_before` of commitments, `lifecycle` and `lifecycle_before` of the deal as a whole
    where the entry changed that. `why` is the reason given. `seq` counts a
    deal's entries from 1.
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
    commitments: tuple[Commitment, ...] = ()
    commitments_before: tuple[Commitment, ...] = ()
    lifecycle: Lifecycle | None = None
    lifecycle_before: Lifecycle | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveBalance:
    """How far gets answer a give. `share` 0..1; `valued` is false where a tied get has no figure;
    `left` is the cost not answered, None where the give's cost has no figure."""

    give: Move
    share: Decimal
    valued: bool
    left: Decimal | None

    @property
    def open(self) -> bool:
        """Whether something of the give is still unanswered."""
        return self.share < ONE


Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def memoize_on_ledger(
    compute: "Callable[Concatenate[Ledger, Arguments], Result]",
) -> "Callable[Concatenate[Ledger, Arguments], Result]":
    """Makes a function of a ledger work its result out once for the same arguments. The result is
    kept on the ledger, which never changes; nobody may change what such a function returns."""

    @wraps(compute)
    def look_up(ledger: "Ledger", /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        key = (compute, args, tuple(kwargs.items()))
        if key not in ledger.memory:
            ledger.memory[key] = compute(ledger, *args, **kwargs)
        return cast(Result, ledger.memory[key])

    return look_up


@dataclass(frozen=True)
class Ledger:
    """All moves of a deal as they stand, by number, and the ties between them."""

    moves: Mapping[MoveNo, Move] = field(default_factory=dict)
    ties: frozenset[Tie] = frozenset()
    yardstick: Yardstick = field(default_factory=lambda: Yardstick(unit="EUR"))

    @cached_property
    def memory(self) -> dict[object, object]:
        """What functions have worked out on it already."""
        return {}

    def after(self, *entries: Entry) -> "Ledger":
        """The ledger with those entries on top."""
        moves = dict(self.moves)
        ties = set(self.ties)
        for entry in entries:
            for move in entry.moves:
                moves[move.no] = move
            ties.difference_update(entry.untied)
            ties.update(entry.tied)
        return Ledger(moves, frozenset(ties), self.yardstick)

    def group_of(self, numbers: Iterable[MoveNo]) -> "Ledger":
        """Those moves and all that ties connect to them, with these ties. How far gets answer a give follows from its
        group alone."""
        reached = set(numbers)
        frontier = list(reached)
        while frontier:
            for tie in self.ties_of(frontier.pop()):
                for no in (tie.give, tie.get):
                    if no not in reached:
                        reached.add(no)
                        frontier.append(no)
        moves = {no: self.moves[no] for no in sorted(reached) if no in self.moves}
        ties = frozenset(tie for no in reached for tie in self.ties_of(no))
        return Ledger(moves, ties, self.yardstick)

    def without_move(self, no: MoveNo) -> "Ledger":
        """The ledger as if that move had never been made."""
        moves = dict(self.moves)
        moves.pop(no, None)
        ties = self.ties.difference(self.ties_of(no))
        return Ledger(moves, ties, self.yardstick)

    @memoize_on_ledger
    def gives(self, today: date) -> Sequence[Move]:
        """G: our gives that count on that day, oldest first."""
        return self._counted(Kind.GIVE, today)

    @memoize_on_ledger
    def gets(self, today: date) -> Sequence[Move]:
        """R: our gets that count on that day, oldest first."""
        return self._counted(Kind.GET, today)

    def _counted(self, kind: Kind, today: date) -> Sequence[Move]:
        counted = [
            move for move in self.moves.values() if move.kind is kind and move.counts_on(today)
        ]
        return sorted(counted, key=by_day)

    @memoize_on_ledger
    def asks(self, *, ours: bool = True) -> Sequence[Move]:
        """Asks of one side that were not voided, oldest first."""
        asks = [move for move in self.moves.values() if move.kind is Kind.ASK and move.ours is ours]
        standing = [ask for ask in asks if ask.state is not State.VOID]
        return sorted(standing, key=by_day)

    def unanswered_asks(self, *, ours: bool = True) -> list[Move]:
        """Asks of one side that are still without a full answer."""
        return [ask for ask in self.asks(ours=ours) if ask.state in UNANSWERED]

    @cached_property
    def _ties_by_move(self) -> dict[MoveNo, list[Tie]]:
        ties_by_move: dict[MoveNo, list[Tie]] = {}
        for tie in sorted(self.ties):
            ties_by_move.setdefault(tie.give, []).append(tie)
            ties_by_move.setdefault(tie.get, []).append(tie)
        return ties_by_move

    def ties_of(self, no: MoveNo) -> list[Tie]:
        """The ties of a give or a get."""
        return self._ties_by_move.get(no, [])

    def find_answer(self, give: Move, today: date) -> GiveBalance:
        """How far the gets tied to a give that counts answer it on that day.

        A tied get without a figure answers it whole, and so does any tied get where the give's cost
        is unknown or nil.
        """
        cost = self.yardstick.amount(give.cost, give.on)
        parts = self._parts_by_tie(today)
        received = [parts[tie] for tie in self.ties_of(give.no) if tie in parts]
        if not received:
            return GiveBalance(
                give=give,
                share=ZERO,
                valued=True,
                left=cost,
            )
        is_valued = None not in received
        if cost is None:
            return GiveBalance(
                give=give,
                share=ONE,
                valued=is_valued,
                left=None,
            )
        total = sum_known(received)
        # Each part may be rounded by less than a grain, so what is left of rounding alone counts as
        # nothing.
        is_whole = cost - total < len(received) * GRAIN
        if is_whole or not is_valued:
            return GiveBalance(
                give=give,
                share=ONE,
                valued=is_valued,
                left=ZERO,
            )
        return GiveBalance(
            give=give,
            share=total / cost,
            valued=True,
            left=cost - total,
        )

    @memoize_on_ledger
    def _parts_by_tie(self, today: date) -> Mapping[Tie, Decimal | None]:
        """What each tie allocates to its give on that day, None where the get has no figure.

        Ties of a give or a get that does not count are left out, so that the rest of its worth
        falls on the others.
        """
        parts_by_tie: dict[Tie, Decimal | None] = {}
        for get in self.gets(today):
            ties = [tie for tie in self.ties_of(get.no) if self.moves[tie.give].counts_on(today)]
            if not ties:
                continue
            gives = [self.moves[tie.give] for tie in ties]
            worth = self.yardstick.amount(get.worth, get.on)
            parts = {} if worth is None else split_worth(worth, gives, self.yardstick)
            for tie in ties:
                parts_by_tie[tie] = parts.get(tie.give)
        return parts_by_tie

    def _counting_gives_of(self, get: MoveNo, today: date) -> list[Move]:
        gives = [self.moves[tie.give] for tie in self.ties_of(get)]
        return [give for give in gives if give.counts_on(today)]

    def share(self, tie: Tie, today: date) -> Decimal:
        """The share of the tie's get that falls on its give on that day, 0..1; 0 where the give
        does not count."""
        gives = self._counting_gives_of(tie.get, today)
        return split_shares(gives, self.yardstick).get(tie.give, ZERO)

    @memoize_on_ledger
    def answers(self, today: date) -> Sequence[GiveBalance]:
        """How far each counted give is answered, oldest first."""
        return [self.find_answer(give, today) for give in self.gives(today)]

    def open_gives(self, today: date) -> list[GiveBalance]:
        """Gives not fully answered, oldest first."""
        return [answer for answer in self.answers(today) if answer.open]

    def loose_gets(self, today: date) -> list[Move]:
        """Gets not tied to any give that still stands."""
        return [get for get in self.gets(today) if not self._is_tied(get)]

    def _is_tied(self, get: Move) -> bool:
        gives = [self.moves[tie.give] for tie in self.ties_of(get.no)]
        return any(give.state not in (State.VOID, State.LAPSED) for give in gives)


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

    Their moves are gets and answers to our asks; our asks, goodwill and gives made with an *if*
    neither count nor reset (metrics: "bidding against yourself").
    """
    turns = [move for move in ledger.moves.values() if takes_turn(move, today)]
    gives = first_give_of_each_offer(move for move in turns if move.kind is Kind.GIVE)
    theirs = [move for move in turns if move.kind is not Kind.GIVE]
    run: list[Move] = []
    for move in sorted([*gives, *theirs], key=_turn):
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
    """The gives that are a move of their own, by number: of those that follow from one offer only
    the first."""
    found: list[Move] = []
    last_offer: OfferNo | None = None
    for give in sorted(gives, key=attrgetter("no")):
        if give.offer is None or give.offer != last_offer:
            found.append(give)
        last_offer = give.offer
    return found


def takes_turn(move: Move, today: date) -> bool:
    """Whether it lengthens a run of ours (a bare firm give) or ends one (a get, an answer to our
    ask)."""
    match move.kind:
        case Kind.GIVE:
            return move.state is State.FIRM and not move.has_if
        case Kind.GET:
            return move.counts_on(today)
        case Kind.ASK:
            return move.ours and move.settled is not None and move.state in ANSWERED
