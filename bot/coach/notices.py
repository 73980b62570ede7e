"""Messages that tell somebody once of what happened to a deal of theirs."""

from bot.coach.answers.base import Answer
from bot.coach.hours import load_delivery_hours
from bot.coach.ports import UnitOfWork
from bot.coach.records import Post
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import PersonId

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
    """Puts a direct message into the outbox: for now where today is a day of theirs or it is urgent, else for their
    hour on the next one. A key brings each of them one message for good. Whether they said yes to messages is the
    caller's to know."""
    hours = load_delivery_hours(work, deal.team, to, services=services)
    moment = services.clock.now()
    if not is_urgent:
        moment = hours.next_moment(moment, services.calendar)
    today = services.calendar.local(moment, hours.zone).date()
    known = work.people.find(deal.team, to)
    locale = known.locale if known is not None else FALLBACK_LOCALE
    body = services.render(answer, locale=locale, today=today)
    work.outbox.insert(
        Post(id=f"{key}:{to}", team=deal.team, to=to, body=body, due=moment, deal=deal.id)
    )
