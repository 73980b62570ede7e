"""What deals that ended teach about the things that can be asked for: kept at the close, read for proposals."""

from collections.abc import Sequence

from bot.coach.authors import shows_roles
from bot.coach.context import DealSession
from bot.coach.libraries import load_library
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Learning
from bot.domain.deals import Deal, DealOutcome, Side
from bot.domain.ids import PersonId, TeamId
from bot.domain.moves import Kind, Move, State
from bot.domain.our_parts import ACROSS
from bot.domain.sizing import rough_size
from bot.domain.tradeable_outcomes import TradeableOutcome
from bot.domain.tradeables import Library, find_tradeable_of

TEACHING = frozenset({DealOutcome.WON, DealOutcome.LOST, DealOutcome.DROPPED})
"""Ends of a deal that say something about what was asked in it."""
ASKED = frozenset({State.OPEN, State.PARTLY, State.GRANTED, State.DECLINED})
"""States of an ask that was put; one that was withdrawn says nothing."""
GRANTED = frozenset({State.PARTLY, State.GRANTED})


def allows_learning(work: UnitOfWork, team: TeamId, what: Learning) -> bool:
    """Whether an admin allowed that to be learned across deals; where people are shown as roles, nothing is measured
    over several of them."""
    if what is Learning.TEAM and shows_roles(work, team):
        return False
    workspace = work.workspaces.find(team)
    return workspace is not None and what in workspace.learning


def save_outcomes(session: DealSession, outcome: DealOutcome) -> None:
    """Keeps what became of the things of the libraries in a deal that was just closed, instead of what was kept of it
    before. A sample and a hiring deal teach nothing."""
    outcomes: list[TradeableOutcome] = []
    teaches = outcome in TEACHING and not session.deal.sample
    if teaches and session.deal.side is not Side.HIRING:
        outcomes = _list_outcomes(session)
    session.work.learning.replace_outcomes(session.by.team, session.deal.id, outcomes)


def _list_outcomes(session: DealSession) -> list[TradeableOutcome]:
    today, side = session.by.today, session.deal.side
    gets = {no: get for get in session.ledger.gets(today) for no in get.refs}
    found: dict[tuple[bool, str], TradeableOutcome] = {}
    asks = [ask for ask in session.ledger.asks() if ask.state in ASKED]
    library = load_library(session, side)
    for ask in asks:
        _add(found, _build_outcome(session, library, ask, gets.get(ask.no)))
    across = ACROSS.get(side)
    if across is not None:
        library = load_library(session, across)
        for give in session.ledger.gives(today):
            _add(found, _build_outcome(session, library, give, None))
    return list(found.values())


def _add(found: dict[tuple[bool, str], TradeableOutcome], outcome: TradeableOutcome | None) -> None:
    """One outcome for each thing: of several the first that was granted."""
    if outcome is None:
        return
    key = (outcome.ours, outcome.key)
    if key not in found or (outcome.granted and not found[key].granted):
        found[key] = outcome


def _build_outcome(
    session: DealSession, library: Library, move: Move, get: Move | None
) -> TradeableOutcome | None:
    """What became of the thing that an ask or a give of ours is about; None where it is none of the library. `get` is
    what answered the ask: what it cost and was worth is surer than what was hoped for."""
    tradeable = find_tradeable_of(move, library)
    if tradeable is None:
        return None
    deal, today = session.deal, session.by.today
    cost = get.cost if get is not None and get.cost is not None else move.cost
    worth = get.worth if get is not None and get.worth is not None else move.worth
    situation = session.situation(None)
    return TradeableOutcome(
        team=deal.team,
        deal=deal.id,
        no=move.no,
        key=tradeable.key,
        side=deal.side,
        industry=deal.industry,
        ours=move.kind is Kind.GIVE,
        granted=move.kind is Kind.GIVE or move.state in GRANTED,
        cost=deal.yardstick.amount(cost, move.on),
        worth=deal.yardstick.amount(worth, move.on),
        unit=deal.unit,
        cost_size=rough_size(situation, cost, move),
        worth_size=rough_size(situation, worth, move),
        on=today,
    )


def load_outcomes(work: UnitOfWork, deal: Deal, person: PersonId) -> Sequence[TradeableOutcome]:
    """What became of things before in other deals of the same side: in all deals of the workspace where an admin
    allowed that, else in those in which the person takes part. Buying and selling never teach each other, and a hiring
    deal learns nothing."""
    if deal.side is Side.HIRING:
        return ()
    everybody = allows_learning(work, deal.team, Learning.OUTCOMES)
    outcomes = work.learning.list_outcomes(deal.team, deal.side, None if everybody else person)
    return [each for each in outcomes if each.deal != deal.id]
