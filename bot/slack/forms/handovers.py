"""The form that names who owns a deal."""

from uuid import uuid4

from bot.domain.ids import DealId
from bot.slack.blocks import Block
from bot.slack.forms.fields import People
from bot.slack.forms.form import Form, FormMetadata

OWNER = People(
    name="person",
    label="Who is to own it?",
    hint="Somebody who takes part in the deal. Everybody in it is told.",
    most=1,
)
NAME_OWNER = Form(route="owner.name", title="An owner", submit="Go on", fields=(OWNER,))


def owner_view(deal: DealId) -> Block:
    """The form to name an owner."""
    return NAME_OWNER.view(FormMetadata(once=uuid4().hex, deal=deal))
