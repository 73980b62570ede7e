"""Lines about a deal that move nothing: moods, limits, plans, maybes, refusals, reminders, offers, take-backs, and
verbs of the ledger (`edit #1`)."""

import re

from bot.language.clauses.line import ASK, CONCEDE, GOT
from bot.language.limits import find_own_limit
from bot.language.lines import Command, NotAMove, NotAMoveKind
from bot.language.moods import MOODS, SEEMING, names_figure, tells_mood
from bot.language.patterns import pattern_table
from bot.language.sentences.own_refusals import opens_with_refusal
from bot.language.word_list import FIRST_HINT, WordList

_WORDS = pattern_table("not_moves")
_LEDGER, _STALLED, _LIMIT, _MOOD_WORD = "ledger", "stalling", "limit", "mood_word"
TRIGGERS = {**_WORDS.groups("triggers"), _MOOD_WORD: MOODS}
"""Words by what a line with one of them may be: an expression is tried only where one of its words occurs."""
_FLAGS = {kind: FIRST_HINT << n for n, kind in enumerate(TRIGGERS)}
ANY_HINT = sum(_FLAGS.values())
"""Without any of these flags a line is a move, or nothing that is told apart here."""

_GOODS = pattern_table("asides").expression("goods", re.IGNORECASE)
_CLAUSE_STARTS = _WORDS.words("clause_starts")
_LEDGER_VERB = _WORDS.expression("ledger_verb", re.IGNORECASE)
_STALLING = _WORDS.expression("stalling", re.IGNORECASE)
_CORRECTION = _WORDS.expression("correction", re.IGNORECASE)
_FIGURE = re.compile(r"[^\s\w]?\d.*", re.DOTALL)
_NUMBER = re.compile(r"#(\d{1,6})\b")
_PATTERNS = {
    kind: _WORDS.expression(kind.value, re.IGNORECASE)
    for kind in (
        NotAMoveKind.REMINDER,
        NotAMoveKind.OFFER,
        NotAMoveKind.TAKEN_BACK,
        NotAMoveKind.LIMIT,
        NotAMoveKind.REFUSAL,
        NotAMoveKind.PLAN,
        NotAMoveKind.MAYBE,
        NotAMoveKind.MOOD,
    )
}


def flags_of_triggers() -> list[tuple[frozenset[str], int]]:
    """The words by which each kind may be told, with the flag that says that one of them was typed."""
    return [(words, _FLAGS[kind]) for kind, words in TRIGGERS.items()]


def _look_for(*kinds: NotAMoveKind) -> list[tuple[NotAMoveKind, int, re.Pattern[str]]]:
    """The kinds with the flag and the expression of each."""
    return [(kind, _FLAGS[kind.value], _PATTERNS[kind]) for kind in kinds]


_KINDS_BY_COMMAND = {
    CONCEDE: _look_for(
        NotAMoveKind.REMINDER,
        NotAMoveKind.OFFER,
        NotAMoveKind.TAKEN_BACK,
        NotAMoveKind.LIMIT,
        NotAMoveKind.REFUSAL,
        NotAMoveKind.PLAN,
        NotAMoveKind.MOOD,
    ),
    ASK: _look_for(NotAMoveKind.REMINDER, NotAMoveKind.OFFER),
    GOT: _look_for(
        NotAMoveKind.REMINDER,
        NotAMoveKind.OFFER,
        NotAMoveKind.REFUSAL,
        NotAMoveKind.MAYBE,
        NotAMoveKind.MOOD,
    ),
}
"""What a line may be beside a move, in the order in which it is looked for: `never below 90k` is a limit before it is a
refusal. What the other side might do is asked for after `/ask`, and a maybe only after `/got`."""

_LONGEST = 200
"""Characters of a line in which these are looked for: a longer one says more than that."""


def find_not_a_move(words: WordList, i: int, command: Command) -> NotAMove | None:
    """What the line from word `i` on is, where it moves nothing."""
    flags = words.flags
    if not flags & ANY_HINT:
        return None
    text = words.typed(i, words.count)
    if len(text) > _LONGEST:
        return None
    number = _NUMBER.search(text) if "#" in text else None
    no = int(number[1]) if number else None
    found = _find_kind(text, flags, no, command)
    if found is not None:
        return found
    if not flags & _FLAGS[_MOOD_WORD] or _names_figure(words, i):
        return None
    if tells_mood(words, i, _end_of_first_clause(words, i)):
        return NotAMove(kind=NotAMoveKind.MOOD, about=text, no=no)
    return None


def _find_kind(text: str, flags: int, no: int | None, command: Command) -> NotAMove | None:
    """What the words of a line with these flags show it to be, `no` the entry that it names; None where they show
    nothing."""
    if (no is not None or flags & _FLAGS[_LEDGER]) and _is_about_ledger(text):
        return NotAMove(kind=NotAMoveKind.LEDGER, about=text, no=no)
    if flags & _FLAGS[_LIMIT] and find_own_limit(text, named=True) is not None:
        return NotAMove(kind=NotAMoveKind.LIMIT, about=text, no=no)
    is_refused = command == CONCEDE and flags & _FLAGS[NotAMoveKind.REFUSAL.value]
    if is_refused and opens_with_refusal(text):
        return NotAMove(kind=NotAMoveKind.REFUSAL, about=text, no=no)
    for kind, flag, pattern in _KINDS_BY_COMMAND[command]:
        if not flags & flag or not pattern.match(text):
            continue
        if not _takes_goods_back(kind, text):
            figure = _FIGURE.search(text) if kind is NotAMoveKind.OFFER else None
            return NotAMove(kind=kind, about=figure[0] if figure else text, no=no)
    if flags & _FLAGS[_STALLED] and _STALLING.match(text):
        return NotAMove(kind=NotAMoveKind.MAYBE, about=text, no=no)
    return None


def _is_about_ledger(text: str) -> bool:
    return _LEDGER_VERB.match(text) is not None or _CORRECTION.match(text) is not None


def _takes_goods_back(kind: NotAMoveKind, text: str) -> bool:
    """`took back 40 old units` takes nothing away from them."""
    return kind is NotAMoveKind.TAKEN_BACK and _GOODS.search(text) is not None


def _end_of_first_clause(words: WordList, i: int) -> int:
    """Where something else may begin: `swap to quarterly billing, bc cash is tight` tells no mood."""
    for stop in words.stops:
        if stop > i and (words.gaps[stop] or words.low[stop] in _CLAUSE_STARTS):
            return stop
    return words.count


def _names_figure(words: WordList, i: int) -> bool:
    """`happy with 24 months` says yes to something; a mood has no figure, unless it only seems so (`sounded positive
    about net 60`)."""
    is_seeming = not SEEMING.isdisjoint(words.low[i : words.count])
    return not is_seeming and names_figure(words, i, words.count)
