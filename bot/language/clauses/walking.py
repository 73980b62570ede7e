"""The walk over a line: at each word that may open a clause, its opener takes the clause or leaves it."""

from dataclasses import dataclass

from bot.language.clauses import conditions, deadlines, figures, goodwill, returns
from bot.language.clauses.line import WHAT, Opener, Walk
from bot.language.marker_words import PHRASES


@dataclass(frozen=True, slots=True)
class _Ways:
    """The openers of a word: where it stands alone, and by the word after it, with the rest of the phrase."""

    alone: tuple[Opener, ...]
    longer: dict[str, tuple[tuple[list[str], Opener], ...]]


def walk(line: Walk) -> Walk:
    """Read a line once from left to right."""
    words, going_on = line.words, line.start
    for i in words.stops:
        if i >= going_on:
            ways = _OPENERS.get(words.low[i])
            going_on = (_opened(line, i, ways) if ways else 0) or _separated(line, i)
    line.finish()
    return line


def _opened(line: Walk, i: int, ways: _Ways) -> int:
    low = line.words.low
    for rest, opener in ways.longer.get(low[i + 1], ()) if ways.longer else ():
        if low[i + 1 : i + 1 + len(rest)] == rest and (
            going_on := opener(line, i, i + 1 + len(rest))
        ):
            return going_on
    for opener in ways.alone:
        if going_on := opener(line, i, i + 1):
            return going_on
    return 0


def _separated(line: Walk, i: int) -> int:
    """What may follow a comma, dash or bracket without a marker: an amount, a number of a move, the main clause."""
    words = line.words
    if words.low[i][0] == "#":
        return returns.ref(line, i, i)
    if words.low[i] == "to":
        return returns.to(line, i, i + 1)
    if (words.gaps[i] or words.low[i][0] in "~≈-−") and (taken := figures.bare(line, i)):
        return taken
    if words.gaps[i] and line.leading() and i > line.start:
        line.cut(WHAT, i, i)
        return _opened(line, i, _OPENERS[words.low[i]]) if words.low[i] in _OPENERS else i + 1
    return 0


_BY_CLAUSE: dict[str, Opener] = {
    "in_return_for": returns.in_return_for,
    "in_return": returns.in_return,
    "against": returns.against,
    "for": returns.for_,
    "if": conditions.if_,
    "when": conditions.when,
    "once": conditions.once,
    "provided": conditions.provided,
    "assuming": conditions.assuming,
    "in_case": conditions.in_case,
    "unless": conditions.unless,
    "because": conditions.because,
    "cause": conditions.cause,
    "since": conditions.since,
    "as": conditions.as_,
    "due": deadlines.due,
    "by": deadlines.by,
    "until": deadlines.until,
    "expires": deadlines.expires,
    "answer_by": deadlines.answer_by,
    "on": deadlines.on,
    "day_alone": deadlines.day_alone,
    "dated": deadlines.dated,
    "yesterday": deadlines.yesterday,
    "review": deadlines.review,
    "cost": figures.cost,
    "worth": figures.worth,
    "saves": figures.saves,
    "estimated": figures.estimated,
    "goodwill": goodwill.goodwill,
    "gesture": goodwill.gesture,
    "no_strings": goodwill.no_strings,
    "subject": returns.subject,
    "then": returns.then,
}


def _openers() -> dict[str, _Ways]:
    """By the first word of a phrase: its openers, longest phrase first."""
    found: dict[str, list[tuple[list[str], Opener]]] = {}
    for clause, phrases in PHRASES.items():
        for first, *rest in phrases:
            found.setdefault(first, []).append((rest, _BY_CLAUSE[clause]))
    return {
        first: _ways(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()
    }


def _ways(ways: list[tuple[list[str], Opener]]) -> _Ways:
    longer: dict[str, tuple[tuple[list[str], Opener], ...]] = {}
    for rest, opener in ways:
        if rest:
            longer[rest[0]] = (*longer.get(rest[0], ()), (rest, opener))
    return _Ways(tuple(opener for rest, opener in ways if not rest), longer)


_OPENERS = _openers()
