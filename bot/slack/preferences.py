"""A person's nudges: the first question, `/coach nudges`, `/coach start`, `/coach stop`."""

from datetime import date

from bot.coach import preferences
from bot.coach.preferences import NO_HOLIDAYS
from bot.domain.deals import Deal
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.form import NotFilled
from bot.slack.forms.preferences import COUNTRY, NO_SUCH_COUNTRY, NUDGES, nudges_of, nudges_view
from bot.slack.replies import FormOpened
from bot.slack.routing import Click, Slash, Submission, Word
from bot.slack.services import SlackServices


def settings(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/coach nudges`: the form."""
    return FormOpened(
        nudges_view(preferences.show_nudge_settings(context.actor, services=services.coach))
    )


def start(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/coach start`: messages begin."""
    return preferences.start_nudges(context.actor, services=services.coach)


def stop(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/coach stop`: messages end, at once."""
    return preferences.stop_nudges(context.actor, services=services.coach)


def _pressed(act: Slash) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        return act(services, context, "")

    return route


def _in_deal(act: Slash) -> Word:
    def route(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
        return act(services, context, rest)

    return route


def set_nudges(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A person's nudges from their form."""
    request = nudges_of(NUDGES.read(view), context.actor)
    if request.country not in ("", NO_HOLIDAYS) and not _known(
        services, request.country, context.actor.today
    ):
        raise NotFilled({COUNTRY.name: NO_SUCH_COUNTRY})
    return preferences.set_nudges(request, services=services.coach)


def _known(services: SlackServices, country: str, today: date) -> bool:
    """Whether any holidays are known there."""
    return bool(
        services.coach.calendar.holidays(
            country, today.replace(month=1, day=1), today.replace(month=12, day=31)
        )
    )


ANYWHERE: dict[str, Slash] = {"nudges": settings, "start": start, "stop": stop}
"""What may follow `/coach` wherever it is typed, whether a deal is open there or not."""

COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {}
COACH_WORDS: dict[str, Word] = {word: _in_deal(act) for word, act in ANYWHERE.items()}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "nudges.yes": _pressed(start),
    "nudges.no": _pressed(stop),
    "nudges.settings": _pressed(settings),
}
SUBMISSIONS: dict[str, Submission] = {"nudges.set": set_nudges}
