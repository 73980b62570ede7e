"""`/deal settings workspace`: what an admin sets for all new deals."""

from bot.coach import workspaces
from bot.coach.answers.base import Answer
from bot.slack.blocks import Element
from bot.slack.context import RequestContext
from bot.slack.forms.policies import SPEAKING, read_thresholds
from bot.slack.forms.workspaces import WORKSPACE, read_leads, read_whom_to_ask, workspace_view
from bot.slack.replies import FormOpened
from bot.slack.routing import Routes
from bot.slack.services import SlackServices

OF_THE_WORKSPACE = frozenset({"workspace", "all", "alle"})
"""What follows `/deal settings` where the workspace is meant."""


def open_settings(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/deal settings workspace`: the form for the policy that new deals start with."""
    if rest.casefold() not in OF_THE_WORKSPACE:
        return None
    found = workspaces.show_workspace_settings(context.actor, services=services.coach)
    return FormOpened(workspace_view(found))


def set_workspace(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The workspace's policy, from its form."""
    filled = WORKSPACE.read(view)
    return workspaces.set_workspace(
        context.actor,
        speaking=filled.need(SPEAKING),
        thresholds=read_thresholds(filled),
        leads=read_leads(filled),
        whom_to_ask=read_whom_to_ask(filled),
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    submissions={"workspace.set": set_workspace},
)
