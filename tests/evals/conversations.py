"""How often typed conversations end in the ledger that a careful negotiator would keep.

Rows are `{id, deal, lines, expect, accept?, tags}`; each is played through the real app (`giveget converse`). A row is
right if its ledger fits `expect` or one of `accept`: every expected move found once, no other of these kinds, and the
sums that are named.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bot.operations.converse import converse

Row = Mapping[str, object]
SUMS = ("exposure", "given", "got")
FIGURES = ("cost", "worth", "open")
_COMPOUND_FROM = 5
"""From this length on a word is also found inside another, as German writes compounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationScore:
    """Of `rows` conversations, how many end right, the tags of those that do not, and how many plain ones were asked
    something."""

    rows: int
    right: int
    wrong_by_tag: Mapping[str, int]
    asked_when_plain: int


def score_conversations(path: Path) -> ConversationScore:
    """Plays the conversations of a file and compares each ledger with the one kept by hand."""
    lines = [line for line in path.read_bytes().splitlines() if line]
    labels: list[Row] = [json.loads(line) for line in lines]
    played = {row["id"]: row for row in json.loads(converse(lines))}
    right = asked = 0
    wrong: Counter[str] = Counter()
    for label in labels:
        output = played[label["id"]]
        tags = [str(tag) for tag in _list_in(label, "tags")]
        is_right = any(fits_ledger(wanted, output) for wanted in _accepted(label))
        if is_right and not _has_long_item(label, output):
            right += 1
        else:
            wrong.update(tags)
        asked += "plain" in tags and bool(output.get("asked"))
    return ConversationScore(
        rows=len(labels),
        right=right,
        wrong_by_tag=dict(wrong.most_common()),
        asked_when_plain=asked,
    )


def _has_long_item(label: Row, output: Row) -> bool:
    """Whether some item is longer than the longest line that was typed."""
    lines = [line for line in _list_in(label, "lines") if isinstance(line, dict)]
    longest = max((len(str(line.get("typed") or "")) for line in lines), default=0)
    moves = [move for move in _list_in(output, "moves") if isinstance(move, dict)]
    return any(len(str(move["what"])) > longest for move in moves)


def fits_ledger(wanted: Row, output: Row) -> bool:
    """Whether the ledger that came out is the one wanted, and the last answer says what it must."""
    moves = [move for move in _list_in(output, "moves") if isinstance(move, dict)]
    expected = [move for move in _list_in(wanted, "moves") if isinstance(move, dict)]
    if "moves" in wanted and not fits_moves(expected, moves, moves):
        return False
    if any(name in wanted and not _same_number(wanted[name], output.get(name)) for name in SUMS):
        return False
    if wanted.get("asked") and not output.get("asked"):
        return False
    answers = _list_in(output, "answers")
    last = _flatten(answers[-1]) if answers else ""
    says_all = all(_flatten(word) in last for word in _list_in(wanted, "says"))
    return says_all and not any(_flatten(word) in last for word in _list_in(wanted, "says_not"))


def fits_moves(expected: Sequence[Row], left: Sequence[Row], moves: Sequence[Row]) -> bool:
    """Whether each expected move is another one of those `left` of all `moves`, and none is left over."""
    if len(expected) != len(left):
        return False
    if not expected:
        return True
    first, rest = expected[0], expected[1:]
    for place, move in enumerate(left):
        others = [*left[:place], *left[place + 1 :]]
        if _is_move(first, move, moves) and fits_moves(rest, others, moves):
            return True
    return False


def _is_move(wanted: Row, move: Row, moves: Sequence[Row]) -> bool:
    if (wanted["kind"], wanted["state"]) != (move["kind"], move["state"]):
        return False
    if not _has_words(_list_in(wanted, "has"), move["what"]):
        return False
    if any(name in wanted and not _same_number(wanted[name], move.get(name)) for name in FIGURES):
        return False
    return "with" not in wanted or _is_tied_to(_list_in(wanted, "with"), move, moves)


def _is_tied_to(wanted: Sequence[object], move: Row, moves: Sequence[Row]) -> bool:
    numbers = _list_in(move, "with")
    tied = [other["what"] for other in moves if other["no"] in numbers]
    if len(numbers) != len(wanted):
        return False
    return all(
        any(_has_words(words if isinstance(words, list) else [], what) for what in tied)
        for words in wanted
    )


def _has_words(words: Sequence[object], text: object) -> bool:
    return all(_has_word(_flatten(word), _flatten(text)) for word in words)


def _has_word(word: str, text: str) -> bool:
    """From the beginning of a word on; figures whole: `5%` is not in `15%`."""
    if len(word) >= _COMPOUND_FROM and word.isalpha():
        return word in text
    whole = r"(?![\w%]|[.,]\d)" if re.search(r"[\d%]$", word) else ""
    return re.search(rf"(?<![\w.,]){re.escape(word)}{whole}", text) is not None


def _same_number(wanted: object, found: object) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return Decimal(str(wanted)) == Decimal(str(found))


def _accepted(label: Row) -> list[Row]:
    accepted = [label.get("expect"), *_list_in(label, "accept")]
    return [each for each in accepted if isinstance(each, dict)]


def _list_in(row: Row, name: str) -> list[object]:
    value = row.get(name)
    return list(value) if isinstance(value, list) else []


def _flatten(text: object) -> str:
    return " ".join(str(text or "").casefold().split())


def report(path: Path) -> str:
    """The figures of one file."""
    score = score_conversations(path)
    wrong = ", ".join(f"{tag} {count}" for tag, count in score.wrong_by_tag.items()) or "none"
    return (
        f"Conversations\n{score.rows} rows, {score.right / max(1, score.rows):.3f} end in the right ledger;"
        f" asked where nothing was unclear: {score.asked_when_plain}\nwrong by kind: {wrong}"
    )
