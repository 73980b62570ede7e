"""The words of one offer, read from left to right: its terms, its day, how long it stands, its rhythm, a condition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.issues import Issue, Value
from bot.language.amounts import goes_on
from bot.language.clauses.deadlines import find_past_day
from bot.language.currencies import CURRENCY_MARKS
from bot.language.days import DateContext, parse_day
from bot.language.issue_names import PAYMENT, PRICE, NameSpan, find_issue, find_name, kind_of_issue
from bot.language.price_parts import PricePartReader
from bot.language.spelled_numbers import parse_spelled_number
from bot.language.terms import FILLERS, OfferContext, Span, Term, TermReader
from bot.language.unclear_offers import UnclearOffer, UnclearReason
from bot.language.units import MONEY, UNIT_NAMES
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("offer_parts")
_EITHER = _WORDS.words("either")
_OR = _WORDS.words("or")
_AND = _WORDS.words("and")
_UNTIL = _WORDS.words("until")
_ONLY_UNTIL = _WORDS.words("only_until")
_REST_OF_TERM = _WORDS.words("rest_of_term")
_STANDS = _WORDS.words("stands")
_STANDS_FOR = _WORDS.words("stands_for")
_STANDS_AFTER = _WORDS.words("stands_after")
_HOURS = _WORDS.words("hours")
_ARTICLES = _WORDS.words("articles")
_SPREAD = _WORDS.words("spread")
_LEADS = frozenset(word_table("terms").meanings("leading_values"))
_STANDS_ON = _WORDS.words("stands_on")
_DAYS_IN = _WORDS.numbers("days_in")
_IF = _WORDS.words("if")
_SUBJECT = _WORDS.words("subject")
_SUBJECT_TO = _WORDS.words("subject_to")
_KEPT_IF = _WORDS.words("kept_if")
_IF_THAT = _WORDS.words("if_that")
_THAT = _WORDS.words("that")
_MADE_ON = _WORDS.words("made_on")
_MADE_DAYS = _WORDS.words("made_days")
_PAST_DAYS = _WORDS.words("past_days")
_UNREAD_DAYS = _WORDS.words("unread_days")
_WITH = _WORDS.words("with")
_WITH_RHYTHM = _WORDS.words("with_rhythm")
_RHYTHM = _WORDS.words("rhythm")
_MEETINGS = _WORDS.words("meetings")
_REVIEWS = _WORDS.words("reviews")
_CADENCES = _WORDS.words("cadences")
_LINKS = _WORDS.words("links")
_MARKS = frozenset(",;\n.(/|")
_PLAIN_LINKS = frozenset({"for", "für"})
"""Links that part two terms also where they may say how a number comes."""
_CURRENCY_SIGNS = ("€", "$", "£")
_LONGEST_STANDING = 1000
"""Days, weeks or months that an offer stands at most."""
_LONGEST_NAME = 3
"""Words of the longest name that parts two terms without a comma between them."""


@dataclass(slots=True, kw_only=True)
class OfferParts:
    """What an offer says, as far as it is read. Bundles other than the first are alternatives to it."""

    bundles: list[dict[str, Value]] = field(default_factory=lambda: [{}])
    units: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    until: date | None = None
    rhythm: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    """Names of issues that neither the deal nor we know."""
    not_read: list[str] = field(default_factory=list)
    guess_texts: dict[str, str] = field(default_factory=dict)
    bare_prices: list[str] = field(default_factory=list)


class OfferReader:
    """Reads the words of one offer. Its methods raise `UnclearOffer`.

    Methods named `_take_…` look for a clause that begins at a word, keep what it says, and return the word after it, or
    0 where no such clause begins there.
    """

    def __init__(self, words: WordList, context: OfferContext, days: DateContext) -> None:
        self._words = words
        self._low = words.low
        self._issues = context.issues
        self._days = days
        self._terms = TermReader(words, context)
        self._price_parts = PricePartReader(words, self._terms, context)
        self._said_of_part = ""
        """What was said last of a part of the price, where it was the last thing: whether it is included."""
        self._part_names: dict[int, list[str]] = {}
        """What each bundle, counted from 1, was said to include or to leave out."""
        self._parts = OfferParts()

    def read(self) -> OfferParts:
        """What all words together say."""
        i = 1 if self._low[0] in _EITHER else 0
        while i < self._words.count:
            i = self._read_segment(i)
        return self._parts

    def _read_segment(self, first: int) -> int:
        """Reads up to the next comma, `and` or `or`; returns where the next segment begins."""
        end = self._find_segment_end(first)
        if self._take_past_day(Span(first, end)):
            return end
        for span in self._take_clauses(first, end):
            if self._is_meeting(span):
                self._parts.rhythm.append(self._text(span))
            elif not FILLERS.issuperset(self._low[span.first : span.after]):
                self._read_terms(span)
        if end == self._words.count:
            return end
        if self._low[end] in _OR:
            self._parts.bundles.append({})
        return end + 1 if self._low[end] in _OR | _AND else end

    def _find_segment_end(self, first: int) -> int:
        """Where the segment ends. Within a condition only punctuation ends it, since an `and` belongs to it."""
        in_condition = False
        for i in range(first, self._words.count):
            in_condition = in_condition or self._begins_condition(i)
            if i > first and self._is_parted(i):
                return i
            if not in_condition and self._low[i] in _OR | _AND:
                return i
        return self._words.count

    def _is_parted(self, i: int) -> bool:
        """Whether punctuation parts a word from the one before; the dot of `30. November` does not."""
        gap, before = self._words.gaps[i], self._low[i - 1]
        is_day = gap == "." and before.isdecimal() and len(before) <= 2
        # `1,2 Mio. €` and `5.500,- €`
        is_currency = self._low[i] in CURRENCY_MARKS and goes_on(self._words, i)
        return not (is_day or is_currency) and not _MARKS.isdisjoint(gap) and not self._is_step(i)

    def _is_step(self, i: int) -> bool:
        """Whether a slash stands between two numbers of one value that goes by steps: `3% / 2.5%`."""
        if self._words.gaps[i] != "/":
            return False
        before, after = (self._terms.parse_number(place) for place in (i - 1, i))
        if before is None or after is None:
            return False
        return before.unit == after.unit and before.after == i

    def _text(self, span: Span) -> str:
        return "" if span.is_empty else self._words.typed(span.first, span.after)

    def _take_clauses(self, first: int, end: int) -> list[Span]:
        """Reads the clauses of a segment and returns what is left of it beside them."""
        left: list[Span] = []
        start = i = first
        while i < end:
            own = self._find_day_of_thing(start, i)
            if own is not None:
                left.append(Span(start, own.first))
                self._parts.not_read.append(self._text(own))
                start = i = own.after
                continue
            after = (
                self._take_until(i)
                or self._take_day(i, end)
                or self._take_condition(i, end)
                or self._take_rhythm(i, end)
            )
            if after > i:
                left.append(Span(start, i))
                start = i = after
            else:
                i += 1
        left.append(Span(start, end))
        return [span for span in left if not span.is_empty]

    def _take_until(self, i: int) -> int:
        """`valid until 3 May`, `by 3 May`, `valid for 2 weeks`: how long it stands."""
        j = self._words.skip(i, _STANDS)
        stands = j > i
        if stands:
            length_at = self._words.skip(j, _STANDS_FOR)
            after = self._take_length(length_at)
            if after:
                return self._words.skip(after, _STANDS_AFTER)
        opens_day = self._low[j] in _UNTIL or (stands and self._low[j] in _STANDS_ON)
        found = parse_day(self._words, j + 1, self._days) if opens_day else None
        if found is None:
            return 0
        if found.day is None:
            raise UnclearOffer(UnclearReason.NO_SUCH_DAY, self._words.typed(i, found.after))
        self._parts.until = found.day
        return found.after

    def _find_day_of_thing(self, start: int, i: int) -> Span | None:
        """The words from which on a day belongs to a thing and says nothing of how long the offer stands: `with
        fitting by May`, `play till midnight`, and whatever is to be there `by` a day. None where it may be about the
        offer: right behind a whole term or at the beginning, `95k until Friday`."""
        if self._low[i] not in _UNTIL:
            return None
        found = parse_day(self._words, i + 1, self._days)
        if found is None or found.day is None:
            return None
        numbers = [k for k in self._find_numbers(Span(start, i)) if k < i]
        number = self._terms.parse_number(numbers[-1]) if numbers else None
        behind = Span(min(number.after, i) if number is not None else start, i)
        is_term = number is not None or not _LEADS.isdisjoint(self._low[start:i])
        if behind.is_empty or (is_term and self._is_rest_of_term(behind)):
            is_validity = self._words.typed(i, i + 1).casefold() in _ONLY_UNTIL
            return None if is_validity else Span(i, found.after)
        return Span(behind.first, found.after)

    def _is_rest_of_term(self, span: Span) -> bool:
        """Whether words behind a number belong to its term: its name, its unit, `per month`."""
        i = span.first
        while i < span.after:
            name = self._find_name_at(i, span.after)
            if name is not None:
                i = name.after
            elif self._low[i] in _REST_OF_TERM | _LEADS | UNIT_NAMES | FILLERS:
                i += 1
            else:
                return False
        return True

    def _take_length(self, i: int) -> int:
        """`2 weeks`, `two weeks`, `48 hours`."""
        count, after = self._read_count(i)
        unit = self._low[after]
        if not 0 < count < _LONGEST_STANDING:
            return 0
        if unit in _HOURS:
            days = -(-count // 24)
        elif unit in _DAYS_IN:
            days = count * int(_DAYS_IN[unit])
        else:
            return 0
        self._parts.until = self._days.today + timedelta(days=days)
        return after + 1

    def _read_count(self, i: int) -> tuple[int, int]:
        """A count in digits or words and the word after it; 0 where there is none."""
        if self._low[i].isdecimal():
            return int(self._low[i][:4]), i + 1
        spelled = parse_spelled_number(self._words, i)
        return (int(spelled.value), spelled.after) if spelled is not None else (0, i)

    def _take_day(self, i: int, end: int) -> int:
        """`on 3 May`, `yesterday`: the day it was made, which something else must follow that is no part of a name."""
        is_alone = self._low[i] in _MADE_DAYS and (i == 0 or self._low[i - 1] not in _UNTIL)
        if not is_alone and self._low[i] not in _MADE_ON:
            return 0
        found = parse_day(self._words, i if is_alone else i + 1, self._days)
        if found is None:
            return 0
        if found.after < end and self._low[found.after] not in _UNTIL | _STANDS | _IF | _WITH:
            return 0
        part = self._words.typed(i, found.after)
        if found.day is None:
            raise UnclearOffer(UnclearReason.NO_SUCH_DAY, part)
        self._parts.on = find_past_day(found.day, self._days.today)
        if self._parts.on is None:
            raise UnclearOffer(UnclearReason.TO_COME, part)
        return found.after

    def _take_past_day(self, span: Span) -> bool:
        """Whether a segment is nothing but a day that was, such as `vor 2 Tagen`: the day the offer was made."""
        if span.first == 0 or self._low[span.first] not in _PAST_DAYS | _UNREAD_DAYS:
            return False
        if self._low[span.first] in _UNREAD_DAYS:
            self._parts.not_read.append(self._text(span))
            return True
        found = parse_day(self._words, span.first, self._days)
        if found is None or found.after != span.after or found.day is None:
            return False
        if found.day > self._days.today:
            return False
        self._parts.on = found.day
        return True

    def _begins_condition(self, i: int) -> bool:
        """`if`, `subject to`."""
        if self._low[i] in _IF:
            return True
        return self._low[i] in _SUBJECT and self._low[i + 1] in _SUBJECT_TO

    def _take_condition(self, i: int, end: int) -> int:
        """`if signed by 30 Nov`: wherever it stands, the package depends on it."""
        if not self._begins_condition(i):
            return 0
        after = next((j for j in range(i + 1, end) if self._ends_condition(j)), end)
        # An `if` is understood; `unless` and `subject to` say something else and stay.
        start = i if self._low[i] in _SUBJECT | _KEPT_IF else i + 1
        if self._low[i] in _IF_THAT and self._low[start] in _THAT:
            start += 1
        condition = self._text(Span(start, after))
        if not condition:
            return 0
        self._parts.conditions.append(condition)
        return after

    def _ends_condition(self, j: int) -> bool:
        """Whether another clause begins within a condition: how long the offer stands, or its rhythm."""
        word = self._low[j]
        if word in _STANDS:
            return parse_day(self._words, j + 2, self._days) is not None
        if word in _ONLY_UNTIL:
            return parse_day(self._words, j + 1, self._days) is not None
        return word in _WITH and not _MEETINGS.isdisjoint(self._low[j + 1 : j + 5])

    def _take_rhythm(self, i: int, end: int) -> int:
        """`with a monthly review`, `rhythm weekly calls`."""
        if self._low[i] in _RHYTHM and i + 1 < end:
            self._parts.rhythm.append(self._words.typed(i + 1, end))
            return end
        if self._low[i] not in _WITH_RHYTHM or not self._is_meeting(Span(i + 1, end)):
            return 0
        after = next((j for j in range(i + 1, end) if self._begins_clause(j)), end)
        self._parts.rhythm.append(self._words.typed(i + 1, after))
        return after

    def _begins_clause(self, j: int) -> bool:
        return self._low[j] in _UNTIL | _STANDS or self._begins_condition(j)

    def _is_meeting(self, span: Span) -> bool:
        """Whether words speak of how the deal is looked after: a cadence with a review or a call. As a segment of their
        own they are the rhythm."""
        low = self._low[span.first : span.after]
        if _MEETINGS.isdisjoint(low):
            return False
        return low[-1] in _REVIEWS or not _CADENCES.isdisjoint(low)

    def _read_terms(self, span: Span) -> None:
        for piece in self._cut_into_terms(span):
            said_before, self._said_of_part = self._said_of_part, ""
            if self._price_parts.begins_at(piece.first):
                self._read_part_of_price(piece)
                continue
            included = self._price_parts.read_behind(piece)
            if included is not None:
                self._add_part(included, piece)
                continue
            bare = self._price_parts.find_bare(piece)
            if bare is not None:
                self._read_price_with_the_same(Span(piece.first, bare), bare)
                continue
            self._read_piece(piece, said_before)

    def _read_part_of_price(self, piece: Span) -> None:
        """Keeps a part such as `incl delivery`: as a term, or as words that nothing was made of."""
        term = self._price_parts.read(piece)
        if term is None:
            self._parts.not_read.append(self._text(piece))
            return
        self._said_of_part = self._price_parts.say(piece.first)
        self._add_part(term, piece)

    def _read_price_with_the_same(self, price: Span, bare: int) -> None:
        """Keeps a price with a word such as `without` behind it, which speaks of what the package before was said to
        include: `24k with delivery or 22k without`."""
        self._add_term(self._terms.read(price), price)
        bundles = self._parts.bundles
        names = self._part_names.get(len(bundles) - 1, [])
        for name in names:
            bundles[-1].setdefault(name, self._price_parts.say(bare))
        if not names:
            self._parts.not_read.append(self._words.typed(bare, bare + 1))

    def _add_part(self, term: Term, piece: Span) -> None:
        name = self._add_term(term, piece)
        self._part_names.setdefault(len(self._parts.bundles), []).append(name)

    def _read_piece(self, piece: Span, said_before: str) -> None:
        """Reads one term; `said_before` is what was said of the part of the price that stands before it."""
        said = self._parts.bundles[-1]
        self._terms.is_behind_price = any(kind_of_issue(name) == PRICE for name in said)
        self._terms.is_spanned = self._stands_behind_plain_link(piece.first)
        try:
            self._add_term(self._terms.read(piece), piece)
        except UnclearOffer as unclear:
            has_number = any(self._looks_like_number(i) for i in range(*piece))
            # `bar extra`: words without a number say nothing of how much.
            is_word = unclear.doubt.why in (UnclearReason.PART, UnclearReason.RELATIVE)
            is_beside = self._terms.is_behind_price and self._price_parts.is_extra(piece)
            if not is_word or (has_number and not is_beside):
                raise
            if has_number or not self._read_unsaid_part(piece, said_before):
                # Words without a number are said beside the terms: `or they walk`, `plus travel`.
                first = piece.first - 1 if self._price_parts.is_on_top(piece.first) else piece.first
                self._parts.not_read.append(self._text(Span(first, piece.after)))

    def _read_unsaid_part(self, piece: Span, said_before: str) -> bool:
        """Keeps words that are a part of the price by what stands before them, and returns whether they are one: the
        `fitting` of `incl delivery and fitting`, or `with delivery`."""
        said = said_before if self._price_parts.goes_on_list(piece) else ""
        if self._price_parts.is_introduced(piece.first) and self._stands_beside_price(piece):
            with_at = piece.first if self._low[piece.first] in _WITH else piece.first - 1
            said = self._price_parts.say(with_at)
        term = self._price_parts.read_thing(piece, said) if said else None
        is_listed = said == said_before
        if term is None or (is_listed and term.rest):
            return False
        self._said_of_part = said
        self._add_part(term, piece)
        return True

    def _stands_beside_price(self, piece: Span) -> bool:
        """Whether the price stands before words, or right behind them: `with delivery 22k`."""
        return self._terms.is_behind_price or self._terms.starts_number(piece.after)

    def _stands_behind_plain_link(self, first: int) -> bool:
        """Whether a piece tells what the one before it is for: the `5 days` of `24k for the 5 days`."""
        before = first - 1
        if before > 0 and self._low[before] in _ARTICLES:
            before -= 1
        return before > 0 and self._low[before] in _PLAIN_LINKS

    def _add_term(self, term: Term, piece: Span) -> str:
        """Adds a term to the bundle and returns its name. An issue that an earlier bundle has named keeps that name."""
        bundles = self._parts.bundles
        name = term.issue
        if find_issue(name, self._issues) is None:
            names = {named: None for bundle in bundles for named in bundle}
            same = find_issue(name, [Issue(name=named) for named in names])
            name = same.name if same is not None else name
        if name in bundles[-1]:
            raise UnclearOffer(UnclearReason.TWICE, self._text(piece), issue=name)
        bundles[-1][name] = term.value
        if term.unit:
            self._parts.units.setdefault(name, term.unit)
        if term.is_guess and name not in self._parts.guesses:
            self._parts.guesses.append(name)
            if isinstance(term.value, str) and not term.rest:
                self._parts.guess_texts[name] = self._text(piece)
        if term.rest:
            self._parts.not_read.append(term.rest)
        is_named = name in self._parts.bare_prices
        if kind_of_issue(name) == PRICE and not is_named and self._is_bare(term.value, piece):
            self._parts.bare_prices.append(name)
        return name

    def _is_bare(self, value: Value, piece: Span) -> bool:
        """Whether a value was typed as a number without a currency, a rate, or a multiple such as `k`."""
        for i in self._find_numbers(piece):
            number = self._terms.parse_number(i)
            if number is not None and number.value == value:
                return not (number.unit or number.rate or number.is_large)
        return False

    def _cut_into_terms(self, span: Span) -> list[Span]:
        """A segment without commas cut into its terms: before what the price includes or leaves out, and between the
        terms of what stands before that."""
        numbers = self._find_numbers(span)
        if not numbers:
            edges = [span.first, *self._price_parts.find_part_edges(span), span.after]
            return [Span(first, after) for first, after in pairwise(edges)]
        price = self._price_parts.find_number_behind(span, numbers)
        if price is not None:
            return [Span(span.first, price), Span(price, span.after)]
        parts = self._price_parts.find_cuts(span, numbers[0])
        head = Span(span.first, parts[0] if parts else span.after)
        edges = [head.first, *self._find_cuts(head), head.after, *parts[1:]]
        if parts:
            edges.append(span.after)
        pieces = [Span(first, after) for first, after in pairwise(edges)]
        return [piece for piece in pieces if not piece.is_empty]

    def _find_cuts(self, span: Span) -> list[int]:
        """Where terms part: before each name, after each where names come last, or where a number follows `for` or
        `at`."""
        numbers = self._find_numbers(span)
        if len(numbers) < 2:
            # `95k with free onboarding`
            inner = range(span.first + 1, span.after - 1)
            opens = _WITH | _LEADS
            cuts = [i for i in inner if self._low[i] in opens and self._is_complete(numbers, i)]
            return [i for i in cuts if i - 1 not in cuts]
        opened = self._price_parts.find_with(span, numbers[0])
        if opened:
            return [opened, *self._find_cuts(Span(opened, span.after))]
        names = self._find_names(span)
        paid = self._find_payment_behind_price(names, numbers)
        if paid:
            return [paid]
        first, last = (
            bool(names) and names[0].first == span.first,
            bool(names) and names[-1].after == span.after,
        )
        linked = [i for i in numbers[1:] if self._is_linked(i, numbers[0], names)]
        # `EK 1,10 € bei 2 Displays`: the name of the one stands before its number, that of the other behind it.
        is_crossed = first and last and linked
        if len(names) > 1 and first and not is_crossed:
            return [name.first for name in names[1:]]
        if len(names) > 1 and last and not is_crossed:
            return [name.after for name in names[:-1]]
        if first and not linked:
            return []
        # `2 videos $7,200`: an amount that no word introduces is a term of its own.
        amounts = [i for i in numbers[1:] if self._is_amount_alone(i)]
        return sorted({*linked, *amounts})

    def _find_payment_behind_price(
        self, names: Sequence[NameSpan], numbers: Sequence[int]
    ) -> int | None:
        """Where `net 30` begins behind an amount: `142k net 30`."""
        for name in names:
            is_payment = kind_of_issue(self._text(Span(name.first, name.after))) == PAYMENT
            if is_payment and len(numbers) == 2 and numbers[1] == name.after:
                amount = self._terms.parse_number(numbers[0])
                if amount is not None and amount.after == name.first:
                    return name.first
        return None

    def _is_complete(self, numbers: Sequence[int], i: int) -> bool:
        """Whether a term ends before a word: a number stands there, and not the count of what follows, as in
        `10 free seats`."""
        if not numbers or numbers[0] >= i:
            return False
        number = self._terms.parse_number(numbers[0])
        if self._low[i] in _WITH:
            return True
        counts = number is not None and not number.unit and not number.is_large
        return not (counts and number is not None and number.after == i)

    def _is_linked(self, i: int, first_number: int, names: Sequence[NameSpan]) -> bool:
        """Whether a link parts the number from the term before it: `95k for 24 months`, `225k for a 24-month term`."""
        link = i - 1 if self._low[i - 1] not in _ARTICLES else i - 2
        if link < 0 or self._low[link] not in _LINKS or not self._terms.starts_number(i):
            return False
        if self._low[link] not in _SPREAD - _PLAIN_LINKS:
            return True
        first = self._terms.parse_number(first_number)
        named = names[0] if names and names[0].after <= first_number else None
        is_price = named is not None and kind_of_issue(self._text(Span(*named[:2]))) == PRICE
        # `500 RSUs over 4 yrs`: a number of things that comes over time.
        is_behind = first is not None and first.after < link
        counts_things = first is not None and not first.unit and not is_price
        return not (counts_things and (is_behind or named is not None))

    def _is_amount_alone(self, i: int) -> bool:
        number = self._terms.parse_number(i)
        if number is None or number.is_unreadable or self._words.gaps[i]:
            return False
        # `95k 12 months`: a number with a unit right behind another number.
        follows = self._terms.parse_number(i - 1)
        if number.unit and follows is not None and follows.after == i:
            return True
        return number.unit in MONEY and self._low[i - 1] not in _LINKS

    def _find_numbers(self, span: Span) -> list[int]:
        """Where numbers begin; one of several words, such as `95 000 EUR`, begins once."""
        numbers: list[int] = []
        after = span.first
        for i in range(span.first, span.after):
            if i >= after and self._looks_like_number(i):
                number = self._terms.parse_number(i)
                after = number.after if number is not None else i + 1
                numbers.append(i)
        return numbers

    def _looks_like_number(self, i: int) -> bool:
        word = self._low[i]
        return word[:1].isdigit() or word.startswith(_CURRENCY_SIGNS)

    def _find_names(self, span: Span) -> list[NameSpan]:
        names: list[NameSpan] = []
        i = span.first
        while i < span.after:
            name = self._find_name_at(i, span.after)
            if name is None:
                i += 1
                continue
            if names and names[-1].after == name.first:
                # `repair credit` is one name, though both words are names.
                name = NameSpan(names.pop().first, name.after, None)
            names.append(name)
            i = name.after
        return names

    def _find_name_at(self, i: int, end: int) -> NameSpan | None:
        """The longest name that begins at a word."""
        for after in range(min(i + _LONGEST_NAME, end), i, -1):
            name = find_name(self._words, i, after, self._issues)
            if name is not None and (name.first, name.after) == (i, after):
                return name
        return None
