"""What can be asked for in a deal: the library of its trade, and what people of the workspace added."""

from collections.abc import Sequence

from bot.coach.context import DealSession
from bot.coach.services import Services
from bot.domain.deals import Deal, Side
from bot.domain.own_tradeables import OwnTradeable, add_own_tradeables
from bot.domain.tradeables import Library
from bot.language.industries import names_single_job


def load_library(session: DealSession, side: Side) -> Library:
    """What a side can ask of the other in this deal, in the reader's language."""
    own = session.work.tradeables.list_of_team(session.by.team)
    return build_library(session.services, own, session.deal, session.by.locale, side)


def build_library(
    services: Services, own: Sequence[OwnTradeable], deal: Deal, locale: str, side: Side
) -> Library:
    """What a side can ask of the other in a deal, with what people added among `own`, in the language of a locale."""
    is_single_job = deal.industry is None and names_single_job(deal.name)
    library = services.tradeables(locale, side, deal.industry, is_single_job=is_single_job)
    added = [each for each in own if each.side is side]
    return add_own_tradeables(library, added) if added else library
