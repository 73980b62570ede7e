"""What we want from the other side, told in a sentence: `we need a reference from them`, `wir hätten gern Fotos`."""

import re

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("own_wishes")
_LONGEST_LINE = 120
"""Characters of a line that says no more than what we want."""
_FROM_THEM = rf"(?:\s+(?:{_WORDS.alternatives('from_them')}))?"
_TAIL = rf"{_FROM_THEM}(?:\s+(?:{_WORDS.alternatives('tail')}))*"
_WISHES = tuple(
    compile_late(
        expression.replace("<from_them>", _FROM_THEM).replace("<thing>", r"(?P<thing>\S.{1,90}?)")
        + _TAIL,
        re.IGNORECASE,
    )
    for expression in _WORDS.expressions("wishes")
)
_NO_THING = compile_late(rf"(?:{_WORDS.alternatives('no_thing')})\b", re.IGNORECASE)
"""`we need to think`, `we want help`: nothing that the other side would give."""
_OWN_DEED = compile_late(_WORDS.alternatives("deed_at_end"))
_ONLY_FIGURE = re.compile(
    r"[~≈]?[$€£]?\s?\d[\d.,']*\s?(?:k|m|mio|tsd)?\s?(?:[%€$£]|eur|usd|gbp)?", re.IGNORECASE
)
_SUM = re.compile(
    r"[$€£¥]|\d[\d.,]*\s?(?:k|m|mio|tsd|eur|usd|gbp|chf)\b|\d{3}|\d[.,]\d{3}", re.IGNORECASE
)
_SAYS_MORE = compile_late(rf"\b(?:{_WORDS.alternatives('says_more')})\b", re.IGNORECASE)
"""`we want photos if they want 2 % off` is more than a wish."""

_DENIED = compile_late(rf"\b(?:{_WORDS.alternatives('denied')})\b", re.IGNORECASE)


def find_own_wish(text: str) -> str | None:
    """The thing that a sentence says we want from them; None where it says something else, or may."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE or "\n" in text.strip() or line.endswith("?") or "," in line:
        return None
    for pattern in _WISHES:
        found = pattern.fullmatch(line)
        if found is None:
            continue
        thing = found["thing"].strip()
        is_other = (
            _ONLY_FIGURE.fullmatch(thing)
            or _OWN_DEED.fullmatch(line)
            # `we need at least 54k` may tell how far we would go.
            or _SUM.search(thing)
            or "#" in thing
            # `wir brauchen die Garantie nicht`
            or _DENIED.search(line)
        )
        if is_other or _NO_THING.match(thing) or _SAYS_MORE.search(thing):
            return None
        return thing
    return None
