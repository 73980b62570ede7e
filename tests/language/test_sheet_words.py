"""What headings and cells of sheets are taken for, word by word."""

from datetime import date

import pytest

from bot.domain.deals import Side
from bot.domain.moves import Kind, State
from bot.language.sheet_columns import Column, DayOrder
from bot.language.sheet_words import (
    LEFT_OUT,
    TableSides,
    Who,
    names_offer,
    read_kind,
    read_side,
    read_status,
)
from bot.language.sheets import SheetContext, list_columns, split_sheet

SELLING = TableSides(side=Side.SELLING, parties=("Northwind",))
CONTEXT = SheetContext(locale="en-US", today=date(2026, 11, 23), sides=SELLING)
GIVE, GET = (Kind.GIVE, False), (Kind.GET, False)
ASK, THEIR_ASK = (Kind.ASK, False), (Kind.ASK, True)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (
            "Give|GIVES|Gave|Given|conceded|Concession|We give|we gave|Give ✅|→ give|Giving|granted",
            GIVE,
        ),
        (
            "Concession (us)|our concession|given by us|to them|from us|us → them|we -> them|Out",
            GIVE,
        ),
        ("They got|they receive|given to Northwind|customer gets|recieved by customer", GIVE),
        ("Get|GETS|got|Received|Recieved|We get|we got|Obtained|won|In", GET),
        (
            "Concession (them)|their concession|they gave|from them|them → us|given to us|received from them",
            GET,
        ),
        ("conceded by Northwind|customer gave|Northwind → us", GET),
        ("Ask|asked|Request|our request|Our ask|we want|Demand|demanded|requested by us", ASK),
        (
            "Their request|their ask|They want|request from them|Northwind asks|Demand (customer)",
            THEIR_ASK,
        ),
        ("Zugeständnis|gegeben|wir geben|Zugestaendnis|gewährt|Zugeständnis von uns", GIVE),
        ("bekommen|erhalten|wir bekommen|Gegenleistung|Zugeständnis der Gegenseite|sie geben", GET),
        ("Forderung|unsere Forderung|gefordert|Bitte|wir möchten", ASK),
        ("ihre Forderung|sie wollen|Forderung der Gegenseite|Kundenwunsch", THEIR_ASK),
    ],
)
def test_a_kind_is_known_in_all_its_forms(cells: str, kind: tuple[Kind, bool]) -> None:
    for cell in cells.split("|"):
        read = read_kind(cell, SELLING)
        assert read is not None, cell
        assert (read.kind, read.theirs) == kind, cell


@pytest.mark.parametrize(
    "cell", ["", "Ours", "gift", "Don", "give and get", "# note", "pricing", "?"]
)
def test_what_names_no_kind_is_not_guessed(cell: str) -> None:
    assert read_kind(cell, SELLING) is None


def test_an_offer_is_no_move() -> None:
    for cell in ("Offer", "Counter", "counter-offer", "Angebot", "Gegenangebot", "their proposal"):
        assert read_kind(cell, SELLING) is None, cell
        assert names_offer(cell), cell


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        ("Us|we|Our side|ourselves|Wir|uns|Supplier|the vendor|Lieferant", Who.US),
        (
            "Them|they|their team|Customer|the client|Northwind|Sie|Gegenseite|Kunde|Käufer",
            Who.THEM,
        ),
    ],
)
def test_a_side_is_known_by_word_role_or_name(cells: str, who: Who) -> None:
    for cell in cells.split("|"):
        assert read_side(cell, SELLING) is who, cell


def test_roles_depend_on_our_side_of_the_table() -> None:
    assert read_side("Tenant", TableSides(side=Side.BUYING)) is Who.US
    assert read_side("Candidate", TableSides(side=Side.HIRING)) is Who.THEM
    assert read_side("Customer", TableSides()) is None
    assert read_side("Sam", SELLING) is None


@pytest.mark.parametrize(
    ("kind", "cells", "state"),
    [
        (
            Kind.GIVE,
            "Done|closed|Agreed|accepted|Approved|Delivered|given|live|✅|Done ✅|yes|erledigt",
            State.FIRM,
        ),
        (
            Kind.GIVE,
            "Agreed (by phone)|Done - signed 3 Nov|agreed, in writing|Aproved|vereinbart",
            State.FIRM,
        ),
        (Kind.GIVE, "Pending|Proposed|on the table|In progress|offen|angeboten", State.CONDITIONAL),
        (Kind.GIVE, "Rejected|withdrawn|Not agreed|❌|No|abgelehnt|planned", None),
        (Kind.GET, "Received|Done|Delivered|signed|erhalten", State.FIRM),
        (Kind.GET, "Agreed|Pending|promised|committed|zugesagt|offen", State.PROMISED),
        (Kind.GET, "Rejected|abgelehnt|no", None),
        (Kind.ASK, "Open|Pending|requested|offen|TBD|awaiting reply", State.OPEN),
        (Kind.ASK, "Agreed|Accepted|Approved|yes|Done|zugesagt", State.GRANTED),
        (Kind.ASK, "Rejected|declined|Refused|No|nicht zugesagt", State.DECLINED),
        (Kind.ASK, "Withdrawn|dropped|zurückgezogen", State.WITHDRAWN),
        (Kind.ASK, "Partly agreed|partial|teilweise", State.PARTLY),
    ],
)
def test_a_status_is_understood_for_the_kinds_where_it_makes_sense(
    kind: Kind, cells: str, state: State | None
) -> None:
    for cell in cells.split("|"):
        read = read_status(cell, kind)
        assert read is not None, cell
        assert read.state is state, cell


