"""The audit as an admin of Giveget reads it, page by page, or has it as a file. Reading it is in the audit too."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins
from bot.coach.answers import RefusalReason
from bot.coach.answers.audit import (
    AuditLine,
    AuditLinked,
    AuditNotSent,
    AuditPromised,
    AuditSent,
    AuditShown,
)
from bot.coach.answers.documents import DocumentWithheld, NotSentReason
from bot.coach.audit_trail import note_act
from bot.coach.data_rules import load_data_rules
from bot.coach.document_requests import DocumentRequest
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.audit import AuditAct, AuditFilter, AuditKind, AuditRow, AuditWanted
from bot.domain.deals import Role
from bot.domain.documents import DocumentForm, DocumentKind
from bot.domain.ids import DealId, PersonId, TeamId

ON_A_PAGE = 12
MOST_PAGES = 10_000
MOST_EXPORTED = 50_000
"""Rows of one file; a spreadsheet opens them, and the newest are first."""
UTC = "UTC"


def show_audit(
    actor: Actor, wanted: AuditWanted, *, page: int = 1, once: str, services: Services
) -> AuditShown:
    """A page of what was done in the workspace. Refused to everybody but admins of Giveget: whoever may only become
    one has to say so first. A page further on is no reading of its own."""
    page = min(max(page, 1), MOST_PAGES)
    with services.store.work() as work:
        _require_admin(work, actor)
        if page == 1:
            act, kind = AuditAct.AUDIT_READ, wanted.kind.value if wanted.kind is not None else ""
            note_act(services, work, actor.team, actor.person, act, detail=kind, once=once)
        zone = _find_zone(work, actor)
        skip = (page - 1) * ON_A_PAGE
        filtered = _filter_by_moments(services, wanted, zone)
        rows = work.audit.list_newest(actor.team, filtered, ON_A_PAGE + 1, skip)
        rules = load_data_rules(work, actor.team)
        return AuditShown(
            lines=_describe(services, work, actor, rows[:ON_A_PAGE], zone),
            wanted=wanted,
            key=write_wanted(wanted),
            page=page,
            has_older=len(rows) > ON_A_PAGE,
            months=rules.kept_audit_months,
            legal_hold=rules.legal_hold,
        )


def request_audit(
    actor: Actor, wanted: AuditWanted, *, once: str, services: Services
) -> AuditPromised:
    """Has the same sent to the admin as a file. Asked for twice with one key it is sent once."""
    with services.store.work() as work:
        _require_admin(work, actor)
        kind = wanted.kind.value if wanted.kind is not None else ""
        act = AuditAct.AUDIT_EXPORTED
        note_act(services, work, actor.team, actor.person, act, detail=kind, once=once)
        request = DocumentRequest(
            team=actor.team,
            person=actor.person,
            deal="",
            kind=DocumentKind.AUDIT.value,
            form=DocumentForm.CSV.value,
            locale=actor.locale,
            day=actor.today.isoformat(),
            about=write_wanted(wanted),
        )
        said = AuditSent(wanted=wanted)
        body = json.loads(services.render(said, locale=actor.locale, today=actor.today))
        post = Post(
            id=f"audit:{actor.person}:{once}",
            team=actor.team,
            to=actor.person,
            body=json.dumps({**body, "document": asdict(request)}),
            due=services.clock.now(),
        )
        work.outbox.insert(post)
        return AuditPromised()


def write_wanted(wanted: AuditWanted) -> str:
    """Which part of the audit is wanted, as it stands in buttons and in the outbox."""
    days = (wanted.since, wanted.until)
    return ".".join(
        (
            wanted.kind.value if wanted.kind is not None else "",
            wanted.person or "",
            *(day.isoformat() if day is not None else "" for day in days),
        )
    )


def read_wanted(written: str) -> AuditWanted:
    """The way back. Raises `ValueError` where it is none of ours."""
    kind, person, since, until = written.split(".")
    if person and not (person.isascii() and person.isalnum()):
        raise ValueError(person)
    return AuditWanted(
        kind=AuditKind(kind) if kind else None,
        person=PersonId(person) if person else None,
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditContents:
    """The audit as a file holds it. `names` are what people are called, by id."""

    lines: tuple[AuditLine, ...]
    names: Mapping[str, str]


def collect_audit(request: DocumentRequest, *, services: Services) -> AuditContents:
    """What the file says. Raises `Refused` where the person is no admin any more."""
    actor = Actor(
        team=TeamId(request.team),
        person=PersonId(request.person),
        channel=None,
        today=date.fromisoformat(request.day),
        locale=request.locale,
    )
    with services.store.reading() as work:
        _require_admin(work, actor)
        zone = _find_zone(work, actor)
        wanted = _filter_by_moments(services, read_wanted(request.about), zone)
        rows = work.audit.list_newest(actor.team, wanted, MOST_EXPORTED)
        lines = _describe(services, work, actor, rows, UTC)
        people = {line.person for line in lines}
        people |= {PersonId(line.whom) for line in lines if line.whom and not line.names_channel}
        known = work.people.find_many(actor.team, sorted(people))
        names = {str(person): each.name for person, each in known.items()}
        return AuditContents(lines=lines, names=names)


def explain_audit_not_sent(
    request: DocumentRequest, why: NotSentReason, reference: str, /, *, url: str, services: Services
) -> AuditLinked | AuditNotSent | DocumentWithheld:
    """What is said where the file could not be sent: a link to it, or why not; nothing where the reader is no admin
    any more."""
    try:
        collect_audit(request, services=services)
    except Refused:
        return DocumentWithheld()
    if url and why is not NotSentReason.FAILED:
        return AuditLinked(url=url)
    return AuditNotSent(why=why, reference=reference)


def _require_admin(work: UnitOfWork, actor: Actor) -> None:
    if not is_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=tuple(list_admins(work, actor.team)))


def _find_zone(work: UnitOfWork, actor: Actor) -> str:
    known = work.people.find(actor.team, actor.person)
    return known.zone if known is not None and known.zone else UTC


def _filter_by_moments(services: Services, wanted: AuditWanted, zone: str) -> AuditFilter:
    """Days begin and end where the reader is."""

    def find_start(day: date | None) -> datetime | None:
        return None if day is None else services.calendar.instant(day, time(0), zone)

    after = wanted.until + timedelta(days=1) if wanted.until is not None else None
    return AuditFilter(
        kind=wanted.kind,
        person=wanted.person,
        since=find_start(wanted.since),
        until=find_start(after),
    )


def _describe(
    services: Services, work: UnitOfWork, actor: Actor, rows: Sequence[AuditRow], zone: str
) -> tuple[AuditLine, ...]:
    """The rows as the admin may read them: deals that they take no part in have no name."""
    names = {deal: _find_name(work, actor, deal) for deal in {row.deal_id for row in rows} if deal}
    return tuple(
        AuditLine(
            at=services.calendar.local(row.at, zone),
            person=row.person,
            act=row.act,
            deal_id=row.deal_id,
            deal_name=names.get(row.deal_id, "") if row.deal_id else "",
            whom=row.whom,
            detail=row.detail,
        )
        for row in rows
    )


def _find_name(work: UnitOfWork, actor: Actor, deal: DealId) -> str:
    role = work.roles.find(actor.team, deal, actor.person)
    if role is None or role is Role.NOBODY:
        return ""
    found = work.deals.find(actor.team, deal)
    return found.name if found is not None else ""
