"""Cards to rehearse with before a meeting, as facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers import MutualRow
from bot.coach.answers.base import DealAnswer
from bot.coach.answers.checkins import WatchedState
from bot.domain.commitments import Commitment
from bot.domain.governance import IndexBand
from bot.domain.rhythms import Measure


class RehearsalCard(StrEnum):
    """What can be rehearsed."""

    READOUT = "readout"
    """What is said at the quarterly talk."""
    RED_TEAM = "red_team"
    """Questions that look for holes in credits and bands."""
    ROLES = "roles"
    """Their test of fairness, in their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsalShown(DealAnswer):
    """One card, filled from the deal. Nothing in it is of a plan, and no cost or worth."""

    card: RehearsalCard
    today: date
    kept: tuple[Commitment, ...] = ()
    late: tuple[Commitment, ...] = ()
    open: tuple[Commitment, ...] = ()
    states: tuple[WatchedState, ...] = ()
    credit_measures: tuple[Measure, ...] = ()
    credits: str = ""
    bands: tuple[IndexBand, ...] = ()
    ours: tuple[MutualRow, ...] = ()
    theirs: tuple[MutualRow, ...] = ()
    wanted: str = ""
    """What they asked for and did not get."""
