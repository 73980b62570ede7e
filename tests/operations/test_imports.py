"""Files in and out: what an export writes, an import reads."""

import csv
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from xlsxwriter import Workbook

from bot.__main__ import giveget
from bot.clock.system_clock import SystemClock
from bot.coach.actors import Actor
from bot.coach.answers import DealOpened
from bot.coach.deals import open_deal
from bot.coach.services import Services
from bot.domain.deals import Deal, DealOutcome, Side
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.domain.moves import Move
from bot.domain.worth import Figure
from bot.main import build_services
from bot.operations.deals import DealIsClosed
from bot.operations.sheets import DealNotNamed, UnknownMeaning, import_file, parse_columns
from bot.settings import load
from bot.store.engine import connect
from bot.store.store import SqlStore
from tests.store.template import make_database

SHEET = """deal,id,move,what,day,cost,worth,for,if,by,because,state,with
Acme,g1,give,5% off,2026-01-12,12000,,,,,they commit volume,,
Acme,r1,get,"24-month term, fixed",2026-01-16,,25-35k,,,,,promised,g1
Acme,g2,give,=net 60,2026-02-01,~3000,,,signed,2026-03-01,,,
Acme,a1,their ask,SSO,2026-02-02,,,,,,,,
"""


class Operator:
    """The command line over a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'giveget.db'}"

    def runs(self, *words: str) -> tuple[int, bytes]:
        done = CliRunner(env={"GIVEGET_DATABASE_URL": self.url}).invoke(giveget, list(words))
        return done.exit_code, done.stdout_bytes

    def file(self, text: str) -> str:
        path = self.folder / "moves.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def keeps(self, content: bytes, name: str = "kept.csv") -> str:
        """A file with these bytes."""
        path = self.folder / name
        path.write_bytes(content)
        return str(path)

    def moves(self, name: str) -> list[Move]:
        store = SqlStore(connect(self.url, threads=1))
        with store.reading() as work:
            (deal,) = (deal for deal in work.deals.list_all() if deal.name == name)
            return sorted(
                work.ledger.load(deal.team, deal.id).moves.values(), key=lambda move: move.no
            )


def opened(coach: Services, name: str) -> Deal:
    by = Actor(
        team=TeamId("T1"),
        person=PersonId("U1"),
        channel=ChannelId(f"C-{name}"),
        today=SystemClock().now().date(),
    )
    answer = open_deal(by, name, Side.SELLING, size=None, unit="EUR", once=name, services=coach)
    assert isinstance(answer, DealOpened)
    return answer.deal


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    operator = Operator(tmp_path)
    monkeypatch.setenv("GIVEGET_DATABASE_URL", operator.url)
    make_database(tmp_path / "giveget.db")
    coach = build_services(SqlStore(connect(operator.url, threads=1)), SystemClock())
    for name in ("Acme", "Globex"):
        opened(coach, name)
    return operator


def test_a_dry_run_shows_and_records_nothing(operator: Operator) -> None:
    code, said = operator.runs("import", operator.file(SHEET), "--dry-run")
    assert code == 0
    assert "4 moves would be recorded in Acme. Nothing is recorded yet." in said.decode()
    assert operator.moves("Acme") == []


def test_a_file_is_imported_once(operator: Operator) -> None:
    code, said = operator.runs("import", operator.file(SHEET))
    assert (code, "Recorded 4 moves in Acme: #1 to #4, 1 trade between them." in said.decode()) == (
        0,
        True,
    )
    code, said = operator.runs("import", operator.file(SHEET))
    assert (code, "Nothing new: every row is in Acme already." in said.decode()) == (0, True)
    assert len(operator.moves("Acme")) == 4


def test_a_row_that_cannot_be_taken_leaves_all_unrecorded(operator: Operator) -> None:
    code, said = operator.runs("import", operator.file(SHEET + "Acme,g9,gift,pens,,,,,,,,,\n"))
    assert code == 1
    assert 'Row 6: is it a give, a get, an ask or their ask? It says "gift"' in said.decode()
    assert operator.moves("Acme") == []


def test_what_cannot_be_imported_is_told_in_one_line(operator: Operator) -> None:
    nobody = operator.runs("import", operator.file(SHEET.replace("Acme", "Initech")))
    assert nobody[0] == 1
    assert operator.runs("import", operator.file("5% off"))[0] == 1
    assert operator.runs("import", str(operator.folder / "none.csv"))[0] == 2


def test_rows_that_name_no_deal_are_for_the_one_given(operator: Operator) -> None:
    code, _ = operator.runs("import", operator.file("move,what\ngive,x\n"), "--deal", "Globex")
    assert (code, [move.what for move in operator.moves("Globex")]) == (0, ["x"])


def test_what_goes_out_comes_back_in(operator: Operator) -> None:
    operator.runs("import", operator.file(SHEET))
    code, written = operator.runs("export", "Acme", "--format", "csv")
    assert code == 0
    rows = list(csv.reader(StringIO(written.decode("utf-8-sig"))))
    assert [row[3] for row in rows[1:]] == ["5% off", "24-month term, fixed", "'=net 60", "SSO"]
    back = written.decode("utf-8-sig").replace(",Acme,", ",Globex,")
    assert operator.runs("import", operator.file(back))[0] == 0
    there, here = operator.moves("Acme"), operator.moves("Globex")
    same = (
        "kind",
        "what",
        "state",
        "on",
        "cost",
        "worth",
        "for_what",
        "condition",
        "due",
        "reason",
        "frm",
        "to",
    )
    assert [[getattr(move, name) for name in same] for move in there] == [
        [getattr(move, name) for name in same] for move in here
    ]


def test_no_cell_is_ever_calculated(operator: Operator) -> None:
    operator.runs("import", operator.file(SHEET))
    _, written = operator.runs("export", "Acme", "--format", "xlsx")
    with zipfile.ZipFile(BytesIO(written)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "=net 60" in words


GERMAN = (
    "Datum;Art;Beschreibung;Kosten\r\n02.01.2026;Zugeständnis;Überführung der Möbel;1.200,00 €\r\n"
)


@pytest.mark.parametrize(
    ("encoding", "is_guessed"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-16-le", False),
        ("utf-16-be", False),
        ("utf-32", False),
        ("cp1252", True),
    ],
)
def test_a_file_may_be_in_any_common_encoding(
    operator: Operator, encoding: str, is_guessed: bool
) -> None:
    file = operator.keeps(GERMAN.replace("€", "EUR").encode(encoding))
    code, said = operator.runs("import", file, "--deal", "Acme")
    assert code == 0, said
    assert [move.what for move in operator.moves("Acme")] == ["Überführung der Möbel"]
    assert ("read as Windows-1252" in said.decode()) is is_guessed


def test_excels_unicode_text_is_read(operator: Operator) -> None:
    """What Excel calls so is UTF-16 with tabs."""
    file = operator.keeps("Give/Get\tItem\r\nGive\tpallet exchange\r\n".encode("utf-16"))
    assert operator.runs("import", file, "--deal", "Acme")[0] == 0
    assert [move.what for move in operator.moves("Acme")] == ["pallet exchange"]


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"PK\x03\x04no workbook",
        b"\xd0\xcf\x11\xe0 neither",
        b"move,what\ngive,\x81\x8d\x90\n",
        b"\xff\xfeo",
        b"%PDF-1.7\n\x01\x02\x03",
    ],
)
def test_what_is_no_sheet_is_told_without_the_name_of_an_error(
    operator: Operator, content: bytes
) -> None:
    code, said = operator.runs("import", operator.keeps(content), "--deal", "Acme")
    assert code == 1
    assert b"Error" not in said
    assert operator.moves("Acme") == []


def workbook(folder: Path, **sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets, each from its second row on."""
    file = folder / "made.xlsx"
    with Workbook(file) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    else:
                        sheet.write(number, column, value)
    return file.read_bytes()


