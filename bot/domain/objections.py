"""Objections of the other side, and the trades that answer them: scope or time for commitment."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

LABEL_AT_MOST = 30
"""How long a trade's name may be, so that it fits on a button."""
TRADES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTrade:
    """One trade: `we` completes "we could …", `you` completes "if you …". `what` is how the ask is recorded, `label`
    its button."""

    we: str
    you: str
    label: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What they may object to, `name` completes "about …". `words` are those that show it, `question` is what to ask
    before any trade is named. Without words it answers whatever no other one does."""

    key: str
    name: str
    words: tuple[str, ...]
    question: str
    trades: tuple[ObjectionTrade, ...]


class UnreadableObjections(ValueError):
    """A file of objections lacks something, or says it twice."""


def read_objections(text: str) -> tuple[Objection, ...]:
    """The objections that a TOML file describes. Raises `UnreadableObjections` where it is not complete."""
    try:
        objections = tuple(_objection(row) for row in tomllib.loads(text)["objection"])
    except (KeyError, TypeError, ValueError) as reason:
        raise UnreadableObjections(str(reason)) from reason
    if (
        len({o.key for o in objections}) < len(objections)
        or sum(not o.words for o in objections) != 1
    ):
        raise UnreadableObjections("keys must differ, and one objection must answer all others")
    return objections


def _objection(row: dict[str, str | list[dict[str, str]]]) -> Objection:
    trades = row["trade"]
    if isinstance(trades, str) or len(trades) != TRADES:
        raise UnreadableObjections(str(row["key"]))
    return Objection(
        key=str(row["key"]),
        name=str(row["name"]),
        words=tuple(
            filter(None, (word.strip().casefold() for word in str(row["words"]).split(";")))
        ),
        question=str(row["question"]),
        trades=tuple(_trade(trade) for trade in trades),
    )


def _trade(row: dict[str, str]) -> ObjectionTrade:
    if len(row["label"]) > LABEL_AT_MOST:
        raise UnreadableObjections(row["label"])
    return ObjectionTrade(we=row["we"], you=row["you"], label=row["label"], what=row["what"])


def find_objection(text: str, objections: Sequence[Objection]) -> Objection:
    """The objection that a text is about: the one whose words it has most of, long ones first; else the one for all
    others."""
    low = text.casefold()
    best = max(objections, key=lambda objection: _fit(low, objection))
    return best if _fit(low, best) else next(o for o in objections if not o.words)


def _fit(low: str, objection: Objection) -> int:
    return sum(
        len(word) for word in objection.words if re.search(rf"(?<!\w){re.escape(word)}", low)
    )
