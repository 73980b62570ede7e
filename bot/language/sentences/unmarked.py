"""Asks that no mark shows: read where nothing else was found, by what is wanted rather than by how it is put."""

from bot.language.patterns import pattern_table
from bot.language.sentences.prices import BUYER, SELLER

_WORDS = pattern_table("sentences.unmarked")
_WANTS_SHARE = _WORDS.expression("wants_share")
_ASKED_WISHES = _WORDS.expression("asked_wishes")
_LEAVES_OPEN = _WORDS.expression("leaves_open")
_NAMES_THINGS = _WORDS.expression("names_things")
_CHEAPER = _WORDS.expression("cheaper")
_DEARER = _WORDS.expression("dearer")


def asks_without_mark(lower: str, role: str, before: str = "") -> bool:
    """Whether a text, in which no mark moves anything, still wants something. `before` is the turn it answers. Both are
    in lower case."""
    if role == BUYER:
        return _CHEAPER.search(lower) is not None
    if role == SELLER:
        return _DEARER.search(lower) is not None
    if _WANTS_SHARE.search(lower) or _NAMES_THINGS.fullmatch(lower):
        return True
    was_asked = _ASKED_WISHES.search(before) is not None
    return was_asked and not _LEAVES_OPEN.search(lower)
