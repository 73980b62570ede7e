"""What waits in a deal's ledger, how each of it stands, and the order in which it should be looked at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from bot.domain.calendar import count_working_days
from bot.domain.deals import Deal
from bot.domain.ids import NO_MOVE, DealId, MoveNo, TeamId
from bot.domain.lapsing import has_lapsed
from bot.domain.mornings import MorningDays, Repeat
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.trades import ZERO

LAPSES_SOON = timedelta(days=3)


class About(StrEnum):
    """What a line is about; of the lines about moves also their order. Each has a template, `line_<value>.j2`."""

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
    OFFER = "offer"
    """An offer on the table whose last day comes."""
    CHECK_IN = "check_in"
    """A check-in that comes."""
    CHECK_IN_LATE = "check_in_late"
    """A check-in that nobody reported on."""
    DATE = "date"
    """A day of the contract."""
    COMMITMENT = "commitment"
    """What a side has to do, soon or past its day."""
    COOLING = "cooling"
    """A deal that was won and of which nobody has heard for longer than its rhythm."""
    APPROVAL = "approval"
    """A give that waits for the reader's yes, or one of theirs that waits for somebody else's."""
    DELETION = "deletion"
    """A closed deal that is deleted for its age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One move that waits. `left` is the part of a give's cost that nothing answers yet, in the
    deal's unit (None: no figure); `age` in days; `ask` the open ask that wants a return for a
    give. `stage` says how it stands, and changes when it is to be told anew; `binds`: it is due or
    lapses by the next morning; `is_last`: a draft that is told for the last time."""

    about: About
    deal: Deal
    move: Move
    left: Decimal | None = None
    age: int = 0
    ask: Move | None = None
    stage: str = ""
    binds: bool = False
    repeat: Repeat = Repeat.FADES
    is_last: bool = False

    @property
    def key(self) -> tuple[DealId, MoveNo]:
        """The move it is about."""
        return self.deal.id, self.move.no


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line as it was sent: the move as it stood then, or what else it was about, and its stage."""

    about: About
    deal: DealId
    no: MoveNo = NO_MOVE
    version: int = 0
    subject: str = ""
    stage: str = ""
    is_over: bool = False
    """Whether it was asked whether it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest said when it was sent, under the id of its post. It covers the days from
    `since` to `day`; `more` counts what it had no room for, `as_before` what stood unchanged."""

    team: TeamId
    id: str
    day: date
    since: date
    lines: tuple[Printed, ...]
    more: int = 0
    as_before: int = 0


Left = Mapping[MoveNo, Decimal | None]
"""What is left open of each open give, in the deal's unit; None where it has no figure."""


def find_waiting_lines(
    deal: Deal,
    moves: Iterable[Move],
    left: Left,
    days: MorningDays,
    *,
    is_daily: bool = False,
) -> list[DigestLine]:
    """A line for each move of a deal that waits. `is_daily`: open gives wait from the day after on, instead of from the
    age at which the deal's policy points them out.

    A give whose own ask stands in a line of its own has none beside it. What has lapsed has none,
    though nobody has written that down yet.
    """
    standing = [move for move in moves if not has_lapsed(move, days.today)]
    asks_by_give = {ask.ref: ask for ask in standing if _is_unanswered_ask_of_ours(ask)}
    waited_for = {move.no for move in standing if _needs_return(move, left)}
    lines: list[DigestLine] = []
    for move in standing:
        line = _find_line(deal, move, left, days, waited_for)
        if line is None:
            continue
        if line.about in (About.OPEN_GIVE, About.REVIEW):
            line = replace(line, left=left.get(move.no), ask=asks_by_give.get(move.no))
        lines.append(line)
    asks_told = {line.move.no for line in lines if line.move.kind is Kind.ASK}
    lines = [line for line in lines if line.ask is None or line.ask.no not in asks_told]
    return [line for line in lines if is_daily or _is_old_enough(line, days.today)]


def _is_unanswered_ask_of_ours(move: Move) -> bool:
    return move.kind is Kind.ASK and move.ours and move.state in UNANSWERED


def _needs_return(move: Move, left: Left) -> bool:
    """Whether it is a give of ours that hangs on an ask."""
    return move.kind is Kind.GIVE and (move.no in left or move.state is State.CONDITIONAL)


