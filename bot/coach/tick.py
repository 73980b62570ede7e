"""What time alone does: conditions lapse after their day, drafts after theirs, and old once-keys are forgotten."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.coach.desk import Desk
from bot.coach.ports import Busy, Stale, Work
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.ledger import Entry, Verb, changed
from bot.domain.moves import Move, State
from bot.domain.standing import open_now, standing

COACH = PersonId("coach")
"""Who did it, where time did it."""

AT_ONCE = 100
"""Deals looked at in one tick; the rest come with the next."""

KEYS_KEPT = timedelta(days=7)
"""How long a once-key is kept, and a line that waits for its person's choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What one tick did."""

    lapsed: int
    forgotten: int


def tick(*, desk: Desk) -> Ticked:
    """Does what is due now. Each deal is one transaction, so that a failure in one leaves the others done."""
    now = desk.clock.now()
    with desk.store.reading() as work:
        due = work.due_moves(now.date(), AT_ONCE)
    lapsed = sum(_lapse(desk, team, deal, now) for team, deal in due)
    with desk.store.work() as work:
        forgotten = work.forget_taken(now - KEYS_KEPT) + work.forget_lines(now - KEYS_KEPT)
    return Ticked(lapsed=lapsed, forgotten=forgotten)


def _lapse(desk: Desk, team: TeamId, deal_id: DealId, now: datetime) -> int:
    try:
        with desk.store.work() as work:
            deal = work.deal(team, deal_id)
            return _lapse_in(work, deal, now) if deal else 0
    except (Stale, Busy):
        return 0


def _lapse_in(work: Work, deal: Deal, now: datetime) -> int:
    today = now.date()
    ledger = work.ledger(deal.team, deal.id)
    late = tuple(m for m in ledger.moves.values() if _late(m, deal, today))
    if not late:
        return 0
    entries = work.entries(deal.team, deal.id, last=1)
    entry = Entry(
        seq=entries[-1].seq + 1, at=now, person=COACH, verb=Verb.LAPSED, moves=tuple(map(_after, late)), before=late
    )
    after = ledger.after(entry)
    work.append(deal, entry, standing(after, today), open_now(after, today))
    return len(late)


def _late(move: Move, deal: Deal, today: date) -> bool:
    """A condition after its day (everywhere on earth), a draft after the days it is kept."""
    if move.state is State.DRAFT:
        return (today - move.at.date()).days > deal.policy.draft_days
    return move.state is State.CONDITIONAL and move.due is not None and (today - move.due).days > 1


def _after(move: Move) -> Move:
    return changed(move, state=State.LAPSED)
