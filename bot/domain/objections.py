"""Objections of the other side, and the trades that answer them: scope or time for commitment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTrade:
    """One trade: `we` completes "we could …", `you` completes "if you …". `what` is how the ask is
    recorded, `label` stands on its button."""

    we: str
    you: str
    label: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What they may object to.

    `name` completes "about …". `words` are those that show it; without words it answers whatever no
    other one does. `question` is what to ask before any trade is named.
    """

    key: str
    name: str
    words: tuple[str, ...]
    question: str
    trades: tuple[ObjectionTrade, ...]


def find_objection(text: str, objections: Sequence[Objection]) -> Objection:
    """The objection that a text is about: the one whose words it has most of; else the one that
    answers all others."""
    low = text.casefold()
    best = max(objections, key=lambda objection: _count_letters(low, objection))
    if _count_letters(low, best):
        return best
    return next(objection for objection in objections if not objection.words)


def _count_letters(low: str, objection: Objection) -> int:
    """How many letters of the text are words of the objection; long words say more than short ones."""
    letters = 0
    for word in objection.words:
        if re.search(rf"(?<!\w){re.escape(word)}", low):
            letters += len(word)
    return letters
