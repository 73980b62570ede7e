"""Lines that only put a figure right that was typed before: `no, 5 not 6`, `quatsch, 8 nicht 10`, `sorry worth 5k not
4k`. Which entry has that figure is known to the ledger alone."""

import re
from dataclasses import dataclass

from bot.domain.fields import COST, WORTH
from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("figure_corrections")
_FIGURE = r"[$€£]?\s?\d[\d.,']*\s?(?:k|m|mio|tsd)?\s?[%€$£]?"
_UNIT = r"(?:\s[^\W\d_]+){0,2}"
_LONGEST_NAMED = 80
"""Characters of a line that names what the figure is of, and says no more."""
_MEANT = _WORDS.alternatives("meant")
_CORRECTION = compile_late(
    rf"(?:(?:{_WORDS.alternatives('leads')})[\s,:;.!–-]+)+(?:(?:{_MEANT})[\s,:]+)?"
    rf"(?:(?:{_WORDS.alternatives('it_is')})\s+)?"
    rf"(?:(?:(?P<cost>{_WORDS.alternatives('cost')})|(?P<worth>{_WORDS.alternatives('worth')}))\s+)?"
    rf"(?P<new>{_FIGURE}){_UNIT}?(?:\s(?:{_MEANT}))?,?\s+(?:(?:{_WORDS.alternatives('and')})\s+)?"
    rf"(?:{_WORDS.alternatives('instead')})\s+(?P<old>{_FIGURE}){_UNIT}",
    re.IGNORECASE,
)
_THING = rf"(?:(?:{_WORDS.alternatives('before_thing')})\s+)?[^\d,;:?#]{{2,40}}?\s+(?:{_WORDS.alternatives('is')})"
_LEADS = rf"(?:(?:{_WORDS.alternatives('leads')})[\s,:;.!–-]+)*"
_NEW, _OLD = rf"(?P<new>{_FIGURE}){_UNIT}", rf"(?P<old>{_FIGURE}){_UNIT}"
_AND = rf"(?:(?:{_WORDS.alternatives('and')})\s+)?"
_BUT = rf"(?:(?:{_WORDS.alternatives('but')})\s+)?"
_IT_IS = rf"(?:{_THING}|(?:{_WORDS.alternatives('it_is')}))"
_FIGURE_FIRST = (
    rf"{_LEADS}{_THING}\s+{_NEW}?,?\s+{_AND}(?:{_WORDS.alternatives('instead')})\s+{_OLD}"
)
"""`the deposit was 750 not 800`"""
_DENIAL_FIRST = rf"{_LEADS}(?:{_WORDS.alternatives('not')})\s+{_OLD}?,?\s+{_BUT}{_IT_IS}\s+{_NEW}"
"""`not 350 the tow bar is 250`"""
_NAMED_CORRECTIONS = (
    compile_late(_FIGURE_FIRST, re.IGNORECASE),
    compile_late(_DENIAL_FIRST, re.IGNORECASE),
)

_SIZE = re.compile(r"(?:k|m|mio|tsd)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCorrection:
    """The right figure and the one that it replaces, as typed; `field` is the name of the field that the line says it
    is in, "" where it says none."""

    new: str
    old: str
    field: str = ""
    names_thing: bool = False
    """Whether the line says what the figure is of: `the deposit was 750 not 800`."""

    def correct(self, text: str) -> str | None:
        """The text with the right figure; None where the old one is not in it, or more than once."""
        bare = re.escape(self.old.strip("%€$£ "))
        found = re.findall(rf"(?<![\w.,]){bare}(?![\d.,]*\d)", text)
        if len(found) != 1:
            return None
        new = self.new.strip("%€$£ ")
        return re.sub(rf"(?<![\w.,]){bare}(?![\d.,]*\d)", new, text)


def read_figure_correction(text: str) -> FigureCorrection | None:
    """What figure a line puts right; None where it says something else."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    found = _CORRECTION.fullmatch(line)
    field = ""
    if found is not None and found["cost"]:
        field = COST.name
    elif found is not None and found["worth"]:
        field = WORTH.name
    names_thing = found is None
    if found is None and len(line) <= _LONGEST_NAMED:
        matches = (pattern.fullmatch(line) for pattern in _NAMED_CORRECTIONS)
        found = next((each for each in matches if each is not None), None)
    if found is None:
        return None
    new, old = found["new"].strip(), found["old"].strip()
    size = _SIZE.search(old)
    if size is not None and _SIZE.search(new) is None and not new.endswith("%"):
        # `5 not 4k`
        new += size[0]
    return FigureCorrection(new=new, old=old, field=field, names_thing=names_thing)
