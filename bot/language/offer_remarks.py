"""What is said about an offer and is no term of it: `95k final, take it or leave it`, `based on three sales`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.language.patterns import compile_late
from bot.language.units import is_unit
from bot.language.vocabulary import word_table

_WORDS = word_table("offer_parts")


def _pattern(phrases: Iterable[str]) -> str:
    """Any of the phrases, the longest first; `excl vat` is also `excl. VAT`."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\.?\s+") for phrase in longest_first)


_BEFORE = "|".join(re.escape(word) for word in sorted(_WORDS.words("before_remark"), key=len)[::-1])
_REMARK = compile_late(
    rf"(?<![\w'])(?:(?:{_BEFORE})\s+){{0,4}}(?:{_pattern(_WORDS.phrases('remarks'))})(?![\w'-])",
    re.IGNORECASE,
)
_OPENER = compile_late(
    rf"(?<![\w'])(?:{_pattern(_WORDS.phrases('opens_remark'))})\s[^,;\n]*", re.IGNORECASE
)
_GOES_ON = frozenset().union(
    *(
        _WORDS.words(key)
        for key in ("until", "stands", "or", "and", "if", "with", "links", "made_on")
    ),
    word_table("terms").words("inclusion"),
)
"""Words that may follow a remark: they open something else."""
_WITH_DAY = _WORDS.words("remarks_with_day")
_DAY_BEHIND = compile_late(rf"\s+(?:{_pattern(_WORDS.words('until'))})\b", re.IGNORECASE)
_LINKS_BEFORE = frozenset().union(*(_WORDS.words(key) for key in ("and", "or", "before_remark")))
_MARKS = ",;:.()!–—-/\n"
_LAST_WORD = re.compile(r"[\w%€$£'/.-]+$")
_FIRST_WORD = re.compile(r"\s*([\w'/-]+)")
_ABBREVIATED = re.compile(
    r"\b(incl|excl|inkl|exkl|einschl|ausschl|zzgl|zuzügl|abzgl|inc|exc|ca|approx)\.", re.IGNORECASE
)


class WithoutRemarks(NamedTuple):
    """The terms of a line, and what was said beside them."""

    terms: str
    remarks: tuple[str, ...]


def split_off_remarks(text: str) -> WithoutRemarks:
    """The line without its remarks. One stands behind an amount or alone between two marks, so that `final payment 20%`
    keeps its name."""
    text = _ABBREVIATED.sub(r"\1", text)
    remarks: list[str] = []
    for pattern in (_OPENER, _REMARK):
        text = _take_out(pattern, text, remarks)
    return WithoutRemarks(text, tuple(remarks))


def _take_out(pattern: re.Pattern[str], text: str, remarks: list[str]) -> str:
    kept: list[str] = []
    start = 0
    for found in pattern.finditer(text):
        before, after = "".join(kept) + text[start : found.start()], text[found.end() :]
        if not (_may_follow(before) and _may_precede(after)):
            continue
        if found[0].casefold() in _WITH_DAY and _DAY_BEHIND.match(after):
            # `delivered by 20 Dec` says when, and nothing of how long the offer stands.
            continue
        kept.append(text[start : found.start()])
        kept.append(" " if not after or after.lstrip()[:1] in _MARKS else ", ")
        remarks.append(found[0].strip(" ,;.!-–"))
        start = found.end()
    return ("".join(kept) + text[start:]).strip(" ,;")


def _may_follow(before: str) -> bool:
    """Whether a remark may stand behind these words: nothing, a mark, an amount or a unit, or an `and`."""
    before = before.rstrip()
    if not before or before[-1] in _MARKS:
        return True
    last = _LAST_WORD.search(before)
    if last is None:
        return True
    word = last[0].casefold()
    is_amount = any(map(str.isdigit, word)) or word[-1] in "%€$£"
    # Words of one currency are written in capitals: `95,000 EUR`.
    return is_amount or is_unit(word) or last[0].isupper() or word in _LINKS_BEFORE


def _may_precede(after: str) -> bool:
    """Whether a remark may end before these words."""
    rest = after.lstrip()
    if not rest or rest[0] in _MARKS:
        return True
    word = _FIRST_WORD.match(after)
    return word is not None and word[1].casefold() in _GOES_ON
