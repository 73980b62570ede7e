"""Whether the words found as the item of a line name something that can move."""

import re
from itertools import pairwise

from bot.language import phrases
from bot.language.clauses.line import LinePart
from bot.language.denials import NOTHING, denies_item
from bot.language.hints import HintReason
from bot.language.patterns import compile_late, pattern_table
from bot.language.word_list import TRANSLATED, WordList

_WORDS = pattern_table("items")
_EMPTY_WORDS = NOTHING | _WORDS.words("empty")
_PERCENT = frozenset({"%"})
_UNITS = _WORDS.words("units")
_DONE_ALONE = _WORDS.words("done_alone")
_SAYS_YES = _WORDS.words("says_yes")
_YES = _WORDS.words("yes")
_GRANTED_ALONE = _WORDS.words("granted_alone")
_COLUMNS = _WORDS.words("columns")
_JOINS = _WORDS.words("joins")
_RANGE = _WORDS.words("range")
_COUNTED = _WORDS.words("counted")
_MULTIPLE = _WORDS.alternatives("multiple")
_CURRENCY = _WORDS.alternatives("currency")

_ONE_WORD = re.compile(r"[^\W_](?:[^\W_]|['&+/-])*(?:\.|%|\+)?")
_ONLY_NUMBER = compile_late(
    rf"[~≈-]?[^\w\s]*(?:[a-z]{{0,3}}\$)?[\d.,'’/:x+-]+(?:{_MULTIPLE}|e\d+)?(?:€|£|\$|{_CURRENCY})?[%+]?"
)
_PRICE = re.compile(
    r"(?:[a-z]{0,2}[$€£¥₹])\d[\d.,]*(?:k|m)?|\d[\d.,]*(?:k|m)?(?:[€£$]|eur|usd|gbp)|\d[\d.,]*k"
)
_SHORTEST_ROW = 6
"""Words of a row of a table: three names of columns, each with its figure."""


def says_only_yes(words: WordList, i: int) -> bool:
    """Whether all that is said is that they agreed, and not to what: `they said yes`."""
    said = {*words.low[i : words.count]}
    if words.flags & TRANSLATED:
        typed = words.text.lower().replace(".", " ").replace("!", " ").replace(",", " ")
        said = {*typed.split()}
    return _SAYS_YES.issuperset(said) and not _YES.isdisjoint(said)


def is_only_granted(words: WordList, what: LinePart) -> bool:
    """Whether the item says no more than that something was granted: `#3 agreed`."""
    return _GRANTED_ALONE.issuperset(words.low[what.first : what.after])


def find_item_problem(words: WordList, what: LinePart) -> HintReason | None:
    """Why the words found as the item name nothing that could move; None where they name something."""
    part = words.low[what.first : what.after]
    if len(part) == 1:
        return _find_word_problem(words, what, part[0])
    if denies_item(words, what.first, what.after):
        return HintReason.NOTHING
    is_percentage = part[-1] in _PERCENT and len(part) == 2 and words.count > 2
    if not is_percentage and not any(map(_says_more_than_number, part)):
        return HintReason.NUMBER_ONLY
    if _is_table_row(part):
        return HintReason.PASTED
    return HintReason.TWO_MOVES if _has_two_prices(part) else None


def _find_word_problem(words: WordList, what: LinePart, word: str) -> HintReason | None:
    """Why a single word names nothing."""
    if word in _EMPTY_WORDS:
        return HintReason.NOTHING
    is_percentage = word.endswith("%") and word[0].isdigit()
    if not is_percentage or words.count == 1:
        if not _says_more_than_number(word):
            return HintReason.NUMBER_ONLY
        if not _ONE_WORD.fullmatch(word):
            return HintReason.NO_THING
    return HintReason.NO_THING if _only_acted(words, what, word) else None


def _only_acted(words: WordList, what: LinePart, word: str) -> bool:
    """`they laughed`: all that is said is that somebody did something; a signature moves, laughter does not."""
    if what.after < words.count or what.first > 2 or words.low[0] not in phrases.SUBJECTS:
        return False
    return word.endswith("ed") and word not in _DONE_ALONE


def _says_more_than_number(word: str) -> bool:
    """Whether a word says more than a number and its unit."""
    if word.isalpha():
        return word not in _UNITS
    return not _ONLY_NUMBER.fullmatch(word) and any(map(str.isalpha, word))


def _is_table_row(part: list[str]) -> bool:
    """`unit price 4.20 qty 100 total 420.00`: names of columns, each with its figure."""
    if len(part) < _SHORTEST_ROW or part[-2] not in _COLUMNS or not part[-1][0].isdigit():
        return False
    named = [word in _COLUMNS for word, following in pairwise(part) if following[0].isdigit()]
    return len(named) > 2 and all(named)


def _has_two_prices(part: list[str]) -> bool:
    """Whether one phrase has two things with a price each: `relocation 4k and training 3k`."""
    if _JOINS.isdisjoint(part) or not _RANGE.isdisjoint(part):
        return False
    places = [place for place, word in enumerate(part) if _PRICE.fullmatch(word)]
    priced = [place for place in places if _COUNTED.isdisjoint(part[place + 1 : place + 2])]
    return any(_is_joined(part, first, second) for first, second in pairwise(priced))


def _is_joined(part: list[str], first: int, second: int) -> bool:
    """Whether a join, and the second thing, stand between two prices."""
    between = part[first + 1 : second]
    return len(between) > 1 and not _JOINS.isdisjoint(between)
