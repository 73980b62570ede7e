"""The people of a deal as the rules of who gets a message need them (`bot.domain.recipients`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coach.admins import list_admins_to_tell
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Person
from bot.domain.checkins import CHECK_IN_CAUSES, CheckIn, Reminder
from bot.domain.deals import Deal, Role
from bot.domain.ids import PersonId
from bot.domain.preferences import Preferences
from bot.domain.recipients import (
    Consent,
    DealPeople,
    DealPerson,
    LineFacts,
    Recipients,
    Urgency,
    Voice,
    resolve_recipients,
)
from bot.domain.rhythms import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRoster:
    """Everybody of a deal and on its escalation path, loaded once for any day."""

    roles: Mapping[PersonId, Role]
    rhythm: Rhythm
    known: Mapping[PersonId, Person]
    preferences: Mapping[PersonId, Preferences]
    followers: frozenset[PersonId]
    asked: frozenset[PersonId]
    admins: Sequence[PersonId]

    def as_of(self, day: date) -> DealPeople:
        """The people as they stand on that day: who is away changes."""
        path = list_path(self.rhythm)
        ids = dict.fromkeys([*self.roles, *path])
        people = [self._describe(person, day) for person in ids]
        return DealPeople(people=people, path=path, admins=self.admins)

    def _describe(self, person: PersonId, day: date) -> DealPerson:
        mine = self.preferences.get(person)
        known = self.known.get(person)
        role = self.roles.get(person, Role.NOBODY)
        return DealPerson(
            person=person,
            role=role,
            consent=judge_consent(mine, role, was_asked=person in self.asked),
            # Nobody knows of somebody whom Slack never told of: they count as gone.
            is_active=known is not None and known.member,
            is_away=mine is not None and mine.is_away(day),
            is_reminded=person in self.rhythm.reminded,
            is_quiet=person in self.rhythm.quiet,
            follows=person in self.followers,
        )


def load_roster(work: UnitOfWork, deal: Deal, rhythm: Rhythm | None = None) -> DealRoster:
    """The people of a deal. `rhythm` is its rhythm, where it is known already."""
    if rhythm is None:
        rhythm = work.rhythms.find(deal.team, deal.id) or Rhythm()
    roles = dict(work.roles.list_in_deal(deal.team, deal.id))
    ids = list(dict.fromkeys([*roles, *list_path(rhythm)]))
    asks = work.preferences.list_consent_asks(deal.team, ids)
    return DealRoster(
        roles=roles,
        rhythm=rhythm,
        known=work.people.find_many(deal.team, ids),
        preferences=work.preferences.find_many(deal.team, ids),
        followers=frozenset(work.roles.list_followers(deal.team, deal.id)),
        asked=frozenset(ask.person for ask in asks),
        admins=list_admins_to_tell(work, deal.team),
    )


def load_deal_people(work: UnitOfWork, deal: Deal, today: date) -> DealPeople:
    """Everybody of the deal and on its escalation path, as they stand on that day."""
    return load_roster(work, deal).as_of(today)


def list_path(rhythm: Rhythm) -> Sequence[PersonId]:
    """The people on a rhythm's escalation path, in the order of its steps, each once."""
    people = [step.person for step in rhythm.escalation if step.person is not None]
    return list(dict.fromkeys(people))


def judge_consent(mine: Preferences | None, role: Role, *, was_asked: bool) -> Consent:
    """Whether somebody wants messages about a deal, by what they said of all deals. Somebody without a role in it may
    only be asked, whatever they said of others."""
    digest = mine.digest if mine is not None else None
    if digest is False:
        return Consent.NO
    if digest is True and role is not Role.NOBODY:
        return Consent.YES
    return Consent.ASKED if was_asked else Consent.UNASKED


def resolve_reminder(
    reminder: Reminder, checkins: Iterable[CheckIn], roster: DealRoster
) -> Recipients:
    """Who gets a reminder of a check-in or of a date of the contract."""
    rhythm = roster.rhythm
    turn: list[PersonId | None] = []
    if reminder.rung:
        turn.append(rhythm.escalation[reminder.rung - 1].person)
    if reminder.cause in CHECK_IN_CAUSES:
        turn += [checkin.owner for checkin in checkins if checkin.no == reminder.no]
    turn.append(rhythm.owner)
    line = LineFacts(
        urgency=_judge_urgency(reminder),
        turn=[person for person in turn if person is not None],
    )
    return resolve_recipients(line, roster.as_of(reminder.day))


def _judge_urgency(reminder: Reminder) -> Urgency:
    if not reminder.is_of_check_in:
        return Urgency.BINDING
    return Urgency.IN_TURN if reminder.is_late else Urgency.AHEAD


def find_addressees(
    work: UnitOfWork, deal: Deal, today: date, *, turn: Sequence[PersonId | None] = ()
) -> list[PersonId]:
    """Who is told at once of something that happened to a deal: the first whom a message reaches of those whose turn it
    is, the owners and whoever comes after them; nobody who never said yes, and no admin, who sees nothing of a deal."""
    line = LineFacts(
        urgency=Urgency.IN_TURN, turn=[person for person in turn if person is not None]
    )
    found = resolve_recipients(line, load_deal_people(work, deal, today))
    return [each.person for each in found.told if each.voice is not Voice.ADMIN]
