"""Hand-over: a deal whose owner leaves gets another one, and whatever was theirs goes on. A new owner is named by the
old one, or by an admin where no owner is left or all are away for too long."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.admins import is_admin, list_admins_to_tell
from bot.coach.answers import RefusalReason
from bot.coach.answers.handovers import (
    AskedFor,
    HandOverAsked,
    OrphanedDeal,
    OwnerChanged,
    OwnerLeft,
    OwnerMissing,
    OwnerNamed,
)
from bot.coach.audit_trail import note_act
from bot.coach.consent import ask_for_consent
from bot.coach.context import DealSession, session_for_writing
from bot.coach.former_plans import load_grace
from bot.coach.hours import load_delivery_hours, load_preferences
from bot.coach.notices import post_notice
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import load_deal_people
from bot.coach.refusals import Refused
from bot.coach.rhythms import hand_over_rhythm
from bot.coach.services import Services
from bot.domain.audit import COACH, AuditAct
from bot.domain.deals import Deal, Role
from bot.domain.handovers import is_away_too_long
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.ledger import Entry, Verb
from bot.domain.recipients import (
    RECORDING_ROLES,
    DealPeople,
    LineFacts,
    Urgency,
    Voice,
    resolve_recipients,
)


def start_hand_over(
    services: Services, work: UnitOfWork, team: TeamId, person: PersonId
) -> tuple[DealId, ...]:
    """Somebody is not in the workspace any more: each deal that has no other owner is told of to who is next in line,
    and to the admins, at once. Returns those deals."""
    orphaned = set(work.roles.list_orphaned(team))
    found = [deal for deal in work.roles.list_owned(team, person) if deal in orphaned]
    for deal_id in found:
        deal = work.deals.find(team, deal_id)
        if deal is not None:
            _write_entry(services, work, deal, COACH, f"owner_left:{person}")
            tell_next_in_line(services, work, deal, person)
    return tuple(found)


def _write_entry(
    services: Services, work: UnitOfWork, deal: Deal, person: PersonId, why: str
) -> None:
    """Adds an entry to the deal's audit; it changes no sum."""
    last = work.ledger.list_entries(deal.team, deal.id, last=1)[-1]
    entry = Entry(seq=last.seq + 1, at=services.clock.now(), person=person, verb=Verb.SET, why=why)
    work.ledger.append_entry(deal, entry, work.ledger.load_totals(deal.team, deal.id))


def tell_next_in_line(
    services: Services, work: UnitOfWork, deal: Deal, left: PersonId | None = None
) -> None:
    """Tells of a deal without an owner: the first of its people who said yes to messages, who is named for it and was
    never asked, and the admins. Each of them hears of it once."""
    today = services.clock.now().date()
    people = load_deal_people(work, deal, today)
    owner = left or _find_left_owner(people)
    if owner is None:
        return
    key = f"owner_left:{deal.id}:{owner}"
    found = resolve_recipients(LineFacts(urgency=Urgency.IN_TURN), people)
    for each in found.told:
        if each.voice is not Voice.ADMIN:
            role = people.role_of(each.person)
            told = OwnerLeft(deal=deal, owner=owner, may_own=role is Role.CO_OWNER)
            post_notice(services, work, deal, each.person, told, key)
    for person in found.to_ask:
        ask_for_consent(services, work, deal, person, AskedFor.OWNER_LEFT)
    missing = describe_missing_owner(work, deal)
    for admin in list_admins_to_tell(work, deal.team):
        if found.voice_for(admin) is None or found.voice_for(admin) is Voice.ADMIN:
            post_notice(services, work, deal, admin, missing, f"owner_missing:{deal.id}:{owner}")


def _find_left_owner(people: DealPeople) -> PersonId | None:
    for each in people.people:
        if each.role is Role.OWNER and not each.is_active:
            return each.person
    return None


def describe_missing_owner(
    work: UnitOfWork, deal: Deal, *, wants: PersonId | None = None, binds_on: date | None = None
) -> OwnerMissing:
    """What an admin is told of a deal that has no owner, or too few people who hear of it."""
    channels = work.deals.list_channels(deal.team, deal.id)
    people = load_deal_people(work, deal, deal.opened_at.date())
    present = [
        (each.person, each.role)
        for each in people.people
        if each.is_active and each.role is not Role.NOBODY
    ]
    return OwnerMissing(
        deal=deal,
        opened_on=deal.opened_at.date(),
        opened_by=deal.opened_by,
        channel=channels[0] if channels else None,
        people=tuple(present),
        wants=wants,
        binds_on=binds_on,
        is_orphaned=people.is_orphaned,
    )


