"""Answers about several moves of one line."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Exposure, GetChecked, GiveChecked
from bot.coach.answers.base import DealAnswer
from bot.domain.cautions import Caution
from bot.domain.moves import Move
from bot.domain.tradeables import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedItem:
    """One move of a line that said several: as it stands now, with the ask that it answers and the moves that it is
    tied to. `again`: an ask that was open already and is asked again."""

    move: Move
    answered: Move | None = None
    matched: tuple[Move, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralRecorded(DealAnswer):
    """Several moves of one line are in the ledger, as one entry. `opened` are asks that were opened with gives,
    `awaited` asks recorded earlier that they wait for, `firm` gives that now count and `lapsed` those that never will.
    `give_question` or `get_question` is the one that is left to answer about them."""

    items: tuple[RecordedItem, ...]
    seq: int
    today: date
    exposure: Exposure
    opened: tuple[Move, ...] = ()
    awaited: tuple[Move, ...] = ()
    firm: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    caution: Caution | None = None
    give_question: GiveChecked | None = None
    get_question: GetChecked | None = None
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralChecked(DealAnswer):
    """Several gives of one line are kept as drafts, outside every sum, until the person decides about all of them.
    `nth` counts our gives in a row with them; `open_give` is the oldest open one."""

    gives: tuple[Move, ...]
    seq: int
    today: date
    exposure: Exposure
    nth: int
    open_give: Move | None = None
    proposals: tuple[Proposal, ...] = ()
    sign_by: date
    caution: Caution | None = None

    @property
    def past(self) -> bool:
        """Whether they happened on an earlier day, so that they were probably said already."""
        return all(give.on < self.today for give in self.gives)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOffered(DealAnswer):
    """A line was read as one thing, `move`, and may be several: `items`. `seq` is the entry that recorded it."""

    move: Move
    seq: int
    items: tuple[str, ...]
