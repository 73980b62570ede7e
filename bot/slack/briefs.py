"""The brief before a call, the recap after it, and the signals noted in it."""

from bot.coach import briefs
from bot.coach.answers import NotDone, Why
from bot.domain.deals import Deal
from bot.language.clean import LONGEST, decode
from bot.language.notes import LONGEST_NOTE, read_note
from bot.slack.bench import Bench
from bot.slack.forms.trades import copy_view
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.where import Where


def brief(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/coach brief`: five lines before a call."""
    return briefs.brief(where.actor, here.id, desk=bench.desk)


def recap(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/coach recap`: what both sides have moved so far, as a message to send."""
    return briefs.recap(where.actor, here.id, desk=bench.desk)


def copy_recap(bench: Bench, where: Where, ref: Ref) -> object:
    """The recap where it can be marked and copied."""
    found = briefs.recap_text(where.actor, ref.deal, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    said = bench.renderer.plain(found, locale=where.actor.locale, today=where.actor.today)
    return FormOpened(copy_view(said))


def note(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal note buyer: went quiet when we named the date`; without words, the signals noted so far."""
    if not rest:
        return briefs.signals(where.actor, here.id, desk=bench.desk)
    about, what = read_note(rest)
    if not what:
        return Puzzled(
            command="deal",
            typed=echo(f"note {rest}"),
            example="/deal note buyer: went quiet on the date",
        )
    if len(what) > LONGEST_NOTE:
        return NotDone(why=Why.LONG_NOTE, deal=here, typed=decode(rest[:LONGEST]))
    return briefs.note_signal(where.actor, here.id, about, what, once=where.once, desk=bench.desk)


def signals(bench: Bench, where: Where, ref: Ref) -> object:
    """The signals noted so far."""
    return briefs.signals(where.actor, ref.deal, desk=bench.desk)


def remove_signals(bench: Bench, where: Where, ref: Ref) -> object:
    """Removes all signals of a deal."""
    return briefs.remove_signals(where.actor, ref.deal, desk=bench.desk)


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"note": note, "notes": note, "signal": note, "signals": note}
COACH_WORDS: dict[str, Word] = {"brief": brief, "recap": recap}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "recap.copy": copy_recap,
    "signal.list": signals,
    "signal.remove": remove_signals,
}
SUBMISSIONS: dict[str, Submission] = {}
