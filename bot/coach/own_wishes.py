"""What somebody says that we want: asked about as an ask of ours. Nothing is recorded by it."""

from bot.coach.actors import Actor, Need
from bot.coach.answers.door import OwnWishTold
from bot.coach.asides import keep_line
from bot.coach.context import session_for_reading, session_for_writing
from bot.coach.likeness import find_named, our_open_asks
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.language.lines import Command


def tell_own_wish(
    actor: Actor, deal: DealId, thing: str, typed: str, *, services: Services
) -> OwnWishTold | None:
    """Asks whether to open an ask for the thing; where one is open for it already, tells that. None for those who may
    not record."""
    with session_for_reading(services, actor, deal, typed=typed) as session:
        if not session.may(Need.RECORD):
            return None
        known = find_named(thing, our_open_asks(session), actor.locale)
    line = ""
    if known is None:
        with session_for_writing(services, actor, deal, Need.RECORD, typed) as session:
            line = keep_line(session, Command.ASK.value, thing)
    return OwnWishTold(deal=session.deal, typed=typed, thing=thing, known=known, line=line)
