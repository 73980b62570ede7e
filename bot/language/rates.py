"""What an amount is counted by: `per seat`, `/yr`, `p.a.`, `a month`, `ARR`. It is a part of what the amount means."""

from typing import NamedTuple

from bot.language.vocabulary import word_table
from bot.language.word_list import TRANSLATED, WordList

_WORDS = word_table("amounts")
_RATES = _WORDS.words("rates")
_RATES_AT_END = _WORDS.words("rates_at_end")
_BEFORE = _WORDS.words("before_rate")
_UNITS = _WORDS.words("rate_units")
_SECONDS = _WORDS.words("rate_seconds")
_ONLY_BEFORE_UNITS = _WORDS.words("before_rate_units")
"""Words that also mean something else: `5k each` and `5k a year`, but not `5k a pity`."""

_MOST_WORDS = 3
"""Words of the longest rate: `per sq ft`."""

_LASTS = _WORDS.words("rate_lasts")
_RATE_DAYS = _WORDS.numbers("rate_days")
_RATE_MONTHS = _WORDS.numbers("rate_months")
_QUANTITIES = word_table("quantities")
_SPAN_DAYS = _QUANTITIES.numbers("days")
_SPAN_MONTHS = _QUANTITIES.numbers("months")
_MOST_PERIODS = 999

_GAPS = ("", "/", "(", ".", ",-", ",–", ".-", ".–")


def skip_rate(words: WordList, i: int) -> int:
    """The word after the rate that begins at `i`; `i` where none does."""
    word, gap = words.low[i], words.gaps[i]
    if not word or gap not in _GAPS:
        return i
    if word[0] == "/" and word[1:2].isalpha():
        return i + 1
    if gap == "/":
        return i + 1 if word in _UNITS else i
    ends = i + 1 >= words.count or bool(words.gaps[i + 1])
    if word in _RATES or (ends and word in _RATES_AT_END):
        return i + 1
    # `p. a.`
    if word == "p" and words.gaps[i + 1] == "." and words.low[i + 1] in ("a", "m"):
        return i + 2
    return _skip_counted(words, i)


class RatePeriod(NamedTuple):
    """A length of time, in days or in months, neither of which is a whole number of the other."""

    length: int
    in_months: bool

    def fits_into(self, other: "RatePeriod") -> int:
        """How often this period is in the other; 0 where it is in it no whole number of times."""
        if self.in_months is not other.in_months or other.length % self.length:
            return 0
        return other.length // self.length

    @property
    def is_under_a_year(self) -> bool:
        return not self.in_months or self.length < 12


class TimeSpan(NamedTuple):
    """How long something lasts, and the word after that."""

    period: RatePeriod
    after: int


def find_period(rate: str) -> RatePeriod | None:
    """The time that an amount is counted by: a month in `/month`, `a month`, `p.m.`; None where it is counted by
    something else (`per seat`)."""
    last = rate.replace("/", " ").split()[-1:] or [""]
    word = last[0].casefold().rstrip(".")
    if word in _RATE_MONTHS:
        return RatePeriod(_RATE_MONTHS[word], in_months=True)
    if word in _RATE_DAYS:
        return RatePeriod(_RATE_DAYS[word], in_months=False)
    return None


def find_time_span(words: WordList, i: int) -> TimeSpan | None:
    """How long it lasts where the words from `i`, behind a rate, say so: `for 3 years`, `, 3 Monate`."""
    if words.gaps[i] == "," and words.low[i].isdecimal():
        # Read as behind `for`, which is left out.
        found = _read_span(words, i)
        return found if found is not None and _ends_part(words, found.after) else None
    if words.low[i] not in _LASTS or words.gaps[i]:
        return None
    return _read_span(words, i + 1)


def _ends_part(words: WordList, i: int) -> bool:
    return i >= words.count or bool(words.gaps[i])


def _read_span(words: WordList, i: int) -> TimeSpan | None:
    """A number with a unit of time, from its number on."""
    count, unit = words.low[i], words.low[i + 1]
    if words.gaps[i + 1]:
        return None
    if not count.isdecimal() or not 0 < int(count) <= _MOST_PERIODS:
        return None
    if unit in _SPAN_MONTHS:
        return TimeSpan(RatePeriod(int(count) * _SPAN_MONTHS[unit], in_months=True), i + 2)
    if unit in _SPAN_DAYS:
        return TimeSpan(RatePeriod(int(count) * _SPAN_DAYS[unit], in_months=False), i + 2)
    return None


def _skip_counted(words: WordList, i: int) -> int:
    """`per seat`, `per sq ft`, `a year`, `im Jahr`: the word after what follows `per`."""
    word = words.low[i]
    if word not in _BEFORE and word != "a" and not _is_typed_so(words, i):
        return i
    following, gap = words.low[i + 1], words.gaps[i + 1]
    if gap or not following[:1].isalpha():
        return i
    if word not in _BEFORE or word in _ONLY_BEFORE_UNITS:
        return i + 2 if following in _UNITS else i
    after = i + 2
    # `per delivered ton`
    if following not in _UNITS and words.low[after] in _UNITS and not words.gaps[after]:
        after += 1
    while after < i + _MOST_WORDS and words.low[after] in _SECONDS and not words.gaps[after]:
        after += 1
    return after


def _is_typed_so(words: WordList, i: int) -> bool:
    """Whether a respelled word was typed as one that opens a rate: `im` of `im Jahr` is read as `in`."""
    if not words.flags & TRANSLATED or i >= words.count:
        return False
    return words.typed(i, i + 1).casefold() in _BEFORE
