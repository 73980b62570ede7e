"""A person's nudges: the first question, `/coach nudges`, `/coach start`, `/coach stop`."""

from datetime import date

from bot.coach import preferences
from bot.coach.preferences import NO_HOLIDAYS
from bot.domain.deals import Deal
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.forms.form import NotFilled
from bot.slack.forms.preferences import COUNTRY, NO_SUCH_COUNTRY, NUDGES, nudges_of, nudges_view
from bot.slack.here import Click, Slash, Submission, Word
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened
from bot.slack.where import Where


def settings(bench: Bench, where: Where, text: str) -> object:
    """`/coach nudges`: the form."""
    return FormOpened(nudges_view(preferences.settable(where.actor, desk=bench.desk)))


def start(bench: Bench, where: Where, text: str) -> object:
    """`/coach start`: messages begin."""
    return preferences.start(where.actor, desk=bench.desk)


def stop(bench: Bench, where: Where, text: str) -> object:
    """`/coach stop`: messages end, at once."""
    return preferences.stop(where.actor, desk=bench.desk)


def _pressed(act: Slash) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        return act(bench, where, "")

    return route


def _in_deal(act: Slash) -> Word:
    def route(bench: Bench, where: Where, here: Deal, rest: str) -> object:
        return act(bench, where, rest)

    return route


def set_nudges(bench: Bench, where: Where, view: Element) -> object:
    """A person's nudges from their form."""
    request = nudges_of(NUDGES.read(view), where.actor)
    if request.country not in ("", NO_HOLIDAYS) and not _known(
        bench, request.country, where.actor.today
    ):
        raise NotFilled({COUNTRY.name: NO_SUCH_COUNTRY})
    return preferences.set_nudges(request, desk=bench.desk)


def _known(bench: Bench, country: str, today: date) -> bool:
    """Whether any holidays are known there."""
    return bool(
        bench.desk.calendar.holidays(
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
