"""Samples of imports."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers.imports import ImportChecked, MovesImported, SheetUnread
from bot.domain.ids import THEM, US, MoveNo, PartyId, PersonId
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure
from bot.language.sheets import RowTrouble, SheetProblem, Trouble
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
CHECKED = ImportChecked(deal=RENEWAL, moves=(GIVE, GET), line="w1")

SAMPLES: list[tuple[str, object]] = [
    ("import checked", CHECKED),
    (
        "import checked, much of everything",
        replace(CHECKED, moves=MANY, known=1, troubles=TROUBLES, ignored=("Owner", "Colour")),
    ),
    ("import checked, all known", ImportChecked(deal=RENEWAL, moves=(), known=3)),
    ("import checked, nothing fits", ImportChecked(deal=RENEWAL, moves=(), troubles=TROUBLES[:1])),
    ("moves imported", MovesImported(deal=RENEWAL, moves=MANY, seq=4, trades=2)),
    ("moves imported, one", MovesImported(deal=RENEWAL, moves=(GIVE,), seq=4)),
    ("moves imported, nothing new", MovesImported(deal=RENEWAL, moves=(), seq=0, known=3)),
    *((f"sheet unread: {why}", SheetUnread(why=why, typed="5% off; 12k")) for why in SheetProblem),
]
