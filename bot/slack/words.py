"""How figures, days and counts read: numbers in the reader's locale, days and months in the language of the template.

`Words` are English; another language has a class of its own with the same functions, such as `german.GermanWords`.
Money is the amount, then its ISO code; estimates say so; what nobody knows is "no figure yet", never 0.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern, get_currency_precision

from bot.domain.measures.fairness import Sum
from bot.domain.moves import Increase, Kind, Move, State
from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.slack.markup import Markup, shown

UNKNOWN = "no figure yet"
FALLBACK_LOCALE = "en-US"
UNGROUPED = 1_000
"""Whole numbers below it are written alike everywhere."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ONE_OF = {
    "months": "month",
    "days": "day",
    "weeks": "week",
    "years": "year",
    "quarters": "quarter",
    "hours": "hour",
}
_STANDS = {
    (Kind.GIVE, State.FIRM): "given",
    (Kind.GET, State.FIRM): "received",
    (Kind.ASK, State.PARTLY): "partly agreed",
    (Kind.ASK, State.GRANTED): "agreed",
}


def number_locale(tag: str) -> Locale:
    """The locale of a tag such as `de-DE`; American English where Babel knows no such locale."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK_LOCALE, sep="-")


def number_format(locale: Locale) -> Callable[[Decimal], str]:
    """How numbers are written there: all their digits, in groups."""
    pattern: NumberPattern = locale.decimal_formats[None]
    symbols = locale.number_symbols["latn"]
    signs = str.maketrans(
        {",": symbols["group"], ".": symbols["decimal"], "-": symbols["minusSign"]}
    )
    if pattern.grouping == (3, 3):
        return lambda value: format(value, ",f").translate(signs)
    last, others = pattern.grouping
    return lambda value: _grouped(format(value, "f"), last, others).translate(signs)


def _grouped(digits: str, last: int, others: int) -> str:
    """`1234567.5` as `12,34,567.5`, where the last group has another length than those before it."""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, point, rest = digits.partition(".")
    groups = [whole[-last:]]
    left = whole[:-last]
    while left:
        groups.insert(0, left[-others:])
        left = left[:-others]
    return sign + ",".join(groups) + point + rest


_precision = lru_cache(maxsize=256)(get_currency_precision)


class LocaleWords:
    """The words for one reader: a locale for numbers, today for days of another year, and how our own words read."""

    __slots__ = ("_number", "reads", "today")

    def __init__(
        self, number: Callable[[Decimal], str], today: date, reads: Callable[[str], str] = str
    ) -> None:
        self._number = number
        self.today = today
        self.reads = reads
        """How a word of ours reads, such as a deal's side or an error's sentence."""

    def number(self, value: Decimal | int, places: int | None = None) -> str:
        """`12,000`, `0.75`: at most two decimals unless said otherwise, none where the number is whole."""
        if type(value) is int and 0 <= value < UNGROUPED:
            return str(value)
        exact = Decimal(value)
        if exact == exact.to_integral_value():
            return self._number(exact.quantize(Decimal(1)))
        rounded = exact.quantize(
            Decimal(1).scaleb(-(2 if places is None else places)), rounding=ROUND_HALF_UP
        )
        return self._number(rounded)

    def money(self, amount: Decimal, unit: str = "") -> str:
        """`12,000 EUR`, `1,234.50 EUR`, `20 pts`, or a bare number where the unit is not known."""
        return f"{self._amount(amount, unit)} {unit}" if unit else self.number(amount)

    def term(self, value: Decimal | str, unit: str = "") -> str:
        """What an offer says on one issue: `95,000 EUR`, `24 months`, `5 %`, or the option as it is called."""
        if isinstance(value, str):
            return value
        return self.money(
            value, self.reads(_ONE_OF.get(unit, unit) if value == 1 else unit) if unit else ""
        )

    def step(self, issue: str, start: str, end: str, unit: str = "") -> str:
        """What somebody moved on an issue, from bare figures: `price 98,000 → 104,000 EUR`."""
        before = self._amount(Decimal(start), unit)
        return f"{issue} {before} → {self.term(Decimal(end), unit)}"

    def rest(self, what: str) -> str:
        """What is still to come of something granted in part: `the rest of 24-month term`."""
        return f"the rest of {what}"

    def increase(self, what: str, increase: Increase) -> str:
        """A give on top of an earlier one: `2% more (12% off in all)`, or `12% off more`."""
        if increase.step is None:
            return f"{what} more"
        return f"{self._step(increase.step, increase.unit)} more ({what} in all)"

    def _step(self, step: Decimal, unit: str) -> str:
        number = self.number(step)
        return f"{number}%" if unit == "%" else f"{number} {self.reads(unit)}"

    def worth(self, worth: Worth | None, unit: str = "") -> str:
        """A cost or a worth as people read it; `unit` is the deal's, for a figure that names none."""
        if worth is None:
            return UNKNOWN
        if isinstance(worth, Size):
            return f"size {worth}"
        return self._figure(worth, worth.unit or unit)

    def total(self, amount: Decimal, unfigured: int, unit: str) -> str:
        """A sum with what has no figure beside it: `12,000 EUR + 2 without a figure`."""
        if not unfigured:
            return self.money(amount, unit)
        rest = f"{self.number(unfigured)} without a figure"
        return f"{self.money(amount, unit)} + {rest}" if amount else rest

    def sum(self, added: Sum, unit: str) -> str:
        """A sum of a ledger: `about 12,000 EUR + 2 without a figure`, `nothing`."""
        if not added.figured and not added.unfigured:
            return "nothing"
        return ("about " if added.estimate else "") + self.total(
            added.amount, added.unfigured, unit
        )

    def change(self, before: Decimal, after: Decimal, unit: str) -> str:
        """`12,000 to 15,000 EUR`."""
        return f"{self._amount(before, unit)} to {self.money(after, unit)}"

    def percent(self, share: Decimal, places: int = 0) -> str:
        """A share 0..1 as `5 %`; one that would round to nothing as `under 1 %`."""
        hundredths = share * 100
        if 0 < hundredths < Decimal(1).scaleb(-places) / 2:
            return f"under {self.number(Decimal(1).scaleb(-places), places)} %"
        return f"{self.number(hundredths.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP), places)} %"

    def day(self, day: date) -> str:
        """`Fri 27 Nov`, with the year where it is not this one."""
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"

    def short(self, day: date) -> str:
        """`30 Nov`, with the year where it is not this one."""
        return self.day(day).partition(" ")[2]

    def when(self, day: date) -> str:
        """A day as people say it: `today`, `tomorrow`, else `Fri 27 Nov`."""
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
        return near.get((day - self.today).days) or self.day(day)

    def by(self, day: date) -> str:
        """A deadline as it is said to somebody: `Friday` within the week, else `30 Nov`."""
        ahead = (day - self.today).days
        if 0 <= ahead < 2:
            return self.when(day)
        if 0 < ahead < 7:
            return _DAYS[day.weekday()]
        return self.short(day)

    def days(self, count: int) -> str:
        return self.plural(count, "day")

    def age(self, count: int) -> str:
        """How long something has been open: `today`, `1 day`, `11 days`."""
        return "today" if count <= 0 else self.days(count)

    def plural(self, count: int, one: str, many: str = "") -> str:
        """`1 give`, `3 gives`, `2 offers on hold`."""
        return f"{self.number(count)} {one if count == 1 else many or one + 's'}"

    def nth(self, count: int) -> str:
        """`second in a row` needs the word; beyond ten the figure."""
        named = (
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        )
        return named[count - 1] if 1 <= count <= len(named) else f"{count}{self._suffix(count)}"

    def move(self, no: int) -> str:
        """`#3`, as people type it."""
        return f"#{no}"

    def moves(self, numbers: Iterable[int]) -> str:
        return self.listing([self.move(no) for no in numbers])

    def stands(self, move: Move) -> str:
        """How a move stands, in a word or two: `given`, `promised`, `conditional`, `open`."""
        return _STANDS.get((move.kind, move.state)) or move.state.replace("_", " ")

    def listing(self, parts: Iterable[str], last: str = "and") -> Markup:
        """`a`, `a and b`, `a, b and c`; each part to the letter."""
        each = [shown(part) for part in parts]
        if len(each) < 2:
            return Markup("".join(each))
        return Markup(f"{', '.join(each[:-1])} {last} {each[-1]}")

    def person(self, person: str) -> Markup:
        """A mention, shown by Slack as the person's name."""
        return Markup(f"<@{person}>")

    def channel(self, channel: str) -> Markup:
        return Markup(f"<#{channel}>")

    def _figure(self, figure: Figure, unit: str) -> str:
        if figure.low is not None and figure.high is not None:
            ends = f"{self._amount(figure.low, unit)}–{self._amount(figure.high, unit)}"
            return f"{ends} {unit}".rstrip()
        return ("about " if figure.estimate else "") + self.money(figure.amount, unit)

    def _amount(self, amount: Decimal, unit: str) -> str:
        places = 2 if unit in {"", POINTS} else _precision(unit)
        return self.number(amount, places)

    @staticmethod
    def _suffix(count: int) -> str:
        if count % 100 in {11, 12, 13}:
            return "th"
        return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
