"""What was given and got in a deal, without reading all of its moves."""

from bot.coach.context import DealSession
from bot.domain.measures.fairness import is_estimated
from bot.domain.measures.picture import DealSums, compute_deal_sums, read_deal_sums
from bot.domain.moves import Kind


def sum_up_deal(session: DealSession) -> DealSums:
    """The sums of a deal as it was opened."""
    ledger, totals = session.recent_ledger, session.snapshot.totals
    if len(ledger.moves) >= totals.last:
        return compute_deal_sums(ledger, session.deal, session.by.today)
    return read_deal_sums(
        totals,
        ledger,
        session.deal,
        session.by.today,
        given_estimated=_has_estimates(session, Kind.GIVE),
        got_estimated=_has_estimates(session, Kind.GET),
    )


def _has_estimates(session: DealSession, kind: Kind) -> bool:
    """Whether any figure in the sum of what was given, or got, is an estimate."""
    deal, today = session.deal, session.by.today
    inexact = session.work.ledger.list_inexact_figures(session.by.team, deal, kind)
    if kind is Kind.GIVE:
        # Goodwill that counts by now is among the moves at hand.
        gives = session.recent_ledger.gives(today)
        inexact = [*inexact, *((give.cost, give.on) for give in gives if give.cost is not None)]
    return any(is_estimated(figure, on, deal.yardstick) for figure, on in inexact)
