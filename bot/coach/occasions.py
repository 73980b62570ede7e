"""What comes round, by its occasion: the one place where each kind says how."""

from collections.abc import Mapping

from bot.coach.channel_digests import ChannelDigests, Private
from bot.coach.checkins import CheckIns
from bot.coach.digests import Digests
from bot.coach.schedules import Comes
from bot.coach.services import Services
from bot.domain.schedules import ScheduleKind


def occasions(services: Services, private: Private) -> Mapping[ScheduleKind, Comes]:
    """Everything that comes round. `private` says whether a channel is ours alone."""
    return {
        ScheduleKind.DIGEST: Digests(services=services),
        ScheduleKind.CHANNEL_DIGEST: ChannelDigests(services=services, private=private),
        ScheduleKind.CHECKIN: CheckIns(services=services),
    }
