"""Halves of a sentence held against each other: what of an ask is still missing, and a give that takes back its get."""

import re
from collections.abc import Iterable

from bot.domain.comparison import compare
from bot.domain.things import Likeness
from bot.language.languages import language_of
from bot.language.things import read_thing

_BETWEEN = re.compile(r",(?!\d)\s*(?:and |und |& )?|\s+(?:and|und|&|\+|plus)\s+", re.IGNORECASE)
_AND = {"de": " und "}
_WHEN_PAID = frozenset(("payment", "prepay"))
_HOW_CHEAP = frozenset(("discount",))


def name_rest(wanted: str, came: Iterable[str], locale: str) -> str:
    """The words of the things of a list that did not come yet; the whole wording where it is no list, and "" where all
    of it came."""
    parts = _BETWEEN.split(wanted)
    things = [read_thing(each, locale) for each in came]
    if len(parts) < 2:
        whole = read_thing(wanted, locale)
        came_all = any(compare(thing, whole) in (Likeness.SAME, Likeness.MORE) for thing in things)
        return "" if came_all else wanted
    missing = []
    for part in parts:
        named = read_thing(part, locale)
        if all(compare(thing, named) not in (Likeness.SAME, Likeness.MORE) for thing in things):
            missing.append(part)
    return _AND.get(language_of(locale), " and ").join(missing)


def take_each_other_back(give: str, get: str, locale: str = "en-US") -> bool:
    """Whether a give and what is asked for it are the opposite of each other: `net 45` and `prepayment`, `5% off` and
    `a 3% price cut`. Nobody would offer one for the other in a sentence."""
    given, got = read_thing(give, locale).words, read_thing(get, locale).words
    return any(given and got and given <= same and got <= same for same in (_WHEN_PAID, _HOW_CHEAP))
