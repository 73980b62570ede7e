"""The brief before a call, the recap after it, and the signals noted in it."""

from bot.coach import briefs
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.briefs import RecapPartyAsked
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import PartyId
from bot.language.clean import LONGEST, decode_markup
from bot.language.notes import LONGEST_NOTE, read_note
from bot.slack import own_limits
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices


def brief_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach brief`: five lines before a call."""
    return briefs.build_brief(context.actor, here.id, once=context.once, services=services.coach)


def recap_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach recap`: what both sides have moved so far, as a message to send."""
    return briefs.write_recap(context.actor, here.id, services=services.coach)


def recap_for(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The recap for one of several at the table."""
    return briefs.write_recap(context.actor, ref.deal, PartyId(ref.key), services=services.coach)


def copy_recap(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The recap where it can be marked and copied."""
    party = PartyId(ref.key) if ref.key else None
    recap = briefs.copy_recap(context.actor, ref.deal, party, services=services.coach)
    if isinstance(recap, RecapPartyAsked):
        return recap
    text = services.renderer.plain(recap, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(text))


def note_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
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
    limit = own_limits.find_limit_told(services, context, here, what)
    if limit is not None:
        # Everybody in the deal reads its notes.
        return limit
    if len(what) > LONGEST_NOTE:
        # All of it goes back, so that it can be shortened.
        raise Refused(why=RefusalReason.LONG_NOTE, deal=here, typed=decode_markup(rest[:LONGEST]))
    return briefs.note_signal(
        context.actor, here.id, about, what, once=context.once, services=services.coach
    )


def list_signals(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The signals noted so far."""
    return briefs.list_signals(context.actor, ref.deal, services=services.coach)


def remove_signals(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Removes all signals of a deal."""
    return briefs.remove_signals(context.actor, ref.deal, services=services.coach)


ROUTES = Routes(
    deal_words={
        "note": note_command,
        "notes": note_command,
        "signal": note_command,
        "signals": note_command,
    },
    coach_words={"brief": brief_command, "recap": recap_command},
    clicks={
        "recap.copy": copy_recap,
        "recap.party": recap_for,
        "signal.list": list_signals,
        "signal.remove": remove_signals,
    },
)
