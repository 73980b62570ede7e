"""What a person types to open a deal (`Acme renewal selling 240k EUR`), and what they say the other side wants."""

from datetime import date
from typing import NamedTuple

from bot.domain.deals import Side
from bot.domain.worth import POINTS, Figure
from bot.language.amounts import Amount, parse_amount
from bot.language.clean import LONGEST, decode_markup, tidy_spaces
from bot.language.grammar import read_line
from bot.language.hints import THEIR_ASK_EXAMPLE, HintReason
from bot.language.lines import Command, Opening, ParsedLine, TheirAsk, UnreadableLine
from bot.language.phrase_index import PhraseIndex
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("openings")
_SIDES = {word: Side(side) for word, side in _WORDS.meanings("sides").items()}
_PLAIN_SIDES = frozenset(side.value for side in Side)
_ACROSS = {Side.SELLING: Side.BUYING, Side.BUYING: Side.SELLING}
"""Which side is ours where it says what they do."""

_AROUND_NAME = _WORDS.words("around_name")
_THEY = _WORDS.words("they")
_TO_US = PhraseIndex(_WORDS.phrases("to_us"))
_TOTALS = _WORDS.words("totals")
_YEARLY = _WORDS.words("yearly")
_SIZE_WORDS = _WORDS.words("size_words")
_SMALLEST_BARE = 1000
"""A number without currency and multiple is a size from here on: `Boeing 737 parts` names a thing."""


class _Size(NamedTuple):
    """What may be the size of a deal: its words from `first` up to `after`, and what it is counted by (`ARR`)."""

    figure: Figure | None
    """None where nobody can tell its currency: `kr 2m`."""
    rate: str
    is_named: bool
    is_total: bool
    first: int
    after: int

    @property
    def is_yearly(self) -> bool:
        """Whether the rate is that of a year: `ARR`, `p.a.`, `/yr`."""
        return not _YEARLY.isdisjoint(self.rate.casefold().strip("/.").split())


def read_opening(text: str, *, locale: str) -> Opening:
    """The deal's name, our side and its size, in any order; what is neither side nor size is the name. Where several
    amounts may be the size, it is none of them, and they are all there to choose from."""
    words = split_line(tidy_spaces(decode_markup(text[: LONGEST * 2]))[:LONGEST], locale)
    found = _find_amounts(words, locale)
    sizes = _choose_sizes(found)
    side = _find_side(words)
    taken = {i for size in found for i in range(size.first, size.after)}
    if side is not None:
        taken.update(range(side.first, side.after))
    runs = _find_runs(words, taken)
    named = _choose_name(words, runs)
    left = [run for run in runs if run is not named]
    chosen_places = {size.first for size in sizes}
    left += [[size.first, size.after - 1] for size in found if size.first not in chosen_places]
    figures = list(dict.fromkeys(size.figure for size in sizes if size.figure is not None))
    chosen = sizes[0] if len(figures) == 1 else None
    return Opening(
        name=_typed(words, named),
        side=side.side if side is not None else None,
        size=chosen.figure if chosen else None,
        rate=chosen.rate if chosen else "",
        sizes=tuple(figures) if len(figures) > 1 else (),
        not_read="; ".join(_typed(words, run) for run in sorted(left)),
        unclear=any(size.figure is None for size in sizes),
    )


def _find_amounts(words: WordList, locale: str) -> list[_Size]:
    """All amounts of money in the line, from left to right."""
    found: list[_Size] = []
    i = 0
    while i < words.count:
        size = _parse_size(words, i, locale)
        if size is not None and _is_lone_word(words, i, size):
            size = None
        if size is not None:
            found.append(size)
        i = size.after if size is not None else i + 1
    return found


def _is_lone_word(words: WordList, i: int, size: _Size) -> bool:
    """`Grand Hotel`, `Million Steps`: a word for thousands without a number before it belongs to the name."""
    return size.after == i + 1 and not any(map(str.isdigit, words.low[i]))


def _choose_sizes(found: list[_Size]) -> list[_Size]:
    """The amounts that may be the size: those with a currency or a multiple, else a large number. A total wins; a price
    per unit or month is none."""
    whole = [size for size in found if not size.rate or size.is_yearly]
    named = [size for size in whole if size.is_named]
    totals = [size for size in named if size.is_total]
    return totals or named or whole