def _is_old_enough(line: DigestLine, today: date) -> bool:
    """Whether an open give has waited as long as the policy lets it."""
    if line.about is not About.OPEN_GIVE:
        return True
    return count_working_days(line.move.since, today) >= line.deal.policy.open_days


def _find_line(
    deal: Deal, move: Move, left: Left, days: MorningDays, waited_for: AbstractSet[MoveNo]
) -> DigestLine | None:
    """Why a move waits and how it stands; None where it does not wait."""
    line = DigestLine(about=About.DRAFT, deal=deal, move=move, age=(days.today - move.since).days)
    if move.state is State.DRAFT:
        return _find_line_of_draft(line, days)
    if move.state is State.CONDITIONAL:
        return _find_line_of_condition(line, days)
    if move.kind is Kind.GIVE and move.no in left:
        return _find_line_of_open_give(line, left[move.no], days)
    if _is_unanswered_ask_of_ours(move):
        return _find_line_of_ask(line, days, waited_for)
    return None


def _find_line_of_draft(line: DigestLine, days: MorningDays) -> DigestLine | None:
    """A draft speaks on the day after it was typed and on the last one before it lapses."""
    age = (days.today - line.move.at.date()).days
    if age < 1:
        return None
    is_last = age >= line.deal.policy.draft_days - 1
    stage = f"last:{line.move.version}" if is_last else "draft"
    return replace(line, stage=stage, binds=is_last, is_last=is_last, repeat=Repeat.NEVER)


def _find_line_of_condition(line: DigestLine, days: MorningDays) -> DigestLine | None:
    """A condition is told when its day comes near, and on the last morning before that day."""
    due = line.move.due
    if due is None:
        return None
    # Where the next morning is its day or later, this one is the last before it.
    is_last_chance = due <= days.next
    if not is_last_chance and due > days.today + LAPSES_SOON:
        return None
    stage = f"last:{due}" if is_last_chance else f"soon:{due}"
    return replace(
        line, about=About.LAPSING, stage=stage, binds=is_last_chance, repeat=Repeat.NEVER
    )


def _find_line_of_open_give(
    line: DigestLine, left: Decimal | None, days: MorningDays
) -> DigestLine | None:
    give = line.move
    if give.state is State.GOODWILL and give.review is not None:
        if give.review > days.today:
            return None
        return replace(line, about=About.REVIEW, stage=f"review:{give.review}")
    share = line.deal.share(left) if left else None
    is_much = share is not None and share > line.deal.policy.early_share
    return replace(
        line,
        about=About.OPEN_GIVE,
        stage=f"open:{left}",
        repeat=Repeat.WEEKLY if is_much else Repeat.FADES,
    )


def _find_line_of_ask(
    line: DigestLine, days: MorningDays, waited_for: AbstractSet[MoveNo]
) -> DigestLine | None:
    """An ask is told on its day and after it; on the last morning before it where a give of ours hangs on it."""
    ask = line.move
    if ask.due is None:
        waited = count_working_days(ask.on, days.today)
        if waited < line.deal.policy.stalled_days:
            return None
        return replace(line, about=About.STALLED_ASK, stage=f"stalled:{ask.version}")
    if ask.due < days.today:
        return replace(line, about=About.STALLED_ASK, stage=f"past:{ask.due}")
    if ask.due < days.next:
        return replace(line, about=About.ASK_DUE, stage=f"due:{ask.due}", binds=True)
    if ask.due == days.next and ask.ref in waited_for:
        return replace(line, about=About.ASK_DUE, stage=f"eve:{ask.due}", binds=True)
    return None


def count_days_waited(line: DigestLine, today: date) -> int:
    """The working days for which a line has stood, by the usual weekend: since it first went to the move's author."""
    move, policy = line.move, line.deal.policy
    if line.about is About.OPEN_GIVE:
        return max(0, count_working_days(move.since, today) - policy.open_days)
    if line.about is About.STALLED_ASK and move.due is None:
        return max(0, count_working_days(move.on, today) - policy.stalled_days)
    first = move.review if line.about is About.REVIEW else move.due
    return count_working_days(first, today) if first is not None and first < today else 0


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
