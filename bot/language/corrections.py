"""Lines that correct themselves halfway: `5 days of training, no wait 3`, `24 Monate, ähm 36`.

The figure behind the correction takes the place of the one that it corrects, and what was there first is told as not
used. Where nobody can tell which figure is meant, the line is not read at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.patterns import compile_late, pattern_table
from bot.language.vocabulary import word_table

_WORDS = pattern_table("corrections")
CORRECTING = _WORDS.words("correcting")
"""Words without which a line corrects nothing."""
_UNITS = word_table("units").meanings("names")

_FIGURE = re.compile(
    r"(?P<sign>[$€£]\s?)?(?<![\w.,])(?P<digits>\d(?:[\d.,'’]*\d)?)(?P<size>k|m|mio|tsd)?(?![^\W_])(?P<end>\s?[%€$£])?",
    re.IGNORECASE,
)
_SURELY = compile_late(
    rf"(?:\s*[,;:–—-]+\s*|\s+)(?:{_WORDS.alternatives('surely')})[\s,:;.!–—-]+(?=[$€£]?\s?\d)",
    re.IGNORECASE,
)
_ALONE = r"[$€£]?\s?\d[\d.,'’]*(?:k|m|mio|tsd)?\s?[%€$£]?(?:\s[^\W\d_]+)?"
"""A figure that stands alone, with one word behind it."""
# `5 days, no 3`, `3 months, no, 2, cost 600`: only before the end or a comma, since `no` may begin a thing.
_BEHIND_COMMA = compile_late(
    rf"\s*[,;(–—-]+\s*(?:{_WORDS.alternatives('behind_comma')})[\s,:;.!–—-]+(?={_ALONE}\s*(?:\)|[,;]\s|[,;.]?$))",
    re.IGNORECASE,
)
# `24 months - 36 actually`, `20 Paletten, 18 meine ich`
_BEHIND_FIGURE = compile_late(
    rf"\s*[,;(–—-]+\s*(?P<new>{_ALONE})[\s,]+(?:{_WORDS.alternatives('behind_figure')})(?=\s*(?:\)|[,;]\s|[,;.]?$))",
    re.IGNORECASE,
)
_NAMED_DAYS = word_table("days").numbers("weekdays"), word_table("days").numbers("months")
# `in March, no April`, `bis Montag, ach nein Dienstag`
_DAY_BEHIND = compile_late(
    rf"\s*[,;(–—-]+\s*(?:{_WORDS.alternatives('surely')}|{_WORDS.alternatives('behind_comma')})[\s,:;.!–—-]+"
    r"(?:(?:the|on|in|by|am|im|bis|zum|ab)\s+)*(?P<day>[^\W\d_]{3,12})(?=\s*(?:\)|[,;]\s|[,;.]?$))",
    re.IGNORECASE,
)
_CLAUSE = compile_late(rf"[,;]\s|\s(?:{_WORDS.alternatives('joiners')})\s", re.IGNORECASE)
_EDGES = " ,;:.!()–—-"
_NEAR_IN_SIZE = 5
"""A figure that is so many times the other one is hardly a correction of it."""
_TURNED = compile_late(rf"\S[,;:–—-]*\s+(?:{_WORDS.alternatives('turned')})(?!\w)", re.IGNORECASE)
_BEGINS = compile_late(
    rf"\s*(?:{_WORDS.alternatives('turned')}|{_WORDS.alternatives('surely')})[\s,:;.!–—-]+(?=\S)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
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
    day = _correct_day(text)
    if day is not None:
        return day
    turn = _find_correction(text)
    if turn is None:
        return CorrectedLine() if _TURNED.search(text) else None
    before, behind, said = turn.before, turn.behind, turn.said
    figures = list(_FIGURE.finditer(before))
    new = _FIGURE.match(behind)
    if not figures or new is None:
        return None
    meant = [each for each in figures if _may_replace(before, each, behind, new)]
    if len(meant) > 1:
        word = _find_word(behind[new.end() :])
        of_word = [each for each in meant if word and _find_word(before[each.end() :]) == word]
        meant = of_word or meant
    if len(meant) > 1:
        # `before 5 o'clock, cost 400, no 450`
        meant = [each for each in meant if _is_near_in_size(each, new)]
    if len(meant) != 1:
        meant = _find_in_last_clause(before, figures, behind, new)
    if len(meant) != 1:
        return CorrectedLine()
    return _put_figure(before, meant[0], behind, new, said=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CorrectionPoint:
    """Where a line corrects itself: what stands before and behind the words that say so."""

    before: str
    behind: str
    said: str


def _find_correction(text: str) -> _CorrectionPoint | None:
    """Where the line corrects a figure; None where it does not, or has nothing before it."""
    found = _SURELY.search(text) or _BEHIND_COMMA.search(text) or _BEHIND_FIGURE.search(text)
    if found is None or not text[: found.start()].strip():
        return None
    behind = text[found.end() :]
    said = found[0].strip(_EDGES)
    if "new" in found.re.groupindex:
        behind = f"{found['new']}{behind}"
        said = said.removeprefix(found["new"]).strip(_EDGES)
    if "(" in found[0]:
        behind = behind.replace(")", "", 1)
    return _CorrectionPoint(before=text[: found.start()], behind=behind, said=said)


def _correct_day(text: str) -> CorrectedLine | None:
    """The line with the right weekday or month; None where it corrects none, or where two may be meant."""
    turn = _DAY_BEHIND.search(text)
    if turn is None:
        return None
    before, day = text[: turn.start()], turn["day"]
    for names in _NAMED_DAYS:
        if day.casefold() not in names:
            continue
        old = [each for each in _WORD.finditer(before) if each[0].casefold() in names]
        if len(old) != 1:
            return CorrectedLine()
        closing = turn.end() + text[turn.end() :].find(")") + 1 if "(" in turn[0] else turn.end()
        head, tail = before[: old[0].start()], before[old[0].end() :]
        said = turn[0].removesuffix(day).strip(_EDGES)
        return CorrectedLine(
            text=f"{head}{day}{tail}{text[closing:]}", dropped=f"{old[0][0]}; {said}"
        )
    return None


def _find_in_last_clause(
    before: str, figures: Sequence[re.Match[str]], behind: str, new: re.Match[str]
) -> list[re.Match[str]]:
    """The only figure of the clause right before the correction, where it is near in size: `5% off and 3 free days,
    no 4`."""
    starts = [each.end() for each in _CLAUSE.finditer(before)]
    if not starts:
        return []
    last = [each for each in figures if each.start() >= starts[-1]]
    if len(last) != 1 or not _may_replace(before, last[0], behind, new):
        return []
    return last if _is_near_in_size(last[0], new) else []


def _is_near_in_size(old: re.Match[str], new: re.Match[str]) -> bool:
    one, other = _read_size(old["digits"]), _read_size(new["digits"])
    return one <= other * _NEAR_IN_SIZE and other <= one * _NEAR_IN_SIZE


def _read_size(digits: str) -> float:
    """About how large a number is, which is enough to compare two of them that are typed alike."""
    try:
        return float(digits.replace("'", "").replace("’", "").replace(",", "."))
    except ValueError:
        return float(re.sub(r"\D", "", digits))


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
    before: str, old: re.Match[str], behind: str, new: re.Match[str], *, said: str
) -> CorrectedLine:
    """The line with the new figure in the place of the old one, and what follows the correction behind it. `said` are
    the words that say that it is corrected, which go with the old figure."""
    head, tail, rest = before[: old.start()], before[old.end() :], behind[new.end() :]
    figure = new[0]
    if not new["sign"] and not new["end"]:
        figure = f"{old['sign'] or ''}{figure}{old['end'] or ''}"
    rest = _without_repeated(tail, rest)
    joint = "" if rest.startswith((",", ";")) else " "
    text = f"{head}{figure}{tail.rstrip()}{joint}{rest}".strip()
    return CorrectedLine(text=text, dropped=f"{old[0].strip()}; {said}".strip("; "))


def _without_repeated(tail: str, rest: str) -> str:
    """What follows the new figure without the words that already follow the old one: `24 months, sorry 36 months`."""
    tail_words, rest_words = tail.split(), rest.split()
    same = 0
    for one, other in zip(tail_words, rest_words, strict=False):
        both = [word.strip("-,.)").casefold() for word in (one, other)]
        if both[0] != both[1] and (
            same or _find_unit(both[0]) != _find_unit(both[1]) or not _find_unit(both[0])
        ):
            break
        same += 1
    return " ".join(rest_words[same:])
