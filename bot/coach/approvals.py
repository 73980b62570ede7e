"""Gives that wait for approval: decide about one, take it back, say that it was said already, and what time does."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial

from bot.coach.actors import Actor, Need
from bot.coach.answers import GiveRecorded, RefusalReason
from bot.coach.answers.approvals import (
    ApprovalDecided,
    ApprovalReopened,
)
from bot.coach.approval_gate import ask_next_approver, count_drafts_as_said, load_presences
from bot.coach.approval_lists import describe_approval, load_rules, may_decide
from bot.coach.attempts import Attempts
from bot.coach.audit_trail import note_act
from bot.coach.context import DealSession, LedgerChange, WrittenEntry, open_session
from bot.coach.gives import place_give
from bot.coach.hours import DeliveryHours, load_delivery_hours
from bot.coach.notices import post_notice
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.undo import undo_in_session
from bot.domain.approvals import ApprovalState, GiveApproval
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Verb
from bot.domain.ledger_changes import renumber_new_moves
from bot.domain.moves import Kind, Move, State

OFFICE_HOURS = (time(9), time(17))
WAITS_FOR_ONE = timedelta(hours=4)
"""Working hours after which the next approver is asked too."""
LONGEST_WORDS = 300
"""Of what an approver says with a no."""
REVERSIBLE = frozenset({ApprovalState.APPROVED, ApprovalState.DECLINED, ApprovalState.TRADE})
"""Decisions that an approver may take back."""


# What an approver does


def approve(actor: Actor, approval_id: str, *, services: Services) -> ApprovalDecided:
    """The approver says yes: the give is recorded as its author had it, behind an entry that says who approved it.
    Where the deal has changed meanwhile, so that it cannot be, both are told."""
    with services.store.work() as work:
        deal, approval = _load_to_decide(work, actor, approval_id)
        now = services.clock.now()
        try:
            seq = _record(services, work, deal, approval, Verb.APPROVED, actor.person).entry.seq
            decided = approval.decided(ApprovalState.APPROVED, actor.person, now, seq=seq)
        except Refused:
            decided = approval.decided(ApprovalState.CHANGED, actor.person, now)
        return _settle(services, work, actor, deal, decided)


def decline(
    actor: Actor, approval_id: str, said: str, *, trade: bool, services: Services
) -> ApprovalDecided:
    """The approver says no, with a word for its author; `trade`: not without what `said` names in return."""
    with services.store.work() as work:
        deal, approval = _load_to_decide(work, actor, approval_id)
        state = ApprovalState.TRADE if trade else ApprovalState.DECLINED
        decided = approval.decided(
            state, actor.person, services.clock.now(), said=said[:LONGEST_WORDS]
        )
        _append_audit(services, work, deal, actor.person, Verb.NOT_APPROVED)
        return _settle(services, work, actor, deal, decided)


def reconsider(actor: Actor, approval_id: str, *, services: Services) -> ApprovalReopened:
    """The approver takes a decision back: what it recorded is undone, within the time in which anything can be, and
    the give waits again."""
    with services.store.work() as work:
        deal, approval = _hold_approval(work, actor, approval_id)
        is_mine = approval.decided_by == actor.person and may_decide(work, actor, approval)
        if not is_mine or approval.state not in REVERSIBLE:
            raise Refused(why=RefusalReason.SETTLED)
        decided_at = approval.decided_at or approval.at
        age = (services.clock.now() - decided_at) // timedelta(minutes=1)
        if age > deal.policy.undo_minutes:
            raise Refused(why=RefusalReason.TOO_LATE, deal=deal)
        waiting = replace(
            approval,
            state=ApprovalState.WAITING,
            decided_by=None,
            decided_at=None,
            said="",
            seq=0,
            version=approval.version + 1,
        )
        if approval.state is ApprovalState.APPROVED:
            session = _open_for_author(services, work, deal, waiting)
            session = replace(session, key=f"approval_undone:{waiting.id}:{waiting.version}")
            undo_in_session(session, approval.seq)
        work.approvals.save(actor.team, waiting)
        act = AuditAct.APPROVAL_REOPENED
        note_act(services, work, actor.team, actor.person, act, deal=deal.id)
        facts = describe_approval(work, actor, deal, waiting)
        told = ApprovalReopened(deal=deal, facts=facts, for_author=True)
        _tell_author(services, work, deal, waiting, told, "reopened")
        return replace(told, for_author=False)


def _hold_approval(work: UnitOfWork, actor: Actor, approval_id: str) -> tuple[Deal, GiveApproval]:
    """A give that waits or waited, and its deal, which nobody else changes until the transaction ends. Raises `Refused`
    where there is none."""
    found = work.approvals.find(actor.team, approval_id)
    deal = work.deals.find(actor.team, found.deal) if found is not None else None
    # Looked at once more: while we waited for the deal, somebody else may have decided.
    approval = work.approvals.find(actor.team, approval_id)
    if deal is None or approval is None:
        raise Refused(why=RefusalReason.SETTLED)
    return deal, approval


def _load_to_decide(work: UnitOfWork, actor: Actor, approval_id: str) -> tuple[Deal, GiveApproval]:
    """A give that waits, for somebody who may decide about it: an approver who agreed to be one, never its author."""
    deal, approval = _hold_approval(work, actor, approval_id)
    if approval.state is not ApprovalState.WAITING or not may_decide(work, actor, approval):
        raise Refused(why=RefusalReason.SETTLED)
    return deal, approval


# What its author does


def withdraw(actor: Actor, approval_id: str, *, services: Services) -> ApprovalDecided:
    """The author takes a give back that waits."""
    with services.store.work() as work:
        deal, approval = _load_own(work, actor, approval_id)
        decided = approval.decided(ApprovalState.WITHDRAWN, actor.person, services.clock.now())
        return _settle(services, work, actor, deal, decided)


def log_as_said(actor: Actor, approval_id: str, *, services: Services) -> ApprovalDecided:
    """A give that waits had been said to the other side already: it counts, marked so, and whoever was asked is told.
    What was said cannot be unsaid, and a ledger without it would be wrong."""
    with services.store.work() as work:
        deal, approval = _load_own(work, actor, approval_id)
        written = _record(services, work, deal, approval, Verb.SAID_UNAPPROVED, actor.person)
        decided = approval.decided(
            ApprovalState.SAID, actor.person, services.clock.now(), seq=written.entry.seq
        )
        return _settle(services, work, actor, deal, decided)


def give_in_return(actor: Actor, approval_id: str, *, key: str, services: Services) -> GiveRecorded:
    """The author gives what was approved only for a return: on the condition that the approver named, which needs no
    second yes."""
    with services.store.work() as work:
        deal, approval = _hold_approval(work, actor, approval_id)
        is_mine = approval.person == actor.person
        if not is_mine or approval.state is not ApprovalState.TRADE:
            raise Refused(why=RefusalReason.SETTLED)
        if approval.only_give is None or not approval.said:
            raise Refused(why=RefusalReason.SETTLED)
        session = replace(_open_for_author(services, work, deal, approval), key=key)
        change = _fit_to_deal(session, approval)
        (give,) = [move for move in change.moves if move.kind is Kind.GIVE]
        drafts = [move for move in change.before if move.no == give.no]
        give = replace(give, state=State.FIRM, for_what=approval.said, ref=None, also=())
        recorded = place_give(session, give, draft=drafts[0] if drafts else None)
        decided = replace(
            approval, state=ApprovalState.APPROVED, seq=recorded.seq, version=approval.version + 1
        )
        work.approvals.save(actor.team, decided)
        return recorded


def _load_own(work: UnitOfWork, actor: Actor, approval_id: str) -> tuple[Deal, GiveApproval]:
    deal, approval = _hold_approval(work, actor, approval_id)
    if approval.state is not ApprovalState.WAITING or approval.person != actor.person:
        raise Refused(why=RefusalReason.SETTLED)
    return deal, approval


# Recording what waited


def _record(
    services: Services,
    work: UnitOfWork,
    deal: Deal,
    approval: GiveApproval,
    verb: Verb,
    by: PersonId,
) -> WrittenEntry:
    """Records what waited, as its author, behind an entry that says why it may be. Raises `Refused` where its author
    may not record there any more, or where what it builds on has changed."""
    session = _open_for_author(services, work, deal, approval)
    change = count_drafts_as_said(_fit_to_deal(session, approval))
    _append_audit(services, work, session.deal, by, verb)
    snapshot = replace(session.snapshot, entries=session.snapshot.entries + 1)
    return replace(session, snapshot=snapshot).write(change)


def _append_audit(
    services: Services, work: UnitOfWork, deal: Deal, by: PersonId, verb: Verb
) -> None:
    """Adds an entry without a move: it says who decided, and changes no sum."""
    last = work.ledger.list_entries(deal.team, deal.id, last=1)[-1]
    entry = Entry(seq=last.seq + 1, at=services.clock.now(), person=by, verb=verb)
    work.ledger.append_entry(deal, entry, work.ledger.load_totals(deal.team, deal.id))


def _open_for_author(
    services: Services, work: UnitOfWork, deal: Deal, approval: GiveApproval
) -> DealSession:
    known = work.people.find(deal.team, approval.person)
    if known is None or not known.member:
        raise Refused(why=RefusalReason.NOT_IN_DEAL)
    today = services.calendar.local(services.clock.now(), known.zone).date()
    author = Actor(
        team=deal.team, person=approval.person, channel=None, today=today, locale=known.locale
    )
    key = f"approval:{approval.id}:{approval.version}"
    session = open_session(services, work, author, deal.id, Need.RECORD, key=key)
    return replace(session, is_approved=True)


def _fit_to_deal(session: DealSession, approval: GiveApproval) -> LedgerChange:
    """The change as it is written now: new moves get the next numbers, moves that it changes their next versions.
    Raises `Refused` where one of those says something else by now, or where the deal as a whole was changed."""
    change, last = approval.change, session.snapshot.totals.last
    changed = Refused(why=RefusalReason.CHANGED, deal=session.deal)
    if change.lifecycle is not None and session.deal.lifecycle != approval.lifecycle:
        raise changed
    moves = session.ledger.moves
    versions: dict[MoveNo, int] = {}
    before: list[Move] = []
    for move in change.before:
        now = moves.get(move.no)
        if now is None or replace(now, version=1) != replace(move, version=1):
            raise changed
        versions[move.no] = now.version + 1
        before.append(now)
    for tie in (*change.tied, *change.untied):
        for no in (tie.give, tie.get):
            if no <= approval.last and (no not in moves or moves[no].state is State.VOID):
                raise changed
    if change.offers:
        _check_offers(session, change, changed)
    fitted = replace(
        change,
        moves=tuple(replace(m, version=versions.get(m.no, m.version)) for m in change.moves),
        before=tuple(before),
    )
    return renumber_new_moves(fitted, approval.last, last)


def _check_offers(session: DealSession, change: LedgerChange, changed: Refused) -> None:
    """Raises `changed` where another offer was made, or one of these was answered, since."""
    known = {
        offer.no: offer
        for offer in session.work.offers.list_in_deal(session.by.team, session.deal.id)
    }
    for offer in change.offers_before:
        if known.get(offer.no) != offer:
            raise changed
    changes_only = {offer.no for offer in change.offers_before}
    new = [offer.no for offer in change.offers if offer.no not in changes_only]
    if any(no <= max(known, default=0) for no in new):
        raise changed


# What became of it


def _settle(
    services: Services, work: UnitOfWork, actor: Actor, deal: Deal, decided: GiveApproval
) -> ApprovalDecided:
    """Stores what became of a give, and tells whoever did not do it."""
    work.approvals.save(deal.team, decided)
    note_act(
        services,
        work,
        deal.team,
        # Not the reader, for whom time may have decided.
        decided.decided_by or actor.person,
        AuditAct.APPROVAL_DECIDED,
        deal=deal.id,
        detail=decided.state.value,
    )
    facts = describe_approval(work, actor, deal, decided)
    by_author = decided.decided_by == decided.person
    for_author = ApprovalDecided(deal=deal, facts=facts, for_author=True)
    may_undo = decided.state in REVERSIBLE and not by_author
    for_approver = ApprovalDecided(deal=deal, facts=facts, for_author=False, may_undo=may_undo)
    if by_author:
        for person in decided.asked:
            key = f"approval_over:{decided.id}:{decided.version}"
            post_notice(services, work, deal, person, for_approver, key)
        return for_author
    _tell_author(services, work, deal, decided, for_author, "decided")
    for person in decided.asked:
        if person != decided.decided_by:
            key = f"approval_over:{decided.id}:{decided.version}"
            post_notice(services, work, deal, person, replace(for_approver, may_undo=False), key)
    return for_approver


def _tell_author(
    services: Services,
    work: UnitOfWork,
    deal: Deal,
    approval: GiveApproval,
    told: ApprovalDecided | ApprovalReopened,
    what: str,
) -> None:
    """The author asked for it, so that they hear of it whether they want other messages or not."""
    key = f"approval_{what}:{approval.id}:{approval.version}"
    post_notice(services, work, deal, approval.person, told, key)


# What time does


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpCounts:
    """How many gives that waited ended, and what went wrong with one; that one is looked at again."""

    ended: int
    failed: tuple[Exception, ...]


def follow_up_waiting(*, services: Services) -> FollowUpCounts:
    """Looks at every give that waits: one whose day has passed, or whose deal was closed, ends; one that nobody
    answered goes to the next approver too."""
    with services.store.reading() as work:
        waiting = work.approvals.list_all_waiting()
    attempts = Attempts(services=services)
    ended = 0
    for team, approval in waiting:
        change = partial(_follow_up, services=services, team=team, approval=approval)
        ended += attempts.try_change(change)
    return FollowUpCounts(ended=ended, failed=tuple(attempts.failed))


def _follow_up(
    work: UnitOfWork, *, services: Services, team: TeamId, approval: GiveApproval
) -> bool:
    deal = work.deals.find(team, approval.deal)
    now = services.clock.now()
    if deal is None:
        return False
    # A day later in UTC the last day has ended nearly everywhere, as for offers.
    is_over = approval.last_day is not None and now.date() > approval.last_day + timedelta(days=1)
    actor = Actor(team=team, person=approval.person, channel=None, today=now.date())
    if is_over or deal.is_closed:
        decided = approval.decided(ApprovalState.LAPSED, PersonId("coach"), now)
        _settle(services, work, actor, deal, decided)
        return True
    if not _needs_another(services, work, deal, approval, now):
        return False
    facts = describe_approval(work, actor, deal, approval)
    asked = ask_next_approver(services, work, facts, instead=True)
    if asked.approval is not approval:
        changed = replace(asked.approval, version=approval.version + 1)
        work.approvals.save(team, changed)
    return False


def _needs_another(
    services: Services, work: UnitOfWork, deal: Deal, approval: GiveApproval, now: datetime
) -> bool:
    """Whether the next approver is to be asked: the last one cannot answer, or had long enough."""
    if not approval.asked or approval.asked_at is None:
        return True
    last = approval.asked[-1]
    presences = load_presences(services, work, load_rules(work, deal.team), deal)
    there = [each for each in presences if each.person == last]
    if not there or not there[0].is_member or there[0].is_away or there[0].is_kept_out:
        return True
    hours = load_delivery_hours(work, deal.team, last, services=services)
    return count_working_time(approval.asked_at, now, hours, services) >= WAITS_FOR_ONE


def count_working_time(
    since: datetime, until: datetime, hours: DeliveryHours, services: Services
) -> timedelta:
    """How much of somebody's working time lies between two moments, up to what they get to answer."""
    total = timedelta()
    day = services.calendar.local(since, hours.zone).date()
    last = services.calendar.local(until, hours.zone).date()
    while day <= last and total < WAITS_FOR_ONE:
        if hours.preferences.wants(day, hours.days_off):
            begin, end = (services.calendar.instant(day, hour, hours.zone) for hour in OFFICE_HOURS)
            worked = min(end, until) - max(begin, since)
            total += max(worked, timedelta())
        day += timedelta(days=1)
    return total
