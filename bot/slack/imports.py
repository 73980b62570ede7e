"""Moves from a file."""

from bot.coach import deals, imports
from bot.coach.answers.base import Answer
from bot.coach.answers.imports import ColumnsAsked
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.clean import decode_text
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.imports import COLUMNS, IMPORT, ROWS, columns_view, import_view, read_columns
from bot.slack.replies import FormOpened
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def import_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal import`: the form that takes rows from a spreadsheet; what was typed stands in it."""
    found = deals.find_deal_to_record_in(context.actor, here.id, services=services.coach)
    return FormOpened(import_view(found, decode_text(rest)[: ROWS.longest]))


def check_import(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the rows would record, or the form that asks what their columns are."""
    filled = IMPORT.read(view)
    deal = DealId(filled.metadata.deal)
    answer = imports.check_import(context.actor, deal, filled.need(ROWS), services=services.coach)
    return _ask_or_answer(answer)


def choose_columns(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the rows would record, now that somebody said what their columns are."""
    filled = COLUMNS.read(view)
    deal, sheet = DealId(filled.metadata.deal), filled.metadata.aim
    answer = imports.choose_columns(
        context.actor, deal, sheet, read_columns(filled), services=services.coach
    )
    return _ask_or_answer(answer)


def open_columns(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that says what the columns of the rows were read as."""
    asked = imports.ask_columns(context.actor, ref.deal, ref.key, services=services.coach)
    return FormOpened(columns_view(asked), instead=True)


def _ask_or_answer(answer: Answer) -> Answer:
    if isinstance(answer, ColumnsAsked):
        return FormOpened(columns_view(answer), instead=True)
    return answer


def record_import(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Records the rows that were looked at."""
    return imports.import_waiting(
        context.actor, ref.deal, ref.key, once=context.once, services=services.coach
    )


ROUTES = Routes(
    deal_words={"import": import_command},
    clicks={"import.record": record_import, "import.ask_columns": open_columns},
    submissions={"import.check": check_import, "import.columns": choose_columns},
)
