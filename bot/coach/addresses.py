"""The question how a candidate is spoken to, which a hiring deal brings up once."""

from dataclasses import replace

from bot.coach.answers import Sentence
from bot.coach.context import DealSession
from bot.domain.deals import Side
from bot.language.address import has_addresses


def ask_about_address(session: DealSession, sentence: Sentence | None) -> bool:
    """Whether it is time to ask how a candidate is spoken to: once in a hiring deal, with the first sentence for a
    reader whose language has several forms. That it was asked is stored in the transaction of the move."""
    deal, style = session.deal, session.deal.style
    if sentence is None or deal.side is not Side.HIRING:
        return False
    if style.address is not None or style.address_asked or not has_addresses(session.by.locale):
        return False
    # The deal may have been written already in this transaction; the stored one has its version.
    stored = session.work.deals.find(deal.team, deal.id) or deal
    asked = replace(stored.style, address_asked=True)
    session.work.deals.update(replace(stored, style=asked, version=stored.version + 1))
    return True
