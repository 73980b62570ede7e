"""How an offer was answered, as people type it: `they accepted`, `Acme declined #2`, `we withdrew it`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.deals import Deal
from bot.domain.ids import US, OfferNo, PartyId
from bot.language.offer_sides import names_of_party
from bot.language.patterns import pattern_table
from bot.language.terms import UnclearOffer, UnclearReason

_WORDS = pattern_table("offer_answers")
_WE = _WORDS.alternatives("we")
_THEY = _WORDS.alternatives("they")
_HAS = _WORDS.alternatives("has")
_BY = _WORDS.alternatives("by")
_WHICH = rf"(?:\s+(?:{_WORDS.alternatives('which')}|#?(?P<no>\d{{1,4}})))*"
"""`it`, `the offer`, `#2`: which offer it is."""

_VERBS = (
    (True, rf"(?:(?:{_HAS})\s+)?(?:{_WORDS.alternatives('accepts')})"),
    (False, rf"(?:(?:{_HAS})\s+)?(?:{_WORDS.alternatives('declines')})"),
)
"""Whether an offer was accepted, with the words that say so."""
_WITHDRAWS = re.compile(rf"(?:{_WORDS.alternatives('withdraws')}){_WHICH}", re.IGNORECASE)
_ENDINGS = " \t\n.!"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAnswer:
    """An offer was accepted or declined by one of `by`; `no` where its number was typed."""

    by: tuple[PartyId, ...]
    accepted: bool
    no: OfferNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWithdrawal:
    """An offer of ours is off the table; `no` where its number was typed."""

    no: OfferNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who may have answered: a pattern for what they are called, and which parties that may be."""

    pattern: str
    parties: tuple[PartyId, ...]


def find_answer(typed: str, deal: Deal) -> TypedAnswer | TypedWithdrawal | None:
    """An answer to an offer, in whatever words; None where the line is something else. Raises `UnclearOffer` where it
    says more than an answer does."""
    line = typed.strip(_ENDINGS)
    withdrawn = _WITHDRAWS.fullmatch(line)
    if withdrawn:
        return TypedWithdrawal(no=_offer_number(withdrawn))
    for speaker in _find_speakers(deal):
        for accepted, verb in _VERBS:
            answered = _match_answer(line, speaker.pattern, verb)
            if answered:
                no = _offer_number(answered)
                return TypedAnswer(by=speaker.parties, accepted=accepted, no=no)
            # `they accepted: price 95k` is an offer; `they accepted but want net 60` is neither.
            if re.match(rf"(?:{speaker.pattern})\s+{verb}\b(?!\s*:)", line, re.IGNORECASE):
                raise UnclearOffer(UnclearReason.MIXED, line)
    return _find_answer_of_anybody(line, deal)


def _match_answer(line: str, who: str, verb: str) -> re.Match[str] | None:
    """`they accepted it`, `accepted by them`."""
    active = rf"(?:{who})\s*{verb}{_WHICH}"
    passive = rf"{verb}{_WHICH}\s+(?:{_BY})\s+(?:{who})"
    return re.fullmatch(active, line, re.IGNORECASE) or re.fullmatch(passive, line, re.IGNORECASE)


def _find_answer_of_anybody(line: str, deal: Deal) -> TypedAnswer | None:
    """`accepted`, which does not say by whom."""
    anybody = (PartyId(US), *(party.id for party in deal.parties))
    for accepted, verb in _VERBS:
        answered = re.fullmatch(verb + _WHICH, line, re.IGNORECASE)
        if answered:
            return TypedAnswer(by=anybody, accepted=accepted, no=_offer_number(answered))
    return None


def _offer_number(match: re.Match[str]) -> OfferNo | None:
    return OfferNo(int(match["no"])) if match["no"] else None


def _find_speakers(deal: Deal) -> Iterator[Speaker]:
    yield Speaker(pattern=_WE, parties=(PartyId(US),))
    yield Speaker(pattern=_THEY, parties=tuple(party.id for party in deal.parties))
    for party in deal.parties:
        for name in names_of_party(party, deal):
            yield Speaker(pattern=re.escape(name), parties=(party.id,))
