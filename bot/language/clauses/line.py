"""A line while it is read: its parts so far, whose they are, and where a clause ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from bot.domain.worth import Worth
from bot.language import phrases
from bot.language.days import DateContext
from bot.language.hints import HintReason
from bot.language.lines import Command
from bot.language.marker_words import MARKER_WORDS
from bot.language.vocabulary import word_table
from bot.language.word_list import VERB_LAST, WordList


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


AmountField = Literal["cost", "worth", "for_worth"]
"""Which figure of the move an amount is."""

WHAT, FOR, IF, WHY, REST = PartRole

US, THEM = AmountParty

CONCEDE, ASK, GOT = Command

_DEPENDENT = (IF, WHY)
_LEADING = (IF, WHY, FOR)


@dataclass(slots=True)
class LinePart:
    """The words of the item or of a counter-thing; `marker` opened it; `sure` where it can be nothing else."""

    first: int
    after: int
    marker: int
    sure: bool


class PartialLine:
    """A line that is read from left to right: what was found so far, and the part that is being read.

    A part (the item, a counter-thing, a condition, a reason) begins where a clause opens and ends where the next
    one does. The part that is being read has the `role`, begins with the word `start` and was opened by the word
    `marker`; `weight` is how much a counter-thing is one. The line itself begins with the word `first`.
    `doubtful` are the places of a `for`, and of the word after it, that may as well name what comes back.
    """

    role = WHAT
    sure = False
    weight = 0
    what: LinePart | None = None
    condition: str | None = None
    reason: str | None = None
    cost: Worth | None = None
    worth: Worth | None = None
    for_worth: Worth | None = None
    unit = ""
    due: date | None = None
    on: date | None = None
    review: date | None = None
    to: str | None = None
    goodwill = False
    promised = False
    refusal: HintReason | None = None
    doubtful: tuple[int, int] | None = None
    time_behind_cost: int | None = None
    """The word after a `for` behind a cost that a length of time follows: `cost 1k for 24 months`."""
    bare_amount: tuple[int, int] | None = None
    per: str = ""
    """The time that an amount is counted by (`month`), where nothing says for how long."""

    def __init__(
        self, words: WordList, command: Command, locale: str, context: DateContext, start: int
    ) -> None:
        self.words = words
        self.command = command
        self.locale = locale
        self.giver, self.receiver = (US, THEM) if command is CONCEDE else (THEM, US)
        self.context = context
        self.first = start
        self.start = start
        self.marker = start
        self.backs: list[LinePart] = []
        self.refs: list[int] = []
        self.not_read: list[tuple[int, int]] = []
        self.rates: list[str] = []

    def start_part(self, role: PartRole, at: int, first: int, *, sure: bool = False) -> int:
        """End the current part before `at` and begin one of `role` with the word `first`, which is returned."""
        self._end_part(at)
        if role is REST and self.what is None:
            # `cost 5k, free onboarding`: the item may still come.
            role = WHAT
        self.role = role
        self.start = first
        self.marker = at
        self.sure = sure
        self.weight = 0
        return first

    def finish(self) -> None:
        """End the last part."""
        self._end_part(self.words.count)

    def _end_part(self, at: int) -> None:
        role = self.role
        if self.start >= at:
            return
        if role is REST:
            self.leave_unread(self.start, at)
            return
        is_clause = role in _DEPENDENT
        first, after = phrases.trim_filler(self.words, self.start, at, framed=not is_clause)
        if first >= after:
            return
        if is_clause:
            self._add_clause(role, self.words.typed(first, after))
            return
        if role is FOR:
            self.add_back(LinePart(first, after, self.marker, self.sure))
            return
        if self.what is not None:
            self.leave_unread(self.what.first, self.what.after)
        self.what = LinePart(first, after, self.marker, self.sure)

    def add_back(self, part: LinePart) -> None:
        """Keep a counter-thing; `got a case study back` says no more than `got a case study`."""
        low, flags = self.words.low, self.words.flags
        last = low[part.after - 1]
        # `dafür 3 Jahre Laufzeit bekommen`
        ends_with_verb = flags & VERB_LAST and phrases.is_moving_verb(last)
        if (last in _BACK or ends_with_verb) and part.after - part.first > 1:
            part.after -= 1
        self.backs.append(part)

    def leave_unread(self, first: int, after: int) -> None:
        """Note words that are in no field, so that the answer can say so; greetings, thanks and joining words at their
        ends say nothing that could be missed."""
        first, after = phrases.trim_filler(self.words, first, after, framed=False)
        if first < after:
            self.not_read.append((first, after))

    def _add_clause(self, role: PartRole, text: str) -> None:
        """Keep a condition or a reason, after those said before it."""
        if role is IF:
            self.condition = f"{self.condition}; {text}" if self.condition else text
        else:
            self.reason = f"{self.reason}; {text}" if self.reason else text

    def is_empty_until(self, at: int) -> bool:
        """Whether the current part has no words of its own before `at`."""
        first, after = phrases.trim_filler(self.words, self.start, at, framed=True)
        return first >= after

    def has_item_before(self, at: int) -> bool:
        """Whether the item was named before `at`."""
        return self.what is not None or not self.is_empty_until(at)

    def in_dependent_clause(self) -> bool:
        """Whether a condition or a reason is being read."""
        return self.role in _DEPENDENT

    def continues_clause(self, at: int) -> bool:
        """Whether word `at` belongs to the condition or reason that is being read: nothing separates it."""
        return self.role in _DEPENDENT and not self.words.gaps[at]

    def awaits_item(self) -> bool:
        """Whether a condition, reason or counter-thing came before any item."""
        return self.what is None and self.role in _LEADING

    def set_due(self, day: date | None) -> None:
        """The first deadline of a line counts."""
        self.due = self.due or day

    def refuse(self, why: HintReason) -> None:
        """The first reason counts why the line cannot be recorded."""
        self.refusal = self.refusal or why


ClauseReader = Callable[[PartialLine, int, int], int]
"""Reads the clause of a marker at `at` whose own words end before `i`. Returns the word to go on from, or 0 where the
marker opens no clause there."""

_WORDS = word_table("figures")
_PARTIES = {
    **dict.fromkeys(_WORDS.words("us"), US),
    **dict.fromkeys(_WORDS.words("them"), THEM),
}
_SURE_PARTIES = _WORDS.words("sure_parties")
_TOWARDS = _WORDS.words("towards")
_BACK = word_table("returns").words("back")
_POSSESSIVES = _WORDS.words("possessives")
_PARTY_NOUNS = _WORDS.words("party_nouns")


def parse_party(words: WordList, i: int) -> tuple[AmountParty | None, int]:
    """`to us`, `for them`, `on our side`: whose cost or worth it is, and the word after it."""
    low = words.low
    if low[i] in _PARTIES:
        return _PARTIES[low[i]], i + 1
    if low[i] not in _TOWARDS:
        return None, i
    name, following = low[i + 1], low[i + 2]
    # `to us` says whom wherever it stands; `to her` only at the end, since `to her team` names more.
    if name in _SURE_PARTIES or (name in _PARTIES and ends_clause(words, i + 2)):
        return _PARTIES[name], i + 2
    if name in _POSSESSIVES and following in _PARTY_NOUNS:
        return US if name == "our" else THEM, i + 3
    return None, i


def ends_clause(words: WordList, i: int) -> bool:
    """Whether a clause may end before word `i`: the line ends, something separates it, or it opens another."""
    if i >= words.count or words.gaps[i]:
        return True
    return words.low[i] in MARKER_WORDS


def skip_to_clause_end(words: WordList, i: int) -> int:
    while not ends_clause(words, i):
        i += 1
    return i
