"""Which trade a word or the name of a deal speaks of."""

import re

from bot.domain.industries import Industry
from bot.language.vocabulary import word_table

_NAMES = {
    word: Industry(industry)
    for industry, words in word_table("industries").groups("names").items()
    for word in words
}
_SHORTEST_PART = 5
"""Letters of the shortest word that is looked for within a longer one: `Kartonagen` in `Kartonagenlos`."""
_WORD = re.compile(r"\w+")


def find_industry(text: str) -> Industry | None:
    """The trade that a text names: by its own name, or by words of it; None where it names none, or several."""
    found = {industry for word in _WORD.findall(text.casefold()) if (industry := _find_word(word))}
    return found.pop() if len(found) == 1 else None


def _find_word(word: str) -> Industry | None:
    if word in _NAMES:
        return _NAMES[word]
    singular = word.removesuffix("s")
    if singular in _NAMES:
        return _NAMES[singular]
    within = {
        industry
        for name, industry in _NAMES.items()
        if len(name) >= _SHORTEST_PART and (word.startswith(name) or word.endswith(name))
    }
    return within.pop() if len(within) == 1 else None
