"""How an offer was answered, as people type it: `they accepted`, `Acme declined #2`, `she took B`, `we withdrew it`."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from bot.domain.deals import Deal
from bot.domain.ids import US, OfferNo, PartyId
from bot.language.clean import LONGEST
from bot.language.offer_sides import (
    find_offer_after_no,
    is_own_role,
    list_roles,
    names_of_party,
)
from bot.language.patterns import compile_late, pattern_table
from bot.language.splitting import split_words
from bot.language.unclear_offers import UnclearOffer, UnclearReason
from bot.language.units import parse_number
from bot.language.word_list import WordList

_WORDS = pattern_table("offer_answers")
_SIDES = pattern_table("offer_sides")
_WE = _SIDES.alternatives("we")
_THEY = _SIDES.alternatives("they")
_ARTICLE = rf"(?:(?:{_SIDES.alternatives('article')})\s+)?"
_HAS = _WORDS.alternatives("has")
_BY = _WORDS.alternatives("by")
_WHICH = _WORDS.words("which")
_PACKAGE = _WORDS.words("package")
_WHICH_WORDS = "|".join(sorted(map(re.escape, _WHICH), key=len, reverse=True))
_PLACES = _WORDS.numbers("places")
"""Which package, by its place: `the second one`."""
_PLACE_WORDS = "|".join(sorted(map(re.escape, _PLACES), key=len, reverse=True))
_BEFORE_VERB = rf"(?:(?:{_HAS}|{_WHICH_WORDS}|{_PLACE_WORDS}|(?P<letter>[a-e]))\s+){{0,6}}"
"""`they have now`, `sie haben das Angebot`, `sie haben Paket B`: what may stand between who answered and how."""

_ANSWERS = (
    (
        False,
        compile_late(rf"{_BEFORE_VERB}(?:{_WORDS.alternatives('declines')})(?!\w)", re.IGNORECASE),
    ),
    (
        True,
        compile_late(rf"{_BEFORE_VERB}(?:{_WORDS.alternatives('accepts')})(?!\w)", re.IGNORECASE),
    ),
)
"""Whether an offer was accepted, with the words that say so; a no first, since `don't accept` holds a yes."""
_LEANS = compile_late(rf"{_BEFORE_VERB}(?:{_WORDS.alternatives('leans')})(?!\w)", re.IGNORECASE)
"""They like one of several packages best, which is no yes yet."""
_AMOUNT = r"(?P<amount>[~≈]?(?:[A-Za-z]{3}\s)?[$€£¥]?\d[^\s,;:]*(?:\s[^\s,;:]+){0,4}?)"
_LATE = (
    (
        False,
        compile_late(
            rf"{_BEFORE_VERB}{_AMOUNT}\s+(?:{_WORDS.alternatives('declines_late')})$", re.IGNORECASE
        ),
    ),
    (
        True,
        compile_late(
            rf"{_BEFORE_VERB}{_AMOUNT}\s+(?:{_WORDS.alternatives('accepts_late')})$", re.IGNORECASE
        ),
    ),
)
"""A verb at the end, behind the figure: `sie hat 4050 angenommen`, `sie sind mit 54k einverstanden`."""
_AMOUNT_FIRST = compile_late(
    rf"{_AMOUNT}\s+(?:{_WORDS.alternatives('accepts_late')})(?=$|\s+(?:{_BY})\s)", re.IGNORECASE
)
_MUTUAL = compile_late(rf"(?:{_WORDS.alternatives('mutual')})(?!\w)", re.IGNORECASE)
"""Both sides agreed: `we settled at 25k`, `deal`, `abgemacht`."""
_WITHDRAWS = compile_late(rf"(?:{_WORDS.alternatives('withdraws')})(?!\w)", re.IGNORECASE)
_SEPARATE_BY = compile_late(rf"\s+(?:{_BY})\s+(?=[^\s])", re.IGNORECASE)
_US = compile_late(rf"(?:{_WE})(?!\w)", re.IGNORECASE)
_OTHERS = compile_late(rf"(?:{_THEY})(?!\w)", re.IGNORECASE)
_ROLE = compile_late(rf"{_ARTICLE}(?P<role>{list_roles()})(?!\w)", re.IGNORECASE)
_GAP = re.compile(r"(?:['’](?:ve|s|re|d|ll))?\s+", re.IGNORECASE)
_ENDINGS = " \t\n.!"
_LETTERS = "abcde"
_NUMBER = re.compile(r"#?(\d{1,4})")
_LONGEST_ANSWER = 120
"""In characters; what is longer says more than an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAnswer:
    """An offer was accepted or declined by one of `by`; `no` where its number was typed, `bundle` which of several
    packages (from 0), `amount` the figure that it says, in the words of `named`."""

    by: tuple[PartyId, ...]
    accepted: bool
    no: OfferNo | None = None
    bundle: int | None = None
    amount: Decimal | None = None
    named: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLeaning:
    """They like one of several packages best (`bundle` from 0), without having said yes."""

    bundle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWithdrawal:
    """An offer of ours is off the table; `no` where its number was typed."""

    no: OfferNo | None = None


