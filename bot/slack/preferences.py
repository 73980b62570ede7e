"""A person's nudges: the first question, `/coach nudges`, `/coach start`, `/coach stop`."""

from datetime import timedelta

from bot.coach import preferences
from bot.coach.answers.base import Answer
from bot.coach.hours import NO_HOLIDAYS
from bot.domain.deals import Deal
from bot.language.commands import english_word
from bot.language.holds import read_new_day
from bot.language.languages import language_of
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.form import NotFilled
from bot.slack.forms.preferences import (
    COUNTRY,
    NO_PLACE_OR_DASH,
    NUDGES,
    nudges_view,
    read_nudges,
)
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import AnywhereWord, Click, DealWord, Routes, SlashCommand, echo
from bot.slack.services import SlackServices

DAY = timedelta(days=1)
LONGEST_MUTE = timedelta(days=366)


def open_settings(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach nudges`: the form."""
    found = preferences.show_nudge_settings(context.actor, services=services.coach)
    return FormOpened(nudges_view(found))


def start_nudges(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach start`: messages begin."""
    return preferences.start_nudges(context.actor, services=services.coach)


def stop_nudges(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach stop`: messages end, at once."""
    return preferences.stop_nudges(context.actor, services=services.coach)


def mute_nudges(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach mute`: a week of quiet; `/coach mute until Friday`, `/coach mute 2 weeks`; `/coach mute off`."""
    actor = context.actor
    language = language_of(actor.locale)
    if not text:
        return preferences.mute_nudges(actor, services=services.coach)
    if english_word(text.strip().casefold(), language) == "off":
        return preferences.unmute_nudges(actor, services=services.coach)
    # They name the day on which messages come again; the quiet ends the day before.
    first = read_new_day(text, locale=actor.locale, today=actor.today)
    if first is None or not actor.today < first <= actor.today + LONGEST_MUTE:
        return Puzzled(
            command="coach", typed=echo(f"mute {text}"), example="/coach mute until Friday"
        )
    return preferences.mute_nudges(actor, first - DAY, services=services.coach)


def unmute_nudges(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach unmute`: messages come again."""
    return preferences.unmute_nudges(context.actor, services=services.coach)


def _as_click(command: SlashCommand) -> Click:
    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return command(services, context, "")

    return click


def _as_word(command: SlashCommand) -> DealWord:
    def word(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
        return command(services, context, rest)

    return word


def set_nudges(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A person's nudges from their form."""
    wanted = read_nudges(NUDGES.read(view), context.actor)
    if wanted.country not in ("", NO_HOLIDAYS):
        require_known_country(services, wanted.country, field=COUNTRY.name, why=NO_PLACE_OR_DASH)
    return preferences.set_nudges(wanted, services=services.coach)


def require_known_country(services: SlackServices, country: str, *, field: str, why: str) -> None:
    """Raises `NotFilled` where no country or region has that code: a form alone can only tell whether it looks like
    one."""
    if not services.coach.calendar.knows_country(country):
        raise NotFilled({field: why})


ROUTES = Routes(
    coach_words={
        "nudges": AnywhereWord(anywhere=open_settings, in_deal=_as_word(open_settings), alone=True),
        "start": AnywhereWord(anywhere=start_nudges, in_deal=_as_word(start_nudges), alone=True),
        "stop": AnywhereWord(anywhere=stop_nudges, in_deal=_as_word(stop_nudges), alone=True),
        "mute": AnywhereWord(anywhere=mute_nudges, in_deal=_as_word(mute_nudges)),
        "unmute": AnywhereWord(anywhere=unmute_nudges, in_deal=_as_word(unmute_nudges), alone=True),
    },
    clicks={
        "nudges.yes": _as_click(start_nudges),
        "nudges.no": _as_click(stop_nudges),
        "nudges.settings": _as_click(open_settings),
        "nudges.unmute": _as_click(unmute_nudges),
    },
    submissions={"nudges.set": set_nudges},
)
