"""What a move costs and is worth: `costs us 4k`, `worth 9k to them`, `saves us`, `no cost`, an amount in brackets."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bot.domain.worth import LARGEST_TYPED, POINTS, Figure, Worth
from bot.language import phrases
from bot.language.amounts import Amount, parse_amount
from bot.language.clauses.goodwill import NEGATIONS
from bot.language.clauses.line import (
    ASK,
    CONCEDE,
    FOR,
    REST,
    THEM,
    US,
    AmountField,
    AmountParty,
    PartialLine,
    ends_clause,
    parse_party,
    skip_to_clause_end,
)
from bot.language.hints import HintReason
from bot.language.marker_words import MARKERS
from bot.language.phrase_index import PhraseIndex
from bot.language.rates import find_period, find_time_span
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("figures")
_TOTALS = _WORDS.words("totals")
_INCLUDING = _WORDS.words("including")
_VAGUE = _WORDS.words("vague")
_VAGUE_AFTER_ARTICLE = _WORDS.words("vague_after_article")
_BROKEN_NUMBERS = _WORDS.words("broken_numbers")
_NO_COST_OBJECTS = _WORDS.words("no_cost_objects")
_THAT_IS = PhraseIndex(_WORDS.phrases("that_is"))
_AFTER_WHOM = _WORDS.words("after_whom")
_AT_WHOSE_COST = _WORDS.words("at_whose_cost")
_OWNERS = {"our": US, "their": THEM}
_AMOUNT_WORDS = frozenset(
    phrase[0] for clause in ("cost", "worth") for phrase in MARKERS[clause].phrases
)
_LONGEST_AMOUNT = 6
"""Words of the longest amount that is looked for before `worth`: `about 1,5 Mio. EUR p.a.`"""


_FieldChooser = Callable[[PartialLine, AmountParty | None, int], AmountField | None]
"""Which figure of the move an amount at a word is, by whom it is about; None for one that the move has no place for."""


def read_bare_amount(line: PartialLine, at: int) -> int:
    """An amount on its own: between separators, or after `approx`."""
    if line.continues_clause(at):
        return 0
    # `above Rs. 50,000`: the amount began before the full stop.
    if _begins_before(line, at):
        return 0
    # `…, that's 6k for us`
    first = _THAT_IS.find_end(line.words, at)
    amount = parse_amount(line.words, first, line.locale, sized=False)
    if amount is None or not _is_whole(line.words, at, amount):
        return 0
    # `3k cost to us`: the word after it says what it is.
    if line.words.low[amount.after] in _AMOUNT_WORDS and not line.words.gaps[amount.after]:
        return 0
    if amount.worth is None:
        # `- 5 seats` may be a bullet; only what is clearly money is a negative amount.
        is_bullet = amount.problem is HintReason.NEGATIVE and not amount.money
        return 0 if is_bullet else _refuse_amount(line, amount)
    is_points = isinstance(amount.worth, Figure) and amount.worth.unit == POINTS
    if is_points or not amount.money:
        return 0
    # Two amounts that nothing names are those of two moves.
    line.bare_amount = None
    going_on = _record_amount(line, _choose_bare_field, at, amount, None)
    line.bare_amount = (at, amount.after)
    return going_on


def _begins_before(line: PartialLine, at: int) -> bool:
    if at == line.start or line.words.gaps[at] != ".":
        return False
    wider = parse_amount(line.words, at - 1, line.locale, sized=False)
    return wider is not None and wider.after > at


def read_estimated_amount(line: PartialLine, at: int, _i: int) -> int:
    return read_bare_amount(line, at)


def _is_whole(words: WordList, at: int, amount: Amount) -> bool:
    """Whether an amount that begins at `at` says nothing of how many things there are: it stands alone, or is money
    with something said of it (`, 220 EUR incl. tolls`)."""
    if _stands_alone(words, amount.after):
        return True
    return amount.money and words.gaps[at] != "" and words.low[amount.after] in _INCLUDING


def _stands_alone(words: WordList, i: int) -> bool:
    """Whether an amount that ends before word `i` says nothing of how many things there are."""
    if ends_clause(words, i) or phrases.is_filler(words.low[i]):
        return True
    whom, _ = parse_party(words, i)
    return whom is not None


def _refuse_amount(line: PartialLine, amount: Amount) -> int:
    line.refuse(amount.problem or HintReason.NO_NUMBER)
    return amount.after


def _says_who_pays(words: WordList, at: int, i: int) -> bool:
    """`crane hire at our cost, 7.5k`: the item's own words, unless the figure follows at once."""
    if at < 2 or words.low[at - 1] not in _OWNERS or words.low[at - 2] not in _AT_WHOSE_COST:
        return False
    return words.gaps[i] != "" or i >= words.count


