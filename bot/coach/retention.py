"""Closed deals and their age: told to their people, then deleted for good, as an admin of the workspace decided."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial

from bot.coach.data_rules import load_data_rules
from bot.coach.ports.errors import DatabaseBusy, VersionConflict
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
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
LATEST_ZONE = timedelta(hours=12)
"""A day is over everywhere on earth twelve hours after it ended in UTC."""


@dataclass(slots=True, kw_only=True)
class RetentionKeeper:
    """Looks through closed deals once an hour."""

    services: Services
    next_look: datetime | None = field(default=None, init=False)

    def settle(self) -> int:
        """Announces and deletes what is due. Returns how many deals were deleted."""
        now = self.services.clock.now()
        if self.next_look is not None and now < self.next_look:
            return 0
        self.next_look = now + EVERY
        return settle_retention(services=self.services)


def settle_retention(*, services: Services) -> int:
    """Announces deals that will be too old within the notice, and deletes those whose last day is over. Returns how
    many were deleted. Each deal has a transaction of its own; one in which somebody is writing waits for the next
    time."""
    now = services.clock.now()
    with services.store.reading() as work:
        planned = work.retention.list_planned()
        old = _list_old(work, now.date())
    deleted = 0
    for each in planned:
        deleted += _work_on(services, partial(_settle_planned, planned=each, now=now))
    for team, deal in old:
        _work_on(services, partial(_announce, team=team, deal_id=deal, now=now))
    if deleted:
        services.store.wipe_deleted()
    return deleted


def _work_on(services: Services, change: Callable[[UnitOfWork], bool]) -> bool:
    try:
        with services.store.work() as work:
            return change(work)
    except (VersionConflict, DatabaseBusy):
        return False


def _list_old(work: UnitOfWork, today: date) -> list[tuple[TeamId, DealId]]:
    """Closed deals whose people are to be told now, and were not told yet."""
    rules: dict[TeamId, DataRules] = {}
    found: list[tuple[TeamId, DealId]] = []
    for each in work.retention.list_closed():
        if each.team not in rules:
            rules[each.team] = load_data_rules(work, each.team)
        # First by when it was closed: to read the deal itself is slower, and most are too young.
        earliest = find_end_of_retention(rules[each.team], each.side, each.closed_at.date())
        if not is_to_be_announced(earliest, today):
            continue
        end = _find_end(work, work.deals.find(each.team, each.deal))
        if is_to_be_announced(end, today):
            found.append((each.team, each.deal))
    return found


def count_old_deals(work: UnitOfWork, team: TeamId, today: date) -> int:
    """How many closed deals of the workspace are deleted once the notice is over, by the rules as they are stored."""
    of_team = [each for each in _list_old(work, today) if each[0] == team]
    planned = [each for each in work.retention.list_planned() if each.team == team]
    return len(of_team) + len(planned)


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


def _settle_planned(work: UnitOfWork, planned: PlannedDeletion, now: datetime) -> bool:
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
