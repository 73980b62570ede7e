"""What the ledger's page says of all moves, added up once and carried on from there.

`keep_measures` works it out from the whole ledger. `carry_on` adds what changed since, from the changed moves and those
around them; property tests hold both to each other. Nothing of it depends on the day it is looked at: goodwill, which
counts from a day on, is added when it is shown.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.domain.calendar import count_working_days
from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Ledger, by_day, find_runs
from bot.domain.measures.fairness import is_estimated
from bot.domain.measures.pace import LEAST_PAIRS, pair_with_replies
from bot.domain.moves import ANSWERED, COUNTED, Kind, Move, State
from bot.domain.totals_change import EXACT_BELOW, WholeLedgerNeeded
from bot.domain.trades import ZERO
from bot.domain.worth import Worth, sum_known

ANY_DAY = date.max
"""The states of moves that are added up here say by themselves whether they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMeasures:
    """Sums over a ledger up to some entry, in the deal's unit.

    `gives_with_cost` and `gives_with_worth` count gives with that figure above 0. `made` counts gives that were put on
    the table, `made_with_if` those of them with an *if*, `estimated_gives` and `estimated_gets` those whose figure is
    an estimate. `lags` says within how many working days they answered, and how often each, `replies` how many gets
    answered a give. `telling` are the moves about which a rule may have something to say however old they are.
    """

    gives_with_cost: int = 0
    gives_with_worth: int = 0
    given_worth: Decimal = ZERO
    given_with_worth: int = 0
    given_without_worth: int = 0
    got_cost: Decimal = ZERO
    got_with_cost: int = 0
    got_without_cost: int = 0
    estimated_gives: int = 0
    estimated_gets: int = 0
    made: int = 0
    made_with_if: int = 0
    bids: int = 0
    bids_cost: Decimal = ZERO
    lags: tuple[tuple[int, int], ...] = ()
    replies: int = 0
    telling: frozenset[MoveNo] = frozenset()

    @property
    def median_lag(self) -> Decimal | None:
        """How many working days they take; None from fewer than three pairs of a give and its answer."""
        pairs = sum(count for _, count in self.lags)
        if pairs < LEAST_PAIRS:
            return None
        lower, upper = (_find_place(self.lags, at) for at in ((pairs - 1) // 2, pairs // 2))
        return (lower + upper) / Decimal(2)


def _find_place(lags: Sequence[tuple[int, int]], place: int) -> int:
    """The lag at that place of all, the shortest first."""
    for lag, count in lags:
        if place < count:
            return lag
        place -= count
    raise IndexError


IsTelling = Callable[[Move, int], bool]
"""Whether a rule may have something to say of a move that has so many ties, however old it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedMoves:
    """The moves that entries changed, as they stood before (new ones are missing) and as they stand, and how many ties
    each has now."""

    before: Mapping[MoveNo, Move]
    after: Mapping[MoveNo, Move]
    ties: Mapping[MoveNo, int]


class MovesAround(Protocol):
    """The moves of a ledger but for the changed ones, looked up only where it matters."""

    def find_day_of_get(self, day: date, *, earlier: bool) -> date | None:
        """The nearest day before, or after, on which a get counts. Raises `WholeLedgerNeeded`."""

    def list_turns(self, first: date | None, last: date | None) -> Iterable[Move]:
        """The gives and gets that count, and our asks that they answered, of those days."""

    def follows_offer_after(self, no: MoveNo) -> bool:
        """Whether a move with a higher number follows from an offer."""


def list_changed_moves(
    entries: Iterable[Entry],
) -> tuple[frozenset[MoveNo], frozenset[MoveNo], Mapping[MoveNo, Move]]:
    """The moves that entries changed or tied, those of them that are new, and the others that changed as they stood
    before the first of the entries."""
    numbers: set[MoveNo] = set()
    new: set[MoveNo] = set()
    before: dict[MoveNo, Move] = {}
    for entry in entries:
        stood = {move.no: move for move in entry.before}
        for move in entry.moves:
            if move.no in new or move.no in before:
                continue
            if move.no in stood:
                before[move.no] = stood[move.no]
            else:
                new.add(move.no)
        numbers.update(move.no for move in entry.moves)
        numbers.update(no for tie in (*entry.tied, *entry.untied) for no in (tie.give, tie.get))
    return frozenset(numbers), frozenset(new), before


def keep_measures(ledger: Ledger, is_telling: IsTelling) -> KeptMeasures:
    """The sums over the whole ledger."""
    moves = list(ledger.moves.values())
    sums = _combine(_sum_moves(moves, ledger.yardstick), _sum_turns(moves, ledger.yardstick))
    telling = {move.no for move in moves if is_telling(move, len(ledger.ties_of(move.no)))}
    return replace(sums, telling=frozenset(telling))


def carry_on(
    kept: KeptMeasures,
    changed: ChangedMoves,
    around: MovesAround,
    yardstick: Yardstick,
    is_telling: IsTelling,
) -> KeptMeasures:
    """The sums with what changed since. Raises `WholeLedgerNeeded`."""
    _require_no_offers(changed, around)
    before, after = list(changed.before.values()), list(changed.after.values())
    kept = _combine(kept, _sum_moves(before, yardstick), sign=-1)
    kept = _combine(kept, _sum_moves(after, yardstick))
    days = sorted({_day_of(move) for move in (*before, *after) if takes_place(move)})
    for first, last in _find_windows(days, around):
        others = list(around.list_turns(first, last))
        if any(move.offer is not None for move in others):
            raise WholeLedgerNeeded
        was = [*others, *(move for move in before if _is_within(move, first, last))]
        now = [*others, *(move for move in after if _is_within(move, first, last))]
        kept = _combine(kept, _sum_turns(was, yardstick), sign=-1)
        kept = _combine(kept, _sum_turns(now, yardstick))
    telling = {move.no for move in after if is_telling(move, changed.ties.get(move.no, 0))}
    return replace(kept, telling=kept.telling - changed.after.keys() | telling)


def _require_no_offers(changed: ChangedMoves, around: MovesAround) -> None:
    """What follows from one offer counts as one move of ours, which the moves around alone do not tell."""
    moves = [*changed.before.values(), *changed.after.values()]
    if any(move.offer is not None for move in moves):
        raise WholeLedgerNeeded
    gives = [move.no for move in moves if move.kind is Kind.GIVE]
    if gives and around.follows_offer_after(min(gives)):
        raise WholeLedgerNeeded


def takes_place(move: Move) -> bool:
    """Whether it has a place among the turns of both sides: a give or a get that counts, an answer to our ask."""
    if move.kind is Kind.ASK:
        return move.ours and move.settled is not None and move.state in ANSWERED
    return move.state in COUNTED


def _day_of(move: Move) -> date:
    return move.turn[0]


def _is_within(move: Move, first: date | None, last: date | None) -> bool:
    day = _day_of(move)
    return (first is None or day >= first) and (last is None or day <= last)


def _find_windows(
    days: Collection[date], around: MovesAround
) -> list[tuple[date | None, date | None]]:
    """The days between which something may be another pair or run than before: from a day of a get of theirs that did
    not change to the next. What is outside is cut off from what changed by those gets."""
    windows: list[tuple[date | None, date | None]] = []
    for day in days:
        if windows:
            _, last = windows[-1]
            if last is None or day < last:
                continue
        first = around.find_day_of_get(day, earlier=True)
        last = around.find_day_of_get(day, earlier=False)
        if windows and first is not None and windows[-1][1] is not None and first < windows[-1][1]:
            # Both share days, so they are one.
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows


def _sum_moves(moves: Sequence[Move], yardstick: Yardstick) -> KeptMeasures:
    """What each of those moves adds by itself."""
    gives = [move for move in moves if move.kind is Kind.GIVE]
    made = [give for give in gives if is_made(give)]
    gets = [move for move in moves if move.kind is Kind.GET and move.state in COUNTED]
    costs = [yardstick.amount(get.cost, get.on) for get in gets]
    counted = [give for give in gives if give.state in COUNTED]
    return replace(
        sum_counted_gives(counted, yardstick),
        got_cost=sum_known(costs),
        got_with_cost=len(costs) - costs.count(None),
        got_without_cost=costs.count(None),
        estimated_gets=_count_estimates([(get.worth, get.on) for get in gets], yardstick),
        made=len(made),
        made_with_if=sum(give.has_if for give in made),
    )


def sum_counted_gives(gives: Sequence[Move], yardstick: Yardstick) -> KeptMeasures:
    """What gives add that count."""
    costs = [yardstick.amount(give.cost, give.on) for give in gives]
    worths = [yardstick.amount(give.worth, give.on) for give in gives]
    return KeptMeasures(
        gives_with_cost=sum(map(bool, costs)),
        gives_with_worth=sum(map(bool, worths)),
        given_worth=sum_known(worths),
        given_with_worth=len(worths) - worths.count(None),
        given_without_worth=worths.count(None),
        estimated_gives=_count_estimates([(give.cost, give.on) for give in gives], yardstick),
    )


def _count_estimates(figures: Iterable[tuple[Worth | None, date]], yardstick: Yardstick) -> int:
    return sum(is_estimated(figure, on, yardstick) for figure, on in figures if figure is not None)


def is_made(give: Move) -> bool:
    """Whether a give was put on the table, so that it says how our gives are made."""
    if give.state is State.LAPSED:
        # Without an *if* nothing of a give can lapse: it was a draft that nobody confirmed, of an earlier release.
        return give.has_if
    return give.state in COUNTED or give.state in (State.CONDITIONAL, State.GOODWILL)


def _sum_turns(moves: Iterable[Move], yardstick: Yardstick) -> KeptMeasures:
    """What the runs and answers among those moves add."""
    turns = [move for move in moves if takes_place(move)]
    part = Ledger({move.no: move for move in turns}, yardstick=yardstick)
    bids = [give for run in find_runs(part, ANY_DAY) for give in run[1:]]
    gives, gets = (
        sorted((move for move in turns if move.kind is kind), key=by_day)
        for kind in (Kind.GIVE, Kind.GET)
    )
    pairs = pair_with_replies(gives, gets)
    lags = Counter(count_working_days(pair.move.since, pair.reply.since) for pair in pairs)
    return KeptMeasures(
        bids=len(bids),
        bids_cost=sum_known(yardstick.amount(give.cost, give.on) for give in bids),
        lags=tuple(sorted(lags.items())),
        replies=len({pair.reply.no for pair in pairs}),
    )


ADDED_UP = tuple(each.name for each in fields(KeptMeasures) if each.name not in ("lags", "telling"))


def _combine(kept: KeptMeasures, part: KeptMeasures, *, sign: int = 1) -> KeptMeasures:
    """The sums with those of a part, or without them. Raises `WholeLedgerNeeded` where they are too large to be exact
    in any order of adding up."""
    sums = {name: getattr(kept, name) + sign * getattr(part, name) for name in ADDED_UP}
    if max(sums.values()) >= EXACT_BELOW:
        raise WholeLedgerNeeded
    lags = Counter(dict(kept.lags))
    for lag, count in part.lags:
        lags[lag] += sign * count
    return replace(kept, **sums, lags=tuple((lag, n) for lag, n in sorted(lags.items()) if n))
