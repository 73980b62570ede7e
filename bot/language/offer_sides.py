"""Whose offer a line makes: `they offer 95k`, `the landlord is at 42`, `our counter is 95k`; one that does not say is
ours. Where somebody is named of whom nobody knows at this table, nobody guesses: the line is somebody's."""

import re
from typing import NamedTuple

from bot.domain.deals import Deal, Party, Side
from bot.domain.ids import US, PartyId
from bot.language.issue_names import find_name
from bot.language.patterns import compile_late, pattern_table
from bot.language.splitting import split_words
from bot.language.terms import FILLERS
from bot.language.unclear_offers import UnclearOffer, UnclearReason

_WORDS = pattern_table("offer_sides")
_WE = _WORDS.alternatives("we")
_THEY = _WORDS.alternatives("they")
_OUR = _WORDS.alternatives("our")
_THEIR = _WORDS.alternatives("their")
_OWNED = _WORDS.alternatives("owned")
_OFFERS = _WORDS.alternatives("offers")
_STRONG = _WORDS.alternatives("strong")
_FROM = _WORDS.alternatives("from")
_ARTICLE = rf"(?:(?:{_WORDS.alternatives('article')})\s+)?"
_AFTER_NAME = rf"\s*[:,]\s+|(?:{_OFFERS})|(?:'s?|s')?(?:{_OWNED})"
_NAMED = _WORDS.alternatives("named")
_BEFORE_NAME = compile_late(rf"(?:(?:{_NAMED})\s+)?(?:(?:{_FROM})\s+)?", re.IGNORECASE)
_AFTER_A_NAME = compile_late(_AFTER_NAME, re.IGNORECASE)
_ALONE = compile_late(r"\s+(?=\S)")
_IS = _WORDS.alternatives("is")
_PEOPLE = _WORDS.words("people")
_ROLES = pattern_table("offer_sides.roles")
_SIDES = ("selling", "buying", "candidate", "hiring", "partner", "staff")
_ROLES_BY_SIDE = {side: _ROLES.words(side) for side in _SIDES}