def read_cost(line: PartialLine, at: int, i: int) -> int:
    before = line.words.low[at - 1] if at else ""
    if before == "at" and parse_amount(line.words, i, line.locale) is None:
        return 0  # `at cost` is how something is sold
    if _says_who_pays(line.words, at, i):
        return 0
    if before in NEGATIONS:
        after = _read_no_cost(line, at, i)
        if after:
            return after
    return _read_amount(line, _choose_cost_field, at, i)


def read_worth(line: PartialLine, at: int, i: int) -> int:
    """`worth 9k to them`; `in worth of 9k` is how `im Wert von 9k` reads, `5k worth of training` a thing."""
    low = line.words.low
    if low[i] == "of":
        if parse_amount(line.words, i + 1, line.locale, sized=False) is None:
            return 0
        first = at - 1 if at > line.start and low[at - 1] == "in" else at
        return _read_amount(line, _choose_worth_field, first, i + 1)
    return _read_amount(line, _choose_worth_field, at, i)


def read_saving(line: PartialLine, at: int, i: int) -> int:
    """`saves us 5k`: a worth where it says whom, or is clearly money (`saves 2 hours` is not)."""
    whom, after_whom = parse_party(line.words, i)
    is_named = whom is not None
    amount = parse_amount(line.words, after_whom, line.locale, sized=is_named)
    if amount is None or not (is_named or amount.money):
        return 0
    # `bring 200 chairs`
    counts = not (is_named or amount.named or _stands_alone(line.words, amount.after))
    if counts and line.words.low[amount.after].isalpha():
        return 0
    return _read_amount(line, _choose_worth_field, at, i)


def _read_amount(line: PartialLine, choose_field: _FieldChooser, at: int, i: int) -> int:
    words = line.words
    owner = _OWNERS.get(words.low[at - 1]) if at else None
    whom, after_whom = parse_party(words, i)
    # `sets us back 5k`
    after_whom = words.skip(after_whom, _AFTER_WHOM)
    amount = parse_amount(words, after_whom, line.locale)
    is_named = whom is not None
    if amount is None or _counts_things(words, amount):
        # `low cost to us`
        is_vague = at > line.start and words.low[at - 1] in _VAGUE
        if is_vague and ends_clause(words, after_whom) and not words.gaps[at]:
            line.leave_unread(at - 1, after_whom)
            return line.start_part(REST, at - 1, after_whom)
        before = _read_amount_before(line, choose_field, at, after_whom, whom)
        return before or _read_unknown_amount(line, at, after_whom, named=is_named)
    if amount.worth is None:
        return _refuse_amount(line, amount)
    return _record_amount(line, choose_field, at, amount, whom or owner)


def _read_amount_before(
    line: PartialLine,
    choose_field: _FieldChooser,
    at: int,
    i: int,
    whom: AmountParty | None,
) -> int:
    """`3k cost to us`, `ihnen 40 T€ wert`: the amount stands before the word that says what it is."""
    words = line.words
    if not ends_clause(words, i):
        return 0
    for first in range(max(line.start, at - _LONGEST_AMOUNT), at):
        amount = parse_amount(words, first, line.locale, sized=False)
        if amount is None or amount.after != at or amount.worth is None or not amount.money:
            continue
        found = amount._replace(after=i)
        if first > line.start and not words.gaps[first]:
            whom_before, after = parse_party(words, first - 1)
            if whom_before is not None and after == first:
                return _record_amount(line, choose_field, first - 1, found, whom_before)
        return _record_amount(line, choose_field, first, found, whom)
    return 0


