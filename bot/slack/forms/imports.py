"""The form that takes moves from a spreadsheet."""

from uuid import uuid4

from bot.domain.deals import Deal
from bot.slack.blocks import Block
from bot.slack.forms.fields import Text
from bot.slack.forms.form import Form, FormMetadata

ROWS = Text(
    name="rows",
    label="Rows, with their headings",
    hint="Copied from a spreadsheet. move and what are needed; day, cost, worth, for, if, by, because, state, id and "
    "with are known too. Nothing is recorded before you have seen it.",
    lines=True,
    longest=3000,
)
IMPORT = Form(route="import.check", title="Import moves", submit="Check", fields=(ROWS,))


def import_view(deal: Deal, typed: str = "") -> Block:
    """The form that takes rows."""
    return IMPORT.view(FormMetadata(once=uuid4().hex, deal=deal.id), [ROWS.starts(typed or None)])
