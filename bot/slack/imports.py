"""Moves from a file."""

from bot.coach import deals, imports
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.clean import decode_markup
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.imports import IMPORT, ROWS, import_view
from bot.slack.replies import FormOpened
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def import_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal import`: the form that takes rows from a spreadsheet; what was typed stands in it."""
    found = deals.find_deal_to_record_in(context.actor, here.id, services=services.coach)
    return FormOpened(import_view(found, decode_markup(rest)[: ROWS.longest]))


def check_import(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the rows would record."""
    filled = IMPORT.read(view)
    deal = DealId(filled.metadata.deal)
    return imports.check_import(context.actor, deal, filled.need(ROWS), services=services.coach)


def record_import(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Records the rows that were looked at."""
    return imports.import_waiting(
        context.actor, ref.deal, ref.key, once=context.once, services=services.coach
    )


ROUTES = Routes(
    deal_words={"import": import_command},
    clicks={"import.record": record_import},
    submissions={"import.check": check_import},
)
