"""Closed deals and their age: told to their people, then deleted for good, as an admin of the workspace decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from bot.coach.attempts import Attempts
from bot.coach.audit_trail import note_act
from bot.coach.data_rules import load_data_rules
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.audit import COACH, AuditAct
from bot.domain.calendar import add_months
from bot.domain.data_rules import DataRules
from bot.domain.deals import Deal, DealOutcome
from bot.domain.ids import DealId, TeamId
from bot.domain.retention import (
    PlannedDeletion,
    find_end_of_retention,
    find_last_day,
    is_to_be_announced,
)

EVERY = timedelta(hours=1)
"""How often closed deals are looked through: their age is counted in months."""
MOST_AUDIT_ROWS = 10_000
"""Rows of one workspace that are deleted at once; the rest follow an hour later."""
LATEST_ZONE = timedelta(hours=12)
"""A day is over everywhere on earth twelve hours after it ended in UTC."""


@dataclass(slots=True, kw_only=True)
class RetentionKeeper:
    """Looks through closed deals once an hour."""

    services: Services
    next_look: datetime | None = field(default=None, init=False)

    def settle(self) -> Sequence[Exception]:
        """Announces and deletes what is due. Returns what went wrong in a deal."""
        now = self.services.clock.now()
        if self.next_look is not None and now < self.next_look:
            return ()
        self.next_look = now + EVERY
        return settle_retention(services=self.services)


def settle_retention(*, services: Services) -> Sequence[Exception]:
    """Announces deals that will be too old within the notice, and deletes those whose last day is over, and what audits
    hold for too long. Each deal has a
    transaction of its own; one in which somebody is writing waits for the next time. Returns what went wrong in
    others."""
    now = services.clock.now()
    with services.store.reading() as work:
        planned = work.retention.list_planned()
        old = _list_old(work, now.date())
        audited = work.audit.list_teams()
    attempts = Attempts(services=services)
    deleted = 0
    for each in planned:
        deleted += attempts.try_change(partial(_settle_planned, services, planned=each, now=now))
    for team, deal in old:
        attempts.try_change(partial(_announce, team=team, deal_id=deal, now=now))
    for team in audited:
        deleted += attempts.try_change(partial(_delete_old_audit_rows, team=team, now=now))
    if deleted:
        services.store.wipe_deleted()
    return attempts.failed


def _delete_old_audit_rows(work: UnitOfWork, *, team: TeamId, now: datetime) -> int:
    """Deletes what a workspace's audit holds longer than its admins want; how many rows. Under a legal hold nothing
    is."""
    rules = load_data_rules(work, team)
    if rules.legal_hold:
        return 0
    first_day = add_months(now.date(), -rules.kept_audit_months)
    before = datetime.combine(first_day, now.timetz())
    return work.audit.delete_before(team, before, MOST_AUDIT_ROWS)


def _list_old(work: UnitOfWork, today: date) -> list[tuple[TeamId, DealId]]:
    """Closed deals that are old enough to be announced by the day on which they were closed; whether they are, tells
    the deal itself, which is slower to read."""
    rules: dict[TeamId, DataRules] = {}
    found: list[tuple[TeamId, DealId]] = []
    for each in work.retention.list_closed():
        if each.team not in rules:
            rules[each.team] = load_data_rules(work, each.team)
        earliest = find_end_of_retention(rules[each.team], each.side, each.closed_at.date())
        if is_to_be_announced(earliest, today):
            found.append((each.team, each.deal))
    return found


def count_old_deals(work: UnitOfWork, team: TeamId, today: date) -> int:
    """How many closed deals of the workspace are deleted once the notice is over, by the rules as they are stored."""
    count = sum(each.team == team for each in work.retention.list_planned())
    for of_team, deal in _list_old(work, today):
        if of_team == team and is_to_be_announced(
            _find_end(work, work.deals.find(team, deal)), today
        ):
            count += 1
    return count


def _announce(work: UnitOfWork, team: TeamId, deal_id: DealId, now: datetime) -> bool:
    deal = work.deals.find(team, deal_id)
    end = _find_end(work, deal)
    if end is None or not is_to_be_announced(end, now.date()):
        return False
    planned = PlannedDeletion(
        team=team,
        deal=deal_id,
        announced_on=now.date(),
        last_day=find_last_day(end, now.date()),
    )
    work.retention.save(planned)
    return True


def _settle_planned(
    services: Services, work: UnitOfWork, planned: PlannedDeletion, now: datetime
) -> bool:
    """Deletes the deal where its last day is over; True if it did. What was announced is taken back where the deal was
    opened again, or the rules let it stay longer."""
    deal = work.deals.find(planned.team, planned.deal)
    end = _find_end(work, deal)
    if end is None or not is_to_be_announced(end, now.date()):
        work.retention.delete(planned.team, planned.deal)
        return False
    last_day = find_last_day(end, planned.announced_on)
    if last_day > planned.last_day:
        work.retention.save(replace(planned, last_day=last_day))
        return False
    if (now - LATEST_ZONE).date() <= planned.last_day:
        return False
    work.deals.remove(planned.team, planned.deal)
    act = AuditAct.DEAL_DELETED
    note_act(services, work, planned.team, COACH, act, deal=planned.deal, detail="by_age")
    return True


def _find_end(work: UnitOfWork, deal: Deal | None) -> date | None:
    """The last day on which a closed deal is kept; None where it stays. It counts from the last time that somebody said
    how it ended. A deal that was won has not ended while it is kept up: until then it stays."""
    if deal is None or deal.closed_at is None or deal.was_deleted or _is_kept_up(work, deal):
        return None
    rules = load_data_rules(work, deal.team)
    ended_at = work.retention.find_last_end(deal.team, deal.id) or deal.closed_at
    return find_end_of_retention(rules, deal.side, max(ended_at, deal.closed_at).date())


def _is_kept_up(work: UnitOfWork, deal: Deal) -> bool:
    """Whether a rhythm runs, or something is still to be done."""
    if deal.outcome is not DealOutcome.WON:
        return False
    has_rhythm = work.rhythms.find(deal.team, deal.id) is not None
    still_open = work.commitments.list_open_in_deals(deal.team, [deal.id])
    return has_rhythm or bool(still_open.get(deal.id))
