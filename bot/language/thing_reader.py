"""Reads one thing out of its tokens, from left to right: each of its readers takes what begins there, or leaves it."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.domain.bounds import Bound, BoundKind
from bot.domain.things import TIME_UNITS, WAIVER, Extent, Qualifier, Thing
from bot.language.currencies import CURRENCY_WORDS, SIGNS, code_of_currency
from bot.language.numerals import parse_decimal
from bot.language.thing_days import find_bound_word, parse_bound
from bot.language.thing_directions import (
    MOST_DAYS_TO_PAY,
    PAYMENT,
    DirectionHints,
    find_direction,
)
from bot.language.thing_words import (
    LONGEST_PHRASE,
    find_canonical,
    fold_text,
    match_phrase,
    name_word,
    phrase_meanings,
    phrases_of,
    split_phrase,
    split_time,
    stem_word,
)
from bot.language.vocabulary import word_table

_WORDS = word_table("things")
_FILLERS = phrases_of(_WORDS, "fillers")
_FILLER_WORDS = frozenset(map(fold_text, _WORDS.words("fillers")))
_WEAK = phrases_of(_WORDS, "weak")
_LABELS = phrases_of(_WORDS, "labels")
_REFERS = phrases_of(_WORDS, "refers")
_REST = phrases_of(_WORDS, "rest")
_PART = phrases_of(_WORDS, "part")
_OUT_OF = phrases_of(_WORDS, "out_of")
_EACH = phrases_of(_WORDS, "each_time")
_LOWERING = phrases_of(_WORDS, "lowering")
_COSTS_NOTHING = phrases_of(_WORDS, "costs_nothing")
_SURE_SHARES = phrases_of(_WORDS, "sure_shares")
_LASTS_FOR = phrases_of(_WORDS, "lasts_for")
_HALVING = phrases_of(_WORDS, "halving")
_HALF_PRICE = phrases_of(_WORDS, "half_price")
_THRESHOLDS = phrases_of(_WORDS, "thresholds")
_THRESHOLDS_OF_BENEFITS = phrases_of(_WORDS, "thresholds_of_benefits")
_THRESHOLDS_OF_UNITS = phrases_of(_WORDS, "thresholds_of_units")
_THRESHOLDS_OF_TIME = phrases_of(_WORDS, "thresholds_of_time")
_RATES = phrase_meanings(_WORDS, "rates")
_VAGUE = _WORDS.words("vague")
_ONE_BEFORE_UNIT = phrases_of(_WORDS, "one_before_unit")
_SOON = phrases_of(_WORDS, "soon")
_SHIFTING = frozenset(map(fold_text, _WORDS.words("shifting")))
_ORDINALS = phrase_meanings(_WORDS, "ordinals")
_EVERY_OTHER = phrase_meanings(_WORDS, "every_other")
_ORDINAL_ENDINGS = _WORDS.words("ordinal_endings")
_SMALLER = phrases_of(_WORDS, "smaller")
_LIMITS = phrases_of(_WORDS, "limits")
_SHARE_GOES_ON = phrases_of(_WORDS, "share_goes_on")
_SHARES = phrase_meanings(_WORDS, "shares")
_NUMBERS = phrase_meanings(_WORDS, "numbers")
UNITS = phrase_meanings(_WORDS, "units")
_QUALIFIED_BY = phrase_meanings(_WORDS, "qualified_by")
_GENERIC = frozenset(
    name for word in _WORDS.words("generic") for name in name_word(stem_word(fold_text(word)))
)
DATED = frozenset(
    name
    for word in _WORDS.words("dated")
    for name in (*split_phrase(word), *(find_canonical(split_phrase(word)) or ()))
)
_DECISIVE = frozenset(
    name
    for word in _WORDS.words("decisive")
    for name in (find_canonical(split_phrase(word)) or split_phrase(word))
)
_MINIMUM = "min"
"""Behind what is counted it is no minute: `150 people min`."""
_PRICE = stem_word("price")
_DISCOUNT = stem_word("discount")
_HOLIDAY = frozenset({stem_word("holiday")})
_DELIVERY = frozenset({stem_word("delivery"), stem_word("freight")})
_FREE_FREIGHT = frozenset({"free", "freight"})
_TIMES = {"quarters": (3, "months"), "years": (12, "months"), "weeks": (7, "days")}
_PERCENTS = frozenset(word for word, unit in _WORDS.meanings("units").items() if unit == "%")
_MULTIPLES = {"k": 1000, "m": 1000000, "mio": 1000000, "tsd": 1000}
NUMBER = re.compile(r"\d+(?:[.,']\d+)*")
_GLUED = {"½": "0.5"}


@dataclass(slots=True)
class ThingPartReader:
    """Reads one thing out of its tokens."""

    tokens: list[str]
    locale: str
    words: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    extents: list[Extent] = field(default_factory=list)
    qualifiers: dict[str, set[str]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    bounds: list[Bound] = field(default_factory=list)
    smaller: bool = False
    limited: bool = False
    soon: bool = False
    used: set[int] = field(default_factory=set)
    """Tokens that were read already, ahead of their turn."""
    share: Decimal | None = None
    free: bool = False
    is_one: bool = False
    rest: bool = False
    refers: bool = False
    kind: str = ""
    """The kind of qualifier that is being read; "" while the thing itself is."""

    def read(self) -> Thing:
        i = 0
        while i < len(self.tokens):
            i = self._read_at(i)
        return self._build()

    def _read_at(self, i: int) -> int:
        """Reads what begins at a token; the place after it."""
        if i in self.used:
            return i + 1
        readers = (
            self._read_bound,
            self._read_smaller,
            self._read_threshold,
            self._read_share,
            self._read_label,
            self._read_rate,
            self._read_quantity,
            self._read_name,
            self._read_preposition,
        )
        for read in readers:
            after = read(i)
            if after > i:
                return after
        self._read_word(i)
        return i + 1

    def _read_bound(self, i: int) -> int:
        bound_word = find_bound_word(self.tokens, i)
        parsed = parse_bound(self.tokens, i, bound_word, self.locale)
        if parsed is None:
            return i
        self.bounds.append(parsed.bound)
        self.kind = ""
        return parsed.after

    def _read_smaller(self, i: int) -> int:
        length = match_phrase(self.tokens, i, _SMALLER)
        if length and self._starts_number(i + length):
            self.smaller = True
            return i + length
        length = match_phrase(self.tokens, i, _LIMITS)
        if length and self._starts_number(i + length):
            self.limited = True
            return i + length
        return i

    def _read_threshold(self, i: int) -> int:
        """`5% off above 500 pcs`, `ab 500 Stück`, `break after 3 years`: from where something holds."""
        of_any = match_phrase(self.tokens, i, _THRESHOLDS)
        if self._names_benefit():
            of_any = of_any or match_phrase(self.tokens, i, _THRESHOLDS_OF_BENEFITS)
        of_time = match_phrase(self.tokens, i, _THRESHOLDS_OF_TIME)
        of_unit = match_phrase(self.tokens, i, _THRESHOLDS_OF_UNITS)
        after = i + max(of_any, of_time, of_unit)
        if after == i or not (self.words or self.weak):
            return i
        is_number = self._starts_number(after) and not self._is_ordinal(after)
        is_sum = after < len(self.tokens) and self._currency_at(after) is not None
        if not is_number and not (is_sum and self._starts_number(after + 1)):
            return i
        if of_unit and not is_sum and not self._is_unit(after + 1):
            return i
        after = self._read_quantity(after)
        last = self.extents[-1] if self.extents else None
        if last is not None and (of_time if last.unit in TIME_UNITS else of_any or of_unit):
            self.extents[-1] = replace(last, is_threshold=True)
        return after

    def _names_benefit(self) -> bool:
        is_share = any(extent.unit == "%" for extent in self.extents)
        return self.free or is_share or not self.words.isdisjoint({_DISCOUNT, "free"})

    def _is_ordinal(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i + 1] in _ORDINAL_ENDINGS

    def _is_unit(self, i: int) -> bool:
        if i >= len(self.tokens):
            return False
        unit = UNITS.get((stem_word(self.tokens[i]),)) or UNITS.get((self.tokens[i],))
        return self._currency_at(i) is not None or unit not in (None, *TIME_UNITS, "%")

    def _read_share(self, i: int) -> int:
        if self.tokens[i] in _GLUED:
            self.share = Decimal(_GLUED[self.tokens[i]])
            return i + 1
        length = match_phrase(self.tokens, i, _PART)
        if length:
            self.share = self.share or Decimal("0.5")
            return i + length
        length = match_phrase(self.tokens, i, _HALF_PRICE)
        if length:
            self.share = Decimal("0.5")
            return i + length
        length = match_phrase(self.tokens, i, _HALVING)
        if length:
            # `surcharge halved`: half of it is gone.
            self.share = Decimal("0.5")
            self._add_words(frozenset({WAIVER}))
            return i + length
        length = match_phrase(self.tokens, i, _SHARES)
        is_sure = match_phrase(self.tokens, i, _SURE_SHARES) > 0
        if length and (is_sure or self._goes_on_as_share(i + length)):
            key = tuple(map(stem_word, self.tokens[i : i + length]))
            self.share = Decimal(_SHARES[key])
            return i + length
        length = match_phrase(self.tokens, i, _REST)
        if length:
            self.rest = self.refers = True
            return i + length
        return i

    def _goes_on_as_share(self, i: int) -> bool:
        """`half of it`, `half now`; a `half day` is none."""
        return i >= len(self.tokens) or match_phrase(self.tokens, i, _SHARE_GOES_ON) > 0

    def _read_label(self, i: int) -> int:
        """`line 2`, `phase two`; `2 lines` are two of them."""
        noun = (stem_word(self.tokens[i]),)
        if self._is_numbered_time(i):
            unit = UNITS[noun]
            self.labels.add(f"{unit} {_read_digits(self.tokens[i + 1], self.locale)}")
            return i + 2
        if noun not in _LABELS or i + 1 >= len(self.tokens):
            return i
        number: Decimal | str | None = _read_digits(self.tokens[i + 1], self.locale)
        if number is None and self._is_letter(i + 1):
            number = self.tokens[i + 1]
        if number is None or match_phrase(self.tokens, i + 2, UNITS):
            return i
        self.labels.add(f"{noun[0]} {number}")
        self._add_words(name_word(noun[0]))
        return i + 2

    def _is_numbered_time(self, i: int) -> bool:
        """`break after yr 3`, `delivery week 5`: which of them, not how many."""
        if UNITS.get((stem_word(self.tokens[i]),)) not in TIME_UNITS or not self.words:
            return False
        if not self._starts_number(i + 1) or self._currency_at(i + 1) is not None:
            return False
        before = self.tokens[i - 1]
        is_counted = before[:1].isdigit() or before in _ORDINAL_ENDINGS
        is_counted = is_counted or (stem_word(before),) in (*_EACH, *_ORDINALS, *_NUMBERS)
        is_unit_behind = match_phrase(self.tokens, i + 2, UNITS) > 0
        is_money = i + 2 < len(self.tokens) and self._currency_at(i + 2) is not None
        return not (is_counted or is_unit_behind or is_money or not self.tokens[i][1:])

    def _is_letter(self, i: int) -> bool:
        """`block B`; in `line a call` the letter is an article."""
        if len(self.tokens[i]) > 1 or not self.tokens[i].isalpha():
            return False
        is_article = (self.tokens[i],) in _FILLERS
        return not is_article or i + 1 == len(self.tokens) or self._ends_name(i + 1)

    def _ends_name(self, i: int) -> bool:
        return match_phrase(self.tokens, i, _QUALIFIED_BY) > 0

    def _read_rate(self, i: int) -> int:
        """`20 containers a month`: how often."""
        often = _RATES.get((stem_word(self.tokens[i]),))
        if often is not None:
            self.qualifiers.setdefault("rate", set()).add(often)
            return i + 1
        length = match_phrase(self.tokens, i, _EACH)
        at = i + length
        skipping = self._read_skipping_rate(i, at) if length else i
        if skipping > i:
            return skipping
        if i and (self.tokens[i - 1],) in _LASTS_FOR:
            # `a price hold for a year`
            return i
        if not length or at >= len(self.tokens) or self._starts_number(at + 1):
            return i
        period = UNITS.get((stem_word(self.tokens[at]),))
        if period not in TIME_UNITS or not (self.words or self.extents):
            return i
        self.qualifiers.setdefault("rate", set()).add(period)
        return at + 1

    def _read_skipping_rate(self, i: int, at: int) -> int:
        """`every 2nd week`, `every other month`, `every 2 weeks`: how often, in more than one unit of time."""
        stem = (stem_word(self.tokens[at]),) if at < len(self.tokens) else ()
        number = _NUMBERS.get(stem) or _ORDINALS.get(stem) or _EVERY_OTHER.get(stem)
        after = at + 1
        if number is None and self._starts_number(at):
            number = self.tokens[at]
            if after < len(self.tokens) and self.tokens[after] in _ORDINAL_ENDINGS:
                after += 1
        period = UNITS.get((stem_word(self.tokens[after]),)) if after < len(self.tokens) else None
        if number is None or period not in TIME_UNITS or not (self.words or self.extents):
            return i
        self.qualifiers.setdefault("rate", set()).add(f"{number} {period}")
        return after + 1

    def _starts_number(self, i: int) -> bool:
        return i < len(self.tokens) and _read_digits(self.tokens[i], self.locale) is not None

    def _read_quantity(self, i: int) -> int:
        number = _read_digits(self.tokens[i], self.locale)
        if number is None and self._is_one(i):
            number = Decimal(1)
        currency = self._currency_at(i)
        if number is None:
            # `EUR 5k`, `€5`
            if currency is None or not self._starts_number(i + 1):
                return i
            i += 1
            number = _read_digits(self.tokens[i], self.locale) or Decimal(0)
        after = i + 1
        if after < len(self.tokens) and self.tokens[after] in _ORDINAL_ENDINGS:
            numbered = self._read_ordinal_time(number, after + 1)
            if numbered:
                return numbered
            self._add_words(frozenset({f"#{number.normalize():f}"}))
            return after + 1
        if after < len(self.tokens) and self.tokens[after] in _MULTIPLES:
            number *= _MULTIPLES[self.tokens[after]]
            after += 1
        behind_whole = self._skip_whole(after)
        is_of_more = behind_whole > after and self._is_less_than(number, behind_whole - 1)
        unit, after = self._find_unit(behind_whole, currency)
        self._add_quantity(number, unit, of_more=is_of_more)
        self._note_percent_of(unit, after, number)
        return after

    def _read_ordinal_time(self, number: Decimal, i: int) -> int:
        """`free maintenance in the 3rd year`; 0 where no unit of time is counted off."""
        unit = UNITS.get((stem_word(self.tokens[i]),)) if i < len(self.tokens) else None
        if unit not in TIME_UNITS or not (self.words or i + 1 < len(self.tokens)):
            return 0
        self.labels.add(f"{unit} {number.normalize():f}")
        return i + 1

    def _is_less_than(self, number: Decimal, i: int) -> bool:
        whole = _read_digits(self.tokens[i], self.locale)
        return whole is not None and number < whole

    def _is_one(self, i: int) -> bool:
        """`a month of storage`; in `40 boxes a month` it says how often."""
        if (stem_word(self.tokens[i]),) not in _ONE_BEFORE_UNIT or i + 1 >= len(self.tokens):
            return False
        return UNITS.get((stem_word(self.tokens[i + 1]),)) in TIME_UNITS

    def _currency_at(self, i: int) -> str | None:
        mark = self.tokens[i]
        is_currency = mark in CURRENCY_WORDS or mark in SIGNS
        return code_of_currency(mark, self.locale) if is_currency else None

    def _skip_whole(self, i: int) -> int:
        """The place after `of the 24` in `12 of the 24 months`, or after the unit of `12 months of the 24`."""
        length = match_phrase(self.tokens, i, _OUT_OF)
        if not length:
            return i
        at = i + length
        while at < len(self.tokens) and (stem_word(self.tokens[at]),) in _FILLERS:
            at += 1
        return at + 1 if self._starts_number(at) else i

    def _find_unit(self, i: int, currency: str | None) -> tuple[str, int]:
        """The unit of the number before token `i`, and the place after it; "" for a bare number."""
        if currency is not None:
            return currency, i
        after = i
        while after < len(self.tokens) and self._is_between(after):
            after += 1
        if after >= len(self.tokens):
            return "", i
        token = self.tokens[after]
        currency = self._currency_at(after)
        if currency is not None:
            return currency, after + 1
        unit = UNITS.get((stem_word(token),)) or UNITS.get((token,))
        if unit is not None:
            return self._with_rate(unit, after + 1)
        timed = split_time(stem_word(token))
        if timed is not None:
            self._add_words(name_word(timed[0]))
            return self._with_rate(timed[1], after + 1)
        timed_at = self._find_time_behind(after)
        if timed_at:
            # `2 training days`: the words between are read in their turn.
            unit, end = self._with_rate(UNITS[stem_word(self.tokens[timed_at]),], timed_at + 1)
            self.used.update(range(timed_at, end))
            return unit, i
        is_counted = token.isalpha() and not match_phrase(self.tokens, after, _QUALIFIED_BY)
        is_counted = is_counted and not match_phrase(self.tokens, after, _OUT_OF | _EACH)
        return ("pieces" if is_counted else ""), i

    def _is_between(self, i: int) -> bool:
        """Whether a word may stand between a number and its unit: `20 more of your seats`, but not `20 a month`."""
        stem = (stem_word(self.tokens[i]),)
        return stem in _WEAK | _FILLERS and stem not in _EACH and stem not in UNITS

    def _find_time_behind(self, i: int) -> int:
        """The place of the unit of time behind one or two plain words: `4 rent-free months`. 0 where there is none."""
        for at in range(i, min(i + 3, len(self.tokens))):
            word = self.tokens[at]
            is_small = match_phrase(self.tokens, at, _QUALIFIED_BY) or (stem_word(word),) in _EACH
            if len(word) < 3 or not word.isalpha() or is_small:
                return 0
            if at > i and word != _MINIMUM and UNITS.get((stem_word(word),)) in TIME_UNITS:
                return at
        return 0

    def _with_rate(self, unit: str, i: int) -> tuple[str, int]:
        """`3 days a week` counts days per week."""
        length = match_phrase(self.tokens, i, _EACH)
        at = i + length
        period = UNITS.get((stem_word(self.tokens[at]),)) if at < len(self.tokens) else None
        if period in TIME_UNITS and period != unit and (length or self.tokens[at] in ("wk", "mo")):
            self.qualifiers.setdefault("rate", set()).add(period)
            return unit, at + 1
        return unit, i

    def _add_quantity(self, number: Decimal, unit: str, *, of_more: bool) -> None:
        if unit == "hours" and number >= 24 and number % 24 == 0:
            number, unit = number / 24, "days"
        factor, smaller_unit = _TIMES.get(unit, (1, unit))
        self.extents.append(Extent(amount=number * factor, unit=smaller_unit, of_more=of_more))

    def _note_percent_of(self, unit: str, after: int, number: Decimal) -> None:
        """`50 % of the prepay` is half of it."""
        is_share = unit == "%" and match_phrase(self.tokens, after, _OUT_OF) > 0
        if is_share and 0 < number < 100 and not self.words:
            self.share = number / 100
            self.extents.pop()

    def _read_name(self, i: int) -> int:
        """A phrase that means something known."""
        stems = tuple(map(stem_word, self.tokens[i : i + LONGEST_PHRASE]))
        for length in range(len(stems), 1, -1):
            names = find_canonical(stems[:length])
            if names is not None:
                self._add_words(names)
                return i + length
        return i

    def _read_preposition(self, i: int) -> int:
        soon = match_phrase(self.tokens, i, _SOON)
        if soon and self.words and self._starts_number(i + soon):
            self.soon = True
            return i + soon
        length = match_phrase(self.tokens, i, _QUALIFIED_BY)
        if not length:
            return i
        key = tuple(map(stem_word, self.tokens[i : i + length]))
        # What nothing stands before is the thing itself: `for the training`.
        self.kind = _QUALIFIED_BY[key] if self.words or self.extents else ""
        return i + length

    def _read_word(self, i: int) -> None:
        stem = stem_word(self.tokens[i])
        is_counted = i + 1 < len(self.tokens) and self.tokens[i + 1].isdigit()
        if (stem,) in _ORDINALS and is_counted:
            # `the first 10 sites` are ten
            return
        if (stem,) in _ORDINALS:
            self._add_words(frozenset({f"#{_ORDINALS[stem,]}"}))
            return
        if (stem,) in _REFERS:
            self.refers = True
            return
        if self._is_filler(i):
            is_article = (stem,) in _ONE_BEFORE_UNIT and not self.kind and not self.words
            if is_article and i + 1 < len(self.tokens) and self.tokens[i + 1] not in _VAGUE:
                self.is_one = True
            return
        if stem == "off" and not (self.extents and i and self.tokens[i - 1] in _PERCENTS):
            # `5 % off` is a discount, a day off is none.
            self._add_words(_HOLIDAY if self._counts_days() else frozenset())
            return
        if (stem,) in _LOWERING and not _PERCENTS.isdisjoint(self.tokens):
            self._add_words(frozenset({_DISCOUNT}))
            return
        if (stem,) in _WEAK:
            self.weak.add(stem)
            self.free = self.free or (stem,) in _COSTS_NOTHING
            return
        self._add_words(name_word(stem))

    def _is_filler(self, i: int) -> bool:
        """Whether a word names nothing; `cans` are things, `can` is not."""
        token = self.tokens[i]
        if not token[0].isalnum() or token in _FILLER_WORDS:
            return True
        stem = stem_word(token)
        return (stem,) in _FILLERS and token != f"{stem}s"

    def _counts_days(self) -> bool:
        return any(extent.unit == "days" for extent in self.extents)

    def _add_words(self, words: frozenset[str]) -> None:
        if self.kind:
            self.qualifiers.setdefault(self.kind, set()).update(words)
        else:
            self.words |= words

    def _build(self) -> Thing:
        words = self._tidy_words()
        named = bool(words or self.extents or self.labels)
        return Thing(
            words=frozenset(words),
            generic=frozenset(words & _GENERIC),
            decisive=frozenset(words & _DECISIVE),
            extents=tuple(self.extents),
            qualifiers=tuple(
                Qualifier(kind=kind, words=frozenset(found))
                for kind, found in sorted(self.qualifiers.items())
                if found
            ),
            labels=frozenset(self.labels),
            bounds=self._limit_by_bounds(words),
            direction=find_direction(words, self._describe_direction()),
            share=self.share,
            free=self.free or "free" in words,
            is_one=self.is_one and not self.extents and bool(words),
            rest=self.rest,
            refers=(self.refers or self.share is not None) and not named,
        )

    def _describe_direction(self) -> DirectionHints:
        return DirectionHints(
            extents=tuple(self.extents),
            weak=frozenset(self.weak),
            lowered=self.smaller,
            limited=self.limited,
            soon=self.soon,
            shifted=not _SHIFTING.isdisjoint(self.tokens),
            free=self.free,
        )

    def _limit_by_bounds(self, words: set[str]) -> tuple[Bound, ...]:
        """Its days; what comes on one is there by then, also where the word says until: `Lieferung bis 8.1.`."""
        if words.isdisjoint(DATED) or self.extents or self.free:
            return tuple(self.bounds)
        return tuple(
            replace(bound, kind=BoundKind.BY) if bound.kind is BoundKind.UNTIL else bound
            for bound in self.bounds
        )

    def _tidy_words(self) -> set[str]:
        words = set(self.words)
        if not words and not self.extents:
            # `free`, `more`: all that there is.
            words = set(self.weak)
        if _DISCOUNT in words:
            words.discard(_PRICE)
        if words and words <= _DELIVERY and any((stem,) in _COSTS_NOTHING for stem in self.weak):
            words = set(_FREE_FREIGHT)
        units = {extent.unit for extent in self.extents}
        if words >= _HOLIDAY:
            # `5 extra holidays` are days.
            self.extents = [_count_in_days(each) for each in self.extents]
        if PAYMENT in words and "" in units:
            self.extents = [_count_days_to_pay(each) for each in self.extents]
        return words


def _count_days_to_pay(extent: Extent) -> Extent:
    """`net 60` counts days; `a second payment of 20k` is a sum."""
    is_sum = bool(extent.unit) or extent.amount > MOST_DAYS_TO_PAY
    return extent if is_sum else Extent(amount=extent.amount, unit="days")


def _count_in_days(extent: Extent) -> Extent:
    return Extent(amount=extent.amount, unit="days") if extent.unit == "pieces" else extent


def _read_digits(token: str, locale: str) -> Decimal | None:
    """The number that a token is, in digits or as a word."""
    if NUMBER.fullmatch(token):
        return parse_decimal(token, locale, shortened=False)
    word = _NUMBERS.get((stem_word(token),)) or _NUMBERS.get((token,))
    return Decimal(word) if word is not None else None