@pytest.mark.parametrize("cell", ["blue", "undelivered", "unapproved", "Agreed / rejected", "??"])
def test_a_status_is_not_guessed(cell: str) -> None:
    for kind in (Kind.GIVE, Kind.GET):
        assert read_status(cell, kind) is None, cell
    assert LEFT_OUT not in set(State)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Give/Get", Column.MOVE),
        ("Type of move", Column.MOVE),
        ("By (Us/Them)", Column.PARTY),
        ("Made by", Column.PARTY),
        ("Concession", Column.WHAT),
        ("Descripton", Column.WHAT),
        ("Our concessions", Column.WE_GIVE),
        ("What we got", Column.WE_GET),
        ("Our asks", Column.WE_ASK),
        ("Their requests", Column.THEY_ASK),
        ("Our Cost", Column.COST_TO_US),
        ("Cost to Us", Column.COST_TO_US),
        ("Est. cost", Column.COST),
        ("Cost (EUR)", Column.COST),
        ("Total cost in k€", Column.COST),
        ("Value to Them", Column.WORTH_TO_THEM),
        ("Perceived value", Column.WORTH_TO_THEM),
        ("In Return For", Column.FOR),
        ("Date (DD/MM/YYYY)", Column.DAY),
        ("Due date", Column.BY),
        ("Subject to", Column.IF),
        ("Rationale", Column.BECAUSE),
        ("Current status", Column.STATE),
        ("#", Column.ID),
        ("Lfd. Nr.", Column.ID),
        ("Owner", Column.IGNORED),
        ("Notes", Column.IGNORED),
        ("Datum", Column.DAY),
        ("Beschreibung", Column.WHAT),
        ("Zugeständnis", Column.WHAT),
        ("Kosten (T€)", Column.COST),
        ("Unsere Kosten", Column.COST_TO_US),
        ("Wert", Column.WORTH),
        ("Wert für den Kunden", Column.WORTH_TO_THEM),
        ("Gegenleistung", Column.FOR),
        ("Frist", Column.BY),
        ("Wir geben", Column.WE_GIVE),
        ("Wir bekommen", Column.WE_GET),
        ("Ihre Forderungen", Column.THEY_ASK),
        ("Verantwortlich", Column.IGNORED),
        ("Stand", Column.STATE),
    ],
)
def test_a_heading_is_known_in_the_words_that_people_use(heading: str, column: Column) -> None:
    rows = split_sheet(f"{heading};Colour\n;\n")
    assert not isinstance(rows, str)
    assert list_columns(rows, CONTEXT)[0].taken is column


@pytest.mark.parametrize(
    ("heading", "cells", "column"),
    [
        ("Type", "Give|Get|Give", Column.MOVE),
        ("Type", "Pricing|Legal", None),
        ("Art", "Zugeständnis|Forderung", Column.MOVE),
        ("Category", "content", Column.IGNORED),
        ("By", "Us|Them", Column.PARTY),
        ("By", "30 Nov|2026-12-04", Column.BY),
        ("Owner", "Us|Them", Column.PARTY),
        ("Owner", "Sam|Kim", Column.IGNORED),
        ("Customer", "Northwind|Northwind", Column.PARTY),
        ("Given", "2026-11-02|2026-11-03", None),
        ("Given", "5% off|net 60 terms", Column.WE_GIVE),
        ("Agreed?", "Yes|No", Column.STATE),
        ("Given?", "Yes|not yet|No", Column.STATE),
        ("Requested by", "Customer|Sam", None),
        ("By", "Sam|Kim", Column.IGNORED),
        ("By", "Friday|end of Q1", Column.BY),
        ("Direction", "Out|In", Column.MOVE),
        ("Direction", "us → them|them → us", Column.MOVE),
    ],
)
def test_where_a_heading_may_mean_several_things_the_cells_decide(
    heading: str, cells: str, column: Column | None
) -> None:
    below = "".join(f"{cell};x\n" for cell in cells.split("|"))
    rows = split_sheet(f"{heading};What\n{below}")
    assert not isinstance(rows, str)
    assert list_columns(rows, CONTEXT)[0].taken is column


@pytest.mark.parametrize(
    ("heading", "unit", "times"),
    [
        ("Cost (EUR)", "EUR", 1),
        ("Cost (k€)", "EUR", 1000),
        ("Cost ($k)", "USD", 1000),
        ("Value in USD", "USD", 1),
        ("Value USD thousands", "USD", 1000),
        ("Kosten in T€", "EUR", 1000),
        ("Kosten (Mio. €)", "EUR", 1_000_000),
        ("Cost (in thousands)", "", 1000),
        ("Cost (2026)", "", 1),
        ("Cost (H/M/L)", "", 1),
    ],
)
def test_a_heading_says_what_its_amounts_are_in(heading: str, unit: str, times: int) -> None:
    rows = split_sheet(f"what;{heading}\n;\n")
    assert not isinstance(rows, str)
    column = list_columns(rows, CONTEXT)[1]
    assert (column.unit, column.times) == (unit, times)


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("Date (DD/MM/YYYY)", DayOrder.DAY_FIRST),
        ("Date (mm/dd/yy)", DayOrder.MONTH_FIRST),
        ("Datum [TT.MM.JJJJ]", DayOrder.DAY_FIRST),
        ("Date (YYYY-MM-DD)", None),
        ("Date (approx)", None),
    ],
)
def test_a_heading_says_how_its_days_are_written(heading: str, order: DayOrder | None) -> None:
    rows = split_sheet(f"what;{heading}\n;\n")
    assert not isinstance(rows, str)
    assert list_columns(rows, CONTEXT)[1].order is order
