"""How figures, days and counts read: numbers in the reader's locale, words from the catalog of the
reader's language.

Money is the amount, then its ISO code; estimates say so; what nobody knows is "no figure yet",
never 0.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import NumberPattern, get_currency_precision

from bot.domain.bounds import MonthDue
from bot.domain.deals import DealOutcome, DealState
from bot.domain.erasure import is_erased
from bot.domain.levels import count_decimals
from bot.domain.measures.fairness import Sum
from bot.domain.moves import Increase, Kind, Move, State
from bot.domain.offers import OfferState
from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.slack.markup import (
    Markup,
    escape_mrkdwn,
    finalize_value,
    format_value,
    strip_invisible,
)
from bot.translations import ENGLISH_CATALOGUE, Catalogue

FALLBACK_LOCALE = "en-US"
UNGROUPED = 1_000
"""Whole numbers below it are written alike everywhere."""
WIDE = Context(prec=60)
"""Rounds whatever a figure may be; the usual 28 digits are too few for large ones with many decimals."""

NEAR_ENOUGH = 180
"""Days ahead within which a day is said without its year."""
MONTH_IS_CLEAR = 330
"""Days ahead within which the name of a month tells which one is meant."""
SMALL_PORTION = Decimal("0.1")
"""A share below it is written with a decimal."""

SINGULAR_UNITS = {
    "months": "month",
    "days": "day",
    "weeks": "week",
    "years": "year",
    "quarters": "quarter",
    "hours": "hour",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWords:
    """How days are written in one language: the names of days and months, and the order in which
    they stand."""

    weekdays: tuple[str, ...]
    full_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    full_months: tuple[str, ...]
    months_said: tuple[str, ...]
    date_said: str
    """As they stand in a sentence to somebody; German writes them out there."""
    date: str
    date_with_year: str
    with_weekday: str


@cache
def calendar_words(catalogue: Catalogue) -> CalendarWords:
    """The calendar of a catalog's language."""
    pgettext = catalogue.pgettext
    return CalendarWords(
        weekdays=(
            pgettext("short weekday", "Mon"),
            pgettext("short weekday", "Tue"),
            pgettext("short weekday", "Wed"),
            pgettext("short weekday", "Thu"),
            pgettext("short weekday", "Fri"),
            pgettext("short weekday", "Sat"),
            pgettext("short weekday", "Sun"),
        ),
        full_weekdays=(
            pgettext("weekday", "Monday"),
            pgettext("weekday", "Tuesday"),
            pgettext("weekday", "Wednesday"),
            pgettext("weekday", "Thursday"),
            pgettext("weekday", "Friday"),
            pgettext("weekday", "Saturday"),
            pgettext("weekday", "Sunday"),
        ),
        months=(
            pgettext("short month", "Jan"),
            pgettext("short month", "Feb"),
            pgettext("short month", "Mar"),
            pgettext("short month", "Apr"),
            pgettext("short month", "May"),
            pgettext("short month", "Jun"),
            pgettext("short month", "Jul"),
            pgettext("short month", "Aug"),
            pgettext("short month", "Sep"),
            pgettext("short month", "Oct"),
            pgettext("short month", "Nov"),
            pgettext("short month", "Dec"),
        ),
        full_months=(
            pgettext("month", "January"),
            pgettext("month", "February"),
            pgettext("month", "March"),
            pgettext("month", "April"),
            pgettext("month", "May"),
            pgettext("month", "June"),
            pgettext("month", "July"),
            pgettext("month", "August"),
            pgettext("month", "September"),
            pgettext("month", "October"),
            pgettext("month", "November"),
            pgettext("month", "December"),
        ),
        months_said=(
            pgettext("month in a sentence", "Jan"),
            pgettext("month in a sentence", "Feb"),
            pgettext("month in a sentence", "Mar"),
            pgettext("month in a sentence", "Apr"),
            pgettext("month in a sentence", "May"),
            pgettext("month in a sentence", "Jun"),
            pgettext("month in a sentence", "Jul"),
            pgettext("month in a sentence", "Aug"),
            pgettext("month in a sentence", "Sep"),
            pgettext("month in a sentence", "Oct"),
            pgettext("month in a sentence", "Nov"),
            pgettext("month in a sentence", "Dec"),
        ),
        date=pgettext("a date", "%(day)s %(month)s"),
        date_said=pgettext("a date in a sentence", "%(day)s %(month)s"),
        date_with_year=pgettext("a date", "%(day)s %(month)s %(year)s"),
        with_weekday=pgettext("a date", "%(weekday)s %(date)s"),
    )


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
    """The words for one reader: a locale for numbers, today for days of another year, and a catalog
    of their language.

    Its methods are the functions that templates call. Those that return `Markup` insert each value
    to the letter.
    """

    __slots__ = ("_calendar", "_catalogue", "_number", "reads", "today", "translate")

    def __init__(
        self,
        number: Callable[[Decimal], str],
        today: date,
        catalogue: Catalogue = ENGLISH_CATALOGUE,
    ) -> None:
        self._number = number
        self.today = today
        self._catalogue = catalogue
        self._calendar = calendar_words(catalogue)
        self.translate = catalogue.translate
        """A text of ours with values in it, for a button or another place of plain text."""
        self.reads = catalogue.reads
        """How a word of ours reads, such as a deal's side or an error's sentence."""

    def gettext(self, text: str, /, **values: object) -> Markup:
        """A message of a template."""
        return _filled(self._catalogue.gettext(text), values)

    def pgettext(self, context: str, text: str, /, **values: object) -> Markup:
        """A message that reads differently elsewhere; `context` says where this one stands."""
        return _filled(self._catalogue.pgettext(context, text), values)

    def ngettext(self, one: str, many: str, num: int, /, **values: object) -> Markup:
        """A message with a count in it, `num`: `1 give`, `3 gives`."""
        values["num"] = self.format_number(num)
        return _filled(self._catalogue.ngettext(one, many, num), values)

    def npgettext(self, context: str, one: str, many: str, num: int, /, **values: object) -> Markup:
        """A message with a count in it that reads differently elsewhere."""
        values["num"] = self.format_number(num)
        return _filled(self._catalogue.npgettext(context, one, many, num), values)

    def format_number(self, value: Decimal | int, places: int | None = None) -> str:
        """`12,000`, `0.75`: at most two decimals unless said otherwise, none where the number is
        whole."""
        # Most numbers are small counts, which need no locale.
        if type(value) is int and 0 <= value < UNGROUPED:
            return str(value)
        exact = Decimal(value)
        if exact == exact.to_integral_value():
            return self._number(exact.quantize(Decimal(1), context=WIDE))
        smallest = Decimal(1).scaleb(-(2 if places is None else places))
        rounded = exact.quantize(smallest, rounding=ROUND_HALF_UP, context=WIDE)
        # Shares of a figure leave a millionth over: 2,999.999999 reads as 3,000, not as 3,000.00.
        if rounded == rounded.to_integral_value():
            rounded = rounded.quantize(Decimal(1), context=WIDE)
        return self._number(rounded)

    def format_money(self, amount: Decimal, unit: str = "") -> str:
        """`12,000 EUR`, `1,234.50 EUR`, `20 pts`, or a bare number where the unit is not known."""
        return f"{self._amount(amount, unit)} {unit}" if unit else self.format_number(amount)

    def format_term(self, value: Decimal | str, unit: str = "") -> str:
        """What an offer says on one issue: `95,000 EUR`, `24 months`, `5 %`, or the option as it is
        called."""
        if isinstance(value, str):
            return value
        if not unit:
            return self.format_money(value)
        # Units of time have names of ours; EUR or % read alike everywhere.
        return self.format_money(
            value, self.reads(SINGULAR_UNITS.get(unit, unit) if value == 1 else unit)
        )

    def format_step(self, issue: str, start: str, end: str, unit: str = "") -> str:
        """What somebody moved on an issue, from bare figures: `term 12 → 24 months`, `price 98.5k → 104k`."""
        if start[-1:].isalpha() or end[-1:].isalpha():
            return f"{issue} {self._shortened(start)} → {self._shortened(end)}"
        before = self._amount(Decimal(start), unit)
        return f"{issue} {before} → {self.format_term(Decimal(end), unit)}"

    def _shortened(self, figure: str) -> str:
        """A figure that may end in a letter for its thousands: `98.5k`."""
        digits = figure.rstrip("km")
        places = len(digits.partition(".")[2])
        return self.format_number(Decimal(digits), places) + figure[len(digits) :]

    def name_rest(self, what: str) -> str:
        """What is still to come of something granted in part: `the rest of 24-month term`."""
        return self.translate("the rest of %(what)s", what=what)

    def name_increase(self, what: str, increase: Increase) -> str:
        """A give on top of an earlier one: `2% more (12% off in all)`, or `12% off more`."""
        if increase.step is None:
            return self.translate("%(what)s on top", what=what)
        step = self._step(increase.step, increase.unit)
        return self.translate("%(step)s more (%(what)s in all)", step=step, what=what)

    def _step(self, step: Decimal, unit: str) -> str:
        number = self.format_number(step)
        return f"{number}%" if unit == "%" else f"{number} {self.reads(unit)}"

    def format_worth(self, worth: Worth | None, unit: str = "") -> str:
        """A cost or a worth as people read it; `unit` is the deal's, for a figure that names none."""
        if worth is None:
            return self.translate("no figure yet")
        if isinstance(worth, Size):
            return self.translate("size %(size)s", size=worth)
        return self._figure(worth, worth.unit or unit)

    def format_total(self, amount: Decimal, unfigured: int, unit: str) -> str:
        """A sum with what has no figure beside it: `12,000 EUR + 2 without a figure`."""
        if not unfigured:
            return self.format_money(amount, unit)
        rest = self.translate("%(number)s without a figure", number=self.format_number(unfigured))
        return f"{self.format_money(amount, unit)} + {rest}" if amount else rest

    def format_sum(self, added: Sum, unit: str) -> str:
        """A sum of a ledger: `about 12,000 EUR + 2 without a figure`, `nothing`."""
        if not added.figured and not added.unfigured:
            return self.translate("nothing")
        total = self.format_total(added.amount, added.unfigured, unit)
        return self._about(total) if added.estimate else total

    def format_change(self, before: Decimal, after: Decimal, unit: str) -> str:
        """`12,000 to 15,000 EUR`, after *from*."""
        return self.translate(
            "%(before)s to %(after)s",
            before=self._amount(before, unit),
            after=self.format_money(after, unit),
        )

    def format_percent(self, share: Decimal, places: int | None = None) -> str:
        """A share 0..1 as `12 %`, below 10 % with a decimal, since rounding would change what it means beside a limit:
        `2.5 %`. One that would round to nothing is `under 0.1 %`."""
        if places is None:
            places = 1 if share < SMALL_PORTION else 0
        hundredths = share * 100
        if 0 < hundredths < Decimal(1).scaleb(-places) / 2:
            least = self.format_number(Decimal(1).scaleb(-places), places)
            return self.translate("under %(percent)s", percent=f"{least} %")
        rounded = hundredths.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        return f"{self.format_number(rounded, places)} %"

    def format_level(self, value: Decimal, unit: str = "") -> str:
        """`4.6 %`: a number with all its decimals and its unit."""
        return f"{self.format_number(value, count_decimals(value))} {unit}".rstrip()

    def format_day(self, day: date) -> str:
        """`Fri 27 Nov`, with the year where it is not this one."""
        calendar = self._calendar
        weekday = calendar.weekdays[day.weekday()]
        return calendar.with_weekday % {"weekday": weekday, "date": self.format_short_day(day)}

    def format_short_day(self, day: date) -> str:
        """`30 Nov`, with the year where it is not this one."""
        calendar = self._calendar
        pattern = calendar.date if day.year == self.today.year else calendar.date_with_year
        month = calendar.months[day.month - 1]
        return pattern % {"day": day.day, "month": month, "year": day.year}

    def format_when(self, day: date) -> str:
        """A day as people say it: `today`, `tomorrow`, else `Fri 27 Nov`."""
        return self._near(day) or self._catalogue.pgettext("on a day", "%(day)s") % {
            "day": self.format_day(day)
        }

    def _near(self, day: date) -> str:
        """The word for yesterday, today or tomorrow; empty for any other day."""
        match (day - self.today).days:
            case -1:
                return self.translate("yesterday")
            case 0:
                return self.translate("today")
            case 1:
                return self.translate("tomorrow")
        return ""

    def format_deadline(self, day: date, named: MonthDue | None = None) -> str:
        """A deadline as it is said to somebody: `Friday` of the same week, else `30 Nov`; `February` where they named
        the month."""
        ahead = (day - self.today).days
        if named is not None and 0 <= ahead < MONTH_IS_CLEAR:
            name = self._calendar.full_months[day.month - 1]
            if named is MonthDue.BY:
                return name
            return self._catalogue.pgettext("a deadline", "the end of %(month)s") % {"month": name}
        if 0 <= ahead < 2:
            return self._near(day)
        # beyond a weekend a weekday alone leaves open which one is meant
        if 0 < ahead < 7 and day.weekday() > self.today.weekday():
            return self._calendar.full_weekdays[day.weekday()]
        if 0 < ahead < NEAR_ENOUGH:
            # nobody says the year of a day that is near
            month = self._calendar.months_said[day.month - 1]
            return self._calendar.date_said % {"day": day.day, "month": month}
        return self.format_short_day(day)

    def name_weekday(self, number: int) -> str:
        """`Monday` for 0."""
        return self._calendar.full_weekdays[number]

    def format_signed_by(self, day: date) -> str:
        """The condition that a deal is signed by a day."""
        return self.translate("signed by %(day)s", day=self.format_short_day(day))

    def count_days(self, count: int) -> str:
        """`1 day`, `11 days`."""
        return self.ngettext("%(num)s day", "%(num)s days", count)

    def format_age(self, count: int) -> str:
        """How long something has been open: `today`, `1 day`, `11 days`."""
        return self.translate("today") if count <= 0 else self.count_days(count)

    def name_nth(self, count: int) -> str:
        """`second`, in *second in a row*; beyond ten the figure."""
        pgettext = self._catalogue.pgettext
        named = {
            1: pgettext("of gives", "first"),
            2: pgettext("of gives", "second"),
            3: pgettext("of gives", "third"),
            4: pgettext("of gives", "fourth"),
            5: pgettext("of gives", "fifth"),
            6: pgettext("of gives", "sixth"),
            7: pgettext("of gives", "seventh"),
            8: pgettext("of gives", "eighth"),
            9: pgettext("of gives", "ninth"),
            10: pgettext("of gives", "tenth"),
        }
        return named.get(count) or self._ordinal(count)

    def name_day_of_month(self, day: int) -> str:
        """`first`, `15th`, after *on the*."""
        pgettext = self._catalogue.pgettext
        named = {
            1: pgettext("day of a month", "first"),
            2: pgettext("day of a month", "second"),
            3: pgettext("day of a month", "third"),
            4: pgettext("day of a month", "fourth"),
            5: pgettext("day of a month", "fifth"),
            6: pgettext("day of a month", "sixth"),
            7: pgettext("day of a month", "seventh"),
            8: pgettext("day of a month", "eighth"),
            9: pgettext("day of a month", "ninth"),
            10: pgettext("day of a month", "tenth"),
        }
        return named.get(day) or self._ordinal(day)

    def _ordinal(self, count: int) -> str:
        """`11th`, `22nd`: four patterns, since English has four endings; other languages translate
        them alike."""
        number = self.format_number(count)
        if count % 100 in {11, 12, 13}:
            return self.translate("%(number)sth", number=number)
        match count % 10:
            case 1:
                return self.translate("%(number)sst", number=number)
            case 2:
                return self.translate("%(number)snd", number=number)
            case 3:
                return self.translate("%(number)srd", number=number)
        return self.translate("%(number)sth", number=number)

    def format_move_number(self, no: int) -> str:
        """`#3`, as people type it."""
        return f"#{no}"

    def list_move_numbers(self, numbers: Iterable[int]) -> str:
        """`#1 and #3`."""
        return self.join_listing([self.format_move_number(no) for no in numbers])

    def name_kind(self, move: Move) -> str:
        """What a move is: `give`, `get`, `ask`, `their ask`."""
        if move.kind is Kind.ASK and not move.ours:
            return self.translate("their ask")
        return self.reads(move.kind)

    def name_offer_state(self, state: OfferState) -> str:
        """How an offer stands: `open`, `accepted`."""
        return self._catalogue.pgettext("state of an offer", state)

    def name_deal_state(self, state: DealState | DealOutcome) -> str:
        """Where a deal is in its life: `open`, `agreed`, `won`."""
        return self._catalogue.pgettext("state of a deal", state)

    def name_state(self, move: Move) -> str:
        """How a move stands, in a word or two: `given`, `promised`, `conditional`, `open`."""
        pgettext = self._catalogue.pgettext
        match move.kind, move.state:
            case Kind.GIVE, State.FIRM:
                return pgettext("state of a give", "given")
            case _, State.FIRM:
                return pgettext("state of a get", "received")
            case _, State.PARTLY:
                return pgettext("state of an ask", "partly agreed")
            case _, State.GRANTED:
                return pgettext("state of an ask", "agreed")
        return self._catalogue.pgettext("state", move.state.replace("_", " "))

    def join_listing(self, parts: Iterable[str], last: str = "") -> Markup:
        """`a`, `a and b`, `a, b and c`; each part to the letter. `last` stands instead of *and*."""
        each = [format_value(part) for part in parts]
        if len(each) < 2:
            return Markup("".join(each))
        word = last or self.translate("and")
        return Markup(f"{', '.join(each[:-1])} {word} {each[-1]}")

    def mention_person(self, person: str) -> Markup:
        """A mention, shown by Slack as the person's name."""
        if is_erased(person):
            return self.gettext("a former member")
        return Markup(f"<@{person}>")

    def link_text(self, url: str, text: str) -> Markup:
        """A link that shows a text; the address was checked when it was stored."""
        shown = escape_mrkdwn(strip_invisible(text)).replace("|", "/")
        return Markup(f"<{escape_mrkdwn(url)}|{shown}>")

    def mention_channel(self, channel: str) -> Markup:
        """A mention of a channel, shown by Slack as its name."""
        return Markup(f"<#{channel}>")

    def _figure(self, figure: Figure, unit: str) -> str:
        if figure.low is not None and figure.high is not None:
            ends = f"{self._amount(figure.low, unit)}–{self._amount(figure.high, unit)}"
            return f"{ends} {unit}".rstrip()
        amount = self.format_money(figure.amount, unit)
        return self._about(amount) if figure.estimate else amount

    def _about(self, amount: str) -> str:
        return self.translate("about %(amount)s", amount=amount)

    def _amount(self, amount: Decimal, unit: str) -> str:
        # A currency has its own number of decimals: two for EUR, none for JPY.
        places = 2 if unit in {"", POINTS} else _precision(unit)
        return self.format_number(amount, places)


def _filled(text: str, values: dict[str, object]) -> Markup:
    """A text of ours with values to the letter in its gaps."""
    return Markup(text % {name: finalize_value(value) for name, value in values.items()})
