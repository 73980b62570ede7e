"""Where a deal is in its life."""

from bot.coach.ports.store import UnitOfWork
from bot.domain.deals import Deal, DealState
from bot.domain.rhythms import is_rhythm_begun


def find_deal_state(work: UnitOfWork, deal: Deal) -> DealState:
    """Open, agreed, or how it ended. That one that was won is kept follows from its rhythm, so it is stored nowhere."""
    if deal.state is not DealState.WON:
        return deal.state
    rhythm = work.rhythms.find(deal.team, deal.id)
    return deal.find_state(has_rhythm=is_rhythm_begun(rhythm))
