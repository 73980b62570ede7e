"""Messages that tell somebody once of what happened to a deal of theirs."""

from datetime import date, datetime

from bot.coach.answers.base import Answer
from bot.coach.hours import DeliveryHours, load_delivery_hours
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import PersonId, TeamId

FALLBACK_LOCALE = "en-US"


def post_notice(
    services: Services,
    work: UnitOfWork,
    deal: Deal,
    to: PersonId,
    answer: Answer,
    key: str,
    *,
    is_urgent: bool = False,
) -> None:
    """Puts a direct message into the outbox: for now in their working hours or where it is urgent, else for their
    hour on the next day of theirs. A key brings each of them one message for good. Whether they said yes to messages is
    the caller's to know."""
    hours = load_delivery_hours(work, deal.team, to, services=services)
    moment = services.clock.now()
    if not is_urgent:
        moment = hours.next_moment(moment, services.calendar)
    id_ = f"{key}:{to}"
    _post(services, work, deal.team, answer, id_=id_, to=to, hours=hours, moment=moment, about=deal)


def post_to_person(
    services: Services, work: UnitOfWork, team: TeamId, to: PersonId, answer: Answer, key: str
) -> None:
    """The same of something that is about no deal."""
    hours = load_delivery_hours(work, team, to, services=services)
    moment = hours.next_moment(services.clock.now(), services.calendar)
    _post(services, work, team, answer, id_=f"{key}:{to}", to=to, hours=hours, moment=moment)


def reminder_post_prefix(person: PersonId) -> str:
    """What the ids of all reminders to a person begin with, so that those on their way can be held back."""
    return f"rhythm:{person}:"


def post_reminder(
    services: Services,
    work: UnitOfWork,
    deal: Deal,
    to: PersonId,
    answer: Answer,
    key: str,
    *,
    binds_on: date | None = None,
) -> None:
    """The same of something that a rhythm counts on the person for: it is given up where they stop being reminded. It
    comes on a day off where that is the day it `binds_on`."""
    hours = load_delivery_hours(work, deal.team, to, services=services)
    moment = hours.next_moment(services.clock.now(), services.calendar, binds_on=binds_on)
    id_ = f"{reminder_post_prefix(to)}{deal.id}:{key}"
    _post(services, work, deal.team, answer, id_=id_, to=to, hours=hours, moment=moment, about=deal)


def _post(
    services: Services,
    work: UnitOfWork,
    team: TeamId,
    answer: Answer,
    *,
    id_: str,
    to: PersonId,
    hours: DeliveryHours,
    moment: datetime,
    about: Deal | None = None,
) -> None:
    today = services.calendar.local(moment, hours.zone).date()
    known = work.people.find(team, to)
    locale = known.locale if known is not None else FALLBACK_LOCALE
    body = services.render(answer, locale=locale, today=today)
    work.outbox.insert(
        Post(
            id=id_,
            team=team,
            to=to,
            body=body,
            due=moment,
            deal=about.id if about is not None else None,
        )
    )
