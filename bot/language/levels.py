"""Numbers with their units, in readings, bands and limits: `4.6%`, `99,2 %`, `2-4 %`, `±1 %`, `80k seats`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.levels import PERCENT, Level
from bot.language.numerals import parse_decimal
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("levels")
_PERCENT = _WORDS.words("percent")
_MULTIPLES = {
    word: Decimal(10) ** int(zeros) for word, zeros in _WORDS.meanings("multiples").items()
}
_NO_UNITS = _WORDS.words("no_units")
_NUMBER = r"[-−+]?\d[\d.,'’]*(?<![.,'’])"
_UNIT = r"(?:%|[^\W\d_][\w/²³%€$£]*|[€$£°µ][\w/]*)"
_LEVEL = compile_late(rf"\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?")
_BETWEEN = compile_late(rf"\s*(?:-|–|—|−|\.\.+|{_WORDS.pattern('to')}(?!\w))\s*", re.IGNORECASE)
_AROUND = compile_late(
    rf"\s*(?:±|\+\s*/\s*[-−]|{_WORDS.pattern('around')}(?!\w))\s*", re.IGNORECASE
)
_LONGEST_UNIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFound:
    """A level at the beginning of a text, and where the text goes on after it."""

    level: Level
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeFound:
    """Two edges, or how far a level may go from where it stood (`spread`), and where the text goes on."""

    low: Decimal | None = None
    high: Decimal | None = None
    spread: Decimal | None = None
    unit: str = ""
    after: int = 0


def find_level(
    text: str, locale: str, at: int = 0, *, named_unit: bool = True
) -> LevelFound | None:
    """The level that stands at that place of the text; None where none does. With `named_unit` a word right after the
    number is its unit. Raises `LevelOutOfBounds` for a number that nothing stands at."""
    found = _LEVEL.match(text, at)
    if found is None:
        return None
    number, unit = found["number"], found["unit"] or ""
    after = found.end("unit") if unit else found.end("number")
    times = _MULTIPLES.get(unit.casefold(), Decimal(1))
    if unit.casefold() in _MULTIPLES:
        # `80k seats`: the word after the multiple may be the unit.
        following = compile_late(rf"\s*({_UNIT})").match(text, after)
        unit = following[1] if following is not None and named_unit else ""
        if unit and _is_unit(unit):
            after = following.end(1) if following is not None else after
        else:
            unit = ""
    elif unit and not (_is_unit(unit) and (named_unit or unit.casefold() in _PERCENT)):
        unit, after = "", found.end("number")
    value = _parse_number(number, locale) * times
    return LevelFound(level=Level(value=value, unit=normalize_level_unit(unit)), after=after)


def _is_unit(word: str) -> bool:
    return len(word) <= _LONGEST_UNIT and word.casefold() not in _NO_UNITS


def normalize_level_unit(unit: str) -> str:
    """A unit under its one name: `percent` as `%`; what is not known stays as typed."""
    return PERCENT if unit.casefold() in _PERCENT else unit


def _parse_number(digits: str, locale: str) -> Decimal:
    sign = -1 if digits[0] in "-−" else 1
    return sign * parse_decimal(digits.lstrip("-−+").replace("’", "'"), locale, shortened=True)


def find_range(text: str, locale: str, at: int = 0) -> RangeFound | None:
    """Two edges at that place (`2-4%`, `2 to 4 %`), or a spread (`±1%`); None where neither stands there. Raises
    `LevelOutOfBounds`."""
    around = _AROUND.match(text, at)
    if around is not None:
        spread = find_level(text, locale, around.end(), named_unit=False)
        if spread is None:
            return None
        return RangeFound(
            spread=abs(spread.level.value), unit=spread.level.unit, after=spread.after
        )
    low = find_level(text, locale, at, named_unit=False)
    between = _BETWEEN.match(text, low.after) if low is not None else None
    high = find_level(text, locale, between.end()) if between is not None else None
    if low is None or high is None:
        return None
    units = {low.level.unit, high.level.unit} - {""}
    if len(units) > 1:
        return None
    edges = sorted((low.level.value, high.level.value))
    return RangeFound(
        low=edges[0], high=edges[1], unit=units.pop() if units else "", after=high.after
    )
