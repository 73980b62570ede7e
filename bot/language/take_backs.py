"""What was taken back, in what people type: `they took back the reference call`, `case study withdrawn`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import phrases
from bot.language.patterns import compile_late, expand, table_of_language
from bot.language.splitting import split_words
from bot.language.vocabulary import load_languages, word_table

_TABLE = "take_backs"
_WHAT = r"(?P<what>.{2,200}?)"
_CLAUSES = word_table(_TABLE).words("clauses")
_LONGEST = 200
"""Characters of a line in which a take-back is looked for: a longer one says more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """What a line says was taken back. `sure`: it can mean nothing else; else only where such a thing was given
    before, since `they cancelled the late fee` is good news."""

    what: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    expression: re.Pattern[str]
    sure: bool


def _load_patterns() -> Iterator[_Pattern]:
    """The patterns of all languages; `<what>` stands in them for the thing."""
    for sure, key in ((True, "sure"), (False, "perhaps")):
        for code in load_languages():
            table = table_of_language(code, _TABLE)
            named = {name: value for name, value in table.items() if isinstance(value, str)}
            for pattern in table.get(key, ()):  # type: ignore[attr-defined]
                text = expand(str(pattern), named).replace("<what>", _WHAT)
                yield _Pattern(compile_late(rf"^{text}[\s.,!?…)]*$", re.IGNORECASE), sure)


_PATTERNS = tuple(_load_patterns())


def read_take_back(text: str) -> TakeBack | None:
    """What a line says was taken back; None where it says nothing of the kind. The text must be clean."""
    if len(text) > _LONGEST or "\n" in text:
        return None
    for pattern in _PATTERNS:
        found = pattern.expression.match(text.strip())
        # `take back 10% of the stock in return for …` is offered, not withdrawn.
        if found is not None and _CLAUSES.isdisjoint(found["what"].casefold().split()):
            return TakeBack(what=_trim(found["what"]), sure=pattern.sure)
    return None


def _trim(what: str) -> str:
    words = split_words(what)
    first, after = phrases.trim_filler(words, 0, words.count, framed=False)
    return words.typed(first, after) if first < after else what
