"""What a speaker asked for before, and whether less is wanted now: in sharing out, that is a move toward the other."""

import re
from collections.abc import Sequence

from bot.language.sentences.marks import Turn

_COUNTED = re.compile(
    r"\b(\d|one|two|three|both|all)\b(?: (?:more|extra|other|of|the|your|my|packs?|packages?|less|only))*"
    r"(?: ([a-z]{3,}))?"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "both": 2, "all": 3}
_NO_THING = frozenset(
    "and but for then please would could will can you are instead that this".split()
)


def own_before(said: Sequence[Turn]) -> str:
    """The last words of whoever is not the last speaker, which is who speaks now."""
    return next((text.lower() for who, text in reversed(said) if who != said[-1][0]), "")


def wants_less(now: str, before: str) -> bool:
    """Whether less of the same things is counted than before, and more of none. Both in lower case."""
    less, stood = _counts(now), _counts(before)
    if not less or not stood:
        return False
    if set(less) == {""}:
        return less[""] < max(stood.values())
    less.pop("", None)
    return all(less[it] <= stood.get(it, 0) for it in less) and any(
        less[it] < stood[it] for it in less
    )


def _counts(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, thing in _COUNTED.findall(text):
        name = "" if thing in _NO_THING else thing.removesuffix("s")
        found[name] = _NUMBERS.get(number) or int(number)
    return found
