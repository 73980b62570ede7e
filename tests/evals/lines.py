"""How well typed lines are read: rows `{id, command, text, locale?, expect, accept?, must_keep?}`, labelled by hand.

A row is right if the reading equals `expect` or one of `accept`. Text is compared without case, articles and outer
punctuation, amounts as decimals. `{"refuse": true}` is a line that records nothing. The words of `must_keep` must
stand in some field or among the words that were not read.
"""

import html
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from bot.language.lines import Command
from bot.operations.read import read_lines

Row = Mapping[str, object]

TODAY = date(2026, 11, 23)
"""The Monday that the labels count from."""
LONGEST_LINE = 2_000

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MENTION = re.compile(r"<[@#]\w+\|([^>]+)>")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_ARTICLE = re.compile(r"^(a|an|the)\s+")
_OUTER = re.compile(r"^[^\w%$€£<>@#]+|[^\w%$€£<>@#]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineScore:
    """Of `rows` lines, how many are right; `recorded` are lines that had to be refused, `lost` lines with lost words,
    `asked` lines that came back with a question or a hint where none is needed."""

    rows: int
    right: int
    recorded: int
    lost: int
    asked: int
    per_second: float


def score_lines(path: Path) -> LineScore:
    """Reads the lines of a file and compares each with its label."""
    labels = [row for row in _load_rows(path) if "expect" in row or "must_keep" in row]
    answers, seconds = _read_all(labels)
    right = recorded = lost = asked = 0
    for label in labels:
        answer = answers[label["id"]]
        is_kept = keeps_words(label, answer)
        lost += not is_kept
        right += is_kept and is_right(label, answer)
        recorded += _must_be_refused(label) and not answer.get("refuse")
        asked += bool(answer.get("refuse")) and not _may_be_refused(label)
    return LineScore(
        rows=len(labels),
        right=right,
        recorded=recorded,
        lost=lost,
        asked=asked,
        per_second=len(labels) / seconds,
    )


def is_right(label: Row, answer: Row) -> bool:
    """Whether the reading is one of those that people accept; without `expect` any reading is."""
    if "expect" not in label:
        return True
    for wanted in _accepted(label):
        if wanted.get("refuse") or answer.get("refuse"):
            if wanted.get("refuse") and answer.get("refuse"):
                return True
            continue
        if all(
            plain(wanted.get(name)) == plain(answer.get(name)) for name, plain in FIELDS.items()
        ):
            return True
    return False


def keeps_words(label: Row, answer: Row) -> bool:
    """Whether every word that must not be lost is still there; a refusal keeps the whole line."""
    if answer.get("refuse"):
        return True
    named = ("what", "for", "condition", "reason", "not_read")
    kept = " ".join(str(_plain_text(answer.get(name)) or "") for name in named)
    wanted = label.get("must_keep")
    words = wanted if isinstance(wanted, list) else []
    return all(str(_plain_text(word)) in kept for word in words)


def _accepted(label: Row) -> list[Row]:
    first, others = label.get("expect"), label.get("accept")
    accepted = [first, *(others if isinstance(others, list) else [])]
    return [each for each in accepted if isinstance(each, dict)]


def _must_be_refused(label: Row) -> bool:
    accepted = _accepted(label)
    return bool(accepted) and all(each.get("refuse") for each in accepted)


def _may_be_refused(label: Row) -> bool:
    return "expect" not in label or any(each.get("refuse") for each in _accepted(label))


def _plain_text(value: object) -> str | None:
    if value is None:
        return None
    text = _MENTION.sub(r"@\1", html.unescape(str(value)))
    text = _INVISIBLE.sub("", text).translate(_QUOTES).lower()
    text = _ARTICLE.sub("", " ".join(text.split()))
    return _OUTER.sub("", text)


def _plain_amount(value: object) -> tuple[str, str, bool] | None:
    if not isinstance(value, dict):
        return None
    if value.get("size"):
        return (str(value["size"]), "", False)
    amount = Decimal(str(value["amount"])).normalize()
    return (str(amount), str(value.get("currency") or ""), bool(value.get("estimate")))


FIELDS: Mapping[str, Callable[[object], object]] = {
    "what": _plain_text,
    "for": _plain_text,
    "condition": _plain_text,
    "reason": _plain_text,
    "cost": _plain_amount,
    "worth": _plain_amount,
    "for_worth": _plain_amount,
    "due": lambda day: day,
    "goodwill": bool,
}
"""What is compared of a line, and how each is made comparable."""


def _load_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _read_all(labels: Sequence[Row]) -> tuple[dict[object, Row], float]:
    """The reading of each row by its id, and the seconds that all took."""
    given = [json.dumps(label).encode() for label in labels]
    since = time.perf_counter()
    read = b"".join(read_lines(given, command=Command.CONCEDE, locale="en-US", today=TODAY))
    seconds = time.perf_counter() - since
    rows = [json.loads(line) for line in read.splitlines()]
    return {row["id"]: row for row in rows}, seconds


def time_longest_line() -> float:
    """Seconds that the slowest of a few lines of 2,000 characters takes."""
    parts = (
        "5% off cost 12k for a case study, ",
        "if they sign by 30 Nov and ",
        "because a b c ",
        "net 60 ",
    )
    slowest = 0.0
    for part in parts:
        text = (part * (LONGEST_LINE // len(part) + 1))[:LONGEST_LINE]
        row = json.dumps({"id": "long", "text": text}).encode()
        since = time.perf_counter()
        list(read_lines([row], command=Command.CONCEDE, locale="en-US", today=TODAY))
        slowest = max(slowest, time.perf_counter() - since)
    return slowest


def report(paths: Iterable[Path]) -> str:
    """One line per file."""
    written = ["Lines", "rows  right  recorded  lost  asked  lines/s"]
    for path in paths:
        score = score_lines(path)
        written.append(
            f"{score.rows:4}  {score.right / max(1, score.rows):.3f}  {score.recorded:8}  {score.lost:4}"
            f"  {score.asked:5}  {score.per_second:7.0f}  {path.parent.name}/{path.name}"
        )
    written.append(
        f"slowest line of {LONGEST_LINE} characters: {time_longest_line() * 1000:.1f} ms"
    )
    return "\n".join(written)
