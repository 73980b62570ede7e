"""What is said of the renewal and the last day for notice."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import DealAnswer
from bot.domain.deals import Deal
from bot.domain.rhythms import ContractDate, DateOutcome, Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSettled(DealAnswer):
    """What became of a day of the contract is recorded: `outcome`, or None where it was moved. `rhythm` has the days
    that are ahead now."""

    today: date
    kind: ContractDate
    of: date
    outcome: DateOutcome | None
    rhythm: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReopened(DealAnswer):
    """What was said of a day of the contract is taken back: it counts down again, or is asked about."""

    today: date
    kind: ContractDate
    of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingDate:
    """What a form about a day of the contract starts from."""

    deal: Deal
    today: date
    kind: ContractDate
    of: date
    rhythm: Rhythm
