"""What a deal's rhythm says."""

from dataclasses import dataclass
from datetime import date, time

from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.checkins import WatchedState
from bot.domain.checkins import CheckIn
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.rhythms import MOST_ENTRIES, Rhythm, RhythmStep, RhythmStepState


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmShown(DealAnswer):
    """The rhythm step by step: what is set, what is missing. `mine` says that the person may change it, `reminded` that
    they want to be reminded, `saved` which step was just saved. `unreminded` are people it counts on who have not said
    yes to reminders."""

    today: date
    steps: tuple[RhythmStepState, ...]
    rhythm: Rhythm
    coming: CheckIn | None
    mine: bool
    reminded: bool
    is_quiet: bool = False
    """Whether the person wants no reminder of it."""
    next_reminder: date | None = None
    """The next day that brings them one as things stand, at `hour`; None where nothing is ahead."""
    hour: time | None = None
    unreminded: tuple[PersonId, ...] = ()
    saved: RhythmStep | None = None
    not_used: tuple[str, ...] = ()
    """Words of a typed line that went into nothing."""
    is_closing: bool = False
    """Whether the deal is being closed, so that there is something to go back to."""
    undo: int = 0
    """The version of the rhythm that was saved just now and can be undone; 0 where nothing was."""

    @property
    def missing(self) -> int:
        """How many things are still missing."""
        return sum(len(state.missing) for state in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmStepShown(DealAnswer):
    """One step of the rhythm that is a list, in full."""

    step: RhythmStep
    rhythm: Rhythm
    mine: bool

    @property
    def full(self) -> bool:
        """Whether the step takes no more entries."""
        return len(getattr(self.rhythm, self.step.value)) >= MOST_ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmUndone(DealAnswer):
    """The last change of the rhythm, of `step` and `what`, was undone: it agrees what it agreed before."""

    step: RhythmStep
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmPage(DealAnswer):
    """The rhythm on one page, for both sides: no cost, no worth, nothing of a plan. `names` are those of our people."""

    today: date
    rhythm: Rhythm
    names: tuple[tuple[PersonId, str], ...]
    states: tuple[WatchedState, ...] = ()
    """What has readings, with the latest ones."""

    def name(self, person: PersonId | None) -> str:
        """How somebody of ours is called; "" where nobody is meant, or nobody knows."""
        return dict(self.names).get(person, "") if person else ""

    @property
    def them(self) -> str:
        """How the other side is called; "" where it has no name, or there are several."""
        return self.deal.parties[0].name if len(self.deal.parties) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmLine(Answer):
    """The rhythm in one line, for an offer."""

    rhythm: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythmic:
    """What a form of the rhythm starts from; `version` 0 where there is none yet."""

    deal: Deal
    today: date
    rhythm: Rhythm
