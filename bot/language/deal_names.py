"""Which of somebody's deals a sentence names: `Acme renewal: they want 15% off`, `in Globex pilot we gave a week`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("deal_names")
_BEFORE = _WORDS.pattern("before")
_DEAL = _WORDS.pattern("deal")
_TURNED = [compile_late(pattern, re.IGNORECASE) for pattern in _WORDS.phrases("turned")]
_SHORTEST = 3
"""A shorter name, or a shorter first word of one, names no deal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealNamed:
    """The deal that a sentence names, by its place among those asked about. `rest` is the sentence without the name
    where that only says which deal is meant. `is_sure` is False where the word may be one of the sentence: `Wartung`
    of the deal `Wartung Linie 2`."""

    place: int
    rest: str
    is_sure: bool


def find_named_deal(
    text: str, names: Sequence[str], parties: Sequence[Sequence[str]]
) -> DealNamed | None:
    """The one deal that the text names, by its name or by that of a party to it; None where it names none, or several.
    `parties` are the names of the other side of each deal."""
    whole = _find_by_whole_name(text, names)
    if whole is not None:
        return whole
    by_party = [
        place
        for place, known in enumerate(parties)
        if any(_has_words(text, name) for name in known)
    ]
    if len(by_party) == 1:
        return DealNamed(place=by_party[0], rest=text, is_sure=True)
    return None if by_party else _find_by_first_word(text, names)


def _find_by_whole_name(text: str, names: Sequence[str]) -> DealNamed | None:
    found = [place for place, name in enumerate(names) if _has_words(text, name)]
    # `Acme renewal 2027` names that deal and not `Acme renewal`.
    longest = [
        place for place in found if not any(_is_longer(names[one], names[place]) for one in found)
    ]
    if len(longest) != 1:
        return None
    place = longest[0]
    return DealNamed(place=place, rest=_without_name(text, names[place]), is_sure=True)


def _is_longer(name: str, other: str) -> bool:
    return len(name) > len(other) and other.casefold() in name.casefold()


def _find_by_first_word(text: str, names: Sequence[str]) -> DealNamed | None:
    """`Acme: they want 15% off` says which deal is meant; elsewhere the word is only a hint."""
    hinted: list[DealNamed] = []
    for place, name in enumerate(names):
        first = name.partition(" ")[0]
        if len(first) < _SHORTEST or not first[0].isupper():
            continue
        label = re.match(rf"\s*{re.escape(first)}\s*:\s*(?=\S)", text, re.IGNORECASE)
        if label is not None:
            hinted.append(DealNamed(place=place, rest=text[label.end() :], is_sure=True))
        elif re.search(rf"(?<!\w){re.escape(first)}(?!\w)", text):
            hinted.append(DealNamed(place=place, rest=text, is_sure=False))
    return hinted[0] if len(hinted) == 1 else None


def _has_words(text: str, name: str) -> bool:
    if len(name) < _SHORTEST or name.casefold() not in text.casefold():
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _without_name(text: str, name: str) -> str:
    """The text without a name that stands before a colon, or behind `in` or `for` at its beginning or end; "" where
    nothing else is in it."""
    named = rf"(?:{_DEAL}\s+)?[\"']?{re.escape(name)}[\"']?"
    alone = rf"\s*(?:{_BEFORE}\s+)?{named}\s*[.!?:]?\s*"
    if re.fullmatch(alone, text, re.IGNORECASE):
        return ""
    lead = rf"\s*(?:{named}\s*:|{_BEFORE}\s+{named}(?:\s*[,:]|(?=\s)))\s*(?=\S)"
    found = re.match(lead, text, re.IGNORECASE)
    if found is not None:
        return _turn_back(text[found.end() :])
    trail = rf"(?<=\S)[\s,]+(?:\(?{_BEFORE}\s+{named}\)?|\({named}\))\s*[.!]?\s*$"
    return re.sub(trail, "", text, flags=re.IGNORECASE)


def _turn_back(rest: str) -> str:
    """`bei Acme wollen sie 15%` leaves `wollen sie 15%`, which reads `sie wollen 15%`; a question stays as it is."""
    if "?" in rest:
        return rest
    for pattern in _TURNED:
        found = pattern.match(rest)
        if found is not None:
            return f"{found[2]} {found[1]}{rest[found.end() :]}"
    return rest
