"""Signing in what people type (`contract back, signed`, `Unterschrift ist da`), and conditions that wait for it."""

import re
from collections.abc import Callable

from bot.language.item_lists import split_clause
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("signings")
_SIGNED = _WORDS.words("signed")
_SIGN_WORDS = _WORDS.words("sign_words")
_SIGN_STEMS = tuple(_WORDS.words("sign_stems"))
_ORDERS = _WORDS.words("orders")
_AROUND = _WORDS.words("around")
_BY = _WORDS.words("by")
_NOT = _WORDS.words("not")
_ARRIVES = compile_late(
    rf"\s+{_WORDS.pattern('arrives')}(?=\s+(?:{'|'.join(sorted(_BY))})\s|$)", re.IGNORECASE
)
_COME = compile_late(
    rf"\b{_WORDS.pattern('come')}[\s.!,]*(?:today|yesterday|heute|gestern)?[\s.!]*$", re.IGNORECASE
)
_EXCEPTIONS = tuple(word_table("markers").subtable("unless").phrases("phrases"))
_WORD = re.compile(r"[\w'-]+")
_LONGEST = 12
"""A line of more words says more than that something was signed."""


def names_signing(text: str) -> bool:
    """Whether a line says that they signed, and nothing else."""
    return _says_only(text, _SIGNED)


def names_arrival(text: str) -> bool:
    """Whether a line ends with words that say that something is there: `deposit came`, *Anzahlung ist da*."""
    return _COME.search(text.strip()) is not None and not (_NOT & set(text.casefold().split()))


def names_order(text: str) -> bool:
    """Whether a line says that the order is there, and nothing else: it may meet a condition that waits for it."""
    return _says_only(text, _ORDERS)


def _says_only(text: str, core: frozenset[str]) -> bool:
    words = _WORD.findall(text.casefold())
    if not words or len(words) > _LONGEST or core.isdisjoint(words):
        return False
    if not _NOT.isdisjoint(words):
        return False
    for at, word in enumerate(words):
        if word in core or word in _AROUND or word in _SIGNED:
            continue
        # `signed by Maria Lopez`, `Unterschrift vom Einkauf`
        if not _BY.isdisjoint(words[max(0, at - 3) : at]):
            continue
        return False
    return True


def waits_for_signing(condition: str) -> bool:
    """Whether a condition, or a part of one, is that they sign."""
    words = _WORD.findall(condition.casefold())
    return any(word in _SIGN_WORDS or word.startswith(_SIGN_STEMS) for word in words)


def waits_for_order(condition: str) -> bool:
    """Whether a condition, or a part of one, is that the order comes."""
    return not _ORDERS.isdisjoint(_WORD.findall(condition.casefold()))


def without_signing(condition: str) -> str:
    """What is left of a condition once they signed; "" where nothing is."""
    return _without(condition, waits_for_signing)


def without_order(condition: str) -> str:
    """What is left of a condition once the order is there; "" where nothing is."""
    return _without(condition, waits_for_order)


def is_exception(condition: str) -> bool:
    """Whether a condition says when a give does not hold: `unless she books the winter storage`."""
    return condition.casefold().startswith(_EXCEPTIONS)


def without_arrival(condition: str) -> str:
    """The thing that a condition waits for, without the words that it is there: `the new roster goes live`."""
    return _ARRIVES.sub("", condition)


def _without(condition: str, is_met: Callable[[str], bool]) -> str:
    return "; ".join(part for part in split_clause(condition) if not is_met(part))
