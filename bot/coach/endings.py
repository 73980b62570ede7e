"""The end of a deal: closed with how it ended, opened again, renamed, deleted where it was opened by mistake."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

from bot.coach.actors import ALLOWED, Actor, Need, find_role
from bot.coach.answers import RefusalReason
from bot.coach.answers.endings import (
    CloseAsked,
    DealClosed,
    DealDeleted,
    DealRenamed,
    DealReopened,
    DeleteAsked,
    OtherEndAsked,
    ReopenAsked,
    WhichToReopen,
)
from bot.coach.attempts import Attempts
from bot.coach.audit_trail import note_act
from bot.coach.context import DealSession, LedgerChange, record_in_deal, session_for_writing
from bot.coach.data_rules import load_data_rules
from bot.coach.log import find_end, list_still_open
from bot.coach.outcomes import save_outcomes
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.coach.timetable import plan_next_checkin, save_reminder_schedules
from bot.domain.audit import COACH, AuditAct
from bot.domain.deals import Deal, DealOutcome, Role
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.moves import State
from bot.domain.rhythms import is_rhythm_begun
from bot.language.endings import read_reason

FIRST_DAY = timedelta(days=1)
"""How long after its opening a deal counts as opened by mistake."""

CLOSE_COMMAND = "close"
"""Marks a pending line that is the reason for closing a deal, not a command."""


def ask_how_it_ended(actor: Actor, deal: DealId, why: str, *, services: Services) -> CloseAsked:
    """What closing the deal would silence, and the question how it ended; a reason that was typed waits for the
    answer."""
    with session_for_writing(services, actor, deal, Need.CLOSE) as session:
        line = _save_reason(session, why) if why else ""
        return CloseAsked(
            deal=session.deal,
            today=actor.today,
            still_open=list_still_open(session),
            why=why,
            line=line,
        )


def _save_reason(session: DealSession, why: str) -> str:
    by = session.by
    if by.channel is None:
        return ""
    line = PendingCommand(
        id=uuid4().hex,
        person=by.person,
        at=session.services.clock.now(),
        channel=by.channel,
        command=CLOSE_COMMAND,
        text=why,
    )
    session.work.pending.save(by.team, line)
    return line.id


def close_deal(
    actor: Actor,
    deal: DealId,
    outcome: DealOutcome,
    *,
    why: str = "",
    line: str = "",
    instead_of: DealOutcome | None = None,
    key: str,
    services: Services,
) -> DealClosed | OtherEndAsked:
    """Closes a deal. `line` is the reason that waited. One that is closed already may have ended another way after
    all: then it is asked first, and the answer says how it had ended by then, `instead_of`. Refused where it ended
    just so."""
    with record_in_deal(services, actor, deal, key, Need.CLOSE) as session:
        before = session.deal.outcome if session.deal.is_closed else None
        if before is outcome:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
        if outcome is DealOutcome.ENDED and before is not DealOutcome.WON:
            raise Refused(why=RefusalReason.NOT_WON, deal=session.deal)
        if before is not None and before is not instead_of and _contradicts(before, outcome):
            return _ask_about_other_end(session, before, outcome, why, line)
        still_open = list_still_open(session)
        why = why or _take_reason(session, line)
        closed_at = session.deal.closed_at or services.clock.now()
        lifecycle = replace(session.deal.lifecycle, outcome=outcome, closed_at=closed_at)
        change = LedgerChange(verb=Verb.CLOSED, moves=(), lifecycle=lifecycle, why=why)
        written = session.write(change)
        follow_lifecycle(written.session.work, written.session.deal, services=services)
        save_outcomes(written.session, outcome)
        return DealClosed(
            deal=written.session.deal,
            seq=written.entry.seq,
            outcome=outcome,
            today=actor.today,
            still_open=still_open,
            why=why,
            before=before,
        )


def _contradicts(before: DealOutcome, outcome: DealOutcome) -> bool:
    """Whether a deal that ended one way did not end so if it ended the other way. One that was won ends at last, and
    of one that was only put away nobody had said how it ended."""
    is_its_course = before is DealOutcome.WON and outcome is DealOutcome.ENDED
    return before is not DealOutcome.ARCHIVED and not is_its_course


def _ask_about_other_end(
    session: DealSession, before: DealOutcome, outcome: DealOutcome, why: str, line: str
) -> OtherEndAsked:
    work, deal = session.work, session.deal
    commitments = work.commitments.list_in_deal(deal.team, deal.id) if deal.keeps_rhythm else ()
    return OtherEndAsked(
        deal=deal,
        outcome=outcome,
        before=before,
        ended=find_end(session),
        has_rhythm=deal.keeps_rhythm and is_rhythm_begun(work.rhythms.find(deal.team, deal.id)),
        commitments=sum(each.is_open for each in commitments),
        why=why,
        line=line or (_save_reason(session, why) if why else ""),
    )


def _take_reason(session: DealSession, line: str) -> str:
    if not line:
        return ""
    by = session.by
    pending = session.work.pending.take(by.team, line, by.person, PendingCommand)
    if pending is None or pending.command != CLOSE_COMMAND:
        return ""
    return pending.text


def follow_lifecycle(work: UnitOfWork, deal: Deal, *, services: Services) -> None:
    """Makes the check-ins and reminders of the deal's rhythm follow its end, or its being open again."""
    if work.rhythms.find(deal.team, deal.id) is None:
        return
    rhythm = load_rhythm(work, deal)
    plan_next_checkin(work, deal, rhythm, services=services)
    save_reminder_schedules(work, deal, rhythm, services=services)