def _parse_size(words: WordList, i: int, locale: str) -> _Size | None:
    amount = parse_amount(words, i, locale, sized=False)
    if amount is None:
        return None
    if amount.problem is HintReason.UNKNOWN_CURRENCY:
        return _Size(None, "", is_named=True, is_total=False, first=i, after=amount.after)
    if not isinstance(amount.worth, Figure) or not (amount.money or amount.worth.unit == POINTS):
        return None
    is_named = amount.named or amount.worth.unit == POINTS
    if not is_named and not _is_bare_size(words, i, amount, amount.worth):
        return None
    first = i
    while first > 0 and words.low[first - 1] in _SIZE_WORDS and not words.gaps[first]:
        first -= 1
    rate = words.typed(*amount.rate) if amount.rate is not None else amount.glued_rate
    around = {*words.low[first:i], *words.low[amount.after : amount.after + 1]}
    is_total = not _TOTALS.isdisjoint(around | {rate.casefold()})
    after = amount.after
    while words.low[after] in _TOTALS:
        after += 1
    return _Size(
        amount.worth,
        rate,
        is_named=is_named,
        is_total=is_total,
        first=first,
        after=after,
    )


def _is_bare_size(words: WordList, i: int, amount: Amount, figure: Figure) -> bool:
    """Whether a number without currency and multiple is the size: a large one that counts nothing."""
    after = amount.after
    ends = bool(words.gaps[after]) or words.low[after] in _SIDES
    is_introduced = i > 0 and words.low[i - 1] in _SIZE_WORDS
    return ends and (is_introduced or figure.amount >= _SMALLEST_BARE)


class _SideSpan(NamedTuple):
    """Our side, and the words that say it."""

    side: Side
    first: int
    after: int


def _find_side(words: WordList) -> _SideSpan | None:
    """The words that say our side: the plain word for one wins, then the last that can mean one."""
    places = [i for i in range(words.count) if words.low[i] in _SIDES]
    plain = [i for i in places if words.low[i] in _PLAIN_SIDES]
    found = plain or places
    if not found:
        return None
    at = found[-1]
    side = _SIDES[words.low[at]]
    to_us = _TO_US.find_end(words, at + 1)
    says_theirs = at > 0 and words.low[at - 1] in _THEY
    if says_theirs or to_us > at + 1:
        side = _ACROSS.get(side, side)
    return _SideSpan(side, at - says_theirs, to_us)


def _find_runs(words: WordList, taken: set[int]) -> list[list[int]]:
    """The runs of words that are neither side nor size, without small words at their ends; punctuation parts them."""
    runs: list[list[int]] = []
    run: list[int] = []
    for i in range(words.count + 1):
        parts = i < words.count and "," in words.gaps[i]
        if i < words.count and i not in taken and not parts:
            run.append(i)
            continue
        trimmed = _trim(words, run)
        if trimmed:
            runs.append(trimmed)
        run = [i] if i < words.count and i not in taken else []
    return runs


def _choose_name(words: WordList, runs: list[list[int]]) -> list[int]:
    """The first run that has a capital and is no number of things, else the first that is none."""
    names = [run for run in runs if not words.low[run[0]][:1].isdigit()]
    capitals = [run for run in names if not _typed(words, run).islower()]
    return next(iter(capitals or names or runs), [])


def _typed(words: WordList, run: list[int]) -> str:
    return words.typed(run[0], run[-1] + 1) if run else ""


def _trim(words: WordList, run: list[int]) -> list[int]:
    named = [place for place, i in enumerate(run) if words.low[i] not in _AROUND_NAME]
    return run[named[0] : named[-1] + 1] if named else []


def read_their_ask(text: str, *, locale: str, today: date) -> ParsedLine | UnreadableLine:
    """What they want, as `/coach they want …` says it; the words before it may be missing."""
    for line in (text, f"they want {text}"):
        reading = read_line(line, command=Command.CONCEDE, locale=locale, today=today)
        if isinstance(reading, TheirAsk):
            return reading.line
        if isinstance(reading, ParsedLine | UnreadableLine):
            return reading
    hint = HintReason.NO_WANT.value
    return UnreadableLine(hint=hint, example=THEIR_ASK_EXAMPLE, typed=text[:LONGEST])
