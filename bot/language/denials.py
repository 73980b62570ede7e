"""Words that say that nothing moved: `nothing yet`, `tbd`, `no luck so far`, `they will get back to us`."""

import re

from bot.language import phrases
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table
from bot.language.word_list import DENIES, WordList

_WORDS = word_table("denials")
NOTHING = _WORDS.words("nothing")
"""Words that may be all that is said of what moved, among them those of lines that only try the command out."""
_FILLERS = _WORDS.words("fillers")
_EMPTY_TALK = NOTHING | _FILLERS | phrases.FILLERS
_ALWAYS_NOTHING = _WORDS.words("always_nothing")
_BUT = _WORDS.words("but")
_NO = _WORDS.words("no")
_NOUNS_OF_NO = _WORDS.words("nouns_of_no")
_YET = _WORDS.words("yet")
_NO_NOUNS = _WORDS.words("no_nouns")
_AFTER_NO = _WORDS.words("after_no") | _FILLERS
_NO_MORE = _NO_NOUNS | _FILLERS
_AT_THE_PRICE_OF = _WORDS.words("at_the_price_of")
_LAST_DENIALS = _WORDS.words("last_denials")
_FIRST_DENIALS = _WORDS.words("first_denials")
_PUTTING_OFF = compile_late("|".join(map(re.escape, _WORDS.phrases("putting_off"))))

SHORT = 8
"""Words of a short line; in a longer one `no` is about something in it."""
_BEGINNING = 8
"""Words at the beginning of a line in which it may put off."""


def says_nothing(words: WordList, first: int, after: int) -> bool:
    """Whether all of these words only say that there is nothing."""
    if not words.flags & DENIES:
        return False
    part = words.low[first:after]
    if part[0] in _ALWAYS_NOTHING:
        # `nothing but 5% off` is something.
        return part[1:2] == [] or part[1] not in _BUT
    if part[0] in _NO and _is_no_with_noun(part[1:]):
        return True
    return _EMPTY_TALK.issuperset(part) and not NOTHING.isdisjoint(part)


def _is_no_with_noun(rest: list[str]) -> bool:
    """Whether what follows `no` only says that nothing came: `no`, `no reply from them`, `no signature yet`."""
    if not rest or rest[-1] in _YET:
        return True
    if rest[0] not in _NO_NOUNS:
        return False
    return rest[1:2] == [] or rest[1] in _AFTER_NO or _NO_MORE.issuperset(rest[1:])


def denies_item(words: WordList, first: int, after: int) -> bool:
    """Whether the words found as the item say that there is none: `discount no`, `nothing on price`."""
    if not words.flags & DENIES:
        return False
    part = words.low[first:after]
    if len(part) > 2 and part[-2] in _AT_THE_PRICE_OF:
        # `stump grinding for nothing`
        return False
    if len(part) > 1 and words.typed(after - 1, after).casefold() in _NOUNS_OF_NO:
        # `keine Strafe bei später Absage`
        return False
    is_short = len(part) <= SHORT
    begins_or_ends = part[0] in NOTHING or part[-1] in NOTHING
    if is_short and begins_or_ends and says_nothing(words, first, after):
        return True
    return part[-1] in _LAST_DENIALS or part[0] in _FIRST_DENIALS


def names_what_is_left_out(words: WordList, i: int) -> bool:
    """Whether a `still no` names a thing: `noch keine Miete im Mai` leaves it out, `still no answer` tells nothing."""
    following = words.low[i + 2] if i + 2 < words.count else ""
    return words.low[i + 1] in _NO and following != "" and following not in _NO_MORE


def puts_off(words: WordList, i: int) -> bool:
    """`they will get back to us`, `to be discussed`: whether a short line from a word on says nothing but a later."""
    if words.count - i > SHORT + 2:
        return False
    end = min(words.count, i + _BEGINNING)
    return _PUTTING_OFF.search(" ".join(words.low[i:end])) is not None
