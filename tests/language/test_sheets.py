from datetime import date
from decimal import Decimal

import pytest

from bot.domain.moves import Kind, State
from bot.domain.worth import Figure, Size
from bot.language.sheet_columns import Column
from bot.language.sheet_rows import LeftOutReason, Trouble
from bot.language.sheets import Sheet, SheetContext, SheetProblem, read_sheet

TODAY = date(2026, 11, 23)


def sheet(text: str, locale: str = "en-US") -> Sheet:
    read = read_sheet(text, SheetContext(locale=locale, today=TODAY))
    assert isinstance(read, Sheet), read
    return read


def trouble(text: str) -> tuple[int, str, Trouble, str]:
    (found,) = sheet(text).troubles
    return found.row, found.column, found.trouble, found.found


def test_a_row_says_all_that_a_line_can() -> None:
    text = (
        "id,Move,What,Day,Cost,Worth,For,If,By,Because,State\n"
        "g1,give,5% off,2026-11-12,12k,20000,24-month term,signed,30 Nov,they commit volume,conditional\n"
    )
    (row,) = sheet(text).rows
    assert (row.external, row.kind, row.state, row.row) == ("g1", Kind.GIVE, State.CONDITIONAL, 2)
    line = row.line
    assert (line.what, line.on, line.due) == ("5% off", date(2026, 11, 12), date(2026, 11, 30))
    assert (line.cost, line.worth) == (
        Figure(amount=Decimal(12_000)),
        Figure(amount=Decimal(20_000)),
    )
    assert (line.for_what, line.condition, line.reason) == (
        "24-month term",
        "signed",
        "they commit volume",
    )


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_cells_are_separated_as_the_headings_are(between: str) -> None:
    text = f"move{between}what{between}cost\nget{between}call{between}5k\n"
    (row,) = sheet(text).rows
    assert (row.kind, row.line.what, row.line.cost) == (
        Kind.GET,
        "call",
        Figure(amount=Decimal(5_000)),
    )


def test_german_headings_and_numbers_are_read() -> None:
    text = "Art;Was;Datum;Kosten\nZugeständnis;5% Rabatt;12.11.2026;12.000,50 EUR\nihre Forderung;Pilot;;\n"
    give, ask = sheet(text, "de-DE").rows
    assert give.line.cost == Figure(amount=Decimal("12000.50"), unit="EUR")
    assert give.line.on == date(2026, 11, 12)
    assert (ask.kind, ask.theirs, ask.state) == (Kind.ASK, True, State.OPEN)


def test_plain_numbers_read_alike_in_every_locale() -> None:
    for locale in ("en-US", "de-DE"):
        (row,) = sheet("move,what,cost\ngive,x,12000.50\n", locale).rows
        assert row.line.cost == Figure(amount=Decimal("12000.50"))
    (sized,) = sheet("move,what,cost\ngive,x,M\n").rows
    assert sized.line.cost is Size.M


def test_a_condition_makes_a_give_conditional_unless_its_state_says_otherwise() -> None:
    rows = sheet("move,what,if,state\ngive,x,signed,\ngive,y,signed,given\nask,z,signed,\n").rows
    assert [row.state for row in rows] == [State.CONDITIONAL, State.FIRM, State.OPEN]


def test_rows_without_an_id_are_known_by_what_they_say() -> None:
    first, second = sheet("move,what\ngive,x\ngive,y\n").rows
    (again,) = sheet("move,what\n\ngive,x\n").rows
    assert first.external == again.external != second.external
    assert trouble("id,move,what\na,give,x\na,give,y\n")[2:] == (Trouble.SAME_ID, "a")
    (double,) = sheet("move,what\ngive,x\ngive,x\n").left_out
    assert (double.row, double.why, double.found) == (3, LeftOutReason.SAME_ROW, "2")


def test_the_apostrophe_of_a_safe_cell_is_no_part_of_it() -> None:
    (row,) = sheet("move,what\ngive,'=2+2 days\n").rows
    assert row.line.what == "=2+2 days"


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("give,,,,", "what", Trouble.NO_WHAT),
        ("gift,x,,,", Column.MOVE, Trouble.NO_MOVE),
        (",x,,,", Column.MOVE, Trouble.NO_MOVE),
        ("give,x,,lots,", "cost", Trouble.BAD_AMOUNT),
        ("give,x,,-5,", "cost", Trouble.NEGATIVE),
        ("give,x,soon,,", "day", Trouble.BAD_DAY),
        ("give,x,2026-02-30,,", "day", Trouble.BAD_DAY),
        ("give,x,2026-12-24,,", "day", Trouble.TO_COME),
        ("give,x,,,blue", Column.STATE, Trouble.BAD_STATE),
        (f"give,{'x' * 501},,,", "what", Trouble.TOO_LONG),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(row: str, column: str, why: Trouble) -> None:
    text = f"move,what,day,cost,state\nget,fine,,,\n{row}\n"
    assert trouble(text)[:3] == (3, column, why)
    assert [kept.line.what for kept in sheet(text).rows] == ["fine"]


def test_rows_that_were_traded_name_one_another() -> None:
    text = "id,move,what,with\na,give,x,\nb,get,y,a; c\nc,give,z,\n"
    assert sheet(text).rows[1].together == ("a", "c")
    numbered = "#,move,what,with\n1,give,x,\n2,get,y,#1\n"
    assert sheet(numbered).rows[1].together == ("1",)
    assert trouble("id,move,what,with\na,give,x,\nb,get,y,d\n")[2:] == (Trouble.NOT_THERE, "d")
    assert trouble("id,move,what,with\na,give,x,\nb,give,y,a\n")[2:] == (Trouble.SAME_KIND, "a")


def test_headings_that_say_nothing_are_told() -> None:
    assert sheet("move,what,Owner\ngive,x,Ana\n").ignored == ("Owner",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", SheetProblem.EMPTY),
        ("\n , \n", SheetProblem.EMPTY),
        ("5% off cost 12k", SheetProblem.NO_HEADINGS),
        ("move,what\n" + "give,x\n" * 5_001, SheetProblem.TOO_MANY),
    ],
)
def test_what_is_no_sheet_says_why(text: str, why: SheetProblem) -> None:
    assert read_sheet(text, SheetContext(locale="en-US", today=TODAY)) is why


def test_a_cell_with_a_line_break_stays_one_cell() -> None:
    (row,) = sheet('move,what\ngive,"5% off\nfor a year"\n').rows
    assert row.line.what == "5% off for a year"
