"""What comes round, by its occasion: the one place where each kind says how."""

from collections.abc import Mapping

from bot.coach.checkins import CheckIns
from bot.coach.desk import Desk
from bot.coach.digests import Digests
from bot.coach.schedules import Comes
from bot.domain.schedules import Occasion


def occasions(desk: Desk) -> Mapping[Occasion, Comes]:
    """Everything that comes round."""
    return {Occasion.DIGEST: Digests(desk=desk), Occasion.CHECKIN: CheckIns(desk=desk)}
