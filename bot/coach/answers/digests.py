"""Answers about digests."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers import Sentence
from bot.coach.answers.base import DealAnswer
from bot.domain.deals import Deal
from bot.domain.digests import DigestLine
from bot.domain.ids import ChannelId
from bot.domain.styles import Style


class Done(StrEnum):
    """What became of a line since it was sent."""

    SNOOZED = "snoozed"
    ASKED_AGAIN = "asked_again"
    ANSWERED = "answered"
    """A get answers the give now."""
    CLOSED = "closed"
    """The deal is closed; nothing waits in it."""
    SETTLED = "settled"
    """Somebody said what became of it; the line is about no move."""
    CHANGED = "changed"
    """The move stands otherwise; its state says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    """One line, with the next sentence to say where there is one. `done` tells that somebody has seen to it since, then
    `until` may say for how long."""

    line: DigestLine
    sentence: Sentence | None = None
    done: Done | None = None
    until: date | None = None
    is_last: bool = False
    """Whether a channel is told of it for the last time."""

    @property
    def deal(self) -> Deal:
        """The deal it is about."""
        return self.line.deal

    @property
    def style(self) -> Style:
        """How sentences are said in its deal."""
        return self.line.deal.style


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDigestMade(DealAnswer):
    """What waits in a deal, as its channel may see it. `more` counts what it had no room for, `as_before` what stands
    unchanged. `key` finds it again."""

    today: date
    since: date
    lines: tuple[DigestRow, ...]
    more: int = 0
    as_before: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDigestSet(DealAnswer):
    """A channel gets the deal's digest from now on, from day `first`; or, where that is None, no more. `is_daily`: with
    all that is open, every day. `is_paused`: it was quieted until then."""

    channel: ChannelId
    first: date | None
    is_daily: bool = False
    is_paused: bool = False
