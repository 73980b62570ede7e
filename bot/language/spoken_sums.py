"""Sums that people type short, as they are said to the other side: `2k sign-on` is `2,000 EUR sign-on`."""

import re
from collections.abc import Callable
from decimal import Decimal

from bot.domain.tradeables import ReadyPhrase
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_MONEY = "|".join(sorted(word_table("sums").words("money_alone"), key=len, reverse=True))
_NOUNS = "|".join(sorted(word_table("sums").words("money_nouns"), key=len, reverse=True))
_BEFORE_NOUN = compile_late(
    rf"(?<![\w.,$€£])(\d+(?:\.\d+)?)k(?= (?:[a-z-]+ )?(?:{_NOUNS})\b)", re.IGNORECASE
)
_BEHIND_NOUN = compile_late(
    rf"(?<=\b)((?:{_NOUNS})(?: of)? )(\d+(?:\.\d+)?)k(?![\w.,]| [a-z€$£])", re.IGNORECASE
)

_PLAIN_BEHIND = compile_late(
    rf"\b((?:{_MONEY})(?: of)? )(\d[\d,]*(?:\.\d+)?)(m?)(?![\w.,%]| ?[%€$£]| [A-Za-z])",
    re.IGNORECASE,
)
"""`deductible of 500`, `minimum guarantee of 1.8m`: with nothing behind it that it could count."""


def name_currency(text: str, write: Callable[[Decimal], str]) -> str:
    """The text with its short sums of money written out in the deal's currency by `write`; other numbers stay."""

    def write_thousands(figure: str) -> str:
        return write(Decimal(figure) * 1000)

    def write_plain(found: re.Match[str]) -> str:
        factor = 1_000_000 if found[3] else 1
        return found[1] + write(Decimal(found[2].replace(",", "")) * factor)

    if isinstance(text, ReadyPhrase):
        return text
    text = _PLAIN_BEHIND.sub(write_plain, text)
    if "k" not in text.lower():
        return text
    named = _BEFORE_NOUN.sub(lambda found: write_thousands(found[1]), text)
    return _BEHIND_NOUN.sub(lambda found: found[1] + write_thousands(found[2]), named)
