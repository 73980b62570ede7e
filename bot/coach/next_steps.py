"""What to do next in a deal, with the libraries of its side and the plan of whoever may see it."""

from dataclasses import replace

from bot.coach.context import DealSession
from bot.coach.plans import load_visible_plan
from bot.domain.ladder import Miss
from bot.domain.moves import Move
from bot.domain.next_steps import Event, NextStep, Shelf, choose_next_step
from bot.domain.our_parts import ACROSS
from bot.domain.situation import Situation, build_situation
from bot.domain.tradeables import Library, Proposal, find_proposal
from bot.domain.worth import Figure, Size
from bot.language.quantities import find_quantity
from bot.language.wordings import WORDINGS

PERCENT = "%"
LARGE_ISSUES = frozenset({"payment", "price", "term", "volume"})
"""What is never asked for something small, however little it costs them: a year paid up front for a pallet wrap."""


def step_for_give(session: DealSession, give: Move, *, small: bool = False) -> NextStep:
    """What to ask for in return for a give that is about to count or just did; `small`: of the
    library only what costs them little."""
    situation = _with_plan(session, session.situation(give))
    return choose_next_step(Event.WE_GIVE, situation, _shelf(session, small=small))


def step_for_their_ask(session: DealSession, ask: Move) -> NextStep:
    """How to answer what they ask for."""
    situation = _with_plan(session, session.situation(with_size_in_words(session, ask)))
    return choose_next_step(Event.THEY_ASK, situation, _shelf(session))


def step_after_get(session: DealSession, get: Move, *, unwanted: bool = False) -> NextStep:
    """What to say to what they gave, as the ledger stands with it."""
    ties = tuple(session.ledger.ties_of(get.no))
    situation = replace(_whole_situation(session), move=get, ties=ties)
    return choose_next_step(Event.THEY_GAVE, situation, _shelf(session), unwanted=unwanted)


def step_as_it_stands(session: DealSession, misses: tuple[Miss, ...] = ()) -> NextStep:
    """The one thing to do next in the deal."""
    return choose_next_step(Event.LOOK, _whole_situation(session), _shelf(session), misses=misses)


def step_without_answer(session: DealSession, misses: tuple[Miss, ...]) -> NextStep:
    """What to do where they did not answer."""
    situation = _whole_situation(session)
    return choose_next_step(Event.NO_ANSWER, situation, _shelf(session), misses=misses)


def list_asks(session: DealSession) -> tuple[Proposal, ...]:
    """The best things to ask for now."""
    situation = _with_plan(session, session.situation(None))
    return choose_next_step(Event.ASK_NOW, situation, _shelf(session)).proposals


def find_asked(session: DealSession, key: str) -> Proposal | None:
    """The proposal with that key, where it can still be asked for."""
    if not key:
        return None
    situation = session.situation(None)
    return find_proposal(key, situation, _asks(session), load_visible_plan(session))


def _with_plan(session: DealSession, situation: Situation) -> Situation:
    return replace(situation, plan=load_visible_plan(session))


def _whole_situation(session: DealSession) -> Situation:
    """The deal as its whole ledger and its offers tell it."""
    return build_situation(
        session.deal,
        session.ledger,
        session.by.today,
        wordings=WORDINGS,
        offers=session.work.offers.list_in_deal(session.by.team, session.deal.id),
        plan=load_visible_plan(session),
    )


def with_size_in_words(session: DealSession, ask: Move) -> Move:
    """A move with what it comes to, where its words tell: 8% off in a deal of 1.2m."""
    whole = session.deal.yardstick.amount(session.deal.size, session.by.today)
    quantity = find_quantity(ask.what)
    if ask.cost is not None or whole is None or quantity is None:
        return ask
    if quantity.unit != PERCENT or not WORDINGS.mentions_price(ask.what):
        return ask
    amount = whole * quantity.amount / 100
    return replace(ask, cost=Figure(amount=amount, unit=session.deal.unit, estimate=True))


def _shelf(session: DealSession, *, small: bool = False) -> Shelf:
    across = ACROSS.get(session.deal.side)
    services, locale = session.services, session.by.locale
    return Shelf(
        asks=_asks(session, small=small),
        gives=services.tradeables(locale, across) if across is not None else None,
    )


def _asks(session: DealSession, *, small: bool = False) -> Library:
    library = session.services.tradeables(session.by.locale, session.deal.side)
    if not small:
        return library
    cheap = tuple(
        each
        for each in library.tradeables
        if each.cost is Size.S and each.issue not in LARGE_ISSUES
    )
    return replace(library, tradeables=cheap)
