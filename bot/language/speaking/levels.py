"""How much of one thing came, and how much of it was wanted: *12 months* of *a 24-month term*."""

import re
from dataclasses import dataclass

_NOMINATIVES = {"Monaten": "Monate", "Jahren": "Jahre", "Tagen": "Tage", "Quartalen": "Quartale"}
"""*von 6 Monaten*, but *damit es 6 Monate werden*."""
_COUNTED = re.compile(r"\b(\d[\d.,]*) ([^\W\d][\w-]+)")
_PLURAL_BEHIND = re.compile(r" [a-z]+s$")
"""The noun behind a unit, which is then none: `4 site visits`."""
_NOUN_BEHIND = re.compile(r"(?: [a-zäöüß-]+){0,2} (?:[a-z]+s|[A-ZÄÖÜ][\w-]+)$")
"""The noun behind a counted word: `20 bonus spots`, `5 free parking spots`, *5 kostenlose Plätze*."""
_TIMES = ("month", "year", "monat", "jahr")
"""Units that are heard as the same measure: `2 years` came of `36 months`."""
_LONG = 5
_SHORTEST_SHARED = 4
"""A shorter word that two wordings share tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    number: str
    unit: str
    said: str


def find_further_level(came: str, wanted: str, units: str, not_counted: str) -> str:
    """The level of what was wanted where less of the same came; empty where the two have no levels of one unit.
    `units` finds a number with its unit, `not_counted` the words that no number counts (`line 2 in January`)."""
    if came == wanted:
        return ""
    level, other = _find_level(wanted, units), _find_level(came, units)
    if level is not None and other is not None and level.said != other.said:
        is_same_unit = level.unit == other.unit and level.number != other.number
        if is_same_unit or (level.unit.startswith(_TIMES) and other.unit.startswith(_TIMES)):
            return level.said
    return _find_other_number(came, wanted, not_counted)


def shares_thing(came: str, wanted: str) -> bool:
    """Whether two wordings speak of one thing, such as two contracts that last differently long."""
    one, other = _list_long_words(came), _list_long_words(wanted)
    # *ein Wochenende* of *zwei Wochenenden*
    return any(
        a == b or (len(a) > _LONG and (a + "n" == b or a + "s" == b)) for a in one for b in other
    )


def _list_long_words(text: str) -> set[str]:
    shared: set[str] = set()
    for word in re.findall(r"[^\W\d_]+", text):
        # an abbreviation such as `MOQ` tells as much as a long word
        is_telling = len(word) >= _SHORTEST_SHARED or (len(word) > 2 and word.isupper())
        if is_telling and not word.casefold().startswith(_TIMES):
            shared.add(word.casefold())
    return shared


def _find_other_number(came: str, wanted: str, not_counted: str) -> str:
    """What was wanted of a thing that is counted in the same words in both, but with another number: `25 stores` of `a
    listing in 40 stores`; else empty."""
    found, before = _list_counted(wanted, not_counted), _list_counted(came, not_counted)
    if len(found) != 1 or len(before) != 1:
        return ""
    (number, counted), (number_before, counted_before) = found[0].groups(), before[0].groups()
    noun, noun_before = counted.casefold(), counted_before.casefold()
    is_same = noun.startswith(noun_before) or noun_before.startswith(noun)
    if not is_same or number == number_before:
        return ""
    noun_behind = _find_noun_behind(wanted, found[0], set(not_counted.split()))
    return (
        "" if noun_behind is None else f"{number} {_NOMINATIVES.get(counted, counted)}{noun_behind}"
    )


def _find_noun_behind(text: str, counted: re.Match[str], not_counted: set[str]) -> str | None:
    """The words up to the noun that is counted; "" where the counted word is that noun, None where nobody can tell:
    *5 free* says nothing."""
    rest = text[counted.end() :]
    first = rest.split(maxsplit=1)[0].casefold() if rest.startswith(" ") and rest.strip() else ""
    if not first or first in not_counted or not first[0].isalpha():
        return ""
    found = _NOUN_BEHIND.fullmatch(text, counted.end())
    if found is not None and not_counted.isdisjoint(found[0].casefold().split()):
        return found[0]
    is_noun = counted[2].endswith("s") or counted[2][:1].isupper()
    return "" if is_noun else None


def _list_counted(text: str, not_counted: str) -> list[re.Match[str]]:
    words = set(not_counted.split())
    return [found for found in _COUNTED.finditer(text) if found[2].casefold() not in words]


def _find_level(text: str, units: str) -> _Level | None:
    """The one level in a text, with its unit in the singular; None where there is none or more than one."""
    found = list(re.finditer(units, text)) if units else []
    if len(found) != 1 or _PLURAL_BEHIND.fullmatch(text, found[0].end()):
        return None
    number, unit = found[0]["number"], found[0]["unit"].strip("- ")
    if not unit or unit == "%":
        return _Level(number=number, unit=unit, said=found[0][0].strip())
    if unit[0].isupper():
        # *Monat*, *Monate*, *Woche*, *Wochen*
        plural = _NOMINATIVES.get(unit, unit)
        return _Level(number=number, unit=unit.lower().rstrip("en"), said=f"{number} {plural}")
    single = unit.lower().removesuffix("s")
    return _Level(number=number, unit=single, said=f"{number} {single}s")
