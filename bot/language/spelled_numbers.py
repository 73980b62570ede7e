"""Numbers in words: `twelve thousand`, `half a million`, `twenty-five hundred`, `viertausend`."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("spelled_numbers")
_UNITS = _WORDS.numbers("units")
_MULTIPLES = _WORDS.numbers("multiples")
_HALF = _WORDS.words("half")
_AND = _WORDS.words("and")
_ARTICLES = frozenset(word for word, number in _UNITS.items() if number == 1)
_LARGEST_FIRST = sorted(_MULTIPLES.items(), key=lambda each: -each[1])
_MOST_WORDS = 12
"""Words of the longest number: `two hundred and fifty thousand five hundred`."""

_LONGEST = 40
"""Letters of the longest word that is looked through."""


class SpelledNumber(NamedTuple):
    """A number in words and the word after it; `is_round` where it has a multiple (`thousand`), not only `twelve`."""

    value: Decimal
    after: int
    is_round: bool


def parse_spelled_number(words: WordList, i: int) -> SpelledNumber | None:
    """The number that the words from `i` spell, or None where they spell none."""
    low = words.low
    if low[i] in _HALF:
        return _parse_half(words, i + 1)
    if _parse_word(low[i]) is None:
        return None
    # `a half million`
    if low[i] in _ARTICLES and low[i + 1] in _HALF:
        return _parse_half(words, i + 2)
    return _parse_words(words, i)


def parse_count(words: WordList, i: int) -> SpelledNumber | None:
    """A count of things, in digits or words: `3`, `two`, `a`."""
    word = words.low[i]
    if word.isdecimal() and len(word) <= 3:
        return SpelledNumber(Decimal(word), i + 1, is_round=False)
    number = _UNITS.get(word)
    return None if number is None else SpelledNumber(Decimal(number), i + 1, is_round=False)


def _parse_half(words: WordList, i: int) -> SpelledNumber | None:
    """`half a million`: word `i` is the one after `half`."""
    at = i + 1 if words.low[i] in _ARTICLES else i
    multiple = _MULTIPLES.get(words.low[at])
    if multiple is None:
        return None
    return SpelledNumber(Decimal(multiple) / 2, at + 1, is_round=True)


def _parse_words(words: WordList, i: int) -> SpelledNumber | None:
    """Adds up the words from `i`: below a thousand they count what the next multiple is of."""
    low = words.low
    total = Decimal(0)
    below = Decimal(0)
    is_round = False
    at = i
    while at < i + _MOST_WORDS and (not words.gaps[at] or at == i):
        if low[at] in _AND and at > i and _parse_word(low[at + 1]) is not None and is_round:
            at += 1
        multiple = _MULTIPLES.get(low[at])
        number = _parse_word(low[at])
        if multiple is not None and multiple > 100:
            total, below = total + (below or Decimal(1)) * multiple, Decimal(0)
        elif multiple is not None:
            below = (below or Decimal(1)) * multiple
        elif number is not None and (at == i or low[at] not in _ARTICLES):
            below += number
        else:
            break
        is_round = is_round or multiple is not None or (number is not None and number >= 100)
        at += 1
    if at == i:
        return None
    found = SpelledNumber(total + below, at, is_round)
    return found if is_round else _add_half(words, found)


def _add_half(words: WordList, found: SpelledNumber) -> SpelledNumber:
    """`one and a half thousand`; the number itself where no such half follows."""
    low, at = words.low, found.after
    if low[at] not in _AND or low[at + 1] not in _ARTICLES or low[at + 2] not in _HALF:
        return found
    multiple = _MULTIPLES.get(low[at + 3])
    if multiple is None:
        return found
    return SpelledNumber((found.value + Decimal("0.5")) * multiple, at + 4, is_round=True)


@lru_cache(maxsize=2048)
def _parse_word(word: str) -> Decimal | None:
    """The number of one word: `twelve`, `twenty-five`, `viertausendfünfhundert`."""
    if not word or len(word) > _LONGEST or not word[0].isalpha():
        return None
    if word in _UNITS:
        return Decimal(_UNITS[word])
    if word in _MULTIPLES:
        return Decimal(_MULTIPLES[word])
    tens, dash, ones = word.partition("-")
    if dash:
        return _add_ones(tens, ones)
    return _parse_compound(word)


def _add_ones(tens: str, ones: str) -> Decimal | None:
    ten, one = _UNITS.get(tens, 0), _UNITS.get(ones, 0)
    return Decimal(ten + one) if ten >= 20 and 0 < one < 10 else None


def _parse_compound(word: str) -> Decimal | None:
    """A number of words written as one, as German does: what stands before a multiple counts it."""
    if word in _UNITS:
        return Decimal(_UNITS[word])
    for name, multiple in _LARGEST_FIRST:
        head, found, tail = word.partition(name)
        if not found:
            continue
        times = _parse_compound(head) if head else Decimal(1)
        rest = _parse_compound(tail) if tail else Decimal(0)
        if times is None or rest is None:
            return None
        return times * multiple + rest
    return _parse_ones_and_tens(word)


def _parse_ones_and_tens(word: str) -> Decimal | None:
    """`fünfundzwanzig`: the ones stand first."""
    for joiner in _AND:
        ones, found, tens = word.partition(joiner)
        if not found or not tens:
            continue
        number = _UNITS.get(tens, 0) + (_UNITS.get(ones, 0) if ones else 0)
        if tens in _UNITS and (not ones or ones in _UNITS):
            return Decimal(number)
    return None
