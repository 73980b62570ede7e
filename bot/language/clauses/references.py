"""The moves that a line names by their numbers: `#3`, `#1, #2 and #3`, `#1-#3`, `#1/#2`, `no. 1 and 2`."""

import re
from typing import NamedTuple

from bot.language.clauses.line import ends_clause
from bot.language.clean import tidy_spaces
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("references")
_BEFORE_NUMBERS = _WORDS.words("before_numbers")
_NUMBER_NOUNS = _WORDS.words("number_nouns")
_JOINERS = _WORDS.words("joiners")
_RANGE_WORDS = _WORDS.words("range_words")
_LAST_ENTRY = _WORDS.words("last_entry")

_MARKED = re.compile(r"#[0-9]{1,6}")
_BARE = re.compile(r"[0-9]{1,3}")
"""A number without its sign; a longer one is an amount."""
_CHAIN = re.compile(r"#?[0-9]{1,6}(?:[-–—/&+]#?[0-9]{1,6})+")
"""Several numbers in one word: `#1-#3`, `#1/2`."""
_NUMBER_STARTS = frozenset("#0123456789")
_LINKS = re.compile(r"([-–—/&+])#?")
_DASHES = frozenset("-–—")
_MOST = 50
"""A range of more moves is none: nobody ties a get to a hundred gives."""


class References(NamedTuple):
    """Numbers of moves in their order, and the word after the last one."""

    numbers: tuple[int, ...]
    after: int


def parse_references(words: WordList, i: int) -> References | None:
    """The moves named by number from word `i` on; None where the words there name none."""
    at, has_noun = _skip_nouns(words, i)
    found = _parse_list(words, at, marked=not has_noun)
    if found is None:
        return None
    if not words.low[at].startswith("#") and not ends_clause(words, found.after):
        # `for number 1 priority` names no move.
        return None
    return found


def read_numbers(text: str) -> tuple[int, ...]:
    """The moves that a text names by number if it says nothing else: `21`, `#21`, `#2 and #3`."""
    words = split_words(tidy_spaces(text))
    at, _ = _skip_nouns(words, 0)
    found = _parse_list(words, at, marked=False)
    if found is None or found.after < words.count:
        return ()
    return found.numbers


def names_last_entry(text: str) -> bool:
    """Whether the words after `undo` only say that the last entry is meant: `that`, `the last one`."""
    return _LAST_ENTRY.issuperset(text.casefold().split())


def _parse_list(words: WordList, at: int, *, marked: bool) -> References | None:
    """A number and those that follow it; the first must have its sign where `marked`."""
    first = _parse_word(words.low[at], marked=marked)
    if first is None:
        return None
    numbers = list(first)
    after = at + 1
    while after < words.count:
        following = _parse_next(words, after, numbers[-1])
        if following is None:
            break
        numbers += following.numbers
        after = following.after
    return References(tuple(dict.fromkeys(numbers)), after)


def _skip_nouns(words: WordList, i: int) -> tuple[int, bool]:
    """The word after `no.`, `gives`, `the asks`, and whether a noun says that numbers follow."""
    at = words.skip(i, _BEFORE_NUMBERS)
    number = words.skip(at, _NUMBER_NOUNS)
    return number, number > at


def _parse_word(word: str, *, marked: bool) -> tuple[int, ...] | None:
    """The numbers in one word, each with its sign where they must be `marked`."""
    if word[:1] not in _NUMBER_STARTS:
        return None
    if _MARKED.fullmatch(word):
        return (int(word[1:]),)
    if _CHAIN.fullmatch(word) and (word.startswith("#") or not marked):
        return _parse_chain(word)
    if not marked and _BARE.fullmatch(word):
        return (int(word),)
    return None


def _parse_chain(word: str) -> tuple[int, ...] | None:
    """The numbers of `#1-#3` and `#1/#2`."""
    first, *rest = _LINKS.split(word.lstrip("#"))
    numbers = [int(first)]
    for link, number in zip(rest[::2], rest[1::2], strict=True):
        if link in _DASHES:
            between = _fill_range(numbers[-1], int(number))
            if between is None:
                return None
            numbers += between
        else:
            numbers.append(int(number))
    return tuple(numbers)


def _fill_range(first: int, last: int) -> tuple[int, ...] | None:
    """The numbers after `first` up to `last`; None where that is no range."""
    if not first < last <= first + _MOST:
        return None
    return tuple(range(first + 1, last + 1))


def _parse_next(words: WordList, at: int, last: int) -> References | None:
    """What goes on with a list of numbers: `, #2`, `and 3`, `to #5`."""
    word, gap = words.low[at], words.gaps[at]
    # As typed, since `bis` is read as another word where a day may follow.
    is_range = words.typed(at, at + 1).casefold() in _RANGE_WORDS
    is_joined = is_range or word in _JOINERS
    number_at = at + 1 if is_joined else at
    if not is_joined and not gap.strip():
        return None
    number_at, has_noun = _skip_nouns(words, number_at)
    numbers = _parse_word(words.low[number_at], marked=False)
    if numbers is None:
        return None
    next_word = words.low[number_at + 1]
    goes_on = ends_clause(words, number_at + 1) or next_word in _JOINERS | _RANGE_WORDS
    # `for #1, 2 free seats`: what follows a number without its sign must not be what it counts.
    if not words.low[number_at].startswith("#") and not goes_on and not has_noun:
        return None
    is_dash = not is_joined and bool(gap.strip()) and set(gap.strip()) <= _DASHES
    if is_range or is_dash:
        between = _fill_range(last, numbers[0])
        if between is None:
            return None
        numbers = (*between, *numbers[1:])
    return References(numbers, number_at + 1)
