"""A digest: what waits in a person's deals, in the order in which it should be looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

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
    """One move that waits. `left` is the part of a give's cost that nothing answers yet, in the
    deal's unit (None: no figure); `age` in days; `ask` the open ask that wants a return for a
    give."""

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
    """What a digest said when it was sent, under the id of its post. It covers the days from
    `since` to `day`; `more` counts what it had no room for, `quieter` what comes less often from
    now on."""

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
    deal: Deal,
    moves: Iterable[Move],
    left: Left,
    today: date,
    until: date,
) -> list[DigestLine]:
    """A line for each move of a deal that waits; asks that fall due before `until`, the next
    digest's day, are due.

    A give whose own ask stands in a line of its own has none beside it. What has lapsed has none,
    though nobody has written that down yet.
    """
    standing = [move for move in moves if not has_lapsed(move, deal.policy, today)]
    asks_by_give = {ask.ref: ask for ask in standing if _is_unanswered_ask_of_ours(ask)}
    lines = []
    for move in standing:
        about = _find_topic(deal, move, left, today, until)
        if about is None:
            continue
        line = DigestLine(
            about=about,
            deal=deal,
            move=move,
            age=(today - move.since).days,
        )
        if about in (About.OPEN_GIVE, About.REVIEW):
            line = replace(line, left=left.get(move.no), ask=asks_by_give.get(move.no))
        lines.append(line)
    asks_told = {line.move.no for line in lines if line.move.kind is Kind.ASK}
    return [line for line in lines if line.ask is None or line.ask.no not in asks_told]


def _is_unanswered_ask_of_ours(move: Move) -> bool:
    return move.kind is Kind.ASK and move.ours and move.state in UNANSWERED


def _find_topic(
    deal: Deal,
    move: Move,
    left: Left,
    today: date,
    until: date,
) -> About | None:
    """Why a move waits; None where it does not."""
    if move.state is State.DRAFT:
        return About.DRAFT
    if move.state is State.CONDITIONAL:
        return _find_topic_of_condition(move, today)
    if move.kind is Kind.GIVE and move.no in left:
        return _find_topic_of_open_give(move, today)
    if _is_unanswered_ask_of_ours(move):
        return _find_topic_of_ask(deal, move, today, until)
    return None


def _find_topic_of_condition(move: Move, today: date) -> About | None:
    if move.due is None or move.due > today + LAPSES_SOON:
        return None
    return About.LAPSING


def _find_topic_of_open_give(give: Move, today: date) -> About:
    if give.state is not State.GOODWILL or give.review is None:
        return About.OPEN_GIVE
    return About.REVIEW if give.review <= today else About.OPEN_GIVE


def _find_topic_of_ask(deal: Deal, ask: Move, today: date, until: date) -> About | None:
    if ask.due is None:
        days = count_working_days(ask.on, today)
        return About.STALLED_ASK if days >= deal.policy.stalled_days else None
    if ask.due < today:
        return About.STALLED_ASK
    return About.ASK_DUE if ask.due < until else None


def sort_lines(lines: Iterable[DigestLine]) -> list[DigestLine]:
    """By what they are about; gives by value × age, then age, those without a figure last; all else
    by its day, what is oldest or lapses first before the rest. Amounts of unlike units are never
    compared: their gives take turns."""
    by_topic: dict[About, list[DigestLine]] = defaultdict(list)
    for line in lines:
        by_topic[line.about].append(line)
    in_order: list[DigestLine] = []
    # The order of the topics is that of `About`.
    for about in About:
        if about is About.OPEN_GIVE:
            in_order += _sort_gives(by_topic[about])
        else:
            in_order += sorted(by_topic[about], key=_day_and_key)
    return in_order


def _sort_gives(lines: list[DigestLine]) -> list[DigestLine]:
    """Within a unit by weight. Across units first the weightiest of each, then the second of each,
    and so on."""
    by_unit: dict[str, list[DigestLine]] = defaultdict(list)
    for line in sorted(lines, key=_weight):
        by_unit[line.deal.unit].append(line)
    in_order: list[DigestLine] = []
    for one_of_each_unit in zip_longest(*by_unit.values()):
        present = [line for line in one_of_each_unit if line is not None]
        in_order += sorted(present, key=_age_and_key)
    return in_order


def _weight(line: DigestLine) -> tuple[bool, Decimal, int, tuple[DealId, MoveNo]]:
    """Sorts the most value × age first, then the oldest; gives without a figure after all
    others."""
    # Unknown is not nothing: without a figure a give stands last, and not among those of no cost.
    value_days = ZERO if line.left is None else line.left * line.age
    return line.left is None, -value_days, -line.age, line.key


def _age_and_key(line: DigestLine) -> tuple[int, tuple[DealId, MoveNo]]:
    return -line.age, line.key


def _day_and_key(line: DigestLine) -> tuple[date, tuple[DealId, MoveNo]]:
    move = line.move
    return move.due or move.review or move.on, line.key


def choose_lines(lines: Sequence[DigestLine], most: int = LINES) -> list[DigestLine]:
    """The lines that a digest has room for: the first about each thing, so that none hides another,
    then in order."""
    first_of_topic: dict[About, DigestLine] = {}
    for line in lines:
        first_of_topic.setdefault(line.about, line)
    # A dict keeps each line once, in the order of their claim to the room.
    claims = {line.key: line for line in (*first_of_topic.values(), *lines)}
    chosen = list(claims)[:most]
    return [line for line in lines if line.key in chosen]