def test_the_sheet_of_a_workbook_that_says_what_moved_is_read(operator: Operator) -> None:
    content = workbook(
        operator.folder,
        Contacts=[["Name", "Phone"], ["Kim", "555"]],
        Tracker=[
            ["Lane concessions 2026"],
            [],
            ["Date", "Type", "Item", "Cost", "Value"],
            [date(2026, 2, 3), "Give", "Quick pay", 1200.5, ""],
            [date(2026, 2, 4), "Get", "Guaranteed loads", "", 40000],
            ["", "Gift", "pens", "", ""],
        ],
    )
    file = operator.keeps(content, "tracker.xlsx")
    code, said = operator.runs("import", file, "--deal", "Acme", "--dry-run")
    assert code == 1
    assert 'The sheet "Tracker" was read; not read: Contacts' in said.decode()
    assert 'Row 7: is it a give, a get, an ask or their ask? It says "Gift"' in said.decode()
    assert "2 moves would be recorded in Acme." in said.decode()


def test_days_and_amounts_of_a_workbook_are_read_as_they_are(operator: Operator) -> None:
    rows: list[list[object]] = [
        ["Datum", "Wir geben", "Kosten", "Wir bekommen", "Nutzen"],
        [date(2026, 2, 3), "Skonto 2 %", 1234.125, "Vorkasse", 0],
    ]
    file = operator.keeps(workbook(operator.folder, Tabelle1=rows), "liste.xlsx")
    assert operator.runs("import", file, "--deal", "Acme")[0] == 0
    give, get = operator.moves("Acme")
    assert (give.what, str(give.on)) == ("Skonto 2 %", "2026-02-03")
    assert give.cost == Figure(amount=Decimal("1234.1250"))
    assert get.worth == Figure(amount=Decimal(0))


