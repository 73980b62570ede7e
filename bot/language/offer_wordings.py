"""Everyday ways to say an offer, brought into the order that is read: `let's meet at 29.5k`, `jetzt wollen sie 56k`,
`30k is their lowest`, `they won't go below 76k`."""

import re

from bot.language.offer_sides import list_roles
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("offer_wordings")
_SIDES = pattern_table("offer_sides")
_FIGURE_AHEAD = r"(?=[^\d#]{0,25}?(?:\d[\d.,']*\d|\d+(?:[.,]\d+)?\s?(?:k|m|mio|tsd|%|[€$£])))"
"""A sum of money or a share, and no number of an offer: `they'd take 29k`."""
_AMOUNT = r"[~≈]?(?:[A-Z]{3}\s?)?[$€£¥]?\s?\d[^,;!?]*?"
_SUM = r"[~≈]?(?:[A-Z]{3}\s?)?[$€£¥]?\s?\d[^\s,;!?]*(?:\s+(?:[A-Z]{3}|[€$£]))?(?:\s+(?:per|pro|a|je|im)\s+\w+)?"
_FIRST = _WORDS.alternatives("first")
_MEETING = _WORDS.alternatives("meeting")
_PROPOSAL = compile_late(
    rf"(?:(?:{_FIRST})[,\s]+)*(?:{_WORDS.alternatives('proposal')})[:,]?\s+(?=\D{{0,25}}\d)",
    re.IGNORECASE,
)
_PROPOSED_MEETING = compile_late(
    rf"(?P<verb>(?<!\w)(?:{_WORDS.alternatives('proposes')})),?\s+(?:{_MEETING})\s+(?=\D{{0,12}}\d)",
    re.IGNORECASE,
)
_WOULD_ACCEPT = compile_late(
    rf"(?P<who>\D{{1,30}}?)(?:{_WORDS.alternatives('would_accept')})\s+{_FIGURE_AHEAD}",
    re.IGNORECASE,
)
_NO_FURTHER = compile_late(
    rf"(?P<who>\D{{1,40}}?)(?:{_WORDS.alternatives('no_further')})\s+{_FIGURE_AHEAD}",
    re.IGNORECASE,
)
_NO_FURTHER_FIRST = compile_late(
    rf"(?:{_WORDS.alternatives('beyond')})\s+(?P<amount>{_AMOUNT})\s+(?:{_WORDS.alternatives('does')})"
    rf"\s+(?P<who>{_SIDES.alternatives('they')}|{_SIDES.alternatives('we')})"
    rf"(?:\s+(?:{_WORDS.alternatives('object')}))?\s+(?:{_WORDS.alternatives('not')})(?!\w)[\s.!]*",
    re.IGNORECASE,
)
_INVERTED = compile_late(
    rf"(?P<first>(?:(?:{_FIRST})[,\s]+)*)(?P<verb>{_WORDS.alternatives('inverted')})"
    rf"\s+(?P<who>{_WORDS.alternatives('inverted_subject')})\s+",
    re.IGNORECASE,
)
_FIRST_WORDS = compile_late(rf"(?:(?:{_FIRST})[,\s]+)+(?=\S)", re.IGNORECASE)
_OWNED_BEHIND = compile_late(
    rf"(?P<amount>{_AMOUNT})\s+(?:{_WORDS.alternatives('is')})\s+"
    rf"(?:(?P<our>{_SIDES.alternatives('our')})|(?:{_SIDES.alternatives('their')}))\s+"
    rf"(?:{_WORDS.alternatives('called')})(?!\w)",
    re.IGNORECASE,
)
_FROM_BEHIND = compile_late(
    rf"(?P<amount>{_SUM})\s+(?:{_WORDS.alternatives('from')})\s+"
    rf"(?:(?P<our>{_SIDES.alternatives('we')})|(?:{_SIDES.alternatives('they')}))(?=[\s.!]*$|[,;])",
    re.IGNORECASE,
)
_FROM_ROLE_BEHIND = compile_late(
    rf"(?P<amount>{_SUM})\s+(?:{_WORDS.alternatives('from')})\s+"
    rf"(?:(?:{_SIDES.alternatives('article')})\s+)?(?P<role>{list_roles()})(?=[\s.!]*$|[,;])",
    re.IGNORECASE,
)
_REPORTED = compile_late(
    rf"(?:(?P<our>{_SIDES.alternatives('we')})|(?:{_SIDES.alternatives('they')}))\s+(?:{_WORDS.alternatives('reports')}),?"
    rf"\s+(?:that\s+|dass\s+)?(?=(?:(?P<we>{_SIDES.alternatives('we')})|(?:{_SIDES.alternatives('they')}))(?:'\w+)?\s)",
    re.IGNORECASE,
)
"""`she said she could do 11k`"""
_MOVED_FROM = compile_late(
    rf"(?P<verb>(?<!\w)(?:{_WORDS.alternatives('moves')}))\s+(?:{_WORDS.alternatives('moved_from')})\s+{_SUM}"
    rf"\s+(?=(?:{_WORDS.alternatives('moved_to')})\s)",
    re.IGNORECASE,
)
"""`they went from 10k to 10.5k`"""
_LIMIT_OF_THEIRS = compile_late(
    rf"(?:{_SIDES.alternatives('their')})\s+(?:{_WORDS.alternatives('limits_of_theirs')})\s+(?=[$€£]?\d)",
    re.IGNORECASE,
)
_SAID_BEHIND = compile_late(
    rf"(?P<terms>\S.*?\d.*?),?\s+(?:(?:(?P<we>{_SIDES.alternatives('we')})|(?:{_SIDES.alternatives('they')}))\s+"
    rf"(?:{_WORDS.alternatives('said_behind')})|(?:{_WORDS.alternatives('said_first')})\s+"
    rf"(?:(?P<us>{_SIDES.alternatives('we')})|(?:{_SIDES.alternatives('they')})))[\s.!]*",
    re.IGNORECASE,
)
_OBJECT_FIRST = compile_late(
    rf"(?P<object>(?:(?:{_WORDS.alternatives('object_links')})\s+)?(?:(?:die|den|das|the)\s+)?{_SUM})\s+"
    rf"(?P<verb>{_WORDS.alternatives('object_first')})\s+(?P<who>{_WORDS.alternatives('inverted_subject')})(?!\w)",
    re.IGNORECASE,
)
"""`85k haben sie abgelehnt`, `für 86k machen sie es`"""
_MADE_DAY = compile_late(rf"(?<!\w)(?:{_WORDS.alternatives('made_day')})(?!\w)", re.IGNORECASE)
_OURS, _THEIRS, _OFFERS = "us: ", "they: ", " offer "
_QUESTION = "? \t"
_LONGEST = 300
"""Characters of a line that is looked at; a longer one is not said in passing."""


