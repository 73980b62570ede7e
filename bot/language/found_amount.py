"""An amount found in a line, and what people write behind it: `or so`, `in total`, `per year`."""

from dataclasses import replace
from typing import NamedTuple

from bot.domain.worth import Figure, Worth
from bot.language.estimates import ESTIMATE_WORDS
from bot.language.hints import HintReason
from bot.language.rates import skip_rate
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("amounts")
_TAILS = _WORDS.words("tails")
_TAILS_AT_END = _WORDS.words("tails_at_end")
_TAIL_PAIRS = _WORDS.groups("tail_pairs")
_ESTIMATING_TAILS = ESTIMATE_WORDS | _WORDS.words("estimating_tails")


class Amount(NamedTuple):
    """An amount found in a line and the word after it.

    `worth` is `None` for what is no amount although it wants to be one (negative, `1e9`, `NaN`); `problem` then says
    so. `money`: beyond doubt an amount, even without a word such as `cost` before it. `named`: it says a currency or a
    multiple. `rate` are the words that say what the amount is counted by (`per seat`), `glued_rate` the same where it
    is written into the amount (`12k/yr`).
    """

    worth: Worth | None
    after: int
    money: bool = False
    problem: HintReason | None = None
    named: bool = False
    rate: tuple[int, int] | None = None
    glued_rate: str = ""


def take_in_tail(words: WordList, found: Amount, *, about: bool) -> Amount:
    """Take in what follows an amount: what changes it little (`or so`, `est`, `in total`) and what it is counted by
    (`per year`)."""
    figure, after = found.worth, found.after
    if not isinstance(figure, Figure):
        return found
    rate: tuple[int, int] | None = None
    while True:
        rate_after = skip_rate(words, after)
        if rate_after > after:
            rate = (rate[0] if rate else after, rate_after)
            after = rate_after
        elif length := _tail_length(words, after):
            about = about or words.low[after] in _ESTIMATING_TAILS
            after += length
        else:
            break
    if about and not figure.estimate:
        figure = replace(figure, estimate=True)
    if not about and after == found.after:
        return found
    return found._replace(worth=figure, after=after, money=found.money or about, rate=rate)


def _tail_length(words: WordList, i: int) -> int:
    """How many words of a tail begin at `i`: `total` is one, `in total` two, `in` alone none."""
    word = words.low[i]
    if word not in _TAILS or words.gaps[i] not in ("", "("):
        return 0
    if word not in _TAIL_PAIRS:
        # `250 EUR once the art is final`: a clause opens.
        opens_clause = word in _TAILS_AT_END and i + 1 < words.count and not words.gaps[i + 1]
        return 0 if opens_clause else 1
    return 2 if words.low[i + 1] in _TAIL_PAIRS[word] else 0
