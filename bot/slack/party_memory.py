"""How a company answered before, as Slack shows it."""

from bot.coach import party_memory
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.party_memory import PartyVerdict
from bot.language.clean import clean_text
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Click, Routes
from bot.slack.services import SlackServices

LONGEST_NAME = 80


def history_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach history`, `/coach history Acme`."""
    name = " ".join(clean_text(rest).split())[:LONGEST_NAME]
    return party_memory.show_party_history(context.actor, here.id, name, services=services.coach)


def show_history(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The history of the deal's party, or of the one at that place of several."""
    found = party_memory.show_party_history(context.actor, ref.deal, services=services.coach)
    if not found.names or not ref.key:
        return found
    if not ref.key.isdecimal() or len(ref.key) > 2 or int(ref.key) >= len(found.names):
        raise Refused(why=RefusalReason.CHANGED)
    name = found.names[int(ref.key)]
    return party_memory.show_party_history(context.actor, ref.deal, name, services=services.coach)


def _rule(verdict: PartyVerdict) -> Click:
    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        other = DealId(ref.key) if ref.key else None
        return party_memory.rule_on_party(
            context.actor, ref.deal, verdict, other, services=services.coach
        )

    return click


ROUTES = Routes(
    coach_words={"history": history_command},
    clicks={
        "party.history": show_history,
        "party.company": _rule(PartyVerdict.COMPANY),
        "party.person": _rule(PartyVerdict.PERSON),
        "party.same": _rule(PartyVerdict.SAME),
        "party.different": _rule(PartyVerdict.DIFFERENT),
    },
)
