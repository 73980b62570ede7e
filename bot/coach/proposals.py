"""What to ask for: from this deal's open asks, the plan where the person may see it, and the library of its side."""

from dataclasses import replace

from bot.coach.context import DealSession
from bot.coach.plans import load_visible_plan
from bot.domain.moves import Move
from bot.domain.tradeables import AskFirst, Library, Proposal, advise_before_give, propose_asks
from bot.domain.tradeables import find_proposal as find
from bot.domain.worth import Size


def list_proposals(
    session: DealSession, give: Move | None, *, small: bool = False
) -> tuple[Proposal, ...]:
    """The best three things to ask for, in return for that give or at all; `small`: of the library only what costs them
    little."""
    library = _library(session)
    if small:
        cheap = tuple(each for each in library.tradeables if each.cost is Size.S)
        library = replace(library, tradeables=cheap)
    return tuple(propose_asks(session.situation(give), library, load_visible_plan(session)))


def find_proposal(session: DealSession, key: str) -> Proposal | None:
    """The proposal with that key, where it can still be asked for."""
    return (
        find(key, session.situation(None), _library(session), load_visible_plan(session))
        if key
        else None
    )


def advise_on_their_ask(session: DealSession, theirs: Move) -> AskFirst:
    """What to ask before answering an ask of theirs, and a reversible test to offer instead of a no."""
    return advise_before_give(
        theirs, session.situation(theirs), _library(session), load_visible_plan(session)
    )


def _library(session: DealSession) -> Library:
    return session.services.tradeables(session.by.locale, session.deal.side)
