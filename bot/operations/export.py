"""`giveget export`: all that is stored about a deal, as a document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.clock.system_clock import SystemClock
from bot.coach.exports import DealExport, collect_export
from bot.coach.rhythms import build_rhythm_page
from bot.content.load import TEMPLATES
from bot.documents import ledger_csv, ledger_json, ledger_xlsx, page
from bot.domain.deals import Deal
from bot.main import build_services
from bot.operations.database import open_database
from bot.operations.deals import require_deal
from bot.settings import Settings
from bot.store.store import SqlStore

WRITERS: Mapping[str, Callable[[DealExport], bytes]] = {
    "json": ledger_json.write_json,
    "csv": ledger_csv.write_csv,
    "xlsx": ledger_xlsx.write_xlsx,
}
"""What writes the ledger of a deal in each format."""

PAGES = frozenset({"html", "md"})
"""Formats that hold the rhythm alone, on one page for both sides."""


def export(settings: Settings, name: str, form: str) -> bytes:
    """The deal with that id or name in one of the formats. Raises `NoSuchDeal`."""
    with open_database(settings) as database:
        clock, store = SystemClock(), SqlStore(database)
        deal = require_deal(name, build_services(store, clock))
        today = clock.now().date()
        if form in PAGES:
            return _write_rhythm_page(store, deal, form, settings.locale)
        with store.reading() as work:
            found = collect_export(work, deal.team, deal, today)
        return WRITERS[form](found)


def _write_rhythm_page(store: SqlStore, deal: Deal, form: str, locale: str) -> bytes:
    with store.reading() as work:
        shown = replace(build_rhythm_page(work, deal), today=SystemClock().now().date())
    return page.write_page(shown, form=form, locale=locale, templates=TEMPLATES)
