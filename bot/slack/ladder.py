"""What to do when they do not answer: the menu, the hold, the early give as a test."""

from bot.coach import gives, ladder
from bot.coach.requests import RecordGive
from bot.coach.requests.ladder import Hold
from bot.domain.deals import Deal
from bot.language.clean import clean_text
from bot.language.lines import ParsedLine
from bot.language.trials import read_trial
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Click, Slash, Submission, Word
from bot.slack.services import SlackServices


def trial(services: SlackServices, context: RequestContext, text: str) -> object | None:
    """An early give as a test; None where the line is none."""
    line = read_trial(text, locale=context.actor.locale, today=context.actor.today)
    if not isinstance(line, ParsedLine):
        return line
    request = RecordGive(
        by=context.actor, line=line, typed=clean_text(text), once=context.once, test=True
    )
    return gives.record_give(request, services=services.coach)


def menu(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach menu`: what to do when they do not answer."""
    return ladder.show_ladder(context.actor, here.id, services=services.coach)


def _hold(*, on: bool) -> Word:
    def route(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
        return ladder.set_hold(
            Hold(by=context.actor, deal=here.id, on=on, once=context.once), services=services.coach
        )

    return route


def show_menu(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The menu from a button."""
    return ladder.show_ladder(context.actor, ref.deal, services=services.coach)


def pause(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Pause, and compare with the alternative."""
    return ladder.show_pause(context.actor, ref.deal, services=services.coach)


def ask_one(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Ask for one specific thing."""
    return ladder.show_one_ask(context.actor, ref.deal, services=services.coach)


def accept(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Accept it as it stands."""
    return ladder.show_acceptance(context.actor, ref.deal, services=services.coach)


def _press(*, on: bool) -> Click:
    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        return ladder.set_hold(
            Hold(by=context.actor, deal=ref.deal, on=on, once=context.once), services=services.coach
        )

    return route


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"hold": _hold(on=True), "resume": _hold(on=False)}
COACH_WORDS: dict[str, Word] = {"menu": menu}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "ladder.menu": show_menu,
    "ladder.pause": pause,
    "ladder.ask": ask_one,
    "ladder.accept": accept,
    "hold.begin": _press(on=True),
    "hold.end": _press(on=False),
}
SUBMISSIONS: dict[str, Submission] = {}
