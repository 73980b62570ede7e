"""What a price includes or leaves out, as it stands behind it: `22k incl delivery w/o scotchgard`, `fitting extra`."""

from collections.abc import Sequence
from decimal import Decimal

from bot.domain.issues import Issue
from bot.language.issue_names import (
    DISCOUNT,
    PAYMENT,
    PRICE,
    TERM,
    find_name,
    find_option,
    kind_of_issue,
)
from bot.language.terms import (
    FILLERS,
    LEADING_VALUES,
    LONGEST_NAME,
    TALK,
    OfferContext,
    Span,
    Term,
    TermReader,
)
from bot.language.unclear_offers import UnclearOffer, UnclearReason
from bot.language.units import MONEY, Number
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("terms")
_OFFER_WORDS = word_table("offer_parts")
_INCLUSION = _WORDS.words("inclusion")
"""Words that say whether what follows is a part of the price: `incl`, `w/o`."""
_WITH = _OFFER_WORDS.words("with")
_UNSURE = _WORDS.words("unsure_inclusion")
"""Words that may say so and may say something of the thing: `exklusive Reinigung`, `exklusive Rechte`."""
_SUBTRACTING = _WORDS.words("subtracting")
_SAID_BEHIND = _WORDS.words("said_behind")
"""Words behind a thing that say the same: `delivery included`."""
_OPENS = _INCLUSION | _UNSURE
_CLOSES = _INCLUSION | _WITH
_AND = _OFFER_WORDS.words("and")
_ON_TOP = _OFFER_WORDS.words("on_top")
_EXTRA = _WORDS.words("extra")
_EXTRA_FOR = _WORDS.words("extra_for")
_TAX = _WORDS.words("tax")
_BESIDE = _OPENS | _EXTRA | _ON_TOP
_NAMED_BY_FIGURE = frozenset({PRICE, DISCOUNT, PAYMENT, TERM})
"""Kinds of issues that a figure says; to be included says nothing of them."""
_MOST_LISTED_WORDS = 2
"""Words of a thing that a comma lists behind another one."""
_LONGEST_PART = 4
"""Words of the longest part that may be an issue."""
_USUAL_AMOUNT = Decimal(1000)
"""From this amount on a bare number is money also where nobody knows how much the deal is about."""


def leaves_out_part(not_read: str) -> bool:
    """Whether words of an offer that nothing was made of say what the price is with or without, so that the price alone
    is not all that was offered: `extra cushions at cost`. What is said of the tax is no such part."""
    for piece in not_read.split("; "):
        words = [word.strip(".,()") for word in piece.casefold().split()]
        if not words or _is_tax(words[1:]):
            continue
        if words[0] in _WITH or not _BESIDE.isdisjoint(words):
            return True
    return False


def _is_tax(words: Sequence[str]) -> bool:
    """Whether words name the tax and nothing else: `19% VAT`."""
    named = [word for word in words if word not in FILLERS and not word[:1].isdigit()]
    return bool(named) and _TAX.issuperset(named)


