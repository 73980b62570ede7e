"""A person's own data as a file: all that is stored about them and by them, as far as they may see it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.admins import is_admin, list_admins
from bot.coach.answers import RefusalReason
from bot.coach.answers.documents import DocumentWithheld, NotSentReason
from bot.coach.answers.person_exports import (
    OwnDataLinked,
    OwnDataNotSent,
    OwnDataPromised,
    OwnDataSent,
)
from bot.coach.audit_trail import note_act
from bot.coach.context import DealSession, open_session
from bot.coach.document_requests import DocumentRequest
from bot.coach.plans import load_visible_plan
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Person, Post
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.audit import AuditAct
from bot.domain.documents import DocumentForm, DocumentKind
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.ledger import Entry
from bot.domain.moves import Move
from bot.domain.person_data import StoredRow
from bot.domain.plans import Plan

WITHOUT_CONTENTS = frozenset(
    {
        "people",
        "preferences",
        "roles",
        "leads",
        "followers",
        "mutes",
        "consent_asks",
        "schedules",
        "occurrences",
    }
)
"""Tables about one person that say nothing of what a deal is about."""
AUTHORS_ALONE = frozenset({"give_approvals"})
"""Tables of deals whose rows nobody of the deal may see but who made them: a give that waits may be a draft yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInDeal:
    """What one deal holds of a person. `named_in` are tables in whose rows they are named beside others."""

    deal: str
    side: str
    role: str
    moves: tuple[Move, ...] = ()
    entries: tuple[Entry, ...] = ()
    rows: Mapping[str, tuple[Mapping[str, object], ...]] = field(default_factory=dict)
    named_in: tuple[str, ...] = ()
    plan: Plan | None = None
    """The private plan, where they may see it and the file goes to them alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContents:
    """All that is stored about a person and by them. `own` are rows about them alone, by table; `deals_not_shown`
    counts deals that they recorded something in and that the reader may not see."""

    person: PersonId
    name: str
    made_on: date
    own: Mapping[str, tuple[Mapping[str, object], ...]]
    deals: tuple[PersonInDeal, ...]
    deals_not_shown: int
    has_plans: bool
    """Whether private plans are in it; through a link they are not."""


def request_own_data(actor: Actor, *, once: str, services: Services) -> OwnDataPromised:
    """Has the file made and sent to the person by direct message. Asked for twice with one key it is sent once."""
    with services.store.work() as work:
        work.outbox.insert(_build_post(actor, actor.person, actor.locale, once, services))
        note_act(services, work, actor.team, actor.person, AuditAct.OWN_DATA, once=once)
        return OwnDataPromised()


def request_data_of(
    actor: Actor, person: PersonId, *, once: str, services: Services
) -> OwnDataPromised:
    """The same for somebody who asked an admin. It goes to that person; where they are no member of the workspace any
    more to the admin, without what deals hold that the admin takes no part in. Refused to everybody but admins, and
    where nobody of that name is known."""
    if person == actor.person:
        return request_own_data(actor, once=once, services=services)
    with services.store.work() as work:
        if not is_admin(work, actor):
            raise Refused(why=RefusalReason.NOT_ADMIN, people=tuple(list_admins(work, actor.team)))
        known = work.people.find(actor.team, person)
        if known is None:
            raise Refused(why=RefusalReason.NOTHING_STORED, people=(person,))
        if known.member:
            post = _build_post(actor, person, known.locale or actor.locale, once, services)
        else:
            post = _build_post(actor, person, actor.locale, once, services, to=actor.person)
        work.outbox.insert(post)
        note_act(services, work, actor.team, actor.person, AuditAct.DATA_OF, whom=person, once=once)
        return OwnDataPromised(person=person, goes_to_them=known.member)


def _build_post(
    actor: Actor,
    person: PersonId,
    locale: str,
    once: str,
    services: Services,
    *,
    to: PersonId | None = None,
) -> Post:
    """The request as it waits in the outbox, under the words that will stand above the file."""
    reader = to or person
    request = DocumentRequest(
        team=actor.team,
        person=reader,
        deal="",
        kind=DocumentKind.PERSON.value,
        form=DocumentForm.JSON.value,
        locale=locale,
        day=actor.today.isoformat(),
        about=person,
    )
    said = OwnDataSent(person=None if reader == person else person)
    body = json.loads(services.render(said, locale=locale, today=actor.today))
    return Post(
        id=f"data:{reader}:{once}",
        team=actor.team,
        to=reader,
        body=json.dumps({**body, "document": asdict(request)}),
        due=services.clock.now(),
    )


def collect_person(
    request: DocumentRequest, *, with_plans: bool, services: Services
) -> PersonContents:
    """What the file says. Raises `Refused` where the reader is no member of the workspace any more, or asks for
    somebody else without being an admin."""
    team, reader, person = (
        TeamId(request.team),
        PersonId(request.person),
        PersonId(request.about),
    )
    today = date.fromisoformat(request.day)
    actor = Actor(team=team, person=reader, channel=None, today=today, locale=request.locale)
    with services.store.reading() as work:
        known = work.people.find(team, reader)
        if known is None or not known.member:
            raise Refused(why=RefusalReason.NOT_A_MEMBER)
        if person != reader and not is_admin(work, actor):
            raise Refused(why=RefusalReason.NOT_ADMIN)
        return _collect(work, actor, person, with_plans=with_plans, services=services)


def _collect(
    work: UnitOfWork, actor: Actor, person: PersonId, *, with_plans: bool, services: Services
) -> PersonContents:
    known: Person | None = work.people.find(actor.team, person)
    in_deals = _group_by_deal(work, actor.team, person)
    deals: list[PersonInDeal] = []
    not_shown = 0
    for deal, (rows, named_in) in sorted(in_deals.items()):
        try:
            session = open_session(services, work, actor, deal, Need.READ)
        except Refused:
            not_shown += 1
            continue
        deals.append(
            _describe_in_deal(session, person, rows, tuple(named_in), with_plan=with_plans)
        )
    own = work.person_rows.list_own(actor.team, person)
    if person != actor.person:
        # What somebody typed, or was told, is about deals: an admin sees no contents of those.
        own = [row for row in own if row.table in WITHOUT_CONTENTS]
    return PersonContents(
        person=person,
        name=known.name if known is not None else "",
        made_on=actor.today,
        own=_group_by_table(own),
        deals=tuple(deals),
        deals_not_shown=not_shown,
        has_plans=with_plans,
    )


def _group_by_deal(
    work: UnitOfWork, team: TeamId, person: PersonId
) -> dict[DealId, tuple[list[StoredRow], list[str]]]:
    """The deals that hold anything of the person: rows by them, and tables that name them."""
    found: dict[DealId, tuple[list[StoredRow], list[str]]] = defaultdict(lambda: ([], []))
    for row in work.person_rows.list_by(team, person):
        if row.deal is not None:
            found[row.deal][0].append(row)
    for table, deal in work.person_rows.list_named_in(team, person):
        found[deal][1].append(table)
    for deal in work.person_rows.list_ledgers(team, person):
        # The ledger itself is read once the deal is open.
        found.setdefault(deal, ([], []))
    return found


def _describe_in_deal(
    session: DealSession,
    person: PersonId,
    rows: list[StoredRow],
    named_in: tuple[str, ...],
    *,
    with_plan: bool,
) -> PersonInDeal:
    work, team, deal = session.work, session.by.team, session.deal
    mine = [move for move in session.ledger.moves.values() if move.person == person]
    entries = [e for e in work.ledger.list_entries(team, deal.id) if e.person == person]
    if person != session.by.person:
        rows = [row for row in rows if row.table not in AUTHORS_ALONE]
    role = work.roles.find(team, deal.id, person)
    return PersonInDeal(
        deal=deal.name,
        side=deal.side.value,
        role=role.value if role is not None else "",
        moves=tuple(move for move in mine if session.may_see(move)),
        entries=tuple(session.hide_drafts_of_others(entry) for entry in entries),
        rows=_group_by_table(rows),
        named_in=named_in,
        plan=load_visible_plan(session) if with_plan and person == session.by.person else None,
    )


def _group_by_table(rows: Sequence[StoredRow]) -> Mapping[str, tuple[Mapping[str, object], ...]]:
    found: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in rows:
        found[row.table].append(row.values)
    return {table: tuple(values) for table, values in found.items()}


def explain_data_not_sent(
    request: DocumentRequest,
    why: NotSentReason,
    reference: str,
    *,
    url: str,
    services: Services,
) -> OwnDataLinked | OwnDataNotSent | DocumentWithheld:
    """What is said where the file could not be sent: a link to it, or why not; nothing where the reader may not have it
    any more."""
    try:
        collect_person(request, with_plans=False, services=services)
    except Refused:
        return DocumentWithheld()
    if url and why is not NotSentReason.FAILED:
        person = PersonId(request.about)
        return OwnDataLinked(url=url, person=None if request.person == person else person)
    return OwnDataNotSent(why=why, reference=reference)
