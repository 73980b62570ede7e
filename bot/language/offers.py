"""What people type after `/offer`: an offer of ours or of theirs, an answer to one, or that ours is taken back."""

import re
from dataclasses import dataclass, field
from datetime import date

from bot.domain.deals import Deal
from bot.domain.ids import PartyId
from bot.domain.issues import Bundle
from bot.language.clean import LONGEST, clean_text
from bot.language.days import date_context
from bot.language.lines import QuestionAsked
from bot.language.offer_answers import TypedAnswer, TypedWithdrawal, find_answer
from bot.language.offer_parts import OfferParts, OfferReader
from bot.language.offer_sides import split_off_side
from bot.language.splitting import split_line
from bot.language.terms import OfferContext, UnclearOffer, UnclearPart, UnclearReason

MOST_TERMS = 20
MOST_BUNDLES = 5

_EQUALS = re.compile(r"(?<=\w)\s*=\s*(?=\S)")
_NET = re.compile(r"\bnet-(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """An offer as typed: whose it is, what it says issue by issue, and what goes with it. `units` are those typed with
    the numbers, by issue."""

    party: PartyId
    values: Bundle
    alternatives: tuple[Bundle, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    until: date | None = None
    rhythm: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnOffer:
    """A line that is no offer that can be recorded: why, the part it is about, and what was typed."""

    doubt: UnclearPart
    typed: str


OfferReading = OfferTerms | TypedAnswer | TypedWithdrawal | QuestionAsked | NotAnOffer


def read_offer(text: str, *, deal: Deal, locale: str, today: date) -> OfferReading:
    """What the line says, in any order: terms, day, how long it stands; or how an offer was answered."""
    typed = clean_text(text[: LONGEST * 4])
    if len(text) > LONGEST * 4 or len(typed) > LONGEST:
        return NotAnOffer(doubt=UnclearPart(why=UnclearReason.TOO_LONG), typed=typed[:LONGEST])
    if not typed:
        return NotAnOffer(doubt=UnclearPart(why=UnclearReason.EMPTY), typed="")
    try:
        answer = find_answer(typed, deal)
        if answer is not None:
            return answer
        if typed.endswith("?"):
            return QuestionAsked(about=typed)
        return _read_terms(typed, deal, locale, today)
    except UnclearOffer as unclear:
        return NotAnOffer(doubt=unclear.doubt, typed=typed)


def _read_terms(typed: str, deal: Deal, locale: str, today: date) -> OfferTerms:
    """The offer that the line makes. Raises `UnclearOffer`."""
    side = split_off_side(typed, deal)
    # `price=95k` and `net-60` are read as `price: 95k` and `net 60`.
    text = _NET.sub("net ", _EQUALS.sub(": ", side.rest))
    context = OfferContext(issues=deal.issues, unit=deal.unit, locale=locale)
    reader = OfferReader(split_line(text, locale), context, date_context(today, locale))
    parts = reader.read()
    _check_size(parts, text)
    first, *others = [bundle for bundle in parts.bundles if bundle]
    return OfferTerms(
        party=side.party,
        values=first,
        alternatives=tuple(others),
        units=parts.units,
        on=parts.on,
        until=parts.until,
        rhythm=" and ".join(parts.rhythm),
        condition=" and ".join(parts.conditions),
    )


def _check_size(parts: OfferParts, text: str) -> None:
    """Raises where an offer says nothing, or more than one may."""
    sizes = [len(bundle) for bundle in parts.bundles if bundle]
    if not sizes:
        raise UnclearOffer(UnclearReason.PART, text)
    if len(sizes) > MOST_BUNDLES or max(sizes) > MOST_TERMS:
        raise UnclearOffer(UnclearReason.TOO_MANY, "")
