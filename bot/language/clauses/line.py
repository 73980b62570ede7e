"""A line while it is read: its parts so far, whose they are, and where a clause ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.domain.worth import Worth
from bot.language import hints, phrases
from bot.language.days import DateContext
from bot.language.lines import Command
from bot.language.marker_words import MARKER_WORDS
from bot.language.word_list import WordList


class PartRole(Enum):
    """What a part of the line is."""

    WHAT = "what"
    FOR = "for"
    IF = "if"
    WHY = "why"
    REST = "rest"


class AmountParty(Enum):
    """Whom an amount or a verb is about."""

    US = "us"
    THEM = "them"


class AmountVerb(Enum):
    """What was said about an amount."""

    COST = "cost"
    WORTH = "worth"
    BARE = "bare"


WHAT, FOR, IF, WHY, REST = PartRole


US, THEM = AmountParty


COST, WORTH, BARE = AmountVerb


CONCEDE, ASK, GOT = Command


@dataclass(slots=True)
class LinePart:
    """The words of the item or of a counter-thing; `marker` opened it; `sure` where it can be nothing else."""

    first: int
    after: int
    marker: int
    sure: bool


class Walk:
    """How far a line is read and what was found so far."""

    def __init__(
        self, words: WordList, command: Command, locale: str, calendar: DateContext, start: int
    ) -> None:
        self.words, self.command, self.locale, self.calendar = words, command, locale, calendar
        self.role: PartRole = WHAT
        self.start = self.marker = start
        self.what: LinePart | None = None
        self.backs: list[LinePart] = []
        self.condition: str | None = None
        self.reason: str | None = None
        self.cost: Worth | None = None
        self.worth: Worth | None = None
        self.for_worth: Worth | None = None
        self.unit = ""
        self.due: date | None = None
        self.on: date | None = None
        self.review: date | None = None
        self.ref: int | None = None
        self.to: str | None = None
        self.sure = self.goodwill = self.limit = self.promised = False
        self.refusal: hints.HintReason | None = None

    def cut(self, role: PartRole, at: int, first: int, *, sure: bool = False) -> int:
        """End the current part before `at` and begin one of `role` with the word `first`."""
        self._keep(at)
        if role is REST and self.what is None:
            role = WHAT
        self.role, self.start, self.marker, self.sure = role, first, at, sure
        return first

    def finish(self) -> None:
        """End the last part."""
        self._keep(self.words.count)

    def _keep(self, at: int) -> None:
        role = self.role
        if self.start >= at or role is REST:
            return
        said = role is IF or role is WHY
        first, after = phrases.trim_filler(self.words, self.start, at, framed=not said)
        if first >= after:
            return
        if said:
            self._say(role, self.words.typed(first, after))
        elif role is FOR:
            self.backs.append(LinePart(first, after, self.marker, self.sure))
        elif self.what is None:
            self.what = LinePart(first, after, self.marker, self.sure)

    def _say(self, role: PartRole, text: str) -> None:
        """Keep a condition or a reason, after those said before it."""
        if role is IF:
            self.condition = f"{self.condition}; {text}" if self.condition else text
        else:
            self.reason = f"{self.reason}; {text}" if self.reason else text

    def empty(self, at: int) -> bool:
        """Whether the current part has no words of its own before `at`."""
        first, after = phrases.trim_filler(self.words, self.start, at, framed=True)
        return first >= after

    def leading(self) -> bool:
        """Whether a condition, reason or counter-thing came before any item."""
        return self.what is None and self.role in _LEADING

    def refuse(self, why: hints.HintReason) -> None:
        self.refusal = self.refusal or why


SAID = (IF, WHY)


_LEADING = (IF, WHY, FOR)


Opener = Callable[[Walk, int, int], int]
"""Looks at a marker at `at` whose own words end before `i`; the word to go on from, or 0 where it is no clause."""


def party_at(words: WordList, i: int) -> tuple[AmountParty | None, int]:
    """`to us`, `for them`, `on our side`: whose cost or worth it is, and the word after it."""
    low = words.low
    if low[i] in _PARTIES:
        return _PARTIES[low[i]], i + 1
    if low[i] not in _TOWARDS:
        return None, i
    j = i + 1
    if low[j] in _PARTIES and (low[j] in ("us", "them", "me", "you") or is_end(words, j + 1)):
        return _PARTIES[low[j]], j + 1
    if low[j] in ("our", "their", "your", "the") and low[j + 1] in _PARTY_NOUNS:
        return (US if low[j] == "our" else THEM), j + 2
    return None, i


def is_end(words: WordList, i: int) -> bool:
    return i >= words.count or bool(words.gaps[i]) or words.low[i] in MARKER_WORDS


_PARTIES = {"us": US, "me": US, "ourselves": US, "them": THEM, "you": THEM,
            "him": THEM, "her": THEM}  # fmt: skip


_TOWARDS = {"to", "for", "on", "from"}


_PARTY_NOUNS = frozenset(
    "side end team part customer client supplier vendor buyer company business seller landlord tenant candidate "
    "partner budget".split()
)
