"""What comes round, by its occasion: the one place where each kind says how."""

from collections.abc import Mapping

from bot.coach.channel_digests import ChannelDigestJob, IsPrivateChannel
from bot.coach.checkins import CheckInReminderJob
from bot.coach.digests import PersonalDigestJob
from bot.coach.schedules import ScheduleHandler
from bot.coach.services import Services
from bot.domain.schedules import ScheduleKind


def occasions(
    services: Services, is_private: IsPrivateChannel
) -> Mapping[ScheduleKind, ScheduleHandler]:
    """Everything that comes round. `is_private` says whether a channel is ours alone."""
    return {
        ScheduleKind.DIGEST: PersonalDigestJob(services=services),
        ScheduleKind.CHANNEL_DIGEST: ChannelDigestJob(services=services, is_private=is_private),
        ScheduleKind.CHECKIN: CheckInReminderJob(services=services),
    }
