"""Which issue a name means: the deal's own, typed in other words or misspelt, or a common one."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple, TypeVar

from bot.domain.issues import Issue
from bot.language.languages import language_of
from bot.language.patterns import table_of_language
from bot.language.units import is_unit
from bot.language.vocabulary import load_languages, word_table
from bot.language.word_list import WordList

T = TypeVar("T")

_LONGEST_NAME = 4
"""Words of the longest name that is looked for."""
_SHORTEST_GUESS = 4
"""Letters of the shortest name that is taken for a misspelt one: `fee` and `tee` are two things."""
_SIMILAR = 0.8
"""How alike two names must be, 0..1, for one to be the other misspelt."""


@lru_cache(maxsize=1024)
def normalize_name(name: str) -> str:
    """A name as it is compared: lower case, hyphens as spaces, each word in the singular."""
    words = name.casefold().replace("-", " ").split()
    return " ".join(map(_singular, words))


def _singular(word: str) -> str:
    """`seats` is `seat`; `sla`, `gas` and `access` stay."""
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


_WORDS = word_table("issue_names")
PRICE, TERM, PAYMENT, DISCOUNT, SALARY = "price", "term", "payment", "discount", "salary"
_SAME = {
    kind: frozenset(map(normalize_name, _WORDS.phrases(kind)))
    for kind in (PRICE, TERM, PAYMENT, DISCOUNT, SALARY)
}
"""Names that people use for the same issue, by its kind."""
_DIRECTIONS = word_table("directions")
_OF_KNOWN_DIRECTION = (
    name for key in ("seller", "buyer", "employer", "employee") for name in _DIRECTIONS.phrases(key)
)
_COMMON = frozenset(map(normalize_name, (*_WORDS.phrases("others"), *_OF_KNOWN_DIRECTION))).union(
    *_SAME.values()
)
"""Names that begin or end a term even where the deal does not know them yet."""
_VALUES = word_table("terms").words("values")
_LEADING_VALUES = word_table("terms").meanings("leading_values")


def call_issue(kind: str, locale: str) -> str:
    """What an issue of that kind is called where nobody typed its name: `price`, *Preis*."""
    language = language_of(locale)
    said = table_of_language(language, "issue_names.said") if language in load_languages() else {}
    return str(said.get(kind, kind))


class NameSpan(NamedTuple):
    """The words that name an issue, up to `after`; `issue` is None for a common name that the deal does not know."""

    first: int
    after: int
    issue: Issue | None


def kind_of_issue(name: str) -> str:
    """The kind of issue that a name is commonly used for, such as `price`; empty for any other."""
    wanted = normalize_name(name)
    for kind, names in _SAME.items():
        if wanted in names:
            return kind
    return ""


def find_issue(name: str, issues: Sequence[Issue]) -> Issue | None:
    """The issue that a name means: the same, the only one of the same kind, or one that is surely misspelt."""
    wanted = normalize_name(name)
    by_name = {normalize_name(issue.name): issue for issue in issues}
    if wanted in by_name:
        return by_name[wanted]
    same_kind = _SAME.get(kind_of_issue(name), frozenset())
    same = [issue for known, issue in by_name.items() if known in same_kind]
    if len(same) == 1:
        return same[0]
    return _find_misspelt(wanted, by_name)


def find_option(text: str, options: Iterable[str]) -> str | None:
    """The option that a text means: the same in any case, singular or plural, or one that is surely misspelt."""
    wanted = normalize_name(text)
    by_name = {normalize_name(option): option for option in options}
    if wanted in by_name:
        return by_name[wanted]
    return _find_misspelt(wanted, by_name)


def _find_misspelt(wanted: str, by_name: Mapping[str, T]) -> T | None:
    """What is surely meant by a misspelt name: the only one that is nearly the same, with as many words."""
    if len(wanted) < _SHORTEST_GUESS:
        return None
    as_long = [
        name
        for name in by_name
        if name.count(" ") == wanted.count(" ") and _may_be_similar(len(name), len(wanted))
    ]
    if not as_long:
        return None
    near = get_close_matches(wanted, as_long, n=2, cutoff=_SIMILAR)
    return by_name[near[0]] if len(near) == 1 else None


def _may_be_similar(one: int, other: int) -> bool:
    """Whether names of these lengths can be alike enough: comparing letters takes a hundred times as long."""
    return 2 * min(one, other) >= _SIMILAR * (one + other)


def find_name(words: WordList, first: int, after: int, issues: Sequence[Issue]) -> NameSpan | None:
    """The words that name an issue: one of the deal's, the longest first, else a common one."""
    spans = [
        (i, i + size)
        for size in range(_LONGEST_NAME, 0, -1)
        for i in range(first, after - size + 1)
    ]
    for i, j in spans:
        issue = _find_issue_at(words, i, j, issues)
        if issue is not None:
            return NameSpan(i, j, issue)
    for i, j in spans:
        if is_common_name(" ".join(words.low[i:j])):
            return NameSpan(i, j, None)
    return None


def is_common_name(name: str) -> bool:
    """Whether anybody knows that name for an issue, also where the deal does not."""
    return normalize_name(name) in _COMMON


def _find_issue_at(words: WordList, i: int, j: int, issues: Sequence[Issue]) -> Issue | None:
    text = " ".join(words.low[i:j])
    is_value = text[:1].isdigit() or text in _VALUES or is_unit(text)
    # `no support`: the name begins after the value.
    if is_value or words.low[i] in _LEADING_VALUES:
        return None
    return find_issue(text, issues)
