"""The plan against what happened: planned gives that were made, what comes next, and how much room
each issue used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.matching import STRONG, compute_likeness
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Plan, PlannedGive

MADE = frozenset({State.FIRM, State.CONDITIONAL, State.GOODWILL})
"""States of a give that was put on the table."""


class PlannedGiveState(StrEnum):
    """How far a planned give is."""

    MADE = "made"
    NEXT = "next"
    """It is the next one in the plan's order."""
    WAITS = "waits"
    """It would be the next one, but its day has not come."""
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A planned give and what became of it.

    `at` is its place in the plan, from 0. `early` says that it was made before its day,
    `out_of_order` that one planned before it was not made yet.
    """

    at: int
    give: PlannedGive
    stage: PlannedGiveState
    made: Move | None = None
    early: bool = False
    out_of_order: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGiveProgress:
    """Planned gives in their order against the gives that were made, and those nobody planned."""

    rows: tuple[PlannedRow, ...] = ()
    unplanned: tuple[Move, ...] = ()

    @property
    def next_row(self) -> PlannedRow | None:
        """The planned give whose turn it is; None where all were made."""
        for row in self.rows:
            if row.stage in (PlannedGiveState.NEXT, PlannedGiveState.WAITS):
                return row
        return None


def track_planned_gives(
    planned: Sequence[PlannedGive], moves: Iterable[Move], today: date
) -> PlannedGiveProgress:
    """Planned gives against those made: each move answers the planned give that it is most surely
    about, once."""
    gives = [move for move in moves if move.kind is Kind.GIVE and move.state in MADE]
    made = _match_planned_gives(planned, gives)
    not_made = [at for at in range(len(planned)) if at not in made]
    first_open = not_made[0] if not_made else len(planned)
    rows = []
    for at, give in enumerate(planned):
        move = made.get(at)
        if move is not None:
            rows.append(_build_made_row(at, give, move, out_of_order=at > first_open))
        else:
            stage = _find_stage(give, today) if at == first_open else PlannedGiveState.LATER
            rows.append(PlannedRow(at=at, give=give, stage=stage))
    matched = {move.no for move in made.values()}
    unplanned = tuple(move for move in gives if move.no not in matched)
    return PlannedGiveProgress(rows=tuple(rows), unplanned=unplanned)


def _match_planned_gives(planned: Sequence[PlannedGive], gives: Iterable[Move]) -> dict[int, Move]:
    """The gives that were made, by the place of the planned give that each is most surely about."""
    made: dict[int, Move] = {}
    for move in gives:
        best_place, best_rating = 0, 0.0
        for at, give in enumerate(planned):
            rating = rate_planned_give(give, move)
            if at not in made and rating > best_rating:
                best_place, best_rating = at, rating
        if best_rating >= STRONG:
            made[best_place] = move
    return made


def rate_planned_give(give: PlannedGive, move: Move) -> float:
    """How surely a move is the planned give, 0..1: by its wording, or by an issue that both name."""
    if give.issue and give.issue == move.issue:
        return 1.0
    return compute_likeness(give.what, move.what)


def _build_made_row(
    at: int,
    give: PlannedGive,
    made: Move,
    *,
    out_of_order: bool,
) -> PlannedRow:
    return PlannedRow(
        at=at,
        give=give,
        stage=PlannedGiveState.MADE,
        made=made,
        early=give.not_before is not None and made.since < give.not_before,
        out_of_order=out_of_order,
    )


def _find_stage(give: PlannedGive, today: date) -> PlannedGiveState:
    """How far the first planned give is that was not made yet."""
    if give.not_before is not None and give.not_before > today:
        return PlannedGiveState.WAITS
    return PlannedGiveState.NEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomUsed:
    """How much of an issue's room our offers used.

    `share` is the share of the way from our first value to the walk-away, 0.. (more than 1: past
    it; below 0: away from it).
    """

    issue: str
    first: Decimal
    now: Decimal
    share: Decimal


def measure_room_used(plan: Plan, offers: Sequence[Offer]) -> tuple[RoomUsed, ...]:
    """The room that our offers used on each issue with a walk-away: (first − now) ÷ (first −
    walk-away).

    Issues on which no offer of ours has a number, or where the first one was at the walk-away, are
    left out.
    """
    ours = [offer for offer in offers if offer.ours and offer.state is not OfferState.VOID]
    rooms = []
    for issue in plan.issues:
        walk_away = issue.walk_away.number if issue.walk_away is not None else None
        numbers = _list_offered_numbers(ours, issue.issue)
        if walk_away is None or not numbers or numbers[0] == walk_away:
            continue
        first, now = numbers[0], numbers[-1]
        share = (first - now) / (first - walk_away)
        rooms.append(
            RoomUsed(
                issue=issue.issue,
                first=first,
                now=now,
                share=share,
            )
        )
    return tuple(rooms)


def _list_offered_numbers(offers: Sequence[Offer], issue: str) -> list[Decimal]:
    """The numbers that offers put on an issue, in their order."""
    numbers = []
    for offer in offers:
        for name, value in offer.values.items():
            if name.casefold() == issue.casefold() and isinstance(value, Decimal):
                numbers.append(value)
    return numbers
