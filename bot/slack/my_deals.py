"""A person's deals as lists: pages, which of them, and the search by name."""

from uuid import uuid4

from bot.coach import my_deals
from bot.coach.answers.base import Answer
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.fields import Text
from bot.slack.forms.form import Form, FormMetadata
from bot.slack.home_places import read_page, read_rows
from bot.slack.replies import FormOpened, HomeTurned
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices

NAME = Text(name="name", label="Name of the deal, or a part of it", longest=80)
SEARCH = Form(route="deals.search", title="Find a deal", submit="Find", fields=(NAME,))


def find_typed(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/deal find acme`; without a name, the form that asks for one."""
    if not rest:
        return _open_search()
    return my_deals.find_deals(context.actor, echo(rest), services=services.coach)


def _open_search() -> FormOpened:
    return FormOpened(SEARCH.view(FormMetadata(once=uuid4().hex)))


def open_search(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that asks for a name."""
    return _open_search()


def search(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The deals whose names are like what was typed into the form."""
    typed = SEARCH.read(view).need(NAME)
    return my_deals.find_deals(context.actor, typed, services=services.coach)


def turn_home(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Another page in Home, other deals there, or other rows of a list of what waits."""
    rows = read_rows(ref.key)
    return HomeTurned(rows=rows) if rows else HomeTurned(deals=read_page(ref.key))


def turn_list(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Another page of the list, or other deals in it."""
    which, page = read_page(ref.key)
    return my_deals.list_my_deals(context.actor, which=which, page=page, services=services.coach)


ROUTES = Routes(
    deal_words={"find": AnywhereWord(anywhere=find_typed)},
    clicks={"home.turn": turn_home, "deals.turn": turn_list, "deals.search": open_search},
    submissions={"deals.search": search},
)