def _read_no_cost(line: PartialLine, at: int, i: int) -> int:
    """`no cost to us`, `doesn't cost us anything`: a cost of zero."""
    words = line.words
    whom, after = parse_party(words, i)
    if words.low[at - 1] == "no":
        return _read_free_of_cost(line, at, whom, after)
    if words.low[after] not in _NO_COST_OBJECTS:
        return 0
    return _record_nothing(line, at - 1, after, whom)


def _read_free_of_cost(line: PartialLine, at: int, whom: AmountParty | None, after: int) -> int:
    """`no cost` and `at no cost`, which says nothing of our cost unless it says that it is ours."""
    words = line.words
    is_price = at > 1 and words.low[at - 2] == "at"
    first = at - 2 if is_price else at - 1
    # `at no cost` is what they pay.
    whom_pays = line.receiver if is_price and whom is None else whom
    if whom_pays is line.receiver or not ends_clause(words, after):
        return 0
    return _record_nothing(line, first, after, whom)


def _record_nothing(line: PartialLine, first: int, after: int, whom: AmountParty | None) -> int:
    nothing = Figure(amount=Decimal(0))
    free = Amount(nothing, line.words.skip(after, _NO_COST_OBJECTS))
    return _record_amount(line, _choose_cost_field, first, free, whom)


def _counts_things(words: WordList, amount: Amount) -> bool:
    """`costs us 2 days`, `worth 5 seats`: a number of things, not an amount."""
    after = amount.after
    if not isinstance(amount.worth, Figure):
        return False
    if after >= words.count or words.gaps[after]:
        return False
    # `worth 5 support tickets`: a bare small number before a noun counts it; `worth 5k support` does not.
    is_amount = amount.money or amount.worth.unit or amount.worth.amount == 0
    return not is_amount and not _stands_alone(words, after)


def _read_unknown_amount(line: PartialLine, at: int, i: int, *, named: bool) -> int:
    """A cost said without a figure (`costs us a lot`, `cost tbd`): unknown, and no part of the item."""
    low = line.words.low
    if low[i] in _BROKEN_NUMBERS:
        line.refuse(HintReason.NO_NUMBER)
    is_vague = low[i] in _VAGUE or low[i + 1] in _VAGUE_AFTER_ARTICLE
    is_first = at <= line.start
    if not is_vague and (is_first or not named):
        return 0
    # `worth a lot to them` is no figure, and is said not to have been read.
    after = skip_to_clause_end(line.words, i)
    _, after = parse_party(line.words, after)
    line.leave_unread(at, after)
    return line.start_part(REST, at, after)


def _record_amount(
    line: PartialLine,
    choose_field: _FieldChooser,
    at: int,
    amount: Amount,
    whom: AmountParty | None,
) -> int:
    """Put an amount where it belongs, and end the part before it."""
    words = line.words
    amount = _multiply_by_time(line, amount)
    whom_after, after = parse_party(words, amount.after)
    if words.gaps[amount.after]:
        # `costs 18k, to them worth far more`
        whom_after, after = None, amount.after
    while words.low[after] in _TOTALS and not words.gaps[after]:
        after += 1
    field = choose_field(line, whom or whom_after, at)
    if field is None:
        # What an ask costs them is theirs to know; nothing of the line may be lost without a word.
        line.leave_unread(at, after)
    _fill_field(line, field, amount.worth)
    _note_currency(line, amount.worth)
    end_of_part = phrases.start_of_amount(words, line.start, at)
    return line.start_part(REST, end_of_part, after)


