"""Which lines a digest has, in which order, and what goes quieter."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from bot.domain.calendar import DaysOff
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.digests import About, DigestLine, choose_lines, find_waiting_lines, sort_lines
from bot.domain.ids import THEM, US, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.moves import Kind, Move, State
from bot.domain.preferences import Preferences
from bot.domain.quieting import JUDGED, Tally

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
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
    return sort_lines(find_waiting_lines(deal, moves, found, TODAY, TODAY + DAY))


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
        (move(1, state=State.DRAFT, days=8), None),
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
        DEAL, [move(1), move(2)], {MoveNo(1): Decimal(5), MoveNo(2): Decimal(9)}, TODAY, TODAY + DAY
    )
    left = {MoveNo(3): Decimal(900), MoveNo(4): Decimal(90)}
    theirs = find_waiting_lines(yen, [move(3), move(4)], left, TODAY, TODAY + DAY)
    assert [line.move.no for line in sort_lines([*ours, *theirs])] == [2, 3, 1, 4]


def test_a_give_whose_ask_stands_in_a_line_of_its_own_has_none() -> None:
    give, ask = move(1), move(2, Kind.ASK, State.OPEN, due=TODAY, ref=MoveNo(1))
    left: dict[int, Decimal | None] = {1: Decimal(5)}
    assert told(lines(give, ask, left=left)) == [("ask_due", 2)]
    later = replace(ask, due=TODAY + 5 * DAY)
    (line,) = lines(give, later, left=left)
    assert (line.about, line.ask) == (About.OPEN_GIVE, later)


def test_each_thing_gets_its_first_line_before_any_gets_its_second() -> None:
    gives = [move(no, days=no) for no in range(1, 9)]
    draft = move(9, state=State.DRAFT)
    every = lines(*gives, draft, left={no: Decimal(10) for no in range(1, 9)})
    assert told(choose_lines(every)) == [*(("open_give", no) for no in (8, 7, 6, 5)), ("draft", 9)]


def judged(results: str) -> Tally:
    return Tally(results=tuple(result == "1" for result in results))


@pytest.mark.parametrize(
    ("results", "weekly"),
    [
        ("0" * (JUDGED - 1), False),
        ("0" * JUDGED, True),
        ("1111000000", True),
        ("1111100000", False),
    ],
)
def test_fewer_than_half_of_ten_nudges_acted_on_make_a_rule_weekly(
    results: str, weekly: bool
) -> None:
    assert judged(results).weekly is weekly


def test_a_nudge_is_acted_on_where_a_ledger_grew_within_two_working_days() -> None:
    deal = DealId("d1")
    friday = date(2026, 11, 20)
    tally = Tally().add_nudge(friday, {deal: 3})
    assert tally.judge_nudges(friday + 4 * DAY, {deal: 3}).results == ()
    assert tally.judge_nudges(friday + 5 * DAY, {deal: 3}).results == (False,)
    assert tally.judge_nudges(friday + 4 * DAY, {deal: 4}).results == (True,)


@pytest.mark.parametrize(
    ("results", "days_since", "due"),
    [
        ("0" * JUDGED, 6, False),
        ("0" * JUDGED, 7, True),
        ("0" * JUDGED, None, True),
        ("1" * JUDGED, 1, True),
    ],
)
def test_a_weekly_rule_speaks_again_after_seven_days(
    results: str, days_since: int | None, due: bool
) -> None:
    told_on = None if days_since is None else TODAY - days_since * DAY
    assert replace(judged(results), told=told_on).due(TODAY) is due


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


def test_only_the_last_ten_count_so_that_a_rule_comes_back() -> None:
    tally = judged("0" * JUDGED)
    for no in range(5):
        tally = tally.add_nudge(TODAY + no * DAY, {DealId("d1"): no}).judge_nudges(
            TODAY + no * DAY, {DealId("d1"): no + 1}
        )
    assert not tally.weekly


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
