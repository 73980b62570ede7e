"""`giveget import`: the rows of a sheet recorded as moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.clock.system_clock import SystemClock
from bot.coach.answers.base import Answer
from bot.coach.answers.imports import ColumnsAsked, FileNoted, SheetUnread
from bot.coach.imports import describe_sides, find_known_columns, import_sheet, save_columns
from bot.coach.services import Services
from bot.documents.sheet_files import TextFile, open_sheet_file
from bot.domain.deals import Deal
from bot.language.sheet_columns import MOVED, Column
from bot.language.sheet_table import TableRow
from bot.language.sheet_words import TableSides, normal_words
from bot.language.sheets import (
    MOST_ROWS,
    ColumnChoice,
    Sheet,
    SheetContext,
    SheetProblem,
    SheetRead,
    SheetUnclear,
    list_columns,
    read_table,
    split_sheet,
)
from bot.main import build_services, load_renderer
from bot.operations.acts import note_command
from bot.operations.database import open_database
from bot.operations.deals import require_deal, require_open_deal
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.store import SqlStore


class UnknownMeaning(Exception):
    """No column can be taken for that. After the heading and = comes one of: …"""

    def __init__(self, typed: str) -> None:
        known = ", ".join(map(_name_meaning, Column))
        super().__init__(
            f'"{typed}" says nothing that a column can be taken for. It is written "Heading=meaning", '
            f"and the meanings are: {known}."
        )


class DealNotNamed(Exception):
    """Some rows name no deal; please say which one is meant with --deal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenedSheet:
    """What a file came to. `worksheet` is the sheet of a workbook that was read, `others` those that were not."""

    read: SheetRead
    is_guessed: bool = False
    worksheet: str = ""
    others: tuple[str, ...] = ()


def parse_columns(typed: tuple[str, ...]) -> ColumnChoice:
    """What columns are taken for, by their headings: each is `Heading=meaning`. Raises `UnknownMeaning`."""
    chosen: dict[str, Column] = {}
    for each in typed:
        heading, _, meaning = each.rpartition("=")
        try:
            chosen[normal_words(heading) or heading.strip()] = Column(
                meaning.strip().casefold().replace(" ", "_")
            )
        except ValueError:
            raise UnknownMeaning(each) from None
    return chosen


def import_file(
    settings: Settings, content: bytes, deal: str | None, *, dry: bool, columns: ColumnChoice
) -> tuple[str, bool]:
    """Records the rows of a sheet; what was done in words, and whether every row could be taken.

    Where one row cannot be taken, or `dry`, nothing is recorded. `deal` is meant by rows that name none, `columns` is
    what the operator says that columns are. Raises `NoSuchDeal`, `DealNotNamed`, and what `open_sheet_file` raises.
    """
    today = SystemClock().now().date()
    with open_database(settings) as database:
        services = build_services(SqlStore(database), SystemClock())
        target = require_deal(deal, services) if deal else None
        context = SheetContext(
            locale=settings.locale,
            today=today,
            sides=describe_sides(target) if target else TableSides(),
        )
        reader = _SheetFileReader(services=services, context=context, deal=target, chosen=columns)
        opened = reader.open(content)
        answers: list[Answer] = []
        if opened.is_guessed or opened.others:
            answers.append(_note_file(opened))
        if isinstance(opened.read, Sheet):
            if columns and not dry:
                reader.remember(opened.read)
            answers += _import_parts(database, services, opened.read, deal or "", context, dry=dry)
        elif isinstance(opened.read, SheetUnclear):
            answers.append(_ask_columns(opened.read))
        else:
            answers.append(SheetUnread(why=opened.read))
    renderer = load_renderer()
    reports = [renderer.plain(answer, locale=settings.locale, today=today) for answer in answers]
    is_complete = isinstance(opened.read, Sheet) and not opened.read.troubles
    return "\n".join(reports), is_complete


def _name_meaning(column: Column) -> str:
    return column.value.replace("_", " ")


