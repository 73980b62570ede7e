"""What can be asked for in a deal: the library of its trade, and what people of the workspace added."""

from bot.coach.context import DealSession
from bot.coach.ports import UnitOfWork
from bot.coach.services import Services
from bot.domain.deals import Deal, Side
from bot.domain.own_tradeables import add_own_tradeables
from bot.domain.tradeables import Library


def load_library(session: DealSession, side: Side) -> Library:
    """What a side can ask of the other in this deal, in the reader's language."""
    return load_deal_library(session.services, session.work, session.deal, session.by.locale, side)


def load_deal_library(
    services: Services, work: UnitOfWork, deal: Deal, locale: str, side: Side
) -> Library:
    """What a side can ask of the other in a deal, in the language of a locale."""
    library = services.tradeables(locale, side, deal.industry)
    own = [each for each in work.tradeables.list_of_team(deal.team) if each.side is side]
    return add_own_tradeables(library, own) if own else library
