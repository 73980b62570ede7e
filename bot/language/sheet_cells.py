"""Amounts and days as cells hold them: what a spreadsheet makes of them, and what people write instead."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.levels import count_decimals
from bot.domain.worth import LARGEST_TYPED, MOST_TYPED_DECIMALS, Figure, Size, Worth
from bot.language.clean import clean_text
from bot.language.day_arithmetic import make_day
from bot.language.days import date_context, parse_day
from bot.language.figures import read_amount
from bot.language.patterns import compile_late
from bot.language.sheet_columns import DayOrder, SheetColumn
from bot.language.sheet_words import load_phrases, normal_words
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

_WORDS = word_table("sheets")
_UNKNOWN = _WORDS.words("unknown")
_NOTHING = frozenset(map(normal_words, _WORDS.phrases("nothing")))


def is_unknown(text: str) -> bool:
    """Whether a cell says that nothing is known: it is empty, `-`, `?`, `TBD`, `n/a`."""
    if not any(mark.isalnum() for mark in text):
        return True
    return text.casefold().strip(" .()[]?!") in _UNKNOWN or text.casefold().strip() in _UNKNOWN


def says_nothing(text: str) -> bool:
    """Whether a cell of words is as good as empty: `None`, `TBD`, `keine`."""
    return is_unknown(text) or normal_words(text) in _NOTHING


# Amounts


_SIZES = {
    words: Size(key) for words, key in load_phrases(_WORDS.subtable("sizes")).meanings.items()
}
_LETTERS = _WORDS.groups("size_letters")
_CODES = {"s": Size.S, "m": Size.M, "l": Size.L, "xl": Size.XL}
_ACCOUNTING = re.compile(r"\([^()\d]*[\d.,'’\s]+[^()\d]*\)")
"""`(5,000)`: how accountants write an amount below nothing."""
_LETTER = re.compile(r"[^\W\d_]")


class AmountProblem(StrEnum):
    """Why an amount cannot be read."""

    NOT_READ = "not_read"
    NEGATIVE = "negative"


def find_size_scale(cells: Iterable[str]) -> Mapping[str, Size]:
    """The sizes of a sheet by their letters: `L` is large beside `S` or `XL`, and low beside `H`."""
    letters = {cell.strip().casefold() for cell in cells}
    if letters.isdisjoint(_LETTERS["high"]) or not letters.isdisjoint({"s", "xl"}):
        return _CODES
    scale = {"high": Size.L, "medium": Size.M, "low": Size.S}
    return {letter: size for key, size in scale.items() for letter in _LETTERS[key]}


def read_worth(
    text: str, *, locale: str, column: SheetColumn, sizes: Mapping[str, Size]
) -> Worth | AmountProblem | None:
    """The amount of a cell, in the unit that its heading names; None where it is unknown."""
    text = unicodedata.normalize("NFKC", text).strip()
    if is_unknown(text):
        return None
    if text.startswith(("-", "−")) or _ACCOUNTING.fullmatch(text):
        return AmountProblem.NEGATIVE
    named = sizes.get(text.casefold()) or _SIZES.get(normal_words(text))
    if named is not None:
        return named
    worth = _parse_plain_number(text) or read_amount(text, locale)
    if worth is None:
        return AmountProblem.NOT_READ
    if isinstance(worth, Figure) and count_decimals(worth.amount) > MOST_TYPED_DECIMALS:
        # A spreadsheet writes what it computed as 0.30000000000000004.
        worth = replace(worth, amount=round(worth.amount, MOST_TYPED_DECIMALS))
    if isinstance(worth, Figure) and worth.amount * column.times > LARGEST_TYPED:
        return AmountProblem.NOT_READ
    return _in_unit_of_column(worth, text, column) if isinstance(worth, Figure) else worth


def _in_unit_of_column(figure: Figure, text: str, column: SheetColumn) -> Figure:
    # `12k` beneath `Cost (k€)` is twelve thousand, not twelve million.
    is_bare = not _LETTER.search(text)
    if column.times > 1 and is_bare:
        low, high = figure.low, figure.high
        figure = replace(
            figure,
            amount=figure.amount * column.times,
            low=None if low is None else low * column.times,
            high=None if high is None else high * column.times,
        )
    return figure.in_unit(column.unit)


def _parse_plain_number(text: str) -> Figure | None:
    """A bare number as spreadsheets and exports write it, whatever the reader's locale: `12000`, `12000.50`. One with
    three decimals is left to the locale, since `12.000` is twelve thousand in some."""
    whole, point, decimals = text.partition(".")
    if not whole.isascii() or not whole.isdigit():
        return None
    if point and (not decimals.isascii() or not decimals.isdigit() or len(decimals) == 3):
        return None
    amount = Decimal(text)
    return Figure(amount=amount) if amount <= LARGEST_TYPED else None


# Days


_DAYS = word_table("days")
_MONTHS = _DAYS.numbers("months")
_WEEKDAYS = _DAYS.numbers("weekdays") | _WORDS.numbers("weekdays")
_BEFORE_TIME = "|".join(sorted(_WORDS.words("clock_before")))
_AFTER_TIME = "|".join(sorted(_WORDS.words("clock_after")))
_TIME = compile_late(
    rf"(?:(?<=\d)t|[\s,]+)(?:(?:{_BEFORE_TIME})\s+)?"
    rf"\d{{1,2}}[:.]\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s*(?:{_AFTER_TIME})?\s*"
    r"(?:z|utc|gmt|[a-z]{3,4}|[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?")
_PIECES = re.compile(r"[\s,/\-.'’]+")
_OF_DATES = _WORDS.words("day_fillers")
_EPOCH = date(1899, 12, 30)
"""The day from which spreadsheets count: 1 is the last day of 1899."""
_FIRST_SERIAL, _LAST_SERIAL = 36526, 55153
"""The years 2000 to 2050; a smaller or larger number is no day that anybody negotiates on."""
_NEAR_DAYS, _FAR_DAYS = 31, 60
_MOST_YEARS = 6
"""How many years back or ahead a day without a year may be whose weekday is named."""


class OrderReason(StrEnum):
    """Why the day is taken to stand before the month, or behind."""

    HEADING = "heading"
    DATES = "dates"
    """Other days of the sheet can be read in one way only."""
    TO_COME = "to_come"
    """Read the other way, something would have happened on a day that has not come yet."""
    NEAR = "near"
    """Read so, they lie near the other days of the sheet, and far from them the other way."""
    LOCALE = "locale"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReading:
    """How days such as `11/02/2026` are read in a sheet, and why. `is_mixed`: days of both orders are in it, so that
    one that could be either cannot be read. `example` is such a day with what it is read as."""

    order: DayOrder
    why: OrderReason
    is_mixed: bool = False
    example: str = ""
    example_day: date | None = None


def find_day_order(
    cells: Iterable[str], *, past: Iterable[str], heading: DayOrder | None, today: date, locale: str
) -> DayReading:
    """How the days of a sheet are read. `cells` are all of them, `past` those of what has happened already."""
    cells = list(cells)
    usual = DayOrder.MONTH_FIRST if date_context(today, locale).month_first else DayOrder.DAY_FIRST
    seen = Counter(filter(None, map(_only_order, cells)))
    example = next(filter(_could_be_either, cells), "")
    if heading is not None:
        reading = DayReading(order=heading, why=OrderReason.HEADING)
    elif len(seen) == 2:
        reading = DayReading(order=usual, why=OrderReason.LOCALE, is_mixed=True)
    elif seen:
        reading = DayReading(order=next(iter(seen)), why=OrderReason.DATES)
    elif _is_only_past_otherwise(list(past), usual, today):
        reading = DayReading(order=_OTHER[usual], why=OrderReason.TO_COME)
    else:
        near = _find_nearer_order(list(past), today)
        why = OrderReason.LOCALE if near is None else OrderReason.NEAR
        reading = DayReading(order=near or usual, why=why)
    if not example:
        return reading
    day = _read_numeric(example, reading.order, today)
    return replace(reading, example=example.strip(), example_day=day)


_OTHER = {
    DayOrder.DAY_FIRST: DayOrder.MONTH_FIRST,
    DayOrder.MONTH_FIRST: DayOrder.DAY_FIRST,
}


def _match_numeric(cell: str) -> re.Match[str] | None:
    """A day of figures whose order is not given by its marks, as full stops give it."""
    match = _NUMERIC.fullmatch(_without_time(cell))
    return match if match and match[2] != "." else None


def _only_order(cell: str) -> DayOrder | None:
    """The only order in which a day of figures can be read; None where it can be read in both, or is none."""
    match = _match_numeric(cell)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first > 12 >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > 12 >= first else None


def _could_be_either(cell: str) -> bool:
    match = _match_numeric(cell)
    return match is not None and int(match[1]) != int(match[3]) and _only_order(cell) is None


def _is_only_past_otherwise(past: list[str], usual: DayOrder, today: date) -> bool:
    """Whether something would have happened in the future as days are usually read, and nothing read the other way."""
    dated = [cell for cell in past if (match := _match_numeric(cell)) and match[4]]
    usually = [_read_numeric(cell, usual, None) for cell in dated]
    otherwise = [_read_numeric(cell, _OTHER[usual], None) for cell in dated]
    if not any(day is not None and day > today for day in usually):
        return False
    return all(day is not None and day <= today for day in otherwise)


def _find_nearer_order(past: list[str], today: date) -> DayOrder | None:
    """The order in which every day that could be either lies near some other day of the sheet, where none does in the
    other order: `02/11/2026` among days of November."""
    either = [cell for cell in past if _could_be_either(cell)]
    others = [day for cell in past if (day := _read_sure_day(cell, today)) is not None]
    if not either or not others:
        return None
    near: list[DayOrder] = []
    for order in DayOrder:
        days = [_read_numeric(cell, order, today) for cell in either]
        gaps = [min(abs((day - other).days) for other in others) for day in days if day]
        if len(gaps) == len(either) and max(gaps) <= _NEAR_DAYS:
            near.append(order)
        elif min(gaps, default=_FAR_DAYS) < _FAR_DAYS:
            # Neither near nor far: this tells nothing.
            return None
    return near[0] if len(near) == 1 else None


def _read_sure_day(cell: str, today: date) -> date | None:
    """A day that can be read in one way only."""
    if _could_be_either(cell):
        return None
    reading = DayReading(order=DayOrder.DAY_FIRST, why=OrderReason.DATES)
    return DayReader(reading=reading, today=today, locale="en-GB").read(cell, past=True)


def _read_numeric(cell: str, order: DayOrder, base: date | None) -> date | None:
    """A day of figures with its year; without one it is the nearest such day that `base` allows."""
    match = _NUMERIC.fullmatch(_without_time(cell))
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    if match[2] == ".":
        day, month = first, second
    if month > 12 >= day:
        day, month = month, day
    if match[4]:
        return make_day(_full_year(match[4]), month, day)
    return None if base is None else make_day(base.year, month, day)


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _without_time(cell: str) -> str:
    text = unicodedata.normalize("NFKC", cell).strip().casefold()
    return _TIME.sub("", text).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReader:
    """Reads the cells of days of one sheet."""

    reading: DayReading
    today: date
    locale: str

    def read(self, text: str, *, past: bool, after: date | None = None) -> date | None:
        """The day of a cell; None where it names none. Without a year it is the last such day up to today where it is
        `past`, else the next from `after`, or from today."""
        text = _without_time(text)
        written = _read_with_year_first(text) or self._read_figures(text, past=past, after=after)
        if written is not None:
            return written
        return self._read_words(text, past=past, after=after) or self._read_phrase(text)

    def _read_figures(self, text: str, *, past: bool, after: date | None) -> date | None:
        match = _NUMERIC.fullmatch(self._split_weekday(text)[1])
        if match is None:
            return None
        numeric = match[0]
        if self.reading.is_mixed and _could_be_either(numeric):
            return None
        if match[4]:
            return _read_numeric(numeric, self.reading.order, None)
        leap = date(2024, 1, 1)
        day = _read_numeric(numeric, self.reading.order, leap)
        if day is None:
            return None
        return self._nearest(
            day.month, day.day, self._split_weekday(text)[0], past=past, after=after
        )

    def _read_words(self, text: str, *, past: bool, after: date | None) -> date | None:
        """`3 Nov`, `Nov 3rd, 2026`, `2-Nov-26`, `Mon 2 Nov`."""
        weekday, rest = self._split_weekday(text)
        pieces = [piece for piece in _PIECES.split(rest) if piece and piece not in _OF_DATES]
        months = [place for place, piece in enumerate(pieces) if piece in _MONTHS]
        if len(months) != 1 or not 2 <= len(pieces) <= 3:
            return None
        month = _MONTHS[pieces.pop(months[0])]
        number = _ORDINAL.fullmatch(pieces[0])
        if number is None:
            return None
        if len(pieces) == 1:
            return self._nearest(month, int(number[1]), weekday, past=past, after=after)
        if not pieces[1].isdigit() or len(pieces[1]) not in (2, 4):
            return None
        return make_day(_full_year(pieces[1]), month, int(number[1]))

    def _split_weekday(self, text: str) -> tuple[int | None, str]:
        first, _, rest = text.partition(" ")
        weekday = _WEEKDAYS.get(first.strip(".,"))
        return (weekday, rest.strip()) if weekday is not None and rest else (None, text)

    def _nearest(
        self, month: int, day: int, weekday: int | None, *, past: bool, after: date | None
    ) -> date | None:
        base = self.today if past or after is None else after
        step = -1 if past else 1
        for years in range(_MOST_YEARS):
            found = make_day(base.year + step * years, month, day)
            is_near = found is not None and (found <= base if past else found >= base)
            if is_near and found is not None and weekday in (None, found.weekday()):
                return found
        return None

    def _read_phrase(self, text: str) -> date | None:
        """`end of January`, `KW 50`: as in a typed line."""
        words = split_words(clean_text(text))
        if not words.count:
            return None
        found = parse_day(words, 0, date_context(self.today, self.locale))
        if found is None or found.after < words.count:
            return None
        # A day of figures that could be either was left open above.
        return None if _match_numeric(text) else found.day


def _read_with_year_first(text: str) -> date | None:
    """`2026-11-03`, `2026/11/03`, `20261103`, and the number of a day in a spreadsheet."""
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        return make_day(int(match[1]), int(match[3]), int(match[4]))
    compact = _COMPACT.fullmatch(text)
    if compact:
        return make_day(int(compact[1]), int(compact[2]), int(compact[3]))
    serial = _SERIAL.fullmatch(text)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _EPOCH + timedelta(days=int(serial[1]))
    return None