def _ask_columns(unclear: SheetUnclear) -> ColumnsAsked:
    """The question what columns are, with an example for the one that may say what moved."""
    guesses = [column for column in unclear.columns if column.guess in (Column.WHAT, *MOVED)]
    unknown = [column for column in unclear.columns if column.guess is None]
    # What moved is mostly the longest text of a row.
    first = max(guesses or unknown or unclear.columns, key=lambda column: len(column.example))
    return ColumnsAsked(
        columns=unclear.columns,
        missing=unclear.missing,
        names=tuple(map(_name_meaning, Column)),
        example=f"{first.heading}={_name_meaning(Column.WE_GIVE)}",
    )


def _note_file(opened: _OpenedSheet) -> FileNoted:
    return FileNoted(is_guessed=opened.is_guessed, worksheet=opened.worksheet, others=opened.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class _SheetFileReader:
    """Reads a file for a deal. What its columns are is what the operator chose, or what somebody of the workspace
    said of sheets with these headings."""

    services: Services
    context: SheetContext
    deal: Deal | None
    chosen: ColumnChoice

    def open(self, content: bytes) -> _OpenedSheet:
        """The text, or the first sheet of a workbook whose columns say what moved; else the first sheet."""
        file = open_sheet_file(content, MOST_ROWS + 100)
        if isinstance(file, TextFile):
            rows = split_sheet(file.text)
            read = rows if isinstance(rows, SheetProblem) else self._read(rows)
            return _OpenedSheet(read=read, is_guessed=file.is_guessed)
        reads = {sheet.name: self._read(sheet.rows) for sheet in file.sheets}
        if not reads:
            return _OpenedSheet(read=SheetProblem.EMPTY)
        chosen = _choose_sheet(reads)
        others = tuple(name for name in reads if name != chosen)
        return _OpenedSheet(read=reads[chosen], worksheet=chosen, others=others)

    def _read(self, rows: Sequence[TableRow]) -> SheetRead:
        return read_table(rows, self.context, {**self._recall(rows), **self.chosen})

    def _recall(self, rows: Sequence[TableRow]) -> ColumnChoice:
        if self.deal is None:
            return {}
        with self.services.store.reading() as work:
            columns = list_columns(rows, self.context)
            return find_known_columns(work, self.deal.team, columns)

    def remember(self, sheet: Sheet) -> None:
        """Remembers what the operator said that the columns are."""
        if self.deal is not None:
            chosen = {column.key: column.taken or Column.IGNORED for column in sheet.columns}
            with self.services.store.work() as work:
                save_columns(work, self.deal.team, sheet.columns, chosen)


def _choose_sheet(reads: Mapping[str, SheetRead]) -> str:
    for kind in (Sheet, SheetUnclear):
        for name, read in reads.items():
            if isinstance(read, kind):
                return name
    return next(iter(reads))


def _import_parts(
    database: Database,
    services: Services,
    sheet: Sheet,
    default: str,
    context: SheetContext,
    *,
    dry: bool,
) -> list[Answer]:
    """What was recorded in each deal, or would be."""
    is_dry = dry or bool(sheet.troubles)
    answers: list[Answer] = []
    for target, part in _split_by_deal(services, sheet, default):
        answer = import_sheet(
            target,
            part,
            today=context.today,
            locale=context.locale,
            dry=is_dry,
            services=services,
        )
        answers.append(answer)
        if not is_dry:
            note_command(database, "import", target)
    return answers


def _split_by_deal(services: Services, sheet: Sheet, default: str) -> list[tuple[Deal, Sheet]]:
    """The rows of each deal that the sheet names; what was wrong with the sheet is told with the first."""
    names = list(dict.fromkeys(row.deal or default for row in sheet.rows)) or [default]
    if "" in names:
        raise DealNotNamed
    parts: list[tuple[Deal, Sheet]] = []
    for name in names:
        rows = tuple(row for row in sheet.rows if (row.deal or default) == name)
        part = replace(sheet, rows=rows) if not parts else Sheet(rows=rows)
        parts.append((require_open_deal(name, services), part))
    return parts