_ROLE_WORDS = "|".join(sorted(frozenset().union(*_ROLES_BY_SIDE.values()), key=len, reverse=True))
_A_ROLE = rf"\s+(?:{_ROLE_WORDS})(?!\w)"
_OURS = compile_late(
    rf"(?:{_WE})\s*[:,]\s+|(?:{_OUR})(?!{_A_ROLE})(?:{_OWNED})|(?:{_WE})(?:{_OFFERS})",
    re.IGNORECASE,
)
_THEIRS = compile_late(
    rf"(?:{_THEY})\s*[:,]\s+|(?:{_THEIR})(?!{_A_ROLE})(?:{_OWNED})"
    rf"|(?:{_THEY}|{_WORDS.alternatives('they_with_verb')})(?:{_OFFERS})"
    rf"|(?:{_NAMED})\s+(?:{_FROM})\s+(?:{_THEY})(?:{_IS})",
    re.IGNORECASE,
)
_ROLE = compile_late(
    rf"{_ARTICLE}(?P<role>{_ROLE_WORDS})(?:{_AFTER_NAME})"
    rf"|(?:{_NAMED})\s+(?:{_FROM})\s+{_ARTICLE}(?P<maker>{_ROLE_WORDS})(?:{_IS})",
    re.IGNORECASE,
)
_SOMEBODY = compile_late(
    rf"{_ARTICLE}(?P<who>[^\W\d][\w.&'-]*(?:\s+[^\W\d][\w.&'-]*){{0,2}}?)\s+(?:(?:{_STRONG})\b)",
    re.IGNORECASE,
)
_SOMEBODY_OF = rf"\s+(?P<who>[^\W\d]\w*(?:\s+[^\W\d]\w*)?)(?:{_OFFERS})"
_OF_THEIRS = compile_late(rf"(?:{_THEIR}){_SOMEBODY_OF}", re.IGNORECASE)
_OF_OURS = compile_late(rf"(?:{_OUR}){_SOMEBODY_OF}", re.IGNORECASE)
_VERB_ALONE = compile_late(
    rf"(?:(?:just|then|now|finally)\s+)*(?:{_STRONG}|{_WORDS.alternatives('alone')})"
    rf"(?:\s+(?:{_WORDS.alternatives('particles')}))*:?\s+(?=\S)",
    re.IGNORECASE,
)
_AFTER_SOMEBODY = compile_late(rf"(?:{_OFFERS})", re.IGNORECASE)
_BARE_OFFER = compile_late(rf"(?:{_NAMED})(?:{_IS}|\s+)(?=\S)", re.IGNORECASE)
_THEN = compile_late(_WORDS.alternatives("then"), re.IGNORECASE)
_TAIL = compile_late(rf"(?:\s+(?:{_WORDS.alternatives('tail')}))+\s*(?=[,;.!]|$)", re.IGNORECASE)
_SAID_BY_NOBODY = compile_late(
    rf"\s+(?:{_WORDS.alternatives('said_by_nobody')})\s*(?=[,;.!]|$)", re.IGNORECASE
)
"""A verb behind the figure without who said it: `3.900 im Monat geboten`."""
_LONGEST_REFUSED = 30
"""Characters of what was refused, before the offer that follows: `rejected our 95k and came back at 88k`."""
_NAME_AND_REST = compile_late(
    r"(?P<name>[^\W\d][\w.&' -]{0,40}?):\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)


_TO_THEM = compile_late(rf"(?:{_WORDS.alternatives('to_them')})\s*[:,]?\s+(?=\S)", re.IGNORECASE)
_OBJECT_ALONE = compile_late(
    rf"(?P<who>{_WORDS.alternatives('objects')})(?P<mark>\s*[:,])?\s+(?=\S)", re.IGNORECASE
)
"""`them 2800` after `/offer`: theirs, or ours to them."""
_SECOND_SIDE = compile_late(
    rf"(?:[\s,;/]+(?:(?:{_WORDS.alternatives('second_joiners')})\s+)?)"
    rf"(?P<second>(?:(?P<we>{_WE}|{_OUR})|{_THEY}|{_THEIR})"
    rf"(?:(?:{_WORDS.alternatives('second_verbs')})|(?:{_OWNED})|\s*[:,]?\s+)(?=\S))",
    re.IGNORECASE,
)
"""Where the offer of another side begins within a line: `our price 2950, their price 2700`, `wir 2950, sie 2700`."""
_JOINERS = _WORDS.alternatives("second_joiners")
LEAST_SEVERAL = 2
"""So many other parties are several."""
_CONDITION_BEFORE = compile_late(rf"(?:{_WORDS.alternatives('conditions')})\s*$", re.IGNORECASE)
_SIDE_ALONE = compile_late(rf"(?:(?P<we>{_WE})|{_THEY})\s+(?=\S)", re.IGNORECASE)
_NUMBER = compile_late(r"[~≈]?\s?(?:[$€£¥]|[A-Z]{3}\s)?\d")


class OfferSide(NamedTuple):
    """Whose offer a line makes, and the line without the words that say so. `party` is None where it is somebody's of
    whom nobody knows whether they are one of us; `who` are the words for them."""

    party: PartyId | None
    rest: str
    who: str = ""


def split_off_side(typed: str, deal: Deal) -> OfferSide:
    """Whose offer it is. Raises `UnclearOffer` where the line says something else about somebody."""
    _check_one_side(typed, deal)
    addressed = _find_addressed(typed, deal)
    if addressed is not None:
        return addressed
    ours = _OURS.match(typed)
    if ours:
        return OfferSide(PartyId(US), without_verb(typed[ours.end() :]))
    for party in deal.parties:
        for name in names_of_party(party, deal):
            end = _find_end_of_name(name, typed, is_full_name=bool(party.name))
            if end is not None and _is_followed_by_offer(typed[:end], typed[end:], deal):
                return OfferSide(party.id, without_verb(typed[end:]))
    possessive = _find_somebody_of(typed, deal)
    if possessive is not None:
        return possessive
    theirs = _THEIRS.match(typed)
    if theirs:
        rest = typed[theirs.end() :]
        # `they: they're at 21k`
        again = _THEIRS.match(rest)
        rest = without_verb(rest[again.end() :] if again else rest)
        return OfferSide(_only_other_side(deal), rest, typed[: theirs.end()].split(maxsplit=1)[0])
    side = _find_role(typed, deal) or _find_somebody(typed, deal) or _find_side_alone(typed, deal)
    if side is not None:
        return side
    _check_is_ours(typed, deal)
    return _find_maker_unnamed(typed, deal)


def _find_addressed(typed: str, deal: Deal) -> OfferSide | None:
    """A line that begins with whom something is offered to: `to them 2850` is ours; `them 2850` may be either's."""
    to_them = _TO_THEM.match(typed)
    if to_them is not None and _begins_with_terms(typed[to_them.end() :], deal):
        return OfferSide(PartyId(US), typed[to_them.end() :])
    found = _OBJECT_ALONE.match(typed)
    if found is None or not _begins_with_terms(typed[found.end() :], deal):
        return None
    is_label = found["mark"] is not None and _OURS.match(typed) is not None
    if is_label:
        # `us: 2900` names a side as a list does.
        return None
    return OfferSide(None, typed[found.end() :], found["who"])


def _begins_with_terms(rest: str, deal: Deal) -> bool:
    return _NUMBER.match(rest) is not None or _begins_with_issue(rest, deal, within=2)


def _check_one_side(typed: str, deal: Deal) -> None:
    """Raises where a line makes offers of two sides: each is one of its own."""
    _check_one_party(typed, deal)
    first = _OURS.match(typed) or _THEIRS.match(typed) or _SIDE_ALONE.match(typed)
    if first is None:
        return
    is_ours = _OURS.match(typed) is not None or bool(_begins_with_us(typed))
    for found in _SECOND_SIDE.finditer(typed, first.end()):
        begins = found.start("second")
        if bool(found["we"]) is is_ours or _CONDITION_BEFORE.search(typed[: found.start()]):
            continue
        if not _begins_with_terms(typed[found.end() :], deal):
            continue
        one = typed[: found.start()].strip(" ,;/")
        if not any(letter.isdigit() for letter in one):
            continue
        takes = (one, typed[begins:].strip(" ,;"))
        raise UnclearOffer(UnclearReason.TWO_SIDES, typed, takes=takes)


def _check_one_party(typed: str, deal: Deal) -> None:
    """Raises where a line makes an offer of each of two parties: `Miller 42k, Hansen 44k`."""
    if len(deal.parties) < LEAST_SEVERAL:
        return
    begins: dict[int, PartyId] = {}
    for party in deal.parties:
        for name in names_of_party(party, deal):
            pattern = rf"(?:^|[,;/]\s*|\s+(?:{_JOINERS})\s+){re.escape(name)}(?=\s*:|\s)"
            for found in re.finditer(pattern, typed, re.IGNORECASE):
                begins[found.end() - len(name)] = party.id
    first, *others = sorted(begins) or [0]
    for begin in others:
        one, other = typed[:begin], typed[begin:]
        has_figures = all(any(map(str.isdigit, part)) for part in (one, other))
        if first == 0 and begins[begin] != begins[0] and has_figures:
            one = re.sub(rf"(?:[\s,;/]|\s(?:{_JOINERS})\s)+$", "", one, flags=re.IGNORECASE)
            raise UnclearOffer(UnclearReason.TWO_SIDES, typed, takes=(one, other.strip(" ,;")))


def _begins_with_us(typed: str) -> bool:
    alone = _SIDE_ALONE.match(typed)
    return alone is not None and alone["we"] is not None


def _find_maker_unnamed(typed: str, deal: Deal) -> OfferSide:
    """The side of a line that names nobody: ours, unless a verb says that it may be somebody's."""
    bare = _BARE_OFFER.match(typed)
    if bare:
        return OfferSide(PartyId(US), typed[bare.end() :])
    # `came back with 97k` says of nobody who did.
    behind = _SAID_BY_NOBODY.search(typed)
    if behind is not None:
        return OfferSide(None, typed[: behind.start()] + typed[behind.end() :])
    verb = _VERB_ALONE.match(typed)
    if verb and not _begins_with_issue(typed, deal, within=2):
        return OfferSide(None, without_verb(typed[verb.end() :]))
    return OfferSide(PartyId(US), typed)


def _find_side_alone(typed: str, deal: Deal) -> OfferSide | None:
    """A side without a verb, with its terms right behind it: `they 220k, 10 yrs`, `wir Preis 5,80`."""
    found = _SIDE_ALONE.match(typed)
    if found is None:
        return None
    rest = typed[found.end() :]
    if _NUMBER.match(rest) is None and not _begins_with_issue(rest, deal, within=2):
        return None
    party = PartyId(US) if found["we"] else _only_other_side(deal)
    return OfferSide(party, without_verb(rest), found[0].strip())


def _find_somebody_of(typed: str, deal: Deal) -> OfferSide | None:
    """Somebody of one side by what they are there: `their CFO said 90k`, `our sales lead offered 95k`."""
    for pattern, is_ours in ((_OF_THEIRS, False), (_OF_OURS, True)):
        found = pattern.match(typed)
        if found is None:
            continue
        words = split_words(found["who"])
        is_issue = find_name(words, 0, words.count, deal.issues) is not None
        if is_issue or (is_ours and is_a_role(found["who"].split()[0])):
            continue
        party = PartyId(US) if is_ours else _only_other_side(deal)
        return OfferSide(party, without_verb(typed[found.end() :]), found["who"])
    return None


def is_a_role(word: str) -> bool:
    """Whether people of a table are called so: `supplier`."""
    staff = _ROLES_BY_SIDE["staff"]
    return any(word.casefold() in roles - staff for roles in _ROLES_BY_SIDE.values())


def find_offer_after_no(rest: str) -> str | None:
    """The offer that follows a no: of `declined and countered at 98k`, `countered at 98k`; None where none does."""
    then = _THEN.search(rest)
    if then is None or then.start() > _LONGEST_REFUSED:
        return None
    return rest[then.end() :]


def _find_role(typed: str, deal: Deal) -> OfferSide | None:
    """Somebody by what they are. The supplier is the other side of whoever buys, perhaps one of us where we sell."""
    found = _ROLE.match(typed)
    if found is None:
        return None
    rest = without_verb(typed[found.end() :])
    role = found["role"] or found["maker"]
    party = None if is_own_role(role, deal.side) else _only_other_side(deal)
    return OfferSide(party, rest, role)


def is_own_role(role: str, side: Side) -> bool:
    """Whether somebody called so may be one of us: `the seller` where we sell."""
    own = {
        Side.SELLING: _ROLES_BY_SIDE["selling"],
        Side.BUYING: _ROLES_BY_SIDE["buying"],
        Side.HIRING: _ROLES_BY_SIDE["hiring"],
        Side.PARTNERING: frozenset[str](),
    }
    return role.casefold() in own[side] | _ROLES_BY_SIDE["staff"]


def list_roles() -> str:
    """All words for people by what they are, as the alternatives of a regular expression."""
    return _ROLE_WORDS


def _find_somebody(typed: str, deal: Deal) -> OfferSide | None:
    """Somebody unknown who made an offer: `Nora offered 92k`. An issue that moved is nobody: `price moved to 92k`."""
    found = _SOMEBODY.match(typed)
    if found is None:
        return None
    who = found["who"]
    words = split_words(who)
    if find_name(words, 0, words.count, deal.issues) is not None or words.low[0] in FILLERS:
        return None
    verb = _AFTER_SOMEBODY.match(typed, found.end("who"))
    if verb is None:
        return None
    return OfferSide(None, without_verb(typed[verb.end() :]), who)


def without_verb(rest: str) -> str:
    """The terms without the words that belong to the verb: `95k is their final`, `92k geboten`, `Angebot: 95k`."""
    bare = _BARE_OFFER.match(rest)
    return _TAIL.sub("", rest[bare.end() :] if bare else rest, count=1)


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


def _only_other_side(deal: Deal) -> PartyId | None:
    """The other side where it is one party; None where it is one of several."""
    return deal.parties[0].id if len(deal.parties) == 1 else None


def _find_end_of_name(name: str, typed: str, *, is_full_name: bool) -> int | None:
    """Where the words at the beginning end that name a party, with their verb or colon; None where they do not name it.
    A party without a name is only taken where a verb or a colon follows what the deal is called."""
    before = _BEFORE_NAME.match(typed)
    # `offer from Acme: 95k`, but also `By Design: 95k`
    for start in dict.fromkeys((before.end() if before else 0, 0)):
        end = start + len(name)
        if typed[start:end].casefold() != name.casefold():
            continue
        after = _AFTER_A_NAME.match(typed, end)
        if after is None and is_full_name:
            after = _ALONE.match(typed, end)
        if after is not None:
            return after.end()
    return None


def _is_followed_by_offer(named: str, rest: str, deal: Deal) -> bool:
    """Whether a name is followed by an offer: beyond doubt after a colon, else by a number or an issue."""
    if named.rstrip().endswith((":", ",")):
        return True
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