def list_orphaned_deals(work: UnitOfWork, actor: Actor, most: int) -> tuple[OrphanedDeal, ...]:
    """The deals without an owner that the person takes part in, or all of them for an admin, who sees no more of the
    others than when and by whom they were opened."""
    sees_all = is_admin(work, actor)
    found: list[OrphanedDeal] = []
    for deal_id in work.roles.list_orphaned(actor.team):
        deal = work.deals.find(actor.team, deal_id)
        role = work.roles.find(actor.team, deal_id, actor.person) or Role.NOBODY
        if deal is None or len(found) >= most:
            continue
        if role is Role.NOBODY and not sees_all:
            continue
        found.append(
            OrphanedDeal(
                missing=describe_missing_owner(work, deal),
                name="" if role is Role.NOBODY else deal.name,
                may_take_over=role in RECORDING_ROLES,
            )
        )
    return tuple(found)


def request_owner(
    actor: Actor, deal: DealId, person: PersonId, *, services: Services
) -> HandOverAsked | OwnerNamed:
    """Somebody is to own the deal: what an owner is asked first, or what an admin did. Refused to everybody else."""
    try:
        return ask_about_hand_over(actor, deal, person, services=services)
    except Refused as refused:
        if refused.why not in (RefusalReason.MAY_NOT, RefusalReason.NOT_IN_DEAL):
            raise
    with services.store.reading() as work:
        if not is_admin(work, actor):
            raise Refused(why=RefusalReason.ONLY_OWNER)
    return name_owner_as_admin(actor, deal, person, services=services)


def ask_about_hand_over(
    actor: Actor, deal: DealId, person: PersonId, *, services: Services
) -> HandOverAsked:
    """What an owner says yes to before the deal goes to somebody else: whether the plan goes with it."""
    with session_for_writing(services, actor, deal, Need.NAME_OWNER) as session:
        _check_may_own(session.work, session.deal, person)
        return HandOverAsked(deal=session.deal, person=person, has_plan=session.snapshot.planned)


def hand_over(
    actor: Actor, deal: DealId, person: PersonId, *, with_plan: bool, services: Services
) -> OwnerChanged:
    """The owner hands the deal over to one of its people, and is a member from then on. The plan goes with it by this
    alone; else nobody sees it any more."""
    with session_for_writing(services, actor, deal, Need.NAME_OWNER) as session:
        return _change_owner(
            services,
            session.work,
            session.deal,
            person,
            by=actor.person,
            replaced=[actor.person],
            keeps_plan=with_plan,
        )


def name_owner_as_admin(
    actor: Actor, deal: DealId, person: PersonId, *, services: Services
) -> OwnerNamed:
    """An admin names one of the deal's people its owner, where no owner is left or all are away for too long. Whatever
    plan there is stays unseen: it passes only by its owner's own act."""
    with services.store.work() as work:
        known = work.deals.find(actor.team, deal)
        if known is None or not is_admin(work, actor):
            raise Refused(why=RefusalReason.NOT_ADMIN)
        owners = _list_owners(work, known)
        if not all(_is_missing(services, work, known, owner, actor.today) for owner in owners):
            raise Refused(why=RefusalReason.OWNER_IS_THERE, people=owners)
        _check_may_own(work, known, person)
        _change_owner(
            services,
            work,
            known,
            person,
            by=actor.person,
            replaced=[owner for owner in owners if owner != person],
            keeps_plan=person in owners,
        )
        return OwnerNamed(owner=person)


def _list_owners(work: UnitOfWork, deal: Deal) -> list[PersonId]:
    roles = work.roles.list_in_deal(deal.team, deal.id)
    return [person for person, role in roles if role is Role.OWNER]


def _is_missing(
    services: Services, work: UnitOfWork, deal: Deal, owner: PersonId, today: date
) -> bool:
    """Whether an owner left the workspace, or is away for too long."""
    known = work.people.find(deal.team, owner)
    if known is None or not known.member:
        return True
    hours = load_delivery_hours(work, deal.team, owner, services=services)
    return is_away_too_long(load_preferences(work, deal.team, owner), today, hours.days_off)


