"""`/deal settings workspace`: what an admin sets for all new deals."""

from bot.coach import workspace_overview, workspaces
from bot.coach.answers.base import Answer
from bot.domain.ids import PersonId
from bot.slack import privacy
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, read_key_number
from bot.slack.context import RequestContext
from bot.slack.errors import Refusal
from bot.slack.forms.form import NotFilled
from bot.slack.forms.policies import SPEAKING, read_thresholds
from bot.slack.forms.workspaces import (
    ADMINS,
    PLAN_GRACE,
    WORKSPACE,
    read_leads,
    read_learning,
    read_private_only,
    read_whom_to_ask,
    workspace_view,
)
from bot.slack.replies import FormOpened
from bot.slack.routing import AnywhereWord, Routes
from bot.slack.services import SlackServices
from bot.translations import N_

OF_THE_WORKSPACE = frozenset({"workspace", "all", "alle"})
"""What follows `/deal settings` where the workspace is meant."""
DEAL_BY_DEAL = frozenset(
    {"deals", "by deal", "deal by deal", "je deal", "pro deal", "deal für deal"}
)
"""What follows `/giveget overview` where each deal is meant."""

ONLY_MEMBERS = N_("Please choose full members of this workspace.")


def open_settings(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/deal settings workspace`: the form for the policy that new deals start with. `/deal settings data`: for how
    long its data stays."""
    data_form = privacy.open_settings(services, context, rest)
    if data_form is not None:
        return data_form
    if rest.casefold() not in OF_THE_WORKSPACE:
        return None
    return show_settings(services, context)


def show_settings_of_all(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/giveget settings`, `/giveget settings data`."""
    form = privacy.open_settings(services, context, rest)
    return show_settings(services, context) if form is None else form


def show_settings(services: SlackServices, context: RequestContext) -> Answer:
    """`/giveget settings`: the same form."""
    found = workspaces.show_workspace_settings(context.actor, services=services.coach)
    return FormOpened(workspace_view(found))


def show_overview(services: SlackServices, context: RequestContext, rest: str) -> Answer:
    """`/giveget overview`: how much is in use and what is set, for an admin; `/giveget overview deals`: deal by deal.
    Whatever else follows changes nothing of it."""
    if rest.casefold() in DEAL_BY_DEAL:
        return workspace_overview.list_deals(context.actor, services=services.coach)
    return workspace_overview.show_overview(context.actor, services=services.coach)


def press_overview(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same from a button."""
    return show_overview(services, context, "")


def turn_deals(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A page of the deals in numbers; the button's key is the page."""
    page = read_key_number(ref.key) or 1
    return workspace_overview.list_deals(context.actor, page=page, services=services.coach)


def press_settings(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form of the settings from a button."""
    return show_settings(services, context)


def set_workspace(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The workspace's policy, from its form."""
    filled = WORKSPACE.read(view)
    admins = filled.need(ADMINS)
    for admin in admins:
        try:
            services.directory.require_member(context.actor.team, admin)
        except Refusal as refusal:
            raise NotFilled({ADMINS.name: ONLY_MEMBERS}) from refusal
    settings = workspaces.WorkspaceSettings(
        speaking=filled.need(SPEAKING),
        thresholds=read_thresholds(filled),
        leads=read_leads(filled),
        whom_to_ask=read_whom_to_ask(filled),
        admins=frozenset(map(PersonId, admins)),
        plan_grace=filled.need(PLAN_GRACE),
        learning=read_learning(filled),
        private_only=read_private_only(filled),
    )
    return workspaces.set_workspace(
        context.actor,
        settings,
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={"overview": AnywhereWord(anywhere=show_overview)},
    clicks={
        "workspace.overview": press_overview,
        "workspace.deals": turn_deals,
        "workspace.form": press_settings,
    },
    submissions={"workspace.set": set_workspace},
)
