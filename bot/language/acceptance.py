"""What a person types when they wonder whether to accept: `should I accept 95k?`, `can we take offer 2`."""

from dataclasses import dataclass

from bot.domain.worth import Figure
from bot.language.amounts import parse_amount
from bot.language.clean import LONGEST, clean_text
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("accepting")
_ACCEPT = _WORDS.words("accept")
_OFFER = _WORDS.words("offer")
_AFTER_AMOUNT = _WORDS.words("after_amount")
_ARTICLES = _WORDS.words("articles")
_JUDGED = _WORDS.words("judged")
_AFTER_AGREED = _WORDS.words("after_agreed") | _WORDS.words("after_amount")
LEAST_BARE = 1000
"""A number without a currency that is taken for money; smaller ones may be of anything."""
_LONGEST_OFFER_NUMBER = 5
"""In digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceQuestion:
    """What would be accepted: a figure, the offer with a number, or neither: their last one."""

    amount: Figure | None = None
    offer: int | None = None


def read_acceptance_question(
    text: str, *, locale: str, is_one: bool = False
) -> AcceptanceQuestion | None:
    """What the line asks about accepting; None where it asks something else, or about something without a figure.
    `is_one`: it is known to ask that, in whatever words."""
    words = split_words(clean_text(text[:LONGEST]).rstrip("?! "))
    if not is_one and _ACCEPT.isdisjoint(words.low):
        return None
    offer = _find_offer_number(words)
    if offer is not None:
        return AcceptanceQuestion(offer=offer)
    amount = _find_amount(words, locale)
    if amount is not None:
        return AcceptanceQuestion(amount=amount)
    # A number that is neither counts something: `should we accept 3 more seats?`.
    return None if any(map(str.isdecimal, text)) else AcceptanceQuestion()


def find_accepted_amount(text: str, *, locale: str) -> Figure | None:
    """The money that a yes is said to: `agreed, 205k it is`. Not what counts something: `agreed, 24 months`."""
    words = split_words(clean_text(text[:LONGEST]))
    for i in range(words.count):
        found = parse_amount(words, i, locale, sized=False)
        if found is None or not isinstance(found.worth, Figure) or found.worth.amount <= 0:
            continue
        has_unit = bool(found.worth.unit) or any(map(str.isalpha, words.low[i]))
        ends = found.after >= words.count or words.low[found.after] in _AFTER_AGREED
        if ends and (has_unit or found.worth.amount >= LEAST_BARE):
            return found.worth
    return None


def _find_offer_number(words: WordList) -> int | None:
    for i in range(words.count):
        number = words.low[i + 1].lstrip("#")
        is_number = number.isdecimal() and len(number) <= _LONGEST_OFFER_NUMBER
        if is_number and words.low[i] in _OFFER:
            return int(number)
    return None


def _is_judged(words: WordList, after: int) -> bool:
    """Whether what follows an amount asks how good it is: `is 112 a good price`."""
    place = after + 1 if words.low[after] in _ARTICLES else after
    return place < words.count and words.low[place] in _JUDGED


def _find_amount(words: WordList, locale: str) -> Figure | None:
    """The first amount, if no word follows that it counts."""
    for i in range(words.count):
        found = parse_amount(words, i, locale, sized=False)
        if found is None or not isinstance(found.worth, Figure) or found.worth.amount <= 0:
            continue
        if _is_judged(words, found.after):
            return found.worth
        has_unit = bool(found.worth.unit) or any(map(str.isalpha, words.low[i]))
        if not has_unit and found.worth.amount < LEAST_BARE:
            # `68 is her last word` may be thousands
            return None
        is_last = found.after >= words.count
        return found.worth if is_last or words.low[found.after] in _AFTER_AMOUNT else None
    return None
