"""What a reader wants of a line that nobody does anything about."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.mornings import MorningMade
from bot.coach.context import open_session
from bot.coach.mornings.reload import reload_morning
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId, MoveNo
from bot.domain.mornings import MorningMemory


def keep_monthly(
    actor: Actor, deal: DealId, no: MoveNo, key: str, *, services: Services
) -> MorningMade:
    """The line about a move comes monthly for as long as it stands; answers with the message of that key. Refused where
    the person was never told of it."""
    with services.store.work() as work:
        session = open_session(services, work, actor, deal, Need.READ)
        memory = work.mornings.load_memories(actor.team, [actor.person]).get(
            actor.person, MorningMemory()
        )
        line = f"{session.deal.id}|move:{no}"
        told = memory.lines.get(line)
        if told is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        lines = {**memory.lines, line: replace(told, is_kept=True)}
        work.mornings.save_memory(actor.team, actor.person, replace(memory, lines=lines))
    return reload_morning(actor, key, services=services)