class Speaker(NamedTuple):
    """Who may have answered, and where the words that say so end."""

    parties: tuple[PartyId, ...]
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichOffer:
    """The words behind an answer: which offer, which package of it, which figure."""

    no: OfferNo | None = None
    bundle: int | None = None
    amount: Decimal | None = None
    named: str = ""


def find_answer(
    typed: str, deal: Deal, locale: str
) -> TypedAnswer | TypedLeaning | TypedWithdrawal | None:
    """An answer to an offer, in whatever words; None where the line is something else. Raises `UnclearOffer` where it
    says more than an answer does."""
    line = typed.strip(_ENDINGS)
    if len(line) > _LONGEST_ANSWER:
        return None
    withdrawn = _WITHDRAWS.match(line)
    if withdrawn:
        which = _read_which(line[withdrawn.end() :], locale)
        if which is not None and which.amount is None:
            return TypedWithdrawal(no=which.no)
    mutual = _find_mutual(line, deal, locale)
    if mutual is not None:
        return mutual
    speaker = _find_speaker(line, deal)
    if speaker is None:
        return _find_passive(line, deal, locale)
    return (
        _find_leaning(speaker, line, locale)
        or _find_late_answer(speaker, line, locale)
        or _find_answer_after(speaker, line, locale)
    )


def _find_mutual(line: str, deal: Deal, locale: str) -> TypedAnswer | None:
    """What both sides said yes to; None where the line says more than that, or something else."""
    begun = _MUTUAL.match(line)
    if begun is None:
        return None
    # `wir haben uns auf 54k geeinigt`: the figure stands within the words.
    figure = (begun.groupdict().get("figure") or "").strip()
    which = _read_which(f"{figure} {line[begun.end() :]}", locale)
    if which is None:
        return None
    parties = (PartyId(US), *(party.id for party in deal.parties))
    return TypedAnswer(
        by=parties,
        accepted=True,
        no=which.no,
        bundle=which.bundle,
        amount=which.amount,
        named=which.named,
    )


def _find_late_answer(speaker: Speaker, line: str, locale: str) -> TypedAnswer | None:
    gap = _GAP.match(line, speaker.after)
    if gap is None:
        return None
    for accepted, pattern in _LATE:
        begun = pattern.match(line, gap.end())
        which = _read_which(begun["amount"], locale) if begun is not None else None
        if begun is not None and which is not None and which.amount is not None:
            return _build_answer(speaker.parties, which, accepted=accepted, begun=begun)
    return None


def _find_leaning(speaker: Speaker, line: str, locale: str) -> TypedLeaning | None:
    """`they prefer B`, `sie tendieren zur zweiten`."""
    gap = _GAP.match(line, speaker.after)
    begun = None if gap is None else _LEANS.match(line, gap.end())
    if begun is None or speaker.parties == (US,):
        return None
    which = _read_which(line[begun.end() :], locale)
    if which is None or which.amount is not None:
        return None
    bundle = _find_bundle(begun, which)
    return None if bundle is None else TypedLeaning(bundle=bundle)


def drop_no_before_offer(typed: str, deal: Deal) -> str:
    """The line without a no that an offer of the same side follows: `they declined and countered at 98k`."""
    speaker = _find_speaker(typed, deal) if len(typed) <= LONGEST else None
    gap = _GAP.match(typed, speaker.after) if speaker is not None else None
    begun = _ANSWERS[0][1].match(typed, gap.end()) if gap is not None else None
    if speaker is None or begun is None:
        return typed
    offer = find_offer_after_no(typed[begun.end() :])
    return typed if offer is None else f"{typed[: speaker.after]} {offer}"


def _find_answer_after(speaker: Speaker, line: str, locale: str) -> TypedAnswer | None:
    gap = _GAP.match(line, speaker.after)
    if gap is None:
        return None
    for accepted, verb in _ANSWERS:
        begun = verb.match(line, gap.end())
        if begun is None:
            continue
        rest = line[begun.end() :]
        which = _read_which(rest, locale)
        if which is not None:
            # `sie nehmen 90k an`: what is accepted stands within the verb.
            within = _find_amount(begun[0], locale) if which.amount is None else None
            if within is not None:
                which = replace(which, amount=within.amount, named=within.named)
            return _build_answer(speaker.parties, which, accepted=accepted, begun=begun)
        # `they accepted: price 95k` and `they declined and countered at 98k` are offers; `they accepted but want
        # net 60` is neither.
        is_offer = rest.lstrip().startswith(":") or (
            not accepted and find_offer_after_no(rest) is not None
        )
        if not is_offer:
            raise UnclearOffer(UnclearReason.MIXED, line)
    return None


