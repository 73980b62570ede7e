"""`/giveget audit`: what was done in the workspace, for an admin of Giveget; page by page, or as a file."""

from uuid import uuid4

from bot.coach import audit_pages
from bot.coach.answers.base import Answer
from bot.domain.audit import AuditKind, AuditWanted
from bot.domain.ids import PersonId
from bot.language.audit_requests import read_audit_request
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, UnknownButton, read_key_number
from bot.slack.context import RequestContext
from bot.slack.forms.audit import AUDIT, KIND, PERSON, SINCE, UNTIL, audit_view
from bot.slack.forms.form import FormMetadata
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices

EXAMPLE = "/giveget audit exports @Ben since 1 Nov"


def show_audit(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/giveget audit`, `/giveget audit exports @Ben since 1 Nov`, `/giveget audit export`."""
    actor = context.actor
    asked = read_audit_request(rest, locale=actor.locale, today=actor.today)
    if asked.unread:
        return Puzzled(command="giveget", typed=echo(f"audit {rest}"), example=EXAMPLE)
    if asked.as_file:
        return _request_file(services, context, asked.wanted)
    return audit_pages.show_audit(actor, asked.wanted, once=context.once, services=services.coach)


def _request_file(services: SlackServices, context: RequestContext, wanted: AuditWanted) -> Answer:
    return audit_pages.request_audit(
        context.actor, wanted, once=context.once, services=services.coach
    )


def turn_page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Another page; the button's key is the part that is shown, and the page."""
    written, _, page = ref.key.rpartition(".")
    return audit_pages.show_audit(
        context.actor,
        _read_wanted(written),
        page=read_key_number(page) or 1,
        once=context.once,
        services=services.coach,
    )


def export_shown(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Download*: the part that is shown, as a file."""
    return _request_file(services, context, _read_wanted(ref.key))


def open_filter(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Filter*: the form that says which part is wanted."""
    metadata = FormMetadata(once=uuid4().hex)
    return FormOpened(audit_view(_read_wanted(ref.key), metadata))


def show_chosen(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The part that the form says."""
    filled = AUDIT.read(view)
    kind, people = filled.find(KIND), filled.find(PERSON)
    wanted = AuditWanted(
        kind=AuditKind(kind) if kind else None,
        person=PersonId(people[0]) if people else None,
        since=filled.find(SINCE),
        until=filled.find(UNTIL),
    )
    return audit_pages.show_audit(
        context.actor, wanted, once=filled.metadata.once, services=services.coach
    )


def _read_wanted(written: str) -> AuditWanted:
    try:
        return audit_pages.read_wanted(written)
    except ValueError:
        raise UnknownButton from None


ROUTES = Routes(
    deal_words={"audit": AnywhereWord(anywhere=show_audit)},
    clicks={
        "audit.page": turn_page,
        "audit.filter": open_filter,
        "audit.export": export_shown,
    },
    submissions={"audit.show": show_chosen},
)
