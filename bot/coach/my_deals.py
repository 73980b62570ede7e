"""A person's deals as lists: page by page, those that need them first, and found by name."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from bot.coach.actors import Actor
from bot.coach.answers.endings import ClosedCard
from bot.coach.answers.lists import DealCard, DealsFound, ListedDeals, MyDeals
from bot.coach.deal_lists import PAGE_SIZE, DealFilter, ListedDeal
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.deals import DealState

CLOSED_LISTED = 5
"""How many of the closed deals stand below the first page of the open ones."""
FOUND_LISTED = 20
"""How many deals a search lists."""
LIKE_ENOUGH = 75
"""How alike what was typed and a name have to be, of 100: one or two letters of a word may be wrong."""


def list_my_deals(
    actor: Actor,
    *,
    which: DealFilter = DealFilter.ALL,
    page: int = 1,
    services: Services,
) -> MyDeals:
    """A page of the person's deals, those that need them first."""
    with services.store.reading() as work:
        return MyDeals(listed=load_deal_page(work, actor, which, page))


def load_deal_page(work: UnitOfWork, actor: Actor, which: DealFilter, page: int) -> ListedDeals:
    """The same, in a transaction. Where that page does not exist any more it is the first one."""
    lists = work.deal_lists
    page = max(1, page)
    found = lists.list_page(
        actor.team, actor.person, which, today=actor.today, offset=(page - 1) * PAGE_SIZE
    )
    if not found.deals and page > 1:
        return load_deal_page(work, actor, which, 1)
    listed = ListedDeals(
        which=which,
        page=page,
        pages=max(1, -(-found.total // PAGE_SIZE)),
        total=found.total,
    )
    if which in (DealFilter.CLOSED, DealFilter.KEPT):
        return replace(listed, closed=_build_closed_cards(found.deals))
    if which is DealFilter.ALL and page == 1:
        closed = lists.list_page(
            actor.team, actor.person, DealFilter.CLOSED, today=actor.today, offset=0
        )
        last_closed = _build_closed_cards(closed.deals[:CLOSED_LISTED])
        listed = replace(listed, closed=last_closed, has_closed=bool(last_closed))
    return replace(listed, cards=tuple(_build_card(each) for each in found.deals))


def find_deals(actor: Actor, typed: str, *, services: Services) -> DealsFound:
    """The person's deals, open and closed, whose names are like what was typed, the likest first."""
    with services.store.reading() as work:
        names = work.deal_lists.list_names(actor.team, actor.person)
        scores = {deal: _score_name(typed, name) for deal, name in names}
        like = [deal for deal, score in scores.items() if score >= LIKE_ENOUGH]
        like.sort(key=lambda deal: -scores[deal])
        found = work.deal_lists.list_by_ids(actor.team, actor.person, like[:FOUND_LISTED])
    place = {deal: n for n, deal in enumerate(like)}
    in_order = sorted(found, key=lambda each: place[each.mine.deal.id])
    return DealsFound(
        typed=typed,
        cards=tuple(_build_card(each) for each in in_order if not each.mine.deal.is_closed),
        closed=_build_closed_cards([each for each in in_order if each.mine.deal.is_closed]),
        more=max(0, len(like) - FOUND_LISTED),
    )


def _score_name(typed: str, name: str) -> float:
    """How alike they are, of 100: a part of the name, or words of it in any order, are fully alike."""
    wanted, known = typed.casefold().strip(), name.casefold()
    if not wanted:
        return 0
    if wanted in known or all(word in known for word in wanted.split()):
        return 100
    return max(fuzz.partial_ratio(wanted, known), fuzz.token_set_ratio(wanted, known))


def _build_card(listed: ListedDeal) -> DealCard:
    totals = listed.mine.totals
    return DealCard(
        deal=listed.mine.deal,
        channel=listed.mine.channel,
        exposure=totals.exposure,
        open_gives=totals.open_gives,
        unfigured=totals.unfigured,
        open_asks=totals.open_asks,
        drafts=listed.drafts,
    )


def _build_closed_cards(deals: Iterable[ListedDeal]) -> tuple[ClosedCard, ...]:
    cards: list[ClosedCard] = []
    for each in deals:
        deal = each.mine.deal
        is_kept = deal.find_state(has_rhythm=each.has_rhythm) is DealState.KEPT
        cards.append(ClosedCard(deal=deal, channel=each.mine.channel, is_kept=is_kept))
    return tuple(cards)
