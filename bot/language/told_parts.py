"""How far they go, told as a figure: `they can do 15`, `1500 sagen sie`, `deposit only 20`.

Which ask of ours that is about, and whether it is less than that, only the ledger can tell.
"""

import re
from dataclasses import dataclass

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table
from bot.language.wishes import find_sure_wish

_WORDS = pattern_table("told_parts")
_LONGEST_LINE = 60
"""Characters of a line that says no more than that."""
_FIGURE = r"(?P<figure>[$€£]?\s?\d[\d.,]*\s?(?:k\b|%|[€$£]|(?:eur|euros?|usd|gbp|chf|percent|prozent)\b)?)"
_THING = r"(?P<thing>[^\d,;:?#]{2,40}?)"


def _compile_lines(key: str) -> tuple[re.Pattern[str], ...]:
    leads = rf"(?:(?:{_WORDS.alternatives('leads')})[\s,:!.–-]+)*"
    tails = rf"(?:,?\s+(?:{_WORDS.alternatives('tails')}))*"
    return tuple(
        compile_late(
            leads + each.replace("<thing>", _THING).replace("<figure>", _FIGURE) + tails,
            re.IGNORECASE,
        )
        for each in _WORDS.expressions(key)
    )


_LINES = _compile_lines("lines")
_AGREED = _compile_lines("agreed")
_SUM = re.compile(r"[$€£]|\d\s?k\b|\d{3}|\d[.,]\d{3}|\b(?:eur|usd|gbp|chf)\b", re.IGNORECASE)
_FIGURE_WANTED = compile_late(
    rf"{_FIGURE}(?:\s+(?:{_WORDS.alternatives('for_what')})\s+[^\d,;]{{2,30}})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """The figure they go to, as typed, and what it is about; "" where the line does not say."""

    thing: str
    figure: str

    @property
    def digits(self) -> str:
        """The figure without a currency or another unit."""
        return re.sub(r"[^\d.,k]", "", self.figure.lower()).strip(".,")


def read_told_part(text: str) -> ToldPart | None:
    """The figure that a line says they go to; None where it says something else."""
    if len(text) > _LONGEST_LINE * 4 or "?" in text:
        return None
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE:
        return None
    for pattern in _LINES:
        found = pattern.fullmatch(line)
        if found is not None:
            thing = found.groupdict().get("thing") or ""
            return ToldPart(thing=thing.strip(), figure=found["figure"].strip())
    return None


def read_sum_agreed(text: str) -> str | None:
    """The sum of money that a line says they agreed to, and nothing else: `400k ok`; None where it says more."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE:
        return None
    for pattern in _AGREED:
        found = pattern.fullmatch(line)
        if found is not None and _SUM.search(found["figure"]) is not None:
            return found["figure"].strip()
    return None


def read_figure_wanted(text: str) -> ToldPart | None:
    """The figure that they want, where a line says no more than what it is for: `they want 2400 for the season`."""
    wish = find_sure_wish(text[:LONGEST])
    found = _FIGURE_WANTED.fullmatch(wish.rstrip(" .!")) if wish is not None else None
    return ToldPart(thing="", figure=found["figure"].strip()) if found is not None else None
