"""What a move says, declared once. The reader, forms, sheets, exports and the store read it from
here.

A field is an attribute of `Move` and of the line that a person typed. To add one, add the attribute
to both, declare it here, and give it a column in the store; forms, sheets and exports then have it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.moves import Kind, Move
from bot.domain.worth import Figure, Worth

FieldValue = str | Worth | date | None


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    """Words; "" on a move that does not say it."""
    WORTH = "worth"
    """A figure or a size; None on a move that does not say it."""
    DAY = "day"
    """A date; None on a move that does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveField:
    """One thing that a move says.

    `name` is the attribute of a move and of a line, `key` what forms and the command line call it.
    `label` asks for it in a form, `give_label` in the form of a give where that asks differently;
    labels are English and translated where they are shown. `heading` is its column in sheets and
    exports, "" where it has none.

    A form insists on a `required` field. A move always says what is `never_empty`: where a line or
    a form leaves it empty, the move keeps what it said. `recorded_for` are the kinds of moves whose
    form asks for it when they are recorded; `amendable` fields are asked for in every form that
    changes a move.
    """

    name: str
    kind: FieldKind
    label: str
    give_label: str = ""
    key: str
    heading: str = ""
    placeholder: str = ""
    hint: str = ""
    longest: int = 300
    required: bool = False
    never_empty: bool = False
    amendable: bool = True
    recorded_for: frozenset[Kind] = frozenset(Kind)

    def label_for(self, kind: Kind) -> str:
        """What asks for it in a form for a move of that kind."""
        if kind is Kind.GIVE and self.give_label:
            return self.give_label
        return self.label


WHAT = MoveField(
    name="what",
    kind=FieldKind.TEXT,
    label="What",
    key="what",
    heading="what",
    placeholder="5% discount",
    # As long as a line that is typed after a command.
    longest=500,
    required=True,
    never_empty=True,
)
COST = MoveField(
    name="cost",
    kind=FieldKind.WORTH,
    label="Cost to them",
    give_label="Cost to us",
    key="cost",
    heading="cost",
    recorded_for=frozenset({Kind.GIVE, Kind.GET}),
)
WORTH = MoveField(
    name="worth",
    kind=FieldKind.WORTH,
    label="Worth to us",
    give_label="Worth to them",
    key="worth",
    heading="worth",
)
FOR_WHAT = MoveField(
    name="for_what",
    kind=FieldKind.TEXT,
    label="In return for",
    key="for",
    heading="for",
    placeholder="24-month term, or a number such as #3",
    # What a move is tied to is changed by matching, not by rewording it.
    amendable=False,
)
CONDITION = MoveField(
    name="condition",
    kind=FieldKind.TEXT,
    label="Only if",
    key="condition",
    heading="if",
    placeholder="they sign by 30 Nov",
)
DUE = MoveField(
    name="due",
    kind=FieldKind.DAY,
    label="By",
    key="due",
    heading="by",
)
REASON = MoveField(
    name="reason",
    kind=FieldKind.TEXT,
    label="Because",
    key="reason",
    heading="because",
    placeholder="they commit volume",
)
ON = MoveField(
    name="on",
    kind=FieldKind.DAY,
    label="It happened on",
    key="on",
    heading="day",
    hint="Empty means today.",
    never_empty=True,
    recorded_for=frozenset({Kind.GIVE, Kind.GET}),
)
REVIEW = MoveField(
    name="review",
    kind=FieldKind.DAY,
    label="Look at it again on",
    key="review",
    hint="For goodwill.",
    recorded_for=frozenset({Kind.GIVE}),
)

MOVE_FIELDS = (WHAT, COST, WORTH, FOR_WHAT, CONDITION, DUE, REASON, ON, REVIEW)
"""All that a move says, in the order in which forms ask for it."""

FIELDS_BY_NAME = {field.name: field for field in MOVE_FIELDS}

AMENDABLE_FIELDS = tuple(field for field in MOVE_FIELDS if field.amendable)
"""What can be said anew of a move that stands in the ledger."""

SHEET_FIELDS = tuple(dict.fromkeys(each for each in (WHAT, ON, *MOVE_FIELDS) if each.heading))
"""What sheets and exports have a column for, in the order of an export: the day stands beside what
moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What a move said in one field before and after a change."""

    field: MoveField
    before: FieldValue
    after: FieldValue


def list_changes(before: Move, after: Move, unit: str) -> tuple[FieldChange, ...]:
    """What a move says otherwise than before, in the order of its form; `unit` is what a figure
    without one counts in."""
    changes = []
    for field in AMENDABLE_FIELDS:
        said, says = getattr(before, field.name), getattr(after, field.name)
        if _in_unit(said, unit) != _in_unit(says, unit):
            changes.append(FieldChange(field=field, before=said, after=says))
    return tuple(changes)


def _in_unit(said: FieldValue, unit: str) -> FieldValue:
    return said.in_unit(unit) if isinstance(said, Figure) else said


def read_fields(source: object, fields: Iterable[MoveField] = MOVE_FIELDS) -> dict[str, FieldValue]:
    """What a line, or a move, says in these fields, by their names and as a move says it: unsaid
    words are ""."""
    said: dict[str, FieldValue] = {}
    for field in fields:
        value = getattr(source, field.name)
        if value is None and field.kind is FieldKind.TEXT:
            value = ""
        said[field.name] = value
    return said


def with_fields(move: Move, said: Mapping[str, FieldValue]) -> Move:
    """The move, saying this instead. A field that is never empty stays as it was where nothing is
    said for it."""
    changes: dict[str, object] = {
        name: value for name, value in said.items() if value or not FIELDS_BY_NAME[name].never_empty
    }
    return replace(move, **changes)  # type: ignore[arg-type] # by name
