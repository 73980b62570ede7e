"""Sums that people type short, as they are said to the other side: `2k sign-on` is `2,000 EUR sign-on`."""

import re
from collections.abc import Callable
from decimal import Decimal

from bot.domain.tradeables import ReadyPhrase
from bot.language.vocabulary import word_table

_NOUNS = "|".join(sorted(word_table("sums").words("money_nouns"), key=len, reverse=True))
_BEFORE_NOUN = re.compile(
    rf"(?<![\w.,$€£])(\d+(?:\.\d+)?)k(?= (?:[a-z-]+ )?(?:{_NOUNS})\b)", re.IGNORECASE
)
_BEHIND_NOUN = re.compile(
    rf"(?<=\b)((?:{_NOUNS})(?: of)? )(\d+(?:\.\d+)?)k(?![\w.,]| [a-z€$£])", re.IGNORECASE
)


def name_currency(text: str, write: Callable[[Decimal], str]) -> str:
    """The text with its short sums of money written out in the deal's currency by `write`; other numbers stay."""

    def write_thousands(figure: str) -> str:
        return write(Decimal(figure) * 1000)

    if isinstance(text, ReadyPhrase) or "k" not in text.lower():
        return text
    named = _BEFORE_NOUN.sub(lambda found: write_thousands(found[1]), text)
    return _BEHIND_NOUN.sub(lambda found: found[1] + write_thousands(found[2]), named)
