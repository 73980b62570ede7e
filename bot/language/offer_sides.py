"""Whose offer a line makes: `they offer 95k`, `Acme: 95k`, `our counter is 95k`; one that does not say is ours."""

import re
from typing import NamedTuple

from bot.domain.deals import Deal, Party
from bot.domain.ids import US, PartyId
from bot.language.issue_names import find_name
from bot.language.patterns import pattern_table
from bot.language.splitting import split_words
from bot.language.terms import FILLERS, UnclearOffer, UnclearReason

_WORDS = pattern_table("offer_sides")
_OURS = _WORDS.expression("ours", re.IGNORECASE)
_THEIRS = _WORDS.expression("theirs", re.IGNORECASE)
_FROM = _WORDS.alternatives("from")
_AFTER_NAME = _WORDS.alternatives("after_name")
_PEOPLE = _WORDS.words("people")
_NAME_AND_REST = re.compile(
    r"(?P<name>[^\W\d][\w.&' -]{0,40}?):\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)


class OfferSide(NamedTuple):
    """Whose offer a line makes, and the line without the words that say so."""

    party: PartyId
    rest: str


def split_off_side(typed: str, deal: Deal) -> OfferSide:
    """Whose offer it is. Raises `UnclearOffer` where it is somebody's who is not known, or it is one of several."""
    ours = _OURS.match(typed)
    if ours:
        return OfferSide(PartyId(US), typed[ours.end() :])
    theirs = _THEIRS.match(typed)
    if theirs:
        return OfferSide(_only_other_side(deal, typed), typed[theirs.end() :])
    for party in deal.parties:
        for name in names_of_party(party, deal):
            named = _match_name(name, typed, is_full_name=bool(party.name))
            if named and _is_followed_by_offer(named, typed, deal):
                return OfferSide(party.id, typed[named.end() :])
    _check_is_ours(typed, deal)
    return OfferSide(PartyId(US), typed)


def names_of_party(party: Party, deal: Deal) -> tuple[str, ...]:
    """What people call a party: its name, its first word where no other begins with it; the only one that has no name
    is called as the deal begins."""
    is_only = len(deal.parties) == 1
    first = (party.name or (deal.name if is_only else "")).partition(" ")[0]
    others = [each.name.casefold() for each in deal.parties]
    is_unique = sum(other.startswith(first.casefold()) for other in others) <= 1
    names = [party.name]
    if is_unique and len(first) > 1:
        names.append(first)
    return tuple(dict.fromkeys(filter(None, names)))


def _only_other_side(deal: Deal, typed: str) -> PartyId:
    if len(deal.parties) == 1:
        return deal.parties[0].id
    names = tuple(party.name for party in deal.parties)
    raise UnclearOffer(UnclearReason.WHOSE, typed, takes=names)


def _match_name(name: str, typed: str, *, is_full_name: bool) -> re.Match[str] | None:
    """The words at the beginning that name a party; a party without a name is only taken where a verb or a colon
    follows what the deal is called."""
    called = rf"(?:(?:{_FROM})\s+)?{re.escape(name)}"
    alone = r"|\s+(?=\S)" if is_full_name else ""
    return re.match(rf"{called}(?:{_AFTER_NAME}{alone})", typed, re.IGNORECASE)


def _is_followed_by_offer(named: re.Match[str], typed: str, deal: Deal) -> bool:
    """Whether a name is followed by an offer: beyond doubt after a colon, else by a number or an issue."""
    if named[0].rstrip().endswith((":", ",")):
        return True
    rest = typed[named.end() :]
    if rest[:1].isdigit() or rest.startswith(("€", "$", "£")):
        return True
    return _begins_with_issue(rest, deal, within=3)


def _begins_with_issue(text: str, deal: Deal, *, within: int) -> bool:
    """Whether the first of so many words name an issue."""
    words = split_words(text)
    name = find_name(words, 0, min(words.count, within), deal.issues)
    return name is not None and name.first == 0


def _check_is_ours(typed: str, deal: Deal) -> None:
    """Raises where the line begins with a name that is no issue and goes on with an issue: somebody unknown; or where
    it says about somebody what is no offer."""
    if typed.partition(" ")[0].casefold() in _PEOPLE:
        raise UnclearOffer(UnclearReason.PART, typed)
    parts = _NAME_AND_REST.fullmatch(typed)
    if parts is None or parts["name"].casefold() in FILLERS:
        return
    name = split_words(parts["name"])
    is_issue = find_name(name, 0, len(parts["name"].split()), deal.issues) is not None
    if not is_issue and _begins_with_issue(parts["rest"], deal, within=2):
        others = tuple(party.name for party in deal.parties if party.name)
        raise UnclearOffer(UnclearReason.WHO, parts["name"], takes=others)
