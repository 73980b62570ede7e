"""The close in two layers, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Sentence
from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.close_checks import CloseGap
from bot.domain.closing import CloseItem, CloseLine, CloseStatus, count_statuses
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.moves import Move
from bot.domain.rhythms import Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseShown(DealAnswer):
    """What was agreed, item by item, with where each stands; `gaps` is what the checks found, `missing` counts what the
    rhythm still lacks. `mine`: the person may go on with it. `finished` is the day on which nothing was left open.
    `marked` counts the items that were put into the contract just now, `held` the gives that wait for approval and so
    were not agreed."""

    today: date
    lines: tuple[CloseLine, ...]
    gaps: tuple[CloseGap, ...]
    missing: int
    paper_gap: int
    version: int
    mine: bool
    finished: date | None = None
    review: str = ""
    marked: int = 0
    held: int = 0

    @property
    def open_lines(self) -> tuple[CloseLine, ...]:
        """Items of which nobody has said where they stand."""
        return tuple(line for line in self.lines if line.is_open)

    @property
    def open_agreed(self) -> int:
        """How many open items both sides agreed to."""
        return sum(line.item.is_agreed for line in self.open_lines)

    @property
    def counts(self) -> dict[CloseStatus, int]:
        """How many items stand where."""
        return count_statuses(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFinished(DealAnswer):
    """Nothing is left open: every item is in the contract, waived, superseded, a commitment or a question. `closed`:
    the deal was closed as won with it. `thanks` is what to say for `thanked`, the last thing they gave."""

    today: date
    seq: int
    closed: bool
    counts: dict[CloseStatus, int]
    commitments: tuple[Commitment, ...]
    questions: tuple[CloseLine, ...]
    gaps: tuple[CloseGap, ...]
    missing: int
    thanks: Sentence | None = None
    thanked: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSheetRow:
    """One line of the sheet that both sides may see."""

    item: CloseItem
    status: CloseStatus
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSheet(DealAnswer):
    """What was agreed and where it stands, for both sides: no cost, no worth, no note and nothing of a plan. `names`
    are those of our people who look after something."""

    today: date
    rows: tuple[CloseSheetRow, ...]
    commitments: tuple[Commitment, ...]
    rhythm: Rhythm
    names: tuple[tuple[PersonId, str], ...] = ()
    allowed: bool = True
    """Whether the channel may see it."""
    copied: bool = False
    """Whether it is to be copied: then nothing stands around it."""

    def name(self, person: PersonId | None) -> str:
        """How somebody of ours is called; "" where nobody is meant, or nobody knows."""
        return dict(self.names).get(person, "") if person else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSheetShared(DealAnswer):
    """The sheet for the whole channel, by the person's own word."""

    by: PersonId
    sheet: CloseSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseItemNamed(Answer):
    """One item in words, as a form asks about it."""

    item: CloseItem


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSaved(DealAnswer):
    """What those who closed the deal want to remember is kept."""

    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseForm:
    """What a form of the close starts from."""

    deal: Deal
    today: date
    lines: tuple[CloseLine, ...]
    version: int
    review: str = ""
