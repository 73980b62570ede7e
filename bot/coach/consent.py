"""Consent: nobody is written to before they said yes once. Who is named for a day that binds us, or next in line for a
deal whose owner left, is asked by one message, once for good."""

from dataclasses import replace
from datetime import date

from bot.coach.actors import Actor
from bot.coach.answers.handovers import AskedFor, ConsentAsked
from bot.coach.hours import load_preferences
from bot.coach.notices import post_notice
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.preferences import ConsentAnswer, ConsentAsk


def may_be_asked(work: UnitOfWork, team: TeamId, person: PersonId) -> bool:
    """Whether somebody may get the one message that asks: they never said yes or no, and were never asked by one."""
    preferences = load_preferences(work, team, person)
    if preferences is not None and preferences.digest is not None:
        return False
    return not work.preferences.list_consent_asks(team, [person])


def ask_for_consent(
    services: Services,
    work: UnitOfWork,
    deal: Deal,
    person: PersonId,
    why: AskedFor,
    *,
    on: date | None = None,
) -> bool:
    """Asks somebody by their one message; returns whether they were."""
    if not may_be_asked(work, deal.team, person):
        return False
    ask = ConsentAsk(person=person, deal=deal.id, at=services.clock.now())
    work.preferences.save_consent_ask(deal.team, ask)
    answer = ConsentAsked(deal=deal, why=why, on=on)
    # Without the deal in its key: there is one such message for good.
    post_notice(services, work, deal, person, answer, "consent")
    return True


def find_ask(work: UnitOfWork, actor: Actor, deal: DealId) -> ConsentAsk | None:
    """The message that asked the person about that deal; None where none did."""
    for ask in work.preferences.list_consent_asks(actor.team, [actor.person]):
        if ask.deal == deal:
            return ask
    return None


def save_answer(work: UnitOfWork, team: TeamId, ask: ConsentAsk, answer: ConsentAnswer) -> None:
    """Remembers what somebody said who was asked."""
    work.preferences.save_consent_ask(team, replace(ask, answer=answer))
