"""What people type after `/offer`: an offer of ours or of theirs, an answer to one, or that ours is taken back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.deals import Deal
from bot.domain.ids import US, PartyId
from bot.domain.issues import Bundle
from bot.language.clean import LONGEST, clean_text
from bot.language.days import date_context
from bot.language.issue_names import call_issue
from bot.language.limits import find_own_limit
from bot.language.lines import NotAMove, NotAMoveKind, QuestionAsked
from bot.language.offer_answers import (
    TypedAnswer,
    TypedLeaning,
    TypedWithdrawal,
    drop_no_before_offer,
    find_answer,
)
from bot.language.offer_parts import OfferParts, OfferReader
from bot.language.offer_remarks import split_off_remarks
from bot.language.offer_sides import split_off_side, without_verb
from bot.language.offer_wordings import is_proposal, straighten_offer
from bot.language.patterns import compile_late, pattern_table
from bot.language.splitting import split_line
from bot.language.terms import OfferContext
from bot.language.unclear_offers import UnclearOffer, UnclearPart, UnclearReason

MOST_TERMS = 20
MOST_BUNDLES = 5

_OPTION = compile_late(
    rf"(?<!\w)(?:{pattern_table('offer_parts').alternatives('option')})\s+(?P<letter>[A-Ea-e1-5])(?P<late>)\s*(?:[:=)–-]|(?=\s))\s*",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:^|(?<=[;,\n/.]))\s*(?P<letter>[1-5]|[A-E](?=\s*[:)]))\s*[:)]\s*|(?<=\s)(?P<late>[B-E])[:)]\s*"
)
_EQUALS = re.compile(r"(?<=\w)\s*=\s*(?=\S)")
_TERMS = pattern_table("terms")
_TIME_BEHIND_RATE = compile_late(
    rf"(?P<rate>\d[\d.,]*\s?(?:k|€|£|\$|[a-z]{{3}})?\s?(?:(?:{_TERMS.alternatives('per_time')})\s?|/\s?)(?:{_TERMS.alternatives('times')})),?"
    rf"\s+(?P<count>\d{{1,3}})\s?(?P<unit>(?:{_TERMS.alternatives('lengths')})|m)(?!\w)",
    re.IGNORECASE,
)
_WORKING_WEEK = compile_late(
    rf"(?<![\w.,])(?P<number>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>{_TERMS.alternatives('week_units')})"
    rf"[\s-]*(?:{_TERMS.alternatives('week')})(?!\w)",
    re.IGNORECASE,
)
"""`a 4-day week`, `4-Tage-Woche`."""
_NET = re.compile(r"\bnet-(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """An offer as typed: whose it is, what it says issue by issue, and what goes with it. `units` are those typed with
    the numbers, by issue."""

    party: PartyId | None
    values: Bundle
    alternatives: tuple[Bundle, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    until: date | None = None
    rhythm: str = ""
    condition: str = ""
    who: str = ""
    """Who is named as making it, where that may be anybody."""
    guesses: tuple[str, ...] = ()
    """Names among the issues that neither the deal nor we know."""
    guess_texts: Mapping[str, str] = field(default_factory=dict)
    """What the line says of them, as typed: `w/o lights`."""
    not_read: str = ""
    bare_prices: tuple[str, ...] = ()
    """Names of the prices that were typed as a bare number, without a currency and without a `k`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnOffer:
    """A line that is no offer that can be recorded: why, the part it is about, and what was typed."""

    doubt: UnclearPart
    typed: str


OfferReading = (
    OfferTerms
    | TypedAnswer
    | TypedLeaning
    | TypedWithdrawal
    | QuestionAsked
    | NotAMove
    | NotAnOffer
)


def read_offer(text: str, *, deal: Deal, locale: str, today: date) -> OfferReading:
    """What the line says, in any order: terms, day, how long it stands; or how an offer was answered."""
    typed = clean_text(text[: LONGEST * 4])
    if len(text) > LONGEST * 4 or len(typed) > LONGEST:
        return NotAnOffer(doubt=UnclearPart(why=UnclearReason.TOO_LONG), typed=typed[:LONGEST])
    if not typed:
        return NotAnOffer(doubt=UnclearPart(why=UnclearReason.EMPTY), typed="")
    try:
        straight = straighten_offer(typed)
        answer = find_answer(straight, deal, locale)
        if answer is not None:
            return answer
        if find_own_limit(typed, named=False) is not None:
            return NotAMove(kind=NotAMoveKind.LIMIT, about=typed)
        if typed.endswith("?") and not is_proposal(typed):
            return QuestionAsked(about=typed)
        return _read_terms(straight, deal, locale, today)
    except UnclearOffer as unclear:
        return NotAnOffer(doubt=unclear.doubt, typed=typed)


def _time_unit(typed: str) -> str:
    """Behind a price by time an `m` are months, no millions."""
    return "months" if typed.casefold() == "m" else typed


def _read_terms(typed: str, deal: Deal, locale: str, today: date) -> OfferTerms:
    """The offer that the line makes. Raises `UnclearOffer`."""
    side = split_off_side(drop_no_before_offer(typed, deal), deal)
    text, remarks = split_off_remarks(split_options(side.rest))
    if side.party != US:
        # `92k geboten, mehr geht nicht`: the verb stands last once the remark is gone.
        text = without_verb(text)
    # `price=95k` and `net-60` are read as `price: 95k` and `net 60`.
    text = _NET.sub("net ", _EQUALS.sub(": ", text))
    # `420 a month 36 months`, `380 a month 36m`: the length of time is a term of its own.
    text = _TIME_BEHIND_RATE.sub(
        lambda found: f"{found['rate']}, {found['count']} {_time_unit(found['unit'])}", text
    )
    week = call_issue("week", locale)
    text = _WORKING_WEEK.sub(lambda found: f"{week} {found['number']} {found['unit']}", text)
    if not text:
        raise UnclearOffer(UnclearReason.PART, typed)
    size = deal.size.amount if deal.size is not None and deal.size.unit == deal.unit else None
    context = OfferContext(
        issues=deal.issues, unit=deal.unit, locale=locale, side=deal.side, size=size
    )
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
        who=side.who if side.party is None else "",
        guesses=tuple(parts.guesses),
        not_read="; ".join((*remarks, *parts.not_read)),
        guess_texts=parts.guess_texts,
        bare_prices=tuple(parts.bare_prices),
    )


def split_options(text: str) -> str:
    """A line of packages that are numbered off, with `or` between them: `option A: 7k; option B: 8k`."""
    for pattern in (_OPTION, _LETTER):
        marks = list(pattern.finditer(text))
        letters = "".join((found["letter"] or found["late"]).casefold() for found in marks)
        if len(marks) > 1 and letters in ("abcde"[: len(marks)], "12345"[: len(marks)]):
            pieces = [text[: marks[0].start()]]
            ends = [found.start() for found in marks[1:]] + [len(text)]
            for number, (found, end) in enumerate(zip(marks, ends, strict=True)):
                piece = text[found.end() : end].strip(" ,;\n")
                pieces.append(piece if number == 0 else f", or {piece.lstrip('+ ')}")
            return "".join(pieces).strip(" ,;")
    return text


def _check_size(parts: OfferParts, text: str) -> None:
    """Raises where an offer says nothing, or more than one may."""
    sizes = [len(bundle) for bundle in parts.bundles if bundle]
    if not sizes:
        raise UnclearOffer(UnclearReason.PART, text)
    if len(sizes) > MOST_BUNDLES or max(sizes) > MOST_TERMS:
        raise UnclearOffer(UnclearReason.TOO_MANY, "")
