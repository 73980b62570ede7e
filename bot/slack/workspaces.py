"""`/deal settings workspace`: what an admin sets for all new deals."""

from bot.coach import workspaces
from bot.coach.answers.base import Answer
from bot.slack.blocks import Element
from bot.slack.context import RequestContext
from bot.slack.forms.policies import SPEAKING, read_thresholds
from bot.slack.forms.workspaces import WORKSPACE, workspace_view
from bot.slack.replies import FormOpened
from bot.slack.routing import Click, Slash, Submission, Word
from bot.slack.services import SlackServices

OF_THE_WORKSPACE = frozenset({"workspace", "all", "alle"})
"""What follows `/deal settings` where the workspace is meant."""


def settings(services: SlackServices, context: RequestContext) -> Answer:
    """The form for the policy that new deals start with."""
    found = workspaces.show_workspace_settings(context.actor, services=services.coach)
    return FormOpened(workspace_view(found))


def set_workspace(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The workspace's policy, from its form."""
    filled = WORKSPACE.read(view)
    return workspaces.set_workspace(
        context.actor,
        speaking=filled.need(SPEAKING),
        thresholds=read_thresholds(filled),
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {}
SUBMISSIONS: dict[str, Submission] = {"workspace.set": set_workspace}
