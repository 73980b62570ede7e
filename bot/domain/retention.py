"""How long closed deals stay, and when one of them is deleted because of its age."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.calendar import add_months
from bot.domain.data_rules import DataRules
from bot.domain.deals import Side
from bot.domain.ids import DealId, TeamId

NOTICE = timedelta(days=30)
"""How long before a deal is deleted its people are told, however old it is when the rule is made."""
LAST_WEEK = timedelta(days=7)
"""How long before its last day they are told once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDeletion:
    """A closed deal that is deleted for its age once its `last_day` is over everywhere on earth. Its people were told
    so from the day `announced_on`."""

    team: TeamId
    deal: DealId
    announced_on: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDeal:
    """As much of a closed deal as says how old it is."""

    team: TeamId
    deal: DealId
    side: Side
    closed_at: datetime


def find_months(rules: DataRules, side: Side) -> int:
    """For how many months after its end the workspace keeps a deal of that side; 0 where none is deleted for its
    age."""
    return rules.hiring_months if side is Side.HIRING else rules.closed_months


def find_end_of_retention(rules: DataRules, side: Side, ended_on: date) -> date | None:
    """The last day on which a deal that ended then is kept; None where age alone never deletes it, a legal hold stands,
    or nobody could be told since Giveget is uninstalled."""
    months = find_months(rules, side)
    if rules.legal_hold or rules.uninstalled_at is not None or not months:
        return None
    return add_months(ended_on, months)


def is_to_be_announced(end_of_retention: date | None, today: date) -> bool:
    """Whether the people of a deal are to be told now that it is deleted for its age."""
    return end_of_retention is not None and end_of_retention - NOTICE <= today


def find_last_day(end_of_retention: date, announced_on: date) -> date:
    """The last day of a deal whose people were told on that day: they always have the whole notice."""
    return max(end_of_retention, announced_on + NOTICE)
