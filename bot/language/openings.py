"""What a person types to open a deal (`Acme renewal selling 240k EUR`), and what they say the other side wants."""

from datetime import date
from typing import NamedTuple

from bot.domain.deals import Side
from bot.domain.worth import Figure
from bot.language.amounts import Amount, parse_amount
from bot.language.clean import LONGEST, decode_markup, tidy_spaces
from bot.language.grammar import read_line
from bot.language.lines import Command, Opening, ParsedLine, TheirAsk, UnreadableLine
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("openings")
_SIDES = {word: Side(side) for word, side in _WORDS.meanings("sides").items()}
_PLAIN_SIDES = frozenset(side.value for side in Side)
_AROUND_NAME = _WORDS.words("around_name")

_HINT = "This does not say what they want."
_EXAMPLE = "/coach they want 15% off by Friday"


class _Size(NamedTuple):
    """The size of a deal, and the words that say it, up to `after`. `figure` is None where it is none: `-5k EUR`."""

    figure: Figure | None
    first: int
    after: int


def read_opening(text: str, *, locale: str) -> Opening:
    """The deal's name, our side and its size, in any order; what is neither side nor size is the name."""
    words = split_line(tidy_spaces(decode_markup(text[: LONGEST * 2]))[:LONGEST], locale)
    size = _find_size(words, locale)
    side_at = _find_side(words)
    taken = set(range(size.first, size.after)) if size else set()
    if side_at is not None:
        taken.add(side_at)
    return Opening(
        name=_find_name(words, taken),
        side=_SIDES[words.low[side_at]] if side_at is not None else None,
        size=size.figure if size else None,
    )


def _find_size(words: WordList, locale: str) -> _Size | None:
    """The last amount that is clearly money."""
    for i in reversed(range(words.count)):
        amount = parse_amount(words, i, locale, sized=False)
        if amount is None or not amount.money or not isinstance(amount.worth, Figure):
            continue
        first, widest = _widen(words, i, amount, locale)
        figure = widest.worth if isinstance(widest.worth, Figure) else None
        return _Size(figure, first, widest.after)
    return None


def _widen(words: WordList, i: int, amount: Amount, locale: str) -> tuple[int, Amount]:
    """The amount that ends with this one, and where it begins: `EUR 240k`, `1 200 000`."""
    while i > 0:
        wider = parse_amount(words, i - 1, locale, sized=False)
        if wider is None or wider.after != amount.after or not wider.money:
            break
        i, amount = i - 1, wider
    return i, amount


def _find_side(words: WordList) -> int | None:
    """The word that says our side: the plain word for one wins, then the last that can mean one."""
    places = [i for i in range(words.count) if words.low[i] in _SIDES]
    plain = [i for i in places if words.low[i] in _PLAIN_SIDES]
    found = plain or places
    return found[-1] if found else None


def _find_name(words: WordList, taken: set[int]) -> str:
    """The longest run of words that is neither the side nor the size, without small words at its ends."""
    longest: list[int] = []
    run: list[int] = []
    for i in range(words.count + 1):
        if i < words.count and i not in taken:
            run.append(i)
            continue
        trimmed = _trim(words, run)
        if len(trimmed) > len(longest):
            longest = trimmed
        run = []
    return words.typed(longest[0], longest[-1] + 1) if longest else ""


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
    return UnreadableLine(hint=_HINT, example=_EXAMPLE, typed=text[:LONGEST])
