"""One entry of the ledger in full: its history, and what it is tied to."""

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.fields import FieldChange
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry
from bot.domain.moves import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """One line of a move's history: the entry, what it changed of the move, and which moves it tied it to or untied
    it from."""

    entry: Entry
    changes: tuple[FieldChange, ...] = ()
    others: tuple[MoveNo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TieShown:
    """What a move is matched with, and the share 0..1 of the get that falls on the give; None where one of the two
    does not count yet."""

    move: Move
    share: Decimal | None
