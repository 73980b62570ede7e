"""Measures of one deal in full, over one's own deals and over all, as Slack shows them."""

from bot.coach import deals, pooled_measures
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.replies import Puzzled
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices

OWN = frozenset({"mine", "my", "own", "all", "meine", "eigene", "alle"})
TEAM = frozenset({"team", "workspace"})


def measures_anywhere(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/coach measures mine`, `/coach measures team`; alone where there is no deal, over one's own deals."""
    word = rest.strip().casefold()
    if word in TEAM:
        return pooled_measures.measure_team(context.actor, services=services.coach)
    has_deal = deals.has_deal_here(context.actor, services=services.coach)
    if word in OWN or (not word and not has_deal):
        return pooled_measures.measure_own_deals(context.actor, services=services.coach)
    return None


def measures_of_deal(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach measures`: all measures of the deal here."""
    if rest:
        return Puzzled(
            command="coach", typed=echo(f"measures {rest}"), example="/coach measures mine"
        )
    return pooled_measures.measure_one_deal(context.actor, here.id, services=services.coach)


def show_own(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The measures over one's own deals, from a button."""
    return pooled_measures.measure_own_deals(context.actor, services=services.coach)


ROUTES = Routes(
    coach_words={
        "measures": AnywhereWord(anywhere=measures_anywhere, in_deal=measures_of_deal),
    },
    clicks={"measures.mine": show_own},
)
