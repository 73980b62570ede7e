"""Cells that no spreadsheet calculates, whatever people typed into them."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from bot.coach.exports import DealExport
from bot.documents.file_names import build_file_name
from bot.documents.ledger_csv import write_csv
from bot.documents.ledger_xlsx import write_xlsx
from bot.domain.documents import DocumentForm
from bot.domain.ledger import Ledger
from bot.domain.measures.picture import compute_picture
from bot.language.formula_signs import begins_formula, guard_formula, without_guard
from bot.language.sheet_rows import clean_cell
from bot.playground.samples.acme import DEAL, DISCOUNT, TODAY

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫−"
BEFORE = " \t\r\n\u00a0\u2003\u3000\u200b\u0000\ufeff\u202e"
"""What may stand before a sign and is skipped or not seen."""

hostile = some.tuples(
    some.text(BEFORE, max_size=3),
    some.sampled_from(SIGNS),
    some.text(max_size=12),
).map("".join)
anything = hostile | some.text(max_size=20)


def is_calculated(cell: str) -> bool:
    """Whether a spreadsheet might: by its first visible sign in plain letters, or because a cell ends before it."""
    visible = "".join(mark for mark in cell if mark.isprintable()).strip()
    return cell[:1] in ("\t", "\r", "\n") or normalize("NFKC", visible)[:1] in {*"=+-@−"}


@given(anything)
def test_no_guarded_text_is_calculated(text: str) -> None:
    assert not is_calculated(guard_formula(text))


@given(anything.filter(lambda text: not text.startswith("'")))
def test_what_was_guarded_reads_as_it_was(text: str) -> None:
    assert without_guard(guard_formula(text)) == text


@pytest.mark.parametrize("text", ["'=1", "'＋1", "' @x", "'5% off", "5% off", "", "'"])
def test_an_import_takes_the_apostrophe_away_only_where_it_guards(text: str) -> None:
    guards = text.startswith("'") and is_calculated(text[1:])
    assert clean_cell(text) == " ".join((text[1:] if guards else text).split())


def exported(what: str) -> DealExport:
    move = replace(DISCOUNT, what=what, reason=what)
    ledger = Ledger({move.no: move}, frozenset(), DEAL.yardstick)
    return DealExport(
        deal=replace(DEAL, name=what),
        state=DEAL.state,
        day=TODAY,
        moves=(move,),
        ties=(),
        picture=compute_picture(ledger, DEAL, TODAY),
        entries=(),
    )


@given(anything)
def test_no_cell_of_a_csv_is_calculated(text: str) -> None:
    rows = csv.reader(StringIO(write_csv(exported(text)).decode("utf-8-sig"), newline=""))
    assert not any(is_calculated(cell) for row in rows for cell in row)


@given(hostile.filter(lambda text: text.isprintable()))
def test_no_cell_of_a_workbook_is_calculated_not_even_once_it_is_edited(text: str) -> None:
    content = write_xlsx(exported(text))
    with ZipFile(BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    read = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert str(read[1][3]).strip() == text.strip()


@given(anything)
def test_no_file_has_a_name_that_is_calculated_or_leads_elsewhere(text: str) -> None:
    name = build_file_name(text, "ledger", TODAY, DocumentForm.CSV)
    assert not begins_formula(name)
    assert not set(name) & set('/\\:*?"<>|\n\r\t\0')
    assert name.isprintable()
    assert name.endswith("ledger, 2026-11-23.csv")
    assert not name.startswith(".")