def reopen_deal(
    actor: Actor, deal: DealId, why: str = "", *, key: str, services: Services
) -> DealReopened:
    """Opens a closed deal again. What the person types next in this channel, where the deal lives, is for it."""
    with record_in_deal(services, actor, deal, key, Need.CLOSE) as session:
        return _reopen(session, why)


def _reopen(session: DealSession, why: str) -> DealReopened:
    if not session.deal.is_closed:
        return DealReopened(deal=session.deal, again=True)
    before = session.deal.outcome
    lifecycle = replace(session.deal.lifecycle, outcome=None, closed_at=None)
    change = LedgerChange(verb=Verb.REOPENED, moves=(), lifecycle=lifecycle, why=why)
    written = session.write(change)
    work, by, opened = session.work, session.by, written.session.deal
    follow_lifecycle(work, opened, services=session.services)
    others = 0
    if by.channel is not None and by.channel in work.deals.list_channels(by.team, opened.id):
        others = len(work.deals.list_ids_in_channel(by.team, by.channel)) - 1
        if others:
            work.deals.save_choice(by.team, by.person, by.channel, opened.id)
    return DealReopened(
        deal=opened, seq=written.entry.seq, before=before, why=why, others=max(0, others)
    )


def find_deal_to_reopen(
    actor: Actor, typed: str, *, services: Services
) -> tuple[Deal, str] | WhichToReopen:
    """The closed deal that is meant and why it is opened again: the one that the text begins to name, else the only
    one of the channel. Else those there are to choose from, which the person may know of."""
    with services.store.reading() as work:
        here = _closed_here(work, actor)
        mine = [each.deal for each in work.deals.list_closed_of_person(actor.team, actor.person)]
    known = {deal.id: deal for deal in (*here, *mine)}
    named = _find_named(tuple(known.values()), typed)
    if len(named) == 1:
        return named[0], read_reason(typed[len(named[0].name) :].split())
    if named:
        return WhichToReopen(deals=tuple(named), typed=typed)
    candidates = here or tuple(mine)
    if len(candidates) == 1:
        return candidates[0], read_reason(typed.split())
    return WhichToReopen(deals=candidates, typed=typed)


def _closed_here(work: UnitOfWork, actor: Actor) -> tuple[Deal, ...]:
    """The closed deals of the person's channel that the person may open again."""
    if actor.channel is None:
        return ()
    closed = work.deals.list_closed_in_channel(actor.team, actor.channel)
    return tuple(
        deal
        for deal in closed
        if Need.CLOSE
        in ALLOWED[find_role(work, actor, deal, work.roles.find(actor.team, deal.id, actor.person))]
    )


def _find_named(deals: tuple[Deal, ...], typed: str) -> list[Deal]:
    """The deals whose name the text begins with; where there are none, those whose name begins with the text."""
    wanted = typed.casefold().strip()
    if not wanted:
        return []
    begun = [deal for deal in deals if wanted.startswith(deal.name.casefold())]
    if begun:
        longest = max(len(deal.name) for deal in begun)
        return [deal for deal in begun if len(deal.name) == longest]
    return [deal for deal in deals if deal.name.casefold().startswith(wanted)]


def ask_to_reopen(
    actor: Actor, deal: Deal, command: str, typed: str, *, services: Services
) -> ReopenAsked:
    """Whether to open the deal again for a line that was typed; the line is kept until that is said."""
    line = ""
    if actor.channel is not None:
        pending = PendingCommand(
            id=uuid4().hex,
            person=actor.person,
            at=services.clock.now(),
            channel=actor.channel,
            command=command,
            text=typed,
        )
        with services.store.work() as work:
            work.pending.save(actor.team, pending)
        line = pending.id
    return ReopenAsked(deal=deal, typed=typed, line=line)


