"""A deal's moves as the rows of a sheet, by the headings that an import reads: what goes out comes
back in."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.coach.exports import DealExport
from bot.domain.deals import Deal
from bot.domain.fields import SHEET_FIELDS, FieldValue, read_fields
from bot.domain.ids import US, MoveNo
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure

HEADINGS = (
    *("id", "deal", "move"),
    *(field.heading for field in SHEET_FIELDS),
    *("state", "with", "from", "to", "crm"),
)

# The words of a sheet are those that an import knows, so they are English for every reader.
_STATES = {
    (Kind.GIVE, State.FIRM): "given",
    (Kind.GET, State.FIRM): "received",
    (Kind.ASK, State.GRANTED): "agreed",
}


def build_rows(exported: DealExport) -> list[Sequence[str]]:
    """The headings, then a row for each move that was recorded and stands. Drafts and void moves
    are left out."""
    gives_by_get = _group_ties(exported)
    moves = (move for move in exported.moves if move.state not in (State.DRAFT, State.VOID))
    return [HEADINGS, *(_build_row(exported, move, gives_by_get) for move in moves)]


def _group_ties(exported: DealExport) -> dict[MoveNo, list[MoveNo]]:
    """The gives that each get is matched with."""
    found: dict[MoveNo, list[MoveNo]] = {}
    for tie in exported.ties:
        found.setdefault(tie.get, []).append(tie.give)
    return found


def _build_row(
    exported: DealExport, move: Move, gives_by_get: Mapping[MoveNo, list[MoveNo]]
) -> Sequence[str]:
    matched = gives_by_get.get(move.no, [])
    return (
        _format_id(exported, move.no),
        exported.deal.name,
        _format_kind(move),
        *(_format_value(value) for value in read_fields(move, SHEET_FIELDS).values()),
        _STATES.get((move.kind, move.state)) or move.state.value.replace("_", " "),
        "; ".join(_format_id(exported, no) for no in matched),
        _party_name(exported, move.frm),
        _party_name(exported, move.to),
        _format_references(exported.deal),
    )


def _format_references(deal: Deal) -> str:
    """What the deal is called in another system, as it can be typed; of several the first."""
    if not deal.references:
        return ""
    first = deal.references[0]
    return " ".join(filter(None, (first.system, first.id, first.link)))


def _format_id(exported: DealExport, no: MoveNo) -> str:
    return f"{exported.deal.id}-{no}"


def _format_kind(move: Move) -> str:
    if move.kind is Kind.ASK and not move.ours:
        return "their ask"
    return move.kind.value


def _party_name(exported: DealExport, party_id: str) -> str:
    if party_id == US:
        return "us"
    for party in exported.deal.parties:
        if party.id == party_id and party.name:
            return party.name
    return "them"


def _format_value(value: FieldValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Figure):
        return _format_figure(value)
    return str(value)


def _format_figure(figure: Figure) -> str:
    if figure.low is not None and figure.high is not None:
        return f"{figure.low:f}-{figure.high:f} {figure.unit}".rstrip()
    amount = f"{figure.amount:f} {figure.unit}".rstrip()
    return f"~{amount}" if figure.estimate else amount
