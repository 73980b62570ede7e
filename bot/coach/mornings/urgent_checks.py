"""What is recorded after somebody's morning and binds before their next one: noted in the transaction that records it,
and looked at by the next tick (`bot.coach.mornings.urgent`)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.coach.ports.store import UnitOfWork
from bot.coach.records import UrgentCheck
from bot.domain.checkins import CheckInState
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.ledger import Entry
from bot.domain.rhythms import Rhythm

LOOKS_AHEAD = timedelta(days=14)
"""How far ahead a day is looked at: between two mornings of somebody may lie holidays and a bridge day."""
DAY = timedelta(days=1)


def note_days_of_entry(work: UnitOfWork, deal: Deal, entry: Entry, today: date) -> None:
    """Has the deal looked at where the entry says something with a day that comes soon."""
    days = [move.due for move in entry.moves]
    days += [offer.until for offer in entry.offers]
    days += [commitment.due for commitment in entry.commitments]
    note_days(work, deal, entry.person, days, at=entry.at, today=today)


def note_days_of_rhythm(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, person: PersonId, *, at: datetime, today: date
) -> None:
    """The same of a rhythm that was changed, and of its check-ins that are planned."""
    days = [rhythm.renewal, rhythm.notice]
    days += [window.closes for window in rhythm.windows]
    days += [gate.day for gate in rhythm.gates]
    days += [occurrence.due for occurrence in rhythm.occurrences]
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    days += [each.day for each in checkins if each.state is CheckInState.PLANNED]
    note_days(work, deal, person, days, at=at, today=today)


def note_days(
    work: UnitOfWork,
    deal: Deal,
    person: PersonId,
    days: Iterable[date | None],
    *,
    at: datetime,
    today: date,
) -> None:
    """Has the deal looked at where one of the days comes soon."""
    # Today is a day earlier or later somewhere else.
    if any(day is not None and today - DAY <= day <= today + LOOKS_AHEAD for day in days):
        check = UrgentCheck(team=deal.team, deal=deal.id, person=person, at=at, wake=at)
        work.mornings.save_check(check)