class PricePartReader:
    """Reads what a price includes or leaves out."""

    def __init__(self, words: WordList, terms: TermReader, context: OfferContext) -> None:
        self._words = words
        self._low = words.low
        self._terms = terms
        self._issues = context.issues
        self._knows_size = context.size is not None

    def find_part_edges(self, span: Span) -> list[int]:
        """Where further parts begin in words without a price: `incl delivery w/o scotchgard`."""
        return [i for i in range(span.first + 1, span.after - 1) if self.begins_at(i)]

    def find_cuts(self, span: Span, number_at: int) -> list[int]:
        """Where the parts of a price begin that stand behind the number at a word: at `incl` and `w/o`, at `extra
        cushions`, which are paid beside it, and at the `delivery` of `22k delivery included`."""
        inner = range(number_at + 1, span.after - 1)
        cuts = [i for i in inner if self.begins_at(i) or self._begins_extra(i, number_at)]
        if cuts or self._low[span.after - 1] not in _SAID_BEHIND:
            return cuts
        number = self._terms.parse_number(number_at)
        if number is None or number.after >= span.after - 1 or number_at != span.first:
            return []
        return [number.after] if self.is_amount(number) else []

    def find_number_behind(self, span: Span, numbers: Sequence[int]) -> int | None:
        """The price that stands behind what it includes: the `22k` of `incl delivery 22k`. None where there is none."""
        if not self.begins_at(span.first) and self._low[span.first] not in _WITH:
            return None
        number = self._terms.parse_number(numbers[-1])
        if number is None or number.after < span.after or numbers[-1] == span.first + 1:
            return None
        is_price = not number.unit or number.unit in MONEY
        return numbers[-1] if is_price and self._terms.is_of_whole(number.value) else None

    def is_amount(self, number: Number) -> bool:
        """Whether a number that stands alone is the price: money, and not the count of what follows it."""
        if number.unit:
            return number.unit in MONEY and not number.rate
        return number.is_large or self._terms.is_of_whole(number.value)

    def _begins_extra(self, i: int, number_at: int) -> bool:
        """Whether a thing that is extra begins right behind an amount of the whole: `21k extra cushions at cost`, and
        not `2k extra for the cushions`."""
        if self._low[i] not in _EXTRA or self._low[i + 1] in _EXTRA_FOR:
            return False
        number = self._terms.parse_number(number_at)
        if number is None or number.after != i or number.unit not in ("", *MONEY):
            return False
        is_usual = not self._knows_size and number.value >= _USUAL_AMOUNT
        return is_usual or self._terms.is_of_whole(number.value)

    def is_extra(self, piece: Span) -> bool:
        """Whether words name a thing that is paid beside the price, and no number of them is a sum that may belong to
        it: `courier extra over 10 pickups`, and not `2k extra for setup`."""
        if _EXTRA.isdisjoint(self._low[piece.first : piece.after]):
            return False
        if piece.after - piece.first < 2:
            return False
        return not any(self._is_sum(i, piece) for i in range(*piece))

    def _is_sum(self, i: int, piece: Span) -> bool:
        number = self._terms.parse_number(i)
        if number is None:
            return False
        is_of_piece = bool(number.rate) or self._low[number.after] in _EXTRA_FOR
        is_money = number.unit in MONEY or number.is_large
        is_time = bool(number.unit) and not is_money
        is_alone = i == piece.first and self._low[number.after] in _EXTRA
        return (
            is_time
            or is_alone
            or (is_money and not is_of_piece)
            or self._terms.is_of_whole(number.value)
        )

    def read_behind(self, piece: Span) -> Term | None:
        """The term of words that end with `incl`: `2 flights incl`; None for others, or where that is no such term."""
        last = piece.after - 1
        if last <= piece.first or self._low[last] not in _INCLUSION:
            return None
        return self.read_thing(Span(piece.first, last), self.say(last))

    def find_bare(self, piece: Span) -> int | None:
        """The word at the end of a price that says of what was named before whether it is a part of it: the `without`
        of `22k without`. None where there is none."""
        last = piece.after - 1
        if last <= piece.first or self._low[last] not in _CLOSES:
            return None
        number = self._terms.parse_number(piece.first)
        is_price = number is not None and number.unit in ("", *MONEY)
        return last if number is not None and is_price and number.after == last else None

    def begins_at(self, i: int) -> bool:
        """Whether a part of the price begins at a word, included or not."""
        return self._low[i] in _OPENS

    def goes_on_list(self, piece: Span) -> bool:
        """Whether a thing is listed with the one before it: behind an `and`, or as a word or two behind a comma."""
        first = piece.first
        if first == 0 or self.is_on_top(first):
            return False
        if self._low[first - 1] in _AND:
            return True
        return "," in self._words.gaps[first] and piece.after - first <= _MOST_LISTED_WORDS

    def is_on_top(self, first: int) -> bool:
        """Whether a `plus` stands before a word."""
        return first > 0 and self._low[first - 1] in _ON_TOP

    def find_with(self, span: Span, number_at: int) -> int | None:
        """Where a `with` opens another term right behind the price: `24k with payment in 30 days`."""
        number = self._terms.parse_number(number_at)
        if number is None or number.after + 1 >= span.after or number_at != span.first:
            return None
        if self._low[number.after] not in _WITH or not self.is_amount(number):
            return None
        return number.after

    def is_introduced(self, first: int) -> bool:
        """Whether a `with` stands at a word or before it: the `with delivery` of `22k with delivery`."""
        return self._low[first] in _WITH or (first > 0 and self._low[first - 1] in _WITH)

    def say(self, i: int) -> str:
        """What a word says of a part of the price, in its own language."""
        typed = self._words.typed(i, i + 1).casefold().rstrip(".")
        return LEADING_VALUES.get(typed) or LEADING_VALUES.get(self._low[i], typed)

    def read(self, piece: Span) -> Term | None:
        """The term of words that begin with `incl` or `w/o`; None where they name nothing that can be one."""
        if self._low[piece.first] in _SUBTRACTING and self._terms.starts_number(piece.first + 1):
            # `22k minus 2%` is no offer of 22k
            raise UnclearOffer(UnclearReason.RELATIVE, self._words.typed(*piece))
        if self._low[piece.first] in _UNSURE:
            return None
        return self.read_thing(Span(piece.first + 1, piece.after), self.say(piece.first))

    def read_thing(self, typed: Span, said: str) -> Term | None:
        """The term of a thing of which it is said whether it is included."""
        thing = self._terms.trim(typed)
        words = self._low[thing.first : thing.after]
        # `incl fitting, appliances extra`
        if not words or _is_tax(words) or not _EXTRA.isdisjoint(words):
            return None
        try:
            if any(self._terms.starts_number(i) for i in range(*thing)):
                return self._read_counted(thing, said)
            if self._low[thing.first] in LEADING_VALUES:
                return self._terms.read(thing)
            return self._read_named(thing, said)
        except UnclearOffer:
            return None

    def _read_named(self, thing: Span, said: str) -> Term | None:
        name = find_name(self._words, thing.first, thing.after, self._issues)
        if name is not None and name.first == thing.first:
            known = self._words.typed(name.first, name.after)
            rest = "" if name.after == thing.after else self._words.typed(name.after, thing.after)
            if kind_of_issue(known) in _NAMED_BY_FIGURE:
                return None
            if name.issue is None:
                return Term(known, said, rest=rest)
            return self._choose_option(name.issue, said, rest)
        words = self._low[thing.first : thing.after]
        if not 0 < len(words) <= _LONGEST_PART or not TALK.isdisjoint(words):
            return None
        typed = self._words.typed(thing.first, thing.after)
        return Term(typed, said, is_guess=True) if len(typed) <= LONGEST_NAME else None

    def _choose_option(self, issue: Issue, said: str, rest: str) -> Term | None:
        """The term on an issue of the deal; None where that takes a number, or is not known to take this value."""
        option = find_option(said, issue.options)
        if issue.is_numeric or (option is None and issue.scales):
            return None
        return Term(issue.name, option or said, rest=rest)

    def _read_counted(self, thing: Span, said: str) -> Term | None:
        """A part with a number: `incl 2 flights`, `incl 24 months warranty`. A sum of money among what the price leaves
        out is none that can be told apart from it."""
        number = self._terms.parse_number(thing.first)
        if number is None or number.unit in MONEY or number.unit == "%" or number.is_large:
            return None
        term = self._terms.read(thing)
        if kind_of_issue(term.issue) in (PRICE, DISCOUNT) or "/" in term.unit:
            return None
        if not term.is_guess or not isinstance(term.value, Decimal):
            return term
        count = self._words.typed(thing.first, number.after)
        return term._replace(value=f"{count} {said}", unit="")
