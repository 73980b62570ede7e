"""The form of a workspace: the policy that new deals start with."""

from uuid import uuid4

from bot.coach.answers.workspaces import WorkspaceSettable
from bot.slack.blocks import Block
from bot.slack.forms.form import Form, FormMetadata
from bot.slack.forms.policies import LIMITS, SPEAKING, policy_starts

WORKSPACE = Form(
    route="workspace.set", title="New deals start with", submit="Save", fields=(SPEAKING, *LIMITS)
)


def workspace_view(found: WorkspaceSettable) -> Block:
    """The form to set the workspace up, with what is set now."""
    metadata = FormMetadata(once=uuid4().hex, version=found.version)
    return WORKSPACE.view(metadata, policy_starts(found.policy))
