"""What a person types to open a deal (`Acme renewal selling 240k EUR`), and what they say the other side wants."""

from datetime import date

from bot.domain.deals import Side
from bot.domain.worth import Figure
from bot.language.amounts import Amount, parse_amount
from bot.language.clean import LONGEST, decode_markup, tidy_spaces
from bot.language.grammar import read_line
from bot.language.lines import Command, Opening, ParsedLine, TheirAsk, UnreadableLine
from bot.language.splitting import split_line
from bot.language.word_list import WordList

_SIDES = {
    **dict.fromkeys(("selling", "sell", "seller", "sales", "sale", "vendor"), Side.SELLING),
    **dict.fromkeys(
        ("buying", "buy", "buyer", "purchasing", "procuring", "procurement"), Side.BUYING
    ),
    **dict.fromkeys(("partnering", "partner", "partnership", "partners"), Side.PARTNERING),
    **dict.fromkeys(("hiring", "hire", "recruiting", "employing"), Side.HIRING),
}
_PLAIN = frozenset({"selling", "buying", "partnering", "hiring"})
_BETWEEN = frozenset(
    {
        "as",
        "we",
        "are",
        "we're",
        "side",
        "size",
        "value",
        "worth",
        "for",
        "of",
        "tcv",
        "acv",
        "arr",
        "with",
    }
)


def read_opening(text: str, *, locale: str) -> Opening:
    """The deal's name, our side and its size, in any order; what is neither side nor size is the name."""
    words = split_line(tidy_spaces(decode_markup(text[: LONGEST * 2]))[:LONGEST], locale)
    size, sized = _size(words, locale)
    side, sided = _side(words)
    named = _name(words, sized | ({sided} if sided is not None else set()))
    return Opening(name=named, side=side, size=size)


def _size(words: WordList, locale: str) -> tuple[Figure | None, set[int]]:
    """The last amount that is clearly money, and the words it takes."""
    for i in range(words.count - 1, -1, -1):
        amount = parse_amount(words, i, locale, sized=False)
        if amount is not None and amount.money and isinstance(amount.worth, Figure):
            first = _first_of(words, i, amount, locale)
            return _widest(words, first, locale), set(range(first, amount.after))
    return None, set()


def _first_of(words: WordList, i: int, amount: Amount, locale: str) -> int:
    """Where the amount that ends with this one begins (`EUR 240k`, `1 200 000`)."""
    while i > 0:
        wider = parse_amount(words, i - 1, locale, sized=False)
        if wider is None or wider.after != amount.after or not wider.money:
            break
        i -= 1
    return i


def _widest(words: WordList, first: int, locale: str) -> Figure | None:
    amount = parse_amount(words, first, locale, sized=False)
    return amount.worth if amount is not None and isinstance(amount.worth, Figure) else None


def _side(words: WordList) -> tuple[Side | None, int | None]:
    """The plain word for a side wins; then the last word that can mean one."""
    found = [i for i in range(words.count) if words.low[i] in _SIDES]
    plain = [i for i in found if words.low[i] in _PLAIN]
    if not plain and not found:
        return None, None
    at = (plain or found)[-1]
    return _SIDES[words.low[at]], at


def _name(words: WordList, taken: set[int]) -> str:
    """The longest run of words that is neither the side nor the size."""
    runs: list[list[int]] = [[]]
    for i in range(words.count):
        if i in taken:
            runs.append([])
        else:
            runs[-1].append(i)
    trimmed = [run for run in (_trimmed(words, run) for run in runs) if run]
    longest = max(trimmed, key=len, default=[])
    return words.typed(longest[0], longest[-1] + 1) if longest else ""


def _trimmed(words: WordList, run: list[int]) -> list[int]:
    while run and words.low[run[-1]] in _BETWEEN:
        run = run[:-1]
    while run and words.low[run[0]] in _BETWEEN:
        run = run[1:]
    return run


def read_their_ask(text: str, *, locale: str, today: date) -> ParsedLine | UnreadableLine:
    """What they want, as `/coach they want …` says it; the words before it may be missing."""
    reading = read_line(text, command=Command.CONCEDE, locale=locale, today=today)
    if isinstance(reading, TheirAsk):
        return reading.line
    if isinstance(reading, ParsedLine | UnreadableLine):
        return reading
    again = read_line(f"they want {text}", command=Command.CONCEDE, locale=locale, today=today)
    if isinstance(again, TheirAsk):
        return again.line
    return (
        again
        if isinstance(again, ParsedLine | UnreadableLine)
        else UnreadableLine(hint=_HINT, example=_EXAMPLE, typed=text[:LONGEST])
    )


_HINT = "This does not say what they want."
_EXAMPLE = "/coach they want 15% off by Friday"
