"""Which trade a word or the name of a deal speaks of."""

import re

from bot.domain.industries import Industry
from bot.language.patterns import table_of_language
from bot.language.vocabulary import load_languages, word_table

_NAMES = {
    word: Industry(industry)
    for industry, words in word_table("industries").groups("names").items()
    for word in words
}
_SINGLE = word_table("industries").words("single_job")
_LASTING = word_table("industries").words("lasting")
_IN_COMPOUNDS = frozenset(
    word
    for code in load_languages()
    if (table := table_of_language(code, "industries")).get("compounds")
    for key in ("single_job", "lasting")
    for word in str(table.get(key, "")).split()
)
"""Words of the languages that put words together: a *contractor* is no tractor."""
_SHORTEST_REST = 3
"""Letters of the shortest word that is put before one: `Vereinigung` is no cleaning."""
_SHORTEST_PART = 5
"""Letters of the shortest word that is looked for within a longer one: `Kartonagen` in `Kartonagenlos`."""
_WORD = re.compile(r"\w+")


def find_industry(text: str) -> Industry | None:
    """The trade that a text names: by its own name, or by words of it; None where it names none, or several."""
    found = {industry for word in _WORD.findall(text.casefold()) if (industry := _find_word(word))}
    return found.pop() if len(found) == 1 else None


def names_single_job(text: str) -> bool:
    """Whether the name of a deal speaks of one job or one sale, such as a wedding or a used machine, and of nothing
    that goes on."""
    words = _WORD.findall(text.casefold())
    if any(_is_like(word, _LASTING) for word in words):
        return False
    return any(_is_like(word, _SINGLE) for word in words)


def _is_like(word: str, known: frozenset[str]) -> bool:
    """Whether it is one of the words, or a German compound with one of them: *Hochzeitsband*, *Einbauschränke*."""
    if word in known:
        return True
    return any(
        _is_compound(word, each)
        for each in known & _IN_COMPOUNDS
        if len(each) >= _SHORTEST_PART and len(word) >= len(each) + _SHORTEST_REST
    )


def _is_compound(word: str, part: str) -> bool:
    return word.startswith(part) or word.endswith(part)


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
