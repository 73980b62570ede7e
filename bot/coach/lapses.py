"""What time alone does: conditions and offers lapse after their day, drafts after theirs, and what nobody needs any
more is forgotten."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coach.ports import DatabaseBusy, UnitOfWork, VersionConflict
from bot.coach.services import Services
from bot.domain.consequences import TableState, derive_moves_from_refusal
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.lapsing import has_lapsed
from bot.domain.ledger import Entry, Ledger, Verb, next_version
from bot.domain.moves import Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.scores import build_scores
from bot.domain.totals import compute_totals, open_move_numbers

COACH = PersonId("coach")
"""Who did it, where time did it."""

AT_ONCE = 100
"""Deals looked at in one tick; the rest come with the next."""

KEYS_KEPT = timedelta(days=7)
"""How long a once-key is kept, and a line that waits for its person's choice."""


TOLD_KEPT = timedelta(days=90)
"""How long is known what was told: its buttons work as long as that."""
FORGOTTEN_AT_ONCE = 500
"""How much of each kind one tick forgets; the rest goes with the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseCounts:
    """What one tick did: moves and offers that lapsed, and how many old rows were forgotten."""

    lapsed: int
    forgotten: int


def lapse_and_forget(*, services: Services) -> LapseCounts:
    """Does what is due now. Each deal is one transaction, so that a failure in one leaves the others done."""
    now = services.clock.now()
    with services.store.reading() as work:
        due = work.ledger.list_lapsing_deals(now.date(), AT_ONCE)
    lapsed = sum(_lapse(services, team, deal, now) for team, deal in due)
    with services.store.work() as work:
        forgotten = work.keys.delete_before(now - KEYS_KEPT)
        forgotten += work.pending.delete_before(now - KEYS_KEPT)
        told = now - TOLD_KEPT
        forgotten += work.digests.delete_before(told.date(), FORGOTTEN_AT_ONCE)
        forgotten += work.schedules.delete_occurrences_before(told, FORGOTTEN_AT_ONCE)
        forgotten += work.outbox.delete_ended_before(told, FORGOTTEN_AT_ONCE)
    return LapseCounts(lapsed=lapsed, forgotten=forgotten)


def _lapse(services: Services, team: TeamId, deal_id: DealId, now: datetime) -> int:
    try:
        with services.store.work() as work:
            deal = work.deals.find(team, deal_id)
            return _lapse_in(work, deal, now) if deal else 0
    except (VersionConflict, DatabaseBusy):
        return 0


def _lapse_in(work: UnitOfWork, deal: Deal, now: datetime) -> int:
    """The offers past their day with what depends on them, each an entry of its own, then all other moves."""
    today = now.date()
    ended = [o for o in work.offers.list_in_deal(deal.team, deal.id) if _over(o, today)]
    for offer in ended:
        _lapse_offer(work, deal, offer, now)
    ledger = work.ledger.load(deal.team, deal.id)
    late = tuple(m for m in ledger.moves.values() if has_lapsed(m, deal.policy, today))
    if late:
        _write(
            work, deal, ledger, _entry(work, deal, now, moves=tuple(map(_after, late)), before=late)
        )
    return len(ended) + len(late)


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
    found = derive_moves_from_refusal(offer, scene, State.WITHDRAWN)
    entry = _entry(work, deal, now, moves=found.after, before=found.before)
    lapsed = replace(offer, state=OfferState.LAPSED, version=offer.version + 1)
    _write(
        work,
        deal,
        ledger,
        replace(entry, untied=found.untied, offers=(lapsed,), offers_before=(offer,)),
    )


def _entry(
    work: UnitOfWork,
    deal: Deal,
    now: datetime,
    *,
    moves: tuple[Move, ...],
    before: tuple[Move, ...],
) -> Entry:
    last = work.ledger.list_entries(deal.team, deal.id, last=1)[-1]
    return Entry(
        seq=last.seq + 1, at=now, person=COACH, verb=Verb.LAPSED, moves=moves, before=before
    )


def _write(work: UnitOfWork, deal: Deal, ledger: Ledger, entry: Entry) -> None:
    after, today = ledger.after(entry), entry.at.date()
    work.ledger.append_entry(
        deal, entry, compute_totals(after, today), open_move_numbers(after, today)
    )


def _over(offer: Offer, today: date) -> bool:
    """An open offer after its last day, everywhere on earth."""
    return (
        offer.state is OfferState.OPEN
        and offer.until is not None
        and (today - offer.until).days > 1
    )


def _after(move: Move) -> Move:
    return next_version(move, state=State.LAPSED)
