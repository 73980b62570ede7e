"""Stuck: two questions, then three cards, chosen from the answers and what the deal holds."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone
from bot.coach.answers.tactics import StuckAdvised, StuckAsked
from bot.coach.cards import collect_blank_values, deck_for
from bot.coach.context import DealSession, open_session
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ladder import MissKind, list_misses
from bot.domain.moves import UNANSWERED
from bot.domain.phases import guess_phase
from bot.domain.stuck import Happening, Matter

MANY = 3
"""So many open asks of theirs are many."""


def ask_stuck(
    by: Actor, deal: DealId, happening: Happening | None = None, *, services: Services
) -> StuckAsked | NotDone:
    """The first question, or the second once the first is answered."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        likely = _likely(session) if happening is None else None
        return StuckAsked(deal=session.deal, happening=happening, likely=likely)


def _likely(session: DealSession) -> Happening | None:
    """What the ledger looks like: a no, no answer, many asks of theirs, much given with nothing back."""
    ledger, today = session.ledger, session.by.today
    missed = list_misses(ledger, session.deal.policy, today)
    if any(miss.kind is MissKind.DECLINED for miss in missed):
        return Happening.REFUSAL
    if missed:
        return Happening.NO_ANSWER
    if len(ledger.unanswered_asks(ours=False)) >= MANY:
        return Happening.MANY_ASKS
    return Happening.GAVE_MUCH if len(ledger.open_gives(today)) > 1 else None


def advise_stuck(
    by: Actor, deal: DealId, happening: Happening, matter: Matter, *, services: Services
) -> StuckAdvised | NotDone:
    """Three cards for what is happening and what matters now."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _advised(session, happening, matter)


def _advised(session: DealSession, happening: Happening, matter: Matter) -> StuckAdvised:
    ledger, today = session.ledger, session.by.today
    phase = guess_phase(session.deal, ledger, today)
    late = [
        a
        for a in ledger.unanswered_asks()
        if a.state in UNANSWERED and a.due is not None and a.due < today
    ]
    cards = deck_for(session).recommend_cards(
        happening, matter, side=session.deal.side, phase=phase, known=collect_blank_values(session)
    )
    return StuckAdvised(
        deal=session.deal,
        happening=happening,
        matter=matter,
        cards=cards,
        phase=phase,
        open_gives=len(ledger.open_gives(today)),
        late_asks=len(late),
    )