def _multiply_by_time(line: PartialLine, amount: Amount) -> Amount:
    """`200 a month for 3 years` is all of it; where nothing says how long, the line is known to name a part."""
    typed = amount.glued_rate or (line.words.typed(*amount.rate) if amount.rate else "")
    period = find_period(typed) if typed else None
    if period is None or not isinstance(amount.worth, Figure):
        _note_rate(line, amount)
        return amount
    span = find_time_span(line.words, amount.after)
    times = period.fits_into(span.period) if span is not None else 0
    if span is not None and times and amount.worth.amount * times <= LARGEST_TYPED:
        return amount._replace(worth=_multiply(amount.worth, times), after=span.after)
    if period.is_under_a_year:
        line.per = typed.strip("/ ")
    _note_rate(line, amount)
    return amount


def _multiply(figure: Figure, times: int) -> Figure:
    if figure.low is None or figure.high is None:
        return replace(figure, amount=figure.amount * times)
    return Figure.between(figure.low * times, figure.high * times, figure.unit)


def _note_rate(line: PartialLine, amount: Amount) -> None:
    """What an amount is counted by belongs to what it means, and no field has a place for it: it is said not to have
    been read."""
    if amount.rate is not None:
        line.leave_unread(*amount.rate)
    if amount.glued_rate:
        at = line.words.text.casefold().find(amount.glued_rate)
        line.rates.append(line.words.text[at : at + len(amount.glued_rate)])


def _choose_cost_field(line: PartialLine, whom: AmountParty | None, _at: int) -> AmountField | None:
    """The cost of the item is its giver's; what a counter-thing costs who gives it is what that is worth."""
    for_worth: AmountField | None = "for_worth" if line.role is FOR else None
    if whom is line.receiver:
        return for_worth
    if line.command is not ASK:
        return "cost"
    # What an ask costs them is theirs to know; a cost named beside a counter-thing is ours.
    return for_worth if whom is None else None


def _choose_worth_field(line: PartialLine, whom: AmountParty | None, at: int) -> AmountField | None:
    """Worth to the receiver, unless it is to the giver or beside the counter-thing."""
    if whom is line.receiver:
        return "worth"
    if whom is line.giver or _is_attached(line, at):
        return "for_worth"
    # `seats worth 4k for a case study, worth 3k`: the second one is that of the counter-thing.
    is_second = line.role is FOR and line.worth is not None
    return "for_worth" if is_second else "worth"


def _choose_bare_field(line: PartialLine, whom: AmountParty | None, at: int) -> AmountField | None:
    """A bare amount is what a give costs us and what a get is worth to us."""
    if _is_attached(line, at) and whom is not line.receiver:
        return "for_worth"
    # `that's 6k for them`
    if whom is line.receiver:
        return "worth"
    return "cost" if line.command is CONCEDE else "worth"


def _is_attached(line: PartialLine, at: int) -> bool:
    """Whether an amount goes with the counter-thing before it: in brackets, or nothing separates them."""
    gap = line.words.gaps[at]
    return line.role is FOR and (not gap or "(" in gap or "[" in gap)


def _fill_field(line: PartialLine, field: AmountField | None, worth: Worth | None) -> None:
    """Fill a field once; a second, different figure means two moves in one line."""
    if field is None or worth is None:
        return
    known: Worth | None = getattr(line, field)
    if known not in (None, worth):
        if line.bare_amount is None:
            line.refuse(HintReason.TWO_MOVES)
        else:
            # `release of 5% (42k), cost 300`: what is called the cost is it.
            line.leave_unread(*line.bare_amount)
    line.bare_amount = None
    setattr(line, field, worth)


def _note_currency(line: PartialLine, worth: Worth | None) -> None:
    unit = worth.unit if isinstance(worth, Figure) else ""
    if unit in ("", POINTS):
        return
    if line.unit not in ("", unit):
        line.refuse(HintReason.TWO_CURRENCIES)
    line.unit = unit
