"""An offer told to the coach in passing: `we said 24k`, `they're at 26k`, `wir haben 195k gesagt`."""

import re
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ids import US
from bot.language.bargains import is_bargain
from bot.language.clean import clean_text
from bot.language.limits import find_own_limit
from bot.language.offer_answers import TypedAnswer
from bot.language.offers import OfferTerms, read_offer
from bot.language.patterns import compile_late, pattern_table
from bot.language.price_parts import leaves_out_part

_WORDS = pattern_table("told_offers")
_SIDES = pattern_table("offer_sides")
_LONGEST = 120
"""In characters; who types more tells more than an offer."""
_TOLD = compile_late(
    rf"(?:(?:{_WORDS.alternatives('first')})[,\s]+)*(?:{_SIDES.alternatives('we')}|{_SIDES.alternatives('they')})"
    rf"(?:'?\w+)?\s+(?:\w+\s+){{0,3}}?(?:\S*\d.*?\s+)?(?:{_WORDS.alternatives('tells')})(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
"""A verb that tells what was said, and none that wishes or weighs: `we could do 24k` is a thought."""
_SAYS_YES = _WORDS.expression("says_yes", re.IGNORECASE)
_TAKES_OFFER = _WORDS.expression("takes_offer", re.IGNORECASE)
_OWN_STAND = _WORDS.expression("own_stand", re.IGNORECASE)
_QUOTED = _WORDS.expression("quoted", re.IGNORECASE)
_WOULD_TAKE = _WORDS.expression("would_take", re.IGNORECASE)
_HANGS_ON = _WORDS.expression("hangs_on", re.IGNORECASE)
_THOUGHT = _WORDS.expression("thought", re.IGNORECASE)


def find_offer_told(text: str, *, deal: Deal, locale: str, today: date) -> OfferTerms | None:
    """The offer of one side that a sentence tells; None where it tells something else, or wishes or weighs it. Only
    what is all money is one: `they said 30 days` may be a wish."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or "?" in typed or _TOLD.fullmatch(typed) is None:
        return None
    if _THOUGHT.search(typed) or is_bargain(typed) or find_own_limit(typed, named=False):
        return None
    terms = read_offer(typed, deal=deal, locale=locale, today=today)
    if not isinstance(terms, OfferTerms) or terms.party is None or not _is_clear(terms):
        return None
    name = next(iter(terms.values))
    issue = deal.find_issue(name)
    unit = terms.units.get(name, issue.unit if issue is not None else "")
    is_money = bool(deal.unit) and unit.partition("/")[0] == deal.unit
    return terms if is_money else None


def may_tell_offer(text: str) -> bool:
    """Whether a sentence may tell an offer with its terms, or with what it hangs on, as far as its form goes."""
    said = text[:_LONGEST]
    return _WOULD_TAKE.match(said) is not None or _HANGS_ON.search(said) is not None


def tells_conditional_offer(text: str, *, deal: Deal, locale: str, today: date) -> bool:
    """Whether a sentence tells an offer of theirs with what it hangs on: `she said 630 if 3 month notice`, `they'd take
    180 seats at 430 each`."""
    if "?" not in text[:_LONGEST] and _WOULD_TAKE.match(text) is not None:
        return True
    hanging = _HANGS_ON.search(text[:_LONGEST])
    if hanging is None:
        return False
    terms = find_offer_told(text[: hanging.start()], deal=deal, locale=locale, today=today)
    return terms is not None and not is_ours(terms)


def tells_quote(text: str) -> bool:
    """Whether a sentence tells the figure of a quote: `quote was 18200`, `Angebot liegt bei 45.200`. Whoever buys got
    it from the other side."""
    return "?" not in text[:_LONGEST] and _QUOTED.match(text) is not None


def find_own_stand(text: str) -> str | None:
    """Where a sentence says that we stand, as a line after `/offer`: `4.100 wenn er selber abholt` of `ich bin bei …`;
    None for any other, and for one that says how far we would go."""
    typed = clean_text(text[: _LONGEST * 4])
    found = _OWN_STAND.match(typed)
    if found is None or len(typed) > _LONGEST or "?" in typed:
        return None
    return None if find_own_limit(typed, named=False) else typed[found.end() :]


def _is_clear(terms: OfferTerms) -> bool:
    """Whether an offer says all that its sentence says, but for things that its price is with or without: `we said 23k
    w/o cushions`."""
    if terms.not_read and not leaves_out_part(terms.not_read):
        return False
    said = [terms.values.get(name) for name in terms.guesses]
    return len(said) < len(terms.values) and not any(isinstance(each, Decimal) for each in said)


def is_yes_of_theirs(text: str, *, deal: Deal, locale: str, today: date) -> bool:
    """Whether a sentence says no more than that they said yes to an offer: `they took it`."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or "?" in typed:
        return False
    read = read_offer(typed, deal=deal, locale=locale, today=today)
    return isinstance(read, TypedAnswer) and read.accepted and US not in read.by


def says_yes(text: str) -> bool:
    """Whether a sentence says no more than that they said yes, whatever it was to: `they said fine`, `sie sagen ok`."""
    return _SAYS_YES.fullmatch(text[:_LONGEST].strip()) is not None


def takes_offer(text: str) -> bool:
    """Whether a yes names an offer, or says that they took it, which nobody says of an ask."""
    return _TAKES_OFFER.search(text[:_LONGEST]) is not None


def is_ours(terms: OfferTerms) -> bool:
    """Whether the offer is of our side."""
    return terms.party == US
