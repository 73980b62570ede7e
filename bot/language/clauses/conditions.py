"""Under which condition and for which reason: `if …`, `once …`, `unless …`, `because …`, `as …`."""

from bot.language import phrases
from bot.language.clauses.line import (
    ASK,
    CONCEDE,
    FOR,
    IF,
    REST,
    WHAT,
    WHY,
    PartialLine,
    ends_clause,
)
from bot.language.days import parse_day
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("conditions")
_UNREAL = _WORDS.words("unreal")
_FORCED = _WORDS.words("forced")
_MODALS = _WORDS.words("modals")
_NOT_A_CONDITION_AFTER = _WORDS.words("not_a_condition_after")
_FINITE_STARTS = phrases.SUBJECTS | _WORDS.words("finite_starts")
_DETERMINERS = _WORDS.words("determiners")
_FINITE_VERBS = _WORDS.words("finite_verbs")
_AFTER_VERB = _WORDS.words("after_verb")
_FARTHEST_VERB = 6
"""How many words after `as` a verb may be that shows a clause."""


def read_if(line: PartialLine, at: int, i: int) -> int:
    words = line.words
    if _is_unreal(words, i):
        return _skip_unreal(line, at, i)
    if _asks_whether(line, at, i):
        return line.start_part(WHAT, at, i)
    # `if they sign when we meet` is one condition.
    if line.role is IF and not line.is_empty_until(at):
        return 0
    # `even if they cancel` is no condition, and stays in the item.
    if at and words.low[at - 1] in _NOT_A_CONDITION_AFTER:
        return 0
    first = i + 1 if words.low[i] == "that" else i
    return line.start_part(IF, at, first)


def read_on_signing(line: PartialLine, at: int, i: int) -> int:
    """`5% off on signature by 30 nov`: a condition in a noun, which stays in it. What is asked for or got on signing is
    due then."""
    if line.command is not CONCEDE or (line.what is None and line.is_empty_until(at)):
        return 0
    return 0 if line.role is IF else line.start_part(IF, at, i - 1)


def _asks_whether(line: PartialLine, at: int, i: int) -> bool:
    """`/ask if they can …`: the item itself, not a condition."""
    if line.command is not ASK or line.what is not None or not line.is_empty_until(at):
        return False
    subject, following = line.words.low[i], line.words.low[i + 1]
    return subject in phrases.SUBJECTS and (subject.endswith("'d") or following in _MODALS)


def _is_unreal(words: WordList, i: int) -> bool:
    """`if possible` is no condition; `if we must` tells a limit."""
    if words.low[i] in _UNREAL:
        return True
    return words.low[i] in ("we", "i") and words.low[i + 1] in _FORCED


def _skip_unreal(line: PartialLine, at: int, i: int) -> int:
    words = line.words
    after = i
    # `if forced to` ends with its `to`, which may open a party elsewhere.
    while words.low[after] == "to" or not ends_clause(words, after):
        after += 1
    return line.start_part(REST, at, after)


def read_unless(line: PartialLine, at: int, _i: int) -> int:
    """`unless` negates, so that the word stays in the condition."""
    if line.role is IF and not line.is_empty_until(at):
        return 0
    return line.start_part(IF, at, at) or at + 1


def read_except(line: PartialLine, at: int, _i: int) -> int:
    """`20 seats except in Lyon` limits the item. After a counter-thing it may limit either (`4% for the case study,
    except in Lyon`), and is said not to have been read."""
    if line.role is FOR and line.words.gaps[at]:
        return line.start_part(REST, at, at)
    return 0


def read_because(line: PartialLine, at: int, i: int) -> int:
    # `because they asked as they always do` is one reason.
    if line.role is WHY and not line.is_empty_until(at):
        return 0
    first = i + 1 if line.words.low[i] == "of" else i
    return line.start_part(WHY, at, first)


def read_since(line: PartialLine, at: int, i: int) -> int:
    """A reason, unless a time follows: `since 2020`, `since 12 nov`."""
    words = line.words
    word = words.low[i]
    if word.isdigit() and word[:2] in ("19", "20"):
        return 0
    day = parse_day(words, i, line.context)
    if day is not None and ends_clause(words, day.after):
        return 0
    return read_because(line, at, i)


def read_as(line: PartialLine, at: int, i: int) -> int:
    """A reason before a clause (`as budget slipped`); `as agreed` is part of the item."""
    return read_because(line, at, i) if _is_finite(line.words, i) else 0


def _is_finite(words: WordList, i: int) -> bool:
    """Whether the words from `i` are a clause with a verb of its own (`they commit`, `cash is tight`)."""
    if words.low[i] in _FINITE_STARTS:
        return True
    # `as diesel dropped`; but `as agreed`
    if not words.low[i].endswith("ed") and _is_past_verb(words, i + 1):
        return True
    is_determined = words.low[i] in _DETERMINERS
    for at in range(i + 1, min(i + _FARTHEST_VERB, words.count)):
        if words.gaps[at]:
            return False
        if words.low[at] in _FINITE_VERBS:
            return True
        if is_determined and at > i + 1 and _is_past_verb(words, at):
            return True
    return False


def _is_past_verb(words: WordList, i: int) -> bool:
    """`as the budget slipped`, where no noun follows that the word could belong to."""
    if not words.low[i].endswith("ed"):
        return False
    return ends_clause(words, i + 1) or words.low[i + 1] in _AFTER_VERB
