"""Answers about the people of a deal."""

from dataclasses import dataclass
from datetime import date, time

from bot.coach.answers.base import DealAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(DealAnswer):
    """The person gets the lines of the deal from now on, or no longer. `first` is the next day that may bring one, at
    `hour`; `is_stopped` that all their messages are stopped; `has_own_role` that they still hear of their own moves."""

    follows: bool
    first: date | None
    hour: time | None
    is_stopped: bool
    has_own_role: bool
