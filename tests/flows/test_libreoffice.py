"""LibreOffice opens the ledger as it was written: the same cells, on one page side by side, and nothing calculated.

Only where it is installed: it is half a gigabyte, and CI does without. There and everywhere else a second reader of
spreadsheets (calamine) reads each file that the tests make."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened
from tests.flows.test_documents import content_of

pytestmark = pytest.mark.packaging

SOFFICE = shutil.which("soffice")
PATIENCE = 120
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
"""Separated by commas, quoted, in UTF-8, each cell as it is shown."""


def converted(file: Path, form: str, *options: str) -> Path:
    """The file as LibreOffice writes it in another form, with a profile of its own."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    target = file.parent / "converted"
    subprocess.run(
        [
            SOFFICE,
            profile,
            "--headless",
            *options,
            "--convert-to",
            form,
            "--outdir",
            target,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    (made,) = target.iterdir()
    return made


@pytest.fixture(autouse=True)
def libreoffice() -> None:
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed.")


def write_ledger(table: Table, person: Hands, channel: Channel, form: str, folder: Path) -> Path:
    file = folder / f"ledger.{form}"
    person.types(f"/deal export {form}", in_=channel)
    file.write_bytes(content_of(table, person))
    return file


def test_it_opens_the_spreadsheet_and_calculates_nothing(
    table: Table, ana: Hands, acme: Channel, tmp_path: Path
) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 2500.50 for 24-month term worth 30k", in_=acme)
    ana.types("/deal rename =SUM(1,2)", in_=acme)
    file = write_ledger(table, ana, acme, "xlsx", tmp_path)
    with converted(file, AS_CSV).open(encoding="utf-8-sig", newline="") as opened_again:
        rows = list(csv.DictReader(opened_again))
    assert [row["move"] for row in rows] == ["give", "ask"]
    assert {row["deal"] for row in rows} == {"=SUM (1,2)"}
    assert (rows[0]["cost"], rows[1]["worth"]) == ("2500.5", "30000")


def test_all_columns_are_on_one_page(
    table: Table, ana: Hands, acme: Channel, tmp_path: Path
) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 2500.50 for 24-month term worth 30k", in_=acme)
    file = write_ledger(table, ana, acme, "xlsx", tmp_path)
    pypdfium2 = pytest.importorskip("pypdfium2")
    pages = pypdfium2.PdfDocument(converted(file, "pdf"))
    assert len(pages) == 1
    words = pages[0].get_textpage().get_text_bounded()
    assert "onboarding week" in words
    assert "crm" in words


def test_it_opens_the_table_in_german(
    table: Table, slack: FakeSlack, acme: Channel, tmp_path: Path
) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    opened(dana, acme, "/deal eröffnen Acme Verlängerung Verkauf 240k EUR")
    dana.types("/concede Einführungswoche Kosten 2k für 24 Monate Laufzeit", in_=acme)
    file = write_ledger(table, dana, acme, "csv", tmp_path)
    read = converted(file, "xlsx", "--infilter=Text - txt - csv (StarCalc):44,34,76")
    python_calamine = pytest.importorskip("python_calamine")
    rows = python_calamine.CalamineWorkbook.from_path(read).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["id", "deal", "move", "what"]
    assert rows[1][1:4] == ["Acme Verlängerung", "give", "Einführungswoche"]
