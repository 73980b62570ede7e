"""The walk over a line: at each word that may open a clause, the reader of that clause takes it or leaves it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.language.clauses import conditions, deadlines, figures, goodwill, returns
from bot.language.clauses.line import WHAT, ClauseReader, PartialLine
from bot.language.marker_words import MARKERS, Marker

_READERS: dict[str, ClauseReader] = {
    "in_return_for": returns.read_in_return_for,
    "in_return": returns.read_in_return,
    "for_that": returns.read_in_return,
    "against": returns.read_against,
    "for": returns.read_for,
    "if": conditions.read_if,
    "when": conditions.read_if,
    "once": conditions.read_if,
    "provided": conditions.read_if,
    "assuming": conditions.read_if,
    "in_case": conditions.read_if,
    "on_signing": conditions.read_on_signing,
    "unless": conditions.read_unless,
    "except": conditions.read_except,
    "because": conditions.read_because,
    "cause": conditions.read_because,
    "since": conditions.read_since,
    "as": conditions.read_as,
    "due": deadlines.read_due,
    "by": deadlines.read_by,
    "latest": deadlines.read_latest,
    "past": deadlines.read_past,
    "ago": deadlines.read_ago,
    "until": deadlines.read_until,
    "expires": deadlines.read_expiry,
    "answer_by": deadlines.read_answer_by,
    "on": deadlines.read_on,
    "day_alone": deadlines.read_day_alone,
    "dated": deadlines.read_date,
    "yesterday": deadlines.read_past,
    "review": deadlines.read_review,
    "cost": figures.read_cost,
    "worth": figures.read_worth,
    "saves": figures.read_saving,
    "estimated": figures.read_estimated_amount,
    "goodwill": goodwill.read_goodwill,
    "gesture": goodwill.read_gesture,
    "no_strings": goodwill.read_no_strings,
    "subject": returns.read_subject,
    "then": returns.read_then,
    "so_that": returns.read_so_that,
    "relative": returns.read_relative,
    "aside": returns.read_aside,
    "second_verb": returns.read_second_verb,
}
_NUMBER_SIGNS = frozenset("~≈-−")


class _Opening(NamedTuple):
    """A phrase that may open a clause: its words after the first, and the reader of the clause."""

    rest: list[str]
    reader: ClauseReader


@dataclass(slots=True)
class _Openings:
    """The openings that begin with one word: by the word after it, the longest first, and where it stands alone."""

    longer: dict[str, list[_Opening]] = field(default_factory=dict)
    alone: list[_Opening] = field(default_factory=list)

    def add(self, opening: _Opening) -> None:
        if not opening.rest:
            self.alone.append(opening)
            return
        same_second = self.longer.setdefault(opening.rest[0], [])
        same_second.append(opening)
        same_second.sort(key=lambda each: -len(each.rest))


def walk_line(line: PartialLine) -> PartialLine:
    """Read a line once from left to right."""
    going_on = line.start
    for at in line.words.stops:
        if at >= going_on:
            going_on = _open_clause(line, at) or _read_unmarked(line, at)
    line.finish()
    return line


def _open_clause(line: PartialLine, at: int) -> int:
    """The word to go on from after the first clause that opens at `at`, or 0."""
    low = line.words.low
    openings = _OPENINGS.get(low[at])
    if openings is None:
        return 0
    for rest, reader in openings.longer.get(low[at + 1], ()):
        after = at + 1 + len(rest)
        if low[at + 1 : after] == rest:
            going_on = reader(line, at, after)
            if going_on:
                return going_on
    for _, reader in openings.alone:
        going_on = reader(line, at, at + 1)
        if going_on:
            return going_on
    return 0


def _read_unmarked(line: PartialLine, at: int) -> int:
    """What may follow a comma, dash or bracket without a marker: an amount, a number of a move, the main clause."""
    words = line.words
    word, is_apart = words.low[at], words.gaps[at] != ""
    if word[0] == "#":
        # `5% off, #3`
        return returns.read_move_number(line, at, at)
    if word == "to":
        return returns.read_party(line, at, at + 1)
    if is_apart or word[0] in _NUMBER_SIGNS:
        going_on = figures.read_bare_amount(line, at)
        if going_on:
            return going_on
    if is_apart and word[0].isdecimal():
        going_on = deadlines.read_plain_date(line, at)
        if going_on:
            return going_on
    if is_apart and not line.is_empty_until(at):
        going_on = returns.read_remark(line, at)
        if going_on:
            return going_on
    # The clause that came first has ended: `if they sign, 5% off`.
    if is_apart and at > line.start and line.awaits_item():
        line.start_part(WHAT, at, at)
        return at + 1 if word not in _OPENINGS else _open_clause(line, at)
    return 0


def _collect_openings() -> dict[str, _Openings]:
    """By the first word of a phrase."""
    collected: dict[str, _Openings] = {}
    for clause, marker in MARKERS.items():
        reader = _READERS[clause]
        if marker.is_restricted:
            reader = _restrict(marker, reader)
        for first, *rest in marker.phrases:
            openings = collected.setdefault(first, _Openings())
            openings.add(_Opening(rest, reader))
    return collected


def _restrict(marker: Marker, reader: ClauseReader) -> ClauseReader:
    """The reader, asked only where the marker may open its clause."""

    def read_restricted(line: PartialLine, at: int, i: int) -> int:
        if marker.separate and line.continues_clause(at):
            return 0
        if not marker.may_open(line.words, at, i):
            return 0
        return reader(line, at, i)

    return read_restricted


_OPENINGS = _collect_openings()
