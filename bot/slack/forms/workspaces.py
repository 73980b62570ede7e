"""The form of a workspace: the policy that new deals start with."""

from uuid import uuid4

from bot.coach.answers.workspaces import WorkspaceSettable
from bot.slack.blocks import Block
from bot.slack.forms.fields import Checks, Option
from bot.slack.forms.form import Filled, Form, FormMetadata
from bot.slack.forms.policies import LIMITS, SPEAKING, policy_starts

LEADS = Checks(
    name="leads",
    label="Leads",
    hint="Hiring deals never have one, and who is named is told. Where there is a works council, ask it first.",
    optional=True,
    options=(Option(value="yes", label="Owners may name a lead"),),
)
WORKSPACE = Form(
    route="workspace.set",
    title="New deals start with",
    submit="Save",
    fields=(SPEAKING, LEADS, *LIMITS),
)


def workspace_view(found: WorkspaceSettable) -> Block:
    """The form to set the workspace up, with what is set now."""
    metadata = FormMetadata(once=uuid4().hex, version=found.version)
    leads = frozenset({"yes"} if found.leads else ())
    return WORKSPACE.view(metadata, [*policy_starts(found.policy), LEADS.starts(leads)])


def read_leads(filled: Filled) -> bool:
    """Whether owners may name leads."""
    return "yes" in (filled.find(LEADS) or ())