def straighten_offer(typed: str) -> str:
    """The line with who makes the offer before what it says; as it was where it says so already."""
    if len(typed) > _LONGEST:
        return typed
    proposal = _PROPOSAL.match(typed)
    if proposal is not None:
        return _OURS + typed[proposal.end() :].rstrip(_QUESTION)
    text = _put_subject_first(_take_out_report(_put_day_last(typed)))
    text = _MOVED_FROM.sub(lambda found: f"{found['verb']} ", text, count=1)
    text = _PROPOSED_MEETING.sub(lambda found: f"{found['verb']} ", text, count=1)
    for pattern in (_WOULD_ACCEPT, _NO_FURTHER):
        found = pattern.match(text)
        if found is not None:
            return found["who"].rstrip() + _OFFERS + text[found.end() :]
    return text


def is_proposal(typed: str) -> bool:
    """Whether a line puts a figure forward, also with a question mark behind it: `how about 29k?`."""
    return _PROPOSAL.match(typed) is not None


def _put_day_last(text: str) -> str:
    """The line with the day that the offer was made behind the terms: `sie sagten letzte Woche 88k`."""
    day = _MADE_DAY.search(text)
    if day is None:
        return text
    if any(map(str.isdigit, text[: day.start()])):
        # `they were at 10k 2 days ago`
        is_last = " " in day[0] and not text[day.end() :].strip(" .!")
        return f"{text[: day.start()].rstrip(' ,')}, {day[0]}" if is_last else text
    rest = f"{text[: day.start()].rstrip(' ,')} {text[day.end() :].lstrip(' ,')}".strip()
    return f"{rest}, {day[0]}" if any(map(str.isdigit, rest)) else text


def _take_out_report(text: str) -> str:
    """The line without who reports what the same side said: `she said she could do 11k`, `11k, they said`."""
    reported = _REPORTED.match(text)
    if reported is not None and bool(reported["our"]) == bool(reported["we"]):
        return text[reported.end() :]
    behind = _SAID_BEHIND.fullmatch(text)
    if behind is None:
        return text
    return (_OURS if behind["we"] or behind["us"] else _THEIRS) + behind["terms"]


def _put_subject_first(text: str) -> str:
    first = _NO_FURTHER_FIRST.fullmatch(text)
    if first is not None:
        return f"{first['who']}{_OFFERS}{first['amount']}"
    for pattern in (_OWNED_BEHIND, _FROM_BEHIND):
        found = pattern.match(text)
        if found is not None:
            side = _OURS if found["our"] else _THEIRS
            return side + found["amount"] + text[found.end() :]
    by_role = _FROM_ROLE_BEHIND.match(text)
    if by_role is not None:
        return f"{by_role['role']}: {by_role['amount']}{text[by_role.end() :]}"
    found = _OBJECT_FIRST.match(text)
    if found is not None:
        return f"{found['who']} {found['verb']} {found['object']}{text[found.end() :]}"
    found = _LIMIT_OF_THEIRS.match(text)
    if found is not None:
        return _THEIRS + text[found.end() :]
    inverted = _INVERTED.match(text)
    if inverted is not None:
        return f"{inverted['who']} {inverted['verb']} {text[inverted.end() :]}"
    words = _FIRST_WORDS.match(text)
    return text if words is None else text[words.end() :]
