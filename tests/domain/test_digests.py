"""Which moves wait, in which stage, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from bot.domain.calendar import DaysOff
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.digests import About, DigestLine, find_waiting_lines, sort_lines
from bot.domain.ids import THEM, US, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.mornings import MorningDays
from bot.domain.moves import Kind, Move, State
from bot.domain.preferences import Preferences

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
DAYS = MorningDays(today=TODAY, next=TODAY + DAY, after=TODAY + 2 * DAY)
DEAL = Deal(
    team=TeamId("T1"),
    id=DealId("d1"),
    name="Acme",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 1, tzinfo=UTC),
    opened_by=PersonId("U1"),
)


def move(
    no: int, kind: Kind = Kind.GIVE, state: State = State.FIRM, *, days: int = 1, **changes: object
) -> Move:
    made = Move(
        no=MoveNo(no),
        kind=kind,
        what=f"thing {no}",
        state=state,
        on=TODAY - days * DAY,
        at=datetime.combine(TODAY - days * DAY, time(9), UTC),
        person=PersonId("U1"),
        frm=PartyId(US),
        to=PartyId(THEM),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # a test names fields


def lines(
    *moves: Move, left: dict[int, Decimal | None] | None = None, deal: Deal = DEAL
) -> list[DigestLine]:
    found = {MoveNo(no): amount for no, amount in (left or {}).items()}
    return sort_lines(find_waiting_lines(deal, moves, found, DAYS, is_daily=True))


def told(found: list[DigestLine]) -> list[tuple[str, int]]:
    return [(str(line.about), line.move.no) for line in found]


@pytest.mark.parametrize(
    ("waits", "about"),
    [
        (move(1, Kind.ASK, State.OPEN, due=TODAY), "ask_due"),
        (move(1, Kind.ASK, State.OPEN, due=TODAY - DAY), "stalled_ask"),
        (move(1, Kind.ASK, State.PARTLY, due=TODAY - DAY), "stalled_ask"),
        (move(1, Kind.ASK, State.OPEN, due=TODAY + DAY), None),
        (move(1, Kind.ASK, State.OPEN, days=7), "stalled_ask"),
        (move(1, Kind.ASK, State.OPEN, days=6), None),
        (move(1, Kind.ASK, State.OPEN, due=TODAY - DAY, frm=PartyId(THEM)), None),
        (move(1, Kind.ASK, State.DECLINED, due=TODAY - DAY), None),
        (move(1, state=State.DRAFT), "draft"),
        (move(1, state=State.DRAFT, days=0), None),
        (move(1, state=State.DRAFT, days=30), "draft"),
        (move(1, state=State.CONDITIONAL, due=TODAY - 2 * DAY), None),
        (move(1, state=State.CONDITIONAL, due=TODAY - DAY), "lapsing"),
        (move(1, state=State.CONDITIONAL, due=TODAY + 3 * DAY), "lapsing"),
        (move(1, state=State.CONDITIONAL, due=TODAY + 4 * DAY), None),
        (move(1, state=State.CONDITIONAL), None),
        (move(1, state=State.GOODWILL, review=TODAY + DAY), None),
        (move(1, Kind.GET, State.PROMISED), None),
    ],
)
def test_what_waits_says_why(waits: Move, about: str | None) -> None:
    assert told(lines(waits)) == ([(about, 1)] if about else [])


def test_goodwill_is_looked_at_again_until_something_answers_it() -> None:
    review = move(1, state=State.GOODWILL, review=TODAY)
    assert told(lines(review, left={1: Decimal(3)})) == [("review", 1)]
    assert told(lines(review)) == []


def test_open_gives_come_by_value_and_age_those_without_a_figure_last() -> None:
    gives = [move(1, days=2), move(2, days=10), move(3, days=30), move(4, days=5), move(5, days=20)]
    left = {1: Decimal(100), 2: Decimal(10), 3: None, 4: Decimal(50), 5: None}
    assert told(lines(*gives, left=left)) == [("open_give", no) for no in (4, 1, 2, 3, 5)]


def test_amounts_in_unlike_units_are_not_compared_but_take_turns() -> None:
    yen = replace(DEAL, id=DealId("d2"), yardstick=Yardstick(unit="JPY"))
    ours = find_waiting_lines(
        DEAL,
        [move(1), move(2)],
        {MoveNo(1): Decimal(5), MoveNo(2): Decimal(9)},
        DAYS,
        is_daily=True,
    )
    left = {MoveNo(3): Decimal(900), MoveNo(4): Decimal(90)}
    theirs = find_waiting_lines(yen, [move(3), move(4)], left, DAYS, is_daily=True)
    assert [line.move.no for line in sort_lines([*ours, *theirs])] == [2, 3, 1, 4]


def test_a_give_whose_ask_stands_in_a_line_of_its_own_has_none() -> None:
    give, ask = move(1), move(2, Kind.ASK, State.OPEN, due=TODAY, ref=MoveNo(1))
    left: dict[int, Decimal | None] = {1: Decimal(5)}
    assert told(lines(give, ask, left=left)) == [("ask_due", 2)]
    later = replace(ask, due=TODAY + 5 * DAY)
    (line,) = lines(give, later, left=left)
    assert (line.about, line.ask) == (About.OPEN_GIVE, later)


def test_what_is_no_open_give_comes_by_its_day() -> None:
    asks = [
        move(1, Kind.ASK, State.OPEN, due=TODAY - DAY),
        move(2, Kind.ASK, State.OPEN, due=TODAY - 3 * DAY),
        move(3, Kind.ASK, State.OPEN, days=20),
    ]
    reviews = [
        move(4, state=State.GOODWILL, review=TODAY, days=30),
        move(5, state=State.GOODWILL, review=TODAY - DAY, days=2),
    ]
    left: dict[int, Decimal | None] = {4: Decimal(1), 5: Decimal(1)}
    assert [no for _, no in told(lines(*asks, *reviews, left=left))] == [3, 2, 1, 5, 4]


def test_the_next_day_leaves_out_quiet_days_holidays_and_days_away() -> None:
    mine = Preferences(
        team=TeamId("T1"),
        person=PersonId("U1"),
        quiet=frozenset({4, 5, 6}),
        away_from=date(2026, 12, 1),
        away_until=date(2026, 12, 8),
    )
    assert mine.next_day(date(2026, 12, 1), DaysOff(holidays={date(2026, 12, 9)})) == date(
        2026, 12, 10
    )
    assert mine.next_day(date(2026, 11, 27)) == date(2026, 11, 30)
    assert replace(mine, quiet=frozenset(range(7))).next_day(TODAY) is None


FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
BEFORE_THE_WEEKEND = MorningDays(today=FRIDAY, next=MONDAY, after=MONDAY + DAY)


@pytest.mark.parametrize(
    ("waits", "stage", "binds"),
    [
        (move(1, Kind.ASK, State.OPEN, due=FRIDAY), "due:2026-11-27", True),
        (move(1, Kind.ASK, State.OPEN, due=FRIDAY + DAY), "due:2026-11-28", True),
        (move(1, Kind.ASK, State.OPEN, due=MONDAY), None, False),
        (move(1, Kind.ASK, State.OPEN, due=MONDAY, ref=MoveNo(9)), "eve:2026-11-30", True),
        (move(1, Kind.ASK, State.OPEN, due=MONDAY + DAY, ref=MoveNo(9)), None, False),
        (move(1, Kind.ASK, State.OPEN, due=FRIDAY - DAY), "past:2026-11-26", False),
        (move(1, state=State.CONDITIONAL, due=MONDAY), "last:2026-11-30", True),
        (move(1, state=State.CONDITIONAL, due=FRIDAY), "last:2026-11-27", True),
        (move(1, state=State.CONDITIONAL, due=MONDAY + DAY), None, False),
        (move(1, state=State.DRAFT, days=1), "draft", False),
        (move(1, state=State.DRAFT, days=2), "draft", False),
        (move(1, state=State.DRAFT, days=3), "last:1", True),
    ],
)
def test_what_falls_on_a_weekend_is_told_on_the_morning_before_it(
    waits: Move, stage: str | None, binds: bool
) -> None:
    hangs = move(9)
    found = find_waiting_lines(DEAL, [waits, hangs], {MoveNo(9): None}, BEFORE_THE_WEEKEND)
    about_it = [line for line in found if line.move.no == 1]
    expected = [(stage, binds)] if stage else []
    assert [(line.stage, line.binds) for line in about_it] == expected


def test_an_open_give_is_told_from_the_age_on_at_which_the_policy_points_it_out() -> None:
    left = {MoveNo(1): Decimal(9)}
    for days, waits in ((6, False), (7, True)):
        assert bool(find_waiting_lines(DEAL, [move(1, days=days)], left, DAYS)) is waits


def test_a_give_that_is_answered_in_part_stands_in_a_new_stage() -> None:
    stages = [
        find_waiting_lines(DEAL, [move(1, days=9)], {MoveNo(1): Decimal(left)}, DAYS)[0].stage
        for left in (9, 4)
    ]
    assert stages == ["open:9", "open:4"]
