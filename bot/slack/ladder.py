"""What to do when they do not answer: the menu, the hold, the early give as a test."""

from bot.coach import gives, ladder
from bot.coach.requests import RecordGive
from bot.coach.requests.ladder import Hold
from bot.domain.deals import Deal
from bot.language.clean import clean
from bot.language.lines import Line
from bot.language.trials import read_trial
from bot.slack.bench import Bench
from bot.slack.here import Click, Slash, Submission, Word
from bot.slack.ids import Ref
from bot.slack.where import Where


def trial(bench: Bench, where: Where, text: str) -> object | None:
    """An early give as a test; None where the line is none."""
    line = read_trial(text, locale=where.actor.locale, today=where.actor.today)
    if not isinstance(line, Line):
        return line
    request = RecordGive(by=where.actor, line=line, typed=clean(text), once=where.once, test=True)
    return gives.record_give(request, desk=bench.desk)


def menu(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/coach menu`: what to do when they do not answer."""
    return ladder.menu(where.actor, here.id, desk=bench.desk)


def _hold(*, on: bool) -> Word:
    def route(bench: Bench, where: Where, here: Deal, rest: str) -> object:
        return ladder.hold(
            Hold(by=where.actor, deal=here.id, on=on, once=where.once), desk=bench.desk
        )

    return route


def show_menu(bench: Bench, where: Where, ref: Ref) -> object:
    """The menu from a button."""
    return ladder.menu(where.actor, ref.deal, desk=bench.desk)


def pause(bench: Bench, where: Where, ref: Ref) -> object:
    """Pause, and compare with the alternative."""
    return ladder.pause(where.actor, ref.deal, desk=bench.desk)


def ask_one(bench: Bench, where: Where, ref: Ref) -> object:
    """Ask for one specific thing."""
    return ladder.ask_one(where.actor, ref.deal, desk=bench.desk)


def accept(bench: Bench, where: Where, ref: Ref) -> object:
    """Accept it as it stands."""
    return ladder.accept(where.actor, ref.deal, desk=bench.desk)


def _press(*, on: bool) -> Click:
    def route(bench: Bench, where: Where, ref: Ref) -> object:
        return ladder.hold(
            Hold(by=where.actor, deal=ref.deal, on=on, once=where.once), desk=bench.desk
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
