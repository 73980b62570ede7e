"""The form of a workspace: the policy that new deals start with."""

from uuid import uuid4

from bot.coach.answers.workspaces import WorkspaceSettable
from bot.coach.requests import Actor
from bot.coach.requests.workspaces import SetWorkspace
from bot.slack.blocks import Block
from bot.slack.forms.form import Filled, Form, FormMetadata
from bot.slack.forms.policies import LIMITS, SPEAKING, limits_of, policy_starts

WORKSPACE = Form(
    route="workspace.set", title="New deals start with", submit="Save", fields=(SPEAKING, *LIMITS)
)


def workspace_view(found: WorkspaceSettable) -> Block:
    """The form to set the workspace up, with what is set now."""
    return WORKSPACE.view(
        FormMetadata(once=uuid4().hex, version=found.version), policy_starts(found.policy)
    )


def workspace_of(filled: Filled, by: Actor) -> SetWorkspace:
    """What the workspace's form says."""
    return SetWorkspace(
        by=by,
        version=filled.metadata.version,
        speaking=filled.need(SPEAKING),
        thresholds=limits_of(filled),
        once=filled.metadata.once,
    )
