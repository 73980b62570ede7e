"""Documents of a deal: who may have which, and what they are made from.

A request waits in the outbox as the ids of what was asked for, and nothing of what the document says. It is made when
it is sent, and whether the person may have it is checked again then.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.documents import (
    DocumentLinked,
    DocumentNotSent,
    DocumentPromised,
    DocumentSent,
    DocumentWithheld,
    MutualPage,
    NotSentReason,
    WrongForm,
)
from bot.coach.answers.handovers import FormerPlanShown
from bot.coach.answers.plans import PlanShown, PlanStepShown
from bot.coach.answers.rhythms import RhythmPage
from bot.coach.audit_pages import AuditContents, collect_audit, explain_audit_not_sent
from bot.coach.authors import COLLEAGUE, find_people_in, load_author_roles, put_roles_for_people
from bot.coach.close_sheets import build_close_sheet
from bot.coach.context import DealSession, session_for_reading, session_for_writing
from bot.coach.debriefs import build_debrief
from bot.coach.document_requests import DOCUMENT_POSTS, DocumentRequest
from bot.coach.exports import DealExport, DealHistory, collect_export, collect_history
from bot.coach.person_exports import PersonContents, collect_person, explain_data_not_sent
from bot.coach.plans import PlanClosed, list_plan_steps, show_plan
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post, ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.rhythms import build_rhythm_page, load_rhythm
from bot.coach.services import Services
from bot.coach.shares import list_mutual_rows
from bot.domain.audit import AuditAct
from bot.domain.dated_items import DatedItem, list_dated_items
from bot.domain.deals import Deal
from bot.domain.documents import FORMS, PRIVATE, DocumentForm, DocumentKind
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.rhythms import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarContents:
    """Everything of a deal that has a day. `sequence` never falls while the deal changes, so that a calendar knows
    which of two files is the later one; `written_at` is when this one was made."""

    deal: Deal
    items: tuple[DatedItem, ...]
    sequence: int
    zone: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinedContents:
    """A document that says what answers say in Slack. `names` are those of people by their ids; `rhythm` adds how both
    sides work together, or what of it the document needs. `roles` are those of people who are shown by them."""

    kind: DocumentKind
    deal: Deal
    answers: tuple[Answer, ...]
    names: Mapping[str, str]
    rhythm: RhythmPage | None = None
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerContents:
    """The ledger as somebody may see it, and what the deal holds beside its moves."""

    deal: Deal
    export: DealExport
    history: DealHistory


ContentsOfDeal = LedgerContents | CalendarContents | RhythmPage | OutlinedContents
"""What a document about a deal is made from."""
DocumentContents = ContentsOfDeal | PersonContents | AuditContents
"""What a document is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile:
    """A document as a file."""

    name: str
    content: bytes


class WriteDocument(Protocol):
    """Makes the file of a document, in the words of a language."""

    def __call__(
        self, contents: DocumentContents, form: DocumentForm, *, locale: str, today: date
    ) -> DocumentFile:
        """The file."""