def _find_passive(line: str, deal: Deal, locale: str) -> TypedAnswer | None:
    """`accepted by them`, or `accepted`, which does not say by whom."""
    parties = (PartyId(US), *(party.id for party in deal.parties))
    parts = _SEPARATE_BY.split(line, maxsplit=1)
    if len(parts) == 2:
        speaker = _find_speaker(parts[1], deal)
        if speaker is None or speaker.after < len(parts[1]):
            return None
        parties = speaker.parties
    first = _AMOUNT_FIRST.match(line)
    named = _read_which(first["amount"], locale) if first is not None else None
    if named is not None and named.amount is not None:
        return TypedAnswer(by=parties, accepted=True, amount=named.amount, named=named.named)
    for accepted, verb in _ANSWERS:
        begun = verb.match(parts[0])
        which = _read_which(parts[0][begun.end() :], locale) if begun else None
        if begun is not None and which is not None:
            return _build_answer(parties, which, accepted=accepted, begun=begun)
    return None


def _find_speaker(line: str, deal: Deal) -> Speaker | None:
    """Who is named at the beginning of a line."""
    others = tuple(party.id for party in deal.parties)
    us = _US.match(line)
    if us:
        return Speaker((PartyId(US),), us.end())
    lower = line.casefold()
    for party in deal.parties:
        for name in names_of_party(party, deal):
            if re.match(rf"{re.escape(name.casefold())}(?!\w)", lower):
                return Speaker((party.id,), len(name))
    they = _OTHERS.match(line)
    if they:
        return Speaker(others, they.end())
    role = _ROLE.match(line)
    if role is None:
        return None
    may_be_us = is_own_role(role["role"], deal.side)
    return Speaker((PartyId(US), *others) if may_be_us else others, role.end())


def _build_answer(
    parties: tuple[PartyId, ...],
    which: WhichOffer,
    *,
    accepted: bool,
    begun: re.Match[str],
) -> TypedAnswer:
    bundle = _find_bundle(begun, which)
    return TypedAnswer(
        by=parties,
        accepted=accepted,
        no=which.no,
        bundle=bundle,
        amount=which.amount,
        named=which.named,
    )


def _find_bundle(begun: re.Match[str], which: WhichOffer) -> int | None:
    """Which package is meant: behind the verb, before it, or within it (`sie nehmen B an`)."""
    if which.bundle is not None:
        return which.bundle
    if begun["letter"]:
        return _LETTERS.index(begun["letter"].casefold())
    words = split_words(begun[0])
    found: int | None = None
    for i in range(words.count):
        place = _find_place(words, i, may_be_small=False)
        found = place if place is not None else found
    return found


def _find_place(words: WordList, i: int, *, may_be_small: bool) -> int | None:
    """The package that a word names: `B`, `option 2`, `the second`. A small letter names one only where it cannot be
    another word: `took a` would be an article."""
    word = words.low[i]
    behind_package = i > 0 and words.low[i - 1] in _PACKAGE
    if len(word) == 1 and word in _LETTERS:
        is_named = behind_package or may_be_small or words.typed(i, i + 1).isupper()
        return _LETTERS.index(word) if is_named else None
    if behind_package and len(word) == 1 and word.isdecimal() and word != "0":
        return int(word) - 1
    if word in _PLACES:
        return _PLACES[word] - 1
    return None


def _read_which(text: str, locale: str) -> WhichOffer | None:
    """Which offer the words behind an answer mean; None where they say something else."""
    words = split_words(text.strip(_ENDINGS + ","))
    found = WhichOffer()
    i = 0
    while i < words.count:
        if words.gaps[i] == ":":
            return None
        after, found = _take_which(words, i, found, locale)
        if after == i:
            return None
        i = after
    return found


def _find_amount(text: str, locale: str) -> WhichOffer | None:
    """The first amount in a text; None where there is none."""
    words = split_words(text)
    for i in range(words.count):
        number = parse_number(words, i, locale)
        if number is not None and not number.is_range and not number.is_unreadable:
            return WhichOffer(amount=number.value, named=words.typed(i, number.after))
    return None


def _take_which(words: WordList, i: int, found: WhichOffer, locale: str) -> tuple[int, WhichOffer]:
    """The word after what stands at `i` and what it adds; `i` itself where it says something else."""
    word = words.low[i]
    # At the end of the line a small letter is no article: `they chose b`.
    place = _find_place(words, i, may_be_small=i == words.count - 1)
    if place is not None and found.bundle is None:
        return i + 1, replace(found, bundle=place)
    if word in _WHICH:
        return i + 1, found
    number = _NUMBER.fullmatch(word)
    if number and (word.startswith("#") or (found.no is None and len(number[1]) <= 2)):
        return i + 1, replace(found, no=OfferNo(int(number[1])))
    amount = parse_number(words, i, locale)
    if amount is None or amount.is_range or amount.is_unreadable or found.amount is not None:
        return i, found
    named = words.typed(i, amount.after)
    return amount.after, replace(found, amount=amount.value, named=named)
