"""How the measures, index bands and limits of a rhythm stand by their latest readings."""

from collections.abc import Iterable, Sequence

from bot.coach.answers.checkins import WatchedState
from bot.coach.ports.store import UnitOfWork
from bot.domain.deals import Deal
from bot.domain.rhythms import Rhythm
from bot.domain.triggers import Reading, Watched, find_latest_reading, judge, list_watched


def list_watched_states(work: UnitOfWork, deal: Deal, rhythm: Rhythm) -> tuple[WatchedState, ...]:
    """Everything that is watched, with the latest reading of its name."""
    watched = list_watched(rhythm)
    if not watched:
        return ()
    return list_states_of(watched, work.rhythms.list_readings(deal.team, deal.id))


def list_states_of(
    watched: Iterable[Watched], readings: Sequence[Reading]
) -> tuple[WatchedState, ...]:
    """How each of them stands by these readings."""
    return tuple(
        WatchedState(
            watched=each,
            reading=find_latest_reading(readings, each.name),
            standing=judge(each, readings),
        )
        for each in watched
    )
