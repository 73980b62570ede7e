"""The agenda of a check-in, worked out of the ledger whenever it is shown."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.coach.answers.checkins import Agenda, Quarter
from bot.coach.closing_lines import list_close_questions
from bot.coach.ports.store import UnitOfWork
from bot.coach.watched import list_watched_states
from bot.domain.checkins import CheckIn, CheckInState, list_unsettled_check_ins
from bot.domain.commitments import Commitment, CommitmentSide, measure_delivery, sort_by_urgency
from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.rhythms import Rhythm, list_gates_to_speak_of

AGENDA_LINES = 3
"""How many of each kind an agenda names."""
EARLIER_TOLD = 2
"""Of how many earlier check-ins an agenda tells what they brought."""
QUARTER = timedelta(days=92)


def build_agenda(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, checkin: CheckIn, today: date
) -> Agenda:
    """What to speak of: the agreed lines, what the last check-ins brought, open gives and asks, promised gets not
    delivered, measures."""
    ledger = work.ledger.load(deal.team, deal.id)
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    last_held = max((c.day for c in checkins if c.state is CheckInState.HELD), default=date.min)
    fired = [
        firing
        for firing in work.rhythms.list_firings(deal.team, deal.id)
        if firing.on > last_held and firing.taken_back is None
    ]
    lines = [line.strip(" -•") for line in rhythm.agenda.splitlines()]
    unheld = list_unsettled_check_ins(checkins, min(today, checkin.day))
    # Once a deal is won its open gives and asks are no longer spoken of, but what was promised is.
    gives = [] if deal.is_closed else ledger.open_gives(today)
    asks = [] if deal.is_closed else ledger.unanswered_asks()
    promised = _promised_gets(ledger)[:AGENDA_LINES]
    commitments = work.commitments.list_in_deal(deal.team, deal.id)
    return Agenda(
        lines=tuple(line for line in lines if line),
        earlier=tuple(_last_settled(checkins, checkin.day)),
        unheld=tuple(unheld[-AGENDA_LINES:]),
        more_unheld=len(unheld[:-AGENDA_LINES]),
        gives=tuple(gives[:AGENDA_LINES]),
        asks=tuple(asks[:AGENDA_LINES]),
        promised=tuple(promised),
        commitments=tuple(_pick_for_agenda(commitments, promised)),
        questions=tuple(list_close_questions(work, deal)[:AGENDA_LINES]),
        measures=list_watched_states(work, deal, rhythm),
        fired=tuple(fired[-AGENDA_LINES:]),
        occurrences=tuple(each for each in rhythm.occurrences if each.done is None)[:AGENDA_LINES],
        gates=tuple(list_gates_to_speak_of(rhythm, today)),
        quarter=_review_quarter(deal, ledger, checkins, commitments, today)
        if checkin.quarterly
        else None,
    )


def _last_settled(checkins: Iterable[CheckIn], before: date) -> list[CheckIn]:
    """The last check-ins before a day that were held or skipped, oldest first. One that was moved is told of on its new
    day."""
    settled = [
        checkin
        for checkin in checkins
        if checkin.state in (CheckInState.HELD, CheckInState.SKIPPED) and checkin.day < before
    ]
    settled.sort(key=lambda checkin: (checkin.day, checkin.no))
    return settled[-EARLIER_TOLD:]


def _promised_gets(ledger: Ledger) -> list[Move]:
    """Gets that they promised and have not delivered, oldest first."""
    promised = [
        move
        for move in ledger.moves.values()
        if move.kind is Kind.GET and move.state is State.PROMISED
    ]
    return sorted(promised, key=lambda move: (move.on, move.no))


def _pick_for_agenda(
    commitments: Sequence[Commitment], promised: Sequence[Move]
) -> list[Commitment]:
    """What is to be done, the earliest day first, without the promised gets that the agenda names already."""
    named = {get.no for get in promised}
    rest = [each for each in commitments if each.is_open and each.source not in named]
    return sort_by_urgency(rest)[: 2 * AGENDA_LINES]


def _review_quarter(
    deal: Deal,
    ledger: Ledger,
    checkins: Sequence[CheckIn],
    commitments: Sequence[Commitment],
    today: date,
) -> Quarter:
    since = max(today - QUARTER, deal.opened_at.date())
    recent = [c for c in checkins if since <= c.day < today]
    decisions = [c.decisions for c in recent if c.decisions]
    reviewed = [each for each in commitments if _last_day_of(each) >= since]
    return Quarter(
        since=since,
        held=sum(c.state is CheckInState.HELD for c in recent),
        skipped=sum(c.state is CheckInState.SKIPPED for c in recent),
        not_held=sum(c.state is CheckInState.PLANNED for c in recent),
        gives=sum(move.on >= since for move in ledger.gives(today)),
        gets=sum(move.on >= since for move in ledger.gets(today)),
        waiting=len(_promised_gets(ledger)),
        decisions=tuple(decisions[-AGENDA_LINES:]),
        theirs=measure_delivery(reviewed, CommitmentSide.THEIRS, today),
        ours=measure_delivery(reviewed, CommitmentSide.OURS, today),
    )


def _last_day_of(commitment: Commitment) -> date:
    """The day on which something became of it; what is still to be done belongs to every quarter."""
    return date.max if commitment.is_open else commitment.settled or date.min
