"""The people of a deal as the rules of who gets a message need them (`bot.domain.recipients`)."""

from collections.abc import Sequence
from datetime import date

from bot.coach.ports import UnitOfWork
from bot.domain.deals import Deal, Role
from bot.domain.ids import PersonId
from bot.domain.preferences import Preferences
from bot.domain.recipients import Consent, DealPeople, DealPerson
from bot.domain.rhythms import Rhythm


def load_deal_people(work: UnitOfWork, deal: Deal, today: date) -> DealPeople:
    """Everybody of the deal and on its escalation path, as they stand on that day."""
    rhythm = work.rhythms.find(deal.team, deal.id) or Rhythm()
    roles = dict(work.roles.list_in_deal(deal.team, deal.id))
    path = list_path(rhythm)
    ids = list(dict.fromkeys([*roles, *path]))
    known = work.people.find_many(deal.team, ids)
    preferences = work.preferences.find_many(deal.team, ids)
    followers = frozenset(work.roles.list_followers(deal.team, deal.id))
    people: list[DealPerson] = []
    for person in ids:
        mine = preferences.get(person)
        role = roles.get(person, Role.NOBODY)
        is_reminded = person in rhythm.reminded
        # Nobody knows of somebody whom Slack never told of: they count as gone.
        is_active = person in known and known[person].member
        people.append(
            DealPerson(
                person=person,
                role=role,
                consent=judge_consent(mine, role, is_reminded=is_reminded),
                is_active=is_active,
                is_away=mine is not None and mine.is_away(today),
                is_reminded=is_reminded,
                follows=person in followers,
            )
        )
    return DealPeople(people=people, path=path)


def list_path(rhythm: Rhythm) -> Sequence[PersonId]:
    """The people on a rhythm's escalation path, in the order of its steps, each once."""
    people = [step.person for step in rhythm.escalation if step.person is not None]
    return list(dict.fromkeys(people))


def judge_consent(mine: Preferences | None, role: Role, *, is_reminded: bool) -> Consent:
    """Whether somebody wants messages about a deal: by what they said of all deals, or by *Remind me* in this one."""
    wants_any = mine is not None and mine.digest is True
    if role is not Role.NOBODY and (wants_any or is_reminded):
        return Consent.YES
    if mine is not None and mine.digest is False:
        return Consent.NO
    return Consent.UNASKED
