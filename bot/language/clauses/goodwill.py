"""Goodwill: a give made on purpose without a get. Its denial and the accountants' word are none."""

from bot.language import phrases
from bot.language.clauses.line import REST, Walk, is_end, party_at
from bot.language.word_list import WordList


def goodwill(line: Walk, at: int, i: int) -> int:
    """A give made on purpose without a get; `not goodwill` and the accountants' word are none."""
    words = line.words
    first = phrases.before_goodwill(words, line.start, at)
    if words.low[i] in _ACCOUNTING or (
        first == at and not words.gaps[at] and words.low[at - 1] in _ACCOUNTED and at
    ):
        return i
    if first and words.low[first - 1] in NEGATIONS and first > line.start:
        return line.cut(
            REST, phrases.before_amount(words, line.start, first - 1), _past_goodwill(words, i)
        )
    after = _past_goodwill(words, i)
    if not is_end(words, after) and words.low[after] not in ("until", "till", "review", "only"):
        line.goodwill = True
        return i
    line.goodwill = True
    return line.cut(REST, first, after)


def _past_goodwill(words: WordList, i: int) -> int:
    low = words.low
    if low[i] == "gesture":
        i += 1
    if low[i] == "only":
        i += 1
    whom, j = party_at(words, i)
    if low[i] in ("by", "towards") and low[i + 1] in ("us", "them"):
        return i + 2
    return j if whom is not None else i


NEGATIONS = {
    "won't",
    "wont",
    "doesn't",
    "doesnt",
    "didn't",
    "not",
    "no",
    "isn't",
    "isnt",
    "never",
    "without",
    "non",
    "ain't",
    "aint",
    "wasn't",
    "hardly",
}


_ACCOUNTING = frozenset(
    "impairment impairments amortization amortisation writeoff write-off write-down writedown valuation "
    "accounting value allocation balance test tests asset assets calculation treatment item charge element clause "
    "share portion component on in number adjustment write calc is was".split()
)


_ACCOUNTED = frozenset(
    "the of exclude excluding excl include including incl book purchase write off recognise recognize value and "
    "plus their our business company acquired minus less on".split()
)


def gesture(line: Walk, at: int, i: int) -> int:
    words = line.words
    first = phrases.before_goodwill(words, line.start, at)
    if first == at and not words.gaps[at]:
        return 0
    if words.low[i : i + 2] == ["of", "goodwill"] or words.low[i : i + 2] == ["of", "good"]:
        i += 2 + (words.low[i + 1] == "good")
    return goodwill(line, at, i)


def no_strings(line: Walk, at: int, i: int) -> int:
    line.goodwill = True
    return line.cut(REST, at, i + (line.words.low[i] == "attached"))