def _check_may_own(work: UnitOfWork, deal: Deal, person: PersonId) -> None:
    """Raises `Refused` for anybody but the people of the deal: nobody gets it who was never let in."""
    known = work.people.find(deal.team, person)
    role = work.roles.find(deal.team, deal.id, person)
    is_of_deal = role is not None and role is not Role.NOBODY
    if known is None or not known.member or not is_of_deal:
        raise Refused(why=RefusalReason.NOT_OF_DEAL, deal=deal)


def become_owner(services: Services, session: DealSession) -> OwnerChanged:
    """A co-owner takes over a deal whose owners left: the old owner named them for it."""
    owners = _list_owners(session.work, session.deal)
    return _change_owner(
        services,
        session.work,
        session.deal,
        session.by.person,
        by=session.by.person,
        replaced=owners,
        keeps_plan=False,
    )


def _change_owner(
    services: Services,
    work: UnitOfWork,
    deal: Deal,
    person: PersonId,
    *,
    by: PersonId,
    replaced: Sequence[PersonId],
    keeps_plan: bool,
) -> OwnerChanged:
    team, now = deal.team, services.clock.now()
    is_there = _list_members(work, team, replaced)
    for old in replaced:
        # Who left is a member again if they come back; who is away or hands over stays one.
        work.roles.save(team, deal.id, old, Role.MEMBER)
    work.roles.save(team, deal.id, person, Role.OWNER)
    was_withdrawn = False
    if not keeps_plan and replaced:
        was_withdrawn = work.plans.withdraw(team, deal.id, replaced[0], now)
    _write_entry(services, work, deal, by, f"owner:{person}")
    note_act(services, work, team, by, AuditAct.OWNER_CHANGED, deal=deal.id, whom=person)
    hand_over_rhythm(work, deal, replaced, person, services=services)
    changed = OwnerChanged(deal=deal, owner=person, before=tuple(replaced), by=by)
    kept_until = (now + load_grace(work, team)).date() if was_withdrawn else None
    _tell_of_new_owner(services, work, changed, kept_until, skip=by)
    if by in is_there and by in replaced:
        return replace(changed, plan_kept_until=kept_until)
    return replace(changed, is_mine=by == person)


def _list_members(work: UnitOfWork, team: TeamId, people: Iterable[PersonId]) -> list[PersonId]:
    known = work.people.find_many(team, list(people))
    return [person for person, each in known.items() if each.member]


def _tell_of_new_owner(
    services: Services,
    work: UnitOfWork,
    changed: OwnerChanged,
    plan_kept_until: date | None,
    *,
    skip: PersonId,
) -> None:
    """Tells everybody of the deal who said yes to messages; the new owner is asked where they never said either."""
    deal, now = changed.deal, services.clock.now()
    key = f"owner:{deal.id}:{changed.owner}:{now.isoformat()}"
    for each in load_deal_people(work, deal, now.date()).people:
        is_new = each.person == changed.owner
        if each.person == skip or not each.is_active or each.role is Role.NOBODY:
            continue
        if each.may_be_reminded:
            # What became of the plan is for its old owner alone.
            until = plan_kept_until if each.person in changed.before[:1] else None
            told = replace(changed, is_mine=is_new, plan_kept_until=until)
            post_notice(services, work, deal, each.person, told, key)
        elif is_new:
            ask_for_consent(services, work, deal, each.person, AskedFor.NAMED_OWNER)


def propose_owner(
    services: Services, work: UnitOfWork, deal: Deal, person: PersonId
) -> tuple[PersonId, ...]:
    """Asks the admins to name somebody who would like to own a deal; returns who was asked."""
    asked: list[PersonId] = []
    proposal = describe_missing_owner(work, deal, wants=person)
    for admin in list_admins_to_tell(work, deal.team):
        if admin != person:
            key = f"owner_wanted:{deal.id}:{person}"
            post_notice(services, work, deal, admin, proposal, key)
        asked.append(admin)
    return tuple(asked)


def list_channels_of(team: TeamId, deal: DealId, *, services: Services) -> Sequence[ChannelId]:
    """The channels that a deal lives in."""
    with services.store.reading() as work:
        return tuple(work.deals.list_channels(team, deal))
