"""What to know before a call, what to send after it, and what was noticed in it, as facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers import Exposure, LogRow, Sentence
from bot.coach.answers.base import DealAnswer
from bot.coach.records import Note
from bot.domain.issues import Issue, Value
from bot.domain.moves import Move
from bot.domain.next_steps import NextStep
from bot.domain.party_memory import PartyHistory


class OpenUnknown(StrEnum):
    """What nobody knows yet of a move, and a call can find out."""

    WORTH_TO_THEM = "worth_to_them"
    """What one of our gives is worth to them."""
    COST_TO_THEM = "cost_to_them"
    """What one of their gives costs them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefGiven(DealAnswer):
    """Five lines before a call: one ask with its sentence, or else the next step; what is open, what to hold back until
    its condition is met, what they want, and what changed in the last `days`. `sentence` is about the move `said_of`;
    `unknown` is one move of which the worth should be asked."""

    today: date
    exposure: Exposure
    ask: Move | None = None
    step: NextStep | None = None
    sentence: Sentence | None = None
    said_of: Move | None = None
    open_gives: tuple[LogRow, ...] = ()
    hold: tuple[Move, ...] = ()
    theirs: tuple[Move, ...] = ()
    changed: tuple[Move, ...] = ()
    days: int = 7
    unknown: OpenUnknown | None = None
    about: Move | None = None
    signals: tuple[Note, ...] = ()
    before: PartyHistory | None = None
    """How they answered in deals of the person before, where that may be told."""
    """What was noted lately of tone and behaviour, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapWritten(DealAnswer):
    """What both sides have moved so far, as a message to send: nothing but what both know. `name` is the other
    side's; `party` which of several at the table it is for, empty where there is only one. `earlier` are so many older
    ones that no message has room for; of the asks `partly` agreed to the rest is still open."""

    today: date
    name: str
    party: str = ""
    earlier: int = 0
    ours: tuple[Move, ...]
    theirs: tuple[Move, ...]
    only_if: tuple[Move, ...]
    asked: tuple[Move, ...]
    wanted: tuple[Move, ...]
    partly: tuple[Move, ...] = ()
    agreed: tuple[tuple[Issue, Value], ...] = ()
    """The terms of the offer that was accepted, where one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapPartyAsked(DealAnswer):
    """Several others sit at the table: for which of them is the recap?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap(RecapWritten):
    """The same, as bare text to copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalNoted(DealAnswer):
    """A signal was noted."""

    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalsListed(DealAnswer):
    """The signals of a deal, newest first. `mine` says whether the person may remove them."""

    today: date
    notes: tuple[Note, ...]
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalsRemoved(DealAnswer):
    """The signals of a deal are gone."""

    count: int
