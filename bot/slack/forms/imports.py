"""The forms that take moves from a spreadsheet, and say what its columns are."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from bot.coach.answers.imports import ColumnsAsked
from bot.domain.deals import Deal
from bot.language.sheet_columns import Column, SheetColumn
from bot.language.sheets import Missing
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.form_language import Typed
from bot.slack.forms.fields import ChoiceField, Text, options_of
from bot.slack.forms.form import Filled, Form, FormMetadata
from bot.translations import N_

ROWS = Text(
    name="rows",
    label="Rows, with their headings",
    hint="Copied from a spreadsheet, as you keep it: what moved, which kind it was, day, cost, worth. What is not "
    "understood is asked. Nothing is recorded before you have seen it.",
    lines=True,
    longest=3000,
)
IMPORT = Form(route="import.check", title="Import moves", submit="Check", fields=(ROWS,))

MEANINGS: Mapping[Column, str] = {
    Column.WE_GIVE: N_("What we give"),
    Column.WE_GET: N_("What we get"),
    Column.WE_ASK: N_("What we ask for"),
    Column.THEY_ASK: N_("What they ask for"),
    Column.WHAT: N_("What moved (another column says the kind)"),
    Column.MOVE: N_("Kind (give, get, ask, their ask)"),
    Column.PARTY: N_("Who made it (us or them)"),
    Column.DAY: N_("Day it happened"),
    Column.COST: N_("Cost to who gives it"),
    Column.COST_TO_US: N_("Cost to us"),
    Column.COST_TO_THEM: N_("Cost to them"),
    Column.WORTH: N_("Worth to who gets it"),
    Column.WORTH_TO_US: N_("Worth to us"),
    Column.WORTH_TO_THEM: N_("Worth to them"),
    Column.AMOUNT: N_("What a give costs us, a get brings us"),
    Column.FOR: N_("In return for"),
    Column.IF: N_("Only if"),
    Column.BY: N_("Deadline"),
    Column.BECAUSE: N_("Because"),
    Column.STATE: N_("How it stands"),
    Column.WITH: N_("Traded with (id of a row)"),
    Column.REFERENCE: N_("The deal in another system"),
    Column.REFERENCE_LINK: N_("Link to it there"),
    Column.ID: N_("Id of the row"),
    Column.DEAL: N_("Deal"),
    Column.IGNORED: N_("Not used"),
}
"""What a column may be taken for, as the form offers it."""

_OPTIONS = options_of({column.value: label for column, label in MEANINGS.items()})
_ASKS: Mapping[Missing | None, str] = {
    Missing.WHAT: N_(
        "Which column says what moved? The rest was read by its heading; please change what is wrong."
    ),
    Missing.KIND: N_(
        "Are these gives, gets or asks? Please say it for the column that says what moved; the rest was read by its "
        "heading."
    ),
    None: N_("What the columns were read as; please change what is wrong."),
}
_OFFERS = N_("If these are offers, they are typed one by one: `/offer price 95k, 24 months`")
MOST_COLUMNS = 30
"""Columns that are asked about; a sheet of more has them at its end, where notes stand."""


def _column_field(place: int, column: SheetColumn | None = None) -> ChoiceField:
    heading = column.heading if column else ""
    return ChoiceField(
        name=f"column{place}",
        label=heading or "–",
        hint=column.example if column else "",
        options=_OPTIONS,
        # Read of every form, whose sheets have fewer columns.
        optional=column is None,
    )


COLUMNS = Form(
    route="import.columns",
    title="Columns",
    submit="Check",
    fields=tuple(_column_field(place) for place in range(MOST_COLUMNS)),
)


def import_view(deal: Deal, typed: str = "") -> Block:
    """The form that takes rows."""
    return IMPORT.view(FormMetadata(once=uuid4().hex, deal=deal.id), [ROWS.starts(typed or None)])


def columns_view(asked: ColumnsAsked) -> Block:
    """The form that asks what columns are, with what each is taken for, or may be."""
    columns = asked.columns[:MOST_COLUMNS]
    fields = tuple(_column_field(place, column) for place, column in enumerate(columns))
    form = Form(route=COLUMNS.route, title=COLUMNS.title, submit=COLUMNS.submit, fields=fields)
    metadata = FormMetadata(once=uuid4().hex, deal=asked.deal_id or "", aim=asked.line)
    starts = [
        field.starts(column.guess or Column.IGNORED)
        for field, column in zip(fields, columns, strict=True)
    ]
    intro = [kit.section_block(_ASKS[asked.missing])]
    if asked.missing and asked.holds_offers:
        intro.append(kit.section_block(_OFFERS))
    view = form.view(metadata, starts, intro)
    for block in view["blocks"]:
        for place in ("label", "hint"):
            if place in block:
                # Headings and cells stay as they are in every language.
                block[place] = block[place] | {"text": Typed(block[place]["text"])}
    return view


def read_columns(filled: Filled) -> Sequence[Column | None]:
    """What the columns were said to be, in their order; None where nothing was said."""
    answers = (filled.find(_column_field(place)) for place in range(MOST_COLUMNS))
    return [Column(answer) if answer else None for answer in answers]
