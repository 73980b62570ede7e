"""Runs everything that is due now. The heartbeat calls it, and so does `giveget tick --at` for a chosen moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot import logs
from bot.coach.approvals import follow_up_waiting
from bot.coach.channel_digests import ChannelDigestJob, IsPrivateChannel
from bot.coach.checkins import CheckInPlanningJob
from bot.coach.lapses import LapseCounts, lapse_and_forget
from bot.coach.mornings.job import MorningJob
from bot.coach.mornings.urgent import UrgentCounts, tell_urgent_news
from bot.coach.schedules import RunCounts, ScheduleHandler, run_due_schedules
from bot.coach.services import Services
from bot.domain.schedules import ScheduleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DueJobsReport:
    """What one call did."""

    lapses: LapseCounts
    schedules: RunCounts
    urgent: UrgentCounts
    failed: int
    """How many things failed; each of them is tried again."""


def run_due_jobs(*, is_private_channel: IsPrivateChannel, services: Services) -> DueJobsReport:
    """Lapses what is over, runs the schedules whose time has come, and tells what cannot wait for them. A schedule that
    fails is logged, and runs again after its lease. `is_private_channel` asks Slack whether a channel is ours alone."""
    # Lapses come first, so that no digest is built from what ended yesterday.
    lapses = lapse_and_forget(services=services)
    approvals = follow_up_waiting(services=services)
    handlers = schedule_handlers(is_private_channel, services)
    schedules = run_due_schedules(handlers, services=services)
    # After the mornings: what they tell is not told at once as well.
    urgent = tell_urgent_news(services=services)
    failed = (*lapses.failed, *approvals.failed, *schedules.failed, *urgent.failed)
    for error in failed:
        logs.unexpected(error, kind="nudge")
    return DueJobsReport(lapses=lapses, schedules=schedules, urgent=urgent, failed=len(failed))


def schedule_handlers(
    is_private_channel: IsPrivateChannel, services: Services
) -> Mapping[ScheduleKind, ScheduleHandler]:
    """What runs a schedule of each kind."""
    return {
        ScheduleKind.DIGEST: MorningJob(services=services),
        ScheduleKind.CHANNEL_DIGEST: ChannelDigestJob(
            services=services, is_private=is_private_channel
        ),
        ScheduleKind.CHANNEL_LIST: ChannelDigestJob(
            services=services, is_private=is_private_channel, is_daily=True
        ),
        ScheduleKind.CHECKIN: CheckInPlanningJob(services=services),
    }
