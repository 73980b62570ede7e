"""`giveget export`: all that is stored about a deal, its rhythm, or its private plan, as a document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.clock.system_clock import SystemClock
from bot.coach import plans
from bot.coach.actors import Actor
from bot.coach.answers.plans import PlanNotShown, PlanStepShown
from bot.coach.exports import DealExport, collect_export
from bot.coach.refusals import Refused
from bot.coach.rhythms import build_rhythm_page
from bot.coach.services import Services
from bot.content.load import TEMPLATES
from bot.documents import ledger_csv, ledger_json, ledger_xlsx, page
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.plans import PlanStep
from bot.main import build_seal, build_services, load_renderer
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


class PlanIsPrivate(Exception):
    """The plan is for the deal's owner and the people the owner names; it is written as html or md."""


def export_plan(settings: Settings, name: str, form: str, person: str) -> bytes:
    """The private plan of that deal as html or md, for somebody who may see it. Raises `NoSuchDeal`; for everybody else
    `PlanIsPrivate`, whether there is a plan or not."""
    if form not in PAGES:
        raise PlanIsPrivate(str(PlanIsPrivate.__doc__))
    with open_database(settings) as database:
        clock = SystemClock()
        services = build_services(SqlStore(database, build_seal(settings)), clock)
        deal, today = require_deal(name, services), clock.now().date()
        reader = Actor(
            team=deal.team,
            person=PersonId(person),
            channel=None,
            today=today,
            locale=settings.locale,
        )
        parts = tuple(_write_plan_step(reader, deal, step, services) for step in PlanStep)
    document = page.Document(name=deal.name, day=today, parts=parts, private=True)
    return page.write_document(document, form=form, locale=settings.locale, templates=TEMPLATES)


def _write_plan_step(
    reader: Actor, deal: Deal, step: PlanStep, services: Services
) -> page.PageSection:
    """One step of the plan, in the words in which Slack shows it."""
    try:
        shown = plans.show_plan_step(reader, deal.id, step, services=services)
    except Refused:
        shown = PlanNotShown(deal=deal)
    if not isinstance(shown, PlanStepShown):
        raise PlanIsPrivate(str(PlanIsPrivate.__doc__))
    part = replace(shown, mine=False, in_document=True)
    text = load_renderer().plain(part, locale=reader.locale, today=reader.today)
    title, *lines = [line.removeprefix("• ") for line in text.splitlines() if line]
    return page.PageSection(title=title, lines=tuple(lines))


def _write_rhythm_page(store: SqlStore, deal: Deal, form: str, locale: str) -> bytes:
    with store.reading() as work:
        shown = replace(build_rhythm_page(work, deal), today=SystemClock().now().date())
    return page.write_page(shown, form=form, locale=locale, templates=TEMPLATES)
