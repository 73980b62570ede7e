"""Loads what the mornings of some people are built from, in a handful of statements for all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from bot.coach.answers.mornings import DueLine
from bot.coach.digests import compute_left_open
from bot.coach.hours import locate_person
from bot.coach.mornings.approvals import (
    WaitingApprovals,
    find_approval_lines,
    load_waiting_approvals,
)
from bot.coach.mornings.context import DealMorning, MorningReader
from bot.coach.mornings.providers import find_due_lines, sort_by_urgency
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import DealRoster, load_roster
from bot.coach.records import Participation
from bot.coach.services import Services
from bot.domain.calendar import DaysOff
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.digests import Left
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.mornings import MorningMemory, OpenTotal
from bot.domain.moves import UNANSWERED, Kind, Move
from bot.domain.offers import Offer
from bot.domain.preferences import Preferences
from bot.domain.rhythms import Rhythm
from bot.domain.trades import ZERO

# A reader may be away for a year (LONGEST_AWAY), before and after; their next day must still know its holidays.
HOLIDAYS_AROUND = timedelta(days=400)
"""How far around the first day holidays are loaded."""

DealKey = tuple[TeamId, DealId]
PersonKey = tuple[TeamId, PersonId]


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningDesk:
    """The readers, and what waits in their deals."""

    services: Services
    work: UnitOfWork
    readers: Mapping[PersonKey, MorningReader]
    waiting: Mapping[DealKey, Sequence[Move]]
    rhythms: Mapping[DealKey, Rhythm]
    offers: Mapping[DealKey, Sequence[Offer]]
    commitments: Mapping[DealKey, Sequence[Commitment]]
    approvals: Mapping[TeamId, WaitingApprovals]
    last_days: Mapping[DealKey, date]
    left: dict[tuple[DealKey, date], Left] = field(default_factory=dict)
    """What is left open in each deal on a day, for readers who share it."""
    rosters: dict[DealKey, DealRoster] = field(default_factory=dict)
    """The people of each deal that was asked about."""

    def list_lines(self, reader: MorningReader, today: date, since: date) -> list[DueLine]:
        """All lines that stand for a reader on a day, most urgent first."""
        found: list[DueLine] = []
        for participation in reader.participations:
            morning = self.open_deal(reader, participation, today, since)
            found += find_due_lines(morning)
        approvals = self.approvals.get(reader.team)
        if approvals is not None:
            found += find_approval_lines(self.work, approvals, reader, today)
        return sort_by_urgency(found)

    def open_deal(
        self, reader: MorningReader, participation: Participation, today: date, since: date
    ) -> DealMorning:
        """One deal on one morning of its reader."""
        deal = participation.deal
        key = (deal.team, deal.id)
        return DealMorning(
            services=self.services,
            work=self.work,
            reader=reader,
            participation=participation,
            moves=self.waiting.get(key, ()),
            left=self._find_left(participation, today),
            offers=self.offers.get(key, ()),
            rhythm=self.rhythms.get(key),
            commitments=self.commitments.get(key, ()),
            deleted_after=self.last_days.get(key),
            days=reader.days_from(today),
            since=since,
            find_roster=partial(self._find_roster, deal),
        )

    def _find_roster(self, deal: Deal) -> DealRoster:
        key = (deal.team, deal.id)
        if key not in self.rosters:
            self.rosters[key] = load_roster(self.work, deal, self.rhythms.get(key, Rhythm()))
        return self.rosters[key]

    def _find_left(self, participation: Participation, today: date) -> Left:
        deal = participation.deal
        key = ((deal.team, deal.id), today)
        if key not in self.left:
            moves = self.waiting.get(key[0], ())
            # Most deals have nothing open, and of those nothing need be computed.
            self.left[key] = (
                compute_left_open(self.work, deal, moves, participation.totals, today)
                if moves
                else {}
            )
        return self.left[key]

    def sum_open(self, reader: MorningReader, today: date) -> OpenTotal:
        """All that is open in the deals in which the reader may do something about it."""
        amounts: dict[str, Decimal] = defaultdict(lambda: ZERO)
        gives = unfigured = oldest = asks = 0
        for participation in reader.participations:
            deal = participation.deal
            if not reader.hears_of(participation) or deal.is_closed:
                continue
            left = self._find_left(participation, today)
            for move in self.waiting.get((deal.team, deal.id), ()):
                asks += move.kind is Kind.ASK and move.ours and move.state in UNANSWERED
                if move.kind is not Kind.GIVE or move.no not in left:
                    continue
                gives += 1
                oldest = max(oldest, (today - move.since).days)
                amount = left[move.no]
                unfigured += amount is None
                if amount is not None:
                    amounts[deal.unit] += amount
        return OpenTotal(
            gives=gives,
            unfigured=unfigured,
            amounts=tuple(sorted(amounts.items())),
            oldest=oldest,
            asks=asks,
        )


def load_desk(
    services: Services,
    work: UnitOfWork,
    people: Mapping[TeamId, Sequence[PersonId]],
    first_day: date,
) -> MorningDesk:
    """The desk of those people; `first_day` is the first day on which any of them may have a morning."""
    readers: dict[PersonKey, MorningReader] = {}
    waiting: dict[DealKey, Sequence[Move]] = {}
    rhythms: dict[DealKey, Rhythm] = {}
    offers: dict[DealKey, Sequence[Offer]] = {}
    commitments: dict[DealKey, Sequence[Commitment]] = {}
    approvals: dict[TeamId, WaitingApprovals] = {}
    last_days: dict[DealKey, date] = {}
    for team, of_team in people.items():
        participations = _load_participations(work, team, of_team)
        deals = list({each.deal.id: None for mine in participations.values() for each in mine})
        for deal, rhythm in work.rhythms.find_many(team, deals).items():
            rhythms[team, deal] = rhythm
        approvals[team] = load_waiting_approvals(work, team)
        for deal, moves in work.ledger.list_waiting_moves(team, deals).items():
            held = approvals[team].list_drafts(deal)
            waiting[team, deal] = [move for move in moves if move.no not in held]
        for deal, ending in work.offers.list_ending(team, deals).items():
            offers[team, deal] = ending
        for deal, still_open in work.commitments.list_open_in_deals(team, deals).items():
            commitments[team, deal] = still_open
        for deal, last_day in work.retention.find_last_days(team, deals).items():
            last_days[team, deal] = last_day
        reminded = _list_reminded(participations, rhythms)
        for reader in _load_readers(services, work, team, first_day, participations):
            is_reminded = reader.person in reminded
            readers[team, reader.person] = replace(reader, is_reminded=is_reminded)
    return MorningDesk(
        services=services,
        work=work,
        readers=readers,
        waiting=waiting,
        rhythms=rhythms,
        offers=offers,
        commitments=commitments,
        approvals=approvals,
        last_days=last_days,
    )


def _list_reminded(
    participations: Mapping[PersonId, Sequence[Participation]],
    rhythms: Mapping[DealKey, Rhythm],
) -> set[PersonId]:
    """Those of the people who pressed *Remind me* in some deal of theirs."""
    found: set[PersonId] = set()
    for person, deals in participations.items():
        for each in deals:
            rhythm = rhythms.get((each.deal.team, each.deal.id))
            if rhythm is not None and person in rhythm.reminded:
                found.add(person)
    return found


def _load_participations(
    work: UnitOfWork, team: TeamId, people: Sequence[PersonId]
) -> Mapping[PersonId, Sequence[Participation]]:
    """The deals of each person: the open ones, and the closed ones that are still governed by a rhythm, in which
    something is still to be done, or that are to be deleted."""
    found: dict[PersonId, list[Participation]] = {person: [] for person in people}
    for participation in work.deals.list_participations(team, people):
        found[participation.person].append(participation)
    for participation in work.deals.list_governed_participations(team, people):
        found[participation.person].append(participation)
    return found


def _load_readers(
    services: Services,
    work: UnitOfWork,
    team: TeamId,
    first_day: date,
    participations: Mapping[PersonId, Sequence[Participation]],
) -> Iterator[MorningReader]:
    """Those of the people whom Slack told us of; whether they are reminded of anything is still to be said."""
    people = list(participations)
    known, preferences = (
        work.people.find_many(team, people),
        work.preferences.find_many(team, people),
    )
    follows = work.roles.list_follows(team, people)
    memories = work.mornings.load_memories(team, people)
    snoozed: dict[PersonId, dict[tuple[DealId, MoveNo], date]] = defaultdict(dict)
    for snooze in work.preferences.list_snoozes(team, people):
        snoozed[snooze.person][snooze.deal, snooze.move] = snooze.until
    snoozed_lines: dict[PersonId, dict[tuple[DealId, str], date]] = defaultdict(dict)
    for line in work.preferences.list_line_snoozes(team, people):
        snoozed_lines[line.person][line.deal, line.subject] = line.until
    # People of one country share its days off: looking them up is the slowest part of loading a reader.
    days_off: dict[str, DaysOff] = {}
    for person in people:
        if person not in known:
            continue
        mine = preferences.get(person) or Preferences(team=team, person=person)
        location = locate_person(mine, known[person], services.calendar)
        if location.country not in days_off:
            days_off[location.country] = location.days_off(
                services.calendar, first_day - HOLIDAYS_AROUND, 2 * HOLIDAYS_AROUND.days
            )
        yield MorningReader(
            preferences=mine,
            known=known[person],
            zone=location.zone,
            days_off=days_off[location.country],
            participations=participations[person],
            snoozed=snoozed.get(person, {}),
            snoozed_lines=snoozed_lines.get(person, {}),
            memory=memories.get(person, MorningMemory()),
            follows=follows.get(person, frozenset()),
        )
