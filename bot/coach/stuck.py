"""Stuck: two questions, then three cards, chosen from the answers and what the deal holds."""

from bot.coach.actors import Actor
from bot.coach.answers.tactics import StuckAdvised, StuckAsked
from bot.coach.cards import collect_blank_values, deck_for
from bot.coach.context import DealSession, session_for_reading
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ladder import MissKind, list_misses
from bot.domain.moves import UNANSWERED
from bot.domain.phases import guess_phase
from bot.domain.stuck import Happening, Matter

MANY_ASKS = 3
"""As many open asks of theirs look like one demand after another."""


def ask_stuck(
    actor: Actor, deal: DealId, happening: Happening | None = None, *, services: Services
) -> StuckAsked:
    """The first question, with what the ledger looks like; or the second once the first is answered."""
    with session_for_reading(services, actor, deal) as session:
        likely = _guess_happening(session) if happening is None else None
        return StuckAsked(deal=session.deal, happening=happening, likely=likely)


def _guess_happening(session: DealSession) -> Happening | None:
    """What the ledger looks like: a no, no answer, many asks of theirs, much given with nothing back."""
    ledger, today = session.ledger, session.by.today
    misses = list_misses(ledger, session.deal.policy, today)
    # In this order: a no says more than silence, and silence more than how much is open.
    if any(miss.kind is MissKind.DECLINED for miss in misses):
        return Happening.REFUSAL
    if misses:
        return Happening.NO_ANSWER
    if len(ledger.unanswered_asks(ours=False)) >= MANY_ASKS:
        return Happening.MANY_ASKS
    if len(ledger.open_gives(today)) > 1:
        return Happening.GAVE_MUCH
    return None


def advise_stuck(
    actor: Actor, deal: DealId, happening: Happening, matter: Matter, *, services: Services
) -> StuckAdvised:
    """Three cards for what is happening and what matters now."""
    with session_for_reading(services, actor, deal) as session:
        ledger = session.ledger
        phase = guess_phase(session.deal, ledger, actor.today)
        cards = deck_for(session).recommend_cards(
            happening,
            matter,
            side=session.deal.side,
            phase=phase,
            known=collect_blank_values(session),
        )
        late_asks = [
            ask
            for ask in ledger.unanswered_asks()
            if ask.state in UNANSWERED and ask.due is not None and ask.due < actor.today
        ]
        return StuckAdvised(
            deal=session.deal,
            happening=happening,
            matter=matter,
            cards=cards,
            phase=phase,
            open_gives=len(ledger.open_gives(actor.today)),
            late_asks=len(late_asks),
        )