UNCLEAR = "| Item | Cost to us |\n|---|---|\n| third mock-up | 900 |\n"


def test_what_a_column_is_can_be_said_and_is_remembered(operator: Operator) -> None:
    file = operator.file(UNCLEAR)
    code, said = operator.runs("import", file, "--deal", "Acme", "--dry-run")
    assert code == 1
    for seen in ('"Item": What moved, for example "third mock-up"', '--map "Item=we give"'):
        assert seen in said.decode()
    assert operator.runs("import", file, "--deal", "Acme", "--map", "Item=We give")[0] == 0
    assert [move.kind for move in operator.moves("Acme")] == ["give"]
    again = operator.file(UNCLEAR + "| fourth mock-up | 950 |\n")
    code, said = operator.runs("import", again, "--deal", "Acme")
    assert (code, [move.what for move in operator.moves("Acme")]) == (
        0,
        ["third mock-up", "fourth mock-up"],
    )


def test_a_meaning_that_there_is_not_names_those_that_there_are(operator: Operator) -> None:
    with pytest.raises(UnknownMeaning, match="we give, we get"):
        parse_columns(("Item=gift",))
    assert operator.runs("import", operator.file(UNCLEAR), "--map", "Item")[0] == 1


def test_rows_that_name_no_deal_ask_for_one(operator: Operator) -> None:
    assert operator.runs("import", operator.file("move,what\ngive,x\n"))[0] == 1
    with pytest.raises(DealNotNamed):
        import_file(load(), b"move,what\ngive,x\n", None, dry=True, columns={})


def test_nothing_is_imported_into_a_closed_deal(operator: Operator) -> None:
    store = SqlStore(connect(operator.url, threads=1))
    with store.work() as work:
        (acme,) = (deal for deal in work.deals.list_all() if deal.name == "Acme")
        closed = replace(acme.lifecycle, outcome=DealOutcome.LOST, closed_at=acme.opened_at)
        work.deals.update(acme.with_lifecycle(closed))
    with pytest.raises(DealIsClosed, match="opened again with /deal reopen"):
        import_file(load(), SHEET.encode(), None, dry=True, columns={})
    code, _ = operator.runs("import", operator.file(SHEET))
    assert code != 0
    assert operator.moves("Acme") == []
