"""What is said of lines that a person put off."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.mornings import LineTopic


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozedLine:
    """A line that stays out of the person's messages before the day `until`. `subject` finds it again; `comes` is the
    first day of theirs from then on, None where they get no messages."""

    topic: LineTopic
    subject: str
    until: date
    comes: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSnoozed(DealAnswer):
    """A line stays out of the person's messages until a day."""

    line: SnoozedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozesListed(Answer):
    """What stays out of the person's messages for now; all of it where nothing was left out. `ended` lines come again
    from now on, `comes` is the next day that brings a message as things stand."""

    lines: tuple[SnoozedLine, ...]
    ended: tuple[LineTopic, ...] = ()
    comes: date | None = None
