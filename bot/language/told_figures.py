"""What somebody says that an entry costs, or is worth: `the foam was 650 actually`, `der Schaum kostet 650 statt 500`.

Whether an entry is called so, only the ledger can tell.
"""

import re
from dataclasses import dataclass

from bot.domain.fields import COST, WORTH
from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("told_figures")
_LONGEST_LINE = 100
"""Characters of a line that says no more than that."""
_FIGURE = r"[$€£]?\s?\d[\d.,']*\s?(?:k|m|mio|tsd)?\s?(?:[€$£]|eur|euro|usd|gbp|chf|kr)?"
_THING = r"(?P<thing>(?:\d+\s?%\s?)?[^\d,;:?#]{2,50}?|\d+\s?%)"

_LAST = _WORDS.words("last")
"""Words for what was typed last: `wait no, it was 400`."""


def _compile(key: str) -> tuple[re.Pattern[str], ...]:
    leads = rf"(?P<lead>(?:(?:{_WORDS.alternatives('leads')})[\s,:!.–-]+)*)"
    before = rf"(?:(?:{_WORDS.alternatives('before_thing')})\s+)?"
    fillers = rf"(?P<filler>(?:\s+(?:{_WORDS.alternatives('fillers')}))*)"
    instead = rf"(?:,?\s+(?:{_WORDS.alternatives('instead')})\s+(?P<old>{_FIGURE}))?"
    tails = rf"(?P<tail>(?:,?\s+(?:{_WORDS.alternatives('tails')}))*)"
    patterns = []
    for expression in _WORDS.expressions(key):
        text = expression.replace("<thing>", before + _THING)
        text = text.replace("<figure>", rf"{fillers}\s+(?P<new>{_FIGURE})")
        last = "|".join(sorted(_LAST, key=len, reverse=True))
        text = text.replace("<last>", rf"(?P<thing>(?:(?:{last})\b\s?)+)")
        text = text.replace("<figure_first>", rf"(?P<filler>)(?P<new>{_FIGURE})")
        patterns.append(compile_late(leads + text + instead + tails, re.IGNORECASE))
    return tuple(patterns)


_COSTS, _WORTHS, _PLAIN = _compile("cost"), _compile("worth"), _compile("plain")
_TRIGGERS = _WORDS.words("triggers")
_NO_THINGS = _WORDS.words("no_things")
"""Words that name a side or the whole deal and no entry: `they were at 250`, `the price is 250`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """The figure of the entry that a line calls `thing`, as typed; "" for the one typed last. `field` is the name of
    the field it belongs in; "" where the line does not say whether it is a cost (`the foam was 650`). `sure`: the line
    says that another one was wrong."""

    thing: str
    new: str
    field: str
    sure: bool


def read_told_figure(text: str) -> ToldFigure | None:
    """What figure a line tells of an entry by its name; None where it says something else."""
    if len(text) > _LONGEST_LINE * 4 or _TRIGGERS.isdisjoint(text.lower().split()):
        return None
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE or "\n" in text.strip():
        return None
    for field, patterns in ((COST.name, _COSTS), (WORTH.name, _WORTHS), ("", _PLAIN)):
        for pattern in patterns:
            found = pattern.fullmatch(line)
            if found is None:
                continue
            thing = found["thing"].strip()
            says_so = any(found[part] for part in ("lead", "filler", "old", "tail"))
            if _LAST.issuperset(thing.casefold().split()) and says_so:
                thing = ""
            elif not _NO_THINGS.isdisjoint(thing.casefold().split()):
                continue
            return ToldFigure(thing=thing, new=found["new"].strip(), field=field, sure=says_so)
    return None
