"""Home: the person's deals, drafts to decide about, and the open gives that weigh most."""

from collections.abc import Iterator

from bot.coach.actors import Actor, Need
from bot.coach.answers import Home, LogRow, OpenMove
from bot.coach.context import DealSession, open_session
from bot.coach.deals import list_deal_cards
from bot.coach.log import list_weightiest_gives, weigh_row
from bot.coach.ports import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.moves import State
from bot.domain.trades import ZERO

DEALS, DRAFTS, GIVES = 10, 5, 5
"""How many of each Home shows."""

LOOKED_INTO = 5
"""How many deals Home takes drafts and open gives from: those that need the person first."""


def show_home(by: Actor, *, services: Services) -> Home:
    """What the person sees first."""
    with services.store.reading() as work:
        found = list_deal_cards(work, by)
        needing = [c for c in found if c.drafts or c.open_gives]
        books = [
            session for c in needing[:LOOKED_INTO] for session in _book(services, work, by, c.deal)
        ]
        drafts = [w for session in books for w in _drafts(session)]
        gives = sorted(
            (w for session in books for w in _open_gives(session)), key=lambda w: weigh_row(w.row)
        )
    return Home(
        today=by.today,
        cards=found[:DEALS],
        drafts=tuple(drafts[:DRAFTS]),
        open_gives=tuple(gives[:GIVES]),
        more_deals=max(0, len(found) - DEALS),
        more_gives=max(0, sum(c.open_gives for c in found) - len(gives[:GIVES])),
    )


def _book(services: Services, work: UnitOfWork, by: Actor, deal: Deal) -> Iterator[DealSession]:
    try:
        yield open_session(services, work, by, deal.id, Need.READ)
    except Refused:  # the person's role was taken away since the deals were listed
        return


def _drafts(session: DealSession) -> Iterator[OpenMove]:
    """Drafts among the deal's last moves; where there are more, the whole ledger is asked."""
    drafts = [m for m in reversed(session.snapshot.recent) if m.state is State.DRAFT]
    if len(drafts) < session.snapshot.totals.drafts:
        drafts = [m for m in session.ledger.moves.values() if m.state is State.DRAFT]
    for move in filter(session.shows, drafts):
        yield OpenMove(
            deal=session.deal, row=LogRow(move=move, age=(session.by.today - move.on).days)
        )


def _open_gives(session: DealSession) -> Iterator[OpenMove]:
    """Open gives; the whole ledger is asked only where there are many, or where gets answer some of them in part."""
    for row in _untied(session) or list_weightiest_gives(session):
        yield OpenMove(deal=session.deal, row=row)


def _untied(session: DealSession) -> list[LogRow] | None:
    """The open gives, where all of them are at hand and their costs add up to the exposure, so that none is answered in
    part."""
    gives, now, today = session.snapshot.open_gives, session.snapshot.totals, session.by.today
    costs = [session.deal.yardstick.amount(g.cost, g.on) for g in gives]
    if (
        len(gives) != now.open_gives
        or sum((c for c in costs if c is not None), ZERO) != now.exposure
    ):
        return None
    rows = [
        LogRow(move=give, share=ZERO, left=cost, age=(today - give.since).days)
        for give, cost in zip(gives, costs, strict=True)
    ]
    return sorted(rows, key=weigh_row)
