"""Answers that only Slack's side needs: help, refusals, failures, a form to open."""

from dataclasses import dataclass

from bot.coach.answers.asides import NotUsed
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.concerns import ConcernRaised
from bot.coach.answers.direct import DealNamedFirst
from bot.coach.answers.door import AlsoMeant
from bot.coach.answers.home import HomeSection
from bot.coach.answers.reports import ReportTold
from bot.coach.answers.several import SplitOffered
from bot.coach.deal_lists import DealFilter
from bot.domain.concerns import Concern
from bot.slack.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped(Answer):
    """What a command does, with three examples. `command` is its name without the slash."""

    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzled(Answer):
    """A word after `/deal` or `/coach` that means nothing here. `typed` is the whole text, `example` one that works."""

    command: str
    typed: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned(Answer):
    """Turned away: `sentence` says why. Nothing was changed."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Answer):
    """Something unexpected happened; `reference` is in the log. `typed` goes back to the person."""

    reference: str
    typed: str = ""
    is_database_unusable: bool = False
    """Where trying again does not help before somebody has looked at the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedUnshown(Answer):
    """What was asked for is recorded, but its answer could not be shown; `reference` is in the log."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUnread(Answer):
    """A line that says nothing that can be recorded: one sentence, one example, and what was typed."""

    hint: str
    example: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTooLong(Answer):
    """A line has so many characters, more than are read at once. `parts` is all that was typed, to be copied; nothing
    where it still stands above the answer."""

    count: int
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningUnread(Answer):
    """A deal could not be opened from what was typed: `missing` says what is needed."""

    missing: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithNotUsed(Answer):
    """An answer to a line with what is said beneath it: words that went into no field, things that it may be, what else
    it may mean."""

    answer: DealAnswer
    not_used: NotUsed | None = None
    split: SplitOffered | None = None
    also: AlsoMeant | ReportTold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedByConcern(Answer):
    """An answer under a question of law or fairness, whose sentence waits until that is checked. `concerns` are all
    that were raised."""

    lead: ConcernRaised
    answer: Answer
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedByDeal(Answer):
    """An answer in the direct message, under the name of its deal."""

    lead: DealNamedFirst
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Answer):
    """A message with all that it had to say, and not in four lines; with `charts_only` nothing but its charts."""

    message: bytes
    """As `render.dump_message` wrote it."""
    charts_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartAlone(Answer):
    """The chart of an answer, and nothing else of it."""

    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutDeal(DealAnswer):
    """Which deal an answer is about, beneath it where several are open in the channel; `is_first` where it stands above
    the answer, because another one was closed there a moment ago."""

    is_first: bool = False


@dataclass(frozen=True, slots=True)
class SentAgain(Answer):
    """A message may be there twice: nobody could look whether it had arrived."""


@dataclass(frozen=True, slots=True)
class FormOpened(Answer):
    """A form to put in front of the person; `instead` of the one it was asked for in, where there is one, else on top
    of that."""

    view: Block
    instead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTurned(Answer):
    """Home shows another page of the person's deals, or other ones; or other rows of a list of what waits. All else
    stays as it was turned before."""

    deals: tuple[DealFilter, int] | None = None
    rows: tuple[HomeSection, int] | None = None


@dataclass(frozen=True, slots=True)
class SourceRemoved(Answer):
    """What the button stood in goes away; nothing else is said."""


@dataclass(frozen=True, slots=True)
class NothingSaid(Answer):
    """Nothing is said: a form goes away, a message stays as it is."""


@dataclass(frozen=True, slots=True)
class Beside(Answer):
    """An answer for the person alone, beside a message that others see too."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Public(Answer):
    """An answer that the whole channel may read, by the person's own word."""

    answer: Answer
