"""What comes round, by its occasion: the one place where each kind says how."""

from collections.abc import Mapping

from bot.coach.channel_digests import ChannelDigests, Private
from bot.coach.checkins import CheckIns
from bot.coach.desk import Desk
from bot.coach.digests import Digests
from bot.coach.schedules import Comes
from bot.domain.schedules import Occasion


def occasions(desk: Desk, private: Private) -> Mapping[Occasion, Comes]:
    """Everything that comes round. `private` says whether a channel is ours alone."""
    return {
        Occasion.DIGEST: Digests(desk=desk),
        Occasion.CHANNEL_DIGEST: ChannelDigests(desk=desk, private=private),
        Occasion.CHECKIN: CheckIns(desk=desk),
    }