def find_deal(actor: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who may read it. Refused for everybody else."""
    with session_for_reading(services, actor, deal) as session:
        return session.deal


def request_document(
    actor: Actor,
    deal: DealId,
    kind: DocumentKind,
    form: DocumentForm,
    *,
    once: str,
    services: Services,
) -> DocumentPromised | WrongForm | PlanShown | PlanClosed | FormerPlanShown:
    """Has a document made and sent to the person by direct message. Refused where they may not have it; asked for twice
    with one key it is sent once. Who may not see the plan is told what they are told where they ask to see it, and so
    is its owner where nothing is planned yet."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        if form not in FORMS[kind]:
            return WrongForm(deal=session.deal, kind=kind, form=form, forms=FORMS[kind])
        # Before it is known whether there is a plan, so that the audit does not tell.
        detail = f"{kind.value}.{form.value}"
        session.note_act(AuditAct.DOCUMENT, detail=detail, once=once)
        has_plan = kind is not DocumentKind.PLAN or bool(_list_steps(session))
    if not has_plan:
        return show_plan(actor, deal, audited=False, services=services)
    with session_for_writing(services, actor, deal, Need.READ) as session:
        if session.work.roles.find(actor.team, deal, actor.person) is None:
            # Reading alone gives no role, and without one the document would not be sent.
            session.work.roles.save(actor.team, deal, actor.person, session.role, from_channel=True)
        session.work.outbox.insert(_build_post(session, kind, form, once))
        return DocumentPromised(deal=session.deal, kind=kind, form=form)


def _build_post(session: DealSession, kind: DocumentKind, form: DocumentForm, once: str) -> Post:
    """The request as it waits in the outbox, under the words that will stand above the document."""
    actor, services, deal = session.by, session.services, session.deal
    request = DocumentRequest(
        team=actor.team,
        person=actor.person,
        deal=deal.id,
        kind=kind.value,
        form=form.value,
        locale=actor.locale,
        day=actor.today.isoformat(),
    )
    said = DocumentSent(deal=deal, kind=kind, form=form)
    body = json.loads(services.render(said, locale=actor.locale, today=actor.today))
    return Post(
        id=f"{DOCUMENT_POSTS}{actor.person}:{once}",
        team=actor.team,
        to=actor.person,
        body=json.dumps({**body, "document": asdict(request)}),
        due=services.clock.now(),
        deal=deal.id,
    )


def find_request(body: Mapping[str, object]) -> DocumentRequest | None:
    """The document that a message of the outbox asks for; None for all other messages."""
    found = body.get("document")
    return DocumentRequest(**found) if isinstance(found, dict) else None


def make_document(
    request: DocumentRequest, *, write: WriteDocument, services: Services, by_link: bool = False
) -> DocumentFile:
    """The document that was asked for, as the deal is now. Raises `Refused` where the person may no longer have it."""
    contents: DocumentContents
    if DocumentKind(request.kind) is DocumentKind.AUDIT:
        contents = collect_audit(request, services=services)
    elif DocumentKind(request.kind) is DocumentKind.PERSON:
        # Plans never go by a link, not in a person's own data either.
        contents = collect_person(request, with_plans=not by_link, services=services)
    else:
        contents = collect_contents(request, services=services)
    return write(
        contents,
        DocumentForm(request.form),
        locale=request.locale,
        today=date.fromisoformat(request.day),
    )


def collect_contents(request: DocumentRequest, *, services: Services) -> ContentsOfDeal:
    """What the document says. Raises `Refused` where the person may not have it."""
    actor = _build_actor(request)
    with session_for_reading(services, actor, DealId(request.deal)) as session:
        known = session.work.people.find(actor.team, actor.person)
        if known is None or not known.member:
            raise Refused(why=RefusalReason.NOT_A_MEMBER)
        return _show_roles(session, COLLECTORS[DocumentKind(request.kind)](session))


def _show_roles(session: DealSession, contents: ContentsOfDeal) -> ContentsOfDeal:
    """The same with roles for everybody but the reader, where people are shown as roles. The page on which both sides
    agreed names who answers for what: that is what it is for."""
    work, by, deal = session.work, session.by, session.deal
    roles = load_author_roles(work, by.team, deal.id)
    if roles is None or isinstance(contents, RhythmPage):
        return contents
    known = work.people.find_many(by.team, find_people_in(contents))
    shown = {
        str(person): roles.get(person, COLLEAGUE)
        for person in {*known, *roles}
        if person != by.person
    }
    if isinstance(contents, OutlinedContents):
        return replace(contents, roles=shown)
    return put_roles_for_people(contents, shown)


def _build_actor(request: DocumentRequest) -> Actor:
    return Actor(
        team=TeamId(request.team),
        person=PersonId(request.person),
        channel=None,
        today=date.fromisoformat(request.day),
        locale=request.locale,
    )


class LinkUsed(Exception):
    """The document behind the link was downloaded already."""


def take_document(
    request: DocumentRequest, once: str, *, write: WriteDocument, services: Services
) -> DocumentFile:
    """The document behind a link, once. Raises `Refused` where the person may no longer have it, `LinkUsed` where it
    was taken already."""
    if DocumentKind(request.kind) in PRIVATE:
        raise Refused(why=RefusalReason.MAY_NOT)
    actor, deal = _build_actor(request), DealId(request.deal)
    processed = ProcessedRequest(deal=deal, seq=0)
    try:
        if not deal:
            with services.store.work() as work:
                work.keys.mark_processed(
                    actor.team, f"link:{once}", processed, services.clock.now()
                )
        else:
            with session_for_writing(services, actor, deal, Need.READ) as session:
                session.work.keys.mark_processed(
                    actor.team, f"link:{once}", processed, services.clock.now()
                )
    except DuplicateSubmission:
        raise LinkUsed from None
    return make_document(request, write=write, services=services, by_link=True)


class MakeLink(Protocol):
    """Makes a link under which the person who asked gets the document."""

    def __call__(self, request: DocumentRequest, now: datetime, /) -> str:
        """The address."""


class ExplainNotSent(Protocol):
    """Says why a file that is about no deal could not be sent, or where it is instead."""

    def __call__(
        self,
        request: DocumentRequest,
        why: NotSentReason,
        reference: str,
        /,
        *,
        url: str,
        services: Services,
    ) -> Answer:
        """What is told."""


ABOUT_NO_DEAL: Mapping[DocumentKind, ExplainNotSent] = {
    DocumentKind.PERSON: explain_data_not_sent,
    DocumentKind.AUDIT: explain_audit_not_sent,
}
"""The documents that belong to no deal."""


def explain_not_sent(
    request: DocumentRequest,
    why: NotSentReason,
    reference: str = "",
    *,
    link: MakeLink | None,
    services: Services,
) -> dict[str, object]:
    """The message that stands for a document that could not be sent, rendered: a link to it where there may be one,
    else why not; nothing of the deal where the person may no longer have it."""
    actor, kind = _build_actor(request), DocumentKind(request.kind)
    form = DocumentForm(request.form)
    if kind in ABOUT_NO_DEAL:
        url = link(request, services.clock.now()) if link is not None else ""
        not_sent = ABOUT_NO_DEAL[kind](request, why, reference, url=url, services=services)
        told: dict[str, object] = json.loads(
            services.render(not_sent, locale=actor.locale, today=actor.today)
        )
        return told
    may_link = link is not None and kind not in PRIVATE and why is not NotSentReason.FAILED
    answer: Answer
    try:
        with session_for_reading(services, actor, DealId(request.deal)) as session:
            deal = session.deal
        if may_link and link is not None:
            url = link(request, services.clock.now())
            answer = DocumentLinked(deal=deal, kind=kind, form=form, url=url)
        else:
            answer = DocumentNotSent(
                deal=deal,
                kind=kind,
                form=form,
                why=why,
                reference=reference,
                is_private=kind in PRIVATE,
            )
    except Refused:
        answer = DocumentWithheld()
    body: dict[str, object] = json.loads(
        services.render(answer, locale=actor.locale, today=actor.today)
    )
    return body


def _collect_ledger(session: DealSession) -> LedgerContents:
    """The ledger as the person may see it: without the drafts of others, in moves and in entries."""
    export = collect_export(session.work, session.by.team, session.deal, session.by.today)
    visible = replace(
        export,
        moves=tuple(move for move in export.moves if session.may_see(move)),
        entries=tuple(session.hide_drafts_of_others(entry) for entry in export.entries),
    )
    history = collect_history(session.work, session.by.team, session.deal)
    if history.rhythm is not None:
        # Who wants direct messages is nobody else's business.
        history = replace(history, rhythm=replace(history.rhythm, reminded=frozenset()))
    return LedgerContents(deal=session.deal, export=visible, history=history)


def _collect_calendar(session: DealSession) -> CalendarContents:
    """What has a day."""
    return build_calendar(
        session.work,
        session.deal,
        today=session.by.today,
        entries=session.snapshot.entries,
        now=session.services.clock.now(),
    )


def build_calendar(
    work: UnitOfWork, deal: Deal, *, today: date, entries: int, now: datetime
) -> CalendarContents:
    """What of a deal with so many entries has a day, which is nothing private. What was called off is in it until its
    day, so that calendars take it out."""
    rhythm = load_rhythm(work, deal)
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    moves = work.ledger.load(deal.team, deal.id).moves.values()
    offers = work.offers.list_in_deal(deal.team, deal.id)
    commitments = work.commitments.list_in_deal(deal.team, deal.id)
    items = list_dated_items(rhythm, checkins, moves, offers, commitments, today=today)
    return CalendarContents(
        deal=deal,
        items=tuple(item for item in items if not item.called_off or item.day >= today),
        sequence=entries
        + rhythm.version
        + sum(each.version for each in checkins)
        + sum(each.version for each in commitments),
        zone=rhythm.zone,
        written_at=now,
    )


def _collect_rhythm(session: DealSession) -> RhythmPage:
    return replace(build_rhythm_page(session.work, session.deal), today=session.by.today)


def collect_mutual_view(session: DealSession) -> OutlinedContents:
    """What both sides know of, with owners, measures and dates."""
    page = replace(build_rhythm_page(session.work, session.deal), today=session.by.today)
    view = MutualPage(
        deal=session.deal,
        today=session.by.today,
        rows=list_mutual_rows(session),
        them=page.them,
    )
    return OutlinedContents(
        kind=DocumentKind.MUTUAL,
        deal=session.deal,
        answers=(view,) if view.rows else (),
        names={},
        rhythm=page,
    )


def _collect_close(session: DealSession) -> OutlinedContents:
    """The sheet of the close, with the whole rhythm behind it."""
    work, deal, today = session.work, session.deal, session.by.today
    sheet = build_close_sheet(work, deal, today, session.by.locale)
    page = replace(build_rhythm_page(work, deal), today=today)
    # The rhythm stands behind the sheet in full, so that its summary is left out.
    shown = replace(sheet, copied=True, rhythm=Rhythm())
    return OutlinedContents(
        kind=DocumentKind.CLOSE,
        deal=deal,
        answers=(shown,) if sheet.rows or sheet.commitments else (),
        names={},
        rhythm=page,
    )


def _collect_plan(session: DealSession) -> OutlinedContents:
    """The plan, for those who may see it. Raises `Refused` for everybody else, whether there is one or not."""
    steps = _list_steps(session)
    if not steps:
        raise Refused(why=RefusalReason.MAY_NOT)
    return OutlinedContents(
        kind=DocumentKind.PLAN, deal=session.deal, answers=steps, names=_load_names(session)
    )


def collect_plan(actor: Actor, deal: DealId, *, services: Services) -> OutlinedContents:
    """The plan for a document, for those who may see it. Raises `Refused` for everybody else, whether there is one or
    not."""
    with session_for_reading(services, actor, deal) as session:
        return _collect_plan(session)


def _collect_debrief(session: DealSession) -> OutlinedContents:
    """What people looked back on; what it says of the plan is for those alone who may see that."""
    shown = replace(build_debrief(session), mine=False, just_saved=False)
    return OutlinedContents(
        kind=DocumentKind.DEBRIEF,
        deal=session.deal,
        answers=(shown,),
        names=_load_names(session),
    )


def _list_steps(session: DealSession) -> tuple[PlanStepShown, ...]:
    """The steps of the plan; none where there is none or the person may not see it."""
    steps = list_plan_steps(session)
    return steps if isinstance(steps, tuple) else ()


def _load_names(session: DealSession) -> dict[str, str]:
    """What the people of the deal are called."""
    people = [
        person for person, _ in session.work.roles.list_in_deal(session.by.team, session.deal.id)
    ]
    known = session.work.people.find_many(session.by.team, people)
    return {person: each.name for person, each in known.items()}


COLLECTORS: Mapping[DocumentKind, Callable[[DealSession], ContentsOfDeal]] = {
    DocumentKind.LEDGER: _collect_ledger,
    DocumentKind.CALENDAR: _collect_calendar,
    DocumentKind.RHYTHM: _collect_rhythm,
    DocumentKind.MUTUAL: collect_mutual_view,
    DocumentKind.CLOSE: _collect_close,
    DocumentKind.PLAN: _collect_plan,
    DocumentKind.DEBRIEF: _collect_debrief,
}
"""What each document is made from, for somebody who may read the deal."""
