"""Lines about offers on the table whose last day comes."""

from collections.abc import Iterator

from bot.coach.answers.mornings import DueLine, OfferEnding
from bot.coach.mornings.context import DealMorning
from bot.coach.mornings.moves import find_voice_by_author
from bot.domain.digests import About
from bot.domain.recipients import Voice


def find_offer_lines(morning: DealMorning) -> Iterator[DueLine]:
    """The offers of either side that end before the morning after the next one: told on the last morning before their
    last day: to whoever recorded them and to the owner first."""
    if not morning.reader.hears_of(morning.participation) or morning.deal.is_closed:
        return
    for offer in morning.offers:
        # What ended yesterday may not be written down as lapsed yet.
        if offer.until is None or not morning.today <= offer.until <= morning.days.next:
            continue
        voice = find_voice_by_author(offer.person, morning, binds_us=True)
        if voice is None:
            continue
        yield DueLine(
            about=About.OFFER,
            deal=morning.deal,
            subject=f"offer:{offer.no}",
            stage=f"last:{offer.until}",
            facts=OfferEnding(deal=morning.deal, offer=offer),
            day=offer.until,
            binds=True,
            is_own=voice is Voice.OWN,
        )
