"""`giveget export`: all that is stored about a deal, its rhythm, or its private plan, as a document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.clock.system_clock import SystemClock
from bot.coach.actors import Actor
from bot.coach.documents import build_calendar, collect_plan
from bot.coach.exports import DealExport, collect_archive
from bot.coach.refusals import Refused
from bot.coach.rhythms import build_rhythm_page
from bot.content.load import TEMPLATES
from bot.documents import ledger_csv, ledger_json, ledger_xlsx, page
from bot.documents.calendar_file import write_calendar
from bot.documents.document import Document
from bot.documents.files import build_document
from bot.documents.pdf import write_pdf
from bot.documents.rhythm_page import build_rhythm_document
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.language.languages import language_of
from bot.main import build_seal, build_services, load_renderer
from bot.operations.acts import note_command
from bot.operations.database import open_database
from bot.operations.deals import require_deal
from bot.settings import Settings
from bot.store.store import SqlStore
from bot.translations import load_catalogue

SHEETS: Mapping[str, Callable[[DealExport], bytes]] = {
    "csv": ledger_csv.write_csv,
    "xlsx": ledger_xlsx.write_xlsx,
}
"""What writes the moves of a deal as a sheet."""

PAGES = frozenset({"html", "md", "pdf"})
"""Formats that hold the rhythm alone, on one page for both sides."""


def export(settings: Settings, name: str, form: str) -> bytes:
    """The deal with that id or name in one of the formats. Raises `NoSuchDeal`."""
    with open_database(settings) as database:
        clock, store = SystemClock(), SqlStore(database)
        deal = require_deal(name, build_services(store, clock))
        note_command(database, f"export.{form}", deal)
        today = clock.now().date()
        if form in PAGES:
            return _write_rhythm_page(store, deal, form, settings.locale)
        with store.reading() as work:
            found = collect_archive(work, deal.team, deal, today)
            dates = build_calendar(
                work, deal, today=today, entries=len(found.ledger.entries), now=clock.now()
            )
    if form == "ics":
        catalogue = load_catalogue(TEMPLATES, language_of(settings.locale))
        return write_calendar(dates, catalogue)
    return SHEETS[form](found.ledger) if form in SHEETS else ledger_json.write_archive(found)


class PlanIsPrivate(Exception):
    """The plan is for the deal's owner and the people the owner names; it is written as html, md or pdf."""


def export_plan(settings: Settings, name: str, form: str, person: str) -> bytes:
    """The private plan of that deal as html, md or pdf, for somebody who may see it. Raises `NoSuchDeal`; for everybody
    else `PlanIsPrivate`, whether there is a plan or not."""
    if form not in PAGES:
        raise PlanIsPrivate(str(PlanIsPrivate.__doc__))
    with open_database(settings) as database:
        clock = SystemClock()
        services = build_services(SqlStore(database, build_seal(settings)), clock)
        deal, today = require_deal(name, services), clock.now().date()
        # Before it is known whether there is a plan, so that the audit does not tell.
        note_command(database, f"export.plan.{form}", deal, person)
        reader = Actor(
            team=deal.team,
            person=PersonId(person),
            channel=None,
            today=today,
            locale=settings.locale,
        )
        try:
            contents = collect_plan(reader, deal.id, services=services)
        except Refused:
            raise PlanIsPrivate(str(PlanIsPrivate.__doc__)) from None
    document = build_document(
        contents,
        locale=settings.locale,
        today=today,
        templates=TEMPLATES,
        outline=load_renderer().outline,
    )
    return _write_page(document, form, settings.locale)


def _write_page(document: Document, form: str, locale: str) -> bytes:
    if form == "pdf":
        return write_pdf(document, locale=locale, templates=TEMPLATES)
    return page.write_document(document, form=form, locale=locale, templates=TEMPLATES)


def _write_rhythm_page(store: SqlStore, deal: Deal, form: str, locale: str) -> bytes:
    with store.reading() as work:
        shown = replace(build_rhythm_page(work, deal), today=SystemClock().now().date())
    document = build_rhythm_document(shown, locale=locale, templates=TEMPLATES)
    return _write_page(document, form, locale)
