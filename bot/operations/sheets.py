"""`giveget import`: the rows of a sheet recorded as moves."""

from dataclasses import replace

from bot.clock.system_clock import SystemClock
from bot.coach.imports import import_sheet
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.language.sheets import Sheet, read_sheet
from bot.main import build_services, load_renderer
from bot.operations.database import open_database
from bot.operations.deals import require_deal
from bot.settings import Settings
from bot.store.store import SqlStore


class UnreadableSheet(Exception):
    """The file is no sheet of moves: its first row needs headings, among them move and what."""


def import_file(settings: Settings, text: str, deal: str | None, *, dry: bool) -> tuple[str, bool]:
    """Records the rows of a sheet; what was done in words, and whether every row could be taken.

    Where one row cannot be taken, or `dry`, nothing is recorded. `deal` is meant by rows that name
    none. Raises `UnreadableSheet` and `NoSuchDeal`.
    """
    today = SystemClock().now().date()
    sheet = read_sheet(text, locale=settings.locale, today=today)
    if not isinstance(sheet, Sheet):
        raise UnreadableSheet(str(UnreadableSheet.__doc__))
    renderer = load_renderer()
    reports = []
    with open_database(settings) as database:
        services = build_services(SqlStore(database), SystemClock())
        for target, part in _split_by_deal(services, sheet, deal or ""):
            answer = import_sheet(
                target,
                part,
                today=today,
                locale=settings.locale,
                dry=dry or bool(sheet.troubles),
                services=services,
            )
            reports.append(renderer.plain(answer, locale=settings.locale, today=today))
    return "\n".join(reports), not sheet.troubles


def _split_by_deal(services: Services, sheet: Sheet, default: str) -> list[tuple[Deal, Sheet]]:
    """The rows of each deal that the sheet names; what was wrong with the sheet is told with the first."""
    names = list(dict.fromkeys(row.deal or default for row in sheet.rows)) or [default]
    parts: list[tuple[Deal, Sheet]] = []
    for name in names:
        rows = tuple(row for row in sheet.rows if (row.deal or default) == name)
        troubles = () if parts else sheet.troubles
        parts.append((require_deal(name, services), replace(sheet, rows=rows, troubles=troubles)))
    return parts
