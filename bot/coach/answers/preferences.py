"""Answers about how a person is nudged."""

from dataclasses import dataclass
from datetime import date, time

from bot.coach.answers.base import Answer
from bot.domain.preferences import Preferences


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNudge:
    """What the person is asked once: whether they want a message from that day and hour on, where they are."""

    day: date
    hour: time


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgesSet(Answer):
    """The person is nudged like this from now on. `first` is the next day that may bring a message, None where none
    does; `zone` the time zone that counts, `country` the one whose weekend and holidays are left out."""

    preferences: Preferences
    first: date | None
    zone: str
    country: str
    next_message: date | None = None
    """The next day that brings a message as things stand; None where none does until `looked_until`."""
    looked_until: date | None = None
    resumed: tuple[str, ...] = ()
    """The names of the deals whose reminders begin again with it."""
    is_muted: bool = False
    """Whether today is a day that the person muted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgesStopped(Answer):
    """The person is not nudged any more; `held` messages that were on their way stay unsent. `reminders` and `followed`
    are the names of the deals whose reminders and lines end with it."""

    held: int
    reminders: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgesSettable:
    """What the form needs to know: how the person is nudged now, and what Slack and the zone say. `quiet` are the
    weekdays without a message, as chosen or as the country's weekend."""

    preferences: Preferences
    quiet: frozenset[int]
    version: int
    zone: str
    country: str
