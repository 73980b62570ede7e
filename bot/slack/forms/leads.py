"""The form that names somebody lead of a deal."""

from uuid import uuid4

from bot.domain.deals import Deal
from bot.slack.blocks import Block
from bot.slack.forms.fields import People
from bot.slack.forms.form import Form, FormMetadata

LEAD = People(
    name="person",
    label="Who is to be the lead?",
    hint="They see what is given with nothing back, its age and the next date. They are told.",
    most=1,
)
NAME_LEAD = Form(route="lead.name", title="A lead", submit="Save", fields=(LEAD,))


def lead_view(deal: Deal) -> Block:
    """The form to name a lead."""
    return NAME_LEAD.view(FormMetadata(once=uuid4().hex, deal=deal.id))
