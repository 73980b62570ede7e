"""One term of an offer as people type it: `price 95k`, `24 months`, `24-month term`, `net 60`, `onboarding: free`.

Read against the issues that the deal knows; what it does not know gets the name it was typed with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from bot.domain.deals import Side
from bot.domain.issues import Issue, Value
from bot.domain.worth import POINTS
from bot.language.clean import clean_text
from bot.language.directions import is_paid, is_price
from bot.language.issue_names import (
    DISCOUNT,
    PAYMENT,
    PRICE,
    TERM,
    NameSpan,
    call_issue,
    find_issue,
    find_name,
    find_option,
    kind_of_issue,
    normalize_name,
)
from bot.language.languages import language_of
from bot.language.speaking.german_words import GERMAN, find_noun
from bot.language.splitting import split_words
from bot.language.unclear_offers import UnclearOffer, UnclearPart, UnclearReason
from bot.language.units import (
    MONEY,
    Number,
    convert,
    find_rate_behind,
    is_yearly,
    normalize_rate,
    normalize_unit,
    parse_number,
    say_rate,
    units_like,
)
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

LONGEST_NAME, LONGEST_VALUE = 60, 150
"""In characters."""
_LONGEST_NEW_NAME = 4
_USUAL_DISCOUNT = 15
"""Per cent up to which a bare number of them is a discount."""
_FEW_NUMBERS = 2
"""A new value has no more numbers (`3 + 2 years`); more of them are several things without a comma."""
"""Words before a number that may be the name of an issue that the deal does not know."""

_WORDS = word_table("terms")
FILLERS = _WORDS.words("fillers")
"""Words around a term that say nothing."""
_VALUES = _WORDS.words("values")
LEADING_VALUES = _WORDS.meanings("leading_values")
"""What a word before a name says of it."""
_RENAMED = _WORDS.meanings("renamed")
TALK = _WORDS.words("talk")
"""Words that say something about an offer, so that they are no part of an issue's name."""
_BEFORE_NAME = _WORDS.words("before_name")
_BEFORE_PRICE = _WORDS.words("before_price")
_OPENS_VALUE = _WORDS.words("opens_value")
_RELATIVE = _WORDS.words("relative")
_NET = _WORDS.words("net")
_SPANNED = _WORDS.words("spanned")
_OF = _WORDS.words("of")
_SPREAD = word_table("offer_parts").words("spread")
SHARE_OF_WHOLE = Decimal("0.25")
"""From this share of the deal's size on, an amount without a unit is one of the whole and not of a piece."""

DAYS = "days"
_SPANS = frozenset({DAYS, "weeks", "hours"})
_USUAL_PAYMENT_DAYS = frozenset(map(Decimal, (7, 10, 14, 15, 20, 21, 28, 30, 45, 60, 75, 90, 120)))
_ISSUE_BY_UNIT = {"months": TERM, "years": TERM, "quarters": TERM, "%": DISCOUNT}
"""What a number with that unit is about where the deal has no issue in it."""


class Term(NamedTuple):
    """What an offer says on one issue. `is_guess`: nobody knows its name for an issue, neither the deal nor we.
    `rest` are words of it that nothing was made of."""

    issue: str
    value: Value
    unit: str = ""
    is_guess: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferContext:
    """What is known while an offer is read: the deal's issues, its currency or points, our side, the reader's
    locale."""

    issues: tuple[Issue, ...]
    unit: str
    locale: str
    side: Side = Side.SELLING
    size: Decimal | None = None
    """What the deal is about in all, in its unit; None where nobody said."""


class Span(NamedTuple):
    """The words from `first` up to, not including, `after`."""

    first: int
    after: int

    @property
    def is_empty(self) -> bool:
        return self.first >= self.after


def read_term(words: WordList, first: int, after: int, context: OfferContext) -> Term | UnclearPart:
    """The term that these words say, or why it cannot be told."""
    try:
        return TermReader(words, context).read(Span(first, after))
    except UnclearOffer as unclear:
        return unclear.doubt


def read_value(text: str, issue: Issue, *, unit: str, locale: str) -> Term | UnclearPart:
    """The value of one issue, as typed into its field of a form."""
    words = split_words(clean_text(text))
    if not words.count:
        return UnclearPart(why=UnclearReason.EMPTY, issue=issue.name)
    context = OfferContext(issues=(issue,), unit=unit, locale=locale)
    try:
        return TermReader(words, context).read_value(issue, Span(0, words.count))
    except UnclearOffer as unclear:
        return unclear.doubt


