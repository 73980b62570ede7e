"""The walk over a line: at each word that may open a clause, its opener takes the clause or leaves it."""

from bot.language.clauses import conditions, deadlines, figures, goodwill, returns
from bot.language.clauses.line import WHAT, Opener, Walk
from bot.language.marker_words import PHRASES
from bot.language.words import SIGNS, Words

_Ways = tuple[tuple[list[str], Opener], ...]
"""How a clause may go on after a word that may open it: the other words of its phrase, and its opener."""


def walk(line: Walk) -> Walk:
    """Read a line once from left to right."""
    words, going_on = line.words, line.start
    for i in _signed_stops(words) if words.does & SIGNS else words.stops:
        if i >= going_on:
            ways = _OPENERS.get(words.low[i])
            going_on = (_opened(line, i, ways) if ways else 0) or _separated(line, i)
    line.finish()
    return line


def _signed_stops(words: Words) -> list[int]:
    """The words at which a clause may begin, with those that have a sign before them; a first `-5k` has none."""
    if not any(sign in words.text for sign in ("~", "#", "≈", " -", "−")):
        return words.stops
    return sorted({*words.stops, *(i for i in range(words.count) if words.low[i][0] in "~≈#-−")})


def _opened(line: Walk, i: int, ways: _Ways) -> int:
    low = line.words.low
    for rest, opener in ways:
        if not rest:
            going_on = opener(line, i, i + 1)
        elif low[i + 1] == rest[0] and low[i + 1 : i + 1 + len(rest)] == rest:
            going_on = opener(line, i, i + 1 + len(rest))
        else:
            continue
        if going_on:
            return going_on
    return 0


def _separated(line: Walk, i: int) -> int:
    """What may follow a comma, dash or bracket without a marker: an amount, a number of a move, the main clause."""
    words = line.words
    if words.low[i][0] == "#":
        return returns.ref(line, i, i)
    if words.low[i] == "to":
        return returns.to(line, i, i + 1)
    if (words.gap[i] or words.low[i][0] in "~≈-−") and (taken := figures.bare(line, i)):
        return taken
    if words.gap[i] and line.leading() and i > line.start:
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
    """By the first word of a phrase: its other words and its opener, longest first."""
    found: dict[str, list[tuple[list[str], Opener]]] = {}
    for clause, phrases in PHRASES.items():
        for first, *rest in phrases:
            found.setdefault(first, []).append((rest, _BY_CLAUSE[clause]))
    return {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()}


_OPENERS = _openers()
