"""The brief before a call, the recap after it, and the signals noted in it."""

from bot.coach import briefs
from bot.coach.answers import NotDone, RefusalReason
from bot.domain.deals import Deal
from bot.language.clean import LONGEST, decode_markup
from bot.language.notes import LONGEST_NOTE, read_note
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices


def brief(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach brief`: five lines before a call."""
    return briefs.build_brief(context.actor, here.id, services=services.coach)


def recap(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach recap`: what both sides have moved so far, as a message to send."""
    return briefs.write_recap(context.actor, here.id, services=services.coach)


def copy_recap(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The recap where it can be marked and copied."""
    found = briefs.copy_recap(context.actor, ref.deal, services=services.coach)
    if isinstance(found, NotDone):
        return found
    said = services.renderer.plain(found, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(said))


def note(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal note buyer: went quiet when we named the date`; without words, the signals noted so far."""
    if not rest:
        return briefs.list_signals(context.actor, here.id, services=services.coach)
    about, what = read_note(rest)
    if not what:
        return Puzzled(
            command="deal",
            typed=echo(f"note {rest}"),
            example="/deal note buyer: went quiet on the date",
        )
    if len(what) > LONGEST_NOTE:
        return NotDone(why=RefusalReason.LONG_NOTE, deal=here, typed=decode_markup(rest[:LONGEST]))
    return briefs.note_signal(
        context.actor, here.id, about, what, once=context.once, services=services.coach
    )


def signals(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The signals noted so far."""
    return briefs.list_signals(context.actor, ref.deal, services=services.coach)


def remove_signals(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Removes all signals of a deal."""
    return briefs.remove_signals(context.actor, ref.deal, services=services.coach)


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
