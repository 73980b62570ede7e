"""What time alone does: conditions, offers and drafts lapse after their day, and old rows are deleted."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from bot.coach.approval_lists import find_waiting_drafts
from bot.coach.attempts import Attempts
from bot.coach.endings import remove_deleted_deals
from bot.coach.former_plans import delete_old_former_plans
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.audit import COACH
from bot.domain.consequences import derive_moves_from_refusal
from bot.domain.deals import Deal
from bot.domain.ids import DealId, TeamId
from bot.domain.lapsing import has_lapsed
from bot.domain.ledger import Entry, Ledger, Verb, next_version
from bot.domain.moves import State
from bot.domain.offers import Offer, OfferState
from bot.domain.scores import build_scores
from bot.domain.totals import compute_totals, open_move_numbers
from bot.domain.working_ledger import TableState

DEALS_PER_TICK = 100
"""Deals looked at in one tick; the rest come with the next."""

# Slack repeats a request within minutes; the week is for forms that somebody left open.
REQUESTS_KEPT = timedelta(days=7)
"""How long idempotency keys are kept, and input that waits for its person's choice."""

DELIVERED_KEPT = timedelta(days=90)
"""How long digests, runs of schedules and sent posts are kept: the buttons of a message work as long as that."""

DELETED_PER_TICK = 500
"""Rows of each kind that one tick deletes, so that it never holds up a request for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseCounts:
    """How many moves and offers lapsed, how many old rows were deleted, and what went wrong in a deal."""

    lapsed: int
    forgotten: int
    failed: tuple[Exception, ...] = ()


def lapse_and_forget(*, services: Services) -> LapseCounts:
    """Lapses what is over by now and deletes old rows. Each deal has a transaction of its own, so that a failure in one
    leaves the others done."""
    now = services.clock.now()
    with services.store.reading() as work:
        due = work.ledger.list_lapsing_deals(now.date(), DEALS_PER_TICK)
        held = work.deals.list_holds_over(now.date(), DEALS_PER_TICK)
    attempts = Attempts(services=services)
    for team, deal in held:
        attempts.try_change(partial(_end_hold, team=team, deal_id=deal, now=now))
    lapsed = 0
    for team, deal in due:
        # What is over by its day counts as over until then as well, where somebody is writing in the deal now.
        lapsed += attempts.try_change(partial(_lapse_in_deal, team=team, deal_id=deal, now=now))
    removed = remove_deleted_deals(attempts, DEALS_PER_TICK)
    with services.store.work() as work:
        forgotten = removed + work.keys.delete_before(now - REQUESTS_KEPT)
        forgotten += work.pending.delete_before(now - REQUESTS_KEPT)
        forgotten += delete_old_former_plans(work, now, DELETED_PER_TICK)
        delivered_before = now - DELIVERED_KEPT
        forgotten += work.approvals.delete_decided_before(delivered_before, DELETED_PER_TICK)
        forgotten += work.digests.delete_before(delivered_before.date(), DELETED_PER_TICK)
        forgotten += work.schedules.delete_occurrences_before(delivered_before, DELETED_PER_TICK)
        forgotten += work.outbox.delete_ended_before(delivered_before, DELETED_PER_TICK)
        forgotten += work.webhooks.delete_sent_before(delivered_before, DELETED_PER_TICK)
    return LapseCounts(lapsed=lapsed, forgotten=forgotten, failed=tuple(attempts.failed))


def _lapse_in_deal(work: UnitOfWork, *, team: TeamId, deal_id: DealId, now: datetime) -> int:
    """How many offers and moves of the deal lapsed."""
    deal = work.deals.find(team, deal_id)
    if deal is None:
        return 0
    offers = _lapse_offers(work, deal, now)
    # After the offers: what lapses with one of them is no longer there to lapse by itself.
    return offers + _lapse_moves(work, deal, now)


def _end_hold(work: UnitOfWork, *, team: TeamId, deal_id: DealId, now: datetime) -> bool:
    """The deal goes on, since its day has come."""
    deal = work.deals.find(team, deal_id)
    if deal is None or deal.held_until is None or deal.is_on_hold(now.date()):
        return False
    entry = replace(_lapse_entry(work, deal, now), verb=Verb.RESUMED)
    work.ledger.append_entry(deal, entry, work.ledger.load_totals(team, deal_id))
    work.deals.update(replace(deal, held_since=None, held_until=None, version=deal.version + 1))
    return True


def _lapse_offers(work: UnitOfWork, deal: Deal, now: datetime) -> int:
    ended = [
        offer
        for offer in work.offers.list_in_deal(deal.team, deal.id)
        if _is_offer_over(offer, now.date())
    ]
    for offer in ended:
        _lapse_offer(work, deal, offer, now)
    return len(ended)


def _is_offer_over(offer: Offer, today: date) -> bool:
    # Two days later in UTC the offer's last day has ended everywhere on earth.
    return (
        offer.state is OfferState.OPEN
        and offer.until is not None
        and (today - offer.until).days > 1
    )


def _lapse_offer(work: UnitOfWork, deal: Deal, offer: Offer, now: datetime) -> None:
    """Lapses an offer as if it had been withdrawn: its conditional gives never count, what it asked for is no longer
    asked."""
    ledger = work.ledger.load(deal.team, deal.id)
    scene = TableState(
        deal=deal,
        ledger=ledger,
        offers=work.offers.list_in_deal(deal.team, deal.id),
        scores=build_scores(deal),
        person=COACH,
        today=now.date(),
        at=now,
        last=work.ledger.load_totals(deal.team, deal.id).last,
    )
    consequences = derive_moves_from_refusal(offer, scene, State.WITHDRAWN)
    lapsed = replace(offer, state=OfferState.LAPSED, version=offer.version + 1)
    entry = replace(
        _lapse_entry(work, deal, now),
        moves=consequences.after,
        before=consequences.before,
        untied=consequences.untied,
        offers=(lapsed,),
        offers_before=(offer,),
    )
    _append(work, deal, ledger, entry)


def _lapse_moves(work: UnitOfWork, deal: Deal, now: datetime) -> int:
    """Lapses all other moves of the deal that are over, in one entry."""
    ledger = work.ledger.load(deal.team, deal.id)
    drafts = set(work.ledger.list_ended_drafts(deal.team, deal.id, now.date()))
    drafts -= find_waiting_drafts(work, deal.team, deal.id)
    late = tuple(
        move for move in ledger.moves.values() if move.no in drafts or has_lapsed(move, now.date())
    )
    if late:
        # A draft never counted, and as a void one it counts in no measure afterwards.
        lapsed = tuple(
            next_version(move, state=State.VOID if move.no in drafts else State.LAPSED)
            for move in late
        )
        entry = replace(_lapse_entry(work, deal, now), moves=lapsed, before=late)
        _append(work, deal, ledger, entry)
    return len(late)


def _lapse_entry(work: UnitOfWork, deal: Deal, now: datetime) -> Entry:
    """The deal's next entry, without moves."""
    last = work.ledger.list_entries(deal.team, deal.id, last=1)[-1]
    return Entry(seq=last.seq + 1, at=now, person=COACH, verb=Verb.LAPSED)


def _append(work: UnitOfWork, deal: Deal, ledger: Ledger, entry: Entry) -> None:
    after, today = ledger.after(entry), entry.at.date()
    work.ledger.append_entry(
        deal, entry, compute_totals(after, today), open_move_numbers(after, today)
    )