class TermReader:
    """Reads terms out of the words of an offer. Its methods raise `UnclearOffer`."""

    def __init__(self, words: WordList, context: OfferContext) -> None:
        self._words = words
        self._issues = context.issues
        self._money = context.unit
        self._side = context.side
        self._locale = context.locale
        self._size = context.size
        self.is_behind_price = False
        """Whether a price was read before: days behind one are those in which it is paid."""
        self.is_spanned = False
        """Whether what is read next stands behind a `for`: days there are those that a price is for."""

    def read(self, typed: Span) -> Term:
        """The term that these words say."""
        span = self.trim(typed)
        if span.is_empty:
            raise UnclearOffer(UnclearReason.PART, self._text(typed))
        colon = self._find_colon(span)
        if colon is not None:
            return self._read_named(Span(span.first, colon), Span(colon, span.after))
        rated = self._find_rated(span)
        if rated is not None:
            return self._read_rate(rated, self._text(span))
        name = find_name(self._words, span.first, span.after, self._issues)
        if name is None:
            return self._read_unnamed(span)
        return self._read_beside_name(self._with_head(name, span), span)

    def _find_rated(self, span: Span) -> Number | None:
        """The number where the words are nothing but an amount and what it is counted by: `420 a desk`, `2.10 per
        unit`."""
        number = self.parse_number(span.first)
        if number is None or number.is_range or number.is_unreadable or number.unit == "%":
            return None
        if number.unit and number.unit not in MONEY:
            return None
        rate = number.rate
        if number.after < span.after:
            behind = find_rate_behind(self._words, number.after, span.after)
            # `395 each desk` has its `each` read already.
            is_each = rate == "unit" and number.after == span.after - 1
            rate = self._words.typed(number.after, span.after) if is_each else behind
        number = number._replace(rate=rate, after=span.after)
        return number if rate and _is_counted(number) else None

    def _with_head(self, name: NameSpan, span: Span) -> NameSpan:
        """The name with one that follows it at once: `repair credit` is a credit."""
        head = find_name(self._words, name.after, span.after, self._issues)
        if name.issue is not None or head is None or head.first != name.after:
            return name
        return NameSpan(name.first, head.after, None)

    def starts_number(self, i: int) -> bool:
        """Whether the words from `i` begin with a number."""
        return self.parse_number(i) is not None

    def read_value(self, issue: Issue, value: Span) -> Term:
        """The value of an issue that the deal knows."""
        if issue.options:
            return self._read_option(issue, value)
        span = self._without_net(value)
        part = self._text(span)
        number = None if span.is_empty else self._read_number(span.first, part, issue.name)
        if number is None or number.after < span.after:
            takes = (issue.unit,) if issue.unit else ()
            raise UnclearOffer(UnclearReason.NUMBER, part, issue=issue.name, takes=takes)
        return self._in_unit_of(issue, number, part)

    def _text(self, span: Span) -> str:
        return "" if span.is_empty else self._words.typed(span.first, span.after)

    def parse_number(self, i: int) -> Number | None:
        """The number that the words from `i` name; None where they name none."""
        return parse_number(self._words, i, self._locale)

    def _read_number(self, i: int, part: str, issue: str = "") -> Number | None:
        """The number that begins at a word; None where none does."""
        number = self.parse_number(i)
        if number is not None and number.is_range:
            raise UnclearOffer(UnclearReason.RANGE, part, issue=issue)
        if number is not None and number.is_unreadable:
            raise UnclearOffer(UnclearReason.NUMBER, part, issue=issue)
        return number

    def trim(self, span: Span) -> Span:
        """The words without those at both ends that say nothing."""
        low = self._words.low
        first, after = span
        while first < after and low[first] in FILLERS:
            first += 1
        while first < after and low[after - 1] in FILLERS:
            after -= 1
        return Span(first, after)

    def _without_net(self, value: Span) -> Span:
        """A value without the words around it that say nothing, and without the `net` before a number of days."""
        span = self.trim(value)
        second = span.first + 1
        if second >= span.after or self._words.low[span.first] not in _NET:
            return span
        counts = self._words.low[second][:1].isdigit()
        return Span(second, span.after) if counts else span

    def _find_colon(self, span: Span) -> int | None:
        """The word before which a colon parts the name from the value."""
        gaps = self._words.gaps
        return next((i for i in range(span.first + 1, span.after) if ":" in gaps[i]), None)

    def _read_named(self, name: Span, value: Span) -> Term:
        """A term whose name a colon sets apart."""
        typed = self._text(name)
        issue = find_issue(typed, self._issues)
        if issue is not None:
            return self.read_value(issue, value)
        return self._read_new(typed, value)

    def _read_beside_name(self, name: NameSpan, span: Span) -> Term:
        """A term with its name before or after the value."""
        part = self._text(span)
        value = self._find_value_beside(name, span)
        if value is None:
            raise UnclearOffer(UnclearReason.PART, part)
        behind = Span(name.after, span.after)
        if self._is_longer_name(Span(span.first, name.first)) and not behind.is_empty:
            # `final payment 20%` is no payment of 20 %.
            longer = self._words.typed(span.first, name.after)
            issue = find_issue(longer, self._issues)
            if issue is None:
                return self._read_guess(longer, behind)
            return self.read_value(issue, behind)
        between = self._find_name_between(name, span)
        if between is not None:
            return between
        if value.after == name.first and self._is_spread(behind):
            # `500 RSUs over 4 yrs`
            typed = self._words.typed(name.first, name.after)
            known = name.issue.name if name.issue is not None else typed
            return Term(known, f"{self._text(value)} {self._text(behind)}")
        self._check_absolute(value, part)
        # Of `free onboarding for all` the last words are left.
        rest = "" if value == behind else self._text(self.trim(behind))
        try:
            if name.issue is not None:
                return _add_rest(self.read_value(name.issue, value), rest)
            typed = self._words.typed(name.first, name.after)
            # `5% off` is a term on the discount.
            return _add_rest(self._read_new(_RENAMED.get(typed.casefold(), typed), value), rest)
        except UnclearOffer as unclear:
            doubt = unclear.doubt
            raise UnclearOffer(doubt.why, part, issue=doubt.issue, takes=doubt.takes) from None

    def _find_value_beside(self, name: NameSpan, span: Span) -> Span | None:
        """What follows a name, or what stands before it: `24 months term`, `free onboarding`."""
        before, behind = Span(span.first, name.first), Span(name.after, span.after)
        if behind.is_empty:
            return None if before.is_empty else before
        if before.is_empty:
            return behind
        leads = self._words.low[span.first] in LEADING_VALUES
        counts = parse_number(self._words, span.first, "en-US") is not None
        return before if leads or counts else behind

    def _find_name_between(self, name: NameSpan, span: Span) -> Term | None:
        """A number with more words before a known name: `2k repair credit`, `10 free seats`. An amount before `net` is
        a price: `95k net`."""
        number = self.parse_number(span.first)
        if number is None or number.is_range or number.is_unreadable or name.after != span.after:
            return None
        known = self._words.typed(name.first, name.after)
        if kind_of_issue(known) == PAYMENT and (number.is_large or number.unit in MONEY):
            bare = self._read_bare_number(number, self._text(span))
            return _add_rest(bare, known)
        if number.after >= name.first:
            return None
        self._check_absolute(span, self._text(span))
        begins = number.after
        # `30 days of holiday`
        if self._words.low[begins] in _OF and begins + 1 < name.after:
            begins += 1
        longer = self._words.typed(begins, name.after)
        issue = find_issue(longer, self._issues)
        if issue is not None:
            return self._in_unit_of(issue, number, self._text(span))
        is_money = number.is_large and (is_price(longer) or is_paid(longer))
        return Term(longer, number.value, number.unit or (self._money if is_money else ""))

    def _is_longer_name(self, before: Span) -> bool:
        """Whether the words before a known name belong to it, so that both together name something else."""
        low = self._words.low[before.first : before.after]
        if not low or low[0] in LEADING_VALUES or self.parse_number(before.first) is not None:
            return False
        is_said_of_it = TALK | FILLERS | _BEFORE_NAME
        if kind_of_issue(self._words.low[before.after]) == PRICE:
            # The final price is a price; the final payment is no payment term.
            is_said_of_it |= _BEFORE_PRICE
        return not is_said_of_it.issuperset(low)

    def _is_spread(self, span: Span) -> bool:
        """Whether words say how a number comes: `over 4 years`."""
        if span.is_empty or self._words.low[span.first] not in _SPREAD:
            return False
        return self.parse_number(span.first + 1) is not None

    def _check_absolute(self, span: Span, part: str) -> None:
        """Raises where the words say how much more, not how much: `2 months longer`."""
        if not _RELATIVE.isdisjoint(self._words.low[span.first : span.after]):
            raise UnclearOffer(UnclearReason.RELATIVE, part)

    def _in_unit_of(self, issue: Issue, number: Number, part: str) -> Term:
        """The number in the unit of its issue: years as months, weeks as days; another currency is not turned into
        it."""
        is_money = number.unit in MONEY
        unit = normalize_unit(issue.unit)
        if not unit and is_money:
            unit = self._money
        currency, _, counted_by = issue.unit.partition("/")
        if counted_by and number.unit in ("", currency):
            # An issue such as the rent per square foot takes a figure without what it is counted by.
            return Term(issue.name, number.value, issue.unit)
        if _is_counted(number) and not counted_by and unit in MONEY:
            raise UnclearOffer(UnclearReason.UNIT, part, issue=issue.name, takes=(unit,))
        if not unit or number.unit in ("", unit):
            return Term(issue.name, number.value, unit, rest=number.rate)
        value = convert(number.value, number.unit, unit)
        if value is not None:
            return Term(issue.name, value, unit)
        why = UnclearReason.CURRENCY if is_money else UnclearReason.UNIT
        raise UnclearOffer(why, part, issue=issue.name, takes=(unit,))

    def _read_option(self, issue: Issue, value: Span) -> Term:
        """One of the issue's options; a new one only where nobody said what the options are worth."""
        text = self._text(value)
        trimmed = self._text(self.trim(value)) or text
        plain_value = _as_value(trimmed)
        for said in (text, trimmed, plain_value):
            option = find_option(said, issue.options)
            if option is not None:
                return Term(issue.name, option)
        if issue.scales or len(text) > LONGEST_VALUE:
            raise UnclearOffer(UnclearReason.OPTION, text, issue=issue.name, takes=issue.options)
        return Term(issue.name, plain_value)

    def _read_new(self, name: str, value: Span) -> Term:
        """A term on an issue that the deal does not know yet."""
        typed = self._text(value)
        part = f"{name} {typed}".rstrip()
        span = self._without_net(value)
        if span.is_empty or len(name) > LONGEST_NAME or len(typed) > LONGEST_VALUE:
            raise UnclearOffer(UnclearReason.PART, part)
        number = self._read_number(span.first, part, name)
        if number is None or not self._is_whole_value(number, span):
            numbers = [word for word in typed.split() if word[:1].isdigit()]
            # `3% / 2.5% / 2%` goes by steps.
            if len(numbers) > _FEW_NUMBERS and "/" not in typed:
                raise UnclearOffer(UnclearReason.PART, part)
            # `at cost`, `for two years`: the first word belongs to what is agreed.
            is_opened = self._words.low[value.first] in _OPENS_VALUE
            return Term(name, _as_value(typed if is_opened else self._text(span)))
        unit = number.unit or self._find_unit(name, number, span)
        if normalize_name(unit) == normalize_name(name):
            if self.is_spanned and unit in _SPANS:
                return Term(self._call("duration"), number.value, unit)
            raise UnclearOffer(UnclearReason.PART, part)
        if unit in MONEY and self._money not in ("", unit):
            raise UnclearOffer(UnclearReason.CURRENCY, part, issue=name, takes=(self._money,))
        if _is_counted(number):
            return Term(name, number.value, f"{unit or self._money}/{number.rate}")
        return Term(name, number.value, unit, rest=number.rate)

    def _is_whole_value(self, number: Number, span: Span) -> bool:
        """Whether nothing is left after a number, but for one word that it may count: `10,000 units`."""
        left = span.after - number.after
        return left <= 0 if number.unit else left <= 1

    def _find_unit(self, name: str, number: Number, span: Span) -> str:
        """What a number counts: what the word after it says, or what is usual for the issue."""
        if number.after < span.after:
            return self._words.typed(number.after, number.after + 1)
        kind = kind_of_issue(name)
        if kind == PRICE or is_price(name) or (number.is_large and is_paid(name)):
            return self._money
        return "days" if kind == PAYMENT else ""

    def _read_unnamed(self, span: Span) -> Term:
        """A term without a name that is known: an option, a number whose unit tells, or a new name beside a value."""
        part = self._text(span)
        term = _find_term_by_option(part, self._issues)
        if term is not None:
            return term
        self._check_absolute(span, part)
        number = self._read_number(span.first, part)
        if number is None:
            return self._read_new_beside_value(span)
        if number.after < span.after:
            return self._read_counted(Span(number.after, span.after), number)
        return self._read_bare_number(number, part)

    def _read_counted(self, behind: Span, number: Number) -> Term:
        """A number that what follows it names: `50 seats`; an amount `for the whole thing` is the price."""
        opens = self._words.low[behind.first]
        is_amount = number.unit in MONEY or (not number.unit and number.is_large)
        if opens in _SPANNED and is_amount:
            bare = self._read_bare_number(number, self._text(behind))
            return _add_rest(bare, self._text(behind))
        if opens in _OF and behind.first + 1 < behind.after:
            behind = Span(behind.first + 1, behind.after)
        name = self._text(behind)
        is_value = normalize_name(name) in _VALUES
        is_talk = not TALK.isdisjoint(name.casefold().split())
        is_figure = name[:1].isdigit() or len(name.split()) > _LONGEST_NEW_NAME
        if is_value or is_talk or is_figure or len(name) > LONGEST_NAME:
            raise UnclearOffer(UnclearReason.PART, name)
        issue = find_issue(name, self._issues)
        if issue is not None and issue.is_numeric:
            return self._in_unit_of(issue, number, name)
        return Term(name, number.value, number.unit, is_guess=issue is None)

    def _read_bare_number(self, number: Number, part: str) -> Term:
        """A number whose unit tells what it is about: `24 months`; an amount is the price."""
        unit = number.unit
        if _is_counted(number):
            return self._read_rate(number, part)
        if self.is_spanned and unit in _SPANS:
            spanned = self._read_duration(number, part)
            if spanned is not None:
                return spanned
        issue = self._find_issue_of(unit, number.value)
        if issue is not None:
            return self._in_unit_of(issue, number, part)
        if unit == "%" and self._side not in (Side.SELLING, Side.BUYING):
            # Between a seller and a buyer it is a discount; in a pay round it is a rise.
            raise UnclearOffer(UnclearReason.PART, part)
        if unit in _ISSUE_BY_UNIT:
            # More than is usual as a discount may be a commission, a share, a markup.
            is_guess = unit == "%" and number.value > _USUAL_DISCOUNT
            return Term(self._call(_ISSUE_BY_UNIT[unit]), number.value, unit, is_guess=is_guess)
        if unit == DAYS and self.is_behind_price and self._side is not Side.HIRING:
            return Term(self._call(PAYMENT), number.value, unit)
        if unit in ("", POINTS, self._money):
            return Term(self._call(PRICE), number.value, unit or self._money, rest=number.rate)
        if unit in MONEY:
            raise UnclearOffer(UnclearReason.CURRENCY, part, takes=(self._money,))
        raise UnclearOffer(UnclearReason.PART, part)

    def _read_duration(self, number: Number, part: str) -> Term | None:
        """How long what is paid for takes: of `24k for 5 days` the days. None where the deal counts payment in days and
        the number is one that payment terms have."""
        alike = units_like(number.unit)
        counted = [i for i in self._issues if i.is_numeric and normalize_unit(i.unit) in alike]
        lasting = _only([issue for issue in counted if kind_of_issue(issue.name) == TERM])
        if lasting is not None:
            return self._in_unit_of(lasting, number, part)
        has_payment = any(kind_of_issue(issue.name) == PAYMENT for issue in counted)
        if has_payment and number.value in _USUAL_PAYMENT_DAYS:
            return None
        return Term(self._call("duration"), number.value, number.unit)

    def _call(self, kind: str) -> str:
        """The name of an issue that nobody named."""
        return call_issue(kind, self._locale)

    def _write_noun(self, word: str) -> str:
        """A word as it is written in the reader's language: *Monat*, typed in small letters."""
        if language_of(self._locale) != GERMAN:
            return word
        noun = find_noun(word)
        return word if noun is None else noun.written

    def _read_rate(self, number: Number, part: str) -> Term:
        """An amount that is counted by something: `$34/SF` is the price per SF, and no price of the whole."""
        currency = number.unit or self._money
        if currency not in ("", self._money):
            raise UnclearOffer(UnclearReason.CURRENCY, part, takes=(self._money,))
        rate = normalize_rate(number.rate)
        rated = [issue for issue in self._issues if issue.is_numeric and "/" in issue.unit]
        same = _only([i for i in rated if normalize_rate(i.unit.partition("/")[2]) == rate])
        if same is not None:
            return Term(same.name, number.value, same.unit)
        said = self._write_noun(say_rate(number.rate))
        name = f"{self._call(PRICE)} {self._call('per')} {said}"
        return Term(name, number.value, f"{currency}/{said}")

    def is_of_whole(self, value: Decimal) -> bool:
        """Whether an amount is as large as what the whole deal is about, and not the price of one piece."""
        return self._size is not None and value >= self._size * SHARE_OF_WHOLE

    def _find_issue_of(self, unit: str, value: Decimal) -> Issue | None:
        """The only issue that a number in that unit can be about: by its unit, or the price; after `420 per desk` a
        small amount is one per desk."""
        numeric = [issue for issue in self._issues if issue.is_numeric]
        if unit and unit not in MONEY:
            alike = units_like(unit)
            same = _only([issue for issue in numeric if normalize_unit(issue.unit) == unit])
            return same or _only([i for i in numeric if normalize_unit(i.unit) in alike])
        price = _only([issue for issue in numeric if kind_of_issue(issue.name) == PRICE])
        price = price or _only([issue for issue in numeric if issue.unit in MONEY])
        rated = _only([i for i in numeric if i.unit.startswith(f"{self._money}/") and self._money])
        if rated is None or self.is_of_whole(value):
            return price
        return rated if price is None or self._size is not None else price

    def _read_new_beside_value(self, span: Span) -> Term:
        """A name that is new, with a number or a word such as `free` beside it."""
        low = self._words.low
        first, last = span.first, span.after - 1
        part = self._text(span)
        if not TALK.isdisjoint(low[first : span.after]):
            raise UnclearOffer(UnclearReason.PART, part)
        places = range(first + 1, span.after)
        number_at = next((i for i in places if self.starts_number(i)), None)
        if number_at is not None and number_at - first <= _LONGEST_NEW_NAME:
            name = self._words.typed(first, number_at)
            return self._read_guess(name, Span(number_at, span.after))
        if not 0 < last - first <= _LONGEST_NEW_NAME:
            raise UnclearOffer(UnclearReason.PART, part)
        if low[last] in _VALUES:
            return self._read_guess(self._words.typed(first, last), Span(last, span.after))
        if low[first] in LEADING_VALUES:
            name = self._words.typed(first + 1, span.after)
            return self._read_guess(name, Span(first, first + 1))
        raise UnclearOffer(UnclearReason.PART, part)

    def _read_guess(self, name: str, value: Span) -> Term:
        return self._read_new(name, value)._replace(is_guess=True)


def _add_rest(term: Term, rest: str) -> Term:
    """The term with more words that nothing was made of."""
    return term._replace(rest=" ".join(filter(None, (term.rest, rest))))


def _is_counted(number: Number) -> bool:
    """Whether an amount is no amount of the whole: so much per seat, an hour, a square foot."""
    return bool(number.rate) and not is_yearly(number.rate)


def _as_value(text: str) -> str:
    """What a word before a name says as a value: of `no support` that support is `no`."""
    return LEADING_VALUES.get(text.casefold(), text)


def _only(issues: Sequence[Issue]) -> Issue | None:
    return issues[0] if len(issues) == 1 else None


def _find_term_by_option(text: str, issues: Sequence[Issue]) -> Term | None:
    """The term whose value only one issue has as an option: `silver`."""
    terms: list[Term] = []
    for issue in issues:
        option = find_option(text, issue.options)
        if option is not None:
            terms.append(Term(issue.name, option))
    return terms[0] if len(terms) == 1 else None