def reopen_for_line(
    actor: Actor, deal: DealId, line: str, *, key: str, services: Services
) -> PendingCommand | DealReopened:
    """Opens the deal again. Returns the line that waited for it, where one did."""
    # The line that is done next counts under the request's own key, so this entry has one of its own.
    with record_in_deal(services, actor, deal, f"{key}:reopened", Need.CLOSE) as session:
        reopened = _reopen(session, "")
        by = session.by
        pending = session.work.pending.take(by.team, line, by.person, PendingCommand)
        if pending is None or pending.channel != by.channel:
            return reopened
        return pending


def rename_deal(
    actor: Actor, deal: DealId, name: str, *, key: str, services: Services
) -> DealRenamed:
    """Gives a deal another name. Refused where an open deal in one of its channels is called so."""
    with record_in_deal(services, actor, deal, key, Need.SET) as session:
        before = session.deal.name
        if name == before or _is_taken(session, name):
            raise Refused(why=RefusalReason.NAME_TAKEN, deal=session.deal, typed=name)
        lifecycle = replace(session.deal.lifecycle, name=name)
        written = session.write(LedgerChange(verb=Verb.RENAMED, moves=(), lifecycle=lifecycle))
        return DealRenamed(deal=written.session.deal, seq=written.entry.seq, before=before)


def _is_taken(session: DealSession, name: str) -> bool:
    work, team = session.work, session.by.team
    for channel in work.deals.list_channels(team, session.deal.id):
        for deal in work.deals.list_in_channel(team, channel):
            if deal.id != session.deal.id and deal.name.casefold() == name.casefold():
                return True
    return False


def delete_deal(
    actor: Actor, deal: DealId, *, confirmed: bool, key: str, services: Services
) -> DealDeleted | DeleteAsked:
    """Takes a deal that was opened by mistake out of every list; one with moves in it only when that is `confirmed`.
    Refused after its first day, where anybody else has recorded something in it, under a legal hold, and for anybody
    but its owner. Its rows stay for as long as it can be undone."""
    with record_in_deal(services, actor, deal, key, Need.SET) as session:
        now = services.clock.now()
        entries = session.work.ledger.list_entries(actor.team, deal)
        notes = session.work.signals.list_in_deal(actor.team, deal)
        people = {entry.person for entry in entries} | {note.person for note in notes}
        is_theirs = session.role is Role.OWNER and people <= {actor.person}
        is_on_hold = load_data_rules(session.work, actor.team).legal_hold
        if is_on_hold or now - session.deal.opened_at > FIRST_DAY or not is_theirs:
            raise Refused(why=RefusalReason.NOT_DELETABLE, deal=session.deal)
        standing = [m for m in session.ledger.moves.values() if m.state is not State.VOID]
        if standing and not confirmed:
            return DeleteAsked(deal=session.deal, moves=len(standing))
        lifecycle = replace(session.deal.lifecycle, outcome=DealOutcome.DELETED, closed_at=now)
        written = session.write(LedgerChange(verb=Verb.DELETED, moves=(), lifecycle=lifecycle))
        follow_lifecycle(written.session.work, written.session.deal, services=services)
        return DealDeleted(deal=written.session.deal, seq=written.entry.seq)


def remove_deleted_deals(attempts: Attempts, most: int) -> int:
    """Removes every row of deals that were deleted and can be brought back no more, at most so many; how many. One
    stays where a legal hold was set meanwhile."""
    services = attempts.services
    now = services.clock.now()
    with services.store.reading() as work:
        deleted = work.deals.list_deleted(now, most)
    removed = 0
    for deal in deleted:
        kept_for = timedelta(minutes=deal.policy.undo_minutes + 1)
        if deal.closed_at is not None and now - deal.closed_at >= kept_for:
            removed += attempts.try_change(partial(_remove_unless_held, services, deal=deal))
    if removed:
        services.store.wipe_deleted()
    return removed


def _remove_unless_held(services: Services, work: UnitOfWork, *, deal: Deal) -> bool:
    if load_data_rules(work, deal.team).legal_hold:
        return False
    work.deals.remove(deal.team, deal.id)
    act = AuditAct.DEAL_DELETED
    note_act(services, work, deal.team, COACH, act, deal=deal.id, detail="by_owner")
    return True
