"""A digest: what waits in a person's deals, in the order in which it should be looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.calendar import count_working_days
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo, TeamId
from bot.domain.lapsing import has_lapsed
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.trades import ZERO

LINES = 5
"""As many lines one digest has; what else there is stands in Home."""
LAPSES_SOON = timedelta(days=3)


class About(StrEnum):
    """Why a move is in a digest; also the order of the lines."""

    OPEN_GIVE = "open_give"
    """A give with nothing, or not enough, back yet."""
    STALLED_ASK = "stalled_ask"
    """An ask of ours past its day, or without a day and unanswered for long."""
    DRAFT = "draft"
    """Typed by this reader and not confirmed yet."""
    LAPSING = "lapsing"
    """A condition whose day comes soon."""
    ASK_DUE = "ask_due"
    """An ask of ours that wants its answer before the next digest."""
    REVIEW = "review"
    """Goodwill whose review day has come with nothing for it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One move that waits. `left` is the part of a give's cost that nothing answers yet, in the deal's unit (None: no
    figure); `age` in days; `ask` the open ask that wants a return for a give."""

    about: About
    deal: Deal
    move: Move
    left: Decimal | None = None
    age: int = 0
    ask: Move | None = None

    @property
    def key(self) -> tuple[DealId, MoveNo]:
        """The move it is about."""
        return self.deal.id, self.move.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line as it was sent: the move as it stood then."""

    about: About
    deal: DealId
    no: MoveNo
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest said when it was sent, under the id of its post. It covers the days from `since` to `day`; `more`
    counts what it had no room for, `quieter` what comes less often from now on."""

    team: TeamId
    id: str
    day: date
    since: date
    lines: tuple[Printed, ...]
    more: int = 0
    quieter: tuple[About, ...] = ()


Left = Mapping[MoveNo, Decimal | None]
"""What is left open of each open give, in the deal's unit; None where it has no figure."""


def find_waiting_lines(
    deal: Deal, moves: Iterable[Move], left: Left, today: date, until: date
) -> list[DigestLine]:
    """A line for each move of a deal that waits; asks that fall due before `until`, the next digest's day, are due.

    A give whose own ask stands in a line of its own has none beside it. What is over has none, though nobody
    has written that down yet.
    """
    every = [move for move in moves if not has_lapsed(move, deal.policy, today)]
    asks = {
        m.ref: m for m in every if m.kind is Kind.ASK and m.ours and m.state in UNANSWERED and m.ref
    }
    lines = [
        line
        for move in every
        if (line := _line(deal, move, left, today, until, asks.get(move.no))) is not None
    ]
    told = {line.move.no for line in lines if line.move.kind is Kind.ASK}
    return [line for line in lines if line.ask is None or line.ask.no not in told]


def _line(
    deal: Deal, move: Move, left: Left, today: date, until: date, ask: Move | None
) -> DigestLine | None:
    about = _about(deal, move, left, today, until)
    if about is None:
        return None
    given = about in (About.OPEN_GIVE, About.REVIEW)
    return DigestLine(
        about=about,
        deal=deal,
        move=move,
        left=left.get(move.no) if given else None,
        age=(today - move.since).days,
        ask=ask if given else None,
    )


def _about(deal: Deal, move: Move, left: Left, today: date, until: date) -> About | None:
    if move.state is State.DRAFT:
        return About.DRAFT
    if move.state is State.CONDITIONAL:
        soon = move.due is not None and move.due <= today + LAPSES_SOON
        return About.LAPSING if soon else None
    if move.kind is Kind.GIVE:
        reviewed = move.state is State.GOODWILL and move.review is not None and move.review <= today
        if move.no not in left:
            return None
        return About.REVIEW if reviewed else About.OPEN_GIVE
    if move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
        return _asked(deal, move, today, until)
    return None


def _asked(deal: Deal, ask: Move, today: date, until: date) -> About | None:
    if ask.due is None:
        return (
            About.STALLED_ASK
            if count_working_days(ask.on, today) >= deal.policy.stalled_days
            else None
        )
    if ask.due < today:
        return About.STALLED_ASK
    return About.ASK_DUE if ask.due < until else None


def sort_lines(lines: Iterable[DigestLine]) -> list[DigestLine]:
    """By what they are about; gives by value × age, then age, those without a figure last; all else by its day, what is
    oldest or lapses first before the rest. Amounts of unlike units are never compared: their gives take turns."""
    by_about: dict[About, list[DigestLine]] = defaultdict(list)
    for line in lines:
        by_about[line.about].append(line)
    ordered = (by_about[about] for about in About if about in by_about)
    return [
        line
        for some in ordered
        for line in (_gives(some) if some[0].about is About.OPEN_GIVE else _dated(some))
    ]


def _gives(lines: list[DigestLine]) -> list[DigestLine]:
    by_unit: dict[str, list[DigestLine]] = defaultdict(list)
    for line in sorted(lines, key=_weight):
        by_unit[line.deal.unit].append(line)
    if len(by_unit) == 1:
        return next(iter(by_unit.values()))
    turns = [(no, line) for some in by_unit.values() for no, line in enumerate(some)]
    return [
        line for _, line in sorted(turns, key=lambda turn: (turn[0], -turn[1].age, turn[1].key))
    ]


def _weight(line: DigestLine) -> tuple[int, Decimal, int, tuple[DealId, MoveNo]]:
    if line.left is None:
        return 1, ZERO, -line.age, line.key
    return 0, -(line.left * line.age), -line.age, line.key


def _dated(lines: list[DigestLine]) -> list[DigestLine]:
    return sorted(
        lines, key=lambda line: (line.move.due or line.move.review or line.move.on, line.key)
    )


def choose_lines(lines: Sequence[DigestLine], most: int = LINES) -> list[DigestLine]:
    """The lines that a digest has room for: the first about each thing, so that none hides another, then in order."""
    firsts: dict[About, DigestLine] = {}
    for line in lines:
        firsts.setdefault(line.about, line)
    chosen = {line.key for line in list(firsts.values())[:most]}
    for line in lines:
        if len(chosen) >= most:
            break
        chosen.add(line.key)
    return [line for line in lines if line.key in chosen]
