"""Lines about deals that were won and of which nobody has heard for longer than their rhythm."""

from collections.abc import Iterator
from datetime import date

from bot.coach.answers.commitments import EngagementCooled
from bot.coach.answers.mornings import DueLine
from bot.coach.mornings.context import DealMorning
from bot.domain.checkins import CheckInState
from bot.domain.digests import About
from bot.domain.mornings import Repeat
from bot.domain.rhythms import has_cooled


def find_cooling_lines(morning: DealMorning) -> Iterator[DueLine]:
    """The deal, for the owner of its rhythm: no check-in held, nothing read, nothing delivered for two of its turns."""
    deal, rhythm = morning.deal, morning.rhythm
    if rhythm is None or rhythm.cadence is None or not deal.is_closed or not deal.keeps_rhythm:
        return
    if rhythm.owner != morning.reader.person or deal.closed_at is None:
        return
    since = max(deal.closed_at.date(), _find_last_sign(morning))
    if not has_cooled(rhythm.cadence, since, morning.today):
        return
    yield DueLine(
        about=About.COOLING,
        deal=deal,
        subject="cooling",
        stage=str(since),
        facts=EngagementCooled(deal=deal, since=since),
        day=since,
        repeat=Repeat.MONTHLY,
    )


def _find_last_sign(morning: DealMorning) -> date:
    """The last day on which somebody met, read a measure or did what was to be done."""
    work, deal = morning.work, morning.deal
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    held = [checkin.day for checkin in checkins if checkin.state is CheckInState.HELD]
    read = [reading.on for reading in work.rhythms.list_readings(deal.team, deal.id)]
    commitments = work.commitments.list_in_deal(deal.team, deal.id)
    settled = [each.settled for each in commitments if each.settled is not None]
    return max([*held, *read, *settled], default=date.min)
