"""Where a deal stands, and its ledger page by page."""

from bot.coach import deals, direct, log, my_deals
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.slack.button_values import ButtonValue, read_key_number
from bot.slack.context import RequestContext
from bot.slack.replies import ChartAlone, Whole
from bot.slack.routing import AnywhereWord, Routes
from bot.slack.services import SlackServices


def show_status(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal`, `/deal status`: where the deal stands."""
    return log.show_status(context.actor, here.id, services=services.coach)


def list_deals_where_none_is(
    services: SlackServices, context: RequestContext, rest: str
) -> Answer | None:
    """`/deal` where no deal is open: the person's deals."""
    if deals.has_deal_here(context.actor, services=services.coach):
        return None
    return my_deals.list_my_deals(context.actor, services=services.coach)


def show_status_of(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Where a deal stands."""
    return log.show_status(context.actor, ref.deal, services=services.coach)


def show_log(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal log`, `/deal log 2`: a page of the ledger; `/deal log #3`: one move."""
    number = read_key_number(rest.lstrip("#"))
    if rest.startswith("#") and number is not None:
        return log.show_move(context.actor, here.id, MoveNo(number), services=services.coach)
    page = 1 if number is None else number
    return log.show_log(context.actor, here.id, page=page, services=services.coach)


def show_page(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A page of the ledger."""
    return log.show_log(context.actor, ref.deal, page=ref.number or 1, services=services.coach)


SHOW_CHART = "chart.show"
"""The route of the button that stands for a chart."""
CHART_OF_LOG = "log"
"""The key of the button for the chart of the ledger, which is drawn anew; any other is an answer in memory."""


def show_chart(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The chart of an answer, for whoever got it. Raises `Refused` where this process does not know the answer."""
    if ref.key == CHART_OF_LOG:
        ledger = log.show_log(context.actor, ref.deal, page=1, services=services.coach)
        return ChartAlone(answer=ledger)
    found = services.folded.find(ref.key)
    if found is not None and found[0] == context.actor.person:
        return Whole(message=found[1], charts_only=True)
    if not ref.deal:
        raise Refused(why=RefusalReason.FORGOTTEN)
    deal = direct.find_deal(context.actor, ref.deal, services=services.coach)
    raise Refused(why=RefusalReason.FORGOTTEN, deal=deal)


ROUTES = Routes(
    deal_words={
        "": AnywhereWord(anywhere=list_deals_where_none_is, in_deal=show_status),
        "status": show_status,
        "log": show_log,
        "ledger": show_log,
    },
    clicks={"deal.show": show_status_of, "deal.log": show_page, SHOW_CHART: show_chart},
)
