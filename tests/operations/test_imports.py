"""Files in and out: what an export writes, an import reads."""

import csv
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import giveget
from bot.clock.system_clock import SystemClock
from bot.coach.actors import Actor
from bot.coach.answers import DealOpened
from bot.coach.deals import open_deal
from bot.coach.services import Services
from bot.domain.deals import Deal, Side
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.domain.moves import Move
from bot.main import build_services
from bot.operations.database import migrate_database
from bot.settings import load
from bot.store.engine import connect
from bot.store.store import SqlStore

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
    migrate_database(load())
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
