"""Words of two wordings beside each other: which of them are the same, however they were typed."""

import re
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_RESPELLED = 6
"""Letters of the shortest word that a word with one letter changed is taken for: `seals` are no `seats`."""
_SHORTEST_WHOLE = 3
"""Letters of the shortest word that one with a letter missing is taken for, where all else is the same."""
_SHORTEST_PART = 4
"""Letters of the shortest word that may be a part of a compound: `Foto` and `Pressefoto`."""
_LEAST_LONGER = 3
"""Letters by which a compound is longer than a part of it."""
_SHORTEST_CUT = 5
"""Letters of the shortest word that may be the beginning of another."""


class SharedWords(NamedTuple):
    """Words that two wordings have in common, as each of them spells them, and those that only one has."""

    pairs: list[tuple[str, str]]
    left_of_a: set[str]
    left_of_b: set[str]


def find_shared_words(a: AbstractSet[str], b: AbstractSet[str]) -> SharedWords:
    """The words that stand in both, misspelt, cut short or written as two as well."""
    shared = SharedWords([(word, word) for word in a & b], set(a - b), set(b - a))
    respelled = [
        (word, other)
        for word in shared.left_of_a
        for other in shared.left_of_b
        if is_respelling(word, other)
    ]
    for word, other in sorted(respelled, key=sorted):
        if word in shared.left_of_a and other in shared.left_of_b:
            shared.left_of_a.discard(word)
            shared.left_of_b.discard(other)
            shared.pairs.append((word, other))
    _pair_cut_short(shared)
    _pair_joined(shared.pairs, shared.left_of_a, shared.left_of_b)
    _pair_joined(shared.pairs, shared.left_of_b, shared.left_of_a)
    return shared


def _pair_cut_short(shared: SharedWords) -> None:
    """Takes a short word with a letter missing for the other one, where all else is the same: `reference cal`."""
    if not shared.pairs or len(shared.left_of_a) != 1 or len(shared.left_of_b) != 1:
        return
    (a,), (b,) = shared.left_of_a, shared.left_of_b
    is_short = min(len(a), len(b)) < _SHORTEST_WHOLE or a[0] != b[0]
    if is_short or abs(len(a) - len(b)) != 1 or OSA.distance(a, b) != 1:
        return
    shared.left_of_a.clear()
    shared.left_of_b.clear()
    shared.pairs.append((a, b))


def _pair_joined(pairs: list[tuple[str, str]], apart: set[str], joined: set[str]) -> None:
    """Takes two words of the one that are one word of the other for the same: `buy-out` and `buyout`."""
    for whole in sorted(joined):
        for first in sorted(apart):
            rest = whole.removeprefix(first)
            if rest != whole and rest in apart and rest != first:
                apart -= {first, rest}
                joined.discard(whole)
                pairs.append((whole, whole))
                break


def is_respelling(a: str, b: str) -> bool:
    """Whether two words differ by one letter only (changed, left out, doubled, or two that changed places), or one is
    cut short: `maint`."""
    shortest = min(len(a), len(b))
    if shortest < _SHORTEST_CUT or a[0] != b[0] or not (a + b).isalpha():
        return False
    if a.startswith(b) or b.startswith(a):
        return True
    if shortest < _SHORTEST_RESPELLED:
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1


def leave_out_known(words: AbstractSet[str], known: AbstractSet[str]) -> frozenset[str]:
    """The words that are none of the known ones, misspelt or not."""
    return frozenset(
        word
        for word in words
        if not any(word == each or is_respelling(word, each) for each in known)
    )


def share_part_of_word(one: str, other: str) -> bool:
    """Whether a word of one wording is the beginning or the end of a longer word of the other, in compounds as German
    has them: `Laptops` and `Ersatzlaptops`, `Wochenende` and `Wochenenddienst`."""
    ours, theirs = _list_long_words(one), _list_long_words(other)
    return any(_is_part(word, whole) or _is_part(whole, word) for word in ours for whole in theirs)


def _list_long_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST_PART]


def _is_part(word: str, whole: str) -> bool:
    if len(whole) - len(word) < _LEAST_LONGER:
        return False
    bare = word[:-1] if word[-1] in "ens" else word
    is_long = len(bare) >= _SHORTEST_PART
    return whole.endswith(word) or whole.startswith(word) or (is_long and whole.startswith(bare))
