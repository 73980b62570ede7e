"""Samples of imports."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.imports import (
    ColumnsAsked,
    FileNoted,
    ImportChecked,
    MovesImported,
    SheetUnread,
)
from bot.domain.ids import THEM, US, MoveNo, PartyId, PersonId
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure
from bot.language.sheet_cells import DayReading, OrderReason
from bot.language.sheet_columns import Column, DayOrder, SheetColumn
from bot.language.sheet_rows import LeftOut, LeftOutReason, RowTrouble, Trouble, UnusedCell
from bot.language.sheets import Missing, SheetProblem
from bot.playground.samples.links import RENEWAL

GIVE = Move(
    no=MoveNo(7),
    kind=Kind.GIVE,
    what="5% off",
    state=State.FIRM,
    on=date(2026, 11, 12),
    at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    person=PersonId("U0ANA"),
    frm=PartyId(US),
    to=PartyId(THEM),
    cost=Figure(amount=Decimal(12_000), unit="EUR"),
)
GET = replace(
    GIVE,
    no=MoveNo(8),
    kind=Kind.GET,
    what="reference call",
    cost=None,
    frm=PartyId(THEM),
    to=PartyId(US),
)
MANY = tuple(replace(GIVE, no=MoveNo(no)) for no in range(7, 19))
TROUBLES = tuple(
    RowTrouble(row=row, column="what", trouble=trouble, found="a-1")
    for row, trouble in enumerate(Trouble, 2)
)
LEFT_OUT = tuple(
    LeftOut(row=row, why=why, found="3" if why is LeftOutReason.SAME_ROW else "Total", no=4)
    for row, why in enumerate(LeftOutReason, 30)
)
UNUSED = (UnusedCell(row=40, heading="Value to them", found="30,000"),)


def _column(
    heading: str, taken: Column | None, example: str, guess: Column | None = None
) -> SheetColumn:
    return SheetColumn(
        heading=heading,
        key=heading.casefold(),
        taken=taken,
        guess=guess or taken,
        example=example,
    )


COLUMNS = tuple(
    _column(f"Heading {number}", column, "5% off") for number, column in enumerate(Column, 1)
)
OF_GIVES = (
    _column("Item", Column.WHAT, "Higher volume", Column.WE_GIVE),
    _column("Cost to Us", Column.COST_TO_US, "4,000"),
    _column("Trade Potential", None, "H"),
)
NAMES = tuple(column.value.replace("_", " ") for column in Column)
CHECKED = ImportChecked(deal=RENEWAL, moves=(GIVE, GET), line="w1")
DAYS = DayReading(
    order=DayOrder.MONTH_FIRST,
    why=OrderReason.LOCALE,
    example="11/02/2026",
    example_day=date(2026, 11, 2),
)

SAMPLES: list[tuple[str, Answer]] = [
    ("import checked", CHECKED),
    (
        "import checked, much of everything",
        replace(
            CHECKED,
            moves=MANY,
            known=1,
            trades=2,
            troubles=(*TROUBLES, replace(TROUBLES[0], row=21), replace(TROUBLES[0], row=22)),
            columns=(_column("Owner", None, "Ana"), _column("Colour", Column.IGNORED, "red")),
        ),
    ),
    (
        "import checked, rows passed over",
        replace(CHECKED, left_out=LEFT_OUT, unused=UNUSED, columns=OF_GIVES[:2], trades=1),
    ),
    *(
        (f"import checked, days: {why}", replace(CHECKED, days=replace(DAYS, why=why)))
        for why in OrderReason
    ),
    (
        "import checked, the day first",
        replace(
            CHECKED, days=replace(DAYS, order=DayOrder.DAY_FIRST, example_day=date(2026, 2, 11))
        ),
    ),
    ("import checked, days of both orders", replace(CHECKED, days=replace(DAYS, is_mixed=True))),
    (
        "import checked, nothing fits yet",
        ImportChecked(deal=RENEWAL, moves=(), troubles=TROUBLES[:1], line="w1"),
    ),
    ("import checked, all known", ImportChecked(deal=RENEWAL, moves=(), known=3)),
    ("import checked, nothing fits", ImportChecked(deal=RENEWAL, moves=(), troubles=TROUBLES[:1])),
    *(
        (
            f"columns asked: {missing}",
            ColumnsAsked(columns=OF_GIVES, missing=missing, names=NAMES, example="Item=we give"),
        )
        for missing in Missing
    ),
    (
        "columns asked, of offers",
        ColumnsAsked(columns=(_column("Offer", None, "price 95k"),), missing=Missing.WHAT),
    ),
    ("columns asked, all there are", ColumnsAsked(columns=COLUMNS, line="w1")),
    ("file noted", FileNoted(is_guessed=True)),
    ("file noted, of several sheets", FileNoted(worksheet="Log", others=("Terms", "Old"))),
    ("moves imported", MovesImported(deal=RENEWAL, moves=MANY, seq=4, trades=2)),
    ("moves imported, one", MovesImported(deal=RENEWAL, moves=(GIVE,), seq=4)),
    ("moves imported, nothing new", MovesImported(deal=RENEWAL, moves=(), seq=0, known=3)),
    *((f"sheet unread: {why}", SheetUnread(why=why, typed="5% off; 12k")) for why in SheetProblem),
]
