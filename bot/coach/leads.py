"""Leads: people whom the owner of a deal lets see what is given with nothing back in it, and the next date. A workspace
has them only where an admin switched them on, and hiring deals never."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.coach.actors import Actor, Need
from bot.coach.answers import PeopleListed, RefusalReason
from bot.coach.answers.leads import (
    LeadEnded,
    LeadNamed,
    LeadView,
    LedDeal,
    LedSum,
    NextDateKind,
)
from bot.coach.audit_trail import note_act
from bot.coach.authors import shows_roles
from bot.coach.context import DealSession, session_for_writing
from bot.coach.hours import load_preferences
from bot.coach.notices import post_notice
from bot.coach.people import list_people_of
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.coach.timetable import find_next_checkin
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal, Role, Side
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.ledger import Verb
from bot.domain.moves import Move
from bot.domain.totals import Totals, compute_totals
from bot.domain.trades import ZERO

DEALS_LISTED = 30
OWNERS_FOR_SUMS = 5
"""From so many owners on a sum says nothing of any one of them."""


def has_leads(work: UnitOfWork, team: TeamId) -> bool:
    """Whether an admin switched leads on, and people are not shown as roles."""
    workspace = work.workspaces.find(team)
    return workspace is not None and workspace.leads and not shows_roles(work, team)


def name_lead(actor: Actor, deal: DealId, person: PersonId, *, services: Services) -> PeopleListed:
    """Names somebody lead of a deal instead of who was it before, and tells both. Only the deal's owner may, where the
    workspace has leads and the deal hires nobody."""
    with session_for_writing(services, actor, deal, Need.GIVE_ROLES) as session:
        if not has_leads(session.work, actor.team):
            raise Refused(why=RefusalReason.NO_LEADS, deal=session.deal)
        if session.deal.side is Side.HIRING:
            raise Refused(why=RefusalReason.NO_LEAD_HIRING, deal=session.deal)
        known = session.work.roles.list_leads(actor.team, deal)
        for other in known:
            if other != person:
                _set_lead(session, other, on=False)
                session.note_act(AuditAct.LEAD_ENDED, whom=other)
        if person not in known:
            _set_lead(session, person, on=True)
            session.write_audit(Verb.SET, f"lead:{person}")
            session.note_act(AuditAct.LEAD_NAMED, whom=person)
        return list_people_of(session)


def end_lead(actor: Actor, deal: DealId, person: PersonId, *, services: Services) -> PeopleListed:
    """Takes a lead's sight away, and tells them. Only the deal's owner may."""
    with session_for_writing(services, actor, deal, Need.GIVE_ROLES) as session:
        if person in session.work.roles.list_leads(actor.team, deal):
            _set_lead(session, person, on=False)
            session.write_audit(Verb.SET, f"no_lead:{person}")
            session.note_act(AuditAct.LEAD_ENDED, whom=person)
        return list_people_of(session)


def stop_leading(actor: Actor, deal: DealId, *, services: Services) -> LeadView:
    """Somebody no longer wants to see a deal that they lead."""
    with services.store.work() as work:
        if deal in work.roles.list_led_deals(actor.team, actor.person):
            work.roles.set_lead(actor.team, deal, actor.person, on=False)
            act, person = AuditAct.LEAD_ENDED, actor.person
            note_act(services, work, actor.team, person, act, deal=deal, whom=person)
    return show_lead_view(actor, services=services)


def _set_lead(session: DealSession, person: PersonId, *, on: bool) -> None:
    """Names a lead or takes that away, and tells them by direct message."""
    session.work.roles.set_lead(session.by.team, session.deal.id, person, on=on)
    _tell(session, person, named=on)


def _tell(session: DealSession, person: PersonId, *, named: bool) -> None:
    """Tells a lead by direct message where they said yes to messages; else Home tells them."""
    services, deal, now = session.services, session.deal, session.services.clock.now()
    preferences = load_preferences(session.work, deal.team, person)
    if preferences is None or not preferences.digest:
        return
    answer = LeadNamed(deal=deal) if named else LeadEnded(deal=deal)
    key = _build_key(deal, person, now, named=named)
    post_notice(services, session.work, deal, person, answer, key)


def _build_key(deal: Deal, person: PersonId, now: datetime, *, named: bool) -> str:
    what = "lead" if named else "no-lead"
    # With the moment in it: who is named again later is told again.
    return f"{what}:{deal.id}:{person}:{now.isoformat()}"


def show_lead_view(actor: Actor, *, most: int = DEALS_LISTED, services: Services) -> LeadView:
    """The open deals that somebody leads, with their sums from five owners on."""
    with services.store.reading() as work:
        return load_lead_view(work, actor, most)


def load_lead_view(work: UnitOfWork, actor: Actor, most: int = DEALS_LISTED) -> LeadView:
    """The same, in a transaction."""
    if not has_leads(work, actor.team):
        return LeadView(today=actor.today, on=False)
    deals = _list_deals(work, actor)
    led = [_look_at(work, actor, deal) for deal in deals]
    return LeadView(
        today=actor.today,
        on=True,
        deals=tuple(led[:most]),
        sums=_sum_exposure(work, led),
        more=max(0, len(led) - most),
    )


def _list_deals(work: UnitOfWork, actor: Actor) -> list[Deal]:
    """The open deals that the person leads, by name. One that hires has no lead, whenever its side was set."""
    found = [
        work.deals.find(actor.team, deal)
        for deal in work.roles.list_led_deals(actor.team, actor.person)
    ]
    deals = [
        deal
        for deal in found
        if deal is not None and not deal.is_closed and deal.side is not Side.HIRING
    ]
    return sorted(deals, key=lambda deal: (deal.name.casefold(), deal.id))


def _look_at(work: UnitOfWork, actor: Actor, deal: Deal) -> LedDeal:
    """What a lead sees of one deal."""
    snapshot = work.ledger.load_snapshot(deal.team, deal.id, actor.person)
    totals = snapshot.totals if snapshot is not None else Totals()
    if totals.recheck is not None and actor.today >= totals.recheck:
        # A review of goodwill has come since, so that the kept sums are of yesterday.
        totals = compute_totals(work.ledger.load(deal.team, deal.id), actor.today)
    open_gives = snapshot.open_gives if snapshot is not None else ()
    oldest = min((give.since for give in open_gives), default=None)
    asks = snapshot.open_asks if snapshot is not None else ()
    found = _find_next_date(work, deal, asks, actor.today)
    return LedDeal(
        deal=deal,
        exposure=totals.exposure,
        unfigured=totals.unfigured,
        open_gives=totals.open_gives,
        oldest=(actor.today - oldest).days if oldest is not None else None,
        next_day=found[0] if found is not None else None,
        next_kind=found[1] if found is not None else None,
    )


def _find_next_date(
    work: UnitOfWork, deal: Deal, asks: Iterable[Move], today: date
) -> tuple[date, NextDateKind] | None:
    """The next day on which something comes in the deal, and what; None where no day is known."""
    rhythm = load_rhythm(work, deal)
    checkin = find_next_checkin(work.rhythms.list_checkins(deal.team, deal.id), today)
    dates = [
        (checkin.day if checkin is not None else None, NextDateKind.CHECK_IN),
        *((ask.due, NextDateKind.ASK) for ask in asks),
        (rhythm.notice, NextDateKind.NOTICE),
        (rhythm.renewal, NextDateKind.RENEWAL),
    ]
    ahead = [(day, kind) for day, kind in dates if day is not None and day >= today]
    return min(ahead, default=None)


def _sum_exposure(work: UnitOfWork, led: Sequence[LedDeal]) -> tuple[LedSum, ...]:
    """The exposure in each unit, where the deals that count in it have owners enough."""
    sums = []
    for unit in sorted({each.deal.unit for each in led}):
        of_unit = [each for each in led if each.deal.unit == unit]
        owners = {owner for each in of_unit for owner in _list_owners(work, each.deal)}
        if len(owners) < OWNERS_FOR_SUMS:
            continue
        sums.append(
            LedSum(
                unit=unit,
                exposure=sum((each.exposure for each in of_unit), ZERO),
                unfigured=sum(each.unfigured for each in of_unit),
                deals=len(of_unit),
            )
        )
    return tuple(sums)


def _list_owners(work: UnitOfWork, deal: Deal) -> list[PersonId]:
    roles = work.roles.list_in_deal(deal.team, deal.id)
    return [person for person, role in roles if role is Role.OWNER]
