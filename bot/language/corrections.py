"""Lines that correct themselves halfway: `5 days of training, no wait 3`, `24 Monate, ähm 36`.

The figure behind the correction takes the place of the one that it corrects, and what was there first is told as not
used. Where nobody can tell which figure is meant, the line is not read at all.
"""

import re
from dataclasses import dataclass

from bot.language.patterns import pattern_table
from bot.language.vocabulary import word_table

_WORDS = pattern_table("corrections")
CORRECTING = _WORDS.words("correcting")
"""Words without which a line corrects nothing."""
_UNITS = word_table("units").meanings("names")

_FIGURE = re.compile(
    r"(?P<sign>[$€£]\s?)?(?<![\w.,])(?P<digits>\d(?:[\d.,'’]*\d)?)(?P<size>k|m|mio|tsd)?(?![^\W_])(?P<end>\s?[%€$£])?",
    re.IGNORECASE,
)
_SURELY = re.compile(
    rf"(?:\s*[,;:–—-]+\s*|\s+)(?:{_WORDS.alternatives('surely')})[\s,:;.!–—-]+(?=[$€£]?\s?\d)",
    re.IGNORECASE,
)
# `5 days, no 3`: only as the end of a line, since `no` may begin a thing.
_BEHIND_COMMA = re.compile(
    rf"\s*[,;–—-]+\s*(?:{_WORDS.alternatives('behind_comma')})[\s,:;.!–—-]+(?=[$€£]?\s?\d\S*(?:\s\S+)?\s*$)",
    re.IGNORECASE,
)
_TURNED = re.compile(rf"\S[,;:–—-]*\s+(?:{_WORDS.alternatives('turned')})(?!\w)", re.IGNORECASE)
_BEGINS = re.compile(
    rf"\s*(?:{_WORDS.alternatives('turned')}|{_WORDS.alternatives('surely')})[\s,:;.!–—-]+(?=\S)",
    re.IGNORECASE,
)
_WORD_BEHIND = re.compile(r"[\s-]?(?P<word>[^\W\d_]+)")
_LONGEST = 200
"""Characters of a line in which a correction is looked for."""
_WHOLE_NUMBER = 1000
"""From it on a number is no longer short for thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedLine:
    """A line as its correction makes it, and the words that it no longer says; no text where nobody can tell."""

    text: str = ""
    dropped: str = ""


def begins_as_correction(text: str) -> bool:
    """Whether a line says first that what was said before is not right: `sorry I meant 45 pallet places`."""
    return _BEGINS.match(text) is not None


def correct_line(text: str) -> CorrectedLine | None:
    """The line with its correction made; None where it corrects nothing."""
    if len(text) > _LONGEST:
        return None
    turn = _SURELY.search(text) or _BEHIND_COMMA.search(text)
    if turn is None or not text[: turn.start()].strip():
        return CorrectedLine() if _TURNED.search(text) else None
    before, behind = text[: turn.start()], text[turn.end() :]
    figures = list(_FIGURE.finditer(before))
    new = _FIGURE.match(behind)
    if not figures or new is None:
        return None
    meant = [each for each in figures if _may_replace(before, each, behind, new)]
    if len(meant) > 1:
        word = _find_word(behind[new.end() :])
        meant = [each for each in meant if word and _find_word(before[each.end() :]) == word]
    if len(meant) != 1:
        return CorrectedLine()
    return _put_figure(before, meant[0], behind, new, dropped=text[meant[0].start() : turn.end()])


def _may_replace(before: str, old: re.Match[str], behind: str, new: re.Match[str]) -> bool:
    """Whether the new figure may stand for the old one: with the same sign, size and unit, or without."""
    for part in ("sign", "end"):
        if new[part] and (old[part] or "").strip() != new[part].strip():
            return False
    if new["size"] and (old["size"] or "").casefold() != new["size"].casefold():
        return False
    if old["size"] and not new["size"] and not _is_whole(new["digits"]):
        # `10k, no wait 8`
        return False
    unit, was = _find_unit(behind[new.end() :]), _find_unit(before[old.end() :])
    is_last = _FIGURE.search(before, old.end()) is None
    return not unit or unit == was or (not was and is_last)


def _is_whole(digits: str) -> bool:
    plain = re.sub(r"\D", "", digits)
    return int(plain) >= _WHOLE_NUMBER


def _find_unit(text: str) -> str:
    """The unit that begins a text, under its one name; "" where none does."""
    return _UNITS.get(_find_word(text), "")


def _find_word(text: str) -> str:
    found = _WORD_BEHIND.match(text)
    return found["word"].casefold() if found is not None else ""


def _put_figure(
    before: str, old: re.Match[str], behind: str, new: re.Match[str], *, dropped: str
) -> CorrectedLine:
    """The line with the new figure in the place of the old one, and what follows the correction behind it."""
    head, tail, rest = before[: old.start()], before[old.end() :], behind[new.end() :]
    figure = new[0]
    if not new["sign"] and not new["end"]:
        figure = f"{old['sign'] or ''}{figure}{old['end'] or ''}"
    rest = _without_repeated(tail, rest)
    joint = "" if rest.startswith((",", ";")) else " "
    text = f"{head}{figure}{tail.rstrip()}{joint}{rest}".strip()
    return CorrectedLine(text=text, dropped=dropped.strip())


def _without_repeated(tail: str, rest: str) -> str:
    """What follows the new figure without the words that already follow the old one: `24 months, sorry 36 months`."""
    tail_words, rest_words = tail.split(), rest.split()
    same = 0
    for one, other in zip(tail_words, rest_words, strict=False):
        both = [word.strip("-,.").casefold() for word in (one, other)]
        if both[0] != both[1] and (
            same or _find_unit(both[0]) != _find_unit(both[1]) or not _find_unit(both[0])
        ):
            break
        same += 1
    return " ".join(rest_words[same:])
