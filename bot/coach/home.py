"""Home: the person's deals, drafts to decide about, and the open gives that weigh most."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import Home, LogRow, OpenMove
from bot.coach.context import DealSession, open_session
from bot.coach.deals import CLOSED_LISTED, list_closed_cards, list_deal_cards
from bot.coach.handovers import list_orphaned_deals
from bot.coach.leads import load_lead_view
from bot.coach.log import list_weightiest_gives, weigh_row
from bot.coach.ports import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.moves import State
from bot.domain.trades import ZERO

DEALS = 10
DRAFTS = 5
GIVES = 5
THEIR_ASKS = 5
DEALS_LED = 5
DEALS_ORPHANED = 5
"""How many of each Home shows."""

# Each costs a few statements while Slack waits for Home.
DEALS_OPENED = 5
"""How many deals Home takes drafts and open gives from: those that need the person first."""


def show_home(actor: Actor, *, services: Services) -> Home:
    """What the person sees first: their deals, drafts to decide about, and the open gives that weigh most."""
    drafts: list[OpenMove] = []
    gives: list[OpenMove] = []
    their_asks: list[OpenMove] = []
    with services.store.reading() as work:
        cards = list_deal_cards(work, actor)
        # Deals without a draft and an open give may have asks of theirs that wait.
        needing = sorted(cards, key=lambda card: not (card.drafts or card.open_gives))
        for card in needing[:DEALS_OPENED]:
            try:
                session = open_session(services, work, actor, card.deal.id, Need.READ)
            except Refused:  # the person's role was taken away since the deals were listed
                continue
            drafts += _list_drafts(session)
            gives += _list_open_gives(session)
            their_asks += _list_their_asks(session)
        closed = list_closed_cards(work, actor)
        leading = load_lead_view(work, actor, DEALS_LED)
        orphaned = list_orphaned_deals(work, actor, DEALS_ORPHANED)
        asked = _list_asked(work, actor)
    gives.sort(key=lambda give: weigh_row(give.row))
    all_open_gives = sum(card.open_gives for card in cards)
    return Home(
        today=actor.today,
        cards=cards[:DEALS],
        drafts=tuple(drafts[:DRAFTS]),
        open_gives=tuple(gives[:GIVES]),
        their_asks=tuple(their_asks[:THEIR_ASKS]),
        more_deals=max(0, len(cards) - DEALS),
        closed=closed[:CLOSED_LISTED],
        leading=leading if leading.deals else None,
        orphaned=tuple(each for each in orphaned if each.missing.deal not in asked),
        asked_to_take_over=asked,
        more_closed=max(0, len(closed) - CLOSED_LISTED),
        more_gives=max(0, all_open_gives - len(gives[:GIVES])),
    )


def _list_asked(work: UnitOfWork, actor: Actor) -> tuple[Deal, ...]:
    """The deals that the person was asked to take over and did not say; nothing is asked a second time elsewhere."""
    asks = work.preferences.list_consent_asks(actor.team, [actor.person])
    found = [work.deals.find(actor.team, ask.deal) for ask in asks if ask.answer is None]
    return tuple(deal for deal in found if deal is not None and not deal.was_deleted)


def _list_drafts(session: DealSession) -> list[OpenMove]:
    """The person's drafts, newest first where they are among the deal's last moves; where there are more, the whole
    ledger is read."""
    drafts = [move for move in reversed(session.snapshot.recent) if move.state is State.DRAFT]
    if len(drafts) < session.snapshot.totals.drafts:
        drafts = [move for move in session.ledger.moves.values() if move.state is State.DRAFT]
    return [
        OpenMove(deal=session.deal, row=LogRow(move=move, age=(session.by.today - move.on).days))
        for move in drafts
        if session.may_see(move)
    ]


def _list_their_asks(session: DealSession) -> list[OpenMove]:
    """What they ask for, newest first."""
    asks = [ask for ask in session.snapshot.open_asks if not ask.ours]
    return [OpenMove(deal=session.deal, row=LogRow(move=ask)) for ask in asks]


def _list_open_gives(session: DealSession) -> list[OpenMove]:
    rows = _rows_from_snapshot(session)
    if rows is None:
        rows = list_weightiest_gives(session)
    return [OpenMove(deal=session.deal, row=row) for row in rows]


def _rows_from_snapshot(session: DealSession) -> list[LogRow] | None:
    """The open gives without reading the whole ledger; None where the snapshot does not hold all of them, or where
    gets answer some of them in part, which shows in costs that do not add up to the exposure."""
    gives, totals, today = (
        session.snapshot.open_gives,
        session.snapshot.totals,
        session.by.today,
    )
    costs = [session.deal.yardstick.amount(give.cost, give.on) for give in gives]
    total_cost = sum((cost for cost in costs if cost is not None), ZERO)
    if (len(gives), total_cost) != (totals.open_gives, totals.exposure):
        return None
    rows = [
        LogRow(move=give, share=ZERO, left=cost, age=(today - give.since).days)
        for give, cost in zip(gives, costs, strict=True)
    ]
    return sorted(rows, key=weigh_row)
