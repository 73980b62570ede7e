"""Goodwill: a give made on purpose without a get. Its denial and the accountants' word are none."""

from bot.language import phrases
from bot.language.clauses.line import REST, PartialLine, ends_clause, parse_party
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("goodwill")
NEGATIONS = _WORDS.words("negations")
_ACCOUNTING_BEFORE = _WORDS.words("accounting_before")
_ACCOUNTING_AFTER = _WORDS.words("accounting_after")
_ENDS = _WORDS.words("ends")
_AFTER_NO_STRINGS = _WORDS.words("after_no_strings")


def read_goodwill(line: PartialLine, at: int, i: int) -> int:
    """A give made on purpose without a get; `not goodwill` and the accountants' word are none."""
    words = line.words
    first = phrases.start_of_goodwill(words, line.start, at)
    if _means_accounting(words, first, at, i):
        return i
    after = _skip_goodwill(words, i)
    # `not as goodwill` says nothing of the item, and goes with what introduces it.
    if first > line.start and words.low[first - 1] in NEGATIONS:
        denial = phrases.start_of_amount(words, line.start, first - 1)
        return line.start_part(REST, denial, after)
    line.goodwill = True
    stands_alone = ends_clause(words, after) or words.low[after] in _ENDS
    if not stands_alone:
        return i  # `goodwill discount`: the word is part of the item
    return line.start_part(REST, first, after)


def _means_accounting(words: WordList, first: int, at: int, i: int) -> bool:
    """`goodwill impairment`, `value of goodwill`."""
    if words.low[i] in _ACCOUNTING_AFTER:
        return True
    is_bare = 0 < at == first and not words.gaps[at]
    return is_bare and words.low[at - 1] in _ACCOUNTING_BEFORE


def _skip_goodwill(words: WordList, i: int) -> int:
    """The word after `goodwill gesture only to them`."""
    low = words.low
    if low[i] == "gesture":
        i += 1
    if low[i] == "only":
        i += 1
    if low[i] in ("by", "towards") and low[i + 1] in ("us", "them"):
        return i + 2
    whom, after = parse_party(words, i)
    return after if whom is not None else i


def read_gesture(line: PartialLine, at: int, i: int) -> int:
    """`as a gesture of goodwill`; a bare `gesture` is part of the item."""
    words = line.words
    first = phrases.start_of_goodwill(words, line.start, at)
    # `a kind gesture` is introduced; in `one gesture each` it is a thing.
    if first == at and not words.gaps[at]:
        return 0
    if words.low[i : i + 2] == ["of", "goodwill"]:
        i += 2
    elif words.low[i : i + 2] == ["of", "good"]:
        i += 3
    return read_goodwill(line, at, i)


def read_no_strings(line: PartialLine, at: int, i: int) -> int:
    line.goodwill = True
    return line.start_part(REST, at, line.words.skip(i, _AFTER_NO_STRINGS))
