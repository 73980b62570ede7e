"""Schedules: what comes round at a local day and hour, and each time that it did."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.ids import DealId, PersonId, TeamId


class ScheduleKind(StrEnum):
    """What comes round."""

    DIGEST = "digest"
    """A person's mornings, on their working days."""
    CHANNEL_DIGEST = "channel_digest"
    """A deal's, in a channel that its people chose."""
    CHANNEL_LIST = "channel_list"
    """The same with all that is open, every day."""
    CHECKIN = "checkin"
    """The day after a check-in of a deal's rhythm, when the next one is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Something that comes round for a person or a deal. `day` and `hour` are local in `zone` (an
    IANA name), `wake` is the moment they fall on in UTC; None where it is off. `lease` is the end
    of the claim it was taken under."""

    team: TeamId
    id: str
    occasion: ScheduleKind
    person: PersonId | None = None
    deal: DealId | None = None
    key: str = ""
    """What tells it from others of the same deal: a channel, a series of check-ins."""
    zone: str
    hour: time
    day: date | None = None
    wake: datetime | None = None
    lease: datetime | None = None


class Outcome(StrEnum):
    """What an occurrence came to."""

    MADE = "made"
    """It put something into the outbox."""
    EMPTY = "empty"
    """There was nothing to say."""
    DROPPED = "dropped"
    """It was overtaken by a later one while nobody was there to make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that a schedule came round: there is at most one for each local day. `why` says why
    one was dropped."""

    day: date
    at: datetime
    outcome: Outcome
    why: str = ""
