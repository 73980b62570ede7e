"""A deal's moves as the rows of a sheet, by the headings that an import reads: what goes out comes
back in."""

from collections.abc import Sequence
from datetime import date

from bot.coach.exports import DealExport
from bot.domain.fields import SHEET_FIELDS, FieldValue, read_fields
from bot.domain.ids import US, MoveNo
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure

HEADINGS = (
    *("id", "deal", "move"),
    *(field.heading for field in SHEET_FIELDS),
    *("state", "with", "from", "to"),
)

_STATES = {
    (Kind.GIVE, State.FIRM): "given",
    (Kind.GET, State.FIRM): "received",
    (Kind.ASK, State.GRANTED): "agreed",
}
_OPENERS = ("=", "+", "-", "@", "\t", "\r", "＝")
"""What a spreadsheet may take for the beginning of a formula."""


def rows(exported: DealExport) -> list[Sequence[str]]:
    """The headings, then a row for each move that was recorded and stands; drafts and void moves
    stay at home."""
    together = _together(exported)
    moves = (move for move in exported.moves if move.state not in (State.DRAFT, State.VOID))
    return [HEADINGS, *(_row(exported, move, together.get(move.no, ())) for move in moves)]


def _together(exported: DealExport) -> dict[MoveNo, list[MoveNo]]:
    found: dict[MoveNo, list[MoveNo]] = {}
    for tie in exported.ties:
        found.setdefault(tie.get, []).append(tie.give)
    return found


def _row(exported: DealExport, move: Move, together: Sequence[MoveNo]) -> Sequence[str]:
    return (
        _id(exported, move.no),
        exported.deal.name,
        "their ask" if move.kind is Kind.ASK and not move.ours else move.kind.value,
        *(_cell(value) for value in read_fields(move, SHEET_FIELDS).values()),
        _STATES.get((move.kind, move.state)) or move.state.value.replace("_", " "),
        "; ".join(_id(exported, no) for no in together),
        _party(exported, move.frm),
        _party(exported, move.to),
    )


def _id(exported: DealExport, no: MoveNo) -> str:
    return f"{exported.deal.id}-{no}"


def _party(exported: DealExport, party: str) -> str:
    return (
        "us"
        if party == US
        else next((p.name for p in exported.deal.parties if p.id == party), "") or "them"
    )


def _cell(value: FieldValue) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Figure):
        return _figure(value)
    return str(value)


def _figure(worth: Figure) -> str:
    if worth.low is not None and worth.high is not None:
        return f"{worth.low:f}-{worth.high:f} {worth.unit}".rstrip()
    return ("~" if worth.estimate else "") + f"{worth.amount:f} {worth.unit}".rstrip()


def safe(cell: str) -> str:
    """A cell that no spreadsheet calculates."""
    return f"'{cell}" if cell.startswith(_OPENERS) else cell
