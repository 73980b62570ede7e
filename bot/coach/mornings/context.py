"""What the lines of a morning are found from: a reader, and one of their deals."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.coach.hours import DeliveryHours
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import DealRoster
from bot.coach.records import Participation, Person
from bot.coach.services import Services
from bot.domain.calendar import DaysOff
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.digests import Left
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.mornings import MorningDays, MorningMemory, is_first_of_week, start_of_week
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.preferences import Preferences
from bot.domain.recipients import RECORDING_ROLES
from bot.domain.rhythms import Rhythm

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningReader:
    """One person, with everything that their mornings are built from.

    `days_off` are those where they are, in the time zone `zone`; `snoozed` says until when each move stays out;
    `snoozed_lines` the same of lines about no move, by their subject;
    `follows` are deals that they chose to follow whatever their role; `is_reminded`: *Remind me* was pressed in some
    deal.
    """

    preferences: Preferences
    known: Person
    zone: str
    days_off: DaysOff
    participations: Sequence[Participation]
    snoozed: Mapping[tuple[DealId, MoveNo], date]
    memory: MorningMemory
    snoozed_lines: Mapping[tuple[DealId, str], date] = field(default_factory=dict)
    follows: AbstractSet[DealId] = frozenset()
    is_reminded: bool = False

    @property
    def person(self) -> PersonId:
        """Who it is."""
        return self.preferences.person

    @property
    def team(self) -> TeamId:
        """The workspace they are in."""
        return self.preferences.team

    @property
    def said_yes(self) -> bool:
        """Whether they want to be told of everything that falls due, and not only what they asked to be reminded of."""
        return self.preferences.digest is True

    def hears_of(self, participation: Participation) -> bool:
        """Whether what waits in a deal is told to them: they can do something about it, or follow it."""
        is_followed = participation.deal.id in self.follows
        return participation.role in RECORDING_ROLES or is_followed

    @property
    def hours(self) -> DeliveryHours:
        """When messages may reach them."""
        return DeliveryHours(preferences=self.preferences, zone=self.zone, days_off=self.days_off)

    def next_day(self, first: date) -> date | None:
        """The first day from `first` on that may bring them a message; None where they want none."""
        if not self.said_yes and not self.is_reminded:
            return None
        return self.preferences.next_day(first, self.days_off)

    def is_first_of_week(self, day: date) -> bool:
        """Whether the day is their first of its week: then it is summed up what stays open."""
        previous = self.preferences.last_day(day, self.days_off)
        return is_first_of_week(day, previous, self.days_off)

    def days_from(self, today: date) -> MorningDays:
        """The morning of that day and the two after it."""
        following = self.preferences.next_day(today + DAY, self.days_off) or today + DAY
        after = self.preferences.next_day(following + DAY, self.days_off) or following + DAY
        return MorningDays(today=today, next=following, after=after)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMorning:
    """One deal on one morning of one reader: what a provider finds its lines from.

    `moves` are the open moves and what waits, somebody else's drafts among them; `left` what is left open of each
    give; `offers` those on the table that stand until a day; `commitments` what is still to be done. `since` is the
    first day that the message covers: usually today, earlier after an outage.
    """

    services: Services
    work: UnitOfWork
    reader: MorningReader
    participation: Participation
    moves: Sequence[Move]
    left: Left
    offers: Sequence[Offer]
    rhythm: Rhythm | None
    commitments: Sequence[Commitment]
    days: MorningDays
    since: date
    deleted_after: date | None
    """The last day of a closed deal that is deleted for its age, once that was announced."""
    find_roster: Callable[[], DealRoster]
    """The people of the deal, loaded when they are first asked for."""

    @property
    def deal(self) -> Deal:
        """The deal."""
        return self.participation.deal

    @property
    def today(self) -> date:
        """The day of the message, where the reader is."""
        return self.days.today

    @property
    def week_until(self) -> date:
        """The last day of those for which what is asked once more is asked today: on the first morning of a week for
        all of it, so that such questions make no messages of their own."""
        if not self.reader.is_first_of_week(self.today):
            return self.today
        return start_of_week(self.today, self.reader.days_off) + WEEK - DAY
