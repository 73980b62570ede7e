"""Which of two numbers of a thing is more to whoever receives it: of a price, a minimum order, hours of a response.

The words are the table `[things.directions]` of the word files and the lists named beside it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.things import TIME_UNITS, Direction, Extent
from bot.language.thing_words import find_canonical, fold_text, split_phrase, stem_word
from bot.language.vocabulary import word_table

_WORDS = word_table("things")
_DIRECTIONS = {
    name: Direction(direction)
    for direction, words in _WORDS.groups("directions").items()
    for word in words
    for name in (find_canonical(split_phrase(word)) or {stem_word(word)})
}
_QUICK = frozenset(
    name
    for word in _WORDS.words("quick")
    for name in (find_canonical(split_phrase(word)) or split_phrase(word))
)
_PORTIONS = frozenset(stem_word(fold_text(word)) for word in _WORDS.words("portions"))
_PERCENT_CHANGES = _WORDS.words("percent_changes")
_MINIMUM = frozenset({"minimum", "min"})
PAYMENT = stem_word("payment")
_DISCOUNT = stem_word("discount")
MOST_DAYS_TO_PAY = 400
"""A larger number beside a payment is its sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionHints:
    """What is said around a thing's name: its quantities and plain words, that they were `lowered` (`down to 200`) or
    are the most of it (`limited`: `max 3`), that it comes that `soon` (`in 4 weeks`), by so much `shifted` (`3 days
    earlier`), and that it is `free`."""

    extents: tuple[Extent, ...] = ()
    weak: frozenset[str] = frozenset()
    lowered: bool = False
    limited: bool = False
    soon: bool = False
    shifted: bool = False
    free: bool = False


def find_direction(words: AbstractSet[str], hints: DirectionHints) -> Direction:
    """The direction of a thing of that name, by its words and by what stands around them."""
    if hints.lowered or (_is_wait(words, hints) and not hints.shifted):
        return Direction.SMALLER
    is_time = any(extent.unit in TIME_UNITS for extent in hints.extents)
    if is_time and hints.shifted:
        # `pay 3 days earlier`: by how much it moves, the more the better for who wanted it.
        return Direction.LARGER
    if not is_time and not words.isdisjoint(_PORTIONS):
        # `call-off in 2 lots`
        return Direction.EITHER
    is_share = any(extent.unit == "%" for extent in hints.extents)
    is_sum = is_share or _names_large_sum(hints)
    if PAYMENT in words and is_sum and _DISCOUNT not in words:
        # `20 % first payment` is a sum, not a time to pay.
        return Direction.LARGER_FOR_SELLER
    if hints.free:
        # `3 days free of demurrage`
        return Direction.LARGER
    if not words and not hints.weak.isdisjoint(_MINIMUM):
        return Direction.LARGER_FOR_SELLER
    return _find_by_words(words & _DIRECTIONS.keys(), is_share=is_share, limited=hints.limited)


def _is_wait(words: AbstractSet[str], hints: DirectionHints) -> bool:
    """Whether its time is one to wait for it: `delivery in 6 weeks`, `24h replacement`."""
    if not any(extent.unit in ("months", "days", "hours", "minutes") for extent in hints.extents):
        return False
    is_soon = hints.soon and words.isdisjoint({PAYMENT, _DISCOUNT})
    return is_soon or not _QUICK.isdisjoint(words)


def _names_large_sum(hints: DirectionHints) -> bool:
    return any(extent.amount > MOST_DAYS_TO_PAY for extent in hints.extents)


def _find_by_words(directed: AbstractSet[str], *, is_share: bool, limited: bool) -> Direction:
    if not directed:
        return Direction.EITHER if limited else Direction.LARGER
    if is_share and directed <= _PERCENT_CHANGES:
        # `price 5%` may be by how much it changes.
        return Direction.EITHER
    if is_share:
        directed -= _PERCENT_CHANGES
    directions = {_DIRECTIONS[word] for word in directed}
    if len(directions) == 1:
        return directions.pop()
    # Nobody can tell where they differ, but for a cap on a price, which is better the smaller it is.
    is_cap = directions == {Direction.SMALLER, Direction.LARGER_FOR_SELLER}
    return Direction.SMALLER if is_cap else Direction.EITHER
