"""Currencies as people type them: signs (`C$`), codes and words, before, behind or glued to a number."""

import re
from functools import lru_cache

from bot.language.vocabulary import word_table

_WORDS = word_table("amounts")
CURRENCIES = _WORDS.meanings("currencies")
"""The code of a currency (`EUR`) by each way of writing it as a word of its own."""

CURRENCY_WORDS = _WORDS.words("glued_currencies")
"""Those that are also written without a space before or after the number."""

SIGN = r"[a-z]{0,2}\$|€|£|¥|₹"
GLUED = f"{SIGN}|{'|'.join(sorted(CURRENCY_WORDS))}"
MULTIPLE = "|".join(sorted(_WORDS.words("glued_multiples")))
"""Patterns of what is glued to a number: a sign or code of a currency; `k`, `mio`."""

_UNKNOWN_DOLLAR = "XXX"
_GLUED_CODE = f"(?:{'|'.join(sorted(CURRENCY_WORDS))})"
_ANY_MARK = re.compile(GLUED)
_BEFORE_NUMBER = rf"(?<![a-z])({SIGN}|{_GLUED_CODE}(?![a-z]))\s?[-−]?\d"
_AFTER_NUMBER = rf"\d(?:[\d.,]*\d)?\s?(?:{MULTIPLE})?\s?((?:{SIGN})(?!\d)|{_GLUED_CODE}\b)"
_BESIDE_NUMBER = re.compile(f"{_BEFORE_NUMBER}|{_AFTER_NUMBER}")


def code_of_currency(mark: str) -> str:
    """The code that a sign, a code or a word stands for: `XXX` for a dollar that nobody knows (`Q$`), "" for none."""
    # A dollar that is not known must not pass for that of the United States.
    unknown = _UNKNOWN_DOLLAR if mark.endswith("$") else ""
    return CURRENCIES.get(mark, unknown)


def names_one_currency(pieces: list[str], unit: str) -> bool:
    """A cheap look: whether the text names one currency at most, `unit` where there is one already."""
    named = {unit} if unit else set()
    for piece in pieces:
        named |= _currencies_in_piece(piece)
    return len(named) < 2 and _UNKNOWN_DOLLAR not in named


@lru_cache(maxsize=4096)
def _currencies_in_piece(piece: str) -> frozenset[str]:
    return frozenset(map(code_of_currency, _ANY_MARK.findall(piece.lower())))


def find_currencies(text: str) -> set[str]:
    """The currencies named beside a number anywhere in the text."""
    found = _BESIDE_NUMBER.findall(text.lower())
    return {code_of_currency(before or after) for before, after in found}
