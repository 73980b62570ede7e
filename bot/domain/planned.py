"""The plan against what happened: planned gives that were made, what comes next, and how much room each issue used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import MoveNo
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
    """A planned give and what became of it. `early` says that it was made before its day, `out_of_order` that one
    planned before it was not made yet."""

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
        """The planned give whose turn it is."""
        return next(
            (
                row
                for row in self.rows
                if row.stage in (PlannedGiveState.NEXT, PlannedGiveState.WAITS)
            ),
            None,
        )


def track_planned_gives(
    planned: Sequence[PlannedGive], moves: Iterable[Move], today: date
) -> PlannedGiveProgress:
    """Planned gives against those made: each move answers the planned give that it is most surely about, once."""
    made = [m for m in moves if m.kind is Kind.GIVE and m.state in MADE]
    found = _found(planned, made)
    first_open = next((at for at in range(len(planned)) if at not in found), len(planned))
    rows = tuple(
        _row(at, give, found.get(at), first_open, today) for at, give in enumerate(planned)
    )
    taken: set[MoveNo] = {move.no for move in found.values()}
    return PlannedGiveProgress(rows=rows, unplanned=tuple(m for m in made if m.no not in taken))


def _found(planned: Sequence[PlannedGive], made: Iterable[Move]) -> dict[int, Move]:
    found: dict[int, Move] = {}
    for move in made:
        likely = [
            (rate_planned_give(give, move), -at)
            for at, give in enumerate(planned)
            if at not in found
        ]
        surest, place = max(likely, default=(0.0, 0))
        if surest >= STRONG:
            found[-place] = move
    return found


def rate_planned_give(give: PlannedGive, move: Move) -> float:
    """How surely a move is the planned give, 0..1: by its wording, or by an issue that both name."""
    return max(
        compute_likeness(give.what, move.what),
        1.0 if give.issue and give.issue == move.issue else 0.0,
    )


def _row(at: int, give: PlannedGive, made: Move | None, first_open: int, today: date) -> PlannedRow:
    if made is None:
        return PlannedRow(at=at, give=give, stage=_stage(at, give, first_open, today))
    early = give.not_before is not None and made.since < give.not_before
    return PlannedRow(
        at=at,
        give=give,
        stage=PlannedGiveState.MADE,
        made=made,
        early=early,
        out_of_order=at > first_open,
    )


def _stage(at: int, give: PlannedGive, first_open: int, today: date) -> PlannedGiveState:
    if at != first_open:
        return PlannedGiveState.LATER
    return (
        PlannedGiveState.WAITS
        if give.not_before is not None and give.not_before > today
        else PlannedGiveState.NEXT
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomUsed:
    """How much of an issue's room our offers used: `share` of the way from our first value to the walk-away, 0.. (more
    than 1: past it; below 0: away from it)."""

    issue: str
    first: Decimal
    now: Decimal
    share: Decimal


def measure_room_used(plan: Plan, offers: Sequence[Offer]) -> tuple[RoomUsed, ...]:
    """The room that our offers used on each issue with a walk-away: (first − now) ÷ (first − walk-away)."""
    ours = [offer for offer in offers if offer.ours and offer.state is not OfferState.VOID]
    found = (
        _room(issue.issue, issue.walk_away.number, ours)
        for issue in plan.issues
        if issue.walk_away is not None
    )
    return tuple(room for room in found if room is not None)


def _room(issue: str, walk_away: Decimal | None, ours: Sequence[Offer]) -> RoomUsed | None:
    named = [
        value
        for offer in ours
        for name, value in offer.values.items()
        if name.casefold() == issue.casefold()
    ]
    values = [value for value in named if isinstance(value, Decimal)]
    if walk_away is None or not values or values[0] == walk_away:
        return None
    first, now = values[0], values[-1]
    return RoomUsed(issue=issue, first=first, now=now, share=(first - now) / (first - walk_away))
